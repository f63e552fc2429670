"""A simulation in a real terminal and through a pipe: keys, free text, breaking off and going on, what is kept."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from triage.compiled import load_machine
from triage.train.clients import read_clients, read_effects
from triage.train.offers import STAGES
from triage.train.scenario import World, make_scenario
from triage.train.store import Store

Run = Callable[..., tuple[int, str, str]]
CONTENT = Path(__file__).resolve().parents[2] / "training"
CLIENT = "diam_dua_minggu"


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.fixture(scope="module")
def right() -> list[str]:
    """What to type for the plan's own answer to each decision about the client, as the program sees it."""
    machine = load_machine([])
    knowledge = machine.knowledge
    world = World(knowledge, machine, read_effects(CONTENT / "akibat.yaml", knowledge))
    client = next(c for c in read_clients(CONTENT / "clients", knowledge) if c.id == CLIENT)
    offers = make_scenario(client, world, 1).offers
    numbers = [[str(i) for i, o in enumerate(offers[s].options, 1) if o.key in offers[s].right] for s in STAGES]
    return [" ".join(of_stage) for of_stage in numbers]


def test_a_whole_simulation_through_a_pipe_is_judged_and_kept(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, right: list[str]
) -> None:  # fmt: skip
    typed(monkeypatch, "Apakah suaminya pernah memukul?", "", "s", "2", *right)
    code, printed, _ = run("train", "simulate", CLIENT, "--seed", "1", "--plain", "--db", str(tmp_path / "a.db"))
    assert code == 0
    for said in (
        "Klien: «Tidak, tidak pernah memukul.»",
        "(7/7)",
        "100 dari 100",
        "LULUS",
        "Rencana",
        f"simulate {CLIENT} --seed 1",
    ):
        assert said in printed
    with Store.open(tmp_path / "a.db") as store:
        answers = store.answers(where=["simulasi"])
        assert store.kept("simulasi") is None
    assert [a.item.split(":")[2] for a in answers] == [
        "bahaya", "kasus", "urgensi", "langkah", "rujukan", "larangan", "etika", "tanya",
    ]  # fmt: skip
    assert {a.case for a in answers} == {"konflik_rumah_tangga"}
    assert answers[0].objective == "lindungi:faq"
    assert answers[0].right
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o600


def test_what_was_broken_off_goes_on_where_it_was(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, right: list[str]
) -> None:  # fmt: skip
    place = ("--plain", "--db", str(tmp_path / "a.db"))
    typed(monkeypatch, "1", "s", "2", *right[:2], "s")
    code, printed, _ = run("train", "simulate", CLIENT, "--seed", "1", *place)
    assert (code, "(3/7)" in printed, "simulate --resume" in printed) == (0, True, True)
    typed(monkeypatch, *right[2:])
    code, printed, _ = run("train", "simulate", "--resume", *place)
    assert code == 0
    assert "(2/7)" not in printed
    assert "dari 100" in printed
    code, _, told = run("train", "simulate", "--resume", *place)
    assert (code, "tidak ada simulasi yang terhenti" in told) == (1, True)


