"""Judges a plan by a statement of invariants.yaml with eyes of its own: no circuit, no z3, only the plan that a user gets.

A household goes the whole way: file, `triage.facts`, engine, planner. What `triage kb verify` claims about it must be so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from triage.check.scenarios import NOW, facts_of
from triage.facts.evidence import household_evidence, member_roles
from triage.facts.read import read_household
from triage.kb.conditions import alternatives, parse_condition
from triage.kb.invariants import Claim, InvariantDef
from triage.kb.types import Knowledge
from triage.model import OTHER_HOUSEHOLD, Atom, Inference, Plan, Sign, urgency_rank
from triage.pipeline import Machine, triage
from triage.signs import settle
from triage.verify.witness import household_file

Fact = tuple[str, str, str, str, str]
"""(kind, id, state, subject, actor)"""
OWNER = {"kpm": "kpm", "pendamping": "pendamping", "aparat_desa": "perangkat_desa", "petugas_lain": "korkab"}
FAMILY = ("suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain")
PARTS = {"langkah": "steps", "rujukan": "referrals", "pengingat": "reminders", "pertanyaan": "questions"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What one household file gives."""

    signs: frozenset[Sign]
    inference: Inference
    plan: Plan


def look(signs: frozenset[Sign], machine: Machine, folder: Path) -> Seen:
    """Write the household as `triage kb verify` prints it, read it back and triage it."""
    path = folder / "rumah.yaml"
    path.write_text(household_file(signs, machine.knowledge) if signs else "tanda: {}\n", encoding="utf-8")
    facts = read_household(path, machine.knowledge.signs)
    evidence = household_evidence(facts, machine.knowledge, NOW.date())
    settled = settle(evidence, machine.knowledge.signs, member_roles(facts.household))
    plan = triage(machine, facts=facts, now=NOW)
    return Seen(settled.signs, machine.infer(settled.signs), plan)


def violated(invariant: InvariantDef, about: str, signs: frozenset[Sign], machine: Machine, folder: Path) -> list[str]:
    """In which parts the plan of this household breaks the statement; empty when it keeps it."""
    seen = look(signs, machine, folder)
    if not _meant(invariant, about, seen, machine.knowledge):
        return []
    broken = list(_broken(invariant.then, about, seen.plan, machine.knowledge))
    if invariant.then.urgency_never_falls:
        broken += _falls(signs, seen, machine, folder)
    return broken


def superfluous(
    invariant: InvariantDef, about: str, signs: frozenset[Sign], machine: Machine, folder: Path
) -> list[Sign]:
    """Signs without which the household breaks the statement all the same."""
    return [sign for sign in sorted(signs) if violated(invariant, about, signs - {sign}, machine, folder)]


def _meant(invariant: InvariantDef, about: str, seen: Seen, kb: Knowledge) -> bool:
    """The statement speaks of this household, and of this sign, case, danger or role."""
    facts = _facts(seen)
    there = {
        "bahaya": {d.id for d in seen.plan.dangers}, "kasus": {f.case for f in seen.plan.findings},
        "peran_diduga": {r.id for r in seen.plan.bypass},
        "tanda_bahaya": {f[1] for f in facts if f[:1] == ("sign",) and f[2] == "present"},
    }  # fmt: skip
    if invariant.every and about not in there[invariant.every]:
        return False
    if invariant.each and not holds(about, facts, kb):
        return False
    if invariant.own_household and any(sign.subject == OTHER_HOUSEHOLD for sign in seen.signs):
        return False
    if invariant.unless is not None and holds(invariant.unless, facts, kb):
        return False
    return invariant.when is None or holds(invariant.when, facts, kb)


