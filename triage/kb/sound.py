"""Whether the knowledge holds together well enough to be used at all: ids exist, conditions compile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from triage.kb.place import SINGULAR, problem
from triage.kb.problems import Problem, did_you_mean
from triage.kb.productions import CompileErrors, compile_productions
from triage.kb.references import references
from triage.kb.types import Knowledge

_DUE = re.compile(r"\d+(h|wh|wd|d)\Z")


def unknown_references(kb: Knowledge) -> Iterator[Problem]:
    """An entry names an id that does not exist."""
    for kind, name, target, wanted in references(kb):
        known = getattr(kb, target)
        if wanted not in known:
            hint = did_you_mean(wanted, known) or f"tambahkan {SINGULAR[target]} itu"
            yield problem(kb, kind, name, "rujukan-id", f"{SINGULAR[target]} {wanted!r} tidak ada", hint)


def compiles(kb: Knowledge) -> Iterator[Problem]:
    """Conditions parse, look only at earlier layers and stay small."""
    try:
        compile_productions(kb)
    except CompileErrors as errors:
        for kind, name, path, message in errors.errors:
            at = ".".join(str(p) for p in path)
            yield problem(kb, f"{kind}s", name, "syarat", f"{message} [{at}]" if at else message)


def deadlines(kb: Knowledge) -> Iterator[Problem]:
    """Every `due` is a number and a unit."""
    for step in kb.steps.values():
        for due in [step.due] if isinstance(step.due, str) else step.due.values():
            if not _DUE.match(due):
                hint = "tulis angka lalu h, wh, wd, atau d, misalnya 2h atau 7d"
                yield problem(kb, "steps", step.id, "tenggat", f"{due!r} bukan tenggat", hint)


SOUND: tuple[Callable[[Knowledge], Iterable[Problem]], ...] = (unknown_references, compiles, deadlines)
"""What must hold before any plan is made."""
