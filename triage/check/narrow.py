"""Phrase searches for one text at a time, without compiling ten thousand regular expressions.

A phrase becomes a regular expression over classes of characters, and classes are slow to compile. For one given
text only the characters in it matter: each class is narrowed to those, and characters that the phrase cannot tell
apart get the same letter. Then thousands of phrases share a few hundred small expressions. The result is the same
match at the same place; tests compare it with the reader's own search on the shipped knowledge. Where the compiled
scanner is at hand nothing of this is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import copy
from functools import lru_cache

from triage.model import Evidence
from triage.text import read
from triage.text.language import Language
from triage.text.match import find_cues
from triage.text.search import CompiledSearch, RegexSearch
from triage.text.tokens import prepare

_SET = re.compile(r"\[(\^?)([^\]]*)\]")
_RANGE = re.compile(r"(.)-(.)")
_LETTER = 0x4E00
_DEAD = "\0"
"""In place of a class none of whose characters is in the text."""
_IMPOSSIBLE, _OPTIONAL = f"({_DEAD})", f"({_DEAD})?"
_DEAD_WAY = re.compile(rf"(?<=[(|])[^(|)]*{_DEAD}[^(|)]*\||\|[^(|)]*{_DEAD}[^(|)]*(?=\))")
_Sets = list[tuple[bool, frozenset[str]]]


class Narrow:
    """The search of one phrase: as `re.compile(source).search`, for callers that search few texts."""

    __slots__ = ("_around", "_sets", "_source")

    def __init__(self, source: str) -> None:
        self._source = source
        self._sets: _Sets | None = None
        self._around: list[str] = []

    def __call__(self, code: str, first: int = 0, last: int | None = None) -> re.Match[str] | None:
        """The first match of the phrase in code[first:last]."""
        if self._sets is None:
            self._sets, self._around = _taken_apart(self._source)
        letters = dict.fromkeys(code, 0)
        for bit, (_, members) in enumerate(self._sets):
            for char in letters:
                if char in members:
                    letters[char] |= 1 << bit
        parts = [self._around[0]]
        rank = {mask: i for i, mask in enumerate(sorted(set(letters.values())))}
        for bit, (is_negated, _) in enumerate(self._sets):
            inside = [i for mask, i in rank.items() if mask >> bit & 1]
            parts += [_set(inside, is_negated), self._around[bit + 1]]
        source = _without_dead_ways("".join(parts))
        if _IMPOSSIBLE in source.replace(_OPTIONAL, ""):
            return None
        shape = _shape(source.replace(_DEAD, "(?!)"))
        said = "".join([chr(_LETTER + rank[letters[char]]) for char in code])
        return shape.search(said, first, len(said) if last is None else last)


def _taken_apart(source: str) -> tuple[_Sets, list[str]]:
    """The classes of a source, and what stands around them."""
    pieces = _SET.split(source)
    sets = [(bool(pieces[i]), _members(pieces[i + 1])) for i in range(1, len(pieces), 3)]
    return sets, pieces[::3]


def _members(inside: str) -> frozenset[str]:
    """The characters of a class; no word has the character `-`, it only makes ranges."""
    found = set(inside) - {"-"}
    for first, last in _RANGE.findall(inside):
        found.update(map(chr, range(ord(first), ord(last) + 1)))
    return frozenset(found)


def _set(ranks: Iterable[int], is_negated: bool) -> str:
    letters = "".join(chr(_LETTER + rank) for rank in ranks)
    if is_negated:
        return f"[^{letters}]" if letters else r"[\s\S]"
    return f"[{letters}]" if letters else _DEAD


def _without_dead_ways(source: str) -> str:
    """Alternatives that cannot match this text taken out, down to the last of each group."""
    before = ""
    while before != source and _DEAD in source:
        before, source = source, _DEAD_WAY.sub("", source)
    return re.sub(rf"\([^(|)]*{_DEAD}[^(|)]*\)", _IMPOSSIBLE, source)


@lru_cache(maxsize=20_000)
def _shape(source: str) -> re.Pattern[str]:
    return re.compile(source)


class _Own:
    """In place of the candidates of a language: only the phrases of some owners, if their words are there."""

    def __init__(self, own: list[int], language: Language, needed: dict[int, list[frozenset[str]]]) -> None:
        self._own = own
        for number in own:
            if number not in needed:
                needed[number] = _needed(language.phrases[number].source)
        self._needed = [needed[number] for number in own]

    def among(self, code: str) -> list[int]:
        chars = set(code)
        pairs = zip(self._own, self._needed, strict=True)
        return [n for n, sets in pairs if not any(chars.isdisjoint(one) for one in sets)]


def _needed(source: str) -> list[frozenset[str]]:
    """For every element that must be there, the characters that it may begin or go on with."""
    elements = re.findall(r"\(((?:[^()]|\[[^\]]*\])*)\)(\?)?", source)
    bodies = (body for body, optional in elements if not optional)
    return [frozenset().union(*(_members(m) for n, m in _SET.findall(body) if not n)) for body in bodies]


def _with(search: RegexSearch, language: Language) -> Language:
    """A language with another search and the same other parts; `copy` would prepare them anew."""
    made = object.__new__(Language)
    made.__dict__.update(language.__dict__, search=search)
    return made


class NarrowReader:
    """Reads as the given language does, without the cost of the first text. `whole`: for all signs."""

    def __init__(self, language: Language) -> None:
        self.whole = language
        if isinstance(language.search, CompiledSearch):
            return
        self._search = language.regex_search()
        self._search.finders = [Narrow(phrase.source) for phrase in language.phrases]
        self.whole = _with(self._search, language)
        self._needed: dict[int, list[frozenset[str]]] = {}
        self._phrases: dict[str, list[int]] = {}
        self._last = "", self.whole
        for number, phrase in enumerate(language.phrases):
            self._phrases.setdefault(language.owners[phrase.owner].id, []).append(number)

    def read(self, text: str, owner: str) -> tuple[Evidence, ...]:
        """What the whole language makes of the text, as far as it is about one sign or inquiry."""
        found = read(text, self._for(text, owner))
        return tuple(evidence for evidence in found if evidence.sign == owner)

    def _for(self, text: str, owner: str) -> Language:
        """A language that reads one owner in this text as the whole one does.

        Other signs matter only where a cue crosses clauses: such a cue stops at another problem's hit.
        """
        if isinstance(self.whole.search, CompiledSearch):
            return self.whole
        if self._last[0] != owner:
            self._last = owner, self._alone(owner)
        language = self._last[1]
        return self.whole if any(cue.cue.crosses for cue in find_cues(self._code(text), language)) else language

    def _code(self, text: str) -> str:
        return self.whole.encoder.encode(prepare(text)).code

    def _alone(self, owner: str) -> Language:
        """A language that reads the phrases of one owner only."""
        search = copy(self._search)
        own = _Own(self._phrases.get(owner, []), self.whole, self._needed)
        search.candidates = own  # type: ignore[assignment]  # of the candidates only `among` is used
        return _with(search, self.whole)
