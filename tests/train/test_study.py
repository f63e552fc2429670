"""Every case can be studied: on a shelf, as a page with all its parts, marked with one's own progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from triage.cli.app import main
from triage.handbook.uses import uses_of
from triage.kb.load import load
from triage.kb.types import Knowledge
from triage.train.store import Given, Store
from triage.train.study import Block, Marks, blocks, first_unread, found, page, plain, shelves, weak

pytest.importorskip("platformdirs")


@pytest.fixture(scope="module")
def kb() -> Knowledge:
    return load()


@dataclass(frozen=True)
class Answer:
    case: str
    right: bool


@pytest.mark.parametrize("by", ["kelompok", "modul"])
def test_every_case_stands_on_exactly_one_shelf(by: str, kb: Knowledge) -> None:
    names = [case.id for shelf in shelves(kb, by) for case in shelf.cases]  # type: ignore[arg-type]
    assert sorted(names) == sorted(kb.cases)


def test_the_modules_are_the_five_of_p2k2_with_fourteen_meetings(kb: Knowledge) -> None:
    modules = shelves(kb, "modul")
    assert len(modules) == 5
    assert sum(shelf.sessions for shelf in modules) == 14


def test_every_page_has_signs_urgency_steps_prohibitions_ethics_and_sources(kb: Knowledge) -> None:
    uses = uses_of(kb)
    for case in kb.cases.values():
        headings = {block.text for block in page(case, kb, uses) if block.kind == "heading"}
        wanted = {"Kapan memikirkan kasus ini", "Urgensi", "Langkah", "JANGAN", "Etika", "Sumber"}
        assert wanted <= headings, case.id


def test_no_page_shows_a_mark_of_markdown_or_a_link(kb: Knowledge) -> None:
    uses = uses_of(kb)
    texts = [block.text for case in kb.cases.values() for block in page(case, kb, uses)]
    assert [text for text in texts if any(mark in text for mark in ("](", "**", "<br>", "\\", ".md"))] == []


def test_the_page_tells_old_names_of_institutions(kb: Knowledge) -> None:
    texts = " ".join(block.text for block in page(kb.cases["kdrt"], kb, uses_of(kb)))
    assert "UPTD PPA (dulu P2TP2A)" in texts


def test_markdown_becomes_paragraphs_with_their_depth() -> None:
    text = (
        '# Judul\n\n- satu [dua](x.md#y)\n    - **tiga**\n\n1. empat<br>\n    *lima*\n\n!!! note "Enam"\n\n    tujuh\n'
    )
    assert list(blocks(text)) == [
        Block("title", "Judul"), Block("item", "satu dua", 0, "•"), Block("item", "tiga", 1, "•"),
        Block("item", "empat", 0, "1."), Block("note", "lima", 1), Block("heading3", "Enam"), Block("text", "tujuh", 1),
    ]  # fmt: skip
    assert plain(r"a\_b \*c\* [d\]e](f)") == "a_b *c* d]e"


def test_search_finds_the_case_that_people_mean_first(kb: Knowledge) -> None:
    assert found(kb, ["kartu", "hilang"])[0].id == "kks_hilang"
    assert found(kb, ["takadakatabegini"]) == ()


def test_a_case_is_weak_when_its_last_answers_are_often_wrong_and_not_before_two() -> None:
    answers = [Answer("a", False), Answer("b", False), Answer("b", True), Answer("c", False), *[Answer("c", True)] * 6]
    assert weak(answers) == {"b"}


def test_one_goes_on_with_the_first_case_not_read(kb: Knowledge) -> None:
    shelf = shelves(kb)[0]
    first, second = (case.id for case in shelf.cases[:2])
    assert first_unread(shelf, ()) == first
    assert first_unread(shelf, {first}) == second
    assert first_unread(shelf, set(kb.cases)) == first


def test_marks_are_told_in_words() -> None:
    assert Marks(frozenset("a"), frozenset(), frozenset("ab")).of("a") == ("dibaca", "lemah")


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(tmp_path / "kemajuan.db")


def test_a_page_that_was_shown_is_marked_as_read_in_the_list(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "study", "kks_hilang", "--db", db]) == 0
    assert "Kapan memikirkan kasus ini" in capsys.readouterr().out
    with Store.open(Path(db)) as store:
        for number in range(2):
            at = datetime(2026, 11, 22, 9, number, tzinfo=UTC)
            store.answered(Given("i", "kasus", "kenali:teknis_kks", "kks_rusak", False, "", 3.0, at, "kuis"))
    assert main(["train", "study", "--list", "--group", "teknis_kks", "--db", db]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "[x] Kartu KKS hilang (mendesak; dibaca) [kks_hilang]" in shown
    assert "[ ] Kartu KKS rusak atau tidak terbaca (terencana; lemah) [kks_rusak]" in shown


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kks_hilan"], "maksudnya kks_hilang?"),
        (["--list", "--module", "keuangn"], "maksudnya keuangan?"),
        (["--list", "--group", "berta"], "maksudnya berat?"),
        (["--search", "takadakatabegini"], "kurangi katanya"),
    ],
)
def test_a_wrong_name_is_one_sentence(
    arguments: list[str], said: str, db: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "study", *arguments, "--db", db]) == 1
    assert said in capsys.readouterr().err
