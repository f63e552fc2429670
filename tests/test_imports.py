"""Imports go one way along the arrow: text knows no engine, engine knows no plan, plan knows no screen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "triage"
ALLOWED = {
    "model": set(),
    "paths": set(),
    "labels": {"model"},
    "once": set(),
    "kb": {"labels", "model", "paths"},
    "notation": {"model", "kb"},
    "signs": {"model", "kb"},
    "text": {"model", "kb"},
    "nearest": {"model", "kb", "text"},
    "facts": {"model", "kb"},
    "engine": {"model"},
    "plan": {"model", "once", "paths", "kb", "signs"},
    "pipeline": {"model", "kb", "text", "nearest", "facts", "signs", "engine", "plan"},
    "verify": {"model", "paths", "kb", "plan", "notation", "pipeline", "check"},
    "compiled": {"kb", "nearest", "paths", "pipeline", "text", "verify"},
    "interview": {"model", "kb", "notation", "facts", "text", "plan", "pipeline", "verify"},
    "explain": {"labels", "model", "kb", "signs", "notation", "plan", "pipeline"},
    "render": {"labels", "model", "explain"},
    "handbook": {"labels", "model", "kb"},
    "check": {"labels", "model", "paths", "kb", "text", "facts", "signs", "engine", "plan", "pipeline", "notation"},
    "browse": {"labels", "model", "kb", "text", "render"},
    "author": {"model", "kb", "facts", "plan", "check", "train"},
    "batch": {
        "__init__",
        "compiled",
        "engine",
        "facts",
        "handbook",
        "kb",
        "labels",
        "model",
        "once",
        "notation",
        "pipeline",
        "plan",
        "render",
        "text",
    },
    "train": {
        "labels",
        "model",
        "paths",
        "kb",
        "signs",
        "notation",
        "engine",
        "plan",
        "pipeline",
        "browse",
        "handbook",
        "render",
        "text",
    },
    "__init__": set(),
    "cli": {
        "compiled",
        "batch",
        "train",
        "browse",
        "explain",
        "author",
        "__init__",
        "model",
        "paths",
        "kb",
        "text",
        "nearest",
        "facts",
        "engine",
        "plan",
        "pipeline",
        "notation",
        "check",
        "verify",
        "interview",
        "render",
        "handbook",
    },
}


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {n.split(".")[1] for n in names if n.startswith("triage.")}
    return found


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda f: f.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_only_earlier_stages(file: Path) -> None:
    part = part_of(file)
    if part in ("__init__", "__main__"):
        return
    assert imported(file) <= ALLOWED[part] | {part}


def test_experta_is_imported_in_one_module_only() -> None:
    users = [f for f in PACKAGE.rglob("*.py") if "import experta" in (t := f.read_text()) or "from experta" in t]
    assert {f.parent.name for f in users} == {"engine"}
    outside = [f.name for f in users if f.name != "compat.py"]
    assert outside == []


def test_nothing_is_called_from_yaml() -> None:
    for file in PACKAGE.rglob("*.py"):
        calls = {
            n.func.id
            for n in ast.walk(ast.parse(file.read_text()))
            if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
        }
        assert not calls & {"eval", "exec", "__import__"}, file
