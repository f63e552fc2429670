"""The plan as formulas: what the planner makes of the conclusions (triage/plan), restated independently.

Mirrors semantics 11–15: findings with the cases that dangers imply and without those that yield, urgency,
prohibitions, steps with replacements, owners and referrals led around suspected roles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from triage.kb.productions import compile_productions
from triage.kb.types import Knowledge, ProhibitionDef, StepDef, StepWhen
from triage.model import HOUSEHOLD, OTHER_HOUSEHOLD, URGENCIES, urgency_rank
from triage.plan.bypass import BANK, DUTY_OF_ACCUSED
from triage.verify.circuit import FALSE, TRUE, Circuit, Node
from triage.verify.rules import Logic, Topic, translate


@dataclass
class PlanLogic:
    """When the plan of a household holds what. Findings by (case, subject); urgency as 'at least'."""

    logic: Logic
    findings: dict[tuple[str, str], Node] = field(default_factory=dict)
    at_least: dict[tuple[str, str], list[Node]] = field(default_factory=dict)
    """For every finding, for every rank 0 to 3, whether its urgency is that high."""
    own: dict[tuple[str, str], list[Node]] = field(default_factory=dict)
    """The same without dangers."""
    urgency: list[Node] = field(default_factory=list)
    """The household's, likewise."""
    dangers: dict[str, Node] = field(default_factory=dict)
    prohibitions: dict[str, Node] = field(default_factory=dict)
    reminders: dict[str, Node] = field(default_factory=dict)
    bypass: dict[str, Node] = field(default_factory=dict)
    steps: dict[str, Node] = field(default_factory=dict)
    owned: dict[tuple[str, str], Node] = field(default_factory=dict)
    """(step, owner): the step is in the plan and this owner does it."""
    referrals: dict[str, Node] = field(default_factory=dict)
    asks: Node = FALSE
    """A case that was found still wants to know something."""

    def told(self) -> Logic:
        """The logic as statements about plans read it: a case is there when the plan shows it."""
        shown: dict[Topic, dict[tuple[str, str], Node]] = {}
        for (case, subject), node in self.findings.items():
            shown.setdefault(("case", case, ""), {})[subject, ""] = node
        return replace(self.logic, facts=defaultdict(dict, {**self.logic.facts, **shown}))

    def case(self, name: str) -> Node:
        """The case is found for somebody."""
        return self.logic.circuit.any(node for (case, _), node in self.findings.items() if case == name)


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
    because = {name: _named(plan, knowledge, "never", "prohibit", name) for name in knowledge.prohibitions}
    plan.prohibitions = {name: circuit.any(parts) for name, parts in because.items()}
    for name in knowledge.reminders:
        plan.reminders[name] = circuit.any(_named(plan, knowledge, "remind", "remind", name))
    _choose(plan, knowledge)
    _refer(plan, knowledge)
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


def _named(plan: PlanLogic, knowledge: Knowledge, attribute: str, kind: str, name: str) -> list[Node]:
    """When dangers, findings or rules name this prohibition, reminder or referral."""
    return [
        *(n for danger, n in plan.dangers.items() if name in getattr(knowledge.dangers[danger], attribute)),
        *(n for (case, _), n in plan.findings.items() if name in getattr(knowledge.cases[case], attribute)),
        *(n for _, n in plan.logic.of(kind, name)),
    ]


def _choose(plan: PlanLogic, knowledge: Knowledge) -> None:
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


def _refer(plan: PlanLogic, knowledge: Knowledge) -> None:
    """Targets of dangers, findings, rules and steps, led around suspects."""
    circuit = plan.logic.circuit
    used: dict[str, list[Node]] = defaultdict(list)
    tables = {role: entry.referrals for role, entry in knowledge.bypass.items()}
    for name in knowledge.referrals:
        wanted = circuit.any([
            *_named(plan, knowledge, "refer", "refer", name),
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
