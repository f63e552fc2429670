"""Progress and item analysis: every figure against one worked out by hand; pages that load nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.train.test_store import given
from triage.kb.types import Knowledge
from triage.render.page import Page
from triage.render.symbols import symbols_for
from triage.train import items_screen
from triage.train.cards import cards
from triage.train.item_analysis import Analysis, analyse, kr20, point_biserial
from triage.train.plot import plot_lines
from triage.train.progress import Given, Review
from triage.train.schedule import Deck
from triage.train.stats import Point, Share, curve, standings, stats, weak_cards
from triage.train.stats_html import stats_page
from triage.train.stats_screen import compose
from triage.train.store import Store

AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
Run = Callable[..., tuple[int, str, str]]

FOUR = {"a": "111", "b": "110", "c": "100", "d": "000"}
"""Four candidates, three items, 1 for right: facilities 3/4, 2/4, 1/4; scores 3, 2, 1, 0."""


def table(rows: dict[str, str], **more: Any) -> dict[str, list[Given]]:
    """Answers of a test from rows of 1, 0 and . (not asked)."""
    return {
        who: [
            given(i, item=f"s{i + 1}", right=mark == "1", chosen="kunci" if mark == "1" else "x", where="ujian", **more)
            for i, mark in enumerate(marks)
            if mark != "."
        ]
        for who, marks in rows.items()
    }


def by_item(found: Analysis) -> dict[str, Any]:
    return {one.item: one for one in found.items}


def test_facility_is_the_share_of_those_who_were_asked() -> None:
    found = by_item(analyse(table(FOUR | {"e": "..1"})))
    assert [found[f"s{i}"].facility for i in (1, 2, 3)] == [0.75, 0.5, 0.4]
    assert [found[f"s{i}"].count for i in (1, 2, 3)] == [4, 4, 5]


def test_discrimination_is_the_point_biserial_with_the_other_items() -> None:
    """s1 against the share right of s2 and s3 (1, .5, 0, 0): means .5 and 0, variance .171875, so .5·√(.1875/.171875)."""
    found = by_item(analyse(table(FOUR)))
    assert found["s1"].discrimination == pytest.approx(0.5222330)
    assert found["s2"].discrimination == pytest.approx(0.7071068)  # (.75 - .25) / √.125 · .5
    assert found["s3"].discrimination == pytest.approx(0.5222330)
    assert point_biserial([True, True, False, False], [4, 2, 3, 1]) == pytest.approx(0.4472136)  # 1 / √1.25 · .5
    assert point_biserial([True, False], [0, 1]) == pytest.approx(-1)


def test_discrimination_of_what_does_not_vary_is_not_reckoned() -> None:
    assert point_biserial([True, True], [1, 2]) is None
    assert point_biserial([True, False], [0.7, 0.7]) is None
    assert point_biserial([], []) is None


def test_kr20_by_hand() -> None:
    """3/2 · (1 - (.1875 + .25 + .1875) / 1.25) = .75; items that not everybody answered are left out."""
    found = analyse(table(FOUR))
    assert (found.kr20, found.common) == (pytest.approx(0.75), 3)
    fewer = analyse(table(FOUR | {"d": "00."}))
    assert fewer.common == 2
    assert fewer.kr20 == pytest.approx(2 * (1 - (0.1875 + 0.25) / 0.6875))  # scores 2, 2, 1, 0
    assert kr20([[True, False], [False, True]]) is None  # equal scores
    assert kr20([[True, True]]) is None
    assert kr20([]) is None


def test_only_first_answers_under_test_conditions_count() -> None:
    answers = {"a": [given(0, item="s1", right=True, where="kuis"), given(1, item="s1", right=False, where="ujian"),
                     given(2, item="s1", right=True, where="ujian")], "b": [given(3, where="kuis")]}  # fmt: skip
    found = analyse(answers)
    assert (found.candidates, found.items[0].facility) == (1, 0)


def crowd(patterns: list[str]) -> dict[str, list[Given]]:
    return table({str(i): pattern for i, pattern in enumerate(patterns)})


def test_items_to_retire_are_named_with_the_reason() -> None:
    """s1 all right; s2 nobody; s3 only the weak; s4 and s5 part the good from the weak."""
    found = by_item(analyse(crowd(["10011"] * 15 + ["10100"] * 15)))
    assert found["s1"].faults == ("terlalu mudah",)
    assert found["s2"].faults == ("terlalu sukar",)
    assert found["s3"].faults == ("yang pandai justru salah; periksa kuncinya",)
    assert found["s4"].faults == found["s5"].faults == ()
    flat = by_item(analyse(crowd(["111", "011", "100", "000"] * 8)))
    assert flat["s1"].discrimination == pytest.approx(0)
    assert flat["s1"].faults == ("tidak membedakan yang paham dari yang belum",)


def test_nothing_is_judged_on_too_few_candidates() -> None:
    found = analyse(crowd(["11", "10"] * 4))
    assert found.retire == ()
    assert {one.remarks for one in found.items} == {("data belum cukup",)}
    some = by_item(analyse(crowd(["10011"] * 14 + ["10100"] * 15)))  # discrimination needs thirty
    assert (some["s1"].faults, some["s3"].faults) == (("terlalu mudah",), ())


def test_distractors_that_nobody_takes_or_the_able_take_are_remarked() -> None:
    options = ("kunci", "tipu", "sepi", "lain")
    chosen = ["tipu"] * 4 + ["kunci"] * 6 + ["lain"] * 10
    rest = [True] * 4 + [False] * 16  # those who took `tipu` know everything else
    answers = {
        str(i): [given(0, item="s1", right=key == "kunci", chosen=key, options=options, where="postes"),
                 given(1, item="s2", right=right, chosen="kunci", where="postes")]
        for i, (key, right) in enumerate(zip(chosen, rest, strict=True))
    }  # fmt: skip
    one = by_item(analyse(answers))["s1"]
    assert [(c.key, c.count, c.share, c.ability) for c in one.choices] == [
        ("kunci", 6, 0.3, 0), ("lain", 10, 0.5, 0), ("tipu", 4, 0.2, 1), ("sepi", 0, 0, None),
    ]  # fmt: skip
    assert one.remarks == ("pengecoh hampir tak dipilih: sepi", "pengecoh dipilih yang pandai: tipu")


def test_weak_objectives_by_the_latest_answers() -> None:
    answers = [given(i, right=i >= 4) for i in range(14)]  # the latest ten all right
    answers += [given(i, objective="rujuk:berat", right=i % 2 == 0) for i in range(6)]
    answers += [given(i, objective="etika:faq", right=False) for i in range(2)]  # too few to say
    found = {one.objective: one for one in standings(answers)}
    assert (found["kenali:berat"].all, found["kenali:berat"].recent) == (Share(10, 14), Share(10, 10))
    assert [name for name, one in found.items() if one.weak] == ["rujuk:berat"]
    assert [one.weak for one in standings(answers, mark=40)] == [False, False, False]


def test_weak_cards_are_those_of_weak_objectives_and_those_that_slip(knowledge: Knowledge) -> None:
    some = [card for card in cards(knowledge) if card.case in ("kdrt", "pin_lupa")]
    slips = [Review("pin_lupa/etika", next(c.meaning for c in some if c.id == "pin_lupa/etika"), g, AT + timedelta(days=i), 1)
             for i, g in enumerate((3, 1, 1))]  # type: ignore[arg-type]  # fmt: skip
    answers = [given(i, objective="rujuk:berat", right=False) for i in range(3)]
    weak = weak_cards(Deck(some, slips), answers)
    assert [card.id for card in weak] == ["kdrt/rujukan", "pin_lupa/etika"]


def test_retention_counts_what_was_known_a_day_or_more_later(knowledge: Knowledge) -> None:
    card = cards(knowledge)[0]
    at, log = AT, []
    for days, grade in ((0, 4), (0.01, 3), (2, 3), (2, 1), (5, 3), (10, 2)):
        at += timedelta(days=days)
        log.append(Review(card.id, card.meaning, grade, at, 1))  # type: ignore[arg-type]
    found = {one.age: one for one in stats([], Deck([card], log), at).retention}
    assert {age: (one.kept.right, one.kept.count) for age, one in found.items()} == {
        "1 sampai 3 hari": (1, 2), "4 sampai 7 hari": (1, 1), "8 sampai 21 hari": (1, 1),
    }  # fmt: skip
    assert all(50 < one.expected <= 100 for one in found.values())


def test_the_curve_has_a_point_a_day_over_the_latest_twenty_answers() -> None:
    first = [given(i, right=False, at=AT + timedelta(minutes=i)) for i in range(10)]
    second = [given(i, right=True, at=AT + timedelta(days=3, minutes=i)) for i in range(15)]
    assert curve([*first, *second]) == (
        Point(AT.astimezone().date(), 0, 10), Point((AT + timedelta(days=3)).astimezone().date(), 75, 15),
    )  # fmt: skip
    assert curve([]) == ()


def test_the_curve_is_drawn_with_plain_characters_inside_the_width() -> None:
    points = [Point(date(2026, 11, 1), 0, 3), Point(date(2026, 11, 6), 50, 3), Point(date(2026, 11, 11), 100, 3)]
    lines = plot_lines(points, 70, 40)
    assert all(line.isascii() and len(line) <= 40 for line in lines)
    assert lines[0].startswith(" 100 |") and lines[0].index("o") == 39  # noqa: PT018  one picture
    assert lines[5].index("o") - 6 == round((40 - 7) / 2)
    assert lines[10][6] == "o"
    assert lines[3].startswith("  70 |- -")
    assert lines[-1].split() == ["1", "Nov", "11", "Nov"]
    assert plot_lines(points[:1], 70, 40)[10].endswith("o")
    assert plot_lines([], 70, 40) == []


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.add(tag)
        if tag not in ("meta", "line", "circle", "polyline"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag


def test_the_page_is_whole_and_loads_nothing(knowledge: Knowledge) -> None:
    answers = [given(i, right=i % 3 > 0, at=AT + timedelta(days=i)) for i in range(9)]
    page = stats_page(stats(answers, Deck(cards(knowledge)), AT + timedelta(days=9)), "Senin")
    tags = Tags(page)
    assert (tags.open, "svg" in tags.seen) == ([], True)
    assert not tags.seen & {"script", "img", "link", "iframe"}
    assert not re.search(r"https?:|url\(|@import|javascript:", page)
    assert page.count("<circle") == 9
    assert "6 dari 9" in page


@pytest.mark.parametrize("width", [40, 80])
def test_nothing_is_wider_than_the_screen(width: int, knowledge: Knowledge) -> None:
    answers = [given(i, objective=f"{s}:{g}", right=i % 2 == 0, at=AT + timedelta(days=i))
               for i in range(5) for s in ("lindungi", "kenali") for g in ("pendamping", "teknis_kks")]  # fmt: skip
    found = stats(sorted(answers, key=lambda one: one.at), Deck(cards(knowledge)), AT + timedelta(days=9))
    for drawn in (True, False):
        page = Page(width, symbols_for("ascii"))
        compose(page, found, drawn=drawn)
        assert max(map(len, page.text().splitlines())) <= width
    page = Page(width, symbols_for("ascii"))
    items_screen.compose(page, analyse(crowd(["10011"] * 6 + ["10100"] * 6)))
    assert max(map(len, page.text().splitlines())) <= width


def test_a_trainer_whose_candidates_only_did_quizzes_is_told_so() -> None:
    page = Page(80, symbols_for("ascii"))
    items_screen.compose(page, analyse({"a": [given(where="kuis")]}))
    assert "jawaban kuis" in page.text()
    assert "0 peserta" not in page.text()


def test_a_dash_is_standard_output_and_makes_no_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    with Store.open(tmp_path / "a.db") as store:
        store.answered(given(1))
    code, printed, _ = run("train", "stats", "--export", "-", "--db", "a.db")
    assert (code, len(json.loads(printed)["answers"])) == (0, 1)
    assert run("train", "stats", "--html", "-", "--db", "a.db")[1].startswith("<!doctype html>")
    assert len(run("train", "cards", "--case", "kdrt", "--csv", "-")[1].splitlines()) > 6
    assert sorted(file.name for file in tmp_path.glob("*") if file.suffix != ".db") == []


def test_progress_is_told_exported_and_taken_over(run: Run, tmp_path: Path) -> None:
    here, there, file = (str(tmp_path / name) for name in ("a.db", "b.db", "a.json"))
    assert "a.db: kemajuan: berkas tidak ditemukan" in run("train", "stats", "--db", here, "--export", file)[2]
    with Store.open(Path(here)) as store:
        assert "Belum ada jawaban" in run("train", "stats", "--db", here)[1]
        for i in range(4):
            store.answered(given(i, right=i > 0))
    assert "3 dari 4 benar, 75 % (kuis 4)" in run("train", "stats", "--db", here)[1]
    assert run("train", "stats", "--db", here, "--export", file)[0] == 0
    assert Path(file).stat().st_mode & 0o777 == 0o600
    assert run("train", "stats", "--db", there, "--import", file)[1].startswith("4 jawaban dan 0 ulangan")
    assert run("train", "stats", "--db", there, "--import", file)[1].startswith("0 jawaban dan 0 ulangan")
    assert json.loads(run("train", "stats", "--db", there, "--json")[1])["answers"] == {"right": 3, "count": 4}


def test_a_trainer_gets_every_readable_file_analysed_and_the_others_named(run: Run, tmp_path: Path) -> None:
    for who, answers in table(FOUR).items():
        with Store.open(tmp_path / f"{who}.db") as store:
            for answer in answers:
                store.answered(answer)
            for copy in ("", "-salinan"):  # the same candidate's file twice counts once
                (tmp_path / f"{who}{copy}.json").write_text(store.export_json(), encoding="utf-8")
    (tmp_path / "rusak.json").write_text("{", encoding="utf-8")
    code, out, err = run("train", "stats", "--items", str(tmp_path))
    assert (code, err.count("\n")) == (3, 1)
    assert "rusak.json: kemajuan: ini bukan hasil ekspor" in err
    assert "4 peserta, 3 butir" in out
    assert "KR-20 (keajekan): 0,75 dari 3 butir bersama" in out
    assert json.loads(run("train", "stats", "--items", str(tmp_path), "--json")[1])["candidates"] == 4


def test_an_empty_or_missing_folder_is_said_plainly(run: Run, tmp_path: Path) -> None:
    assert "tidak ada berkas .json" in run("train", "stats", "--items", str(tmp_path))[2]
    assert "folder tidak ditemukan" in run("train", "stats", "--items", str(tmp_path / "x"))[2]
