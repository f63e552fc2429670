"""An experta engine built once from productions and reset for every household.

Signs go in, an Inference comes out; no experta object leaves this module. Every alternative of a rule is its
own experta rule with its own salience, so the firing order is that of the productions: layer by layer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from triage.engine.compat import Fact as WorkingFact
from triage.engine.compat import KnowledgeEngine, P, Rule, W
from triage.engine.conclude import Ledger
from triage.engine.matcher import ConjunctionMatcher
from triage.engine.relevance import relevant
from triage.engine.strategy import TotalOrder
from triage.model import Atom, Fact, Inference, Production, Sign


class HardenedEngine(KnowledgeEngine):  # type: ignore[misc]  # experta has no types
    """experta with the matcher and the agenda order of this folder."""

    __matcher__ = ConjunctionMatcher
    __strategy__ = TotalOrder

    def get_deffacts(self) -> list[Any]:
        """No initial facts: no production tests for them, and stock would look for them at every reset."""
        return []


class Known(WorkingFact):  # type: ignore[misc]  # experta has no types
    """One fact in working memory. topic: what is stated, the field that patterns are found by."""

    @classmethod
    def of(cls, fact: Fact) -> Known:
        """A fresh one: experta numbers a declared fact, which must not be declared again after a reset."""
        kind, each, state, subject, actor, _ = fact
        return cls(topic=_topic(kind, each, state), subject=subject, actor=actor, fact=fact)


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

    def infer(self, signs: Iterable[Sign]) -> Inference:
        """Everything that follows from the signs, sorted; the order and repetition of signs do not matter."""
        facts = facts_of(signs)
        with self._lock:
            self._forget()
            try:
                self._engine.declare(*map(Known.of, facts))
                self._engine.run()
                return self._ledger.inference()
            finally:
                self._forget()

    def _forget(self) -> None:
        """Drop the household: nothing of it may reach the next one or stay in memory."""
        self._engine.reset()
        self._ledger.clear()


def infer_once(productions: Iterable[Production], signs: Iterable[Sign]) -> Inference:
    """The same as `Engine(productions).infer(signs)`, with a network of only what these signs can reach.

    For a single household after a cold start, where building the whole network would be most of the time.
    """
    signs = list(signs)
    return Engine(relevant(productions, signs)).infer(signs)


def facts_of(signs: Iterable[Sign]) -> list[Fact]:
    """The signs as facts, without duplicates, in a fixed order."""
    return [("sign", s.id, s.state, s.subject, s.actor, s.certainty) for s in sorted(set(signs))]


def build_engine(productions: Iterable[Production], ledger: Ledger, base: type[Any] = HardenedEngine) -> Any:
    """An engine of a class made for these productions; `base` may be stock experta, for comparison.

    The rules' names are numbered: named after their ids, a rule called `run` would replace experta's method.
    """
    ordered = [_without_repeated_atoms(production) for production in productions]
    pattern = cache(_Patterns())
    rules = {
        f"production_{index:05d}": _rule(production, len(ordered) - index, pattern, ledger)
        for index, production in enumerate(ordered)
    }
    for name, rule in rules.items():
        rule.__name__ = name
    return type("TriageEngine", (base,), rules)()


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


def _rule(production: Production, salience: int, pattern: Callable[[Atom], Any], ledger: Ledger) -> Any:
    """The experta rule that enters a match in the ledger and declares what it adds."""
    if not production.atoms:
        raise ValueError(f"production {production.id} has no atoms")
    patterns = [pattern(atom) for atom in production.atoms]
    captures = [each.__bind__ for each in patterns]

    def fire(engine: Any, **captured: Any) -> None:
        matched = tuple(captured[name]["fact"] for name in captures)
        for fact in ledger.record(production, matched):
            engine.declare(Known.of(fact))

    return Rule(*patterns, salience=salience)(fire)


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
