"""The cells of a sheet that show an error such as #N/A: the library that reads XLSX gives them as empty."""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

Faults = dict[tuple[int, int], str]
"""(row, column), both from 1, to what is shown there."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ERROR = re.compile(rb"""\st=["']e["']""")
_PIECE = 1 << 18
_OVERLAP = 8
_LETTERS = re.compile(r"([A-Z]{1,3})(\d+)")
_ODD = (
    BadZipFile, zlib.error, EOFError, RuntimeError, ElementTree.ParseError, expat.ExpatError, LookupError, ValueError,
)  # fmt: skip
"""What a file that is not built as expected raises."""


def shown_errors(path: Path, sheet: str) -> Faults:
    """None found where the file is not built as expected: the other reader says what is wrong with it."""
    try:
        with ZipFile(path) as book:
            part = _part(book, sheet)
            return _faults(book, part) if part and _has_errors(book, part) else {}
    except _ODD:
        return {}


def _part(book: ZipFile, sheet: str) -> str:
    """The name of the part that holds the sheet; "" for none."""
    workbook = ElementTree.fromstring(book.read("xl/workbook.xml"))
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    ids = {one.get("name"): one.get(f"{_OFFICE}id") for one in workbook.iter(f"{_MAIN}sheet")}
    targets = {one.get("Id"): one.get("Target", "") for one in links.iter(f"{_PACKAGE}Relationship")}
    target = targets.get(ids.get(sheet), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}" if target else ""


def _has_errors(book: ZipFile, part: str) -> bool:
    """A quick look: most sheets have none."""
    tail = b""
    with book.open(part) as file:
        while piece := file.read(_PIECE):
            if _ERROR.search(tail + piece):
                return True
            tail = piece[-_OVERLAP:]
    return False


def _faults(book: ZipFile, part: str) -> Faults:
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.text
    with book.open(part) as file:
        parser.ParseFile(file)
    return reader.found


class _Reader:
    """Follows rows and cells; a place that is not written is the one after the last."""

    def __init__(self) -> None:
        self.found: Faults = {}
        self.row = self.column = 0
        self.shown: list[str] | None = None
        self.inside = False

    def begin(self, name: str, given: dict[str, Any]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row, self.column = int(given.get("r", self.row + 1)), 0
        elif tag == "c":
            place = _LETTERS.fullmatch(given.get("r", ""))
            self.column = _number(place[1]) if place else self.column + 1
            self.shown = [] if given.get("t") == "e" else None
        elif tag == "v":
            self.inside = True

    def text(self, data: str) -> None:
        if self.inside and self.shown is not None:
            self.shown.append(data)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "v":
            self.inside = False
        elif tag == "c" and self.shown:
            self.found[self.row, self.column] = "".join(self.shown)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
