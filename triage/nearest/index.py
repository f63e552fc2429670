"""Which cases do words resemble, and which single telling of a case comes nearest?

Linear weights of the features (see weights.py) decide which cases are named, because they generalise better over
a few dozen tellings a case than the nearest single ones do (docs/decisions); the nearest telling is shown so that
a person can judge. Everything is kept in flat tables of whole numbers (see sums.py): a cold process reads them in
milliseconds.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from struct import Struct
from typing import Any, NamedTuple

from triage.model import Evidence
from triage.nearest.features import KINDS, Features, spelling
from triage.nearest.sums import Heard, sums
from triage.nearest.tables import NAMELESS, UNIT, Parts, numbers, table, units, word
from triage.nearest.weights import Vector, feature_weights
from triage.text.lexicon import Lexicon
from triage.text.tokens import plain, prepare

NOTHING = ""
"""The label of tellings that are about no case."""
AHEAD = 0.05
"""The best case must lead `nothing` by this much for any to be named."""
FEWEST = 2
"""Fewer known words that can tell about a case than this resemble anything."""
PAIRED = 2
"""A pair of words or a spelling counts when so many tellings have it."""
SHARPNESS, EVEN = 2.2, 0.65
"""Score = logistic(SHARPNESS * (lead over `nothing` - EVEN)): about how often the suggestion is right."""
_IN_NO_TABLE = Struct("4q").pack
_LEMMAS_LIMIT = 20_000
_Row = tuple[int, bool, list[int]]
"""Of a word without its spelling: the number of its name, whether it can tell about a case, its features."""
_MEMO_LIMIT = 800_000
"""So much is remembered of words met (see Sums), some seven megabytes; one more text is always taken whole."""


class Document(NamedTuple):
    """A telling, the cases it is about with their weight, and the sign it is an example of ('' for a story)."""

    text: str
    cases: dict[str, float]
    sign: str = ""


class Resemblance(NamedTuple):
    """A case that a text resembles: about how surely, the nearest telling, a sign to ask about."""

    case: str
    score: float
    like: str
    sign: str


class Index:
    """Picklable; only its memory of words changes after it is made."""

    def __init__(
        self, documents: Sequence[Document], features: Features, read: Callable[[str], Iterable[Evidence]]
    ) -> None:
        """read: what the rules' reader makes of a telling."""
        self._features = features
        found = [self._counts(document.text, read(document.text)) for document in documents]
        spread = Counter(feature for counts in found for feature in counts)
        kept = [feature for feature, n in spread.most_common() if n >= PAIRED or feature[0] not in "&="]
        self._number = {feature: i for i, feature in enumerate(kept)}
        self._worth = array("d", [math.log((1 + len(found)) / spread[f]) * KINDS.get(f[0], 1.0) for f in kept])
        self._names = _names(kept, features)
        self._cases = sorted({case for document in documents for case in document.cases} | {NOTHING})
        self._texts = [document.text for document in documents]
        self._signs = sorted({document.sign for document in documents} | {""})
        self._parts = self._tables(documents, [self._vector(counts) for counts in found])
        self._begin()

    def _begin(self) -> None:
        self._sums = sums(self._parts)
        self._known: dict[tuple[str, ...], _Row] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in ("_sums", "_known")}  # no words of complaints

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._begin()

    def share(self, lexicon: Lexicon) -> None:
        """Look words up where the rules do: the same lexicon, which then analyses each word once."""
        self._features.lexicon = lexicon

    def resembling(
        self,
        text: str,
        readings: Iterable[Evidence] = (),
        without: Iterable[str] = (),
        most: int = 3,
        least: float = 0.0,
    ) -> list[Resemblance]:
        """Up to `most` cases with a score of at least `least`, the most similar first; none of `without`.

        None at all when the text resembles what is no case as much.
        """
        skipped = {*without}
        known, square, nothing, best, heaviest = self._heard(text, readings, most + len(skipped))
        named = [(case, score - nothing) for case, score in best if self._cases[case] not in skipped][:most]
        length = math.sqrt(square * UNIT)
        if known < FEWEST or not named or named[0][1] < AHEAD * length:
            return []
        sure = [(case, score) for case, lead in named if (score := _sureness(lead / length)) >= least]
        nearest = self._sums.nearest(heaviest, [case for case, _ in sure])
        return [
            Resemblance(self._cases[case], round(score, 3), self._texts[telling], self._signs[sign])
            for (case, score), (telling, sign) in zip(sure, nearest, strict=True)
        ]

    def _heard(self, text: str, readings: Iterable[Evidence], most: int) -> Heard:
        prepared, most = prepare(text), min(most, len(self._cases) - 1)
        more = numbers(self._numbers(self._features.of_whole(text, readings)))
        if len(self._sums) > _MEMO_LIMIT:
            self._sums.forget()
        while isinstance(found := self._sums.hear(prepared, more, most), list):
            for chunk in found:
                self._sums.learn(chunk, self._words(chunk))
        return Heard(*found)

    def _words(self, chunk: str) -> bytes:
        """The words of a chunk as they are summed."""
        found = plain(chunk)
        if found is not None:
            return self._plain_word(found[0])
        return b"".join(
            word(features[0], self._names.get(name, NAMELESS), telling, self._numbers(features))
            for features, name, telling in self._features.of_chunk(chunk)
        )

    def _plain_word(self, token: str) -> bytes:
        """The same of a word of letters. Most of those that are met late are in no table."""
        number, written = self._number, spelling(token)
        lemmas = self._features.lexicon.word(token).lemmas
        if lemmas:
            name, telling, features = self._known.get(lemmas) or self._of_lemmas(lemmas)
        else:
            stem, telling = self._features.of_unknown(token)
            name = self._names.get(stem, NAMELESS)
            if stem not in number and written not in number:
                return _IN_NO_TABLE(hash(written), name, 0, 0)
            features = self._numbers((stem,))
        return word(written, name, telling, [number[written], *features] if written in number else features)

    def _of_lemmas(self, lemmas: tuple[str, ...]) -> _Row:
        """What words with these lemmas have in the tables; remembered."""
        if len(self._known) >= _LEMMAS_LIMIT:
            self._known.clear()
        features, name, telling = self._features.of_lemmas(lemmas)
        found = self._known[lemmas] = self._names.get(name, NAMELESS), telling, self._numbers(features)
        return found

    def _numbers(self, features: Iterable[str]) -> list[int]:
        """Of those that are known."""
        number = self._number
        return [number[feature] for feature in features if feature in number]

    def _counts(self, text: str, readings: Iterable[Evidence]) -> Counter[str]:
        """How many different words of a text have each feature."""
        words = self._features.words(text)
        counts = Counter(feature for word in dict.fromkeys(words) for feature in word.features)
        counts.update(self._features.of_whole(text, readings))
        counts.update(self._features.beside(words))
        return counts

    def _vector(self, counts: Counter[str]) -> Vector:
        """Count times worth, brought to about unit length; unseen features are left out."""
        known = [(i, n, self._worth[i]) for f, n in counts.items() if (i := self._number.get(f)) is not None]
        length = math.sqrt(sum(n * x * x for _, n, x in known)) or 1.0
        return {i: n * x / length for i, n, x in known}

    def _tables(self, documents: Sequence[Document], vectors: Sequence[Vector]) -> Parts:
        case, sign = _numbered(self._cases), _numbered(self._signs)
        labels = [{case[name]: weight for name, weight in document.cases.items()} for document in documents]
        found = feature_weights(vectors, labels, len(self._number), len(case))
        weights = ([(c, units(x * w)) for c, w in row.items()] for x, row in zip(self._worth, found.rows, strict=True))
        compared = [_compares(feature) for feature in self._number]
        having: list[list[tuple[int, int]]] = [[] for _ in compared]
        tellings: list[list[tuple[int, int]]] = [[] for _ in case]
        for telling, (vector, label) in enumerate(zip(vectors, labels, strict=True)):
            for i, x in vector.items():
                if compared[i]:
                    having[i].append((telling, max(1, units(x * self._worth[i]))))
            for c, weight in label.items():
                tellings[c].append((telling, units(weight)))
        return Parts(
            table(weights, len(case)), table(having, len(documents)), table(self._beside(), len(self._names)),
            table(tellings, len(documents)), array("i", map(units, self._worth)).tobytes(),
            array("i", [sign[document.sign] for document in documents]).tobytes(), array("d", found.bias).tobytes(),
        )  # fmt: skip

    def _beside(self) -> list[list[tuple[int, int]]]:
        """For every name those that may follow it, with the pair and the classes that both then are."""
        found: list[set[tuple[int, int]]] = [set() for _ in self._names]
        for feature, i in self._number.items():
            if feature[0] == "&":
                a, b = (self._names[name] for name in feature[1:].split(" "))
                found[a].add((b, i))
                found[b].add((a, i))
        for phrase, classes in self._features.phrases.items():
            a, b = (self._names[name] for name in phrase.split(" "))
            found[a].update((b, i) for i in self._numbers(classes))
        return [sorted(row) for row in found]


def _names(features: Iterable[str], known: Features) -> dict[str, int]:
    """The names of words that are in a pair or in a phrase of two words, numbered."""
    pairs = (feature[1:] for feature in features if feature[0] == "&")
    return _numbered(dict.fromkeys(name for both in (*pairs, *known.phrases) for name in both.split(" ")))


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: i for i, name in enumerate(names)}


def _compares(feature: str) -> bool:
    """Tellings are compared by lemmas and signs."""
    return feature[0] not in KINDS or feature[0] in "+-"


def _sureness(lead: float) -> float:
    return 1 / (1 + math.exp(-SHARPNESS * (lead - EVEN)))
