"""The second reader: suggestions, never findings."""

from __future__ import annotations

import copy
import math
import os
import pickle
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import NOW
from triage.kb.load import from_cache, to_cache
from triage.kb.types import Knowledge
from triage.model import Evidence, Plan, Suggestion
from triage.nearest import Index, Resemblance, build_index
from triage.nearest import index as scoring
from triage.nearest.documents import sign_cases
from triage.nearest.sums import IS_COMPILED, TELLING, TOGETHER, PlainSums
from triage.nearest.tables import UNIT
from triage.pipeline import LEAST, Machine
from triage.plan.deadlines import Calendar
from triage.plan.planner import Setting, make_plan
from triage.render.header import header
from triage.signs import settle
from triage.text import read, unexplained

needs_compiled = pytest.mark.skipif(not IS_COMPILED, reason="the sums were not compiled here")


@pytest.fixture(scope="module")
def index(knowledge: Knowledge, machine: Machine) -> Index:
    return build_index(knowledge, machine.language)


def test_it_names_at_most_three_cases_the_most_similar_first(index: Index) -> None:
    found = index.resembling("anak saya tidak mau berangkat sekolah, sudah dua minggu di kamar terus")
    assert 1 <= len(found) <= 3
    assert [r.score for r in found] == sorted((r.score for r in found), reverse=True)
    assert len({r.case for r in found}) == len(found)


def test_it_shows_a_real_sentence_of_the_knowledge(index: Index, knowledge: Knowledge) -> None:
    (best, *_) = index.resembling("kartu bantuan saya raib waktu naik bus", most=1)
    told = {t for sign in knowledge.signs.values() for t in sign.matches}
    told |= {t for texts in knowledge.stories.values() for t in texts}
    told |= {t for case in knowledge.cases.values() for t in case.examples.matches if isinstance(t, str)}
    assert best.like in told
    assert best.case == "kks_hilang"


def test_what_was_found_already_is_not_suggested(index: Index) -> None:
    text = "kartu bantuan saya raib waktu naik bus"
    assert "kks_hilang" not in {r.case for r in index.resembling(text, without={"kks_hilang"})}


@pytest.mark.parametrize("text", ["", "   ", "zxqv wrtp", "ya", "🙏🙏", "1234 5678"])
def test_words_that_say_nothing_resemble_nothing(text: str, index: Index) -> None:
    assert index.resembling(text) == []


def test_it_is_the_same_after_pickling_and_in_every_run(index: Index, knowledge: Knowledge, machine: Machine) -> None:
    text = "bapak melamun terus, nasinya tidak disentuh"
    assert pickle.loads(pickle.dumps(index)).resembling(text) == index.resembling(text)
    assert build_index(knowledge, machine.language).resembling(text) == index.resembling(text)


def test_its_own_tellings_are_recognised(index: Index, knowledge: Knowledge) -> None:
    told = [(cases, text) for cases, texts in knowledge.stories.items() for text in texts[:3]]
    right = sum(bool({r.case for r in index.resembling(text)} & set(cases)) for cases, text in told)
    assert right >= 0.9 * len(told)
    shown = sum(text in {r.like for r in index.resembling(text)} for _, text in told)
    assert shown >= 0.9 * len(told)


def test_every_case_has_tellings_of_its_own(knowledge: Knowledge) -> None:
    told: dict[str, int] = dict.fromkeys(knowledge.cases, 0)
    for cases, texts in knowledge.stories.items():
        for case in cases:
            told[case] += len(texts)
    assert min(told.values()) >= 12, [case for case, n in told.items() if n < 12]


def test_a_sign_of_several_cases_counts_less_for_each(knowledge: Knowledge) -> None:
    weights = sign_cases(knowledge)
    assert weights["kartu_hilang"] == {"kks_hilang": 1.0}
    assert all(0 < w <= 1 for cases in weights.values() for w in cases.values())


def reading(sign: str, start: int, end: int) -> Evidence:
    return Evidence(sign, "present", "household", start=start, end=end)


def test_only_sentences_without_a_used_reading_are_unexplained() -> None:
    text = "kartu hilang. bapak melamun terus! terima kasih"
    used = [reading("kartu_hilang", 0, 12)]
    assert unexplained(text, used, {"kartu_hilang"}).split() == ["bapak", "melamun", "terus!", "terima", "kasih"]
    assert unexplained(text, used, set()) == text
    assert unexplained(text, [], {"kartu_hilang"}) == text


