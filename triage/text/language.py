"""Everything needed to read texts: word list, codes, phrases, cues. Built by compile.py, picklable.

Regular expressions are kept as text and compiled when a phrase first becomes a candidate, so that a
cold process is ready at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from triage.text.candidates import Candidates, Groups
from triage.text.codes import HARD, Codes
from triage.text.encode import Encoder
from triage.text.lexicon import Lexicon

Finder = Callable[..., re.Match[str] | None]
"""`search` of a compiled phrase: (code, position to begin at)."""


class Phrase(NamedTuple):
    """One compiled order of one phrase. marks: '@', '%' or '-' for every element.

    An exception (one of the sign's not_phrases) takes away the hits that it overlaps.
    """

    owner: int
    text: str
    source: str
    marks: str
    is_exception: bool = False


class Owner(NamedTuple):
    """The sign (or inquiry) that phrases belong to, with what the reader must know of it."""

    id: str
    about: str
    nearby_actor: bool
    default_actor: str
    is_inquiry: bool
    is_background: bool = False


class Cue(NamedTuple):
    """One compiled order of one context cue (see CueDef)."""

    id: str
    kind: str
    direction: str
    scope: int
    crosses: bool


@dataclass
class Language:
    """A compiled language. The public use is `read(text, language)`."""

    lexicon: Lexicon
    codes: Codes
    owners: list[Owner]
    phrases: list[Phrase]
    groups: Groups
    resets: frozenset[str]
    cues: list[Cue]
    cue_sources: dict[str, str]
    roles: dict[str, str]
    breaks: frozenset[str]
    longest: int
    """The most words that one phrase can span."""
    _cue_finders: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._prepare()

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k[0] != "_" and k not in _DERIVED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._cue_finders = {}
        self._prepare()

    def _prepare(self) -> None:
        self.encoder = Encoder(self.lexicon, self.codes)
        self.candidates = Candidates(self.groups, len(self.phrases), self.resets)
        self.finders: list[Finder | None] = [None] * len(self.phrases)
        self.cue_first = re.compile(f"[{''.join(self.cue_sources)}]" if self.cue_sources else "(?!)")
        self.sentence_end = re.compile(f"[{''.join(sorted(self.resets))}]" if self.resets else HARD)
        self.role_starts = frozenset(chars[0] for chars in self.roles)
        self.longest_role = max(map(len, self.roles), default=0)

    def finder(self, phrase: int) -> Finder:
        """The search of one phrase, compiled when first needed and kept in `finders`."""
        found = self.finders[phrase] = re.compile(self.phrases[phrase].source).search
        return found

    def cue_finder(self, char: str) -> re.Pattern[str]:
        """All cues that begin with this character, compiled when first needed."""
        found = self._cue_finders.get(char)
        if found is None:
            found = self._cue_finders[char] = re.compile(self.cue_sources[char])
        return found


_DERIVED = frozenset({"encoder", "candidates", "finders", "cue_first", "sentence_end", "role_starts", "longest_role"})
