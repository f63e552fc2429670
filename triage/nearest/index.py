"""Which cases do words resemble, and which single telling of a case comes nearest?

Centroids of the cases (see centroids.py) decide which cases are named, because they generalise better over a
few dozen tellings a case than the nearest single ones do (docs/decisions); the nearest telling is shown so that
a person can judge. Everything is kept in flat arrays: a cold process reads them in milliseconds.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from triage.model import Evidence
from triage.nearest.centroids import Vector, feature_weights
from triage.nearest.features import Features

NOTHING = ""
"""The label of tellings that are about no case."""
NOTHING_LIKELY = 0.6
"""A case must come this near to `nothing` to be named."""
TELLING = 8
"""By so many of a text's heaviest features the nearest telling of a case is chosen."""
FEWEST = 3
"""Fewer known features than this resemble anything."""


class Document(NamedTuple):
    """A telling, the cases it is about with their weight, and the sign it is an example of ('' for a story)."""

    text: str
    cases: dict[str, float]
    sign: str = ""


class Resemblance(NamedTuple):
    """A case that a text resembles: about a cosine with its centroid, the nearest telling, a sign to ask about."""

    case: str
    score: float
    like: str
    sign: str


class Index:
    """Read-only after it is made; picklable. `resembling` takes one to two hundred microseconds."""

    def __init__(
        self, documents: Sequence[Document], features: Features, read: Callable[[str], Iterable[Evidence]]
    ) -> None:
        """read: what the rules' reader makes of a telling."""
        found = [Counter(features.of(document.text, read(document.text))) for document in documents]
        spread = Counter(feature for counts in found for feature in counts)
        self._features = features
        self._number = {feature: i for i, feature in enumerate(spread)}
        self._idf = array("d", [math.log(len(documents) / n) for n in spread.values()])
        vectors = [self._vector(counts) for counts in found]
        self._cases = sorted({case for document in documents for case in document.cases})
        number = {case: i for i, case in enumerate(self._cases)}
        labels = [{number[case]: weight for case, weight in document.cases.items()} for document in documents]
        self._weights = _Rows(
            list(row.items()) for row in feature_weights(vectors, labels, len(spread), len(self._cases))
        )
        self._texts = [document.text for document in documents]
        self._signs = [document.sign for document in documents]
        self._vectors = _Rows([list(vector.items()) for vector in vectors])
        self._tellings = {
            case: array("I", [i for i, document in enumerate(documents) if case in document.cases])
            for case in self._cases
        }
        self._postings: dict[str, dict[int, list[tuple[int, float]]]] = {}

    def resembling(
        self,
        text: str,
        readings: Iterable[Evidence] = (),
        without: Iterable[str] = (),
        most: int = 3,
        least: float = 0.0,
    ) -> list[Resemblance]:
        """Up to `most` cases with a score of at least `least`, the most similar first; none of `without`.

        None at all when the text resembles what is no case much more.
        """
        vector = self._vector(Counter(self._features.of(text, readings)))
        if len(vector) < FEWEST:
            return []
        scores = [0.0] * len(self._cases)
        for feature, weight in vector.items():
            for case, own in self._weights.row(feature):
                scores[case] += weight * own
        ranked = sorted((-score, i) for i, score in enumerate(scores) if score > 0 and score >= least)
        nothing = next((-score for score, i in ranked if self._cases[i] == NOTHING), 0.0)
        skipped = {NOTHING, *without}
        named = [
            (self._cases[i], -score)
            for score, i in ranked
            if self._cases[i] not in skipped and -score >= NOTHING_LIKELY * nothing
        ]
        return [self._nearest(case, score, vector) for case, score in named[:most]]

    def _nearest(self, case: str, score: float, vector: Vector) -> Resemblance:
        postings = self._postings_of(case)
        similar: dict[int, float] = {}
        for feature, weight in nlargest(TELLING, vector.items(), key=itemgetter(1)):
            for number, own in postings.get(feature, ()):
                similar[number] = similar.get(number, 0.0) + weight * own
        if not similar:  # none of the heaviest features is in this case's tellings
            return Resemblance(case, round(score, 3), self._texts[self._tellings[case][0]], "")
        signs = self._signs
        closest = max(similar, key=lambda number: (similar[number], -number))
        signed = [number for number in similar if signs[number]]
        sign = signs[max(signed, key=lambda number: (similar[number], -number))] if signed else ""
        return Resemblance(case, round(score, 3), self._texts[closest], sign)

    def _postings_of(self, case: str) -> dict[int, list[tuple[int, float]]]:
        """Feature to the tellings of one case that have it, made when the case is first named."""
        found = self._postings.get(case)
        if found is None:
            found = self._postings[case] = {}
            for number in self._tellings[case]:
                for feature, weight in self._vectors.row(number):
                    found.setdefault(feature, []).append((number, weight))
        return found

    def _vector(self, counts: Counter[str]) -> Vector:
        """Sublinear term frequency times inverse document frequency; unseen features are left out."""
        number, idf = self._number, self._idf
        raw = {(i := number[f]): (1 + math.log(n)) * idf[i] for f, n in counts.items() if f in number}
        length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        return {i: x / length for i, x in raw.items()}


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
