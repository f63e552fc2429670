"""One or several input files as one stream of records: every record that is not blank becomes one Row or one Reject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from triage.batch.formats.table import Progress, Record, Records, Start, Table, refuse, unreadable
from triage.batch.model import Cell, Dialect, Kind, Row
from triage.batch.safe import masked, without_escapes
from triage.kb.problems import Problem, Problems

KINDS: dict[str, Kind] = {
    ".csv": "csv", ".txt": "csv", ".tsv": "tsv", ".tab": "tsv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet", ".pq": "parquet",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """The inputs, opened. names: what a person calls them; kind and dialect: those of the first.

    notes: Indonesian sentences a person should see.
    """

    names: tuple[str, ...]
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
    paths: Sequence[Path], *, kind: Kind | None = None, delimiter: str = "", encoding: str = "", sheet: str = "",
    named: bool | None = True, names: Sequence[str] = (),
) -> Source:  # fmt: skip
    """Several files become one table: its columns are all of theirs in order, matched by name.

    kind: of all files, None to read it off each name. named: whether their first row names the columns, None to find
    out; files without names are matched by the order of the columns. names: what a person calls the files.
    Raises Problems, of all files at once.
    """
    tables: list[Table] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            tables.append(_open(path, kind, delimiter, encoding, sheet, named))
        except OSError as error:
            problems += unreadable(path, error).problems
        except Problems as error:
            problems += error.problems
    if problems or not tables:
        raise Problems(problems or [Problem("masukan", 0, 0, "berkas", "tidak ada berkas", "sebut satu berkas")])
    first, several = tables[0], len(tables) > 1
    tables = [first, *(_in_order(table, first) for table in tables[1:])]
    header = tuple(dict.fromkeys(name for table in tables for name in table.header))
    names = tuple(names) or tuple(table.path.name for table in tables)
    told = ((name, note) for name, table in zip(names, tables, strict=True) for note in table.notes)
    notes = tuple(_safe(f"{name}: {note}" if several else note) for name, note in told)
    size = sum(table.path.stat().st_size for table in tables)
    return Source(names, first.kind, header, first.dialect, tuple(tables), notes, size)


def _open(
    path: Path, kind: Kind | None, delimiter: str, encoding: str, sheet: str, named: bool | None
) -> Table:  # fmt: skip
    with path.open("rb"):
        pass
    kind = kind or kind_of(path)
    if kind == "xlsx":
        from triage.batch.formats.xlsx import open_xlsx

        return open_xlsx(path, sheet, named)
    if kind == "parquet":
        from triage.batch.formats.parquet import open_parquet

        return open_parquet(path)
    from triage.batch.sniff import sniff

    dialect, skip = sniff(path, kind, delimiter, encoding)
    if kind == "jsonl":
        from triage.batch.formats.jsonl import open_jsonl

        return open_jsonl(path, dialect)
    from triage.batch.formats.delimited import open_delimited

    return open_delimited(path, kind, dialect, skip, named)


def _in_order(table: Table, first: Table) -> Table:
    """One without names of columns goes on where the first left off, as when a long file was cut into parts."""
    if table.named or len(table.header) != len(first.header) or not first.named:
        return table
    note = "Tanpa judul kolom; kolomnya dianggap sama urutannya dengan berkas pertama."
    return replace(table, header=first.header, notes=(note,))


def _safe(note: str) -> str:
    """A first row that was taken for names may hold numbers of a person."""
    return str(masked(without_escapes(note)))


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
