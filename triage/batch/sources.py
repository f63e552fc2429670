"""One or several input files as one stream of records: every record that is not blank becomes one Row or one Reject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from triage.batch.formats.table import Progress, Record, Records, Start, Table, refuse, unreadable
from triage.batch.model import Cell, Dialect, Kind, Row
from triage.kb.problems import Problem, Problems

KINDS: dict[str, Kind] = {
    ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The inputs, opened. kind and dialect: those of the first; notes: Indonesian sentences a person should see."""

    name: str
    kind: Kind
    header: tuple[str, ...]
    dialect: Dialect
    tables: tuple[Table, ...]
    notes: tuple[str, ...]
    size: int
    """Bytes of all inputs; `Progress.read` grows up to it."""

    def records(self, progress: Progress | None = None) -> Iterator[Record]:
        """All records in order, anew at every call. Raises Problems when a file has vanished or breaks off."""
        progress = progress or Progress()
        number = 0
        for index, table in enumerate(self.tables):
            try:
                number = yield from _aligned(table, self.header, Start(number, index), progress)
            except OSError as error:
                raise unreadable(table.path, error) from None


def kind_of(path: Path) -> Kind:
    """Read off the name's end. Raises Problems for one that is not known."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        hint = "pakai " + ", ".join(list(KINDS)) + ", atau sebut jenisnya"
        raise refuse(path, "jenis berkas ini tidak dikenal", hint)
    return kind


def open_sources(
    paths: Sequence[Path], *, kind: Kind | None = None, delimiter: str = "", encoding: str = "", sheet: str = ""
) -> Source:
    """Several files become one table: its columns are all of theirs in order, matched by name.

    kind: of all files, None to read it off each name. Raises Problems, of all files at once.
    """
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables.append(_open(path, kind, delimiter, encoding, sheet))
        except OSError as error:
            problems += unreadable(path, error).problems
        except Problems as error:
            problems += error.problems
    if problems or not tables:
        raise Problems(problems or [Problem("masukan", 0, 0, "berkas", "tidak ada berkas", "sebut satu berkas")])
    first, several = tables[0], len(tables) > 1
    header = tuple(dict.fromkeys(name for table in tables for name in table.header))
    name = first.path.name + (f" dan {len(tables) - 1} lainnya" if several else "")
    notes = tuple(f"{t.path.name}: {note}" if several else note for t in tables for note in t.notes)
    size = sum(table.path.stat().st_size for table in tables)
    return Source(name, first.kind, header, first.dialect, tuple(tables), notes, size)


def _open(path: Path, kind: Kind | None, delimiter: str, encoding: str, sheet: str) -> Table:
    with path.open("rb"):
        pass
    kind = kind or kind_of(path)
    if kind == "xlsx":
        from triage.batch.formats.xlsx import open_xlsx

        return open_xlsx(path, sheet)
    if kind == "parquet":
        from triage.batch.formats.parquet import open_parquet

        return open_parquet(path)
    from triage.batch.sniff import sniff

    dialect, skip = sniff(path, kind, delimiter, encoding)
    if kind == "jsonl":
        from triage.batch.formats.jsonl import open_jsonl

        return open_jsonl(path, dialect)
    from triage.batch.formats.delimited import open_delimited

    return open_delimited(path, kind, dialect, skip)


def _aligned(table: Table, header: tuple[str, ...], start: Start, progress: Progress) -> Records:
    """The records of a table with a cell for each column of the header; "" or None where it has no such column."""
    if table.header == header:
        return (yield from table.read(start, progress))
    missing: Cell = "" if table.kind in ("csv", "tsv") else None
    at = {name: i for i, name in enumerate(table.header)}
    places = [at.get(name, -1) for name in header]
    number = start.number
    for record in table.read(start, progress):
        number = record.number
        if isinstance(record, Row):
            record = replace(record, cells=tuple(missing if i < 0 else record.cells[i] for i in places))
        yield record
    return number
