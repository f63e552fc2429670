"""JSONL: one object a line. The columns are all keys in the order in which they first appear.

Types stay; lists and objects inside become JSON text. A key said twice, NaN, and an object without end are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from math import isfinite
from pathlib import Path
from typing import Any

from triage.batch.formats.lines import blocks
from triage.batch.formats.table import (
    LONGEST_FIELD,
    MOST_COLUMNS,
    NUL,
    SURROGATE,
    TOO_LONG,
    Fault,
    Progress,
    Records,
    Start,
    Table,
    refuse,
)
from triage.batch.model import Cell, Dialect, Reject, Row

DEEPEST = 20
BROKEN = Fault("json_rusak", "Baris ini bukan JSON yang utuh; periksa tanda kutip, koma, dan kurungnya.")
NOT_OBJECT = Fault("json_rusak", 'Baris ini JSON tetapi bukan objek; tulis sebagai {"kolom": nilai}.')
TWICE = Fault("json_rusak", "Satu kunci ditulis dua kali di baris ini; hapus salah satunya.")
TOO_DEEP = Fault("json_rusak", f"JSON di baris ini bersarang lebih dari {DEEPEST} tingkat; sederhanakan.")
NOT_A_NUMBER = Fault("nilai_tidak_sah", "Ada angka yang tak terhingga di baris ini; perbaiki nilainya.")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile(r"\\u(?:[dD]|0000)")
"""Escapes for half a character or for NUL: only then are the texts looked at."""


class _TwiceError(ValueError):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _constant(name: str) -> Any:
    raise ValueError(name)


_decode = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant).decode


def open_jsonl(path: Path, dialect: Dialect) -> Table:
    """Reads the whole file once for its keys. Raises Problems when no line is an object; OSError."""
    names: dict[str, None] = {}
    for block in blocks(path, dialect):
        for i, line in enumerate(block.lines):
            found = parse(line) if i not in block.bad and line.strip() else None
            if isinstance(found, dict):
                names |= dict.fromkeys(found)
        if len(names) > MOST_COLUMNS:
            raise refuse(path, f"ada lebih dari {MOST_COLUMNS} kunci berbeda", "satu kunci untuk satu kolom")
    if not names:
        raise refuse(path, "tidak ada objek JSON di berkas ini", 'tulis satu {"kolom": nilai} di tiap baris')
    return Table(path, "jsonl", tuple(names), dialect, (), partial(_read, path, dialect, tuple(names)))


def parse(line: str) -> dict[str, Cell] | Fault:
    """The object of one line as cells, or what is wrong with it."""
    try:
        found = _decode(line)
    except _TwiceError:
        return TWICE
    except RecursionError:
        return TOO_DEEP
    except ValueError:
        return BROKEN
    if not isinstance(found, dict):
        return NOT_OBJECT
    for key, value in found.items():
        kind = type(value)
        if kind is dict or kind is list:
            if _deeper(value, DEEPEST - 1):
                return TOO_DEEP
            found[key] = json.dumps(value, ensure_ascii=False)
        elif kind is float and not isfinite(value):
            return NOT_A_NUMBER
    return _checked(found, line)


def _checked(found: dict[str, Cell], line: str) -> dict[str, Cell] | Fault:
    if len(line) > LONGEST_FIELD and any(isinstance(x, str) and len(x) > LONGEST_FIELD for x in found.values()):
        return TOO_LONG
    if _SUSPECT.search(line):
        text = "".join(str(x) for pair in found.items() for x in pair)
        if "\0" in text:
            return NUL
        if _SURROGATE.search(text):
            return SURROGATE
    return found


def _deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects are nested in each other beyond so many levels."""
    if not isinstance(value, dict | list):
        return False
    inner = value.values() if isinstance(value, dict) else value
    return levels == 0 or any(_deeper(x, levels - 1) for x in inner)


def _read(path: Path, dialect: Dialect, header: tuple[str, ...], start: Start, progress: Progress) -> Records:
    number, file = start.number, start.file
    for place, line, fault in _lines(path, dialect, progress):
        if not line.strip():
            progress.blank += 1
            continue
        found = fault or parse(line)
        if not isinstance(found, Fault):
            cells = tuple(map(found.get, header))
            if all(cell is None or cell == "" for cell in cells):
                progress.blank += 1
                continue
            number += 1
            yield Row(number, place, cells, file)
        else:
            number += 1
            yield Reject(number, place, found.reason, found.told, line.removesuffix("\r"), file)
    return number


def _lines(path: Path, dialect: Dialect, progress: Progress) -> Iterator[tuple[int, str, Fault | None]]:
    """(line number, text, what is wrong with its bytes)."""
    for block in blocks(path, dialect, progress):
        for i, line in enumerate(block.lines):
            yield block.first + i, line, block.bad.get(i)
