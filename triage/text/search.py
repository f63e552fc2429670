"""Where phrases and cues match a coded text: by the compiled scanner where there is one, else by regular expressions.

Both find the same (tests/text/test_search.py). The scanner takes a sixth of the time; without a compiler at
installation the program works all the same. TRIAGE_PURE=1 keeps to the regular expressions.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from triage.text.candidates import Candidates, Groups
from triage.text.program import FORMAT, NUMBER, Program

COMPILED_FORMAT = 0
if not os.environ.get("TRIAGE_PURE"):
    with suppress(ImportError):
        from triage.text._scanner import FORMAT as COMPILED_FORMAT
        from triage.text._scanner import Scanner
IS_COMPILED = COMPILED_FORMAT == FORMAT

Span = tuple[int, int]
Finder = Callable[..., re.Match[str] | None]
"""`search` of a compiled phrase: (code, position to begin at, position to end at)."""


class Found(NamedTuple):
    """One match of one phrase. groups: the span of every element, (-1, -1) when missing."""

    phrase: int
    start: int
    end: int
    groups: tuple[Span, ...]


class Search(Protocol):
    """Positions are indexes of coded words."""

    def phrases(self, code: str, first: int, last: int, stop: int) -> Sequence[Found]:
        """Every match (see Found) in code[first:last] that begins before `stop`, of one phrase none inside another."""

    def cues(self, code: str) -> Sequence[tuple[int, int, int]]:
        """(cue, start, end) from left to right: at every place the first cue that matches, none inside another."""


class CompiledSearch:
    """The scanner of `_scanner.c`. What it finds goes on as numbers (quick_judge.py), or is unpacked here."""

    def __init__(self, phrases: Program, cues: Program) -> None:
        self.find_all = Scanner(*phrases).find_all
        self.first_of_each = Scanner(*cues).first_of_each

    def phrases(self, code: str, first: int, last: int, stop: int) -> list[Found]:
        numbers = array(NUMBER, self.find_all(code, first, last, stop))
        out, at = [], 0
        while at < len(numbers):
            phrase, start, end, count = numbers[at : at + 4]
            at += 4 + 2 * count
            spans = iter(numbers[at - 2 * count : at])
            out.append(Found(phrase, start, end, tuple(zip(spans, spans, strict=True))))
        return out

    def cues(self, code: str) -> list[tuple[int, int, int]]:
        numbers = iter(array(NUMBER, self.first_of_each(code)))
        return list(zip(numbers, numbers, numbers, strict=True))


class RegexSearch:
    """One regular expression a phrase, compiled when it first becomes a candidate; one a first word of a cue."""

    def __init__(
        self, sources: Sequence[str], groups: Groups, resets: frozenset[str], cue_sources: Mapping[str, str]
    ) -> None:
        """resets: characters that no phrase reaches across; cue_sources: all cues that begin with a character."""
        self._sources, self._cue_sources = sources, cue_sources
        self.candidates = Candidates(groups, len(sources), resets)
        self.finders: list[Finder | None] = [None] * len(sources)
        self._cue_first = re.compile(f"[{''.join(cue_sources)}]" if cue_sources else "(?!)")
        self._cue_finders: dict[str, re.Pattern[str]] = {}

    def finder(self, phrase: int) -> Finder:
        """The search of one phrase, compiled when first needed and kept in `finders`."""
        found = self.finders[phrase] = re.compile(self._sources[phrase]).search
        return found

    def phrases(self, code: str, first: int, last: int, stop: int) -> list[Found]:
        out = []
        for number in self.candidates.among(code[first:last]):
            find = self.finders[number] or self.finder(number)
            found = find(code, first, last)
            while found and found.start() < stop:
                out.append(Found(number, found.start(), found.end(), found.regs[1:]))
                found = find(code, found.end(), last)
        return out

    def cues(self, code: str) -> list[tuple[int, int, int]]:
        out = []
        done = 0
        for first in self._cue_first.finditer(code):
            at = first.start()
            if at < done:
                continue
            m = self._cue_finder(code[at]).match(code, at)
            if m and m.lastgroup:
                done = m.end()
                out.append((int(m.lastgroup[1:]), at, done))
        return out

    def _cue_finder(self, char: str) -> re.Pattern[str]:
        found = self._cue_finders.get(char)
        if found is None:
            found = self._cue_finders[char] = re.compile(self._cue_sources[char])
        return found
