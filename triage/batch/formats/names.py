"""What the columns of a table are called: by its first row or two, or by numbers where it begins with content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from triage.batch.cells import written
from triage.batch.formats.table import MOST_COLUMNS, refuse
from triage.batch.heading import Heading, find_heading
from triage.batch.model import Cell

SAMPLE = 50
"""So many rows below the first are looked at."""
NUMBERED = "Baris pertama dibaca sebagai isi, kolomnya disebut kolom_1, kolom_2, …; bila itu judul kolom: --header."
ASSUMED = "Baris pertama dibaca sebagai judul kolom; bila itu isi: --no-header."
TWO_ROWS = "Dua baris pertama dibaca sebagai judul kolom; bila yang kedua isi: --header."


class Named(NamedTuple):
    """rows: how many at the top were the names; notes: Indonesian sentences a person should see."""

    header: tuple[str, ...]
    notes: tuple[str, ...]
    rows: int


def named_by(
    first: Sequence[Cell], below: Sequence[Sequence[Cell]], asked: bool | None, path: Path, line: int, one: bool = False
) -> Named:  # fmt: skip
    """asked: whether the first row names the columns, None to find out. line: where it stands. Raises Problems.

    one: the row after the first is no part of the names.
    """
    heading = find_heading(first, below) if asked is None else Heading(int(asked))
    rows = min(heading.rows, 1 if one else 2)
    names, said = list(map(written, first)), () if heading.sure else (ASSUMED,)
    if rows == 0:
        names, said = [f"kolom_{place}" for place in range(1, len(first) + 1)], (NUMBERED,) if asked is None else ()
    elif rows == 2:
        names, said = [written(low) or name for name, low in zip(names, below[0], strict=True)], (TWO_ROWS,)
    header, notes = name_columns(names, path, line)
    return Named(header, (*said, *notes), rows)


def name_columns(names: list[str], path: Path, line: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Unique column names, and a sentence for each that had to be changed. Raises Problems when none is left."""
    if not any(name.strip() for name in names):
        raise refuse(path, "tidak ada judul kolom", "tulis nama kolom di baris pertama", line)
    if len(names) > MOST_COLUMNS:
        raise refuse(path, f"ada {len(names)} kolom", f"paling banyak {MOST_COLUMNS}; periksa pemisah", line)
    out: dict[str, None] = {}
    notes = []
    taken = {name.strip() for name in names}
    for place, name in enumerate((name.strip() for name in names), 1):
        base, unique, n = name or f"kolom_{place}", name or f"kolom_{place}", 1
        while unique in out or (unique != name and unique in taken):
            n += 1
            unique = f"{base}_{n}"
        if unique != name:
            why = f"bernama sama ({name})" if name else "tidak bernama"
            notes.append(f"Kolom ke-{place} {why}; di sini disebut {unique}.")
        out[unique] = None
    return tuple(out), tuple(notes)
