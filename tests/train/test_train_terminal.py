"""A candidate at a real terminal: a whole test broken off and gone on with, the quiz, the shelves, the menu."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pexpect", reason="pseudo-terminals need a POSIX system")
pytest.importorskip("pyte")
pytest.importorskip("platformdirs")
if os.name == "nt":
    pytest.skip("pseudo-terminals need a POSIX system", allow_module_level=True)

from tests.screens import CTRL_C, DOWN, ENTER, UP, Screen
from triage.train.store import Store

SIZES = pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])


def train(tmp_path: Path, *arguments: str, columns: int = 80, rows: int = 24) -> Screen:
    """`triage train …` with a progress file of its own."""
    words = ["train", *arguments, "--db", str(tmp_path / "kemajuan.db")]
    return Screen(*words, state=tmp_path, columns=columns, rows=rows, module="triage")


def item(screen: Screen, number: int, *more: str) -> str:
    """Wait until the item of that number can be answered."""
    return screen.wait(f"Soal {number} dari", "» A.", "D.", *more, gone=f"Soal {number + 1} dari")


def begin(screen: Screen) -> None:
    screen.wait("» 1 Mulai")
    screen.send(ENTER)


def kept(tmp_path: Path) -> dict[str, object] | None:
    with Store.open(tmp_path / "kemajuan.db") as store:
        return store.kept("ujian")


@SIZES
def test_a_whole_exam_answered_broken_off_gone_on_with_and_finished(columns: int, rows: int, tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "4", "--seed", "4", columns=columns, rows=rows)
    begin(screen)
    item(screen, 1, "sisa")
    screen.send(DOWN + DOWN + UP + ENTER)
    item(screen, 2)
    screen.send("k")
    screen.wait("Jeda.", "» 1 Lanjutkan", "Simpan dan berhenti")
    screen.send("s")
    code, printed = screen.end()
    assert code == 0
    assert "triage train exam --resume" in " ".join(printed.split())
    assert stat.S_IMODE((tmp_path / "kemajuan.db").stat().st_mode) == 0o600

    again = train(tmp_path, "exam", "--resume", columns=columns, rows=rows)
    again.wait("Dilanjutkan: 1 soal sudah dijawab.")
    begin(again)
    item(again, 2)
    again.send("c" + ENTER)
    item(again, 3)
    again.send("?")
    item(again, 4)
    again.send("d" + ENTER)
    again.wait("1 soal belum dijawab", "» 1 Soal yang belum dijawab")
    again.send(ENTER)
    item(again, 3)
    again.send("a" + ENTER)
    again.wait("Semua soal sudah tampil.", "» 1 Kumpulkan sekarang")
    again.send(ENTER)
    code, printed = again.end()
    assert code == 0
    assert "Menurut tujuan belajar" in printed
    assert kept(tmp_path) is None
    with Store.open(tmp_path / "kemajuan.db") as store:
        answers = store.answers()
        asked: Any = (store.kept("hasil/sertifikasi") or {})["answers"]
    shown = [one["options"][place]["key"] for one, place in zip(asked, (1, 2, 0, 3), strict=True)]
    assert sorted(one.chosen for one in answers) == sorted(shown), "in whatever order they were given"
    assert {one.where for one in answers} == {"ujian"}


def test_an_answer_can_be_changed_and_the_old_one_is_shown(tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "3", "--seed", "4")
    begin(screen)
    item(screen, 1)
    screen.send("b" + ENTER)
    item(screen, 2)
    screen.send("k")
    screen.wait("» 1 Lanjutkan", "2 Soal sebelumnya")
    screen.send("2" + ENTER)
    screen.wait("Soal 1 dari", "» B.")
    screen.send("d" + ENTER)
    item(screen, 2)
    screen.send("s")
    screen.end()
    state = kept(tmp_path)
    assert state is not None
    first = state["answers"][0]  # type: ignore[index]
    assert first["chosen"] == first["options"][3]["key"]


def test_wrong_keys_and_another_window_size_change_nothing(tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "3", "--seed", "4")
    begin(screen)
    item(screen, 1)
    screen.send("x9z\x1b[15~\t")
    screen.child.setwinsize(24, 50)
    screen.screen.resize(24, 50)
    screen.send(DOWN)
    screen.wait("» B.")
    screen.send(ENTER)
    screen.wait("Soal 2 dari", "» A.")
    screen.send("s")
    code, _ = screen.end()
    assert code == 0
    assert len(kept(tmp_path)["answers"]) == 2  # type: ignore[index, arg-type]


@pytest.mark.parametrize("plain", [False, True])
def test_ctrl_c_keeps_everything_and_the_time_spent(plain: bool, tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "3", *(["--plain"] if plain else []))
    screen.wait("1 Mulai")
    screen.send(ENTER)
    screen.wait("Soal 1 dari", "D.")
    screen.send("a" + ENTER)
    screen.wait("Soal 2 dari", "A.", "D.")
    screen.send(CTRL_C)
    code, printed = screen.end()
    assert code == 130
    assert "Traceback" not in printed
    assert "--resume" in printed
    state = kept(tmp_path)
    assert state is not None
    assert state["answers"][0]["chosen"]  # type: ignore[index]
    assert 0 < state["spent"] < 180  # type: ignore[operator]


def test_when_the_time_is_over_the_test_is_handed_in_by_itself(tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "3", "--minutes", "1")
    begin(screen)
    item(screen, 1)
    screen.send("s")
    screen.end()
    with Store.open(tmp_path / "kemajuan.db") as store:
        store.keep("ujian", {**(store.kept("ujian") or {}), "spent": 58.0})
    again = train(tmp_path, "exam", "--resume")
    begin(again)
    code, printed = again.end()
    assert code == 0
    assert "Waktu habis." in printed
    assert "soal tidak dijawab" in " ".join(printed.split())
    assert kept(tmp_path) is None


def test_the_clock_runs_while_the_candidate_thinks(tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "2", "--minutes", "3")
    begin(screen)
    first = re.search(r"sisa 2:\d\d", item(screen, 1, "sisa 2:"))
    assert first
    screen.wait("sisa 2:", gone=first[0])


def test_a_second_test_is_not_begun_over_one_that_waits(tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--count", "2")
    begin(screen)
    item(screen, 1)
    screen.send("s")
    screen.end()
    code, printed = train(tmp_path, "exam").end()
    assert code == 1
    assert "masih ada ujian yang belum selesai" in printed
    assert "dibuang" in train(tmp_path, "exam", "--discard").end()[1]
    assert kept(tmp_path) is None


def test_two_windows_never_overwrite_each_others_answers(tmp_path: Path) -> None:
    first = train(tmp_path, "exam", "--count", "4", "--seed", "4")
    begin(first)
    item(first, 1)
    other = train(tmp_path, "exam", "--resume")
    begin(other)
    item(other, 1)
    other.send(ENTER)
    item(other, 2)
    before = kept(tmp_path)
    first.send(ENTER)
    code, printed = first.end()
    assert code == 1
    assert "di jendela lain" in " ".join(printed.split())
    assert kept(tmp_path) == before
    other.send(ENTER)
    item(other, 3)


@SIZES
def test_a_quiz_explains_every_answer_and_keeps_it(columns: int, rows: int, tmp_path: Path) -> None:
    screen = train(tmp_path, "quiz", "--kind", "etika", "--seed", "2", "--count", "2", columns=columns, rows=rows)
    item(screen, 1)
    screen.send("b" + ENTER)
    item(screen, 2)
    screen.send("?")
    code, printed = screen.end()
    assert code == 0
    said = " ".join(printed.split())
    assert said.count("Sumber:") == 2
    assert "Belum tahu, tidak apa-apa." in said
    assert "triage train study" in said
    with Store.open(tmp_path / "kemajuan.db") as store:
        assert [(one.where, bool(one.chosen)) for one in store.answers()] == [("kuis", True), ("kuis", False)]


@SIZES
def test_nothing_in_plain_mode_is_wider_than_the_terminal(columns: int, rows: int, tmp_path: Path) -> None:
    screen = train(tmp_path, "exam", "--plain", "--count", "2", "--seed", "1", columns=columns, rows=rows)
    for wanted in ("1 Mulai", "Soal 1 dari", "Soal 2 dari", "Semua soal"):
        screen.wait(wanted, ">")
        screen.send({"1 Mulai": "", "Semua soal": "1"}.get(wanted, "a") + ENTER)
    code, printed = screen.end()
    assert code == 0
    assert max(len(line) for line in printed.splitlines()) <= columns


def test_shelf_case_page_and_back(tmp_path: Path) -> None:
    screen = train(tmp_path, "study", rows=300)
    screen.wait("Rak mana?", "» 1 Kasus berat", "dibaca 0")
    screen.send(ENTER)
    screen.wait("» 1 Kekerasan dalam rumah tangga (darurat)", "Kembali")
    screen.send("12" + ENTER)
    screen.wait("Kuis kasus ini:", "12 Perlu dukungan menuju mandiri (rutin; dibaca)", "» 1 Kekerasan")
    screen.send("k")
    screen.wait("Rak mana?", "dibaca 1")
    screen.send("s")
    assert screen.end()[0] == 0


def test_a_long_page_is_leafed_through_and_not_read_before_its_end(tmp_path: Path) -> None:
    screen = train(tmp_path, "study", "--group", "berat")
    screen.wait("» 1 Kekerasan dalam rumah tangga (darurat)")
    screen.send(ENTER)
    screen.wait("Kapan memikirkan kasus ini", "» 1 Lanjut (1 dari")
    screen.send(ENTER)
    screen.wait("Juga bila:", "» 1 Lanjut (2 dari", gone="Kapan memikirkan")
    screen.send("k")
    screen.wait("» 1 Kekerasan dalam rumah tangga (darurat)", "Kembali")
    screen.send("s")
    assert screen.end()[0] == 0
    with Store.open(tmp_path / "kemajuan.db") as store:
        assert store.kept("dibaca") is None


def test_the_menu_leads_to_its_commands_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    screen = Screen("train", state=tmp_path, module="triage")
    screen.wait("Mau apa?", "» 1 Belajar", "Latihan uji sertifikasi", "Kemajuan saya")
    screen.send(ENTER)
    screen.wait("Rak mana?")
    screen.send("s")
    screen.wait("Mau apa?", "» 1 Belajar", gone="Rak mana? » 1")
    screen.send("s")
    code, printed = screen.end()
    assert code == 0
    assert "Traceback" not in printed


def test_the_numbered_menu_runs_one_command_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    screen = Screen("train", "--plain", state=tmp_path, module="triage")
    screen.wait("Mau apa?", "Selesai", ">")
    screen.send("3" + ENTER)
    screen.wait("Soal 1 dari 10", "D.", ">")
    screen.send("s" + ENTER)
    screen.wait("Tidak ada soal yang dijawab.", "Mau apa?")
    screen.send("s" + ENTER)
    code, printed = screen.end()
    assert code == 0
    assert "Traceback" not in printed
