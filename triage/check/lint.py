"""What a lint is: an id, a severity, one sentence for the handbook, and a search through the knowledge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Literal

from triage.kb.place import problem
from triage.kb.problems import Problem, Problems
from triage.kb.types import Knowledge
from triage.kb.yamlmap import read_yaml

Severity = Literal["error", "warning"]
Inside = tuple[str | int, ...]
"""Keys and indexes that lead from an entry to the faulty part of it."""


class Lint:
    """Base of all lints. The docstring of a subclass is its Indonesian sentence in the handbook.

    id: the rule name that problems carry and waivers name. severity: a warning is told but fails nothing.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity] = "error"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        """Every place where the knowledge breaks this lint."""
        raise NotImplementedError

    def at(self, kb: Knowledge, kind: str, name: str, message: str, hint: str = "", inside: Inside = ()) -> Problem:
        """A problem of this lint at the entry, or more exactly at a part of it."""
        found = problem(kb, kind, name, self.id, message, hint)
        waived = any(w.rule == self.id and w.id == name and w.about in message for w in kb.waivers)
        if not inside or not found.line or waived:
            return found
        line, col = _exact(found, kind, name, inside)
        return replace(found, line=line, col=col)

    def word(self, kb: Knowledge, part: str, name: str, message: str, hint: str = "") -> Problem:
        """A problem of this lint at a word of `part` (classes, spelling) of the language files."""
        for path in _language_files(kb):
            try:
                file = read_yaml(path)
            except Problems:
                continue
            if (part, name) in file.places:
                return Problem(file.path, *file.places[part, name], self.id, message, hint)
        return Problem("knowledge/language", 0, 0, self.id, message, hint)

    @classmethod
    def sentence(cls) -> str:
        """What the handbook says about this lint, on one line."""
        return " ".join((cls.__doc__ or "").split())


def _exact(found: Problem, kind: str, name: str, inside: Inside) -> tuple[int, int]:
    """Line and column of a part of an entry: the file is read again, which happens only where there is a problem."""
    try:
        file = read_yaml(Path(found.path))
    except Problems:
        return found.line, found.col
    if kind == "rules":
        return file.at(inside)
    if isinstance(file.data, list):
        at = next((i for i, raw in enumerate(file.data) if isinstance(raw, dict) and raw.get("id") == name), 0)
        return file.at((at, *inside))
    return file.at((name, *inside))


def _language_files(kb: Knowledge) -> Iterator[Path]:
    """The files of all layers' language/ folders, found from the places of the entries."""
    folders = dict.fromkeys(Path(place.partition(".yaml:")[0]).parent for place in kb.places.values())
    roots = dict.fromkeys(root for folder in folders for root in (folder, folder.parent))
    for root in roots:
        yield from sorted((root / "language").glob("*.yaml"))


def texts_of(value: Any, inside: Inside = ()) -> Iterator[tuple[Inside, str]]:
    """Every text in an entry with the way to it."""
    if isinstance(value, str):
        yield inside, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name), (*inside, field.name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts_of(part, (*inside, key))
    elif isinstance(value, tuple | list):
        for i, part in enumerate(value):
            yield from texts_of(part, (*inside, i))
