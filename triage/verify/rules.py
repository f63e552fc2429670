"""The productions as a circuit: for every conclusion of the engine, when it holds.

Five subjects stand for all: the household, two persons, another household, the facilitator. Two persons are
enough, because a production binds at most one and its other atoms take anybody (semantics 7). Certainty is left
out: no conclusion depends on it. Every sign may be said of every subject that its kind allows, with every
actor that some rule can tell apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, get_args

from triage.kb.conditions import alternatives, parse_condition
from triage.kb.types import Knowledge
from triage.model import FACILITATOR, HOUSEHOLD, OTHER_HOUSEHOLD, Actor, Atom, Conclusion, Production, Sign
from triage.verify.circuit import FALSE, Circuit, Node

PERSONS = ("member:?kpm", "member:?anak")
SUBJECTS = (HOUSEHOLD, *PERSONS, OTHER_HOUSEHOLD, FACILITATOR)
ANYBODY = "orang_tak_dikenal"
Topic = tuple[str, str, str]
"""(kind, id, state): what an atom tests besides persons; the state of cases and dangers is ''."""
Key = tuple[str, str, str, str, str]
"""(kind, id, value, subject, actor), as in triage.model.Derived."""


@dataclass
class Logic:
    """All conclusions as formulas over observed signs. `possible` says which sets of signs can occur."""

    circuit: Circuit
    signs: dict[Sign, Node] = field(default_factory=dict)
    derived: dict[Key, Node] = field(default_factory=dict)
    facts: dict[Topic, dict[tuple[str, str], Node]] = field(default_factory=lambda: defaultdict(dict))
    """What conditions can test: by topic, for every subject and actor."""
    possible: Node = FALSE

    def of(self, kind: str, each: str = "", value: str | None = None) -> list[tuple[Key, Node]]:
        """Conclusions of one kind, with one id and value where given."""
        return [
            (key, node)
            for key, node in self.derived.items()
            if key[0] == kind and each in ("", key[1]) and value in (None, key[2])
        ]


def translate(
    productions: Iterable[Production], knowledge: Knowledge, circuit: Circuit, prefix: str = "",
    conditions: Iterable[Any] = (),
) -> Logic:  # fmt: skip
    """The logic of these productions, which are in firing order.

    prefix: tells several households in one circuit apart. conditions: what will be asked of it, so that roles that
    only a question names are told apart too.
    """
    ordered = list(productions)
    logic = Logic(circuit)
    _observe(logic, [*ordered, *(asked for raw in conditions for asked in _asking(raw, knowledge))], knowledge, prefix)
    facts = logic.facts
    for sign, node in logic.signs.items():
        facts["sign", sign.id, sign.state][sign.subject, sign.actor] = node
    for production in ordered:
        for key, node in _conclusions(production, facts, circuit):
            logic.derived[key] = circuit.any((logic.derived.get(key, FALSE), node))
            kind, each, value, subject, actor = key
            if kind in ("sign", "case", "danger"):
                topic = (kind, each, value if kind == "sign" else "")
                said = facts[topic].get((subject, actor), FALSE)
                facts[topic][subject, actor] = circuit.any((said, node))
    return logic


def condition(raw: Any, logic: Logic, knowledge: Knowledge) -> Node:
    """When a condition, written as in a rule, holds for anybody."""
    found = FALSE
    for production in _asking(raw, knowledge):
        for _, holds in _conclusions(production, logic.facts, logic.circuit):
            found = logic.circuit.any((found, holds))
    return found


def _asking(raw: Any, knowledge: Knowledge) -> Iterator[Production]:
    """A condition as productions, one an alternative. Raises ValueError for one that cannot be read."""
    node, errors = parse_condition(raw)
    if node is None:
        raise ValueError(errors[0].message)
    for atoms in alternatives(node, knowledge.signs):
        yield Production("it", "it", "plan", atoms, (Conclusion("permit", "it"),))


def _observe(logic: Logic, productions: list[Production], knowledge: Knowledge, prefix: str) -> None:
    """An input for every sign that can be observed, and what excludes what (semantics 6)."""
    circuit, rules = logic.circuit, []
    roles = told_apart(productions, knowledge)
    for name, definition in knowledge.signs.items():
        for subject in subjects_of(definition.about):
            absent = Sign(name, "absent", subject)
            unnamed = definition.default_actor or ""
            actors = [unnamed, *sorted(roles[name] - {unnamed})]
            present = [Sign(name, "present", subject, actor) for actor in actors]
            for sign in (absent, *present):
                logic.signs[sign] = circuit.input(prefix + spelled(sign))
            nodes = [logic.signs[sign] for sign in present]
            rules.append(circuit.no(circuit.all((logic.signs[absent], circuit.any(nodes)))))
            if not unnamed:  # an unnamed actor adds nothing beside a named one
                rules.append(circuit.no(circuit.all((nodes[0], circuit.any(nodes[1:])))))
    logic.possible = circuit.all(rules)


def subjects_of(about: str) -> tuple[str, ...]:
    """Of whom a sign with this `about` may be said.

    What is said of one member about a household sign counts for the household: such signs never bind.
    """
    if about == FACILITATOR:
        return (FACILITATOR,)
    return (HOUSEHOLD, OTHER_HOUSEHOLD) if about == HOUSEHOLD else (*PERSONS, OTHER_HOUSEHOLD)


def spelled(sign: Sign) -> str:
    """The name of the input that stands for a sign."""
    return f"{sign.state} {sign.id} {sign.subject} {sign.actor}"


def told_apart(productions: Iterable[Production], knowledge: Knowledge) -> dict[str, set[str]]:
    """For every sign the actors that some rule treats unlike others; those named nowhere are one unknown person."""
    named: dict[str, set[str]] = {name: {ANYBODY} for name in knowledge.signs}
    copies: dict[str, set[str]] = defaultdict(set)
    for production in productions:
        signs = [atom.id for atom in production.atoms if atom.kind == "sign" and atom.state == "present"]
        for atom in production.atoms:
            if atom.kind == "sign":
                named[atom.id] |= (atom.actors | atom.not_actors) - {""}
        for said in production.conclusions:
            if said.kind == "bypass" and said.id == "@actor":
                for name in signs:
                    named[name] |= set(get_args(Actor))
            elif said.kind == "sign" and said.actor == "@actor":
                for name in signs:
                    copies[name].add(said.id)
    for _ in copies:
        for name, into in copies.items():
            named[name] |= {role for target in into for role in named[target]}
    return named


def _conclusions(
    production: Production, facts: Mapping[Topic, Mapping[tuple[str, str], Node]], circuit: Circuit
) -> Iterator[tuple[Key, Node]]:
    """Every conclusion of one production with the condition under which some match says it."""
    atoms = tuple(dict.fromkeys(production.atoms))
    told = [_choices(atom, facts[atom.kind, atom.id, atom.state if atom.kind == "sign" else ""]) for atom in atoms]
    with_actors = any("@actor" in (said.id, said.actor) for said in production.conclusions)
    for subject, chosen in _matches(atoms, told):
        holds = circuit.all(circuit.any(node for _, _, node in facts_of_atom) for facts_of_atom in chosen)
        if holds == FALSE:
            continue
        actors = dict(_actors(atoms, chosen, circuit)) if with_actors else {}
        for said in production.conclusions:
            yield from _said(said, subject, holds, actors)


def _said(said: Conclusion, subject: str, holds: Node, actors: Mapping[str, Node]) -> Iterator[tuple[Key, Node]]:
    value = said.value or ("present" if said.kind == "sign" else "")
    about = said.subject or subject
    if said.id == "@actor":
        yield from (((said.kind, role, value, about, ""), node) for role, node in actors.items() if role)
    elif said.actor == "@actor":
        yield from (((said.kind, said.id, value, about, role), node) for role, node in actors.items())
    else:
        yield (said.kind, said.id, value, about, said.actor), holds


Choice = tuple[str, str, Node]
"""(subject, actor, when the fact holds)"""


def _choices(atom: Atom, facts: Mapping[tuple[str, str], Node]) -> list[Choice]:
    """The facts that an atom accepts."""
    return [
        (subject, actor, node)
        for (subject, actor), node in facts.items()
        if atom.kind != "sign" or ((not atom.actors or actor in atom.actors) and actor not in atom.not_actors)
    ]


def _matches(atoms: tuple[Atom, ...], told: list[list[Choice]]) -> Iterator[tuple[str, list[list[Choice]]]]:
    """(subject of the conclusions, the facts each atom may take) for every way in which persons may agree."""
    if any(atom.binds and atom.kind == "sign" for atom in atoms):
        for bound in SUBJECTS:
            yield (
                bound,
                [
                    [c for c in found if not (atom.binds and atom.kind == "sign") or c[0] == bound]
                    for atom, found in zip(atoms, told, strict=True)
                ],
            )
        return
    by_subject = [{s: [c for c in found if c[0] == s] for s in {c[0] for c in found}} for found in told]
    for subjects in product(*by_subject):
        chosen = [found[subject] for found, subject in zip(by_subject, subjects, strict=True)]
        yield _subject(atoms, subjects), chosen


def _subject(atoms: tuple[Atom, ...], subjects: tuple[str, ...]) -> str:
    """As `triage.engine.conclude.subject_of`, without a binding atom; the differential test watches over it."""
    of_signs = {subject for atom, subject in zip(atoms, subjects, strict=True) if atom.kind == "sign"}
    if OTHER_HOUSEHOLD in of_signs:
        return OTHER_HOUSEHOLD
    if of_signs:
        return FACILITATOR if of_signs == {FACILITATOR} else HOUSEHOLD
    return subjects[0] if len(set(subjects)) == 1 else HOUSEHOLD


def _actors(atoms: tuple[Atom, ...], chosen: list[list[Choice]], circuit: Circuit) -> Iterator[tuple[str, Node]]:
    """For every actor, and '' for none at all, when a match has it."""

    def some(i: int, wanted: str | None) -> Node:
        lends = atoms[i].kind == "sign" and atoms[i].state == "present"
        return circuit.any(node for _, actor, node in chosen[i] if wanted in (None, actor if lends else ""))

    whole = [some(i, None) for i in range(len(atoms))]
    yield "", circuit.all(some(i, "") for i in range(len(atoms)))
    for role in sorted({actor for found in chosen for _, actor, _ in found} - {""}):
        having = [circuit.all((some(i, role), *whole[:i], *whole[i + 1 :])) for i in range(len(atoms))]
        yield role, circuit.any(having)
