"""What is said in a coded text and whether it is so: the phrases that stand, each with its context.

Where they were compiled, the scanner and the judge do this together without an object in between (quick_judge.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from triage.model import Context
from triage.text.context import PLAIN, Scene, judge
from triage.text.match import CueHit, Hit, find_cues, find_hits, raw_hits, windows
from triage.text.search import CompiledSearch, Span

if TYPE_CHECKING:
    from triage.text.language import Language


class Judged(NamedTuple):
    """One phrase that stands. groups: the span of every element, (-1, -1) when missing; cue: what decided, or None."""

    phrase: int
    start: int
    end: int
    groups: tuple[Span, ...]
    context: Context
    is_other: bool
    is_hedged: bool
    cue: Span | None


Plain = tuple[int, int, int, tuple[Span, ...], Context, bool, bool, Span | None]
"""A Judged, or the same as the compiled judge makes it."""


def judged(code: str, language: Language) -> Sequence[Plain]:
    """Every phrase that stands, in no order."""
    return all_judged([code], language)[0]


def all_judged(codes: Sequence[str], language: Language) -> list[Sequence[Plain]]:
    """The same of several texts, step by step for all of them: staying at one thing is faster than taking turns."""
    search, compiled = language.search, language.judge
    if compiled is None or not isinstance(search, CompiledSearch):
        return [plainly_judged(code, language) for code in codes]
    hits = [b"".join([search.find_all(code, *window) for window in windows(code, language)]) for code in codes]
    cues = [search.first_of_each(code) if found else b"" for code, found in zip(codes, hits, strict=True)]
    return [compiled.judge(*each) if each[1] else () for each in zip(codes, hits, cues, strict=True)]


def plainly_judged(code: str, language: Language) -> list[Judged]:
    """The same without anything compiled."""
    raw, exceptions = raw_hits(code, language)
    return standing(raw, exceptions, find_cues(code, language), code, language) if raw else []


def standing(
    raw: list[Hit], exceptions: dict[int, list[Span]], cues: list[CueHit], code: str, language: Language
) -> list[Judged]:
    """Those of the raw hits that stand, each judged."""
    hits = find_hits(raw, exceptions, language, cues)
    scene = Scene(code, hits, cues, language)
    out = []
    for hit in hits:
        found = PLAIN if language.owners[hit.owner].is_inquiry or not cues else judge(hit, scene)
        what = hit.phrase, hit.start, hit.end, hit.groups
        out.append(Judged(*what, found.context, found.is_other, found.is_hedged, found.cue))
    return out
