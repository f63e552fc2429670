"""Everything needed to read texts: word list, codes, phrases, cues. Built by compile.py, picklable.

Regular expressions are kept as text and compiled when a phrase first becomes a candidate, so that a
cold process is ready at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from triage.text.codes import PUNCTUATION, SOFT, UNKNOWN_WORD, Codes
from triage.text.lexicon import Lexicon
from triage.text.numbers import MULTIPLIERS, TEEN, combine, lemma_of
from triage.text.tokens import TOKEN, spans

_ROUND = frozenset(map(lemma_of, (100, 1e3, 1e6)))
_MEMO_LIMIT = 500_000


class Phrase(NamedTuple):
    """One compiled order of one phrase. marks: '@', '%' or '-' for every element."""

    owner: int
    text: str
    source: str
    marks: str
    need: int


class Owner(NamedTuple):
    """The sign (or inquiry) that phrases belong to, with what the reader must know of it.

    exceptions: (expression, bits it needs) of the not_phrases.
    """

    id: str
    about: str
    nearby_actor: bool
    default_actor: str
    is_inquiry: bool
    exceptions: tuple[tuple[str, int], ...]


class Cue(NamedTuple):
    """One compiled order of one context cue (see CueDef)."""

    id: str
    kind: str
    direction: str
    scope: int
    crosses: bool


class Coded(NamedTuple):
    """One character of a coded text and the word it stands for; offsets in characters."""

    char: str
    start: int
    end: int
    token: str
    lemma: str


@dataclass
class Language:
    """A compiled language. The public use is `read(text, language)`."""

    lexicon: Lexicon
    codes: Codes
    owners: list[Owner]
    phrases: list[Phrase]
    index: dict[str, tuple[int, ...]]
    bits: dict[str, int]
    cues: list[Cue]
    cue_sources: dict[str, str]
    roles: dict[str, str]
    breaks: frozenset[str]
    _chars: _CharMemo = field(init=False, repr=False)
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._prepare()

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k[0] != "_" and k not in _DERIVED}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._compiled = {}
        self._prepare()

    def _prepare(self) -> None:
        self._chars = _CharMemo(self)
        multipliers = "".join(self.codes.of.get(m, "") for m in (*MULTIPLIERS, TEEN))
        self._counted = re.compile(f"[{self.codes.numbers()}][{multipliers}]")
        self.cue_first = re.compile(f"[{''.join(self.cue_sources) or UNKNOWN_WORD}]")
        self.role_starts = frozenset(chars[0] for chars in self.roles)
        self.longest_role = max(map(len, self.roles), default=0)

    def regex(self, source: str) -> re.Pattern[str]:
        """The compiled form of a phrase or cue source, remembered."""
        found = self._compiled.get(source)
        if found is None:
            found = self._compiled[source] = re.compile(source)
        return found

    def encode(self, low: str) -> str:
        """The text as one character a word; `words(low)` gives the same characters with their offsets."""
        code = "".join(map(self._chars.__getitem__, TOKEN.findall(low)))
        return "".join(w.char for w in self.words(low)) if self._counted.search(code) else code

    def words(self, low: str) -> list[Coded]:
        """Every coded word with its place; numbers with multipliers (dua juta) are joined into one."""
        pieces = self._chars.pieces
        out = [
            Coded(char, start, end, token, lemma) for token, start, end in spans(low) for char, lemma in pieces(token)
        ]
        if self._counted.search("".join([word.char for word in out])):
            return _join_numbers(out, self.codes)
        return out


_DERIVED = frozenset({"cue_first", "role_starts", "longest_role"})


class _CharMemo(dict[str, str]):
    """Token to characters; what the hot path uses."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._pieces: dict[str, tuple[tuple[str, str], ...]] = {}

    def __missing__(self, token: str) -> str:
        if len(self) > _MEMO_LIMIT:
            self.clear()
        chars = self[token] = "".join([char for char, _ in self.pieces(token)])
        return chars

    def pieces(self, token: str) -> tuple[tuple[str, str], ...]:
        """(character, lemma) of every word in the token; punctuation and unknown words have no lemma."""
        found = self._pieces.get(token)
        if found is None:
            if len(self._pieces) > _MEMO_LIMIT:
                self._pieces.clear()
            found = self._pieces[token] = self._analysed(token)
        return found

    def _analysed(self, token: str) -> tuple[tuple[str, str], ...]:
        if token in PUNCTUATION or token[0] == ".":
            return ((PUNCTUATION.get(token, SOFT), ""),)
        word = self._language.lexicon.word(token)
        if not word.lemmas:
            return ((UNKNOWN_WORD, ""),)
        codes = self._language.codes
        return tuple((char, x) for x in word.lemmas if (char := codes.char(x, word.voice)))


def _join_numbers(words: list[Coded], codes: Codes) -> list[Coded]:
    """`dua puluh ribu` as one number with one character."""
    out: list[Coded] = []
    i = 0
    while i < len(words):
        j = i + 1
        if words[i].lemma[:1] == "#":
            while j < len(words) and _continues(words, j):
                j += 1
        if j == i + 1:
            out.append(words[i])
        else:
            lemma = lemma_of(combine([w.lemma for w in words[i:j]]))
            token = " ".join(w.token for w in words[i:j])
            out.append(Coded(codes.char(lemma), words[i].start, words[j - 1].end, token, lemma))
        i = j
    return out


def _continues(words: list[Coded], j: int) -> bool:
    """A multiplier, or a number word after a multiplier or a round number (dua puluh | lima, seratus | dua)."""
    lemma, before = words[j].lemma, words[j - 1]
    if lemma in MULTIPLIERS or lemma == TEEN:
        return True
    if lemma[:1] != "#" or words[j].token[0].isdigit():
        return False
    return before.lemma in MULTIPLIERS or (before.token.isalpha() and before.lemma in _ROUND)
