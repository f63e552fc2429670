"""The statements tried on a few hundred thousand households in pure Python, for where z3 is missing or too slow.

Every alternative of every rule gives a household (triage/check/witnesses.py); each is judged alone and together with
every sign that a statement is about. That finds what a changed entry does, but it is no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from triage.check.witnesses import Household, witnesses
from triage.kb.conditions import alternatives, parse_condition
from triage.kb.invariants import InvariantDef
from triage.kb.types import Knowledge
from triage.model import HOUSEHOLD, OTHER_HOUSEHOLD, Sign
from triage.notation import default_subject
from triage.pipeline import Machine
from triage.verify.circuit import Circuit
from triage.verify.invariants import Breach, breaches, conditions_of
from triage.verify.plan_logic import PlanLogic
from triage.verify.plans import plan_of
from triage.verify.rules import ANYBODY, PERSONS, spelled, translate

BITS = 8_000
"""So many households are judged in one pass: enough to be fast, few enough for a modest laptop's memory."""
CHANGED = 60
"""At most so many households of changed rules are added to all others."""
MORE = "lebih "
Claims = list[tuple[str, Breach]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A statement that does not hold, what it is about, and a household that shows it."""

    id: str
    says: str
    about: str
    signs: Household


def broken(invariants: Mapping[str, InvariantDef], new: Machine, old: Machine) -> list[Broken]:
    """One for each statement that some household breaks under `new`. old: what its rules were changed from."""
    asked = conditions_of(invariants.values())
    plan = plan_of(translate(new.productions, new.knowledge, Circuit(), "", asked), new.knowledge)
    more = plan_of(translate(new.productions, new.knowledge, plan.logic.circuit, MORE, asked), new.knowledge)
    claims = [(n, breach) for n, one in invariants.items() for breach in breaches(one, plan, new.knowledge, more)]
    every = witnesses(old, new)
    changed = sorted(set(every) - set(witnesses(old, old)), key=sorted)[:CHANGED]
    known = {told for told in (_told(h, plan) for h in every) if told}
    besides = {told for told in (_told(h, plan) for h in (*changed, *_subjects(invariants, new.knowledge))) if told}
    found: dict[str, Broken] = {}
    for name, breach, signs in _search(claims, sorted(known, key=sorted), sorted(besides, key=sorted), plan):
        if name not in found:
            small = _smaller(breach, signs, plan)
            found[name] = Broken(name, invariants[name].says, breach.about, small)
    return list(found.values())


def _subjects(invariants: Mapping[str, InvariantDef], knowledge: Knowledge) -> Iterator[Household]:
    """What the statements are about: their signs, their conditions, every danger, every accused, and nothing."""
    yield frozenset()
    named = dict.fromkeys(name for one in invariants.values() for name in one.each)
    for name, sign in knowledge.signs.items():
        if sign.danger or sign.accuses or name in named:
            yield frozenset({Sign(name, "present", default_subject(sign), sign.default_actor or "")})
    for one in invariants.values():
        node, _ = parse_condition(one.when) if one.when is not None else (None, [])
        for atoms in alternatives(node, knowledge.signs) if node else ():
            for role in sorted({role for atom in atoms for role in atom.actors} or {""}):
                yield frozenset(
                    Sign(a.id, a.state, default_subject(knowledge.signs[a.id]), role if role in a.actors else "")
                    for a in atoms if a.kind == "sign"
                )  # fmt: skip


def _told(household: Household, plan: PlanLogic) -> Household | None:
    """The household in the five subjects and the actors of the logic; None when it cannot be said there."""
    people = sorted({s.subject for s in household if s.subject.startswith("member:")})
    names = dict(zip(people, PERSONS, strict=False))
    out = set()
    for sign in household:
        subject = names.get(sign.subject, sign.subject)
        options = (
            Sign(sign.id, sign.state, where, who)
            for where in (subject, *PERSONS, HOUSEHOLD, OTHER_HOUSEHOLD) for who in (sign.actor, ANYBODY, "")
        )  # fmt: skip
        chosen = next((option for option in options if option in plan.logic.signs), None)
        if chosen is None:
            return None
        out.add(chosen)
    return frozenset(out)


def _search(
    claims: Claims, every: Sequence[Household], besides: Sequence[Household], plan: PlanLogic
) -> Iterator[tuple[str, Breach, Household]]:
    """Every claim that holds for one of `every` together with one of `besides`, with the first such household.

    Bit k·N+i is household i with addition k, so a column is made by multiplying and shifting.
    """
    circuit, width = plan.logic.circuit, len(every)
    alone = _columns(every)
    step = max(1, BITS // width)
    for start in range(0, len(besides), step):
        some = besides[start : start + step]
        repeat = sum(1 << k * width for k in range(len(some)))
        single = {name: column * repeat for name, column in alone.items()}
        joint = dict(single)
        for k, added in enumerate(some):
            for sign in added:
                joint[spelled(sign)] = joint.get(spelled(sign), 0) | ((1 << width) - 1) << k * width
        grown = {**single, **{MORE + name: column for name, column in joint.items()}}
        for columns in (joint, grown):
            values = circuit.evaluate(columns, width * len(some))
            for name, breach in claims:
                hit = values[breach.claim] & values[plan.logic.possible]
                if hit:
                    k, i = divmod((hit & -hit).bit_length() - 1, width)
                    yield name, breach, every[i] | some[k]


def _columns(households: Iterable[Household]) -> dict[str, int]:
    out: dict[str, int] = {}
    for i, household in enumerate(households):
        for sign in household:
            out[spelled(sign)] = out.get(spelled(sign), 0) | 1 << i
    return out


def _smaller(breach: Breach, signs: Household, plan: PlanLogic) -> Household:
    """Without the signs that the breach does not need, as far as leaving out one after another goes."""
    circuit = plan.logic.circuit
    while True:
        fewer = [signs - {sign} for sign in sorted(signs)]
        values = circuit.evaluate(_columns(fewer), len(fewer)) if fewer else []
        hit = values[breach.claim] & values[plan.logic.possible] if fewer else 0
        if not hit:
            return signs
        signs = fewer[(hit & -hit).bit_length() - 1]