def test_a_suggestion_is_never_a_finding_and_asks_its_question_first(plan_of: Callable[..., Plan]) -> None:
    plan = plan_of("seminggu ini bapak cuma duduk melihat tembok, nasi di piringnya utuh, tidak mau diajak bicara")
    if plan.findings:
        pytest.skip("aturan sudah mengenali kalimat ini")
    assert plan.suggestions
    assert all(s.score >= LEAST for s in plan.suggestions)
    assert plan.outcome == "need_more_information"
    assert plan.questions[0].sign == plan.suggestions[0].sign


@pytest.mark.parametrize("text", ["terima kasih banyak bu", "selamat pagi semuanya", "baksonya enak, porsinya besar"])
def test_nothing_is_suggested_for_what_is_no_case(text: str, plan_of: Callable[..., Plan]) -> None:
    assert plan_of(text).suggestions == ()


def test_a_question_that_tells_a_problem_beside_it_is_asked_about_and_answered(plan_of: Callable[..., Plan]) -> None:
    """Not read by the rules, and still no mere question about procedure."""
    plan = plan_of(
        "mau tanya cara usul bantuan gimana bu, soalnya genteng dapur melorot semua, hujan sedikit kasur anak sudah basah"
    )
    assert plan.outcome in ("need_more_information", "plan")
    assert "hidup_tidak_layak" in {s.case for s in plan.suggestions} | {f.case for f in plan.findings}


@pytest.mark.parametrize(
    "text",
    [
        "bu mau tanya, cara ganti kartu KKS yang rusak bagaimana ya",
        "syarat daftar DTSEN apa saja pak? terima kasih banyak",
    ],
)
def test_a_bare_question_about_procedure_stays_one(text: str, plan_of: Callable[..., Plan]) -> None:
    plan = plan_of(text)
    assert (plan.outcome, plan.suggestions) == ("inquiry", ())
    assert plan.answer


