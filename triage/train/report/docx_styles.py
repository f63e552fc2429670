"""What the styles of a DOCX file make of a paragraph: a heading, a numbered line, bold letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_Element = Any
"""An element of lxml, which brings no types."""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?i)(heading|judul|title|subtitle)")
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of the styles that make a heading, put a number before a paragraph, and make letters bold."""

    heading: frozenset[str]
    numbered: frozenset[str]
    bold: frozenset[str]

    def heads(self, paragraph: _Element) -> bool:
        """A heading by style, by outline level, or because every run with text is bold."""
        if _style(paragraph, "p") in self.heading or paragraph.find(f"{W}pPr/{W}outlineLvl") is not None:
            return True
        runs = [run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()]
        return bool(runs) and all(_bold(run) if _says_bold(run) else _style(run, "r") in self.bold for run in runs)

    def numbers(self, paragraph: _Element) -> bool:
        """By its own number or that of its style; number 0 takes the style's away."""
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        return _style(paragraph, "p") in self.numbered if own is None else own.get(f"{W}val") != "0"


def styles_of(sheet: _Element) -> Styles:
    """sheet: the element w:styles."""
    styles = list(sheet.iterchildren(f"{W}style"))
    return Styles(_with(styles, _makes_heading), _with(styles, _makes_number), _with(styles, _bold))


def _with(styles: list[_Element], has: Callable[[_Element], bool]) -> frozenset[str]:
    """Ids of the styles that have something themselves or by what they are based on."""
    found: set[str] = set()
    for _ in range(4):  # styles based on styles
        for style in styles:
            based = style.find(f"{W}basedOn")
            if has(style) or (based is not None and based.get(f"{W}val") in found):
                found.add(style.get(f"{W}styleId", ""))
    return frozenset(found)


def _makes_heading(style: _Element) -> bool:
    """By its name or its outline level."""
    name, outline = style.find(f"{W}name"), style.find(f"{W}pPr/{W}outlineLvl")
    named = name is not None and _HEADING.match(name.get(f"{W}val", "")) is not None
    return named or (outline is not None and outline.get(f"{W}val") != "9")


def _makes_number(style: _Element) -> bool:
    return style.find(f"{W}pPr/{W}numPr") is not None


def _style(element: _Element, kind: str) -> str | None:
    """The id of the style of a paragraph (p) or a run (r)."""
    style = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return None if style is None else style.get(f"{W}val")


def _says_bold(element: _Element) -> bool:
    return element.find(f"{W}rPr/{W}b") is not None


def _bold(element: _Element) -> bool:
    return _says_bold(element) and element.find(f"{W}rPr/{W}b").get(f"{W}val", "true") not in _OFF
