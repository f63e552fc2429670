"""How many records stand in a finished file: looked at anew, and not by the forgiving readers."""

from __future__ import annotations

from pathlib import Path

from triage.batch.model import Dialect, Kind

_PIECE = 1 << 18
"""So many characters are looked at at once."""


def records_in(path: Path, kind: Kind, dialect: Dialect, width: int) -> int:
    """Records below the header. A CSV record that has not `width` cells does not count. Raises OSError.

    dialect: as it was written (`targets.written_as`).
    """
    if kind in ("csv", "tsv"):
        return _delimited(path, "\t" if kind == "tsv" else dialect.delimiter, dialect, width)
    if kind == "xlsx":
        return _xlsx(path)
    if kind == "parquet":
        import pyarrow.parquet

        return int(pyarrow.parquet.read_metadata(path).num_rows)
    with path.open("rb") as file:
        return sum(line.startswith(b"{") and line.endswith(b"}\n") for line in file)


def _delimited(path: Path, delimiter: str, dialect: Dialect, width: int) -> int:
    """Quotes come in pairs: outside of them a line end ends a record, and a delimiter a cell."""
    count, rest, is_inside = 0, "", False
    with path.open(encoding=dialect.encoding, newline="") as file:
        if dialect.bom:
            file.read(1)
        while piece := file.read(_PIECE):
            parts = piece.split('"')
            *records, rest = (rest + "".join(parts[is_inside::2])).split(dialect.newline[-1])
            is_inside ^= len(parts) % 2 == 0
            count += sum([record.count(delimiter) == width - 1 for record in records])
    return count - 1


def _xlsx(path: Path) -> int:
    """All sheets of the result; what is too long for a cell goes on in a sheet of its own, which holds no records."""
    from python_calamine import CalamineWorkbook

    from triage.batch.formats.xlsx import REST

    book = CalamineWorkbook.from_path(str(path))
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names if name != REST]
    return sum(sum(any(cell != "" for cell in row) for row in sheet.iter_rows()) - 1 for sheet in sheets)
