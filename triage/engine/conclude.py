"""What one match says: subject, actor and certainty of its conclusions, and the record of all of them.

Plain values, no experta. The naive oracle deliberately does not use this module.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product
from operator import attrgetter

from triage.model import (
    FACILITATOR,
    HOUSEHOLD,
    OTHER_HOUSEHOLD,
    Certainty,
    Conclusion,
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


def subject_of(facts: tuple[Fact, ...]) -> str:
    """Whom a conclusion is about when neither the rule says so nor the atoms share a person.

    Another household as soon as one sign is about it; else the facilitator when all signs are about her; else,
    without any sign, the subject on which cases and dangers agree.
    """
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


class Group:
    """Productions with the same atoms. What needs no look at a match is worked out once.

    ready: of each production (id, rule, conclusions); a conclusion is its key, in which subject "" is that of the
    match, and whether it names the matched actor. person: the place of the atom whose subject the match is about.
    """

    __slots__ = ("person", "productions", "ready")

    def __init__(self, productions: Sequence[Production]) -> None:
        atoms = productions[0].atoms
        self.person = next((i for i, atom in enumerate(atoms) if atom.kind == "sign" and atom.binds), None)
        self.productions = productions
        self.ready = tuple((p.id, p.rule, tuple(map(_prepared, p.conclusions))) for p in productions)


def _prepared(conclusion: Conclusion) -> tuple[Key, bool]:
    value = conclusion.value or ("present" if conclusion.kind == "sign" else "")
    key = (conclusion.kind, conclusion.id, value, conclusion.subject, conclusion.actor)
    return key, MATCHED_ACTOR in (conclusion.id, conclusion.actor)


def for_actors(key: Key, facts: tuple[Fact, ...]) -> list[Key]:
    """A key for every actor of the matched present signs, where it names "the matched actor".

    Only present signs lend their actor: who is said not to have done a thing is not suspected of it.
    """
    kind, each, value, subject, actor = key
    actors = sorted({fact[4] for fact in facts if fact[0] == "sign" and fact[2] == "present"} - {""})
    ids = actors if each == MATCHED_ACTOR else [each]
    roles = (actors or [""]) if actor == MATCHED_ACTOR else [actor]
    return [(kind, one, value, subject, role) for one, role in product(ids, roles)]


class Ledger:
    """Collects the activations of one household and turns them into an Inference."""

    def __init__(self) -> None:
        self._supports: dict[Key, list[Support]] = defaultdict(list)
        self._certain: set[Key] = set()

    def record(self, group: Group, facts: tuple[Fact, ...]) -> list[Fact]:
        """Enter one match of productions that have the same atoms, in whose order the facts are.

        Returns the facts that their conclusions add for later productions.
        """
        certainty = certainty_of(facts)
        subject = subject_of(facts) if group.person is None else facts[group.person][3]
        added: list[Fact] = []
        for production, rule, conclusions in group.ready:
            support = Support(production, rule, facts)
            for (kind, each, value, about, actor), by_actor in conclusions:
                key = (kind, each, value, about or subject, actor)
                for found in for_actors(key, facts) if by_actor else (key,):
                    self._supports[found].append(support)
                    if certainty == "certain":
                        self._certain.add(found)
                    if kind in FACT_KINDS:
                        added.append((*found, certainty))
        return added

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
