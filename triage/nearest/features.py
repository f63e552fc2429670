"""What a text is compared by: the lemmas the rules know, the stems of all other words, and the signs read in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from triage.model import Evidence
from triage.text.affixes import bases
from triage.text.lexicon import LONGEST_KEPT, Lexicon
from triage.text.tokens import prepare, spans

_MEMO_LIMIT = 50_000
_SHORTEST = 3
_PREFIX = 5


class Features:
    """Text to features, each distinct word worked out once."""

    def __init__(self, lexicon: Lexicon, ignored: Collection[str]) -> None:
        """ignored: words that say nothing about any case."""
        self._lexicon = lexicon
        self._ignored = frozenset(ignored)
        self._memo: dict[str, tuple[str, ...]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_memo": {}}  # words of complaints never leave the process

    def of(self, text: str, readings: Iterable[Evidence] = ()) -> list[str]:
        """The features of a text and of what was read in it, repeated ones included."""
        memo = self._memo
        out = [("+" if e.state == "present" else "-") + e.sign for e in readings]
        for token, _, _ in spans(prepare(text)):
            found = memo.get(token)
            if found is None:
                found = self._of_word(token)
                if len(memo) >= _MEMO_LIMIT:
                    memo.clear()
                if len(token) <= LONGEST_KEPT:
                    memo[token] = found
            out += found
        return out

    def _of_word(self, token: str) -> tuple[str, ...]:
        if not token[0].isalpha():
            return ()
        lemmas = self._lexicon.word(token).lemmas
        if lemmas:
            return tuple(lemma for lemma in lemmas if lemma[0] != "#" and lemma not in self._ignored)
        word = token.removeprefix("di-").removeprefix("d-")
        if len(word) < _SHORTEST or word in self._ignored:
            return ()
        stem = self._stem(word)
        return (f"~{stem}", f"^{word[:_PREFIX]}") if len(word) >= _PREFIX else (f"~{stem}",)

    def _stem(self, word: str) -> str:
        """The longest real root that the word may be an inflection of; the word itself when there is none."""
        roots = self._lexicon.roots
        if word in roots:
            return word
        return max((base for base, _ in bases(word) if base in roots), key=len, default=word)
