"""`triage train cards`: graded at once on disk, undone when a finger slipped, never more new cards than wanted."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.screens import CTRL_C, DOWN, ENTER, Screen
from triage.kb.types import Knowledge
from triage.train.store import Store

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """typed("b 3 s", …): `triage train cards` with these lines typed."""

    def call(keys: str, *more: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{key}\n" for key in keys.split())))
        return run("train", "cards", "--plain", "--db", str(tmp_path / "a.db"), *more)

    return call


def kept(tmp_path: Path) -> list[tuple[str, int]]:
    with Store.open(tmp_path / "a.db") as store:
        return [(one.card, one.grade) for one in store.reviews()]


def test_a_sitting_keeps_every_grade_and_a_slip_can_be_undone(typed: Run, tmp_path: Path) -> None:
    code, out, _ = typed("b 3 b lagi k b 4 s", "--case", "kdrt")
    assert code == 0
    assert kept(tmp_path) == [("kdrt/tanda", 3), ("kdrt/urgensi", 4)]
    assert "Nilai tadi dibatalkan" in out
    assert "Selesai: 2 kartu dinilai, 2 diingat." in out


def test_the_answer_is_shown_only_when_asked_for_and_sources_too(typed: Run, knowledge: Knowledge) -> None:
    answer = knowledge.reminders[knowledge.cases["kdrt"].remind[-1]].text
    assert answer not in " ".join(typed("s", "--case", "kdrt")[1].split())
    out = " ".join(typed("b 4 b 4 b 4 b 4 b 4 ? b s", "--case", "kdrt")[1].split())
    assert answer in out
    assert knowledge.sources[knowledge.cases["kdrt"].sources[0].id].title in out


def test_no_more_new_cards_a_day_than_wanted_whatever_the_sitting(typed: Run, tmp_path: Path) -> None:
    typed("b 4 s", "--new", "3")
    out = typed("b 4 b 4 b 4 b 4", "--new", "3")[1]
    assert len(kept(tmp_path)) == 3
    assert "Batas kartu baru hari ini tercapai" in out


def test_cards_of_a_course_only(typed: Run, tmp_path: Path) -> None:
    course = tmp_path / "kursus.yaml"
    course.write_text("nama: a\nkasus: [kdrt]\ntujuan: [etika]\n", encoding="utf-8")
    assert "1 kartu baru, 1 dalam pilihan" in typed("s", "--course", str(course))[1]


@pytest.mark.parametrize("option", ["--group", "--module", "--case"])
def test_an_unknown_name_is_told(option: str, typed: Run) -> None:
    code, _, err = typed("", option, "kdrtt")
    assert (code, err.count("\n")) == (1, 1)
    assert "'kdrtt' tidak ada" in err


def test_a_missing_library_is_one_sentence(typed: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for library, more in (("fsrs", ()), ("genanki", ("--anki", str(tmp_path / "k.apkg")))):
        monkeypatch.setitem(sys.modules, library, None)
        code, _, err = typed("s", *more)
        assert (code, err.count("\n"), "triage-pkh[train]" in err) == (1, 1, True)
    assert not (tmp_path / "k.apkg").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal")
def test_arrow_keys_on_a_terminal_and_ctrl_c_keeps_what_was_graded(tmp_path: Path) -> None:
    arguments = ("train", "cards", "--case", "kdrt", "--db", str(tmp_path / "a.db"))
    screen = Screen(*arguments, state=tmp_path, rows=40, module="triage")
    screen.wait("Lihat jawaban")
    screen.send(ENTER)
    screen.wait("1 Lagi", "4 Mudah")
    screen.send(DOWN + DOWN + ENTER)
    screen.wait("Kartu 2")
    screen.send(CTRL_C)
    code, printed = screen.end()
    assert (code, "dihentikan" in printed, "Traceback" in printed) == (130, True, False)
    assert kept(tmp_path) == [("kdrt/tanda", 3)]
