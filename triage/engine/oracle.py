"""A naive evaluator, kept obviously right: the engine must conclude exactly what this does.

It tries every combination of facts for every production until nothing new appears. No experta, no index, and
nothing shared with the engine but the values of `triage.model`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from triage.model import Atom, Derived, Fact, Inference, Production, Sign, Support


def infer_naively(productions: Iterable[Production], signs: Iterable[Sign]) -> Inference:
    """The same result as `triage.engine.infer_once`, slowly."""
    rules = list(productions)
    known: set[Fact] = {("sign", s.id, s.state, s.subject, s.actor, s.certainty) for s in signs}
    found: dict[Fact, set[Support]] = defaultdict(set)
    while True:
        for rule in rules:
            for facts in _matches(list(dict.fromkeys(rule.atoms)), known):
                for said in _says(rule, facts):
                    found[said].add(Support(rule.id, rule.rule, facts))
        facts_found = {said for said in found if said[0] in ("sign", "case", "danger")}
        if facts_found <= known:
            return Inference(tuple(_merge(found)))
        known |= facts_found


def _matches(atoms: list[Atom], known: set[Fact]) -> Iterator[tuple[Fact, ...]]:
    for facts in product(*[[fact for fact in known if _holds(atom, fact)] for atom in atoms]):
        if len(_bound(atoms, facts)) <= 1:
            yield facts


def _holds(atom: Atom, fact: Fact) -> bool:
    kind, each, state, _, actor, _ = fact
    if (kind, each) != (atom.kind, atom.id):
        return False
    by_right_actor = (not atom.actors or actor in atom.actors) and actor not in atom.not_actors
    return kind != "sign" or (state == atom.state and by_right_actor)


def _bound(atoms: list[Atom], facts: tuple[Fact, ...]) -> set[str]:
    return {fact[3] for atom, fact in zip(atoms, facts, strict=True) if atom.binds and fact[0] == "sign"}


def _subject(rule: Production, facts: tuple[Fact, ...]) -> str:
    bound = _bound(list(dict.fromkeys(rule.atoms)), facts)
    of_signs = [fact[3] for fact in facts if fact[0] == "sign"]
    of_all = {fact[3] for fact in facts}
    if bound:
        return bound.pop()
    if "other_household" in of_signs:
        return "other_household"
    if of_signs and all(subject == "facilitator" for subject in of_signs):
        return "facilitator"
    if not of_signs and len(of_all) == 1:
        return of_all.pop()
    return "household"


def _says(rule: Production, facts: tuple[Fact, ...]) -> Iterator[Fact]:
    certainty = "certain" if all(fact[5] == "certain" for fact in facts) else "suspected"
    who = {fact[4] for fact in facts if fact[:1] == ("sign",) and fact[2] == "present" and fact[4]}
    for said in rule.conclusions:
        value = "present" if said.kind == "sign" and not said.value else said.value
        for each in who if said.id == "@actor" else {said.id}:
            for actor in (who or {""}) if said.actor == "@actor" else {said.actor}:
                yield (said.kind, each, value, said.subject or _subject(rule, facts), actor, certainty)


def _merge(found: dict[Fact, set[Support]]) -> Iterator[Derived]:
    for key in sorted({said[:5] for said in found}):
        sure, unsure = found.get((*key, "certain"), set()), found.get((*key, "suspected"), set())
        kind, each, value, subject, actor = key
        certainty = "certain" if sure else "suspected"
        supports = tuple(sorted(sure | unsure))
        yield Derived(kind, each, value, subject, actor, certainty, supports)  # type: ignore[arg-type]  # kind is a ConclusionKind: it came from one
