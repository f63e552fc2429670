"""Find phrases and cues in a coded text. Positions are indexes of coded words, not of characters.

Where it was compiled, `_judge.c` decides which hits stand, as `find_hits` does: what changes here must change there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from triage.text.language import Cue, Language
from triage.text.search import Span

_WINDOW = 60
_START, _END, _PHRASE = attrgetter("start"), attrgetter("end"), attrgetter("phrase")


class Hit(NamedTuple):
    """One phrase found. groups: the span of every element, (-1, -1) when missing."""

    owner: int
    start: int
    end: int
    phrase: int
    groups: tuple[Span, ...]

    def consumed(self) -> set[int]:
        """Positions that elements (not gaps) took."""
        return consumed(self.groups)

    def words(self) -> int:
        """How many words its elements took."""
        return sum([end - start for start, end in self.groups])


def consumed(groups: Iterable[Span]) -> set[int]:
    """All positions in these spans."""
    return {i for start, end in groups for i in range(start, end)}


class CueHit(NamedTuple):
    """One cue found."""

    start: int
    end: int
    cue: Cue


def raw_hits(code: str, language: Language) -> tuple[list[Hit], dict[int, list[Span]]]:
    """Every place where a phrase matches, and the spans that each sign's exceptions take away."""
    hits: list[Hit] = []
    exceptions: dict[int, list[Span]] = {}
    phrases = language.phrases
    for window in windows(code, language):
        for number, start, end, groups in language.search.phrases(code, *window):
            phrase = phrases[number]
            if phrase.is_exception:
                exceptions.setdefault(phrase.owner, []).append((start, end))
            else:
                hits.append(Hit(phrase.owner, start, end, number, groups))
    return hits, exceptions


def windows(code: str, language: Language) -> Iterable[tuple[int, int, int]]:
    """(first, last, stop) of the pieces of a text that no phrase leaves; one for a short text."""
    return _windows(code, language) if len(code) > _WINDOW else ((0, len(code), len(code)),)


def _windows(code: str, language: Language) -> Iterator[tuple[int, int, int]]:
    """Of a long text: sentences, or overlapping parts of them.

    A hit belongs to the piece in which it begins before `stop`. Without this a long text would have every phrase
    as a candidate for all of its length.
    """
    start = 0
    for found in (*language.sentence_end.finditer(code), None):
        end = found.start() if found else len(code)
        while end - start > _WINDOW:
            yield start, min(end, start + _WINDOW + language.longest), start + _WINDOW
            start += _WINDOW
        if end > start:
            yield start, end, end
        start = end + 1


def find_hits(raw: list[Hit], exceptions: dict[int, list[Span]], language: Language, cues: list[CueHit]) -> list[Hit]:
    """The hits that stand; of overlapping hits of one sign one stays.

    A phrase that explains a negation or another cue ("belum sampai") wins over one that only reaches across it;
    then the first, then the longest, then the one with the most words of its own.
    """
    of: dict[int, list[Hit]] = {}
    for hit in raw:
        if hit.owner in of:
            of[hit.owner].append(hit)
        else:
            of[hit.owner] = [hit]
    if len(of) == len(raw) and exceptions.keys().isdisjoint(of):
        return raw
    cancelling = [c.start for c in cues if c.cue.kind not in ("pseudo", "other", "hedged")]
    out: list[Hit] = []
    for owner, hits in of.items():
        if owner in exceptions:
            excepted = _Taken(exceptions[owner])
            hits = [h for h in hits if not excepted.overlaps(h)]
        out += hits if len(hits) < 2 else _best(hits, cancelling, language)
    return out


def _best(hits: list[Hit], cancelling: list[int], language: Language) -> list[Hit]:
    """Of the overlapping hits of one sign the one that says most. cancelling: where cues begin."""
    hits.sort(key=_PHRASE)
    hits.sort(key=_END, reverse=True)
    hits.sort(key=_START)
    crossing = [_crosses(hit, cancelling) for hit in hits] if cancelling else []
    if not any(crossing):
        return _preferring_actors(hits, language)
    plain = _preferring_actors([hit for hit, crosses in zip(hits, crossing, strict=True) if not crosses], language)
    taken = _Taken((h.start, h.end) for h in plain)
    across = [hit for hit, crosses in zip(hits, crossing, strict=True) if crosses and not taken.overlaps(hit)]
    return plain + _first_longest(across)


def _preferring_actors(hits: list[Hit], language: Language) -> list[Hit]:
    """As `_first_longest`, but a hit that names who did it wins over an overlapping one that does not."""
    named = [h for h in hits if language.phrases[h.phrase].actor >= 0]
    if not named or len(named) == len(hits):
        return _first_longest(hits)
    named = _first_longest(named)
    taken = _Taken((h.start, h.end) for h in named)
    others = [h for h in hits if language.phrases[h.phrase].actor < 0 and not taken.overlaps(h)]
    return sorted(named + _first_longest(others), key=_START)


def _first_longest(hits: list[Hit]) -> list[Hit]:
    """Of overlapping hits the first, then the longest, then the one with the most words of its own; hits: sorted so."""
    out: list[Hit] = []
    covered = -1
    for hit in hits:
        if hit.start >= covered:
            out.append(hit)
            covered = hit.end
        elif hit.start == out[-1].start and hit.end == covered and hit.words() > out[-1].words():
            out[-1] = hit
    return out


def _crosses(hit: Hit, cancelling: list[int]) -> bool:
    """A cue begins in a gap of the phrase."""
    at, end = bisect_left(cancelling, hit.start), bisect_left(cancelling, hit.end)
    return at < end and not hit.consumed().issuperset(cancelling[at:end])


class _Taken:
    """Spans, to be asked quickly whether a hit overlaps one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def overlaps(self, hit: Hit) -> bool:
        at = bisect_left(self._starts, hit.end)
        return at > 0 and self._furthest[at - 1] > hit.start


def find_cues(code: str, language: Language) -> list[CueHit]:
    """Cues from left to right, none inside another; a pseudo-cue swallows the cue it contains."""
    return [CueHit(start, end, language.cues[number]) for number, start, end in language.search.cues(code)]
