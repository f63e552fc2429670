"""Which cases do words resemble, and which single telling of a case comes nearest?

Linear weights of the features (see weights.py) decide which cases are named, because they generalise better over
a few dozen tellings a case than the nearest single ones do (docs/decisions); the nearest telling is shown so that
a person can judge. Everything is kept in flat arrays: a cold process reads them in milliseconds. What one written
word says for every case is summed once and remembered, so that a text costs one sum per case.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any, NamedTuple

from triage.model import Evidence
from triage.nearest.features import KINDS, Features
from triage.nearest.weights import Vector, feature_weights

NOTHING = ""
"""The label of tellings that are about no case."""
AHEAD = 0.05
"""The best case must lead `nothing` by this much for any to be named."""
TELLING = 4
"""By so many of a text's heaviest features the nearest telling of a case is chosen."""
FEWEST = 2
"""Fewer known words that can tell about a case than this resemble anything."""
PAIRED = 2
"""A pair of words or a spelling counts when so many tellings have it."""
SHARPNESS, EVEN = 2.2, 0.65
"""Score = logistic(SHARPNESS * (lead over `nothing` - EVEN)): about how often the suggestion is right."""
_MEMO_LIMIT = 10_000


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


class Said(NamedTuple):
    """What a word, sign or pair of words says.

    row: what it adds to every case, then to the sum and the square of the vector, and to the telling words.
    heavy: its features that tellings are compared by, with their worth.
    """

    row: array[float]
    heavy: list[tuple[int, float]]


