"""Lists, contradictions and explanations of the interview in a real terminal, wide and narrow."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="pseudo-terminals need a POSIX system")
pytest.importorskip("pyte")
if os.name == "nt":
    pytest.skip("pseudo-terminals need a POSIX system", allow_module_level=True)

from tests.screens import CTRL_C, DOWN, ENTER, Screen

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])
LOST, HELD, PIN = "kartu_hilang", "pemegang_kks_bukan_kpm", "pin_lupa"


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAKE_ASKS", "list")


def joined(printed: str) -> str:
    return "".join(printed.split())


def at_list(screen: Screen) -> str:
    """Wait until the list can be answered."""
    return screen.wait("Mana yang terjadi pada kartunya?", "1 Kartunya hilang", "3 PIN-nya lupa")


@SIZES
def test_space_marks_enter_answers_and_back_shows_the_marks(
    columns: int, rows: int, tmp_path: Path, listed: None
) -> None:
    screen = Screen("new", "kartu saya rusak", state=tmp_path, columns=columns, rows=rows)
    shown = at_list(screen)
    assert "sampai sekarang belum ditemukan" in " ".join(shown.split()), "no choice is cut at the edge"
    assert "Enter saja" in " ".join(shown.split())
    screen.send(" " + DOWN + DOWN + " ")
    screen.wait("● 1 Kartunya", "○ 2 Kartunya", "» ● 3 PIN-nya")
    screen.send(ENTER)
    screen.wait("+ PIN-nya lupa", "Pertanyaan 2", "» 1 Ya")
    assert "selections" not in screen.raw.decode()
    screen.send("k")
    screen.wait("Jawaban tadi: Kartunya hilang", "● 1", "○ 2", "● 3")
    screen.send("1" + ENTER)
    screen.wait("Pertanyaan 2", "» 1 Ya")
    screen.send("s")
    code, printed = screen.end()
    assert code == 0
    for said in (f"{LOST}=tidak_tahu@", f"{HELD}=tidak_tahu@", f"{PIN}=ya@"):
        assert said in joined(printed)


def test_enter_alone_is_none_of_these(tmp_path: Path, listed: None) -> None:
    screen = Screen("new", "kartu saya rusak", state=tmp_path)
    at_list(screen)
    screen.send(ENTER)
    screen.wait("Tidak satu pun", "Pertanyaan 2", "» 1 Ya")
    screen.send("s")
    _, printed = screen.end()
    assert f"{LOST}=tidak_tahu@" in printed
    assert f"{PIN}=ya@" not in printed


def test_who_it_was_is_asked_after_the_list(tmp_path: Path, listed: None) -> None:
    screen = Screen("new", "kartu saya rusak", state=tmp_path)
    at_list(screen)
    screen.send("2" + ENTER)
    screen.wait("Siapa orangnya? (Kartunya dipegang orang lain)", "20 Tidak disebut")
    screen.send("12")
    screen.wait("» 12 Agen")
    screen.send(ENTER)
    screen.wait("Pertanyaan 2")
    screen.send("s")
    _, printed = screen.end()
    assert f"{HELD}=ya@agen" in printed


def test_the_reason_and_the_quick_way_out_leave_the_marks(tmp_path: Path, listed: None) -> None:
    screen = Screen("new", "kartu saya rusak", state=tmp_path)
    at_list(screen)
    screen.send("3?")
    screen.wait("Mengapa ditanyakan", "○ 1", "● 3")
    screen.send("!")
    shown = screen.wait("posyandu")
    assert "Kartunya" not in shown
    screen.send(ENTER)
    screen.wait("○ 1", "● 3", gone="posyandu")


def test_words_typed_over_a_list_become_a_sentence_or_skip_it(tmp_path: Path, listed: None) -> None:
    screen = Screen("new", "kartu saya rusak", state=tmp_path)
    at_list(screen)
    screen.send("ini kartu kks saya hilang")
    screen.wait("> ini kartu kks saya hilang")
    screen.send(ENTER)
    screen.wait("Yang dipahami", "Pertanyaan 2", "» 1 Ya")
    screen.send("k")
    at_list(screen)
    screen.send("lewati")
    screen.wait("> lewati")
    screen.send(ENTER)
    screen.wait("Pertanyaan 2", "» 1 Ya")
    screen.send("s")
    _, printed = screen.end()
    assert f"{LOST}=lewati@" in printed


@SIZES
def test_plain_lists_take_numbers_and_a_draft_keeps_them(columns: int, rows: int, tmp_path: Path, listed: None) -> None:
    screen = Screen("new", "--plain", "kartu saya rusak", state=tmp_path, columns=columns, rows=rows)
    shown = screen.wait("3 PIN-nya lupa", "Tidak satu pun: 0", ">")
    assert max(map(len, shown.splitlines())) <= columns
    screen.send("9" + ENTER)
    screen.wait("> 9 Tulis nomornya")
    screen.send("1,3" + ENTER)
    screen.wait("Pertanyaan 2", "1 Ya", ">")
    screen.send(CTRL_C)
    screen.wait("Wawancara terhenti", ">")
    screen.send("2" + ENTER)
    assert screen.end()[0] == 130

    again = Screen("new", "--plain", "--resume", state=tmp_path, columns=columns, rows=rows)
    again.wait("Pertanyaan 2", "1 Ya", ">")
    again.send("k" + ENTER)
    again.wait("Jawaban tadi: Kartunya hilang", "; PIN-nya lupa", "0; tidak", ">")
    again.send(ENTER)
    again.wait("> Pertanyaan 2")
    again.send("s" + ENTER)
    code, printed = again.end()
    assert code == 0
    for said in (f"{LOST}=ya@", f"{HELD}=tidak_tahu@", f"{PIN}=ya@"):
        assert said in joined(printed)


@SIZES
@pytest.mark.parametrize("plain", [False, True])
def test_a_contradiction_is_put_once_with_both_words(
    plain: bool, columns: int, rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAKE_ASKS", "told")
    arguments = ["--plain"] if plain else []
    screen = Screen("new", *arguments, "kartu saya hilang", state=tmp_path, columns=columns, rows=rows)
    screen.wait("Pertanyaan 1", "1 Ya")
    screen.send("t" + ENTER)
    screen.wait("Tadi tertulis: «kartu saya hilang». Sekarang dijawab: tidak. Mana yang benar?", "Pertanyaan 2", "1 Ya")
    screen.send("t" + ENTER)
    screen.wait("Pertanyaan 3", "PIN-nya lupa?", "1 Ya")
    screen.send("s" + ENTER * plain)
    code, printed = screen.end()
    assert code == 0
    assert f"{LOST}=tidak@!" in joined(printed)


def test_questions_about_the_plan_after_an_interview_see_what_was_told_in_it(tmp_path: Path) -> None:
    screen = Screen(
        "new", "--ask", "--plain", "--why", "kks_hilang", "--why-not", "kdrt", "--what-if", "pin_lupa=ya",
        state=tmp_path, columns=40, module="triage",
    )  # fmt: skip
    screen.wait("Apa yang terjadi?", ">")
    screen.send("kartu kks saya hilang di pasar" + ENTER)
    screen.wait("Pertanyaan 1", "! tutup layar >")
    screen.send("s" + ENTER)
    code, printed = screen.end()
    assert code == 0
    lines = printed.split("> s")[1].splitlines()
    assert max(map(len, lines)) <= 40
    explained = " ".join(" ".join(lines).split())
    assert 'kata pelapor: "kartu kks saya hilang"' in explained
    assert "Tidak terbaca: Kekerasan dalam rumah tangga" in explained
    supposed = explained.split("Bila pin_lupa=ya")[1]
    assert "PIN kartu KKS lupa" in supposed
    assert "Kartu KKS hilang" not in supposed, "the lost card was there before"
