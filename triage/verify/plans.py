"""The plan as formulas: what the planner makes of the conclusions (triage/plan), restated independently.

Mirrors semantics 11–15: findings with the cases that dangers imply and without those that yield, urgency,
prohibitions, steps with replacements, owners and referrals led around suspected roles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from triage.kb.productions import compile_productions
from triage.kb.types import Knowledge
from triage.model import HOUSEHOLD, OTHER_HOUSEHOLD, URGENCIES, urgency_rank
from triage.verify.circuit import FALSE, Circuit, Node
from triage.verify.plan_logic import PlanLogic, named
from triage.verify.plan_steps import choose, refer
from triage.verify.rules import Logic, translate


def logic_of(knowledge: Knowledge, conditions: Iterable[Any] = ()) -> PlanLogic:
    """The plan of every household as formulas. conditions: what will be asked of it."""
    return plan_of(translate(compile_productions(knowledge), knowledge, Circuit(), "", conditions), knowledge)


def plan_of(logic: Logic, knowledge: Knowledge) -> PlanLogic:
    """The plan over the conclusions of `logic`."""
    plan = PlanLogic(logic)
    _find(plan, knowledge)
    _rank(plan, knowledge)
    _yield(plan, knowledge)
    circuit = logic.circuit
    for name in knowledge.bypass:
        plan.bypass[name] = circuit.any(node for _, node in logic.of("bypass", name))
    because = {name: named(plan, knowledge, "never", "prohibit", name) for name in knowledge.prohibitions}
    plan.prohibitions = {name: circuit.any(parts) for name, parts in because.items()}
    for name in knowledge.reminders:
        plan.reminders[name] = circuit.any(named(plan, knowledge, "remind", "remind", name))
    choose(plan, knowledge)
    refer(plan, knowledge)
    plan.asks = circuit.any(
        circuit.all((node, circuit.no(_known(plan, sign))))
        for (case, _), node in plan.findings.items()
        for sign in knowledge.cases[case].ask_next
    )
    return plan


def _known(plan: PlanLogic, sign: str) -> Node:
    """The sign was observed of anybody, as present or absent."""
    return plan.logic.circuit.any(node for each, node in plan.logic.signs.items() if each.id == sign)


def _find(plan: PlanLogic, knowledge: Knowledge) -> None:
    """Cases concluded, and those that dangers bring along."""
    circuit = plan.logic.circuit
    found: dict[tuple[str, str], Node] = defaultdict(int)
    for (_, case, _, subject, _), node in plan.logic.of("case"):
        found[case, subject] = circuit.any((found[case, subject], node))
    concluded = {case: circuit.any(n for (c, _), n in found.items() if c == case) for case in knowledge.cases}
    brought: dict[str, Node] = defaultdict(int)
    for (_, danger, _, subject, _), node in sorted(plan.logic.of("danger")):
        cases = knowledge.dangers[danger].cases
        known = circuit.any([*(concluded[c] for c in cases), *(brought[c] for c in cases)])
        new = circuit.all((node, circuit.no(known)))
        found[cases[0], subject] = circuit.any((found[cases[0], subject], new))
        brought[cases[0]] = circuit.any((brought[cases[0]], new))
    for danger in knowledge.dangers:
        plan.dangers[danger] = circuit.any(node for _, node in plan.logic.of("danger", danger))
    plan.findings = dict(found)


def _rank(plan: PlanLogic, knowledge: Knowledge) -> None:
    """Base, lowered by its own reasons, raised by rules and dangers (semantics 11)."""
    circuit = plan.logic.circuit
    for (case, subject), found in plan.findings.items():
        base = urgency_rank(knowledge.cases[case].urgency)
        near = [
            node for (_, danger, _, about, _), node in plan.logic.of("danger")
            if about == subject or case in knowledge.dangers[danger].cases
        ]  # fmt: skip
        own = []
        for rank in range(len(URGENCIES)):
            lowered = [n for v, n in _shifts(plan, "lower", case, subject) if urgency_rank(v) < rank]
            raised = [n for v, n in _shifts(plan, "raise", case, subject) if urgency_rank(v) >= rank]
            kept = circuit.no(circuit.any(lowered)) if base >= rank else FALSE
            own.append(circuit.all((found, circuit.any([kept, *raised]))))
        plan.own[case, subject] = own
        plan.at_least[case, subject] = [circuit.any((level, circuit.all((found, circuit.any(near))))) for level in own]


def _yield(plan: PlanLogic, knowledge: Knowledge) -> None:
    """Findings that yield to one at least as urgent go; then the household's urgency."""
    circuit = plan.logic.circuit
    gone = {}
    for (case, subject), mine in plan.own.items():
        rivals = [
            circuit.all([theirs[0], *(circuit.any((circuit.no(m), t)) for m, t in zip(mine, theirs, strict=True))])
            for (other, about), theirs in plan.own.items()
            if other in knowledge.cases[case].yields_to and (about == OTHER_HOUSEHOLD) == (subject == OTHER_HOUSEHOLD)
        ]
        gone[case, subject] = circuit.any(rivals)
    for key, node in gone.items():
        stays = circuit.no(node)
        plan.findings[key] = circuit.all((plan.findings[key], stays))
        plan.at_least[key] = [circuit.all((level, stays)) for level in plan.at_least[key]]
    for rank in range(len(URGENCIES)):
        plan.urgency.append(circuit.any([*(n[rank] for n in plan.at_least.values()), *plan.dangers.values()]))


def _shifts(plan: PlanLogic, kind: str, case: str, subject: str) -> list[tuple[str, Node]]:
    """(to, when) of the raises or lowerings that meet this finding."""
    return [
        (value, node)
        for (_, _, value, about, _), node in plan.logic.of(kind, case)
        if about == subject
        or (HOUSEHOLD in (about, subject) and OTHER_HOUSEHOLD not in (about, subject))
        or (kind == "raise" and about != OTHER_HOUSEHOLD)
    ]
