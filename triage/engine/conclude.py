"""What one match says: subject, actor and certainty of its conclusions, and the record of all of them.

Plain values, no experta. The naive oracle deliberately does not use this module.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from operator import attrgetter

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


def conclusions_of(production: Production, subject: str, actors: list[str]) -> Iterator[Key]:
    """Every conclusion of one match. actors: those of its present signs, sorted.

    Only present signs lend their actor: who is said not to have done a thing is not suspected of it.
    """
    for conclusion in production.conclusions:
        value = conclusion.value or ("present" if conclusion.kind == "sign" else "")
        about = conclusion.subject or subject
        if conclusion.id != MATCHED_ACTOR and conclusion.actor != MATCHED_ACTOR:
            yield (conclusion.kind, conclusion.id, value, about, conclusion.actor)
            continue
        ids = actors if conclusion.id == MATCHED_ACTOR else [conclusion.id]
        roles = (actors or [""]) if conclusion.actor == MATCHED_ACTOR else [conclusion.actor]
        for each, role in product(ids, roles):
            yield (conclusion.kind, each, value, about, role)


class Ledger:
    """Collects the activations of one household and turns them into an Inference."""

    def __init__(self) -> None:
        self._supports: dict[Key, list[Support]] = defaultdict(list)
        self._certain: set[Key] = set()

    def record(self, productions: Sequence[Production], facts: tuple[Fact, ...]) -> list[Fact]:
        """Enter one match of productions that have the same atoms, in whose order the facts are.

        Returns the facts that their conclusions add for later productions.
        """
        certainty = certainty_of(facts)
        subject = subject_of(productions[0].atoms, facts)
        actors = sorted({fact[4] for fact in facts if fact[0] == "sign" and fact[2] == "present"} - {""})
        found: list[Fact] = []
        for production in productions:
            support = Support(production.id, production.rule, facts)
            for key in conclusions_of(production, subject, actors):
                self._supports[key].append(support)
                if certainty == "certain":
                    self._certain.add(key)
                if key[0] in FACT_KINDS:
                    found.append((*key, certainty))
        return found

    def inference(self) -> Inference:
        """All conclusions so far, sorted, each with its supports sorted."""
        return Inference(tuple(self._derived(key) for key in sorted(self._supports)))

    def clear(self) -> None:
        """Forget the household."""
        self._supports.clear()
        self._certain.clear()

    def _derived(self, key: Key) -> Derived:
        """One conclusion: certain when one support is all certain."""
        certainty: Certainty = "certain" if key in self._certain else "suspected"
        supports: Iterable[Support] = self._supports[key]
        if len(self._supports[key]) > 1:
            supports = sorted(set(supports), key=attrgetter("production", "rule", "facts"))
        return Derived(*key, certainty, tuple(supports))
