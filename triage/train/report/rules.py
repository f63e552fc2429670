"""What a check may use: the template, the knowledge with its reader and engine, and how to say what it found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from triage.pipeline import Machine
from triage.text import mask, without_names
from triage.train.report.model import Finding, Line, Part, Severity
from triage.train.report.template import Template

BEFORE = 20
"""Characters that are quoted before the place."""
SHOWN = 7
"""Words that are quoted so that the place is found."""
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Rules:
    """day: whose knowledge holds."""

    template: Template
    machine: Machine
    day: date

    def hidden(self, text: str) -> str:
        """The text without numbers and probable names; the same length."""
        return without_names(mask(text), self.machine.language.lexicon)

    def quote(self, text: str, at: int = 0) -> str:
        """The words around a character, so that a person finds the place; nobody's name or number is in them."""
        begin = max(0, text.rfind(" ", 0, max(0, at - BEFORE)))
        words = self.hidden(text)[begin:].split()
        return ("… " if begin else "") + " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")

    def finding(
        self, check: str, part: str, line: Line | None, message: str, action: str, severity: Severity = "wajib",
        at: int = 0,
    ) -> Finding:  # fmt: skip
        """at: the character of the line that it is about."""
        quote = self.quote(line.text, at) if line else ""
        return Finding(check, part, line.number if line else 0, severity, message, action, quote)

    def about(
        self, check: str, part: Part, message: str, action: str, severity: Severity = "wajib", line: int = 0
    ) -> Finding:
        """A finding about a whole part: its place is its heading, or the heading at `line`."""
        title = self.template.sections[part.id].title
        return Finding(check, part.id, line or part.start, severity, message, action, title)


def sentences(lines: tuple[Line, ...]) -> Iterator[tuple[Line, str]]:
    """(line where it begins, sentence); a sentence goes on over line ends, but not over list items."""
    pieces = [line.text + (". " if line.text.endswith(":") else " ") for line in lines]
    starts = [0, *accumulate(map(len, pieces))]
    text = "".join(pieces)
    for found in _SENTENCE.finditer(text):
        begin = found.start() + len(found[0]) - len(found[0].lstrip())
        if found[0].strip(" .!?"):
            yield lines[bisect_right(starts, begin) - 1], found[0].strip()
