"""What a check may use: the template, the knowledge with its reader and engine, and how to say what it found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from triage.pipeline import Machine
from triage.text import mask, without_names
from triage.train.report.model import Finding, Line, Severity
from triage.train.report.template import Template

SHOWN = 7
"""Words that are quoted so that the place is found."""
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Rules:
    """now: with a time zone; it decides which knowledge holds."""

    template: Template
    machine: Machine
    now: datetime

    def hidden(self, text: str) -> str:
        """The text without numbers and probable names; the same length."""
        return without_names(mask(text), self.machine.language.lexicon)

    def quote(self, text: str) -> str:
        """The first words, so that a person finds the place; nobody's name or number is in them."""
        words = self.hidden(text).split()
        return " ".join(words[:SHOWN]) + (" …" if len(words) > SHOWN else "")

    def finding(
        self, check: str, part: str, line: Line | None, message: str, action: str, severity: Severity = "wajib"
    ) -> Finding:
        quote = self.quote(line.text) if line else ""
        return Finding(check, part, line.number if line else 0, severity, message, action, quote)


def sentences(lines: tuple[Line, ...]) -> Iterator[tuple[Line, str]]:
    """(line where it begins, sentence); a sentence goes on over line ends, but not over list items."""
    text, starts = "", []
    for line in lines:
        starts.append((len(text), line))
        text += line.text + (" " if not line.text.endswith(":") else ". ")
    for found in _SENTENCE.finditer(text):
        begin = found.start() + len(found[0]) - len(found[0].lstrip())
        if found[0].strip(" .!?"):
            yield [line for at, line in starts if at <= begin][-1], found[0].strip()
