"""How a text file was written: its encoding is read off every byte of it, its delimiter off the first records."""

from __future__ import annotations

import codecs
import csv
import re
from pathlib import Path
from typing import NamedTuple

from triage.batch.formats.lines import BLOCK, BOMS
from triage.batch.formats.table import refuse
from triage.batch.model import Dialect, Kind
from triage.kb.problems import Problem, Problems

DELIMITERS = (";", "\t", "|", ",")
NAMED = {"tab": "\t", "\\t": "\t", "koma": ",", "titik-koma": ";"}
SAMPLE = 1 << 16
"""Bytes looked at for the delimiter and the line end."""
HEADER = 64
"""Bytes that belong to the column names in any list."""
RECORDS = 300
UNLIKELY = re.compile(rb"[\x81\x8d\x8f\x90\x9d\xd0\xde\xf0\xfe\xff\x00]")
"""Bytes that cp1252 does not know, or that no Indonesian text holds: a sign of damage, not of cp1252."""
ENOUGH = 10_000
"""Bytes beyond ASCII that decide the encoding of a large file."""
_ESCAPED = re.compile("[\udc80-\udcff]+")
_SEPARATOR = re.compile(r'"?sep=(.)"?\r?$', re.IGNORECASE)


class Sniffed(NamedTuple):
    """skip: lines before the header, 1 when the file opens with `sep=;` as spreadsheets write it."""

    dialect: Dialect
    skip: int = 0


def sniff(path: Path, kind: Kind, delimiter: str = "", encoding: str = "") -> Sniffed:
    """What the caller knows goes first; the rest is found out. Raises OSError, and Problems for unknown names."""
    with path.open("rb") as file:
        start = file.read(SAMPLE)
    if not start.strip():
        raise refuse(path, "berkas ini kosong", "berkas perlu judul kolom dan isi")
    name, bom = _encoding(path, start, encoding)
    mark = len(BOMS[name]) if bom else 0
    sample = start[mark:].decode(name, "replace")
    newline = "\r" if "\r" in sample and "\n" not in sample else "\n"
    lines = sample.split(newline)[:RECORDS]
    if len(start) == SAMPLE and len(lines) > 1:
        lines = lines[:-1]
    told = _SEPARATOR.match(lines[0])
    chosen = _delimiter(delimiter) if delimiter else told[1] if told else "\t" if kind == "tsv" else ""
    skip = 1 if told else 0
    return Sniffed(Dialect(chosen or find_delimiter(lines[skip:]), name, bom, newline), skip)


def _delimiter(given: str) -> str:
    found = NAMED.get(given, given)
    if len(found) != 1 or found.isalnum() or found in '"\r\n\0':
        hint = "pakai ; atau , atau tab atau |"
        raise Problems([Problem("--delimiter", 0, 0, "pemisah", f"pemisah {given!r} tidak dapat dipakai", hint)])
    return found


def _encoding(path: Path, start: bytes, given: str) -> tuple[str, bool]:
    """(codec name, whether a byte order mark comes first)."""
    if given:
        name = _known(given)
        if name == "utf-16":
            name = _wide(start) or "utf-16-le"
        return name, start.startswith(BOMS.get(name, b"\0\0\0"))
    for name, mark in BOMS.items():
        if start.startswith(mark):
            return name, True
    return _wide(start) or _narrow(path), False


def _known(given: str) -> str:
    """The codec's own name. Raises Problems for one that is unknown or that no line can be cut out of."""
    try:
        name = codecs.lookup(given).name.removesuffix("-sig")
        usable = name.startswith("utf-16") or "\n;,\t".encode(name) == b"\n;,\t"
    except (LookupError, UnicodeError, TypeError):
        usable = False
    if not usable:
        hint = "pakai utf-8, cp1252, atau utf-16"
        raise Problems([Problem("--encoding", 0, 0, "pengodean", f"pengodean {given!r} tidak dikenal", hint)])
    return name


def _wide(start: bytes) -> str:
    """UTF-16, also without a mark: every other byte of a Latin header is zero."""
    for name, mark in (("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")):
        if start.startswith(mark):
            return name
    even, odd = start[:HEADER:2].count(0), start[1:HEADER:2].count(0)
    few, many = sorted((even, odd))
    if 4 * few > many or many < 0.35 * len(start[:HEADER]):
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _narrow(path: Path) -> str:
    """UTF-8 unless hardly a byte beyond ASCII is, over the whole file: then cp1252. Damage alone never decides."""
    good = other = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as file:
        while (data := file.read(BLOCK)) and good + other < ENOUGH:
            if data.isascii():
                continue
            text = decoder.decode(data)
            good += len(data) - len(text)
            if not _is_sound(text):
                bad = "".join(_ESCAPED.findall(text)).encode(errors="surrogateescape")
                other += len(bad) - len(UNLIKELY.findall(bad))
    return "cp1252" if other > 10 * good else "utf-8"


def _is_sound(text: str) -> bool:
    """Nothing is escaped; found out thirty times as fast as by the pattern."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def find_delimiter(lines: list[str]) -> str:
    """The one that cuts the header, and most records into as many cells; more columns decide between equals.

    A file of one column gets a delimiter that occurs nowhere in it.
    """
    scores = {mark: _score(lines, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: scores[mark])
    if scores[best][1] > 1:
        return best
    text = "\n".join(lines)
    return next((mark for mark in (",", ";", "\t", "|") if mark not in text), "\t")


def _score(lines: list[str], mark: str) -> tuple[float, int]:
    """(share of the records as wide as the header, that width)."""
    try:
        rows = csv.reader((line + "\n" for line in lines), delimiter=mark)
        widths = [len(row) for row in rows if any(row) or len(row) > 1]
    except csv.Error:
        widths = [line.count(mark) + 1 for line in lines if line.strip()]
    if not widths or widths[0] < 2:
        return 0.0, 1
    same = sum(width == widths[0] for width in widths[1:])
    return (same / (len(widths) - 1) if len(widths) > 1 else 1.0), widths[0]
