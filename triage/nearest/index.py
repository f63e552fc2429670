"""Which cases do words resemble, and which single telling of a case comes nearest?

Linear weights of the features (see weights.py) decide which cases are named, because they generalise better over
a few dozen tellings a case than the nearest single ones do (docs/decisions); the nearest telling is shown so that
a person can judge. Everything is kept in flat arrays: a cold process reads them in milliseconds. What one written
word says for all cases is one integer (see lanes.py), made once and remembered: a text costs one addition a word.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from itertools import chain, islice
from typing import Any, NamedTuple

from triage.model import Evidence
from triage.nearest.features import KINDS, Features
from triage.nearest.lanes import UNIT, packed, unpacked
from triage.nearest.weights import Vector, feature_weights
from triage.text.lexicon import Lexicon

NOTHING = ""
"""The label of tellings that are about no case."""
AHEAD = 0.05
"""The best case must lead `nothing` by this much for any to be named."""
TELLING = 4
"""By so many of a text's heaviest features the nearest telling of a case is chosen."""
TOGETHER = 3
"""So many examples of a sign count when the nearest sign is chosen."""
FEWEST = 2
"""Fewer known words that can tell about a case than this resemble anything."""
PAIRED = 2
"""A pair of words or a spelling counts when so many tellings have it."""
SHARPNESS, EVEN = 2.2, 0.65
"""Score = logistic(SHARPNESS * (lead over `nothing` - EVEN)): about how often the suggestion is right."""
_OWN = 3
"""So many numbers stand in a row before those of the cases."""
_MEMO_LIMIT = 60_000


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

    row: how many words it is that can tell about a case, what it adds to the square and to the sum of the vector, and
    to every case (see lanes.py). compared: the numbers of its features that tellings are compared by.
    """

    row: int
    compared: tuple[int, ...]


class Index:
    """Picklable; only its memory of words changes after it is made. `resembling` takes about ninety microseconds."""

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
        self._weights = _Rows((list(row.items()) for row in weights.rows), len(self._cases))
        self._bias = weights.bias
        self._texts = [document.text for document in documents]
        self._signs = [document.sign for document in documents]
        having: list[list[tuple[int, float]]] = [[] for _ in kept]
        for telling, vector in enumerate(vectors):
            for i, x in vector.items():
                if _compares(kept[i]):
                    having[i].append((telling, x * self._worth[i]))
        self._having = _Rows(having, len(documents))
        self._tellings = {c: frozenset(i for i, d in enumerate(documents) if c in d.cases) for c in self._cases}
        self._forget()

    def _forget(self) -> None:
        self._said: dict[str, Said] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "_said"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._forget()

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
        said = self._all_said(text, readings)
        count, square, mass, *sums = unpacked(sum([one.row for one in said]), _OWN + len(self._cases))
        if count < FEWEST * UNIT:
            return []
        scores = [total + mass * bias for total, bias in zip(sums, self._bias, strict=True)]
        nothing, length = scores[0], math.sqrt(square * UNIT)  # NOTHING is the first of `_cases`
        skipped = {NOTHING, *without}
        order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
        named = [*islice((i for i in order if self._cases[i] not in skipped), most)]
        if not named or scores[named[0]] - nothing < AHEAD * length:
            return []
        sure = [(self._cases[i], _sureness((scores[i] - nothing) / length)) for i in named]
        similar = self._similar(said)
        return [self._nearest(case, score, similar) for case, score in sure if score >= least]

    def _all_said(self, text: str, readings: Iterable[Evidence]) -> list[Said]:
        """What is said by everything in a text, each word, sign and pair once."""
        known, number = self._said, self._number
        spoken = self._features.words(text)
        beside = self._features.beside(text, spoken, readings)
        words = {word.features[0]: word for word in spoken}
        said = [known.get(first) or self._say(word.features, word.telling) for first, word in words.items()]
        return said + [known.get(one) or self._say((one,)) for one in beside if one in number]

    def _say(self, features: tuple[str, ...], telling: bool = False) -> Said:
        """What these features say, remembered by the first, which no other word has."""
        known = [(f, i) for f in features if (i := self._number.get(f)) is not None]
        row = [UNIT if known and telling else 0, 0, 0] + [0] * len(self._cases)
        for _, i in known:
            x = self._worth[i]
            unit = x * UNIT
            row[1] += int(unit * x)
            row[2] += int(unit)
            for case, weight in self._weights.row(i):
                row[_OWN + case] += int(unit * weight)
        if len(self._said) >= _MEMO_LIMIT:
            self._said.clear()
        found = self._said[features[0]] = Said(packed(row), tuple(i for f, i in known if _compares(f)))
        return found

    def _similar(self, said: Iterable[Said]) -> dict[int, float]:
        """The tellings that have some of a text's heaviest features, and how much they have in common."""
        compared = dict.fromkeys(chain.from_iterable([one.compared for one in said]))
        similar: dict[int, float] = {}
        for feature in sorted(compared, key=self._worth.__getitem__, reverse=True)[:TELLING]:
            for telling, shared in self._having.row(feature):
                similar[telling] = similar.get(telling, 0.0) + shared
        return similar

    def _nearest(self, case: str, score: float, similar: Mapping[int, float]) -> Resemblance:
        """Of several tellings that are equally near the first one is taken."""
        own = self._tellings[case]
        mine = sorted(filter(own.__contains__, similar))
        if not mine:  # none of the heaviest features is in this case's tellings
            return Resemblance(case, round(score, 3), self._texts[min(own)], "")
        closest = max(mine, key=similar.__getitem__)
        return Resemblance(case, round(score, 3), self._texts[closest], self._nearest_sign(mine, similar))

    def _nearest_sign(self, tellings: Iterable[int], similar: Mapping[int, float]) -> str:
        """The sign whose examples among these tellings are nearest, a few of them together; '' when there are none."""
        near: dict[str, list[float]] = {}
        for telling in tellings:
            if self._signs[telling]:
                near.setdefault(self._signs[telling], []).append(similar[telling])
        return max(near, key=lambda sign: sum(nlargest(TOGETHER, near[sign]))) if near else ""

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

    def __init__(self, rows: Iterable[list[tuple[int, float]]], columns: int) -> None:
        self._columns = array("H" if columns <= 2**16 else "I")
        self._starts, self._values = array("I", [0]), array("f")
        for row in rows:
            self._columns.extend(column for column, _ in row)
            self._values.extend(value for _, value in row)
            self._starts.append(len(self._columns))

    def row(self, i: int) -> zip[tuple[int, float]]:
        """(column, value) of one row."""
        start, end = self._starts[i], self._starts[i + 1]
        return zip(self._columns[start:end], self._values[start:end], strict=True)
