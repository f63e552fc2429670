"""Whether a district's knowledge may be used: the statements of invariants.yaml still hold with its changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from triage.kb.build import build
from triage.kb.invariants import load_invariants
from triage.kb.load import content_hash, layers, overlay_file
from triage.kb.problems import Problem, Problems, shown
from triage.kb.productions import compile_productions
from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.verify.certificate import certified, certify
from triage.verify.run import statement_problems
from triage.verify.trial import Broken, broken

RULE = "lapisan"
SIGNS = 4
"""At most so many signs of a household are told."""


def admit(extra: Sequence[Path], machine: Machine) -> None:
    """Raises Problems when the statements do not hold for the knowledge with these extra folders.

    Nothing is done where z3 has proved them or this has found them to hold before (certificate.py).
    """
    if certified(machine.knowledge.hash):
        return
    problems = layer_problems(extra, machine)
    if problems:
        raise Problems(problems)
    certify(machine.knowledge.hash, "tried")


def layer_problems(extra: Sequence[Path], machine: Machine) -> list[Problem]:
    """Statements that are broken with the extra folders, or that name what these have disabled."""
    stack = layers(extra)
    invariants = load_invariants(stack)
    wrong = statement_problems(invariants, machine.knowledge)
    if wrong:
        return wrong
    base = build(stack[:1], content_hash(stack[:1]))
    old = Machine(base, machine.language, compile_productions(base))
    found = broken({name: one for name, (one, _) in invariants.items()}, machine, old)
    return list(_told(found, stack[-1], machine.knowledge, extra))


def _told(
    found: Sequence[Broken], layer: tuple[Path, Path], knowledge: Knowledge, extra: Sequence[Path]
) -> Iterator[Problem]:
    file = overlay_file(layer)
    place = (shown(file), 1, 1) if file.is_file() else (shown(file.parent), 0, 0)
    again = " ".join(f"--knowledge {shown(folder)}" for folder in extra)
    for one in found:
        example = "; ".join(_said(one, knowledge)) or "rumah tangga mana pun"
        hint = f"contoh: {example}. Semua rumah tangga: triage kb verify {again}"
        yield Problem(*place, RULE, f"melanggar pernyataan {one.id}: {one.says}", hint, one.id)


def _said(one: Broken, knowledge: Knowledge) -> Iterator[str]:
    for sign in sorted(one.signs)[:SIGNS]:
        yield ("" if sign.state == "present" else "tidak ada: ") + knowledge.signs[sign.id].says
    if len(one.signs) > SIGNS:
        yield f"dan {len(one.signs) - SIGNS} tanda lagi"
