"""The compiled coder of `_coder.c`: from the letters of a text to its characters in one pass, chunk by known chunk.

Without a compiler at installation, or with TRIAGE_PURE=1, encode.py does without. Both write the same
(tests/text/test_quick.py).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Final, Protocol

from triage.text.lexicon import LONGEST_KEPT

FORMAT: Final = 2
"""Of what the coder learns and tells; one compiled for another format is not used."""
COMPILED_FORMAT = 0
if not os.environ.get("TRIAGE_PURE"):
    with suppress(ImportError):
        from triage.text._coder import FORMAT as COMPILED_FORMAT
        from triage.text._coder import Coder
IS_COMPILED = COMPILED_FORMAT == FORMAT

_MEMO_LIMIT = 100_000
_GUESS, _NUMBER, _COUNT = 1, 2, 4
_WHOLE = [bytes((0, size)) for size in range(LONGEST_KEPT + 1)]
"""The place of a word of so many letters that begins its chunk."""
_ONE = [bytes((kind,)) for kind in range(_GUESS + _NUMBER + _COUNT + 1)]


class _Word(Protocol):
    @property
    def is_guess(self) -> bool: ...


class _Coded(Protocol):
    """A character of a chunk, as encode.Coded."""

    @property
    def char(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def word(self) -> _Word: ...


class QuickCoder:
    """Bounded memory; no long chunk is kept."""

    def __init__(
        self, analysed: Callable[[str], Iterable[_Coded]], quickly: Callable[[str], tuple[str, int, str, bool] | None],
        numbers: str, counts: str,
    ) -> None:  # fmt: skip
        """analysed, quickly: the characters of one chunk (see Encoder); counts: those that may continue a number."""
        self._analysed, self._quickly = analysed, quickly
        self._kinds = {char: _COUNT * (char in counts) | _NUMBER * (char in numbers) for char in numbers + counts}
        self._coder = Coder()

    def __len__(self) -> int:
        """How many chunks it remembers."""
        return len(self._coder)

    def write(self, prepared: str) -> tuple[str, memoryview, bytes, bool] | None:
        """The characters of a prepared text; from and to which letter each stands, in pairs; 1 for every guess.

        The last: whether a number is told in several words, whose characters are still to be joined. None for a text
        with a long chunk, which no text may leave behind.
        """
        found = self._coder.write(prepared)
        if isinstance(found, list):
            if max(map(len, found)) > LONGEST_KEPT:
                return None
            if len(self._coder) >= _MEMO_LIMIT:
                self._coder.forget()
                found = prepared.split(" ")
            for chunk in found:
                self._learn(chunk)
            found = self._coder.write(prepared)
        if isinstance(found, list):
            return None
        code, places, guesses, continues = found
        return code, memoryview(places).cast("i"), guesses, continues

    def _learn(self, chunk: str) -> None:
        found = self._quickly(chunk)
        if found is None:
            self._learn_words(chunk)
            return
        chars, size, mark, is_guess = found
        guess, kind = _GUESS * is_guess, self._kinds.get
        kinds = _ONE[guess | kind(chars, 0)] if len(chars) == 1 else bytes([guess | kind(char, 0) for char in chars])
        places = _WHOLE[size] * len(chars)
        if mark:
            self._coder.learn(chunk, chars + mark, places + bytes((size, size + 1)), kinds + b"\0")
        else:
            self._coder.learn(chunk, chars, places, kinds)

    def _learn_words(self, chunk: str) -> None:
        chars, places, kinds = [], bytearray(), bytearray()
        for word in self._analysed(chunk):
            chars.append(word.char)
            places += bytes((word.start, word.end))
            kinds.append(_GUESS * word.word.is_guess | self._kinds.get(word.char, 0))
        self._coder.learn(chunk, "".join(chars), bytes(places), bytes(kinds))
