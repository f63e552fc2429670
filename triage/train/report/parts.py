"""A document cut into the parts of the template, in whatever order they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from triage.train.report.headings import heading, is_label_alone, only_form
from triage.train.report.hints import is_hint
from triage.train.report.model import Document, Line, Part, Report
from triage.train.report.read import read_document
from triage.train.report.template import Template, plain, template

RUN = 6
"""So many words of the form in a row are copied, not chance."""
ALIKE = 0.9
"""A line of the form may be misspelt so much."""
_LABEL = re.compile(r"^\(?(?:[123]|I{1,3}|[A-Fa-f])[.)]\s*|^[-–•*]\s+")


@dataclass(slots=True)
class _Open:
    """A part while it is read."""

    headings: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)
    label: str = ""


def read_report(path: Path) -> Report:
    """Raises Problems for a file that cannot be read."""
    return parts_of(read_document(path), template())


def parts_of(document: Document, form: Template) -> Report:
    """Every line in its part; a part whose heading comes twice is put together."""
    opened: dict[str, _Open] = {}
    before: list[Line] = []
    rest: list[Line] = []
    current, after_heading = "", False
    for line in _joined(document.lines):
        found = heading(line, current, form)
        if found is not None:
            again, current, after_heading = found.part == current, found.part, True
            if current:
                part = opened.setdefault(current, _Open())
                if not again:
                    part.headings.append(line.number)
                part.label = part.label or found.label
                if found.rest:
                    part.lines.append(replace(line, text=found.rest))
        elif not current:
            (rest if opened else before).append(line)
        elif after_heading and only_form(line.text, form.sections[current]):
            continue  # the heading goes on
        else:
            after_heading = False
            _place(line, current, opened[current], form)
    parts = {name: _part(name, opened[name]) for name in form.sections if name in opened}
    return Report(document, parts, tuple(before), tuple(rest))


def _joined(lines: tuple[Line, ...]) -> Iterator[Line]:
    """A letter that stands alone goes before the line that follows it."""
    waiting: Line | None = None
    for line in lines:
        if waiting is not None:
            line = replace(line, text=f"{waiting.text} {line.text}", styled=line.styled or waiting.styled)
            waiting = None
        if is_label_alone(line):
            waiting = line
        else:
            yield line
    if waiting is not None:
        yield waiting


def _place(line: Line, name: str, part: _Open, form: Template) -> None:
    """The form's own list is passed over; hints, copied instructions and web remains are kept apart."""
    is_form = _is_form(line.text, form)
    if is_form and (name == "A" or not part.lines or _LABEL.match(line.text)):
        return
    if is_form or is_hint(line.text) or form.web.match(plain(line.text)) or copied(line.text, form):
        part.left.append(line)
    else:
        part.lines.append(line)


def _is_form(text: str, form: Template) -> bool:
    """One sentence or more of the form, whole: it prints them there itself."""
    words = plain(_LABEL.sub("", text))
    for known in map(plain, form.groups):
        if len(words.split()) >= 3 and words in known:
            return True
        shorter, longer = sorted((len(words), len(known)))
        if shorter > ALIKE * ALIKE * longer and SequenceMatcher(None, words, known).ratio() > ALIKE:
            return True
    return False


def copied(text: str, form: Template) -> bool:
    """Most of the line is a run of words of an instruction or a hint."""
    words = plain(text).split()
    if len(words) < RUN:
        return False
    for instruction in form.instructions():
        known = f" {plain(instruction)} "
        runs = [i for i in range(len(words) - RUN + 1) if f" {' '.join(words[i : i + RUN])} " in known]
        covered = {i + j for i in runs for j in range(RUN)}
        if len(covered) * 2 > len(words):
            return True
    return False


def _part(name: str, part: _Open) -> Part:
    return Part(name, tuple(part.headings), tuple(part.lines), tuple(part.left), part.label)
