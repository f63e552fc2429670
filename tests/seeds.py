"""Plants one fault of tests/seeded/faults.yaml at a time in a copy of the small sound knowledge beside it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from triage.check import check_all
from triage.check.todos import todos, without_echoes
from triage.kb.build import build_what_is_sound
from triage.kb.problems import Problem

FOLDER = Path(__file__).resolve().parent / "seeded"
TODAY = dt.date(2026, 11, 23)
MARK = "§"
Told = Counter[tuple[str, str, int, int]]
"""(rule, file, line, col): how often"""


def faults() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / "faults.yaml").read_text(encoding="utf-8"))
    return found


def sound(into: Path) -> None:
    """The sound knowledge, to be spoiled."""
    shutil.copytree(FOLDER / "base", into, dirs_exist_ok=True)


def plant(fault: dict[str, Any], into: Path) -> Told:
    """Write the faulty knowledge; what `check` must tell of it."""
    sound(into)
    files = {fault["file"]: (into / fault["file"]).read_text(encoding="utf-8"), **fault.get("new", {})}
    assert fault["find"] in files[fault["file"]], fault["name"]
    files[fault["file"]] = files[fault["file"]].replace(fault["find"], fault["put"], 1)
    marked = next((name for name, text in files.items() if MARK in text), None)
    where = marked or fault.get("told_in") or fault["file"]
    text = files.get(where) or (into / where).read_text(encoding="utf-8")
    at = text.index(MARK if marked else fault["at"])
    told: Told = Counter({(fault["rule"], where, *_place(text, at)): 1})
    for more in fault.get("more", ()):
        plain = text.replace(MARK, "")
        told[(more["rule"], where, *_place(plain, plain.index(more["at"])))] = more["count"]
    for name, content in files.items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_text(content.replace(MARK, ""), encoding="utf-8")
    return told


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def found_in(folder: Path) -> list[Problem]:
    """Everything `check` finds, but that a small knowledge lacks most of the published ids."""
    stack = [(folder / "knowledge", folder / "rules")]
    base, read = build_what_is_sound(stack, "h")
    unfinished = todos(stack)
    every = {*unfinished, *without_echoes([*read, *check_all(base, TODAY).problems], unfinished)}
    return sorted(p for p in every if p.rule != "daftar-tertutup")


def told(problems: Iterable[Problem], folder: Path) -> Told:
    root = f"{folder.as_posix()}/"
    return Counter((p.rule, p.path.replace(root, ""), p.line, p.col) for p in problems)
