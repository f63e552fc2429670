"""The values of the report check: a document of lines, the report with its parts, findings. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["wajib", "saran"]
Unit = Literal["baris", "paragraf"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. number: counted from 1, of the line or of the paragraph that is not empty.

    styled: it looks like a heading (style, bold, `#`). numbered: the word processor puts a number before it.
    place: where it stands when it is no part of the text, such as `kepala halaman`; it has no number then.
    """

    number: int
    text: str
    styled: bool = False
    numbered: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from one file, before anything is understood. unit: what a line's number counts.

    beside: what is printed or kept beside the text: page headers and footers, notes, comments.
    """

    path: str
    unit: Unit
    lines: tuple[Line, ...]
    beside: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report. heading: the line numbers of its headings; lines: its own text without template text."""

    id: str
    heading: tuple[int, ...]
    lines: tuple[Line, ...]
    left: tuple[Line, ...] = ()
    """Template text, hints and remains of a web page that stand in it; they do not count."""
    label: str = ""
    """The part that its heading's number names, where that is another part than its words name."""

    @property
    def words(self) -> int:
        """Words as a word processor counts them: what stands between blanks."""
        return sum(len(line.text.split()) for line in self.lines)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def start(self) -> int:
        return self.heading[0]


@dataclass(frozen=True, slots=True)
class Report:
    """parts: by id, only those whose heading was found. before: what stands before the first heading."""

    document: Document
    parts: Mapping[str, Part]
    before: tuple[Line, ...] = ()
    rest: tuple[Line, ...] = field(default=())
    """What stands after the last part: literature, attachments."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right. check: id of the check; part: id or ''; line: 0 where there is no place.

    message: one sentence; action: what to do; quote: the first words there, masked.
    """

    check: str
    part: str
    line: int
    severity: Severity
    message: str
    action: str
    quote: str = ""
