"""A text as one character a word, and the way back from a character to the written word (made by encode.py)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from triage.text.lexicon import LONGEST_KEPT, Word

if TYPE_CHECKING:
    from triage.text.encode import Encoder

_NONE: frozenset[int] = frozenset()


class Coded(NamedTuple):
    """One character of a coded text and the word it stands for; offsets in characters."""

    char: str
    start: int
    end: int
    token: str
    lemma: str
    word: Word


class CodedText(Protocol):
    """One coded text, a character a word. Places are indexes of characters where they are not said to be letters."""

    @property
    def code(self) -> str:
        """The characters."""

    def place(self, start: int, end: int) -> tuple[int, int]:
        """From which letter to before which the characters from `start` to before `end` are written."""

    def guesses(self, start: int, end: int) -> Collection[int]:
        """Which of these characters stand for words that were only guessed (spelling, bare consonants)."""

    def words(self, start: int, end: int) -> list[Coded]:
        """The words that these characters stand for."""


class QuickText:
    """A text as the compiled coder wrote it; its words are looked up when somebody asks for them."""

    __slots__ = ("_encoder", "_guesses", "_places", "_prepared", "code")

    def __init__(self, prepared: str, encoder: Encoder, code: str, places: memoryview, guesses: bytes) -> None:
        self._prepared, self._encoder = prepared, encoder
        self.code, self._places, self._guesses = code, places, guesses

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self._places[2 * start], self._places[2 * end - 1]

    def guesses(self, start: int, end: int) -> Collection[int]:
        if 1 not in self._guesses[start:end]:
            return ()
        return [i for i in range(start, end) if self._guesses[i]]

    def words(self, start: int, end: int) -> list[Coded]:
        if start >= end:
            return []
        places, lead = self._places, start  # a written word may have several characters, of which the last are wanted
        while lead > 0 and places[2 * lead - 1] > places[2 * start]:
            lead -= 1
        first, last = self.place(lead, end)
        begin, stop = self._prepared.rfind(" ", 0, first) + 1, self._prepared.find(" ", last)
        part = self._encoder.chunked(self._prepared[begin:] if stop < 0 else self._prepared[begin:stop])
        words = [
            word for word in part.words(0, len(part.code)) if first <= word.start + begin and word.end + begin <= last
        ]
        wanted = words[start - lead : end - lead]
        return [word._replace(start=word.start + begin, end=word.end + begin) for word in wanted]


class ChunkedText:
    """A text by its chunks and the characters of each; all its words when numbers are joined."""

    __slots__ = (
        "_all", "_chunks", "_encoder", "_ends", "_guessed", "_has_long", "_letters", "_parts", "_words", "code",
    )  # fmt: skip

    def __init__(self, chunks: list[str], parts: list[str], encoder: Encoder, joined: bool) -> None:
        self._chunks, self._parts, self._encoder = chunks, parts, encoder
        self._ends: list[int] = []
        self._guessed: frozenset[int] | None = None
        self._all: list[Coded] | None = None
        self.code = "".join(parts)
        if joined:
            self._all = encoder.join_numbers(self.words(0, len(self.code)))
            self.code = "".join([word.char for word in self._all])

    def place(self, start: int, end: int) -> tuple[int, int]:
        if self._all is not None:
            return self._all[start].start, self._all[end - 1].end
        ends = self._ends or self._counted()
        first = bisect_right(ends, start)
        last = first if end <= ends[first] else bisect_right(ends, end - 1)
        opening = self._words[self._chunks[first]][start - ends[first]]  # counted from the end of its chunk
        closing = self._words[self._chunks[last]][end - 1 - ends[last]]
        return self._begin(first) + opening.start, self._begin(last) + closing.end

    def words(self, start: int, end: int) -> list[Coded]:
        if self._all is not None:
            return self._all[start:end]
        out: list[Coded] = []
        ends = self._ends or self._counted()
        chunk = bisect_right(ends, start)
        while start < end:
            at, before = self._begin(chunk), ends[chunk] - len(self._parts[chunk])
            for char, first, last, token, lemma, word in self._words[self._chunks[chunk]][
                start - before : end - before
            ]:
                out.append(Coded(char, first + at, last + at, token, lemma, word))
            start = ends[chunk]
            chunk += 1
        return out

    def guesses(self, start: int, end: int) -> Collection[int]:
        if self._guessed is None:
            self._guessed = self._all_guesses()
        return [i for i in range(start, end) if i in self._guessed] if self._guessed else ()

    def _all_guesses(self) -> frozenset[int]:
        ends = self._ends or self._counted()
        known = self._encoder.guessed
        if not self._has_long and known.isdisjoint(self._chunks):
            return _NONE
        if self._all is not None:
            return frozenset(i for i, word in enumerate(self._all) if word.word.is_guess)
        found = []
        for at, chunk in enumerate(self._chunks):
            if chunk in known or len(chunk) > LONGEST_KEPT:
                words = self._words[chunk]
                found += [i for i, word in enumerate(words, ends[at] - len(words)) if word.word.is_guess]
        return frozenset(found)

    def _counted(self) -> list[int]:
        """How many characters there are up to the end of every chunk; also where its letters end, without blanks."""
        self._ends = list(accumulate(map(len, self._parts)))
        self._letters = list(accumulate(map(len, self._chunks)))
        self._has_long = max(map(len, self._chunks)) > LONGEST_KEPT
        self._words = self._encoder.memory(self._has_long)
        return self._ends

    def _begin(self, chunk: int) -> int:
        """Where a chunk begins in the text: behind the letters and the blanks before it."""
        return self._letters[chunk] - len(self._chunks[chunk]) + chunk
