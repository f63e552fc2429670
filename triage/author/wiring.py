"""The first line of a knowledge file, which tells an editor which schema it follows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from triage.kb.build import KINDS
from triage.kb.load import Layer, knowledge_files

START = "# yaml-language-server: $schema="
SCHEMAS = "schemas"
NAMES = frozenset((*KINDS, "cases", "language", "stories", "waivers", "invariants"))


def kind_of(file: Path, data: Path, rules: Path) -> str | None:
    """The kind of a file of one layer by its path, as the loader routes it; None for one without a schema."""
    if rules in file.parents:
        return "rules"
    top = file.relative_to(data).parts[0].removesuffix(".yaml").split("-")[0]
    return top if top in NAMES else None


def home_of(layer: Layer) -> Path:
    """The folder that holds the layer: `schemas/` stands in it."""
    data, rules = layer
    return rules.parent if rules.parent in (data, *data.parents) else data


def first_line(file: Path, kind: str, schemas: Path) -> str:
    """The comment for a file, with the way from it to the schema."""
    way = Path(os.path.relpath(schemas / f"{kind}.json", file.parent)).as_posix()
    return f"{START}{way}"


def with_first_line(text: str, line: str) -> str:
    """The text beginning with the line, in place of an older one; the file's own line endings stay."""
    end = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix("\ufeff")
    first, _, rest = text.partition(end)
    return mark + line + end + (rest if first.startswith(START) else text)


def wired(layer: Layer, schemas: Path) -> Iterator[tuple[Path, str]]:
    """Every file of the layer whose first line is not what it should be, with its new text."""
    data, rules = layer
    for file in knowledge_files([layer]):
        kind = kind_of(file, data, rules)
        text = file.read_bytes().decode("utf-8")
        new = with_first_line(text, first_line(file, kind, schemas)) if kind else text
        if new != text:
            yield file, new