def test_a_drawn_client_goes_on_too(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = ("--plain", "--db", str(tmp_path / "a.db"))
    typed(monkeypatch, "1", "s", "s")
    _, first, _ = run("train", "simulate", "--random", "--case", "kks_hilang", "--seed", "4", *place)
    typed(monkeypatch, "0", "1", "1", "0", "1", "1", "1")
    code, printed, _ = run("train", "simulate", "--resume", *place)
    opening = next(line for line in first.splitlines() if line.startswith("Klien:"))
    assert code == 0
    assert opening in printed
    assert "--random --case kks_hilang --seed 4" in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["takut_pulan"], "klien itu tidak ada (maksudnya takut_pulang?)"),
        (["--group", "beratt"], "kelompok 'beratt' tidak ada (maksudnya berat?)"),
        (["--case", "kdrtt"], "kasus 'kdrtt' tidak ada (maksudnya kdrt?)"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest(arguments: list[str], told: str, run: Run, tmp_path: Path) -> None:
    code, _, error = run("train", "simulate", *arguments, "--db", str(tmp_path / "a.db"))
    assert code == 1
    assert told in error


def test_the_list_gives_no_truth_away(run: Run) -> None:
    code, printed, _ = run("train", "simulate", "--list", "--group", "pendamping")
    assert code == 0
    assert "dicegat_di_jalan  «Saya tadi dicegat" in printed
    assert "parang" not in printed
    assert "takut_pulang" not in printed


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals need a POSIX system")
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])
def test_keys_text_ctrl_c_and_going_on_in_a_terminal(
    columns: int, rows: int, tmp_path: Path, right: list[str]
) -> None:  # fmt: skip
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from tests.screens import CTRL_C, ENTER, Screen

    last = "6 Cukup" if columns == 80 else "5 Cukup"

    def opened(*arguments: str) -> Screen:
        return Screen(
            "train", "simulate", *arguments, "--db", str(tmp_path / "a.db"), state=tmp_path, columns=columns, rows=rows,
            module="triage",
        )  # fmt: skip

    screen = opened(CLIENT, "--seed", "1")
    screen.wait("Apa yang Anda tanyakan?", last)
    screen.send("apakah suaminya pernah memukul?" + ENTER)
    screen.wait("Tidak, tidak pernah memukul.", "(1 pertanyaan)", last)
    screen.send("!")
    assert "tanyakan" not in screen.wait("Bahan pertemuan kelompok")
    screen.send(ENTER)
    screen.wait(last, gone="posyandu")
    screen.send("?")
    screen.wait("Yang sudah diketahui", last)
    screen.send(last[0] + ENTER)
    screen.wait("lebih baik pisah saja", "» 1")
    screen.send(CTRL_C)
    code, printed = screen.end()
    assert (code, "simulate --resume" in " ".join(printed.split())) == (130, True)
    screen = opened("--resume")
    screen.wait("lebih baik pisah saja", "» 1")
    screen.send("2" + ENTER)
    for number, keys in enumerate(right, 1):
        screen.wait("Seberapa mendesak?" if number == 3 else f"({number}/7)", "» 1" if number == 3 else "» ○ 1")
        screen.send(keys.replace(" ", "") + ENTER)
        if columns == 40 and number == 3:
            break
    if columns == 40:
        screen.wait("» ○ 1")
        screen.send("s")
    code, printed = screen.end()
    assert code == 0
    assert ("Simulasi tersimpan" if columns == 40 else "100 dari 100") in printed


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals need a POSIX system")
def test_two_windows_never_overwrite_each_others_questions(tmp_path: Path) -> None:
    pytest.importorskip("pexpect")
    pytest.importorskip("pyte")
    from tests.screens import CTRL_C, ENTER, Screen

    def opened(*arguments: str) -> Screen:
        return Screen(
            "train", "simulate", *arguments, "--db", str(tmp_path / "a.db"), state=tmp_path, columns=80, rows=30,
            module="triage",
        )  # fmt: skip

    def kept() -> object:
        with Store.open(tmp_path / "a.db") as store:
            return store.kept("simulasi")

    first = opened(CLIENT, "--seed", "1")
    first.wait("Apa yang Anda tanyakan?")
    first.send("apakah suaminya pernah memukul?" + ENTER)
    first.wait("(1 pertanyaan)")
    other = opened("--resume")
    other.wait("(1 pertanyaan)")
    other.send("apakah ada yang mengancam?" + ENTER)
    other.wait("Mengancam juga tidak.", "» 1")
    before = kept()
    first.send("apakah ada utang?" + ENTER)
    code, printed = first.end()
    assert (code, "di jendela lain" in " ".join(printed.split())) == (1, True)
    assert kept() == before
    other.send(CTRL_C)
    code, printed = other.end()
    assert (code, "simulate --resume" in " ".join(printed.split())) == (130, True)


def test_what_another_window_finished_is_not_counted_again(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, right: list[str]
) -> None:  # fmt: skip
    class Window(io.StringIO):
        """At the last decision the simulation is finished elsewhere."""

        def readline(self, *size: int) -> str:  # type: ignore[override]
            line = super().readline(*size)
            if self.tell() == len(self.getvalue()):
                with Store.open(tmp_path / "a.db") as store:
                    store.forget("simulasi")
            return line

    monkeypatch.setattr(sys, "stdin", Window("".join(f"{line}\n" for line in ["1", "s", "2", *right])))
    code, printed, told = run("train", "simulate", CLIENT, "--seed", "1", "--plain", "--db", str(tmp_path / "a.db"))
    assert (code, "di jendela lain" in told, "dari 100" in printed) == (1, True, False)
    with Store.open(tmp_path / "a.db") as store:
        assert store.answers() == ()
