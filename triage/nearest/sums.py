"""What the words of a text say for every case, and which telling of a case is nearest: sums over the tables.

Where it was compiled, `_sums.c` does the work; without a compiler at installation, or with TRIAGE_PURE=1, PlainSums
does. Both find the same (tests/test_sums.py).
"""

from __future__ import annotations

import os
import sys
from array import array
from contextlib import suppress
from heapq import nlargest
from itertools import chain, pairwise
from operator import itemgetter
from typing import Final, NamedTuple, Protocol

from triage.nearest.tables import NAMELESS, SHIFT, Parts, Table

FORMAT: Final = 1
"""Of tables, words and answers; a module compiled for another format is not used."""
COMPILED_FORMAT = 0
if not os.environ.get("TRIAGE_PURE"):
    with suppress(ImportError):
        from triage.nearest._sums import FORMAT as COMPILED_FORMAT
        from triage.nearest._sums import Sums as CompiledSums
IS_COMPILED = COMPILED_FORMAT == FORMAT

TELLING = 4
"""By so many of a text's heaviest features the nearest telling of a case is chosen."""
TOGETHER = 3
"""So many examples of a sign count when the nearest sign is chosen."""
_OFFSET = 2**31
"""Added to every number of a row, so that none is negative."""

Answer = tuple[int, int, float, list[tuple[int, float]], list[int]]
"""As Heard."""


class Heard(NamedTuple):
    """known: how many words can tell about a case; square: of the text's length, in units.

    nothing: what speaks for no case; cases: (case, what speaks for it), the best first; heaviest: the features that
    tellings are compared by.
    """

    known: int
    square: int
    nothing: float
    cases: list[tuple[int, float]]
    heaviest: list[int]


class Sums(Protocol):
    """A chunk is what stands between two blanks of a prepared text. Its length: how much it remembers, in numbers."""

    def __len__(self) -> int: ...
    def forget(self) -> None:
        """Every chunk that was learnt."""

    def learn(self, chunk: str, words: bytes, /) -> None:
        """The words of a chunk (see `word`). A known one stays as it is."""

    def hear(self, text: str, more: bytes, most: int, /) -> Answer | list[str]:
        """What a prepared text says (see Heard), of at most so many cases; or the chunks that must be learnt first.

        more: the features that are of no single word and of no two neighbours (see `numbers`).
        """

    def nearest(self, heaviest: list[int], cases: list[int], /) -> list[tuple[int, int]]:
        """Of each case the telling that shares most by these features, the first of several, and the sign whose
        examples share most together; its first telling and 0 where none shares anything."""


def sums(parts: Parts) -> Sums:
    """Raises ValueError when the parts are damaged, where it is compiled."""
    return CompiledSums(*parts) if IS_COMPILED else PlainSums(*parts)


class PlainSums:
    """Remembers the rows that it needed, too; there are never more than the tables hold."""

    def __init__(
        self, weights: Table, having: Table, beside: Table, tellings: Table, worth: bytes, signs: bytes, bias: bytes
    ) -> None:
        self._weights, self._having, self._beside, self._tellings = weights, having, beside, tellings
        self._worth, self._signs = memoryview(worth).cast("i"), memoryview(signs).cast("i")
        self._bias = memoryview(bias).cast("d").tolist()
        self.forget()
        self._rows: dict[int, int] = {}
        self._compared: dict[int, bool] = {}
        self._followers: dict[int, dict[int, list[int]]] = {}

    def __len__(self) -> int:
        return self._size

    def forget(self) -> None:
        self._known: dict[str, bytes] = {}
        self._size = 0

    def learn(self, chunk: str, words: bytes) -> None:
        self._size += len(chunk) + len(words) // 8
        self._known.setdefault(chunk, words)

    def hear(self, text: str, more: bytes, most: int) -> Heard | list[str]:
        chunks = text.split(" ")
        unknown = [chunk for chunk in chunks if chunk not in self._known]
        if unknown:
            return unknown
        known, features, names = _unpacked(b"".join(map(self._known.__getitem__, chunks)))
        pairs = (self._after(a).get(b, ()) for a, b in pairwise(names) if NAMELESS not in (a, b))
        features += dict.fromkeys(chain(*pairs, memoryview(more).cast("q")))
        worth = [self._worth[feature] for feature in features]
        mass, square = sum(worth), sum(x * x >> SHIFT for x in worth)
        lanes = array("Q", sum(map(self._row, features)).to_bytes(8 * len(self._bias), sys.byteorder))
        totals = [lane - len(features) * _OFFSET for lane in lanes]
        nothing, *scores = [total + mass * bias for total, bias in zip(totals, self._bias, strict=True)]
        compared = filter(self._compared.__getitem__, dict.fromkeys(features))
        return Heard(
            known, square, nothing, nlargest(most, enumerate(scores, 1), key=itemgetter(1)),
            nlargest(TELLING, compared, key=self._worth.__getitem__),
        )  # fmt: skip

    def nearest(self, heaviest: list[int], cases: list[int]) -> list[tuple[int, int]]:
        shared: dict[int, int] = {}
        for telling, much in chain.from_iterable(map(self._having.row, heaviest)):
            shared[telling] = shared.get(telling, 0) + much
        return [self._nearest([telling for telling, _ in self._tellings.row(case)], shared) for case in cases]

    def _nearest(self, own: list[int], shared: dict[int, int]) -> tuple[int, int]:
        mine = [telling for telling in own if telling in shared]
        near: dict[int, list[int]] = {}
        for telling in mine:
            if self._signs[telling]:
                near.setdefault(self._signs[telling], []).append(shared[telling])
        sign = max(near, key=lambda sign: sum(nlargest(TOGETHER, near[sign])), default=0)
        return max(mine, key=shared.__getitem__, default=own[0]), sign

    def _row(self, feature: int) -> int:
        """What a feature says, 64 bits a case: adding two rows is one addition."""
        found = self._rows.get(feature)
        if found is None:
            lanes = array("Q", [_OFFSET] * len(self._bias))
            for case, weight in self._weights.row(feature):
                lanes[case] += weight
            found = self._rows[feature] = int.from_bytes(lanes.tobytes(), sys.byteorder)
            self._compared[feature] = any(self._having.row(feature))
        return found

    def _after(self, name: int) -> dict[int, list[int]]:
        """The names that may follow, with the features that both then have."""
        found = self._followers.get(name)
        if found is None:
            found = self._followers[name] = {}
            for follower, feature in self._beside.row(name):
                found.setdefault(follower, []).append(feature)
        return found


def _unpacked(words: bytes) -> tuple[int, list[int], list[int]]:
    """How many different words can tell about a case, the features of each different word, and all names."""
    cells = memoryview(words).cast("q").tolist()
    known, features, names = 0, [], []
    seen = set()
    at = 0
    while at < len(cells):
        token, name, telling, count = cells[at : at + 4]
        at += 4 + count
        names.append(name)
        if token not in seen:
            seen.add(token)
            known += telling
            features += cells[at - count : at]
    return known, features, names
