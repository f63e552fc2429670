"""The door: questions about a plan in, an Explanation out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from triage.explain.situation import Situation, situation
from triage.explain.targets import find_target, holds
from triage.explain.tree import Explained, Explanation, Target, WhatIf
from triage.explain.what_if import changes
from triage.explain.why import WHY
from triage.explain.why_not import nothing_brings, why_not_case, why_not_danger, why_not_step
from triage.model import Plan

if TYPE_CHECKING:
    from triage.pipeline import Machine

WHY_NOT = {"case": why_not_case, "danger": why_not_danger, "step": why_not_step}


def explain(
    machine: Machine, plan: Plan, *, why: Sequence[str] = (), why_not: Sequence[str] = (),
    roles: Mapping[str, str] | None = None,
) -> Explanation:  # fmt: skip
    """Explain what the plan says and does not say.

    Args:
        plan: made by this machine. roles: of the named members of its household file (`facts.evidence.member_roles`).
        why, why_not: ids, KIND:id, or words of a title that mean one thing. A "why" of something that is not in the
            plan is answered like a "why not", and the other way round: the status tells.

    Raises:
        Problems: nothing known is meant, or more than one thing.
    """
    asked = [find_target(word, plan, machine.knowledge, "--why") for word in why]
    denied = [find_target(word, plan, machine.knowledge, "--why-not") for word in why_not]
    if not asked and not denied:
        return Explanation()
    here = situation(machine, plan, roles)
    return Explanation(tuple(_one(t, here) for t in asked), tuple(_one(t, here) for t in denied))


def _one(target: Target, here: Situation) -> Explained:
    if holds(target, here.plan):
        return Explained(target, "found", WHY[target.kind](target.id, here))
    return WHY_NOT.get(target.kind, nothing_brings)(target, here)


def what_if(before: Plan, after: Plan, answers: Sequence[str]) -> WhatIf:
    """What the answers change: `after` is the plan with them, `before` the one without."""
    return WhatIf(tuple(answers), changes(before, after))
