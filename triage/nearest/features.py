"""What a text is compared by: words, their lemmas and classes, pairs of neighbours, and the signs read in it.

The first letter of a feature tells its kind (KINDS) and so how much it counts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from triage.model import Evidence
from triage.text.lexicon import Lexicon
from triage.text.tokens import TOKEN, prepare

_SHORTEST = 3

KINDS = {"=": 0.5, "@": 0.5, "#": 0.3, "&": 0.4, "+": 0.5, "-": 0.5, "_": 0.4}
"""How much a kind counts beside a lemma: written word, word class, number, pair, sign, length.

Signs count less than words: what decides where the rules find a case is absent where they do not.
"""


class WordFeatures(NamedTuple):
    """What one written word gives: its features, the name it has in pairs, and whether it can tell about a case."""

    features: tuple[str, ...] = ()
    name: str = ""
    telling: bool = False


class Features:
    """Text to features."""

    def __init__(self, lexicon: Lexicon, ignored: Collection[str], classes: Mapping[str, Iterable[str]]) -> None:
        """ignored: words that alone say nothing about any case; classes: class name to its words."""
        self.lexicon = lexicon
        self._ignored = frozenset(ignored)
        self._classes: dict[str, tuple[str, ...]] = _by_word(classes)
        self.phrases = {words: names for words, names in self._classes.items() if words.count(" ") == 1}
        """Two neighbouring words to the classes that they are of together."""

    def words(self, text: str) -> list[WordFeatures]:
        """The words of a text that have features, in their order."""
        return [word for chunk in prepare(text).split(" ") for word in self.of_chunk(chunk)]

    def of_chunk(self, chunk: str) -> list[WordFeatures]:
        """The same of what stands between two blanks of a prepared text."""
        return [word for token in TOKEN.findall(chunk) if (word := self._of_word(token)).name]

    def of_whole(self, text: str, readings: Iterable[Evidence]) -> list[str]:
        """The features of a text that none of its words has: its length and the signs read in it, each once."""
        signs = [("+" if e.state == "present" else "-") + e.sign for e in readings]
        return list(dict.fromkeys([f"_{math.log2(1 + len(text)) * 2:.0f}", *signs]))

    def beside(self, words: Iterable[WordFeatures]) -> list[str]:
        """The features that neighbouring words have together, each once: pairs, and classes of two words."""
        neighbours = list(pairwise([word.name for word in words]))
        found = [f"&{a} {b}" if a < b else f"&{b} {a}" for a, b in neighbours]
        found += [name for a, b in neighbours for name in self.phrases.get(f"{a} {b}", ())]
        return list(dict.fromkeys(found))

    def _of_word(self, token: str) -> WordFeatures:
        lemmas = self.lexicon.word(token).lemmas
        if not token[0].isalpha():
            return WordFeatures((f"#{min(9, len(token))}",), "#") if lemmas else WordFeatures()
        if lemmas:
            features, name, telling = self.of_lemmas(lemmas)
            return WordFeatures((spelling(token), *features), name, telling)
        stem, telling = self.of_unknown(token)
        return WordFeatures((spelling(token), stem), stem, telling)

    def of_unknown(self, token: str) -> tuple[str, bool]:
        """Of a word without lemmas: its stem, which is its other feature and its name; whether it can tell."""
        word = token.removeprefix("di-").removeprefix("d-") if "-" in token else token
        return "~" + self.lexicon.stem(word), len(word) >= _SHORTEST and word not in self._ignored

    def of_lemmas(self, lemmas: tuple[str, ...]) -> WordFeatures:
        """What a word with these lemmas gives besides its spelling."""
        own = [lemma for lemma in lemmas if lemma[0] != "#"]
        classes = [name for lemma in own for name in self._classes.get(lemma, ())]
        telling = any(lemma not in self._ignored for lemma in own)
        return WordFeatures((*dict.fromkeys([*own, *classes]),), lemmas[0], telling)


def spelling(token: str) -> str:
    """The feature of a word as it is written."""
    return "=" + token


def _by_word(classes: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Every word or two-word phrase of a class to the names of its classes."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, words in classes.items():
        for word in words:
            found[word].append(f"@{name}")
    return {word: tuple(names) for word, names in found.items()}
