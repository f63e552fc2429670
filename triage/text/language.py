"""Everything needed to read texts: word list, codes, phrases, cues. Built by compile.py, picklable.

Phrases are kept as programs of the scanner and as text of regular expressions (see search.py); both are ready at
once in a cold process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from triage.text.candidates import Groups
from triage.text.codes import HARD, Codes
from triage.text.encode import Encoder
from triage.text.lexicon import Lexicon
from triage.text.program import Program
from triage.text.quick_judge import compiled_judge
from triage.text.search import IS_COMPILED, CompiledSearch, RegexSearch, Search


class Phrase(NamedTuple):
    """One compiled order of one phrase. actor, subject: the numbers of the elements marked `@` and `%`, -1 for none.

    An exception (one of the sign's not_phrases) takes away the hits that it overlaps.
    """

    owner: int
    text: str
    source: str
    actor: int
    subject: int
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


@dataclass(eq=False)
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
    programs: tuple[Program, Program]
    """Of the phrases, and of the cues."""
    roles: dict[str, str]
    breaks: frozenset[str]
    longest: int
    """The most words that one phrase can span."""

    def __post_init__(self) -> None:
        self._prepare()

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in _DERIVED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._prepare()

    def _prepare(self) -> None:
        self.encoder = Encoder(self.lexicon, self.codes)
        self.search: Search = CompiledSearch(*self.programs) if IS_COMPILED else self.regex_search()
        self.sentence_end = re.compile(f"[{''.join(sorted(self.resets))}]" if self.resets else HARD)
        self.role_starts = frozenset(chars[0] for chars in self.roles)
        self.longest_role = max(map(len, self.roles), default=0)
        self.judge = compiled_judge(self.phrases, self.owners, self.cues, self.breaks, self.role_starts)

    def regex_search(self) -> RegexSearch:
        """The search that needs no compiler."""
        sources = [phrase.source for phrase in self.phrases]
        return RegexSearch(sources, self.groups, self.resets, self.cue_sources)


_DERIVED = frozenset({"encoder", "search", "judge", "sentence_end", "role_starts", "longest_role"})
