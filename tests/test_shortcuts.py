"""What is remembered or looked up for speed is what working it out anew gives."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from triage.engine import infer_once
from triage.kb.conditions import alternatives, parse_condition
from triage.kb.dates import _each_lapse, _turns, knowledge_at, lapses, referral_at, threshold_at
from triage.kb.types import Knowledge
from triage.model import Evidence
from triage.nearest import Index, build_index
from triage.nearest.tables import UNIT
from triage.pipeline import Machine
from triage.plan.questions import Ask, _missing_parts
from triage.plan.steps import forbidden, removed
from triage.signs import Settled, settle
from triage.text import read

DRAWN = 60


def drawn(knowledge: Knowledge) -> list[Settled]:
    """Households in which one to four signs were stated."""
    rng = random.Random(7)
    names = list(knowledge.signs)
    told = [rng.sample(names, rng.randint(1, 4)) for _ in range(DRAWN)]
    return [
        settle([Evidence(n, rng.choice(("present", "present", "absent"))) for n in chosen], knowledge.signs)
        for chosen in told
    ]


def test_every_day_has_the_knowledge_that_is_chosen_for_it_alone(knowledge: Knowledge) -> None:
    turns = [day for day in _turns(knowledge) if day > date.min]
    assert turns
    for day in {near for turn in turns for near in (turn - timedelta(1), turn, turn + timedelta(1))}:
        found = knowledge_at(knowledge, day)
        assert found.thresholds == {n: threshold_at(e, day) for n, e in knowledge.thresholds.items()}, day
        assert found.referrals == {n: referral_at(e, day) for n, e in knowledge.referrals.items()}, day
        assert lapses(knowledge, day) == tuple(_each_lapse(knowledge, day)), day


def test_the_day_after_the_last_one_is_another(knowledge: Knowledge) -> None:
    """Also where nothing begins on it."""
    ended = date(2025, 12, 31)
    number = replace(knowledge.thresholds["usia_lansia"], values=(), valid_until=ended)
    knowledge = replace(knowledge, thresholds={"usia_lansia": number}, referrals={})
    assert [found.id for found in lapses(knowledge, ended + timedelta(1))] == ["usia_lansia"]
    assert lapses(knowledge, ended) == ()


def test_a_day_on_which_nothing_turns_has_the_same_knowledge_as_the_one_before(knowledge: Knowledge) -> None:
    day = max(_turns(knowledge)) + timedelta(1)
    assert knowledge_at(knowledge, day) is knowledge_at(knowledge, day + timedelta(1))


def every_missing_part(settled: Settled, knowledge: Knowledge) -> Iterable[Ask]:
    """The oracle: all ways of all cases, one after the other."""
    present = {s.id for s in settled.signs if s.state == "present"}
    rank = 60
    for case in knowledge.cases.values():
        node, _ = parse_condition(case.symptoms)
        for way in alternatives(node, knowledge.signs) if node else ():
            named = [a.id for a in way if a.kind == "sign" and a.state == "present"]
            missing = [name for name in named if name not in present]
            if len(missing) == 1 and len(named) > 1 and missing[0] not in {s.id for s in settled.signs}:
                yield missing[0], rank, f"menentukan apakah ini {case.title}"
                rank += 1


def test_missing_parts_are_those_of_all_ways(knowledge: Knowledge) -> None:
    found = [list(_missing_parts(settled, knowledge)) for settled in drawn(knowledge)]
    assert found == [list(every_missing_part(settled, knowledge)) for settled in drawn(knowledge)]
    assert any(found)


def test_a_step_is_forbidden_when_its_own_tags_are(machine: Machine) -> None:
    knowledge = machine.knowledge
    twins = {f"{step.id}_lagi": replace(step, id=f"{step.id}_lagi") for step in knowledge.steps.values()}
    knowledge = replace(knowledge, steps={**knowledge.steps, **twins})
    lifted = {name: rule.lifted_for[:1] for name, rule in knowledge.prohibitions.items()}
    assert any(lifted.values())
    for i, settled in enumerate(drawn(knowledge)[:10]):
        never = lifted if i % 2 else dict.fromkeys(knowledge.prohibitions, ("kasus",))
        inference = infer_once(machine.productions, settled.signs)
        permitted = frozenset(d.id for d in inference.derived if d.kind == "permit")
        dropped = {d.id for d in inference.derived if d.kind == "drop_step"}
        alone = {s.id for s in knowledge.steps.values() if removed(s.tags, never, permitted, knowledge)[0]}
        assert set(forbidden(never, inference, knowledge)) == alone | dropped
        assert alone


@pytest.fixture(scope="module")
def index(knowledge: Knowledge, machine: Machine) -> Index:
    return build_index(knowledge, machine.language)


TEXTS = (
    "kartu bantuan saya raib waktu naik bus",
    "bapak melamun terus, nasinya tidak disentuh",
    "anak saya tidak mau berangkat sekolah, sudah dua minggu di kamar terus",
)


@pytest.mark.parametrize("text", TEXTS)
def test_scores_are_the_sums_over_all_features(text: str, index: Index, machine: Machine) -> None:
    counts = index._counts(text, read(text, machine.language))
    known = [(i, n, index._worth[i]) for f, n in counts.items() if (i := index._number.get(f)) is not None]
    length = math.sqrt(sum(n * x * x for _, n, x in known))
    leads = dict.fromkeys(index._cases, 0.0)
    for i, n, x in known:
        for case, weight in index._parts.weights.row(i):
            leads[index._cases[case]] += n * weight / UNIT / length
        for case, bias in enumerate(memoryview(index._parts.bias).cast("d")):
            leads[index._cases[case]] += n * x * bias / length
    best = max((case for case in leads if case), key=leads.__getitem__)
    (found,) = index.resembling(text, read(text, machine.language), most=1)
    assert found.case == best
    assert found.score == pytest.approx(1 / (1 + math.exp(-2.2 * (leads[best] - leads[""] - 0.65))), abs=6e-4)


@pytest.mark.parametrize("text", TEXTS)
def test_the_telling_shown_is_one_of_its_case(text: str, index: Index) -> None:
    found = index.resembling(text)
    assert found
    for one in found:
        assert one.like in {
            index._texts[number] for number, _ in index._parts.tellings.row(index._cases.index(one.case))
        }
