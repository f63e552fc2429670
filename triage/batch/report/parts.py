"""The building blocks of the report: sections, tables of numbers, and a chart beside its table. All of it escaped."""

from __future__ import annotations

from collections.abc import Sequence

from triage.batch.report import words
from triage.batch.report.charts import FILLS, PARTS, Bar, lying, standing, thousands
from triage.batch.summary import Line
from triage.render.html import e, tag

Named = tuple[str, Line]
"""A line with the name that people read."""
COLUMNS = (words.FIRE, words.SOON, words.OTHER, words.ROWS_ALL)


def section(name: str, title: str, *inner: str) -> str:
    """A part of the page that the contents link to."""
    body = "\n".join(part for part in inner if part)
    return f'<section id="{name}" aria-labelledby="j-{name}">\n<h2 id="j-{name}">{e(title)}</h2>\n{body}\n</section>'


def paragraph(text: str) -> str:
    return tag("p", e(text), "kecil")


def charted(title: str, head: str, lines: Sequence[Named], *, upright: bool = False, note: Named | None = None) -> str:
    """A chart and the table with its numbers. note: a last line of the table that is not drawn."""
    bars: list[Bar] = [(name, parts(line)) for name, line in lines]
    svg = (standing if upright else lying)(bars, words.CHART.format(title=title))
    table = by_urgency(title, head, [*lines, *([note] if note else [])], hidden=True)
    return beside(f"{_legend()}{svg}" if svg else "", table)


def beside(picture: str, table: str) -> str:
    """A picture on the left of its table where the screen is wide enough; the table alone without one."""
    return f'<div class="dua">\n<figure>{picture}</figure>\n{table}\n</div>' if picture else table


def by_urgency(title: str, head: str, lines: Sequence[Named], *, hidden: bool = False) -> str:
    """Name, darurat, mendesak, everything else, all."""
    rows = [(name, *(thousands(n) for n in (*parts(line), line.total))) for name, line in lines]
    return table(title, (head, *COLUMNS), rows, hidden=hidden)


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, hidden: bool = False) -> str:
    """A table whose first column is a name; the others are numbers. hidden: the title only for screen readers."""
    first = f'<th scope="col">{e(head[0])}</th>'
    top = first + "".join(f'<th scope="col" class="n">{e(name)}</th>' for name in head[1:])
    body = "\n".join(_row(row) for row in rows)
    css = ' class="dengar"' if hidden else ""
    head_and_body = f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>"
    return f"<div><table><caption{css}>{e(title)}</caption>\n{head_and_body}</table></div>"


def parts(line: Line) -> tuple[int, int, int]:
    """Darurat, mendesak, everything else: what a bar shows."""
    return line.levels[-1], line.levels[-2], sum(line.levels[:-2])


def numbers(rows: Sequence[int], more: int) -> str:
    """'3, 14, 15 dan 7 lagi'."""
    listed = ", ".join(thousands(row) for row in rows)
    return f"{listed} {words.MORE.format(n=thousands(more))}" if more else listed


def badge(level: int) -> str:
    """The urgency as a framed word; level: its rank, -1 for none."""
    css = "u u-darurat" if words.LEVELS[level + 1] == words.FIRE else "u"
    return f'<span class="{css}">{words.LEVELS[level + 1]}</span>'


def _row(row: Sequence[str]) -> str:
    cells = "".join(f'<td class="n">{e(cell)}</td>' for cell in row[1:])
    return f'<tr><th scope="row">{e(row[0])}</th>{cells}</tr>'


def _legend() -> str:
    picture = '<svg aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="{}"/></svg>'
    items = "".join(f"<li>{picture.format(fill)}{name}</li>" for name, fill in zip(PARTS, FILLS, strict=True))
    return f'<ul class="tanda">{items}</ul>'
