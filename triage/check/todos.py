"""Entries that are not finished: every value that still begins with TODO, at its place in the file.

The files are read again, because an entry of TODOs is not well-formed and never becomes part of `Knowledge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from triage.kb.load import knowledge_files
from triage.kb.problems import Problem, Problems
from triage.kb.yamlmap import Key, YamlFile, read_yaml

MARK = "TODO"
RULE = "belum-selesai"
_TODO = re.compile(rf"{MARK}\b:?\s*")


def todos(stack: Sequence[tuple[Path, Path]]) -> list[Problem]:
    """One problem for each TODO in the files of all layers; unreadable files are the loader's to report."""
    found: list[Problem] = []
    for layer in stack:
        for path in knowledge_files([layer]):
            if MARK.encode() not in path.read_bytes():  # nearly all files: not worth parsing again
                continue
            try:
                file = read_yaml(path)
            except Problems:
                continue
            found += todos_in(file)
    return sorted(found)


def todos_in(file: YamlFile) -> Iterator[Problem]:
    """The TODOs of one file. The text after the mark, which says what belongs there, is the message."""
    for key, text in _texts(file.data, ()):
        match = _TODO.match(text)
        if match:
            wanted = text[match.end() :] or "tulis isinya"
            name = str(next((part for part in reversed(key) if isinstance(part, str)), ""))
            yield file.problem(key, RULE, f"{name} masih {MARK}: {wanted}".lstrip())


def _texts(data: Any, key: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(data, str):
        yield key, data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, (*key, name))
            if name.startswith(MARK):
                yield (*key, name), name
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*key, index))


def without_echoes(problems: Iterable[Problem], found: Sequence[Problem]) -> list[Problem]:
    """The problems that are not merely what a TODO looks like to the other checks."""
    lines = {(p.path, p.line) for p in found}  # validation reports at the key, which is on the same line
    kept = [p for p in problems if f"'{MARK}" not in p.message]
    return [p for p in kept if not (p.rule == "bentuk" and (p.path, p.line) in lines)]
