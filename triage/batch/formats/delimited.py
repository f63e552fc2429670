"""CSV and TSV: what Python's csv module would read, but a damaged record never takes its neighbours along.

Sound lines run through the csv module in one go; any other is looked at with care (`records`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

from triage.batch.formats.names import SAMPLE, named_by
from triage.batch.formats.records import Lines, Parsed
from triage.batch.formats.table import LONGEST_FIELD, Progress, Records, Start, Table, refuse
from triage.batch.model import Dialect, Kind, Reject, Row

GROWN = 16
"""Blocks that may be joined before the lines done with are forgotten."""


def open_delimited(path: Path, kind: Kind, dialect: Dialect, skip: int, named: bool | None = True) -> Table:
    """skip: lines before the header (`sep=;`). named: whether the first row names the columns, None to find out.

    Raises Problems: an empty file, or a first row that cannot be read; OSError.
    """
    lines = Lines(path, dialect)
    at = skip
    while lines.next():
        while at < len(lines.block.lines):
            found = lines.parse(at, 0)
            if found.fault:
                told = found.fault.told[0].lower() + found.fault.told[1:].rstrip(".")
                raise refuse(path, "judul kolom tidak terbaca", told, lines.block.first + at)
            if not found.blank:
                place = range(lines.block.first + at, lines.block.first + found.after)
                return _table(path, kind, dialect, found, place, named)
            at = found.after
        at -= len(lines.block.lines)
    raise refuse(path, "berkas ini kosong", "berkas perlu judul kolom dan isi")


def _table(path: Path, kind: Kind, dialect: Dialect, first: Parsed, lines: range, asked: bool | None) -> Table:
    """first: the first row with a value, which stands in these lines."""
    width, above = len(first.cells), lines.stop - 1
    below = list(islice(_read(path, dialect, width, above, Start(), Progress()), SAMPLE)) if asked is None else []
    rows = [row.cells for row in below if isinstance(row, Row)]
    one = len(below) < 2 or not isinstance(below[0], Row)
    header, notes, used = named_by(first.cells, rows, asked, path, lines.start, one)
    above = (lines.start - 1, above, above if one else below[1].line - 1)[used]
    return Table(path, kind, header, dialect, notes, partial(_read, path, dialect, width, above), above, used > 0)


def _read(path: Path, dialect: Dialect, width: int, skip: int, start: Start, progress: Progress) -> Records:
    """Records after the first `skip` lines."""
    number, at = start.number, skip
    lines = Lines(path, dialect, progress)
    while lines.next():
        while at < len(lines.block.lines):
            if lines.grown > GROWN:
                lines.drop(at)
                at = 0
            sound = _Sound(lines, at)
            number = yield from _sound_lines(sound, width, Start(number, start.file), progress)
            at = sound.at
            if at == len(lines.block.lines):
                break
            found, place = lines.parse(at, width), lines.block.first + at
            if found.blank:
                progress.blank += 1
            else:
                number += 1
                yield _record(found, number, place, lines.raw(at, found.after), start.file)
            at = found.after
        at -= len(lines.block.lines)
    return number


def _record(found: Parsed, number: int, line: int, raw: str, file: int) -> Row | Reject:
    if found.fault is None:
        return Row(number, line, tuple(found.cells), file)
    return Reject(number, line, found.fault.reason, found.fault.told, raw, file)


class _Sound:
    """Lines for the csv module as long as each is a record; at: the first one that has not been taken."""

    def __init__(self, lines: Lines, at: int) -> None:
        self.at, self.lines = at, lines

    def feed(self) -> Iterator[str]:
        """Ends at a line to be looked at with care: a record over several lines, a long or a bad one."""
        block, newline, given = self.lines.block, self.lines.newline, -1
        lines, bad, end = block.lines, block.bad, len(block.lines)
        while given < self.at < end:
            given = self.at
            line = lines[given]
            if len(line) > LONGEST_FIELD or given in bad:
                return
            yield line + newline


def _sound_lines(sound: _Sound, width: int, start: Start, progress: Progress) -> Records:
    """The records up to the next line that needs care."""
    number, file, first = start.number, start.file, sound.lines.block.first
    reader = csv.reader(sound.feed(), delimiter=sound.lines.delimiter, strict=True)
    with suppress(csv.Error):
        for cells in reader:
            if not (cells and cells[0].strip()) and not any(map(str.strip, cells)):
                progress.blank += 1
            elif len(cells) == width:
                number += 1
                yield Row(number, first + sound.at, tuple(cells), file)
            else:
                break
            sound.at += 1
    return number
