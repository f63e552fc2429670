"""Why a case is as urgent as it is: the base, what raises it, a danger. Each reason has an id that rewording keeps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from triage.kb.conditions import alternatives, parse_condition
from triage.kb.types import Knowledge
from triage.model import Urgency
from triage.train.scenes import Scene

BASE = "bawaan"
FEW = 2
"""So many answers may an item need at most to make a condition true."""


class Raise(NamedTuple):
    """id: from its condition and level; rule: as a trace names it."""

    id: str
    to: Urgency
    why: str
    rule: str
    when: Any


def raises(knowledge: Knowledge, case: str) -> Iterator[Raise]:
    """What the case itself says about higher urgency."""
    for i, shift in enumerate(knowledge.cases[case].raise_when):
        digest = hashlib.sha256(json.dumps([shift.when, shift.to], sort_keys=True).encode()).hexdigest()[:8]
        yield Raise(f"naik.{digest}", shift.to, shift.why, f"case:{case}/raise/{i + 1}", shift.when)


def dangers(knowledge: Knowledge, case: str) -> Iterator[str]:
    """Dangers that name the case."""
    return (danger.id for danger in knowledge.dangers.values() if case in danger.cases)


def holds(knowledge: Knowledge, scene: Scene, case: str, reason: str) -> bool:
    """Whether the reason is why the case is as urgent as the engine says: it fired, and at that level."""
    finding = scene.finding(case)
    if finding is None:
        return False
    here = {danger.id for danger in scene.plan.dangers}
    if reason == BASE:
        plain = finding.urgency == knowledge.cases[case].urgency
        return plain and not scene.fired(case) and not here & set(dangers(knowledge, case))
    if reason.startswith("bahaya."):
        name = reason.removeprefix("bahaya.")
        return finding.urgency == "darurat" and name in here and name in dangers(knowledge, case)
    fired = scene.fired(case)
    return any(r.id == reason and r.rule in fired and r.to == finding.urgency for r in raises(knowledge, case))


def answers_for(knowledge: Knowledge, when: Any) -> tuple[str, ...]:
    """Answers in the short notation that make a condition true; () when no short way is a matter of answers."""
    node, _ = parse_condition(when)
    for way in alternatives(node, knowledge.signs) if node else ():
        if len(way) <= FEW and all(atom.kind == "sign" and atom.id in knowledge.signs for atom in way):
            actors = ((a, sorted(a.actors)[:1]) for a in way)
            return tuple(f"{'-' * (a.state == 'absent')}{a.id}{'@' + r[0] if r else ''}" for a, r in actors)
    return ()
