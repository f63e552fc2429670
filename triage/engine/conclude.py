"""What one match says: subject, actor and certainty of its conclusions, and the record of all of them.

Plain values, no experta. The naive oracle deliberately does not use this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from triage.model import (
    FACILITATOR,
    HOUSEHOLD,
    OTHER_HOUSEHOLD,
    Atom,
    Certainty,
    ConclusionKind,
    Derived,
    Fact,
    Inference,
    Production,
    Support,
)

Key = tuple[ConclusionKind, str, str, str, str]
"""(kind, id, value, subject, actor): what makes two conclusions one (fields of Derived)."""

FACT_KINDS = frozenset({"sign", "case", "danger"})
"""Conclusions that later layers can test."""

MATCHED_ACTOR = "@actor"


def subject_of(atoms: tuple[Atom, ...], facts: tuple[Fact, ...]) -> str:
    """Whom a conclusion is about when the rule does not say so.

    The person the atoms share; else another household as soon as one sign is about it; else the facilitator
    when all signs are about her; else, without any sign, the subject on which cases and dangers agree.
    """
    for atom, fact in zip(atoms, facts, strict=True):
        if atom.kind == "sign" and atom.binds:
            return fact[3]
    signs = {fact[3] for fact in facts if fact[0] == "sign"}
    if OTHER_HOUSEHOLD in signs:
        return OTHER_HOUSEHOLD
    if signs:
        return FACILITATOR if signs == {FACILITATOR} else HOUSEHOLD
    subjects = {fact[3] for fact in facts}
    return subjects.pop() if len(subjects) == 1 else HOUSEHOLD


def certainty_of(facts: tuple[Fact, ...]) -> Certainty:
    """Suspected as soon as one matched fact is (semantics 9)."""
    return "suspected" if any(fact[5] == "suspected" for fact in facts) else "certain"


def conclusions_of(production: Production, facts: tuple[Fact, ...]) -> Iterator[Key]:
    """Every conclusion of one match. `facts` are in the order of the production's atoms.

    Only present signs lend their actor: who is said not to have done a thing is not suspected of it.
    """
    subject = subject_of(production.atoms, facts)
    actors = sorted({fact[4] for fact in facts if fact[0] == "sign" and fact[2] == "present"} - {""})
    for conclusion in production.conclusions:
        ids = actors if conclusion.id == MATCHED_ACTOR else [conclusion.id]
        roles = (actors or [""]) if conclusion.actor == MATCHED_ACTOR else [conclusion.actor]
        value = conclusion.value or ("present" if conclusion.kind == "sign" else "")
        for each, role in product(ids, roles):
            yield (conclusion.kind, each, value, conclusion.subject or subject, role)


class Ledger:
    """Collects the activations of one household and turns them into an Inference."""

    def __init__(self) -> None:
        self._supports: dict[Key, dict[Support, Certainty]] = {}

    def record(self, production: Production, facts: tuple[Fact, ...]) -> list[Fact]:
        """Enter one match; returns the facts that its conclusions add for later productions."""
        certainty = certainty_of(facts)
        support = Support(production.id, production.rule, facts)
        found: list[Fact] = []
        for key in conclusions_of(production, facts):
            self._supports.setdefault(key, {})[support] = certainty
            if key[0] in FACT_KINDS:
                found.append((*key, certainty))
        return found

    def inference(self) -> Inference:
        """All conclusions so far, sorted, each with its supports sorted."""
        return Inference(tuple(_derived(key, self._supports[key]) for key in sorted(self._supports)))

    def clear(self) -> None:
        """Forget the household."""
        self._supports.clear()


def _derived(key: Key, supports: dict[Support, Certainty]) -> Derived:
    """One conclusion: certain when one support is all certain."""
    kind, each, value, subject, actor = key
    certainty: Certainty = "certain" if "certain" in supports.values() else "suspected"
    ordered = tuple(sorted(supports)) if len(supports) > 1 else tuple(supports)
    return Derived(kind, each, value, subject, actor, certainty, ordered)
