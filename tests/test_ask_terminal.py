"""The interview in a real terminal: arrow keys, typing, the quick way out, breaking off and going on."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="pseudo-terminals need a POSIX system")
pytest.importorskip("pyte")
if os.name == "nt":
    pytest.skip("pseudo-terminals need a POSIX system", allow_module_level=True)

from tests.screens import CTRL_C, DOWN, ENTER, UP, Screen

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])
NIK = "3578012345678901"


def menu(screen: Screen, number: int) -> str:
    """Wait until the question of that number can be answered."""
    return screen.wait(f"Pertanyaan {number}", "» 1 Ya", "5 Dengan kalimat")


@SIZES
def test_arrow_keys_answer_and_the_plan_follows(columns: int, rows: int, tmp_path: Path) -> None:
    screen = Screen("new", "kartu saya hilang", state=tmp_path, columns=columns, rows=rows)
    shown = menu(screen, 1)
    assert "KESELAMATAN" in shown
    assert "Mungkin ada yang mendengar?" in shown
    screen.send(DOWN + DOWN + UP + ENTER)
    menu(screen, 2)
    screen.send(ENTER)
    screen.wait("Siapa orangnya?", "2 Ketua kelompok")
    screen.send(DOWN + ENTER)
    menu(screen, 3)
    screen.send("t" + ENTER)
    menu(screen, 4)
    screen.send("4" + ENTER)
    screen.wait("Tidak ada lagi", "Susun rencana")
    screen.send(ENTER)
    code, printed = screen.end()
    assert code == 0
    for said in (
        "pelaku_serumah=tidak@",
        "pemegang_kks_bukan_kpm=ya@ketua_kelompok",
        "kartu_hilang=tidak@",
        "pin_lupa=lewati@",
    ):
        assert said in "".join(printed.split())


@SIZES
def test_nothing_is_wider_than_the_terminal(columns: int, rows: int, tmp_path: Path) -> None:
    screen = Screen("new", "--plain", "kartu saya hilang", state=tmp_path, columns=columns, rows=rows)
    screen.wait("1 Ya", ">")
    screen.send("?" + ENTER)
    screen.wait("Gugur")
    screen.send("s" + ENTER)
    _, printed = screen.end()
    assert max(len(line) for line in printed.splitlines()) <= columns
    assert "4 Lewati" in printed
    assert "Basis pengetahuan" in printed


def test_plain_mode_takes_numbers_letters_and_words(tmp_path: Path) -> None:
    screen = Screen("new", "--plain", "kartu saya hilang", state=tmp_path)
    screen.wait("Pertanyaan 1", "1 Ya · 2 Tidak", ">")
    assert "»" not in screen.text()
    for number, typed in ((1, "2"), (2, "t"), (3, "gak tahu"), (4, "lewati")):
        screen.wait(f"Pertanyaan {number}")
        screen.send(typed + ENTER)
    screen.wait("Susun rencana")
    screen.send(ENTER + "1" + ENTER)
    code, printed = screen.end()
    assert code == 0
    for said in ("pelaku_serumah=tidak", "pemegang_kks_bukan_kpm=tidak", "kartu_hilang=tidak_tahu", "pin_lupa=lewati"):
        assert said in printed


def test_going_back_shows_the_old_answer_and_keeps_the_later_ones(tmp_path: Path) -> None:
    screen = Screen("new", "kartu saya hilang", state=tmp_path)
    for number in (1, 2, 3):
        menu(screen, number)
        screen.send("2" + ENTER)
    menu(screen, 4)
    screen.send("k")
    screen.wait("Pertanyaan 3", "Jawaban tadi: tidak", "» 2 Tidak")
    screen.send("k")
    screen.wait("Pertanyaan 2 Siapa memegang", "Jawaban tadi: tidak", "» 2 Tidak")
    screen.send("3" + ENTER)
    screen.wait("Pertanyaan 4", "5 Dengan kalimat")
    screen.send("s")
    code, printed = screen.end()
    assert code == 0
    for said in ("pelaku_serumah=tidak@", "pemegang_kks_bukan_kpm=tidak_tahu@", "kartu_hilang=tidak@"):
        assert said in printed


def test_the_reason_and_the_cases_are_shown_on_request(tmp_path: Path) -> None:
    screen = Screen("new", "kartu saya hilang", state=tmp_path)
    menu(screen, 1)
    screen.send("?")
    shown = screen.wait(
        "Mengapa ditanyakan",
        "keselamatan lebih dulu",
        "Mungkin",
        "belum diketahui: Kartu KKS tidak lagi",
        "Gugur",
        "dijawab tidak",
    )
    assert "Kartu KKS hilang" in shown


@pytest.mark.parametrize("plain", [False, True])
def test_one_key_clears_the_screen_and_what_could_be_scrolled_back_to(plain: bool, tmp_path: Path) -> None:
    screen = Screen("new", *(["--plain"] if plain else []), "semalam dipukul suami", state=tmp_path)
    screen.wait("Pertanyaan 1", "1 Ya")
    screen.send("!" + (ENTER if plain else ""))
    shown = screen.wait("Bahan pertemuan kelompok", "posyandu")
    assert "Pertanyaan" not in shown
    assert "serumah" not in shown
    assert b"\x1b[3J" in screen.raw
    screen.send(ENTER)
    screen.wait("Pertanyaan 1", "1 Ya", gone="posyandu")


def test_words_typed_over_the_list_become_a_sentence(tmp_path: Path) -> None:
    screen = Screen("new", "kartu saya rusak", state=tmp_path)
    menu(screen, 1)
    screen.send("kurang tahu")
    screen.wait("> kurang tahu")
    screen.send(ENTER)
    menu(screen, 2)
    screen.send("tidak")
    screen.wait("> tidak")
    screen.send(ENTER)
    menu(screen, 3)
    screen.send("s")
    _, printed = screen.end()
    assert "pelaku_serumah=tidak_tahu@" in printed
    assert "pemegang_kks_bukan_kpm=tidak@" in printed


def test_without_a_text_it_first_asks_what_happened(tmp_path: Path) -> None:
    screen = Screen("new", state=tmp_path)
    screen.wait("Apa yang terjadi? Ceritakan dengan kata-kata Ibu/Bapak.", ">")
    screen.send("kartu saya hilang" + ENTER)
    menu(screen, 1)


def test_ctrl_c_keeps_a_masked_private_draft_that_resume_finishes_and_deletes(tmp_path: Path) -> None:
    screen = Screen("new", f"NIK saya {NIK}, kartu Wartinah hilang", state=tmp_path)
    menu(screen, 1)
    screen.send("2" + ENTER)
    menu(screen, 2)
    screen.send(f"tidak, rekening {NIK} itu punya bu sukarti" + ENTER)
    menu(screen, 3)
    screen.send(CTRL_C)
    screen.wait("Wawancara terhenti", "2 Berhenti, simpan draf")
    screen.send("2" + ENTER)
    code, printed = screen.end()
    assert code == 130
    assert "triage new --resume" in printed
    (draft,) = (tmp_path / "triage").iterdir()
    assert stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert stat.S_IMODE(draft.parent.stat().st_mode) == 0o700
    kept = draft.read_text(encoding="utf-8")
    for secret in (NIK, "Wartinah", "sukarti"):
        assert secret not in kept
    assert json.loads(kept)["entries"][0]["answers"][0]["value"] == "tidak"

    again = Screen("new", "--resume", state=tmp_path)
    again.wait("Melanjutkan draf", "2 jawaban", "Pertanyaan 3", "» 1 Ya")
    again.send("1" + ENTER)
    menu(again, 4)
    again.send("2" + ENTER)
    again.wait("Susun rencana")
    again.send(ENTER)
    code, printed = again.end()
    assert code == 0
    for said in ("pelaku_serumah=tidak@", "pemegang_kks_bukan_kpm=tidak@", "kartu_hilang=ya@", "pin_lupa=tidak@"):
        assert said in printed
    assert list((tmp_path / "triage").iterdir()) == []


@pytest.mark.parametrize("keys", ["3" + ENTER, CTRL_C])
def test_an_interview_broken_off_without_keeping_it_leaves_nothing(keys: str, tmp_path: Path) -> None:
    screen = Screen("new", "kartu saya hilang", state=tmp_path)
    menu(screen, 1)
    screen.send(CTRL_C)
    screen.wait("Wawancara terhenti", "3 Berhenti, buang")
    screen.send(keys)
    code, printed = screen.end()
    assert code == 130
    assert "Traceback" not in printed
    assert list(tmp_path.rglob("*.json")) == []


def test_ctrl_c_may_also_go_on(tmp_path: Path) -> None:
    screen = Screen("new", "--plain", "kartu saya hilang", state=tmp_path)
    screen.wait("Pertanyaan 1", ">")
    screen.send("2" + ENTER)
    screen.wait("Pertanyaan 2", ">")
    screen.send(CTRL_C)
    screen.wait("Wawancara terhenti", "1 Lanjutkan")
    screen.send("1" + ENTER)
    screen.wait("Wawancara terhenti", "Pertanyaan 2 Siapa")
    screen.send("s" + ENTER)
    code, printed = screen.end()
    assert code == 0
    assert "pelaku_serumah=tidak@" in printed


def test_no_ask_prints_the_plan_at_once(tmp_path: Path) -> None:
    screen = Screen("new", "--no-ask", "kartu kks saya hilang", state=tmp_path)
    code, printed = screen.end()
    assert code == 0
    assert "Pertanyaan" not in printed
    assert "Blokir kartu" in printed


def test_the_shipped_interviewer_asks_in_a_terminal_too(tmp_path: Path) -> None:
    screen = Screen("new", "semalam saya dipukul suami", state=tmp_path, module="triage")
    assert "KESELAMATAN" in menu(screen, 1)
    screen.send("4" + ENTER)
    menu(screen, 2)
    screen.send("s")
    code, printed = screen.end()
    assert code == 0
    assert "DARURAT" in printed
    asked = printed.split("Masih perlu ditanyakan")[1]
    assert "dilewati dalam wawancara" in " ".join(asked.split()[:30])
