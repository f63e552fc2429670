"""One record of CSV and TSV, looked at with care: one line or several, and what is wrong with it.

A cell over several lines is believed only when every quote of it is well formed and the lines inside do not look like
rows of their own; otherwise the first line alone is refused and reading goes on with the next one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from triage.batch.formats.lines import Block, blocks
from triage.batch.formats.table import (
    CUT,
    LONGEST_FIELD,
    LONGEST_RECORD,
    OPEN_QUOTE,
    TOO_LONG,
    Fault,
    Progress,
    wrong_width,
)
from triage.batch.model import Dialect

SHORT_SEARCH = 500
"""Characters looked through for the end of an open quote where a longer search has failed before."""
ROW_LIKE = 6
"""So many delimiters, as many in each line as the header has, show that a cell swallowed rows of the table."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One record: its cells, or what is wrong with it. after: index of the line behind it."""

    cells: list[str]
    after: int
    fault: Fault | None = None

    @property
    def blank(self) -> bool:
        """Cells without any value; a record that cannot be read is not blank."""
        return bool(self.cells) and not any(map(str.strip, self.cells))


class Lines:
    """The lines of a file; `grow` appends the next block, so that a record may go on beyond its block."""

    def __init__(self, path: Path, dialect: Dialect, progress: Progress | None = None) -> None:
        csv.field_size_limit(max(csv.field_size_limit(), 2 * LONGEST_RECORD))
        self.delimiter, self.newline = dialect.delimiter, dialect.newline
        self.grown = 0
        self.searched = 0
        """Line number up to which a search for the end of an open quote has failed."""
        cell = rf'(?:"[^"]*+(?:""[^"]*+)*+"|[^{re.escape(self.delimiter)}"]*+)'
        self._strict = re.compile(rf"{cell}(?:{re.escape(self.delimiter)}{cell})*+")
        self._blocks = blocks(path, dialect, progress)
        self.block = Block(1, [])

    def next(self) -> bool:
        """Go to the next block; False at the end of the file."""
        found, self.grown = next(self._blocks, None), 0
        self.block = found or Block(self.block.first + len(self.block.lines), [])
        return found is not None

    def grow(self) -> bool:
        found = next(self._blocks, None)
        if found is not None:
            self.grown += 1
            size = len(self.block.lines)
            self.block.bad |= {size + i: fault for i, fault in found.bad.items()}
            self.block.lines += found.lines
        return found is not None

    def drop(self, count: int) -> None:
        """Forget the first lines of the block."""
        self.grown = 0
        self.block.first += count
        self.block.lines = self.block.lines[count:]
        self.block.bad = {i - count: fault for i, fault in self.block.bad.items() if i >= count}

    def raw(self, start: int, after: int) -> str:
        return self.newline.join(self.block.lines[start:after]).removesuffix("\r")

    def parse(self, at: int, width: int) -> Parsed:
        """The record that begins at this line of the block. width: columns wanted, 0 for any."""
        line, fault = self.block.lines[at], self.block.bad.get(at)
        if fault is CUT:
            return Parsed([], at + 1, fault)
        found = self._cells(at, width) if '"' in line else Parsed(line.rstrip("\r").split(self.delimiter), at + 1)
        fault = found.fault or next((self.block.bad[i] for i in range(at, found.after) if i in self.block.bad), None)
        if fault:
            return Parsed([], found.after, fault)
        if any(len(cell) > LONGEST_FIELD for cell in found.cells):
            return Parsed([], found.after, TOO_LONG)
        if width and len(found.cells) != width:
            return Parsed(found.cells, found.after, wrong_width(len(found.cells), width))
        return found

    def _cells(self, at: int, width: int) -> Parsed:
        """A record that begins with a line with quotes. Where a long search has failed, the next ones are short."""
        begin = self.block.first + at
        feed = _Feed(self, at, LONGEST_RECORD if begin >= self.searched else SHORT_SEARCH)
        with suppress(csv.Error):
            cells = next(csv.reader(feed, delimiter=self.delimiter, strict=True))
            if feed.at - at == 1 or self._believable(at, feed.at, width, len(cells)):
                return Parsed(cells, feed.at)
        if feed.size > SHORT_SEARCH:
            self.searched = max(self.searched, self.block.first + feed.at)
        return self._alone(at)

    def _believable(self, at: int, after: int, width: int, found: int) -> bool:
        """Whether these lines are one record on purpose, and not an open quote that met another one."""
        if not self._strict.fullmatch(self.raw(at, after)):
            return False
        inside = [x.count(self.delimiter) for x in self.block.lines[at + 1 : after - 1] if x.strip()]
        like_rows = bool(inside) and width > 1 and all(n == width - 1 for n in inside)
        return not (like_rows and sum(inside) >= (ROW_LIKE if found == width else 1))

    def _alone(self, at: int) -> Parsed:
        """One line with loose quotes, read as spreadsheets read it; refused when a quote stays open."""
        feed = _Feed(self, at, 0)
        try:
            cells = next(csv.reader(feed, delimiter=self.delimiter))
        except csv.Error:  # a lone CR between cells
            return Parsed([], at + 1, OPEN_QUOTE)
        return Parsed([], at + 1, OPEN_QUOTE) if feed.asked else Parsed(cells, at + 1)


class _Feed:
    """The lines of one record for the csv module, which asks for the next one only while a quote is open.

    most: characters after which no further line is given; the csv module then raises or ends the record.
    """

    def __init__(self, lines: Lines, at: int, most: int) -> None:
        self.lines, self.at, self.most, self.size, self.asked = lines, at, most, 0, False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        lines, self.asked = self.lines, self.size > 0
        if self.size and (self.size > self.most or (self.at == len(lines.block.lines) and not lines.grow())):
            raise StopIteration
        if lines.block.bad.get(self.at) is CUT:
            raise StopIteration
        line = lines.block.lines[self.at] + lines.newline
        self.at += 1
        self.size += len(line)
        return line
