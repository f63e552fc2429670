"""Rows, pages and hits as lines on a terminal: at most as wide as it is, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from rich.cells import cell_len

from triage.browse.kinds import Row, file_of
from triage.browse.page import EntryPage, Section
from triage.browse.search import Hit, nearer
from triage.render.page import Page
from triage.render.wrap import hang, pad, shorten

WIDEST_ID = 34
FEWEST_CELLS = 16
STYLES = {"JANGAN": "bold red"}
BEST = 8
"""How many hits of a kind are shown unless all are asked for."""


def row_line(row: Row) -> str:
    """One entry on one line, whole: for pipes and screen readers."""
    return f"{row.kind} {row.id}: {row.text} — {row.place}"


def compose_rows(page: Page, found: Iterable[Row]) -> None:
    """Entries under their kind and file, with the line in front; texts are cut at the width."""
    for kind, of_kind in groupby(found, key=lambda row: row.kind):
        listed = list(of_kind)
        page.heading(f"{kind} ({len(listed)})")
        ids = min(max(len(row.id) for row in listed), WIDEST_ID)
        for folder, rows in groupby(listed, key=_container):
            page.item("", folder, "dim")
            for row in rows:
                _row(page, row, ids)


def _container(row: Row) -> str:
    path = file_of(row.place)
    return f"{PurePosixPath(path).parent}/" if row.kind == "aturan" and path else path


def _row(page: Page, row: Row, ids: int) -> None:
    """A rule's file is named like the rule, so its line number says nothing."""
    line = "" if row.kind == "aturan" else row.place.rsplit(":", 2)[-2] if row.place else ""
    lead = f"{line:>5}  " if line else "  "
    name = pad(row.id, ids)
    left = page.width - len(lead) - cell_len(name) - 2
    if left < FEWEST_CELLS:
        page.line((lead, "dim"), (shorten(row.id, page.width - len(lead), page.symbols.ellipsis), "bold"))
        return
    text = shorten(page.symbols.fit(row.text), left, page.symbols.ellipsis)
    page.line((lead, "dim"), (name, "bold"), (f"  {text}", ""))


def compose_page(page: Page, entry: EntryPage) -> None:
    """Title, facts, then the sections one below another."""
    page.item("", entry.title, "bold")
    page.item("", f"{entry.kind} {entry.id} — {entry.place}", "dim")
    for label, value in entry.facts:
        page.item(f"{label}: ", value)
    for section in entry.sections:
        _section(page, section)


def _section(page: Page, section: Section) -> None:
    page.heading(section.title, style=STYLES.get(section.title, "bold"))
    for item in section.items:
        lead = f"{'  ' * (item.depth + 1)}{page.symbols.fit(item.mark) or ' '} "
        page.item(lead, item.text)
        for note in item.notes:
            page.item(" " * cell_len(lead), note, "dim")


def compose_hits(page: Page, hits: list[Hit], everything: bool) -> None:
    """Hits by kind, the kind of the best hit first; the words that matched stand out."""
    for kind, found in _by_kind(hits):
        page.heading(f"{kind} ({len(found)})")
        for hit in found if everything else found[:BEST]:
            _title(page, hit)
            _snippet(page, hit)
            page.item("      ", nearer(hit), "dim")
        if len(found) > BEST and not everything:
            page.item("  ", f"… dan {len(found) - BEST} lagi; tampilkan dengan --all", "dim")


def _by_kind(hits: list[Hit]) -> Iterator[tuple[str, list[Hit]]]:
    for kind in dict.fromkeys(hit.kind for hit in hits):
        yield kind, [hit for hit in hits if hit.kind == kind]


def _title(page: Page, hit: Hit) -> None:
    """The id stands out, its title behind it does not."""
    first, *later = hang("  ", page.symbols.fit(f"{hit.id}: {hit.title}"), page.width, 2)
    end = len(hit.id) + 2
    page.line((first[:end], "bold"), (first[end:], ""))
    for line in later:
        page.line((line, ""))


def _snippet(page: Page, hit: Hit) -> None:
    """One line of what matched. Nothing when it is the id or the title, which stand above it already."""
    if hit.where == "id" or hit.text == hit.title:
        return
    lead = f"      {hit.where}: "
    fitted = page.symbols.fit(hit.snippet)
    text = shorten(fitted, page.width - len(lead), page.symbols.ellipsis)
    parts, at = [(lead, "dim")], 0
    for start, end in hit.spans if fitted == hit.snippet else ():
        if start >= at and end <= len(text):
            parts += [(text[at:start], ""), (text[start:end], "bold")]
            at = end
    page.line(*parts, (text[at:], ""))
