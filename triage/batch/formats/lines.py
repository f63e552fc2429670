"""The physical lines of a text file, block by block: fast where a block is sound, line by line where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from triage.batch.formats.table import CUT, LONGEST_RECORD, NUL, Fault, Progress, undecodable
from triage.batch.model import Dialect

BLOCK = 1 << 17
"""Bytes read at a time."""
LONGEST_LINE = 4 * LONGEST_RECORD
"""Bytes of one line kept in memory; a multiple of every character width."""
BOMS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Block:
    """Consecutive lines without their ends (a final CR stays). first: line number of lines[0].

    bad: index -> what is wrong with that line; its text then shows broken bytes as \\xNN.
    """

    first: int
    lines: list[str]
    bad: dict[int, Fault] = field(default_factory=dict)


def blocks(path: Path, dialect: Dialect, progress: Progress | None = None) -> Iterator[Block]:
    """Every line of the file. Raises OSError. Memory: one block, or one line of LONGEST_LINE bytes."""
    newline = dialect.newline.encode(dialect.encoding)
    first = 1
    with path.open("rb") as file:
        if dialect.bom:
            file.seek(len(BOMS[dialect.encoding]))
        done = file.tell()
        for data, cut in _pieces(file, newline):
            block = _decoded(data, first, dialect)
            if cut or (len(data) > LONGEST_RECORD and max(map(len, block.lines)) > LONGEST_RECORD):
                _cut(block, cut)
            yield block
            first += len(block.lines)
            if progress is not None:
                progress.read += file.tell() - done
                done = file.tell()


def _pieces(file: BinaryIO, newline: bytes) -> Iterator[tuple[bytes, bool]]:
    """Bytes of whole lines. True: the beginning of one line that is too long; the rest of it was passed over."""
    rest = b""
    while chunk := file.read(BLOCK):
        rest += chunk
        end = _last(rest, newline)
        if end >= 0:
            yield rest[:end], False
            rest = rest[end + len(newline) :]
        elif len(rest) > LONGEST_LINE:
            yield rest[:LONGEST_LINE], True
            rest = _after_line(file, newline)
    if rest:
        yield rest, False


def _last(data: bytes, newline: bytes) -> int:
    """Where the last newline begins, at a whole character; -1 for none."""
    end = data.rfind(newline)
    while end > 0 and end % len(newline):
        end = data.rfind(newline, 0, end + len(newline) - 1)
    return end


def _after_line(file: BinaryIO, newline: bytes) -> bytes:
    """Read on to the end of the line; what was read beyond it."""
    while chunk := file.read(BLOCK):
        end = chunk.find(newline)
        while end > 0 and end % len(newline):
            end = chunk.find(newline, end + 1)
        if end >= 0:
            return chunk[end + len(newline) :]
    return b""


def _decoded(data: bytes, first: int, dialect: Dialect) -> Block:
    try:
        text = data.decode(dialect.encoding)
    except UnicodeDecodeError:
        return _damaged(data, first, dialect)
    if "\0" in text:
        return _damaged(data, first, dialect)
    return Block(first, text.split(dialect.newline))


def _cut(block: Block, all_of_it: bool) -> None:
    """Keep only the beginning of lines that are too long."""
    for i, line in enumerate(block.lines):
        if all_of_it or len(line) > LONGEST_RECORD:
            block.bad[i] = CUT
            block.lines[i] = line[:LONGEST_RECORD]


def _damaged(data: bytes, first: int, dialect: Dialect) -> Block:
    """Lines of a block of which at least one cannot be read."""
    lines, bad = [], {}
    fault = undecodable(dialect.encoding)
    for i, (text, sound) in enumerate(_each_line(data, dialect)):
        if not sound:
            bad[i] = fault
        elif "\0" in text:
            bad[i] = NUL
        lines.append(text.replace("\0", "\\x00"))
    return Block(first, lines, bad)


def _each_line(data: bytes, dialect: Dialect) -> Iterator[tuple[str, bool]]:
    """(text, whether all of it could be decoded)."""
    newline = dialect.newline.encode(dialect.encoding)
    if len(newline) == 1:
        for raw in data.split(newline):
            try:
                yield raw.decode(dialect.encoding), True
            except UnicodeDecodeError:
                yield raw.decode(dialect.encoding, "backslashreplace"), False
        return
    odd = len(data) % len(newline)
    text = data[: len(data) - odd].decode(dialect.encoding, "surrogatepass")
    lines = text.split(dialect.newline)
    for i, line in enumerate(lines):
        whole = not (odd and i == len(lines) - 1)
        tail = "" if whole else data[-odd:].decode("ascii", "backslashreplace")
        shown = line.encode("utf-8", "backslashreplace").decode() + tail
        yield shown, whole and not _SURROGATE.search(line)
