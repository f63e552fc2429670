"""Parquet through pyarrow, batch by batch: plain values in, typed columns out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import Any

from triage.batch.formats.names import name_columns
from triage.batch.formats.table import (
    LONGEST_FIELD,
    LONGEST_RECORD,
    NUL,
    TOO_LONG,
    Fault,
    Progress,
    Records,
    Start,
    Table,
    missing_library,
    refuse,
    undecodable,
)
from triage.batch.model import Cell, Dialect, Reject, Row

BATCH = 8_192
GROUP = 20_000
"""Rows of one row group written."""
UNREADABLE = undecodable("utf-8")
Rows = Callable[[], Iterable[tuple[Cell, ...]]]


def _arrow(purpose: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise missing_library("pyarrow", purpose, "parquet") from None
    return pyarrow, pyarrow.parquet


def _open(path: Path) -> Any:
    arrow, parquet = _arrow("membaca Parquet")
    try:
        return parquet.ParquetFile(path)
    except arrow.ArrowException:
        raise refuse(path, "berkas ini bukan Parquet yang utuh", "minta ulang atau ekspor ulang berkasnya") from None


def open_parquet(path: Path) -> Table:
    """Raises Problems, OSError."""
    with _open(path) as file:
        header, notes = name_columns(list(file.schema_arrow.names), path, 0)
    return Table(path, "parquet", header, Dialect(), notes, partial(_read, path))


def _read(path: Path, start: Start, progress: Progress) -> Records:
    """`line` is the row number in the file. A row that holds nothing is no record."""
    arrow, _ = _arrow("membaca Parquet")
    number, line, before, size = start.number, 0, progress.read, path.stat().st_size
    with _open(path) as file:
        total = max(file.metadata.num_rows, 1)
        try:
            for batch in file.iter_batches(batch_size=BATCH):
                for cells in zip(*map(_values, batch.columns), strict=True):
                    line += 1
                    if all(cell is None or cell == "" for cell in cells):
                        progress.blank += 1
                        continue
                    number += 1
                    yield _record(cells, number, line, start.file)
                progress.read = before + size * line // total
        except (arrow.ArrowException, OSError):
            message = f"isi Parquet rusak sesudah baris {line}"
            raise refuse(path, message, "minta ulang atau ekspor ulang berkasnya") from None
    return number


def _record(cells: tuple[Any, ...], number: int, line: int, file: int) -> Row | Reject:
    fault: Fault | None = None
    for cell in cells:
        if isinstance(cell, bytes):
            fault = UNREADABLE
        elif isinstance(cell, str) and "\0" in cell:
            fault = NUL
        elif isinstance(cell, str) and len(cell) > LONGEST_FIELD:
            fault = TOO_LONG
    if fault is None:
        return Row(number, line, cells, file)
    texts = [c.decode("utf-8", "backslashreplace") if isinstance(c, bytes) else c for c in cells]
    raw = json.dumps(texts, ensure_ascii=False)[:LONGEST_RECORD]
    return Reject(number, line, fault.reason, fault.told, raw, file)


def _values(column: Any) -> list[Any]:
    """Plain values of one column; bytes where a text cannot be decoded."""
    arrow, _ = _arrow("membaca Parquet")
    kind = column.type
    if arrow.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(arrow.timestamp("us", kind.tz), safe=False)
    if arrow.types.is_string(kind) or arrow.types.is_large_string(kind):
        try:
            return list(column.to_pylist())
        except UnicodeDecodeError:
            column = column.cast(arrow.binary())
    return [value if type(value) in (str, int, bool) else _cell(value) for value in column.to_pylist()]


def _cell(value: Any) -> Any:
    """Dates as ISO text, whole numbers as int, nested values as JSON text, bytes only when they are no text."""
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return value
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value if value is None or isinstance(value, str | int) else str(value)


def write_parquet(rows: Rows, target: Path, header: tuple[str, ...]) -> None:
    """Two passes: the first finds the type of each column. Same rows, same bytes. Raises Problems, OSError."""
    arrow, parquet = _arrow("menulis Parquet")
    kinds = _kinds(rows(), len(header))
    types = {"text": arrow.string(), "int": arrow.int64(), "float": arrow.float64(), "bool": arrow.bool_()}
    schema = arrow.schema([(name, types[kind]) for name, kind in zip(header, kinds, strict=True)])
    with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for group in _groups(rows()):
            columns = [
                arrow.array([_typed(cell, kind) for cell in column], types[kind])
                for kind, column in zip(kinds, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(arrow.table(columns, schema=schema))


def _kinds(rows: Iterable[tuple[Cell, ...]], width: int) -> list[str]:
    """The narrowest type that loses nothing of a column: mixed values, and numbers too large, become text."""
    seen: list[set[str]] = [set() for _ in range(width)]
    for cells in rows:
        for found, cell in zip(seen, cells, strict=True):
            if cell is not None:
                found.add(_kind(cell))
    numbers = {"small", "float"}
    return [
        "int" if found and found <= {"small", "int"}
        else "float" if found and found <= numbers
        else "bool" if found == {"bool"}
        else "text"
        for found in seen
    ]  # fmt: skip


def _kind(cell: Cell) -> str:
    """small: a whole number that a float holds exactly."""
    if isinstance(cell, bool):
        return "bool"
    if isinstance(cell, int):
        return "small" if abs(cell) <= 2**53 else "int" if -(2**63) <= cell < 2**63 else "text"
    return "float" if isinstance(cell, float) else "text"


def _typed(cell: Cell, kind: str) -> Cell:
    if cell is None or kind == "bool":
        return cell
    if kind == "text":
        return cell if isinstance(cell, str) else json.dumps(cell)
    return float(cell) if kind == "float" else int(cell)


def _groups(rows: Iterable[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    source = iter(rows)
    while group := list(islice(source, GROUP)):
        yield group
