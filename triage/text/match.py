"""Find phrases and cues in a coded text. Positions are indexes of coded words, not of characters."""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import NamedTuple

from triage.text.language import Cue, Language

Span = tuple[int, int]


class Hit(NamedTuple):
    """One phrase found. groups: the span of every element, (-1, -1) when missing."""

    owner: int
    start: int
    end: int
    phrase: int
    groups: tuple[Span, ...]

    def consumed(self) -> set[int]:
        """Positions that elements (not gaps) took."""
        return {i for start, end in self.groups for i in range(start, end)}


class CueHit(NamedTuple):
    """One cue found."""

    start: int
    end: int
    cue: Cue


def find_hits(code: str, language: Language, cues: list[CueHit]) -> list[Hit]:
    """Hits ordered by sign and place; of overlapping hits of one sign one stays.

    A phrase that explains the negation ("belum sampai") wins over one that only reaches across it; then
    the first, then the longest.
    """
    mask = _mask(code, language)
    raw = _raw_hits(code, mask, language)
    raw.sort(key=lambda h: (h.owner, h.start, -h.end, h.phrase))
    negations = [c.start for c in cues if c.cue.kind == "negated"]
    out: list[Hit] = []
    for owner, group in groupby(raw, key=lambda h: h.owner):
        hits = list(group)
        spans = _exceptions(code, mask, language, owner)
        if spans:
            hits = [h for h in hits if not _overlaps(h, spans)]
        plain = _preferring_actors([h for h in hits if not _crosses(h, negations)], language)
        taken = [(h.start, h.end) for h in plain]
        rest = [h for h in hits if _crosses(h, negations) and not _overlaps(h, taken)] if negations else []
        out += sorted(plain + _first_longest(rest), key=lambda h: h.start) if rest else plain
    return out


def _preferring_actors(hits: list[Hit], language: Language) -> list[Hit]:
    """As `_first_longest`, but a hit that names who did it wins over an overlapping one that does not."""
    named = _first_longest([h for h in hits if "@" in language.phrases[h.phrase].marks])
    if not named or len(hits) == len(named):
        return named or _first_longest(hits)
    taken = [(h.start, h.end) for h in named]
    others = [h for h in hits if "@" not in language.phrases[h.phrase].marks and not _overlaps(h, taken)]
    return sorted(named + _first_longest(others), key=lambda h: h.start)


def _first_longest(hits: list[Hit]) -> list[Hit]:
    """Sorted hits without those that begin inside a kept one."""
    out: list[Hit] = []
    covered = -1
    for hit in hits:
        if hit.start >= covered:
            out.append(hit)
            covered = hit.end
    return out


def _crosses(hit: Hit, negations: list[int]) -> bool:
    """A negation stands in a gap of the phrase."""
    at, end = bisect_left(negations, hit.start), bisect_left(negations, hit.end)
    return at < end and not hit.consumed().issuperset(negations[at:end])


def _mask(code: str, language: Language) -> int:
    """The bits of all elements that some word of the text serves."""
    bits = language.bits
    mask = 0
    for char in set(code):
        mask |= bits.get(char, 0)
    return mask


def _raw_hits(code: str, mask: int, language: Language) -> list[Hit]:
    index, phrases = language.index, language.phrases
    found = [index[char] for char in set(code) if char in index]
    hits: list[Hit] = []
    seen: set[int] = set()
    for numbers in found:
        for number in numbers:
            phrase = phrases[number]
            if phrase.need & mask == phrase.need and number not in seen:
                seen.add(number)
                for m in language.regex(phrase.source).finditer(code):
                    groups = tuple(m.span(g) for g in range(1, len(phrase.marks) + 1))
                    hits.append(Hit(phrase.owner, m.start(), m.end(), number, groups))
    return hits


def _exceptions(code: str, mask: int, language: Language, owner: int) -> list[Span]:
    """Spans of the sign's not_phrases, sorted."""
    return sorted(
        m.span()
        for source, need in language.owners[owner].exceptions
        if need & mask == need
        for m in language.regex(source).finditer(code)
    )


def _overlaps(hit: Hit, spans: list[Span]) -> bool:
    """Spans are sorted by start and short (a phrase is bounded), so looking a little back is enough."""
    at = bisect_left(spans, (hit.end, 0))
    return any(end > hit.start for _, end in spans[max(0, at - 40) : at])


def find_cues(code: str, language: Language) -> list[CueHit]:
    """Cues from left to right, none inside another; a pseudo-cue swallows the cue it contains."""
    out: list[CueHit] = []
    done = 0
    for first in language.cue_first.finditer(code):
        at = first.start()
        if at < done:
            continue
        m = language.regex(language.cue_sources[code[at]]).match(code, at)
        if m and m.lastgroup:
            done = m.end()
            out.append(CueHit(at, done, language.cues[int(m.lastgroup[1:])]))
    return out
