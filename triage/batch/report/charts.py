"""Charts as still pictures: Vega-Lite draws them here, so that the page needs no script and nothing is loaded.

A chart shows three parts of every bar, told apart by pattern: darurat, mendesak, everything else. It is described
for a screen reader, and a table with the same numbers stands beside it.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from triage.batch.report.style import HATCH, INK, PALE
from triage.batch.report.words import FIRE, OTHER, SOON
from triage.render.symbols import clean

WIDTH = 330
"""Pixels: fits a phone of 360, and half a page."""
LABEL = 46
"""So many characters of a name fit over a bar."""
ROW = 34
"""Pixels of a name with its bar."""
UPRIGHT = {"left": 2, "top": 4, "right": 24, "bottom": 2}
"""Padding: the name of the last column is wider here than the library thinks."""
NAMED = 5
"""At most so many columns have their name below, the last one in any case."""
PARTS = (FIRE, SOON, OTHER)
FILLS = (INK, HATCH, PALE)
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
"""A name, never fetched."""
Bar = tuple[str, tuple[int, int, int]]
"""(name, (darurat, mendesak, everything else))."""
_BEGIN = re.compile(r'^<svg [^>]*?viewBox="([-\d. ]+)"[^>]*>')
FONT = 'system-ui, "Noto Sans", Arial, sans-serif'


def can_draw() -> bool:
    """Whether the extra `report` is installed."""
    return importlib.util.find_spec("vl_convert") is not None


def lying(bars: Sequence[Bar], described: str) -> str:
    """One bar a name, from the left, its name above and its total behind it. '' without the library."""
    height = ROW * len(bars)
    totals = [(ROW * i, name, sum(parts)) for i, (name, parts) in enumerate(bars)]
    said = [
        {"name": _short(name), "total": total, "said": thousands(total), "line": top + 11, "bar": top + 21}
        for top, name, total in totals
    ]
    pieces = [{**piece, "top": ROW * i + 14, "low": ROW * i + 28} for i, piece in _pieces(bars)]
    y = {"type": "quantitative", "axis": None, "scale": {"domain": [0, height], "reverse": True, "nice": False}}
    room = {"domain": [0, 1.2 * _most(bars)], "nice": False}
    x = {"field": "start", "type": "quantitative", "axis": None, "scale": room}
    layer = [
        _filled(pieces, {"x": x, "x2": {"field": "end"}, "y": {**y, "field": "top"}, "y2": {"field": "low"}}),
        _text(said, "name", {"x": {"value": 0}, "y": {**y, "field": "line"}}, baseline="alphabetic"),
        _text(said, "said", {"x": {**x, "field": "total"}, "y": {**y, "field": "bar"}}, dx=4, fontWeight="bold"),
    ]
    return _drawn({"width": WIDTH, "height": height, "layer": layer}, described)


def standing(bars: Sequence[Bar], described: str) -> str:
    """One column a name, from left to right. '' without the library."""
    pieces = [{**piece, "name": bars[i][0]} for i, piece in _pieces(bars)]
    whole = {"tickMinStep": 1, "tickCount": 5, "labelExpr": "replace(format(datum.value, ','), /,/g, '.')"}
    scale = {"nice": True, "zero": True}
    y = {"field": "start", "type": "quantitative", "axis": {"title": None, **whole}, "scale": scale}
    shown = [name for name, _ in reversed(bars)][:: max(1, -(-len(bars) // NAMED))]
    names = {"title": None, "labelAngle": 0, "labelOverlap": False, "values": shown}
    x = {"field": "name", "type": "ordinal", "sort": None, "axis": names}
    columns = _filled(pieces, {"x": x, "y": y, "y2": {"field": "end"}})
    return _drawn({"width": WIDTH - 60, "height": 170, "padding": UPRIGHT, **columns}, described)


def thousands(number: int) -> str:
    """'36.547', as Indonesia writes it."""
    return f"{number:,}".replace(",", ".")


def _pieces(bars: Sequence[Bar]) -> Iterator[tuple[int, dict[str, Any]]]:
    """(index of the bar, where one of its parts begins and ends). Empty parts too: every name keeps its place."""
    for i, (_, parts) in enumerate(bars):
        start = 0
        for part, length in zip(PARTS, parts, strict=True):
            yield i, {"start": start, "end": start + length, "part": part}
            start += length


def _filled(pieces: list[dict[str, Any]], where: dict[str, Any]) -> dict[str, Any]:
    fill = {"field": "part", "scale": {"domain": PARTS, "range": FILLS}, "legend": None}
    stroke = {"condition": {"test": "datum.end > datum.start", "value": "#444"}, "value": None}
    return {
        "data": {"values": pieces},
        "mark": {"type": "rect", "strokeWidth": 0.7},
        "encoding": {**where, "fill": {"type": "nominal", **fill}, "stroke": stroke},
    }


def _text(rows: list[dict[str, Any]], field: str, where: dict[str, Any], **looks: Any) -> dict[str, Any]:
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 12, "fill": "#1a1a1a", **looks}
    return {"data": {"values": rows}, "mark": mark, "encoding": {**where, "text": {"field": field, "type": "nominal"}}}


def _most(bars: Sequence[Bar]) -> int:
    return max((sum(parts) for _, parts in bars), default=0) or 1


def _short(name: str) -> str:
    return name if len(name) <= LABEL else f"{name[: LABEL - 1].rstrip()}…"


def _drawn(spec: dict[str, Any], described: str) -> str:
    """The picture with what it shows for a screen reader; '' without the library."""
    if not can_draw():
        return ""
    import vl_convert

    config = {"aria": False, "background": None, "font": FONT, "view": {"stroke": None}, "axis": {"labelFontSize": 11}}
    svg = vl_convert.vegalite_to_svg({"$schema": SCHEMA, "padding": 2, "config": config, **spec})
    label = escape(clean(described), quote=True)
    return _BEGIN.sub(rf'<svg role="img" aria-label="{label}" viewBox="\1">', svg, count=1)
