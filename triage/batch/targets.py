"""Results back into files: finished lines while the work goes on, one whole file at the end, written or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from triage.batch.formats.lines import BOMS
from triage.batch.manifest import Digest, digest
from triage.batch.model import Cell, Dialect, Kind
from triage.batch.prove import records_in
from triage.kb.problems import Problem, Problems, reason, shown

_STR = frozenset((str,))


def written_as(dialect: Dialect) -> Dialect:
    """How results are written: as the input was, but an encoding that lacks letters becomes UTF-8 with a mark."""
    if dialect.encoding in BOMS:
        return dialect
    return replace(dialect, encoding="utf-8", bom=True)


def head(kind: Kind, header: tuple[str, ...], dialect: Dialect) -> bytes:
    """What stands before the first line of a text file: a byte order mark and the column names; b"" for the others."""
    if kind not in ("csv", "tsv"):
        return b""
    mark = BOMS[written_as(dialect).encoding] if written_as(dialect).bom else b""
    return mark + lines([header], kind, header, dialect)


def lines(rows: Iterable[tuple[Cell, ...]], kind: Kind, header: tuple[str, ...], dialect: Dialect) -> bytes:
    """Finished lines of CSV and TSV; of JSONL for the other kinds, with the types kept."""
    if kind in ("csv", "tsv"):
        return _delimited(rows, "\t" if kind == "tsv" else dialect.delimiter, written_as(dialect))
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    text = "".join(encode(dict(zip(header, row, strict=True))) + "\n" for row in rows)
    return text.encode("utf-8", "backslashreplace")


def _delimited(rows: Iterable[tuple[Cell, ...]], delimiter: str, dialect: Dialect) -> bytes:
    """To the letter what the csv module writes, which takes three times as long: it looks at each letter by itself."""
    lines = [_line(row if {*map(type, row)} <= _STR else tuple(map(_text, row)), delimiter) for row in rows]
    text = dialect.newline.join((*lines, ""))
    return text.encode(dialect.encoding, "backslashreplace")


def _line(row: tuple[Any, ...], delimiter: str) -> str:
    """row: texts. One that would be an empty line is a quoted nothing."""
    cells = [
        '"' + cell.replace('"', '""') + '"'
        if cell and (delimiter in cell or '"' in cell or "\n" in cell or "\r" in cell)
        else cell
        for cell in row
    ]
    return delimiter.join(cells) or '""'


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    return "" if cell is None else str(cell)


def finish(
    parts: Sequence[Path], target: Path, kind: Kind, header: tuple[str, ...], dialect: Dialect,
    records: int | None = None, workspace: Path | None = None,
) -> Digest:  # fmt: skip
    """One file out of the parts that `lines` made, readable by its owner only, complete or not there at all.

    records: so many must be found when it is read again, before it takes its place; it is hashed beside that.
    workspace: where it is made, on the same disk; beside the target unless said.
    Raises Problems when the place cannot be written, the disk is full, a library or a record is missing.
    """
    try:
        with tempfile.TemporaryDirectory(dir=workspace or target.parent, prefix=".triage-") as folder:
            made = Path(folder) / f"keluaran.{kind}"
            made.touch(0o600)
            _build(parts, made, kind, header, dialect)
            with ThreadPoolExecutor(1) as beside:
                hashed = beside.submit(digest, made)
                if records is not None:
                    _prove(made, target, kind, header, dialect, records)
            made.chmod(0o600)
            _sync(made)
            made.replace(target)
            if os.name == "posix":
                _sync(target.parent)
            return replace(hashed.result(), name=target.name)
    except OSError as error:
        hint = "kosongkan ruang disk, atau periksa folder dan izinnya"
        message = f"tidak dapat ditulis: {reason(error)}"
        raise Problems([Problem(shown(target), 0, 0, "keluaran", message, hint)]) from None


def _prove(made: Path, target: Path, kind: Kind, header: tuple[str, ...], dialect: Dialect, records: int) -> None:
    """Raises Problems when not so many records are found."""
    if (found := records_in(made, kind, written_as(dialect), len(header))) != records:
        message = f"jumlah baris tidak cocok: seharusnya {records} baris, terbaca {found}; hasil tidak ditulis"
        raise Problems(
            [Problem(shown(target), 0, 0, "jumlah", message, "ulangi dengan --restart; bila tetap, laporkan")]
        )


def _build(parts: Sequence[Path], made: Path, kind: Kind, header: tuple[str, ...], dialect: Dialect) -> None:
    if kind == "xlsx":
        from triage.batch.formats.xlsx import write_xlsx

        write_xlsx(_rows(parts, header), made, header, made.parent)
    elif kind == "parquet":
        from triage.batch.formats.parquet import write_parquet

        write_parquet(lambda: _rows(parts, header), made, header)
    else:
        with made.open("wb") as file:
            file.write(head(kind, header, dialect))
            for part in parts:
                with part.open("rb") as source:
                    shutil.copyfileobj(source, file, 1 << 20)


def _rows(parts: Sequence[Path], header: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    for part in parts:
        with part.open(encoding="utf-8", newline="\n") as file:
            for line in file:
                yield tuple(map(json.loads(line).get, header))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