class Index:
    """Picklable; only its memory of words changes after it is made. `resembling` takes about a hundred microseconds."""

    def __init__(
        self, documents: Sequence[Document], features: Features, read: Callable[[str], Iterable[Evidence]]
    ) -> None:
        """read: what the rules' reader makes of a telling."""
        self._features = features
        found = [self._counts(document.text, read(document.text)) for document in documents]
        spread = Counter(feature for counts in found for feature in counts)
        kept = [feature for feature, n in spread.items() if n >= PAIRED or feature[0] not in "&="]
        self._number = {feature: i for i, feature in enumerate(kept)}
        self._worth = array("d", [math.log((1 + len(found)) / spread[f]) * KINDS.get(f[0], 1.0) for f in kept])
        vectors = [self._vector(counts) for counts in found]
        self._cases = sorted({case for document in documents for case in document.cases} | {NOTHING})
        number = {case: i for i, case in enumerate(self._cases)}
        labels = [{number[case]: weight for case, weight in document.cases.items()} for document in documents]
        weights = feature_weights(vectors, labels, len(kept), len(self._cases))
        self._weights, self._bias = _Rows(list(row.items()) for row in weights.rows), weights.bias
        self._texts = [document.text for document in documents]
        self._signs = [document.sign for document in documents]
        having: list[list[tuple[int, float]]] = [[] for _ in kept]
        for telling, vector in enumerate(vectors):
            for i, x in vector.items():
                if _compares(kept[i]):
                    having[i].append((telling, x))
        self._having = _Rows(having)
        self._tellings = {case: [i for i, told in enumerate(documents) if case in told.cases] for case in self._cases}
        self._forget()

    def _forget(self) -> None:
        self._said: dict[tuple[str, ...], Said] = {}
        self._said_together: dict[str, array[float]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k not in ("_said", "_said_together")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._forget()

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
        spoken = self._features.words(text)
        beside = self._features.beside(text, spoken, readings)
        said = [self._said_by(word.features, word.telling) for word in dict.fromkeys(spoken)]
        if sum(one.row[-1] for one in said) < FEWEST:
            return []
        said += [self._said_by((feature,), False) for feature in beside if feature[0] != "&"]
        scores = self._scores(said, [f for f in beside if f[0] == "&" and f in self._number])
        nothing = scores[self._cases.index(NOTHING)]
        skipped = {NOTHING, *without}
        order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
        named = [*islice(((c, scores[i] - nothing) for i in order if (c := self._cases[i]) not in skipped), most)]
        if not named or named[0][1] < AHEAD:
            return []
        sure = [(case, score) for case, lead in named if (score := _sureness(lead)) >= least]
        known = dict(chain.from_iterable([one.heavy for one in said]))
        similar = self._similar(sorted(known.items(), key=itemgetter(1), reverse=True)[:TELLING])
        return [self._nearest(case, score, similar) for case, score in sure]

    def _scores(self, said: Iterable[Said], pairs: Iterable[str]) -> list[float]:
        """How much a text speaks for every case."""
        rows = [*(one.row for one in said), *map(self._said_by_pair, pairs)]
        totals: list[float] = list(map(sum, zip(*rows, strict=True)))
        mass, length = totals[-3], math.sqrt(totals[-2])
        return [(total + mass * bias) / length for total, bias in zip(totals, self._bias, strict=False)]

    def _said_by(self, features: tuple[str, ...], telling: bool) -> Said:
        found = self._said.get(features)
        if found is None:
            known = [(f, i) for f in features if (i := self._number.get(f)) is not None]
            row = array("f", self._row([i for _, i in known], telling))
            if len(self._said) >= _MEMO_LIMIT:
                self._said.clear()
            found = self._said[features] = Said(row, [(i, self._worth[i]) for f, i in known if _compares(f)])
        return found

    def _said_by_pair(self, pair: str) -> array[float]:
        found = self._said_together.get(pair)
        if found is None:
            if len(self._said_together) >= _MEMO_LIMIT:
                self._said_together.clear()
            found = self._said_together[pair] = array("d", self._row([self._number[pair]], False))
        return found

    def _row(self, features: Iterable[int], telling: bool) -> list[float]:
        row = [0.0] * (len(self._cases) + 3)
        for i in features:
            x = self._worth[i]
            row[-3] += x
            row[-2] += x * x
            row[-1] = float(telling)
            for case, weight in self._weights.row(i):
                row[case] += x * weight
        return row

    def _similar(self, heaviest: Iterable[tuple[int, float]]) -> dict[int, float]:
        """The tellings that have some of these features, and how much they have in common."""
        similar: dict[int, float] = {}
        for feature, weight in heaviest:
            for number, own in self._having.row(feature):
                similar[number] = similar.get(number, 0.0) + weight * own
        return similar

    def _nearest(self, case: str, score: float, similar: Mapping[int, float]) -> Resemblance:
        mine = [number for number in self._tellings[case] if number in similar]
        if not mine:  # none of the heaviest features is in this case's tellings
            return Resemblance(case, round(score, 3), self._texts[self._tellings[case][0]], "")
        signs = self._signs
        closest = max(mine, key=lambda number: (similar[number], -number))
        signed = [number for number in mine if signs[number]]
        sign = signs[max(signed, key=lambda number: (similar[number], -number))] if signed else ""
        return Resemblance(case, round(score, 3), self._texts[closest], sign)

    def _counts(self, text: str, readings: Iterable[Evidence]) -> Counter[str]:
        """How many different words of a text have each feature."""
        words = self._features.words(text)
        counts = Counter(feature for word in dict.fromkeys(words) for feature in word.features)
        counts.update(self._features.beside(text, words, readings))
        return counts

    def _vector(self, counts: Counter[str]) -> Vector:
        """Count times worth, brought to about unit length; unseen features are left out."""
        known = [(i, n, self._worth[i]) for f, n in counts.items() if (i := self._number.get(f)) is not None]
        length = math.sqrt(sum(n * x * x for _, n, x in known)) or 1.0
        return {i: n * x / length for i, n, x in known}


def _compares(feature: str) -> bool:
    """Tellings are compared by lemmas and signs."""
    return feature[0] not in KINDS or feature[0] in "+-"


def _sureness(lead: float) -> float:
    return 1 / (1 + math.exp(-SHARPNESS * (lead - EVEN)))


class _Rows:
    """A sparse matrix by rows: columns and values in flat arrays."""

    def __init__(self, rows: Iterable[list[tuple[int, float]]]) -> None:
        self._starts, self._columns, self._values = array("I", [0]), array("I"), array("f")
        for row in rows:
            self._columns.extend(column for column, _ in row)
            self._values.extend(value for _, value in row)
            self._starts.append(len(self._columns))

    def row(self, i: int) -> zip[tuple[int, float]]:
        """(column, value) of one row."""
        start, end = self._starts[i], self._starts[i + 1]
        return zip(self._columns[start:end], self._values[start:end], strict=True)
