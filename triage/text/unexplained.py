"""The part of a text that the rules did not explain: its sentences that no finding rests on."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from triage.model import Evidence

_END = re.compile(r"[.!?;\n]+")


def unexplained(text: str, readings: Iterable[Evidence], used: Collection[str]) -> str:
    """The sentences without a reading of a sign in `used`, joined; the whole text when there is no such reading."""
    touched = [(e.start, e.end) for e in readings if e.sign in used]
    if not touched:
        return text
    out = []
    at = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        if at < end and not any(start < end and stop > at for start, stop in touched):
            out.append(text[at:end])
        at = end
    return " ".join(out)


def without(text: str, readings: Iterable[Evidence]) -> str:
    """The text with blanks for the words of these readings, as long as before."""
    for e in readings:
        text = text[: e.start] + " " * (e.end - e.start) + text[e.end :]
    return text
