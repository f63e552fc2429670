"""`triage kb show ID`: one entry as a page, with its sources and who uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.cli.day import day
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.kb.types import Knowledge

Id = Annotated[str, typer.Argument(help="Id isi, atau JENIS:ID bila id itu dipakai beberapa jenis.", metavar="ID")]


def show(
    name: Id, as_json: options.Json = False, plain: options.Plain = False, knowledge: options.KnowledgeFolders = None,
    at: options.Day = None,
) -> int:  # fmt: skip
    """Show every entry with this id."""
    from triage.browse.pages import page_of
    from triage.browse.screen import compose_page
    from triage.browse.uses import users_of
    from triage.cli.screen import new_page, show_page
    from triage.cli.sound import load_sound
    from triage.kb.dates import knowledge_at

    kb = knowledge_at(load_sound(knowledge or ()), day(at))
    found = _found(kb, name)
    users = users_of(kb)
    pages = [page_of(kb, field, one, users) for field, one in found]
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps([asdict(page) for page in pages], ensure_ascii=False, indent=2))
        return 0
    screen = new_page(plain)
    for number, page in enumerate(pages):
        if number:
            screen.line()
            screen.line((screen.symbols.dash * screen.width, "dim"))
        compose_page(screen, page)
    show_page(screen, plain)
    return 0


def _found(kb: Knowledge, name: str) -> list[tuple[str, str]]:
    """(kind, id) of every entry meant. Raises Problems with the nearest ids when there is none."""
    from triage.browse.kinds import FIELDS, WORDS, field_of

    kind, _, bare = name.rpartition(":")
    fields = (field_of(kind),) if kind else FIELDS
    found = [(field, bare) for field in fields if bare in getattr(kb, field)]
    if found:
        return found
    word = {field: word for word, field in WORDS.items()}
    near = did_you_mean(bare, [one for field in fields for one in getattr(kb, field)])
    elsewhere = [f"{word[field]}:{bare}" for field in FIELDS if bare in getattr(kb, field)]
    hint = f"maksudnya {' atau '.join(elsewhere)}?" if elsewhere else near or f"cari dengan triage kb search {bare}"
    what = f"{word[fields[0]]} {bare!r} tidak ada" if kind else f"tidak ada isi dengan id {bare!r}"
    raise Problems([Problem("id", 0, 0, "id", what, hint)])
