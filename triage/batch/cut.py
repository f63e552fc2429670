"""The first records of finished lines, for a result of limited length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from triage.batch.model import Kind


def first_records(parts: Iterable[Path], limit: int, kind: Kind, target: Path) -> Path:
    """Copy the first `limit` records of the parts to `target`. Raises OSError."""
    left = limit
    with target.open("wb") as out:
        for part in parts:
            for record in _records(part, kind):
                if left == 0:
                    return target
                out.write(record)
                left -= 1
    return target


def _records(part: Path, kind: Kind) -> Iterator[bytes]:
    """A record may hold newlines between quotes; it ends with the line where the quotes are even again."""
    quoted = kind in ("csv", "tsv")
    pending: list[bytes] = []
    odd = 0
    with part.open("rb") as file:
        for line in file:
            pending.append(line)
            odd ^= line.count(b'"') & 1
            if not (quoted and odd):
                yield b"".join(pending)
                pending.clear()
