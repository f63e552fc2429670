"""The first records of finished lines, for a result of limited length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from triage.batch.model import Dialect, Kind


def first_records(parts: Iterable[Path], limit: int, kind: Kind, dialect: Dialect, target: Path) -> Path:
    """Copy the first `limit` records of the parts to `target`. dialect: as they were written. Raises OSError."""
    left = limit
    encoding, newline = (dialect.encoding, dialect.newline) if kind in ("csv", "tsv") else ("utf-8", "\n")
    with target.open("w", encoding=encoding, newline="") as out:
        for part in parts:
            for record in _records(part, kind, encoding, newline):
                if left == 0:
                    return target
                out.write(record)
                left -= 1
    return target


def _records(part: Path, kind: Kind, encoding: str, newline: str) -> Iterator[str]:
    """A record may hold newlines between quotes; it ends with the line where the quotes are even again."""
    quoted = kind in ("csv", "tsv")
    pending: list[str] = []
    odd = 0
    with part.open(encoding=encoding, newline=newline) as file:
        for line in file:
            pending.append(line)
            odd ^= line.count('"') & 1
            if not (quoted and odd):
                yield "".join(pending)
                pending.clear()
