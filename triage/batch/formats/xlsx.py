"""XLSX: read through python-calamine, written by XlsxWriter one row at a time, so that memory stays small."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.batch.formats.names import named_by
from triage.batch.formats.table import Progress, Records, Start, Table, missing_library, refuse
from triage.batch.formats.xlsx_errors import Faults, shown_errors
from triage.batch.model import Cell, Dialect, Row
from triage.kb.problems import did_you_mean

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

ROWS = 1_048_575
"""Rows of one sheet below its header."""
COLUMNS = 16_384
TITLES = 20
"""Rows among which the header is looked for."""
CELL = 32_767
"""Characters that a spreadsheet cell can hold."""
REST = "lanjutan"
MORE = f" … (sambungannya di lembar {REST!r})"
EXACT = 10**15
"""Spreadsheets keep 15 digits; a longer whole number is written as text."""


def open_xlsx(path: Path, sheet: str, named: bool | None = True) -> Table:
    """sheet: its name, or "" for the first one that is shown. named: as for `open_delimited`.

    Raises Problems; OSError.
    """
    page = _sheet(path, sheet)
    faults = shown_errors(path, page.name)
    rows, at = _head(page, faults)
    if not rows:
        raise refuse(path, "lembar ini kosong", "berkas perlu judul kolom dan isi")
    line, names = rows[at]
    below = rows[at + 1 :]
    header, notes, used = named_by(names, [cells for _, cells in below], named, path, line, len(below) < 2)
    above = (line - 1, line, below[0][0] if below else line)[used]
    told = (*_unread(path, page.name, sheet), *_passed(rows[:at]), *_told(faults), *notes)
    read = partial(_read, path, page.name, above, faults)
    return Table(path, "xlsx", header, Dialect(), told, read, above, used > 0)


def _passed(rows: Sequence[tuple[int, tuple[Cell, ...]]]) -> Iterator[str]:
    for number, _ in rows:
        yield f"Baris {number} hanya judul, bukan kepala kolom; dilewati."


def _told(faults: Faults) -> tuple[str, ...]:
    kinds = ", ".join(sorted(set(faults.values())))
    return (f"{len(faults)} sel berisi kesalahan rumus ({kinds}); ditulis seperti yang tampak.",) if faults else ()


def _sheet(path: Path, name: str) -> CalamineSheet:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum
    except ImportError:
        raise missing_library("python-calamine", "membaca XLSX", "batch") from None
    try:
        book = CalamineWorkbook.from_path(str(path))
        shown = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible] or book.sheet_names
        if name and name not in book.sheet_names:
            hint = did_you_mean(name, book.sheet_names) or "yang ada: " + ", ".join(book.sheet_names)
            raise refuse(path, f"lembar {name!r} tidak ada", hint)
        return book.get_sheet_by_name(name or shown[0])
    except (CalamineError, IndexError) as error:
        locked = type(error).__name__ == "PasswordError"
        message = "berkas ini terkunci kata sandi" if locked else "berkas ini bukan XLSX yang utuh"
        raise refuse(path, message, "buka lalu simpan ulang sebagai .xlsx tanpa kata sandi") from None


def _unread(path: Path, name: str, asked: str) -> tuple[str, ...]:
    """A sentence about the sheets that are shown and not read, unless one was asked for."""
    if asked:
        return ()
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    sheets = CalamineWorkbook.from_path(str(path)).sheets_metadata
    others = [s.name for s in sheets if s.visible == SheetVisibleEnum.Visible and s.name != name]
    return (f"Hanya lembar {name} yang dibaca; lainnya dengan --sheet: {', '.join(others)}.",) if others else ()


def _filled(cells: Sequence[Cell]) -> int:
    return sum(cell is not None and str(cell).strip() != "" for cell in cells)


def _rows(page: CalamineSheet, faults: Faults) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """(row number as the spreadsheet shows it, cells)."""
    left = page.start[1] if page.start else 0
    broken = {row for row, _ in faults}
    for place, cells in enumerate(page.iter_rows(), 1):
        found = tuple(map(_cell, cells))
        if place in broken:
            found = tuple(faults.get((place, left + i), cell) for i, cell in enumerate(found, 1))
        yield place, found


def _head(page: CalamineSheet, faults: Faults) -> tuple[list[tuple[int, tuple[Cell, ...]]], int]:
    """The first rows with a value, and which of them is the header: below a title, which fills one cell of many."""
    rows = [row for row in islice(_rows(page, faults), TITLES) if _filled(row[1])]
    if not rows:
        rows = list(islice((row for row in _rows(page, faults) if _filled(row[1])), 1))
    wide = max((len(cells) for _, cells in rows), default=0)
    titled = wide > 2 and rows and _filled(rows[0][1]) == 1
    full = (i for i, (_, cells) in enumerate(rows) if 2 * _filled(cells) > wide)
    return rows, next(full, 0) if titled else 0


def _cell(value: Any) -> Cell:
    """Dates as ISO text, whole numbers as int, nothing as None."""
    kind = type(value)
    if kind is str:
        return value or None
    if kind is float:
        return int(value) if value.is_integer() and abs(value) < 10 * EXACT else value
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time | dt.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, dt.timedelta) else value


def _read(path: Path, sheet: str, above: int, faults: Faults, start: Start, progress: Progress) -> Records:
    """Rows after the first `above`. A row that holds nothing is no record."""
    page, number, before = _sheet(path, sheet), start.number, progress.read
    height, size = max(page.total_height, 1), path.stat().st_size
    for done, (place, cells) in enumerate(_rows(page, faults), 1):
        if place <= above:
            continue
        if _filled(cells):
            number += 1
            yield Row(number, place, cells, start.file)
        else:
            progress.blank += 1
        progress.read = before + size * min(done, height) // height
    progress.read = before + size
    return number


def write_xlsx(rows: Iterable[tuple[Cell, ...]], target: Path, header: tuple[str, ...], folder: Path) -> None:
    """Same rows, same bytes. folder: a private one for temporary files. Raises Problems, OSError."""
    try:
        import xlsxwriter.exceptions
    except ImportError:
        raise missing_library("XlsxWriter", "menulis XLSX", "batch") from None
    if len(header) > COLUMNS:
        raise refuse(target, f"ada {len(header)} kolom", f"XLSX memuat paling banyak {COLUMNS}; pilih CSV")
    book = xlsxwriter.Workbook(str(target), {"constant_memory": True, "tmpdir": str(folder)})
    book.use_zip64()
    book.set_properties({"created": dt.datetime(2000, 1, 1)})
    _fill(book, rows, header)
    try:
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", error.args)) from None


def _fill(book: Any, rows: Iterable[tuple[Cell, ...]], header: tuple[str, ...]) -> None:
    bold = book.add_format({"bold": True})
    page, at, sheets = _new_sheet(book, header, bold, 1), 0, 1
    rest: _Rest | None = None
    for number, cells in enumerate(rows, 1):
        if at == ROWS:
            sheets += 1
            page, at = _new_sheet(book, header, bold, sheets), 0
        at += 1
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > CELL:
                rest = rest or _Rest(book, bold)
                rest.add(number, header[column], cell[CELL - len(MORE) :])
                cell = cell[: CELL - len(MORE)] + MORE
            _write(page, at, column, cell)


def _new_sheet(book: Any, header: tuple[str, ...], bold: Any, number: int) -> Any:
    page = book.add_worksheet("hasil" if number == 1 else f"hasil {number}")
    page.freeze_panes(1, 0)
    for column, name in enumerate(header):
        page.write_string(0, column, name[:CELL], bold)
    return page


def _write(page: Any, row: int, column: int, cell: Cell) -> None:
    """Text is only ever text: never a formula, a link or a number."""
    if cell is None:
        return
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell)
    elif isinstance(cell, str) or abs(cell) >= EXACT:
        page.write_string(row, column, str(cell))
    else:
        page.write_number(row, column, cell)


class _Rest:
    """A sheet with what did not fit into a cell, so that nothing is cut off."""

    def __init__(self, book: Any, bold: Any) -> None:
        self.page, self.at = book.add_worksheet(REST), 0
        for column, name in enumerate(("baris", "kolom", "sambungan")):
            self.page.write_string(0, column, name, bold)

    def add(self, number: int, column: str, text: str) -> None:
        for begin in range(0, len(text), CELL):
            self.at += 1
            self.page.write_number(self.at, 0, number)
            self.page.write_string(self.at, 1, column[:CELL])
            self.page.write_string(self.at, 2, text[begin : begin + CELL])
