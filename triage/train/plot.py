"""A learning curve, percent by day: drawn with plain characters, and as static SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from triage.render.labels import MONTHS_SHORT
from triage.train.stats import Point

ROWS = 11
"""One row for every ten percent, from 100 down to 0."""
MARGIN = 6
"""Cells for the scale at the left."""
DOT, RULE, BASE = "o", "-", "_"
WIDE, HIGH, EDGE = 720, 260, 44
"""The SVG in pixels; EDGE is left free for the scales."""


def day_words(day: date, *, year: bool = False) -> str:
    """'3 Des', or '3 Des 2026'."""
    said = f"{day.day} {MONTHS_SHORT[day.month - 1]}"
    return f"{said} {day.year}" if year else said


def plot_lines(points: Sequence[Point], mark: float, width: int) -> list[str]:
    """The curve in ROWS + 1 lines of at most `width` cells; of several days in one column the latest is drawn.

    mark: the percent that passes, drawn as a broken line. Empty without points.
    """
    if not points:
        return []
    across = width - MARGIN
    grid = [[" "] * across for _ in range(ROWS)]
    grid[-1] = [BASE] * across
    for column in range(0, across, 2):
        grid[_row(mark)][column] = RULE
    for point in points:
        grid[_row(point.percent)][round(_along(point.day, points) * (across - 1))] = DOT
    scale = {0: "100", ROWS // 2: "50", ROWS - 1: "0", _row(mark): f"{mark:g}"}
    lines = [f"{scale.get(i, ''):>{MARGIN - 2}} |{''.join(row)}".rstrip() for i, row in enumerate(grid)]
    return [*lines, " " * MARGIN + _dates(points, across)]


def _row(percent: float) -> int:
    """0 at the top for 100 percent."""
    return (ROWS - 1) - round(percent / 100 * (ROWS - 1))


def _along(day: date, points: Sequence[Point]) -> float:
    """0 for the first day, 1 for the last; a single day stands at the right."""
    first, last = points[0].day, points[-1].day
    return (day - first).days / (last - first).days if last > first else 1.0


def _dates(points: Sequence[Point], across: int) -> str:
    first, last = day_words(points[0].day), day_words(points[-1].day)
    if points[0].day == points[-1].day:
        return last.rjust(across)
    return first + last.rjust(across - len(first))


def plot_svg(points: Sequence[Point], mark: float, title: str) -> str:
    """The curve as an <svg> without script; '' without points. title: what a screen reader says."""
    if not points:
        return ""
    places = [(_x(point.day, points), _y(point.percent), point) for point in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"><title>{day_words(p.day)}: {p.percent:.0f} %</title></circle>'
        for x, y, p in places
    )
    scale = "".join(
        f'<line x1="{EDGE}" x2="{WIDE}" y1="{_y(at):.1f}" y2="{_y(at):.1f}" stroke="#ddd"/>'
        f'<text x="{EDGE - 8}" y="{_y(at) + 4:.1f}" text-anchor="end">{at}</text>'
        for at in (0, 25, 50, 75, 100)
    )
    first, last = day_words(points[0].day, year=True), day_words(points[-1].day, year=True)
    start = f'<text x="{EDGE}" y="{HIGH - 6}">{first}</text>' if first != last else ""
    return (
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" width="100%" font-size="13"><title>{escape(title)}</title>{scale}'
        f'<line x1="{EDGE}" x2="{WIDE}" y1="{_y(mark):.1f}" y2="{_y(mark):.1f}" stroke="#8f0000" '
        f'stroke-dasharray="6 4"/><polyline points="{path}" fill="none" stroke="#1a1a1a" stroke-width="2"/>{dots}'
        f'{start}<text x="{WIDE}" y="{HIGH - 6}" text-anchor="end">{last}</text></svg>'
    )


def _x(day: date, points: Sequence[Point]) -> float:
    return EDGE + 6 + _along(day, points) * (WIDE - EDGE - 14)


def _y(percent: float) -> float:
    return 8 + (1 - percent / 100) * (HIGH - EDGE)
