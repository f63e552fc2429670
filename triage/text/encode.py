"""Writes a text as one character a word.

The characters of each chunk (what stands between two blanks) are remembered; reasons are worked out for the words
that a hit covers only. Where it was compiled, the coder of `_coder.c` does the remembering (see quick.py).
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator

from triage.text.coded import ChunkedText, Coded, CodedText, QuickText
from triage.text.codes import PUNCTUATION, SOFT, UNKNOWN_WORD, Codes
from triage.text.lexicon import LONGEST_KEPT, Lexicon, Word
from triage.text.numbers import MULTIPLIERS, TEEN, combine, lemma_of
from triage.text.quick import IS_COMPILED, QuickCoder
from triage.text.tokens import plain, tokens

_ROUND = frozenset(map(lemma_of, (100, 1e3, 1e6)))
_MEMO_LIMIT = 100_000
_NOT_A_WORD = Word()


class Encoder(dict[str, str]):
    """Chunk to characters; bounded memory."""

    def __init__(self, lexicon: Lexicon, codes: Codes) -> None:
        super().__init__()
        self._lexicon, self._codes = lexicon, codes
        self._words = _Words(self)
        self.guessed: set[str] = set()
        numbers = codes.numbers()
        counts = numbers + "".join(codes.of.get(m, "") for m in (*MULTIPLIERS, TEEN))
        self._counted = re.compile(f"[{numbers}][{counts}]+")
        self.coder = QuickCoder(self.analysed, self.quickly, numbers, counts) if IS_COMPILED else None

    def __missing__(self, chunk: str) -> str:
        words = self.analysed(chunk)
        chars = "".join([word.char for word in words])
        if len(chunk) <= LONGEST_KEPT:
            self[chunk] = chars
            if any(word.word.is_guess for word in words):
                self.guessed.add(chunk)
        return chars

    def encode(self, prepared: str) -> CodedText:
        """The characters of a prepared text; a number with its multipliers (dua juta) is one."""
        written = self.coder.write(prepared) if self.coder is not None else None
        if written is None:
            return self.chunked(prepared)
        code, places, guesses, continues = written
        if continues:
            return self._joined(prepared, code, places, guesses)
        return QuickText(prepared, self, code, places, guesses)

    def _joined(self, prepared: str, code: str, places: memoryview, guesses: bytes) -> QuickText:
        """What the coder wrote, with the chunks that hold a number told in several words written anew."""
        codes: list[str] = []
        where, guessed, done = array("i"), bytearray(), 0
        for begin, end, first, last in self._told_numbers(prepared, code, places):
            part = self.chunked(prepared[begin:end])
            size = len(part.code)
            codes += code[done:first], part.code
            where.frombytes(places[2 * done : 2 * first].tobytes())
            where.extend(begin + place for i in range(size) for place in part.place(i, i + 1))
            guesses_here = part.guesses(0, size)
            guessed += guesses[done:first] + bytes(i in guesses_here for i in range(size))
            done = last
        where.frombytes(places[2 * done :].tobytes())
        return QuickText(
            prepared, self, "".join(codes) + code[done:], memoryview(where), bytes(guessed + guesses[done:])
        )

    def _told_numbers(self, prepared: str, code: str, places: memoryview) -> Iterator[tuple[int, int, int, int]]:
        """The runs of chunks with numbers in several words: their letters (begin, end), their characters."""
        runs: list[tuple[int, int]] = []
        for found in self._counted.finditer(code):
            begin = prepared.rfind(" ", 0, places[2 * found.start()]) + 1
            end = prepared.find(" ", places[2 * found.end() - 1])
            end = len(prepared) if end < 0 else end
            runs.append((runs.pop()[0], end) if runs and begin < runs[-1][1] else (begin, end))
        starts = places[::2].tolist()
        for begin, end in runs:
            yield begin, end, bisect_left(starts, begin), bisect_left(starts, end)

    def chunked(self, prepared: str) -> ChunkedText:
        """The same by chunks and words."""
        if len(self) >= _MEMO_LIMIT:
            self.clear()
            self.guessed.clear()
        chunks = prepared.split(" ")
        parts = list(map(self.__getitem__, chunks))
        return ChunkedText(chunks, parts, self, joined=self._counted.search("".join(parts)) is not None)

    def memory(self, has_long: bool) -> dict[str, tuple[Coded, ...]]:
        """What knows the words of chunks; those of a text with a long chunk are remembered for that text only."""
        return _Words(self) if has_long else self._words

    def analysed(self, chunk: str) -> tuple[Coded, ...]:
        """The coded words of one chunk, worked out anew."""
        return tuple([word for token in tokens(chunk) for word in self._coded(*token)])

    def quickly(self, chunk: str) -> tuple[str, int, str, bool] | None:
        """The same of one plain word without any of its objects: its characters, how many letters they stand for, the
        character of the mark behind it, whether it was guessed. None where it is more than that."""
        found = plain(chunk)
        if found is None:
            return None
        token, mark = found
        word = self._lexicon.word(token)
        lemmas = word.lemmas
        if not lemmas:
            return UNKNOWN_WORD, len(token), PUNCTUATION[mark] if mark else "", False
        char, voice = self._codes.char, word.voice
        chars = char(lemmas[0], voice) if len(lemmas) == 1 else "".join([char(lemma, voice) for lemma in lemmas])
        return chars, len(token), PUNCTUATION[mark] if mark else "", word.is_guess

    def _coded(self, token: str, start: int, end: int) -> list[Coded]:
        if token in PUNCTUATION or token[0] == ".":
            return [Coded(PUNCTUATION.get(token, SOFT), start, end, token, "", _NOT_A_WORD)]
        word = self._lexicon.word(token)
        if not word.lemmas:
            return [Coded(UNKNOWN_WORD, start, end, token, "", word)]
        char = self._codes.char
        return [Coded(c, start, end, token, lemma, word) for lemma in word.lemmas if (c := char(lemma, word.voice))]

    def join_numbers(self, words: list[Coded]) -> list[Coded]:
        """`dua puluh ribu` as one number with one character."""
        out: list[Coded] = []
        i = 0
        while i < len(words):
            j = i + 1
            if words[i].lemma[:1] == "#":
                while j < len(words) and _continues(words, j):
                    j += 1
            out.append(words[i] if j == i + 1 else self._one_number(words[i:j]))
            i = j
        return out

    def _one_number(self, words: list[Coded]) -> Coded:
        lemma = lemma_of(combine([w.lemma for w in words]))
        token = " ".join(w.token for w in words)
        return Coded(self._codes.char(lemma), words[0].start, words[-1].end, token, lemma, words[0].word)


class _Words(dict[str, tuple[Coded, ...]]):
    """Chunk to its coded words, with places inside the chunk; bounded memory."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self._encoder = encoder

    def __missing__(self, chunk: str) -> tuple[Coded, ...]:
        if len(self) >= _MEMO_LIMIT // 5:
            self.clear()
        found = self[chunk] = self._encoder.analysed(chunk)
        return found


def _continues(words: list[Coded], j: int) -> bool:
    """A multiplier, or a number word after a multiplier or a round number (dua puluh | lima, seratus | dua)."""
    lemma, before = words[j].lemma, words[j - 1]
    if lemma in MULTIPLIERS or lemma == TEEN:
        return True
    if lemma[:1] != "#" or words[j].token[0].isdigit():
        return False
    return before.lemma in MULTIPLIERS or (before.token.isalpha() and before.lemma in _ROUND)
