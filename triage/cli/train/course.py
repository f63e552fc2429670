"""`triage train course FILE`: check a trainer's course file and say what it covers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.cli.options import FILE

if TYPE_CHECKING:
    from triage.kb.types import Knowledge
    from triage.render.page import Page
    from triage.train.course import Course

File = Annotated[Path, typer.Argument(help="Berkas kursus (YAML).", metavar=FILE)]


def course(
    file: File, as_json: options.Json = False, plain: options.Plain = False, knowledge: options.KnowledgeFolders = None
) -> int:
    """Check the file; every mistake is told with its place."""
    from triage.cli.screen import new_page, show_page
    from triage.kb.load import load
    from triage.train.course import read_course

    kb = load(knowledge or ())
    found = read_course(file, kb)
    if as_json:
        print(found.model_dump_json(indent=2))
        return 0
    page = new_page(plain)
    _compose(page, found, kb)
    show_page(page, plain)
    return 0


def _compose(page: Page, found: Course, kb: Knowledge) -> None:
    from triage.train.plot import day_words
    from triage.train.words import objective_words

    cases, parts = found.cases(kb), found.parts(kb)
    page.item("", found.nama, "bold")
    begin, end = (day_words(day, year=True) if day else "" for day in (found.mulai, found.selesai))
    if begin or end:
        page.item("  ", f"{begin or '...'} sampai {end or '...'}")
    page.item("  ", f"Batas lulus {found.lulus} %, {len(cases)} kasus, {sum(len(g) for _, g in parts)} tujuan")
    if found.jadwal:
        page.heading("Jadwal")
        for day in sorted(found.jadwal, key=lambda one: one.tanggal):
            note = f" ({day.catatan})" if day.catatan else ""
            page.item("  ", f"{day_words(day.tanggal, year=True)}: {day.acara}{note}")
    if found.tujuan:
        page.heading("Tujuan")
        for skill, groups in parts:
            for group in groups:
                page.item(f"  {page.symbols.bullet} ", objective_words(f"{skill}:{group}"))
    if found.kasus:
        page.heading("Kasus")
        for name in cases:
            page.item(f"  {page.symbols.bullet} ", kb.cases[name].title)
