"""Which steps and referrals a plan holds, and who does them, as formulas (semantics 13 to 15).

Mirrors triage/plan/steps.py and bypass.py independently: what is wanted, what is forbidden or behind a closed
gate, what stands in for it, and how everything is led around suspected roles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from triage.kb.types import Knowledge, ProhibitionDef, StepDef, StepWhen
from triage.model import OTHER_HOUSEHOLD
from triage.plan.bypass import BANK, DUTY_OF_ACCUSED
from triage.verify.circuit import FALSE, TRUE, Circuit, Node
from triage.verify.plan_logic import PlanLogic, named


def choose(plan: PlanLogic, knowledge: Knowledge) -> None:
    """Wanted steps, without the forbidden, replaced, led around suspects."""
    circuit = plan.logic.circuit
    out = {name: _out(plan, knowledge, step) for name, step in knowledge.steps.items()}
    blocked = {name: _blocked(plan, knowledge, step) for name, step in knowledge.steps.items()}
    instead = _replacements(plan)
    kept: dict[str, list[Node]] = defaultdict(list)
    for name in knowledge.steps:
        wanted = _wanted(plan, knowledge, name)
        if wanted == FALSE:
            continue
        todo = [(name, wanted, frozenset[str]())]
        while todo:
            step, when, seen = todo.pop()
            if when == FALSE or step in seen:
                continue
            gone, through = out[step], blocked[step]
            kept[step].append(circuit.all((when, circuit.no(gone), circuit.no(through))))
            seen |= {step}
            for target, said in instead.get(step, ()):
                if target:
                    todo.append((target, circuit.all((when, said)), seen))
            other = knowledge.steps[step].otherwise
            if other:
                todo.append((other, circuit.all((when, circuit.no(gone), through)), seen))
    plan.steps = {name: circuit.any(parts) for name, parts in kept.items()}
    for name, node in plan.steps.items():
        for owner, when in _owners(plan, knowledge, knowledge.steps[name]):
            mine = circuit.all((node, when))
            plan.owned[name, owner] = circuit.any((plan.owned.get((name, owner), FALSE), mine))


def _wanted(plan: PlanLogic, knowledge: Knowledge, step: str) -> Node:
    """A finding, a danger, or a rule asks for it."""
    circuit = plan.logic.circuit
    parts = [n for danger, n in plan.dangers.items() if step in knowledge.dangers[danger].steps]
    for (case, _), node in plan.findings.items():
        if any(not isinstance(entry, StepWhen) and entry == step for entry in knowledge.cases[case].steps):
            parts.append(node)
    for (_, _, case, _, _), node in plan.logic.of("step", step):
        parts.append(circuit.all((node, plan.case(case))) if case else node)
    return circuit.any(parts)


def _replacements(plan: PlanLogic) -> dict[str, list[tuple[str, Node]]]:
    """step -> (what comes instead or '', when). Of several the last in the order of conclusions holds."""
    circuit = plan.logic.circuit
    found: dict[str, dict[str, Node]] = defaultdict(lambda: defaultdict(int))
    for (_, step, value, _, _), node in plan.logic.of("drop_step"):
        found[step][value] = circuit.any((found[step][value], node))
    out: dict[str, list[tuple[str, Node]]] = {}
    for step, by_value in found.items():
        later = FALSE
        out[step] = []
        for value in sorted(by_value, reverse=True):
            out[step].append((value, circuit.all((by_value[value], circuit.no(later)))))
            later = circuit.any((later, by_value[value]))
    return out


def _out(plan: PlanLogic, knowledge: Knowledge, step: StepDef) -> Node:
    """Dropped by a rule, behind a closed gate, or forbidden by its tags (semantics 13, 15)."""
    circuit = plan.logic.circuit
    gates = [tag for tag in step.tags if knowledge.tags[tag].only_when is not None]
    opened = [[n for key, n in plan.logic.of("permit", tag) if key[3] != OTHER_HOUSEHOLD] for tag in gates]
    closed = [circuit.no(circuit.any(nodes)) for nodes in opened]
    dropped = [node for _, node in plan.logic.of("drop_step", step.id)]
    forbidden = [
        _binding(plan, knowledge, rule) if gates else plan.prohibitions[rule.id]
        for rule in knowledge.prohibitions.values()
        if not set(step.tags).isdisjoint(rule.removes)
    ]
    return circuit.any([*dropped, *closed, *forbidden])


def _binding(plan: PlanLogic, knowledge: Knowledge, rule: ProhibitionDef) -> Node:
    """Named by something else than the cases for which an open gate lifts it."""
    return plan.logic.circuit.any([
        *(n for danger, n in plan.dangers.items() if rule.id in knowledge.dangers[danger].never),
        *(
            n for (case, _), n in plan.findings.items()
            if rule.id in knowledge.cases[case].never and case not in rule.lifted_for
        ),
        *(n for _, n in plan.logic.of("prohibit", rule.id)),
    ])  # fmt: skip


def _blocked(plan: PlanLogic, knowledge: Knowledge, step: StepDef) -> Node:
    """It would go through a suspected role; duties of the accused are never blocked (semantics 14)."""
    if DUTY_OF_ACCUSED in step.tags:
        return FALSE
    return plan.logic.circuit.any(
        node for role, node in plan.bypass.items()
        if not set(step.tags).isdisjoint(knowledge.bypass[role].channels)
        or step.referral in knowledge.bypass[role].referrals
    )  # fmt: skip


def _owners(plan: PlanLogic, knowledge: Knowledge, step: StepDef) -> Iterable[tuple[str, Node]]:
    """Who does the step, when. Card and bank steps stay with the KPM."""
    if DUTY_OF_ACCUSED in step.tags or (step.owner == "kpm" and BANK in step.tags):
        return [(step.owner, TRUE)]
    return _around(plan, {r: dict(d.owners) for r, d in knowledge.bypass.items()}, step.owner, "dinsos")


def refer(plan: PlanLogic, knowledge: Knowledge) -> None:
    """Targets of dangers, findings, rules and steps, led around suspects."""
    circuit = plan.logic.circuit
    used: dict[str, list[Node]] = defaultdict(list)
    tables = {role: entry.referrals for role, entry in knowledge.bypass.items()}
    for name in knowledge.referrals:
        wanted = circuit.any([
            *named(plan, knowledge, "refer", "refer", name),
            *(node for step, node in plan.steps.items() if knowledge.steps[step].referral == name),
        ])  # fmt: skip
        for target, when in _around(plan, tables, name, None) if wanted != FALSE else ():
            used[target].append(circuit.all((wanted, when)))
    plan.referrals = {name: circuit.any(parts) for name, parts in used.items()}


def _around(
    plan: PlanLogic, tables: Mapping[str, Mapping[Any, str]], name: str, last: str | None
) -> list[tuple[str, Node]]:
    """Follow substitutes: (who stands in, when). A circle ends at `last`, or where it began to repeat.

    Of several suspected roles that replace the same one, the last in the order of conclusions holds.
    """
    circuit: Circuit = plan.logic.circuit
    out: list[tuple[str, Node]] = []
    todo: list[tuple[str, Node, tuple[str, ...]]] = [(name, TRUE, (name,))]
    while todo:
        here, when, seen = todo.pop()
        later = FALSE
        for role in sorted((r for r in tables if here in tables[r]), reverse=True):
            chosen = circuit.all((when, plan.bypass[role], circuit.no(later)))
            later = circuit.any((later, plan.bypass[role]))
            target = tables[role][here]
            if target not in seen:
                todo.append((target, chosen, (*seen, target)))
            elif chosen != FALSE:
                out.append((last or here, chosen))
        out.append((here, circuit.all((when, circuit.no(later)))))
    return out
