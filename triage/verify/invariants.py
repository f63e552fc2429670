"""Statements about plans as formulas: for each one, what a household would look like that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from triage.kb.conditions import atoms_of, parse_condition
from triage.kb.invariants import Claim, InvariantDef
from triage.kb.types import Knowledge
from triage.model import OTHER_HOUSEHOLD, urgency_rank
from triage.plan.bypass import BANK, DUTY_OF_ACCUSED
from triage.verify.circuit import TRUE, Circuit, Node
from triage.verify.plan_logic import PlanLogic
from triage.verify.rules import condition

_FAMILY = ("suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain")
ITSELF: dict[str, str] = {
    "kpm": "kpm", "pendamping": "pendamping", "aparat_desa": "perangkat_desa", "petugas_lain": "korkab",
    **dict.fromkeys(_FAMILY, "keluarga"),
}  # fmt: skip
"""The owner that a suspected role is, whatever bypass.yaml says: an entry that was emptied must not go unnoticed."""


@dataclass(frozen=True, slots=True)
class Breach:
    """What would break a statement: about which sign, case, danger or role, and when."""

    about: str
    claim: Node


def unknown_ids(invariant: InvariantDef, knowledge: Knowledge) -> Iterator[str]:
    """Sentences about ids that the statement names and the knowledge does not have, and conditions that are wrong."""
    then = invariant.then
    named: list[tuple[str, str]] = [("signs", name) for name in invariant.each]
    for raw in (invariant.when, invariant.unless):
        node, errors = parse_condition(raw) if raw is not None else (None, [])
        yield from (error.message for error in errors)
        kinds = {"sign": "signs", "case": "cases", "danger": "dangers"}
        named += [(kinds[leaf.kind], leaf.id) for leaf in atoms_of(node)] if node else []
    carried = then.no_carries.tags if then.no_carries else ()
    named += [("cases", n) for n in (*then.one_of_cases, *then.no_cases)]
    named += [("dangers", n) for n in then.one_of_dangers] + [("prohibitions", n) for n in then.prohibited]
    named += [("steps", n) for n in (*then.one_of_steps, *then.no_steps)]
    named += [("tags", n) for n in (*then.one_of_tags, *then.no_tags, *carried)]
    named += [("referrals", n) for n in then.one_of_referrals] + [("reminders", n) for n in then.remind]
    named += [("bypass", n) for n in then.bypass]
    for kind, name in named:
        if name not in getattr(knowledge, kind):
            yield f"{name!r} tidak ada di pengetahuan"
    if then == Claim():
        yield "bagian then kosong"


def conditions_of(invariants: Iterable[InvariantDef]) -> list[Any]:
    """The raw conditions of statements: roles that only they name must be told apart in the proof too."""
    return [raw for one in invariants for raw in (one.when, one.unless) if raw is not None]


def breaches(
    invariant: InvariantDef, plan: PlanLogic, knowledge: Knowledge, more: PlanLogic | None
) -> Iterator[Breach]:
    """One for every sign, case, danger or role that the statement is about.

    more: the same household when more of it is known.
    """
    circuit = plan.logic.circuit
    given = [condition(raw, plan.told(), knowledge) for raw in (invariant.when,) if raw is not None]
    if invariant.unless is not None:
        given.append(circuit.no(condition(invariant.unless, plan.told(), knowledge)))
    if invariant.own_household:
        elsewhere = [node for sign, node in plan.logic.signs.items() if sign.subject == OTHER_HOUSEHOLD]
        given.append(circuit.no(circuit.any(elsewhere)))
    for about, when in _subjects(invariant, plan, knowledge):
        if about in invariant.except_for:
            continue
        broken = [circuit.no(part) for part in _parts(invariant.then, about, plan, knowledge, more)]
        yield Breach(about, circuit.all([*given, when, circuit.any(broken)]))


def _subjects(invariant: InvariantDef, plan: PlanLogic, knowledge: Knowledge) -> Iterator[tuple[str, Node]]:
    """(what one proof is about, when it is there)."""
    if invariant.every == "bahaya":
        yield from plan.dangers.items()
    elif invariant.every == "kasus":
        yield from ((case, plan.case(case)) for case in knowledge.cases)
    elif invariant.every == "peran_diduga":
        yield from plan.bypass.items()
    elif invariant.every == "tanda_bahaya":
        for name, sign in knowledge.signs.items():
            if sign.danger:
                yield name, condition(name, plan.told(), knowledge)
    elif invariant.each:
        yield from ((name, condition(name, plan.told(), knowledge)) for name in invariant.each)
    else:
        yield "", TRUE


def _parts(then: Claim, about: str, plan: PlanLogic, knowledge: Knowledge, more: PlanLogic | None) -> Iterator[Node]:
    """One formula for everything that the claim demands."""
    circuit = plan.logic.circuit
    tagged = _tagged(plan, knowledge)
    if then.urgency:
        yield plan.urgency[urgency_rank(then.urgency)]
    for wanted, found in (
        (then.one_of_cases, {case: plan.case(case) for case in then.one_of_cases}), (then.one_of_dangers, plan.dangers),
        (then.one_of_steps, plan.steps), (then.one_of_tags, tagged), (then.one_of_referrals, plan.referrals),
    ):  # fmt: skip
        if wanted:
            yield circuit.any(found.get(name, 0) for name in wanted)
    for refused, found in (
        (then.no_cases, {case: plan.case(case) for case in then.no_cases}),
        (then.no_steps, plan.steps), (then.no_tags, tagged),
    ):  # fmt: skip
        yield from (circuit.no(found.get(name, 0)) for name in refused)
    for needed, found in (
        (then.prohibited, plan.prohibitions), (then.remind, plan.reminders), (then.bypass, plan.bypass)
    ):  # fmt: skip
        yield from (found.get(name, 0) for name in needed)
    if then.no_carries:
        kept = {
            node for (step, owner), node in plan.owned.items()
            if owner == (then.no_carries.owner or owner)
            and not set(knowledge.steps[step].tags).isdisjoint(then.no_carries.tags)
        }  # fmt: skip
        yield circuit.no(circuit.any(kept))
    yield from (_some(part, plan) for part in then.some)
    if then.around_role:
        yield circuit.no(through(about, plan, knowledge))
    if then.any_case:
        yield circuit.any(plan.findings.values())
    if then.urgency_never_falls and more is not None:
        yield _never_falls(plan, more)


def _tagged(plan: PlanLogic, knowledge: Knowledge) -> dict[str, Node]:
    """When the plan has a step with each tag."""
    found: dict[str, list[Node]] = {}
    for step, node in plan.steps.items():
        for tag in knowledge.steps[step].tags:
            found.setdefault(tag, []).append(node)
    return {tag: plan.logic.circuit.any(nodes) for tag, nodes in found.items()}


def _some(part: str, plan: PlanLogic) -> Node:
    """The plan has at least one of these."""
    held: dict[str, Iterable[Node]] = {
        "langkah": plan.steps.values(), "rujukan": plan.referrals.values(),
        "pengingat": plan.reminders.values(), "pertanyaan": [plan.asks],
    }  # fmt: skip
    return plan.logic.circuit.any(held[part])


def through(role: str, plan: PlanLogic, knowledge: Knowledge) -> Node:
    """A step or referral of the plan goes through this role, its own duties and the KPM's card matters apart."""
    table = knowledge.bypass[role]
    owners = {*table.owners, ITSELF.get(role)}
    used = [node for name, node in plan.referrals.items() if name in table.referrals]
    for (name, owner), node in plan.owned.items():
        step = knowledge.steps[name]
        if DUTY_OF_ACCUSED in step.tags:
            continue
        own = step.owner == owner == "kpm" and BANK in step.tags
        channel = not set(step.tags).isdisjoint(table.channels) or step.referral in table.referrals
        if channel or (owner in owners and not own):
            used.append(node)
    return plan.logic.circuit.any(used)


def _never_falls(plan: PlanLogic, more: PlanLogic) -> Node:
    """A household of which more is known is at least as urgent, unless one of its cases is lowered with a reason."""
    circuit: Circuit = plan.logic.circuit
    grown = circuit.all(
        circuit.any((circuit.no(node), more.logic.signs[sign])) for sign, node in plan.logic.signs.items()
    )
    lowered = circuit.any(node for _, node in more.logic.of("lower"))
    kept = circuit.all(
        circuit.any((circuit.no(before), after)) for before, after in zip(plan.urgency, more.urgency, strict=True)
    )
    return circuit.any([circuit.no(grown), circuit.no(more.logic.possible), lowered, kept])
