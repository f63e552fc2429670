"""An experta engine built once from productions and reset for every household.

Signs go in, an Inference comes out; no experta object leaves this module. Alternatives with the same atoms are one
experta rule, each with its own salience, so the firing order is that of the productions: layer by layer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from triage.engine.compat import Agenda, FactList, KnowledgeEngine, P, Rule, W
from triage.engine.compat import Fact as WorkingFact
from triage.engine.conclude import FACT_KINDS, Group, Ledger
from triage.engine.matcher import ConjunctionMatcher
from triage.engine.relevance import relevant
from triage.engine.strategy import TotalOrder
from triage.model import Atom, Fact, Inference, Layer, Production, Sign


class HardenedEngine(KnowledgeEngine):  # type: ignore[misc]  # experta has no types
    """experta with the matcher and the agenda order of this folder."""

    __matcher__ = ConjunctionMatcher
    __strategy__ = TotalOrder
    topics: frozenset[str] = frozenset()
    """What the productions test."""

    def run(self, steps: float = float("inf")) -> None:
        """Fire until the agenda is empty; stock also puts every activation into words that nobody logs."""
        self.running = True
        while steps > 0 and self.running:
            if self.facts.added or self.facts.removed:
                self.strategy.update_agenda(self.agenda, *self.get_activations())
            activation = self.agenda.get_next()
            if activation is None:
                break
            steps -= 1
            activation.rule(self, **activation.context)
        self.running = False

    def reset(self, **_: Any) -> None:
        """Forget all facts. No initial ones: no production tests for them, and stock looks for them every time."""
        self.matcher.reset()
        self.agenda, self.running = Agenda(), False
        self.facts = FactList()  # last: without facts, all of this has happened

    def know(self, fact: Fact) -> None:
        """Declare a fact as `declare` does, which also looks at every value; not what no production tests."""
        facts = self.facts
        if fact not in facts.reference_counter and _topic(fact[0], fact[1], fact[2]) in self.topics:
            facts.reference_counter[fact] = 1
            known = Known.of(fact, facts.last_index)
            facts[facts.last_index] = known
            facts.last_index += 1
            facts.added.append(known)


class Known(WorkingFact):  # type: ignore[misc]  # experta has no types
    """One fact in working memory. topic: what is stated, the field that patterns are found by."""

    @classmethod
    def of(cls, fact: Fact, number: int | None = None) -> Known:
        """A fresh one, numbered when it is declared; experta allows that once, so never use one again."""
        kind, each, state, subject, actor, _ = fact
        made: Known = cls.__new__(cls)
        # Past experta, which looks at every value for something to freeze: these are strings and a tuple of them.
        dict.update(made, topic=_topic(kind, each, state), subject=subject, actor=actor, fact=fact, __factid__=number)
        made._hash = hash(fact)  # where experta keeps it once it has hashed every value
        return made


class Engine:
    """The inference engine. Build it once per process (tens of milliseconds); `infer` takes well under one.

    Threads may share it: a lock lets one household in at a time, because experta's engines mix them up.

    Args:
        productions: in firing order, as `triage.kb.productions.compile_productions` returns them.

    Raises:
        ValueError: a production has no atoms, so it would hold for everyone.
    """

    def __init__(self, productions: Iterable[Production]) -> None:
        self._lock = threading.Lock()
        self._ledger = Ledger()
        self._engine = build_engine(productions, self._ledger)
        self._forget()

    def infer(self, signs: Iterable[Sign]) -> Inference:
        """Everything that follows from the signs, sorted; the order and repetition of signs do not matter."""
        facts = facts_of(signs)
        with self._lock:
            if self._engine.facts:
                self._forget()  # Ctrl-C fell into the one below
            try:
                for fact in facts:
                    self._engine.know(fact)
                self._engine.run()
                return self._ledger.inference()
            finally:
                self._forget()

    def _forget(self) -> None:
        """Drop the household: nothing of it may reach the next one or stay in memory."""
        self._ledger.clear()
        self._engine.reset()


def infer_once(productions: Iterable[Production], signs: Iterable[Sign]) -> Inference:
    """The same as `Engine(productions).infer(signs)`, with a network of only what these signs can reach.

    For a single household after a cold start, where building the whole network would be most of the time.
    """
    signs = list(signs)
    return Engine(relevant(productions, signs)).infer(signs)


def facts_of(signs: Iterable[Sign]) -> list[Fact]:
    """The signs as facts, without duplicates, in a fixed order."""
    return sorted({("sign", s.id, s.state, s.subject, s.actor, s.certainty) for s in signs})


def build_engine(productions: Iterable[Production], ledger: Ledger, base: type[Any] = HardenedEngine) -> Any:
    """An engine of a class made for these productions; `base` may be stock experta, for comparison.

    The rules' names are numbered: named after their ids, a rule called `run` would replace experta's method.
    """
    groups = _with_the_same_atoms(_without_repeated_atoms(production) for production in productions)
    pattern = cache(_Patterns())
    rules = {
        f"production_{index:05d}": _rule(group, len(groups) - index, pattern, ledger)
        for index, group in enumerate(groups)
    }
    for name, rule in rules.items():
        rule.__name__ = name
    topics = frozenset(_topic(a.kind, a.id, a.state) for group in groups for a in group[0].atoms)
    return type("TriageEngine", (base,), {**rules, "topics": topics})()


class _Patterns:
    """Makes the working-memory pattern of an atom, named so that equal atoms of all productions share it."""

    def __init__(self) -> None:
        self._made = 0
        self._tests: dict[tuple[frozenset[str], frozenset[str]], Any] = {}

    def __call__(self, atom: Atom) -> Any:
        fields: dict[str, Any] = {"topic": _topic(atom.kind, atom.id, atom.state)}
        if atom.kind == "sign" and atom.binds:
            fields["subject"] = "subject" << W()
        if atom.kind == "sign" and (atom.actors or atom.not_actors):
            limits = (atom.actors, atom.not_actors)
            fields["actor"] = self._tests.setdefault(limits, P(_actor_test(*limits)))
        self._made += 1
        return f"atom_{self._made}" << Known(**fields)


def _with_the_same_atoms(productions: Iterable[Production]) -> list[list[Production]]:
    """Productions that match together, so that one activation is enough for all of them.

    Those that add facts stay in their layer; the others fire last, when nothing they say is tested any more.
    """
    groups: dict[tuple[Layer | None, tuple[Atom, ...]], list[Production]] = {}
    for production in productions:
        adds = any(conclusion.kind in FACT_KINDS for conclusion in production.conclusions)
        groups.setdefault((production.layer if adds else None, production.atoms), []).append(production)
    return list(groups.values())


def _rule(productions: list[Production], salience: int, pattern: Callable[[Atom], Any], ledger: Ledger) -> Any:
    """The experta rule that enters a match in the ledger and declares what it adds."""
    atoms = productions[0].atoms
    if not atoms:
        raise ValueError(f"production {productions[0].id} has no atoms")
    patterns = [pattern(atom) for atom in atoms]
    captures = [each.__bind__ for each in patterns]
    group = Group(productions)

    def fire(engine: Any, **captured: Any) -> None:
        matched = tuple(captured[name]["fact"] for name in captures)
        for fact in ledger.record(group, matched):
            _declare(engine, fact)

    return Rule(*patterns, salience=salience)(fire)


def _declare(engine: Any, fact: Fact) -> None:
    """Let an engine know a fact; stock has only its own way."""
    if isinstance(engine, HardenedEngine):
        engine.know(fact)
    else:
        engine.declare(Known.of(fact))


def _topic(kind: str, each: str, state: str) -> str:
    """What patterns are found by; only signs have a state that is tested."""
    return f"sign {each} {state}" if kind == "sign" else f"{kind} {each}"


def _actor_test(actors: frozenset[str], not_actors: frozenset[str]) -> Callable[[object], bool]:
    """Whether an actor is within an atom's limits; never raises, whatever it is given."""

    def allowed(actor: object) -> bool:
        return isinstance(actor, str) and (not actors or actor in actors) and actor not in not_actors

    return allowed


def _without_repeated_atoms(production: Production) -> Production:
    """An atom written twice is one condition; joined twice it would pair facts with themselves."""
    atoms: Sequence[Atom] = tuple(dict.fromkeys(production.atoms))
    return production if len(atoms) == len(production.atoms) else replace(production, atoms=tuple(atoms))
