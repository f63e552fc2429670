"""`triage kb list`: what the knowledge holds, one line an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.browse.kinds import Row
    from triage.kb.types import Knowledge

Kind = Annotated[
    str | None, typer.Argument(help="Jenis isi: kasus, tanda, aturan, langkah …", metavar="[JENIS]", show_default=False)
]
Group = Annotated[
    str | None,
    typer.Option("--group", help="Hanya kelompok ini: kelompok kasus, tahap langkah, tema tanda …", metavar="NAMA"),
]
Danger = Annotated[bool, typer.Option("--danger", help="Hanya yang menyangkut bahaya.")]
Unused = Annotated[bool, typer.Option("--unused", help="Hanya yang tidak dipakai isi lain.")]


def list_entries(
    kind: Kind = None, group: Group = None, danger: Danger = False, unused: Unused = False,
    as_json: options.Json = False, plain: options.Plain = False, knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """List the entries of one kind, or of all."""
    from triage.browse.kinds import FIELDS, field_of
    from triage.cli.sound import load_sound

    fields = (field_of(kind),) if kind else FIELDS
    found = _chosen(load_sound(knowledge or ()), fields, group, danger, unused)
    if as_json:
        import json
        from dataclasses import asdict

        print(json.dumps([asdict(row) for row in found], ensure_ascii=False, indent=2))
        return 0
    _show(found, plain)
    return 0


def _chosen(kb: Knowledge, fields: tuple[str, ...], group: str | None, danger: bool, unused: bool) -> list[Row]:
    """The rows that pass every filter. Raises Problems for a group that no entry of these kinds has."""
    from triage.browse import uses
    from triage.browse.kinds import rows

    users = uses.users_of(kb) if unused else {}
    every = [(field, row) for field in fields for row in rows(kb, field)]
    groups = dict.fromkeys(row.group for _, row in every if row.group)
    if group is not None and group not in groups:
        hint = did_you_mean(group, groups) or (f"pilih {', '.join(groups)}" if groups else "jenis ini tanpa kelompok")
        raise Problems([Problem("--group", 0, 0, "kelompok", f"kelompok {group!r} tidak ada di sini", hint)])
    alarming = {field: uses.of_danger(kb, field) for field in fields} if danger else {}
    idle = {field: uses.unused(kb, field, users) for field in fields} if unused else {}
    return [
        row
        for field, row in every
        if (group is None or row.group == group)
        and (not danger or row.id in alarming[field])
        and (not unused or row.id in idle[field])
    ]


def _show(found: list[Row], plain: bool) -> None:
    from triage.browse.screen import compose_rows, row_line
    from triage.cli.screen import is_terminal, new_page, show_page

    if not is_terminal(plain):
        for row in found:
            print(row_line(row))
        return
    page = new_page(plain)
    compose_rows(page, found)
    page.line()
    count = f"{len(found)} isi; satu isi lengkap: triage kb show ID" if found else "tidak ada yang cocok"
    page.item("", count, "dim")
    show_page(page, plain)
