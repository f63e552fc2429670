"""`triage train` without a command: on a terminal a menu of what there is, elsewhere the help text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import typer

from triage.cli import options
from triage.cli.help_words import translated
from triage.kb.problems import Problems

ENTRIES = (
    ("study", "Belajar: halaman tiap kasus"),
    ("cards", "Kartu hafalan yang jatuh tempo"),
    ("quiz", "Kuis sepuluh soal"),
    ("simulate", "Simulasi: menghadapi klien"),
    ("exam", "Latihan uji sertifikasi"),
    ("pretes", "Pretes: sebelum belajar"),
    ("postes", "Postes: sesudah belajar"),
    ("report", "Periksa laporan kasus"),
    ("stats", "Kemajuan saya"),
)
TESTS = {"pretes": ("exam", "pretes"), "postes": ("exam", "postes")}
LEAVE = "selesai"
WHAT = "Belajar dan berlatih. Mau apa?"
REPORT = "Berkas laporannya (.docx, .md, atau .txt); Enter saja: kembali."


def menu(context: typer.Context, plain: options.Plain = False) -> int:
    """Runs before every command; does something only when there is none."""
    if context.invoked_subcommand is not None:
        return 0
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        translated(lambda: print(context.get_help()))
        raise typer.Exit(2)
    _loop(context, plain)
    return 0


def _loop(context: typer.Context, plain: bool) -> None:
    """One command after the other, until the candidate leaves."""
    from triage.cli.ask_fronts import front_for
    from triage.cli.ask_lines import lines
    from triage.cli.ask_words import Option

    group: Any = context.command
    known = [(name, label) for name, label in ENTRIES if TESTS.get(name, (name,))[0] in group.commands]
    entries = [*(Option(name, label) for name, label in known), Option(LEAVE, "Selesai", ("s", "keluar"))]
    front, current = front_for(plain, as_json=False), entries[0].value
    while True:
        front.show(lines("", WHAT, style="bold"))
        front.show(_unfinished)
        reply = front.choose_one(entries, current)
        if reply.kind in ("stop", "back") or reply.text == LEAVE:
            return
        if reply.kind == "hide":
            front.hide()
        if reply.kind == "pick":
            current = reply.text
            arguments = _arguments(current, front, plain)
            if arguments:
                _run(group, context, arguments)


def _unfinished(page: Any) -> None:
    """A test that waits to be gone on with is not forgotten."""
    if _is_running():
        page.item("  ", "Ada ujian yang belum selesai; pilih ujiannya untuk melanjutkan.", "dim")


def _arguments(name: str, front: Any, plain: bool) -> list[str]:
    """The words of the command; none when there is nothing to do."""
    from triage.cli.ask_lines import lines

    words = list(TESTS.get(name, (name,)))
    if name == "report":
        front.show(lines(REPORT))
        path = front.tell()
        return [*words, path] if path else []
    if words[0] == "exam" and _is_running():
        words = ["exam", "--resume"]
    return [*words, *(["--plain"] if plain else [])]


def _is_running() -> bool:
    """False also where there is no file yet, or none can be opened: the command itself will say so."""
    from triage.cli.train.exam import RUNNING
    from triage.train.store import Store

    try:
        with Store.open() as store:
            return store.kept(RUNNING) is not None
    except Problems:
        return False


def _run(group: Any, context: typer.Context, arguments: Sequence[str]) -> None:
    """Run one command; what goes wrong in it is told, and the menu comes back."""
    try:
        name = f"{context.command_path} {arguments[0]}"
        group.commands[arguments[0]].main(args=list(arguments[1:]), prog_name=name, standalone_mode=False)
    except Problems as errors:
        for problem in errors.problems:
            print(problem, file=sys.stderr)
    except (KeyboardInterrupt, typer.Exit):
        return
