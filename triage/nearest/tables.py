"""The second reader's numbers: flat tables that a cold process reads in milliseconds, and words as rows of numbers.

Weights are whole numbers, so that a sum is the same in whatever order it is made, here and in `_sums.c`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

SHIFT = 24
UNIT = 1 << SHIFT
"""What 1.0 is in a table: seven digits behind the point are kept."""
_LARGEST = 2**31 - 1
NAMELESS = -1
"""The name of a word that is in no known pair."""


def units(value: float) -> int:
    """A weight as a whole number; what would not fit counts as the most that does, 128."""
    return max(-_LARGEST, min(_LARGEST, round(value * UNIT)))


class Table(NamedTuple):
    """A sparse matrix of whole numbers by rows: where each begins (32 bits), columns (16 or 32), values (32)."""

    starts: bytes
    columns: bytes
    values: bytes

    def row(self, i: int) -> Iterator[tuple[int, int]]:
        """(column, value) of one row."""
        start, end = memoryview(self.starts).cast("I")[i : i + 2]
        are_short = len(self.columns) < len(self.values)
        columns = memoryview(self.columns).cast("H" if are_short else "I")
        return zip(columns[start:end], memoryview(self.values).cast("i")[start:end], strict=True)


def table(rows: Iterable[Iterable[tuple[int, int]]], columns: int) -> Table:
    """rows: (column, value) pairs, by column where the order matters; columns: how many there may be."""
    starts, inner, values = array("I", [0]), array("H" if columns <= 2**16 else "I"), array("i")
    for row in rows:
        for column, value in row:
            inner.append(column)
            values.append(value)
        starts.append(len(values))
    return Table(starts.tobytes(), inner.tobytes(), values.tobytes())


class Parts(NamedTuple):
    """All that is summed. Features, tellings, cases (the first is none), signs and names of words are numbers.

    weights: for every feature what it says for each case. having: what each telling shares with a text that has the
    feature, more than nothing; no telling where features are not compared. beside: for every name the names that may
    follow it, ascending, each with a feature that both then have together. tellings: of every case, ascending.
    worth: of every feature; signs: of every telling, the sign that it is an example of, or 0 (32 bits each).
    bias: of every case for every unit of a text's worth (64-bit floats).
    """

    weights: Table
    having: Table
    beside: Table
    tellings: Table
    worth: bytes
    signs: bytes
    bias: bytes


def word(token: str, name: int, telling: bool, features: Sequence[int]) -> bytes:
    """A word as it is learnt. Words with the same token count once a text; features: the known ones."""
    return array("q", [hash(token), name, telling and bool(features), len(features), *features]).tobytes()


def numbers(some: Iterable[int]) -> bytes:
    """Features as they are heard."""
    return array("q", some).tobytes()