def _facts(seen: Seen) -> set[Fact]:
    """Signs observed and derived, and the cases and dangers that the plan shows."""
    found: set[Fact] = {("sign", s.id, s.state, s.subject, s.actor) for s in seen.signs}
    found |= {("sign", d.id, d.value, d.subject, d.actor) for d in seen.inference.derived if d.kind == "sign"}
    found |= {("case", f.case, "", f.subject, "") for f in seen.plan.findings}
    return found | {("danger", d.id, "", d.subject, "") for d in seen.plan.dangers}


def holds(raw: Any, facts: set[Fact], kb: Knowledge) -> bool:
    """A condition, tried the plain way: every alternative, every person it may be about."""
    node, errors = parse_condition(raw)
    assert node is not None, errors
    people = {fact[3] for fact in facts}
    return any(
        all(any(_fits(atom, fact, person) for fact in facts) for atom in atoms)
        for atoms in alternatives(node, kb.signs)
        for person in people
    )


def _fits(atom: Atom, fact: Fact, person: str) -> bool:
    kind, each, state, subject, actor = fact
    if (kind, each) != (atom.kind, atom.id):
        return False
    if kind != "sign":
        return True
    named = (not atom.actors or actor in atom.actors) and actor not in atom.not_actors
    return state == atom.state and named and (not atom.binds or subject == person)


def _broken(then: Claim, about: str, plan: Plan, kb: Knowledge) -> Iterator[str]:
    """Every part of the claim that the plan does not keep."""
    told = facts_of(plan, kb)
    if then.urgency and _level(plan) < urgency_rank(then.urgency):
        yield "urgency"
    for key, there in (
        ("one_of_cases", "cases"), ("one_of_dangers", "danger"), ("one_of_steps", "steps"), ("one_of_tags", "tags"),
        ("one_of_referrals", "refer"),
    ):  # fmt: skip
        if getattr(then, key) and told[there].isdisjoint(getattr(then, key)):
            yield key
    for key, there in (("no_cases", "cases"), ("no_steps", "steps"), ("no_tags", "tags")):
        if not told[there].isdisjoint(getattr(then, key)):
            yield key
    for key, there in (("prohibited", "never"), ("remind", "remind"), ("bypass", "bypass")):
        if not told[there] >= set(getattr(then, key)):
            yield key
    for part in then.some:
        if not getattr(plan, PARTS[part]):
            yield f"some {part}"
    if then.any_case and not plan.findings:
        yield "any_case"
    carried = then.no_carries
    if carried and any(
        step.owner == (carried.owner or step.owner) and not set(kb.steps[step.id].tags).isdisjoint(carried.tags)
        for step in plan.steps
    ):
        yield "no_carries"
    if then.around_role and any(_through(about, plan, kb)):
        yield "around_role"


def _through(role: str, plan: Plan, kb: Knowledge) -> Iterator[bool]:
    table = kb.bypass[role]
    itself = OWNER.get(role, "keluarga" if role in FAMILY else "")
    yield from (referral.id in table.referrals for referral in plan.referrals)
    for step in plan.steps:
        entry = kb.steps[step.id]
        if "kewajiban_terlapor" in entry.tags:
            continue
        own_card = entry.owner == step.owner == "kpm" and "urusan_bank" in entry.tags
        yield not set(entry.tags).isdisjoint(table.channels) or entry.referral in table.referrals
        yield step.owner in {*table.owners, itself} and not own_card


def _falls(signs: frozenset[Sign], seen: Seen, machine: Machine, folder: Path) -> Iterator[str]:
    """A part of the household alone is more urgent than the whole, and no case was lowered with a reason."""
    if any(item.kind == "lower" for item in seen.inference.derived):
        return
    parts = (frozenset(part) for size in range(len(signs)) for part in combinations(sorted(signs), size))
    for part in parts:
        if _level(look(part, machine, folder).plan) > _level(seen.plan):
            yield "urgency_never_falls"
            return


def _level(plan: Plan) -> int:
    """How urgent the plan is; -1 where there is none, only a question."""
    return urgency_rank(plan.urgency) if plan.outcome == "plan" else -1