def test_it_is_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    script = (
        "from triage.kb.load import load; from triage.nearest.documents import documents;"
        "print([d.text for d in documents(load(use_cache=False))])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


def test_no_word_of_a_complaint_is_pickled(index: Index) -> None:
    index.resembling("Paijah Tukiyemwati melamun terus di kamar")
    assert b"tukiyemwati" not in pickle.dumps(index).lower()


@pytest.mark.parametrize(
    ("case", "score", "first"), [("kdrt", 0.9, True), ("kdrt", 0.3, False), ("app_teknis", 0.9, False)]
)
def test_what_may_be_worse_than_what_was_found_stands_on_top(
    machine: Machine, case: str, score: float, first: bool
) -> None:
    """Surely similar to something more urgent: said in the head of the plan and asked about first."""
    knowledge = machine.knowledge
    (sign,) = knowledge.cases[case].ask_next[:1]
    settled = settle([Evidence("pin_lupa", "present")], knowledge.signs)
    plan = make_plan(
        settled, machine.infer(settled.signs), (), knowledge, Setting(NOW, Calendar()), machine.infer,
        lambda found: (Suggestion(case, score, "…", sign),),
    )  # fmt: skip
    assert plan.findings
    noted = knowledge.cases[case].title in " ".join(header(plan).notes)
    assert (noted, plan.questions[0].sign == sign) == (first, first)


@pytest.fixture(scope="module")
def texts(knowledge: Knowledge) -> list[str]:
    """Stories; some that say a word or a pair of words again, the other way round too; one near to several tellings."""
    told = [text for texts in knowledge.stories.values() for text in texts]
    chosen = random.Random(5).sample(told, 60)
    return chosen + [f"{a} {b}" for a, b in zip(chosen[:10], chosen[10:20], strict=True)] + [
        *(" ".join([*text.split(), *reversed(text.split())]) for text in chosen[:10]), "uang dipotong ketua"
    ]  # fmt: skip


def one_by_one(text: str, readings: tuple[Evidence, ...], index: Index) -> list[Resemblance]:
    """The oracle: every feature, every case and every telling in turn."""
    words, parts = index._features.words(text), index._parts
    counts = Counter(f for word in {word.features: word for word in words}.values() for f in word.features)
    counts.update(index._features.of_whole(text, readings))
    counts.update(index._features.beside(words))
    known = {f: n for f, n in counts.items() if f in index._number}
    worth = {f: index._worth[index._number[f]] for f in known}
    totals = [bias * sum(n * worth[f] for f, n in known.items()) for bias in memoryview(parts.bias).cast("d")]
    for f, n in known.items():
        for case, weight in parts.weights.row(index._number[f]):
            totals[case] += n * weight / UNIT
    length = math.sqrt(sum(n * worth[f] ** 2 for f, n in known.items())) or 1.0
    leads = {case: (total - totals[0]) / length for case, total in zip(index._cases, totals, strict=True) if case}
    best = sorted(leads, key=leads.__getitem__, reverse=True)[:3]
    heavy = sorted((f for f in known if scoring._compares(f)), key=worth.__getitem__, reverse=True)[:TELLING]
    shared: Counter[int] = Counter()
    for f in heavy:
        shared.update(dict(parts.having.row(index._number[f])))
    return [] if leads[best[0]] < scoring.AHEAD else [_nearest(case, leads[case], shared, index) for case in best]


def _nearest(case: str, lead: float, shared: Counter[int], index: Index) -> Resemblance:
    told = [telling for telling, _ in index._parts.tellings.row(index._cases.index(case))]
    own = sorted(told, key=lambda telling: (-shared[telling], telling))
    signs = memoryview(index._parts.signs).cast("i")
    near: dict[int, list[int]] = {}
    for telling in sorted(t for t in own if shared[t] and signs[t]):
        near.setdefault(signs[telling], []).append(shared[telling])
    sign = max(near, key=lambda name: sum(sorted(near[name])[-TOGETHER:]), default=0)
    return Resemblance(case, scoring._sureness(lead), index._texts[own[0]], index._signs[sign])


def test_answers_are_those_of_adding_one_by_one(index: Index, texts: list[str], machine: Machine) -> None:
    named = 0
    for text in texts:
        readings = read(text, machine.language)
        found, expected = index.resembling(text, readings), one_by_one(text, readings, index)
        assert [(r.case, r.like, r.sign) for r in found] == [(r.case, r.like, r.sign) for r in expected], text
        assert [r.score for r in found] == pytest.approx([r.score for r in expected], abs=6e-4)
        named += bool(found)
    assert named > len(texts) / 2


def test_what_a_telling_shares_with_a_text_is_weighed_twice(index: Index, machine: Machine) -> None:
    """By what the feature is worth in either."""
    vector = index._vector(index._counts(index._texts[0], read(index._texts[0], machine.language)))
    compared = [i for name, i in index._number.items() if i in vector and scoring._compares(name)]
    assert len(compared) > TELLING
    for i in compared:
        assert dict(index._parts.having.row(i))[0] == pytest.approx(vector[i] * index._worth[i] * UNIT, rel=1e-5)


@pytest.mark.parametrize(("more", "named"), [(-0.01, True), (0.01, False)])
def test_a_case_must_lead_what_is_no_case(
    more: float, named: bool, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "kartu bantuan saya raib waktu naik bus"
    (best,) = index.resembling(text, most=1)
    lead = scoring.EVEN + math.log(best.score / (1 - best.score)) / scoring.SHARPNESS
    monkeypatch.setattr(scoring, "AHEAD", lead + more)
    assert bool(index.resembling(text)) == named


def test_what_was_read_before_changes_nothing(index: Index, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where little is remembered."""
    fresh = [index.resembling(text) for text in texts]
    assert [index.resembling(text) for text in reversed(texts)] == fresh[::-1]
    monkeypatch.setattr(scoring, "_MEMO_LIMIT", 500)
    assert len(index._sums) > 10_000
    for text, found in zip(texts, fresh, strict=True):
        assert index.resembling(text) == found
        assert len(index._sums) <= 500 + 20 * len(text)


@needs_compiled
def test_a_damaged_index_in_the_cache_is_as_good_as_none(index: Index, tmp_path: Path) -> None:
    whole = copy.copy(index)
    to_cache(tmp_path, "nearest-whole", whole)
    whole._parts = whole._parts._replace(worth=whole._parts.worth[:-4])
    to_cache(tmp_path, "nearest-damaged", whole)
    assert isinstance(from_cache(tmp_path, "nearest-whole"), Index)
    assert from_cache(tmp_path, "nearest-damaged") is None


@needs_compiled
def test_all_is_the_same_without_the_compiled_module(index: Index, knowledge: Knowledge, machine: Machine) -> None:
    """Of what the knowledge itself says, with letters lost, words said twice, and what is no word at all."""
    plain = pickle.loads(pickle.dumps(index))
    plain._sums = PlainSums(*plain._parts)
    draw = random.Random(8)
    told = draw.sample([text for sign in knowledge.signs.values() for text in sign.matches], 250)
    told += draw.sample([text for texts in knowledge.stories.values() for text in texts], 150)
    for text in told:
        at = draw.randrange(len(text))
        both = f"{text[:at]}{text[at + 1 :]} {draw.choice(('🙏', '12.500', '', text, 'x' * 80))} {draw.choice(told)}"
        readings = read(text, machine.language)
        assert index.resembling(both, readings, most=5) == plain.resembling(both, readings, most=5), both
        heard = [one._heard(both, readings, len(index._cases)) for one in (index, plain)]
        assert heard[0] == heard[1]
