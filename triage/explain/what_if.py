"""What differs between the plan as it is and the plan with other answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from triage.explain.tree import Change, Part
from triage.labels import OWNERS, ROLES
from triage.model import Plan, PlanStep

HERE = "ada"


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Urgency, dangers, cases, steps, prohibitions and bypassed roles that come, go or change; in that order."""
    return tuple(_changes(before, after))


def _changes(before: Plan, after: Plan) -> Iterator[Change]:
    if before.urgency != after.urgency:
        yield Change("urgency", "urgensi", "Urgensi", before.urgency or "", after.urgency or "")
    for part, text_of, states in PARTS:
        old, new = states(before), states(after)
        for name in dict.fromkeys([*old, *new]):
            was, now = old.get(name, ""), new.get(name, "")
            if was != now:
                yield Change(part, name, text_of(after if now else before, name), was, now)


def _cases(plan: Plan) -> dict[str, str]:
    """Case -> its urgency; a case of several persons as urgent as its first finding, which stands first in the plan."""
    found: dict[str, str] = {}
    for finding in plan.findings:
        guess = ", dugaan" if finding.certainty == "suspected" else ""
        found.setdefault(finding.case, f"{finding.urgency}{guess}")
    return found


def _steps(plan: Plan) -> dict[str, str]:
    return {step.id: _doing(step) for step in plan.steps}


def _doing(step: PlanStep) -> str:
    """Who does it and how soon: what may change about a step that stays."""
    return f"{OWNERS[step.owner]}, {step.urgency}"


def _step_text(plan: Plan, name: str) -> str:
    return next(step.text for step in plan.steps if step.id == name)


def _never_text(plan: Plan, name: str) -> str:
    return next(reason.text for reason in plan.prohibitions if reason.id == name)


PARTS: tuple[tuple[Part, Callable[[Plan, str], str], Callable[[Plan], Mapping[str, str]]], ...] = (
    ("danger", lambda plan, name: plan.titles[name], lambda plan: {d.id: HERE for d in plan.dangers}),
    ("case", lambda plan, name: plan.titles[name], _cases),
    ("step", _step_text, _steps),
    ("prohibition", _never_text, lambda plan: {r.id: HERE for r in plan.prohibitions}),
    ("bypass", lambda plan, name: ROLES.get(name, name), lambda plan: {r.id: HERE for r in plan.bypass}),
)
"""Part of the plan, what an entry of it is called, and its entries with what may change about them."""
