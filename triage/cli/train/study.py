"""`triage train study`: the cases to read, by group or P2K2 module, with the candidate's own marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triage.cli import options
from triage.cli.train import exam_options
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.kb.types import CaseDef, Knowledge
    from triage.train.store import Store
    from triage.train.study import Block, Marks, Shelf

READ = "dibaca"
"""The name under which the cases that were read are kept, with the day."""
DONE = "selesai"
ROOM = 4
"""Lines of a screen that the question below a page takes."""
Case = Annotated[str | None, typer.Argument(help="Satu kasus saja.", metavar="KASUS", show_default=False)]
Modules = Annotated[list[str] | None, typer.Option("--module", help="Hanya bahan P2K2 ini.", metavar="MODUL")]
ByModule = Annotated[bool, typer.Option("--by-module", help="Urut menurut bahan P2K2, bukan kelompok.")]
Search = Annotated[str | None, typer.Option("--search", help="Kasus yang memuat semua kata ini.", metavar="KATA")]
Listed = Annotated[bool, typer.Option("--list", help="Daftarnya saja, dengan tanda kemajuan.")]


def study(
    case: Case = None, groups: exam_options.Groups = None, modules: Modules = None, by_module: ByModule = False,
    search: Search = None, listed: Listed = False, plain: options.Plain = False, db: exam_options.Db = None,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """One page, a list, or (on a terminal) shelf, case, page and back."""
    import sys

    from triage.cli.ask_fronts import front_for
    from triage.cli.train.choices import checked
    from triage.kb.dates import knowledge_at
    from triage.kb.load import load
    from triage.train.store import Store

    today = datetime.now().astimezone().date()
    kb = knowledge_at(load(tuple(knowledge or ())), today)
    front = front_for(plain, as_json=False)
    with Store.open(db) as store:
        if case is not None:
            checked("study", "kasus", [case], kb.cases)
            front.show(page_screen(kb, case))
            _read(store, case)
            return 0
        shelves = _shelves(kb, groups, modules, by_module, search)
        if listed or not (sys.stdin.isatty() and sys.stdout.isatty()):
            front.show(list_screen(shelves, marks_of(store, kb)))
            return 0
        _walk(front, shelves, kb, store)
    return 0


def _shelves(
    kb: Knowledge, groups: list[str] | None, modules: list[str] | None, by_module: bool, search: str | None
) -> tuple[Shelf, ...]:
    """The shelves that were asked for, none of them empty. Raises Problems for a name that does not exist."""
    from triage.cli.train.choices import checked, groups_of
    from triage.train.study import Shelf, found, shelves

    checked("--group", "kelompok", groups, groups_of(kb))
    checked("--module", "bahan", modules, kb.modules)
    if search is not None:
        cases = found(kb, search.split())
        if not cases:
            message = "tidak ada kasus yang memuat semua kata itu"
            raise Problems([Problem("--search", 0, 0, "cari", message, "kurangi katanya")])
        return (Shelf("cari", f"Hasil cari «{search}»", cases),)
    names = modules or groups or ()
    every = shelves(kb, "modul" if by_module or modules else "kelompok")
    return tuple(shelf for shelf in every if shelf.cases and (not names or shelf.name in names))


def _walk(front: Front, shelves: tuple[Shelf, ...], kb: Knowledge, store: Store) -> None:
    """Shelf, case, page, and back again, until the candidate leaves."""
    from triage.cli.ask_lines import lines
    from triage.cli.ask_words import Option

    while True:
        marks = marks_of(store, kb)
        if len(shelves) == 1:
            name: str | None = shelves[0].name
        else:
            labels = [Option(s.name, _shelf_label(s, marks)) for s in shelves]
            front.show(lines("", "Rak mana?", style="bold"))
            name = _picked(front, [*labels, Option(DONE, "Selesai")], None)
        shelf = next((one for one in shelves if one.name == name), None)
        if shelf is None:
            return
        _walk_shelf(front, shelf, kb, store)
        if len(shelves) == 1:
            return


def _walk_shelf(front: Front, shelf: Shelf, kb: Knowledge, store: Store) -> None:
    from triage.cli.ask_lines import lines
    from triage.cli.ask_words import Option
    from triage.train.study import first_unread

    while True:
        marks = marks_of(store, kb)
        cases = [Option(case.id, _case_label(case, marks)) for case in shelf.cases]
        front.show(lines("", shelf.title, style="bold"))
        case = _picked(front, [*cases, Option(DONE, "Kembali")], first_unread(shelf, marks.read))
        if case is None or case == DONE:
            return
        if _leafed(front, page_screen(kb, case)):
            _read(store, case)
            front.show(lines("", f"Kuis kasus ini: triage train quiz --case {case}", style="dim"))


def _leafed(front: Front, draw: Any) -> bool:
    """Show a long page by screenfuls; whether its end was reached."""
    from shutil import get_terminal_size

    from triage.cli.ask_words import Option

    start, total = 0, 1
    while start < total:
        rows = max(10, get_terminal_size().lines - ROOM)

        def part(page: Any, start: int = start, rows: int = rows) -> None:
            nonlocal total
            draw(page)
            total = len(page.lines)
            page.lines = page.lines[start : start + rows]

        front.show(part)
        start += rows
        onward = Option("lanjut", f"Lanjut ({start // rows} dari {-(-total // rows)})")
        if start < total and _picked(front, (onward, Option(DONE, "Kembali")), "lanjut") != "lanjut":
            return False
    return True


def _picked(front: Front, options: Sequence[Any], current: str | None) -> str | None:
    """What was chosen; None to go back or leave."""
    while True:
        reply = front.choose_one(options, current)
        if reply.kind == "pick":
            return reply.text
        if reply.kind != "hide":
            return None
        front.hide()


def _shelf_label(shelf: Shelf, marks: Marks) -> str:
    read = sum(case.id in marks.read for case in shelf.cases)
    meetings = f", {shelf.sessions} pertemuan" if shelf.sessions else ""
    return f"{shelf.title} ({len(shelf.cases)} kasus{meetings}; dibaca {read})"


def _case_label(case: CaseDef, marks: Marks) -> str:
    held = ", ".join(marks.of(case.id))
    return f"{case.title} ({case.urgency}{f'; {held}' if held else ''})"


def list_screen(shelves: tuple[Shelf, ...], marks: Marks) -> Any:
    """Every shelf with its cases, their ids and marks."""

    def draw(page: Any) -> None:
        for shelf in shelves:
            page.heading(_shelf_label(shelf, marks))
            for case in shelf.cases:
                page.item("  [x] " if case.id in marks.read else "  [ ] ", f"{_case_label(case, marks)} [{case.id}]")

    return draw


def page_screen(kb: Knowledge, case: str) -> Any:
    """The page of one case."""
    from triage.handbook.uses import uses_of
    from triage.train.study import page as blocks_of

    found = blocks_of(kb.cases[case], kb, uses_of(kb))

    def draw(page: Any) -> None:
        for block in found:
            _block(page, block)

    return draw


def _block(page: Any, block: Block) -> None:
    lead = "  " * block.depth
    if block.kind == "heading":
        page.heading(block.text, style="bold red" if block.text == "JANGAN" else "bold")
    elif block.kind == "item":
        page.item(f"{lead}  {page.symbols.fit(block.mark)} ", block.text)
    else:
        style = {"title": "bold", "heading3": "bold", "note": "dim"}.get(block.kind, "")
        inner = "   " if block.depth else ""
        page.item(f"{lead}{inner}", block.text, style)


def _read(store: Store, case: str) -> None:
    """Remember that the page was read, and when."""
    read = store.kept(READ) or {}
    store.keep(READ, {**read, case: datetime.now().astimezone().isoformat(timespec="seconds")})


def marks_of(store: Store, kb: Knowledge) -> Marks:
    """Read, due and weak, from the candidate's own file."""
    from triage.train.study import Marks, weak

    return Marks(frozenset(store.kept(READ) or {}), _due(store, kb), weak(store.answers()))


def _due(store: Store, kb: Knowledge) -> frozenset[str]:
    """Cases with a card that was seen and is due; none where the scheduling package is missing."""
    reviews = store.reviews()
    if not reviews:
        return frozenset()
    from triage.train.cards import cards
    from triage.train.schedule import Deck

    now = datetime.now().astimezone()
    try:
        deck = Deck(cards(kb), reviews)
    except Problems:
        return frozenset()
    standing = ((card, deck.standing(name)) for name, card in deck.cards.items())
    return frozenset(card.case for card, seen in standing if seen is not None and seen.due <= now)
