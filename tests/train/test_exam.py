"""A test asks what its paper says, is made again from its seed, and is judged fairly."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.train.paper_fakes import CASES, Bank
from triage.cli.app import main
from triage.kb.load import load
from triage.kb.problems import Problems
from triage.train.exam import (
    Answered,
    Paper,
    Sitting,
    apportioned,
    certification,
    from_state,
    next_item,
    posttest,
    pretest,
    to_state,
)
from triage.train.model import SKILLS, Objective
from triage.train.result import FEWEST, LOWEST_MARK, percent, result_of, to_json
from triage.train.result_html import result_html

BANK = Bank()
OBJECTIVES = tuple(Objective(skill, group) for skill in SKILLS for group in CASES.values())
START = "2026-11-23T09:00:00+07:00"
Policy = Callable[[Answered], str]


def sat(paper: Paper, choose: Policy, bank: Bank = BANK) -> Sitting:
    """The whole test, answered by a policy."""
    sitting = Sitting("s", paper, START)
    while len(sitting.answers) < len(paper.slots):
        one = next_item(bank, sitting)
        sitting = replace(sitting, answers=(*sitting.answers, replace(one, chosen=choose(one), at=START)))
    return replace(sitting, ended=START)


def right(one: Answered) -> str:
    return one.item.right


def wrong(one: Answered) -> str:
    return next(option.key for option in one.options if option.key != one.item.right)


def test_a_certification_has_the_shares_of_the_written_test() -> None:
    items = [one.item for one in sat(certification(7), right).answers]
    assert Counter(item.domain for item in items) == {"pengetahuan": 30, "nilai": 30, "keterampilan": 40}
    assert Counter(item.level for item in items) == {"mudah": 50, "sedang": 30, "sukar": 20}
    assert len({item.id for item in items}) == 100


def test_levels_and_domains_are_mixed_through_the_paper() -> None:
    first = certification(7).slots[:20]
    assert len({slot.domain for slot in first}) == 3
    assert len({slot.level for slot in first}) == 3


@pytest.mark.parametrize("count", [1, 7, 20, 33, 100, 250])
def test_a_paper_has_as_many_items_as_were_asked_for(count: int) -> None:
    assert len(certification(1, count).slots) == count
    assert len(pretest(1, OBJECTIVES, count).slots) == count


def test_parts_add_up_and_are_nearest_to_what_was_wanted() -> None:
    assert apportioned({"a": 1.5, "b": 1.4, "c": 0.1}, 3) == {"a": 2, "b": 1, "c": 0}


def test_the_same_seed_gives_the_same_paper_and_another_one_another() -> None:
    def asked(seed: int) -> list[tuple[str, tuple[str, ...]]]:
        answers = sat(certification(seed, 20), right).answers
        return [(one.item.id, tuple(option.key for option in one.options)) for one in answers]

    assert asked(5) == asked(5)
    assert asked(5) != asked(6)


def test_options_are_shown_in_another_order_than_they_are_kept() -> None:
    places = Counter(
        one.options.index(next(o for o in one.options if o.key == one.item.right))
        for one in sat(certification(3), right).answers
    )
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) < 45


def test_a_posttest_has_the_objectives_and_levels_of_its_pretest_and_none_of_its_items() -> None:
    before = sat(pretest(1, OBJECTIVES, 30), right)
    after = sat(posttest(2, before), right)

    def about(sitting: Sitting) -> Counter[tuple[str, str]]:
        return Counter((one.item.objective.id, one.item.level) for one in sitting.answers)

    assert about(after) == about(before)
    assert {one.item.id for one in after.answers}.isdisjoint(one.item.id for one in before.answers)


def test_a_pretest_goes_through_all_objectives_before_one_comes_again() -> None:
    asked = [one.item.objective.id for one in sat(pretest(4, OBJECTIVES, len(OBJECTIVES)), right).answers]
    assert sorted(asked) == sorted(objective.id for objective in OBJECTIVES)


def test_a_course_is_kept_to_whatever_the_slot_wants() -> None:
    parts = (("rujuk", ("berat",)), ("etika", ("ringan",)))
    asked = sat(certification(1, 40, parts=parts), right).answers
    assert {one.item.objective.id for one in asked} == {"rujuk:berat", "etika:ringan"}
    assert {one.item.case for one in sat(certification(1, 20, cases=("kdrt",)), right).answers} == {"kdrt"}


def test_a_bank_that_runs_out_says_how_far_it_goes() -> None:
    small = Bank(each=1)
    with pytest.raises(Problems, match="hanya cukup untuk 30 soal"):
        sat(certification(1, 40, cases=("kdrt",)), right, small)


def test_a_test_kept_as_json_is_the_same_test() -> None:
    sitting = sat(certification(1, 5), wrong)
    assert from_state(json.loads(json.dumps(to_state(sitting)))) == sitting


@pytest.mark.parametrize("damage", [{"schema": "triage.exam/0"}, {"answers": 3}, {"paper": {}}])
def test_a_damaged_state_is_told_with_the_way_out(damage: dict[str, object]) -> None:
    with pytest.raises(Problems, match="--discard"):
        from_state({**to_state(sat(certification(1, 2), right)), **damage})


def test_an_all_right_candidate_gets_a_hundred_and_an_all_wrong_one_nothing() -> None:
    kb = load()
    assert (best := result_of(sat(certification(2), right), kb)).percent == 100
    assert best.passed is True
    assert best.study == best.misses == ()
    worst = result_of(sat(certification(2), wrong), kb)
    assert (worst.percent, worst.passed, len(worst.misses)) == (0, False, 100)


def test_a_guesser_scores_a_quarter_and_never_passes_even_with_the_lowest_mark() -> None:
    kb, scores = load(), []
    whole = sat(certification(11, pass_mark=LOWEST_MARK), right)
    for seed in range(400):
        chance = Random(seed)
        answers = tuple(replace(one, chosen=chance.choice(one.options).key) for one in whole.answers)
        result = result_of(replace(whole, answers=answers), kb)
        few = replace(whole, paper=replace(whole.paper, slots=whole.paper.slots[:FEWEST]), answers=answers[:FEWEST])
        assert result.passed is False
        assert result_of(few, kb).passed is False
        scores.append(result.percent)
    assert 24 <= sum(scores) / len(scores) <= 26


def test_items_never_reached_or_left_out_count_as_not_right() -> None:
    whole = sat(certification(1, FEWEST), right)
    half = replace(whole, answers=(*whole.answers[:20], replace(whole.answers[20], chosen="")))
    result = result_of(half, load())
    assert (result.right, result.given, result.asked, result.percent) == (20, 20, FEWEST, 50)


def test_nobody_passes_by_rounding_and_few_items_give_no_verdict() -> None:
    assert percent(699, 1000) == 69
    assert result_of(sat(certification(1, FEWEST - 1), right), load()).passed is None
    assert result_of(sat(pretest(1, OBJECTIVES, 100), right), load()).passed is None


def test_what_was_missed_most_is_to_be_studied_first() -> None:
    def only_stunting_wrong(one: Answered) -> str:
        return wrong(one) if one.item.case == "stunting" else right(one)

    result = result_of(sat(certification(1), only_stunting_wrong), load())
    assert [one.case for one in result.study] == ["stunting"]
    assert {line.name.partition(":")[2] for line in result.objectives if line.percent == 0} == {"ringan"}


def test_the_pretest_stands_beside_the_posttest() -> None:
    before = sat(pretest(1, OBJECTIVES, 30), wrong)
    result = result_of(sat(posttest(2, before), right), load(), before)
    assert (result.before, result.percent) == (0, 100)
    assert {line.before for line in result.objectives} == {0}


def test_the_sheet_as_json_has_the_percents_and_what_was_chosen() -> None:
    raw = json.loads(to_json(result_of(sat(certification(1, 10), wrong), load())))
    assert raw["schema"] == "triage.result/1"
    assert raw["percent"] == 0
    assert all(line["percent"] == 0 for line in raw["objectives"])
    assert all(one["chosen"] != one["right"] and one["why"] and one["sources"] for one in raw["misses"])


def test_the_html_sheet_holds_the_pages_its_links_lead_to_and_escapes_everything() -> None:
    kb = load()
    sitting = sat(certification(1, 10), wrong)
    evil = replace(sitting.answers[0], item=replace(sitting.answers[0].item, why="<script>alert(1)</script>"))
    html = result_html(result_of(replace(sitting, answers=(evil, *sitting.answers[1:])), kb), kb, "0 %")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    linked = {part.split('"')[0] for part in html.split('href="#')[1:]}
    assert linked
    assert all(f'id="{name}"' in html for name in linked)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["sertifkasi"], 1, "maksudnya sertifikasi?"),
        (["posttest"], 1, "kerjakan dulu: triage train exam pretes"),
        (["postes", "--count", "5"], 1, "postes mengikuti pretesnya"),
        (["--resume"], 1, "mulai tanpa --resume"),
        (["--last"], 1, "belum ada sertifikasi yang selesai"),
        (["--case", "kks_hilan"], 1, "maksudnya kks_hilang?"),
        (["--html", "tidak/ada/hasil.html"], 1, "tidak dapat ditulis"),
        (["--pass", "30"], 2, "--pass"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("platformdirs")
    assert main(["train", "exam", *arguments, "--db", str(tmp_path / "kemajuan.db")]) == code
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1


def test_a_course_that_lets_a_guesser_pass_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("platformdirs")
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    course = tmp_path / "kursus.yaml"
    course.write_text("nama: Angkatan 1\nlulus: 30\ntujuan: [rujuk]\n", encoding="utf-8")
    words = ["train", "exam", "--course", str(course), "--db", str(tmp_path / "kemajuan.db")]
    assert main(words) == 1
    assert "penebak dapat lulus" in capsys.readouterr().err
    assert main([*words, "--pass", "80"]) == 0
    assert "batas lulus 80 %" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("dates", "told", "not_told"),
    [
        ((-9, -2), ["di luar masa kursus"], "jadwal"),
        ((1, 9), ["di luar masa kursus"], "jadwal"),
        ((0, 9), ["Menurut jadwal"], "di luar"),
        ((-9, 0), ["Kursus: Angkatan 1, "], "jadwal"),
    ],
)
def test_an_exam_tells_its_course_and_warns_outside_its_dates(
    dates: tuple[int, int], told: list[str], not_told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The test is planned for the last day."""
    pytest.importorskip("platformdirs")
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    begin, end = (date.today() + timedelta(days=days) for days in dates)
    course = tmp_path / "kursus.yaml"
    plan = f"nama: Angkatan 1\nmulai: {begin}\nselesai: {end}\njadwal:\n  - {{tanggal: {end}, acara: ujian}}\n"
    course.write_text(plan, encoding="utf-8")
    assert main(["train", "exam", "--course", str(course), "--db", str(tmp_path / "kemajuan.db")]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert all(words in printed for words in ["Kursus: Angkatan 1", *told])
    assert not_told not in printed
