"""How far a conclusion is from holding: for every alternative of every rule what is missing, denied, or of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from triage.explain.situation import Situation
from triage.explain.tree import Supply
from triage.kb.conditions import ROLES
from triage.kb.types import Knowledge
from triage.model import Atom, Fact, Production, Sign
from triage.notation import default_subject

GapKind = Literal["missing", "denied", "said", "actor", "person", "case", "danger"]
COSTS: dict[GapKind, float] = {
    "missing": 1, "actor": 1.1, "person": 1.1, "denied": 1.5, "said": 1.5, "case": 0, "danger": 0,
}  # fmt: skip
"""What was denied or stated otherwise is farther away than what was never asked; cases cost what they lack."""
MOST = 24
"""So many alternatives are tried before the nearest one is settled for."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One condition that is not met, and the sign that would meet it.

    missing: never said; denied: said not to be so; said: must have been denied but is so; actor: is so, but another
    did it or nobody was named; person: is so, but for another person; case, danger: an earlier conclusion with its way.
    """

    kind: GapKind
    atom: Atom
    subject: str
    there: tuple[Sign, ...] = ()
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative of one rule. held: facts that match already."""

    rule: str
    held: tuple[Fact, ...]
    gaps: tuple[Gap, ...]

    def cost(self) -> float:
        return sum(COSTS[gap.kind] + (gap.way.cost() if gap.way else 0) for gap in self.gaps)

    def leaves(self) -> Iterator[Gap]:
        """The gaps about signs, those of earlier conclusions included."""
        for gap in self.gaps:
            if gap.way is not None:
                yield from gap.way.leaves()
            else:
                yield gap


def ways_to(kind: str, name: str, here: Situation, value: str | None = None) -> list[Way]:
    """Alternatives that would conclude this, the nearest first; ties by what holds already, then as written."""
    found = [
        way
        for production in here.machine.productions
        if any(c.kind == kind and c.id == name and value in (None, c.value) for c in production.conclusions)
        for way in _ways_of(production, here)
    ]
    return sorted(found, key=lambda way: (way.cost(), -told(way, here.knowledge)))[:MOST]


def told(way: Way, kb: Knowledge) -> int:
    """How many conditions hold already; what is mere background speaks for no alternative."""
    return sum(fact[0] != "sign" or kb.signs[fact[1]].kind == "problem" for fact in way.held)


def _ways_of(production: Production, here: Situation) -> Iterator[Way]:
    """The way for the person who fits best; none where an earlier conclusion has no way at all."""
    facts: list[Fact] = [("sign", s.id, s.state, s.subject, s.actor, s.certainty) for s in here.settled.signs]
    facts += [(d.kind, d.id, d.value, d.subject, d.actor, d.certainty) for d in here.inference.derived]
    named = {a.id for a in production.atoms}
    facts = sorted(fact for fact in facts if fact[1] in named)
    ways = [_way(production, subject, facts, here) for subject in _subjects(production, facts, here.knowledge)]
    whole = [way for way in ways if way is not None]
    if whole:
        yield min(whole, key=lambda way: (way.cost(), -told(way, here.knowledge)))


def _subjects(production: Production, facts: Sequence[Fact], kb: Knowledge) -> list[str]:
    """The persons that the conditions which must share one may share."""
    binding = [atom for atom in production.atoms if atom.binds]
    known = [fact[3] for atom in binding for fact in facts if _states(atom, fact)]
    return list(dict.fromkeys([*known, *(default_subject(kb.signs[atom.id]) for atom in binding)])) or [""]


def _way(production: Production, subject: str, facts: Sequence[Fact], here: Situation) -> Way | None:
    held: list[Fact] = []
    gaps: list[Gap] = []
    for atom in production.atoms:
        met = next((fact for fact in facts if _meets(atom, fact, subject)), None)
        if met is not None:
            held.append(met)
        elif atom.kind == "sign":
            gaps.append(_gap(atom, subject if atom.binds else default_subject(here.knowledge.signs[atom.id]), facts))
        else:
            below = ways_to(atom.kind, atom.id, here)
            if not below:
                return None
            gaps.append(Gap("case" if atom.kind == "case" else "danger", atom, "", way=below[0]))
    return Way(production.rule, tuple(held), tuple(gaps))


def _meets(atom: Atom, fact: Fact, subject: str) -> bool:
    if atom.kind != "sign":
        return fact[:2] == (atom.kind, atom.id)
    return _states(atom, fact) and _right_actor(atom, fact[4]) and (not atom.binds or fact[3] == subject)


def _states(atom: Atom, fact: Fact) -> bool:
    return fact[:3] == ("sign", atom.id, atom.state)


def _right_actor(atom: Atom, actor: str) -> bool:
    return (not atom.actors or actor in atom.actors) and actor not in atom.not_actors


def _gap(atom: Atom, subject: str, facts: Sequence[Fact]) -> Gap:
    """Why a condition about a sign is not met."""
    about = [Sign(*fact[1:]) for fact in facts if fact[:2] == ("sign", atom.id)]  # type: ignore[arg-type]  # flat
    same = [s for s in about if s.state == atom.state]
    mine = [s for s in same if s.subject == subject or not atom.binds]
    other = [s for s in about if s.state != atom.state and (s.subject == subject or not atom.binds)]
    if mine:
        return Gap("actor", atom, mine[0].subject, tuple(mine))
    if other:
        return Gap("denied" if atom.state == "present" else "said", atom, other[0].subject, tuple(other))
    return Gap("person" if same else "missing", atom, subject, tuple(same))


def supply_of(gap: Gap, kb: Knowledge) -> Supply:
    """The answer that fills a gap, by someone the condition allows when who did it matters."""
    sign = kb.signs[gap.atom.id]
    whom = "" if gap.subject == default_subject(sign) else f"/{gap.subject}"
    if gap.atom.state == "absent":
        return Supply(sign.id, "tidak", "", gap.subject, f"{sign.id}{whom}=tidak")
    usual = sign.default_actor or ""
    fitting = [role for role in ("", *ROLES) if _right_actor(gap.atom, role)]
    actor = usual if usual in fitting else next(role for role in fitting if role or not usual)
    who = "" if actor == usual else f"@{actor}"
    return Supply(sign.id, "ya", actor, gap.subject, f"{sign.id}{who}{whom}=ya")


def notation_of(supply: Supply) -> str:
    """The supply in the short notation of signs, as `notation.sign_evidence` reads it."""
    name = supply.written.rpartition("=")[0]
    return name if supply.value == "ya" else f"-{name}"
