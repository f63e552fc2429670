"""Rows of numbers as wide integers, so that adding two rows is one addition: every number has 64 bits of its own.

A number of a sum may reach 2**31, far more than the words of any text say.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

UNIT = 2**32
"""What 1.0 is in a row: nine digits behind the point are kept."""


def packed(numbers: Sequence[int]) -> int:
    """A row, to be added to other rows. In a sum a number may be too large by 1, nothing beside UNIT, for every row."""
    return int.from_bytes(struct.pack(f"<{len(numbers)}q", *numbers), "little", signed=True)


def unpacked(row: int, count: int) -> tuple[int, ...]:
    """The `count` numbers of a row or of a sum of rows."""
    return struct.unpack(f"<{count}q", row.to_bytes(8 * count, "little", signed=True))
