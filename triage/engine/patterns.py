"""The alpha side of the matcher: which facts answer which pattern, found by one dictionary look-up.

Only what the compiled productions need is allowed: conjunctions of fact patterns over literals, variables and
predicates. OR, NOT, TEST, EXISTS and FORALL are refused when the network is built, because stock experta
fires OR once per alternative, expands it exponentially, and lets NOT hold for what is merely unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.engine.compat import Fact, L, P, W

if TYPE_CHECKING:
    from triage.engine.matcher import Conjunction

Bindings = dict[str, Any]
Entry = tuple[Any, Bindings]
"""A fact and the variables that it gives."""
Literal = tuple[str, type, Any]
_NOTHING: Bindings = {}


@dataclass(slots=True, eq=False)
class Pattern:
    """One fact pattern, shared by every conjunction that uses it.

    capture: the name under which the fact reaches the rule's action, '' for none. literals carry the value's type,
    since `True == 1` in Python but not in a knowledge base. bit: its own, for masks. joins: conjunctions that use
    it, with its position. memory: the facts that answer it now, by their number. asks_more: than one field.
    """

    capture: str
    bit: int
    literals: tuple[Literal, ...] = ()
    predicates: tuple[tuple[str, Callable[[Any], bool]], ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    required: tuple[str, ...] = ()
    joins: list[tuple[Conjunction, int]] = field(default_factory=list)
    memory: dict[int, Entry] = field(default_factory=dict)
    asks_more: bool = field(init=False)

    def __post_init__(self) -> None:
        self.asks_more = len(self.required) > 1

    def match(self, fact: Any) -> Bindings | None:
        """The variables this fact gives, or None when it does not answer the pattern."""
        for name in self.required:
            if name not in fact:
                return None
        for name, kind, value in self.literals:
            if type(fact[name]) is not kind or fact[name] != value:
                return None
        for name, test in self.predicates:
            if not test(fact[name]):
                return None
        return {variable: fact[name] for name, variable in self.variables}


class PatternIndex:
    """All patterns, reachable from a fact by its class and the typed value of one literal field."""

    def __init__(self) -> None:
        self._known: dict[Any, Pattern] = {}
        self._by_literal: dict[type, dict[str, dict[tuple[type, Any], list[Pattern]]]] = {}
        self._unindexed: dict[type, list[Pattern]] = {}

    def intern(self, raw: Any) -> Pattern:
        """The shared pattern of a condition of a rule; TypeError when the condition is not allowed."""
        if not isinstance(raw, Fact):
            raise TypeError(f"{type(raw).__name__} is not allowed: one rule per alternative, without NOT")
        made = _parse(raw, len(self._known))
        capture = raw.__bind__
        identity = (type(raw), capture, made.literals, made.predicates, made.variables, made.required)
        pattern = self._known.setdefault(identity, made)
        if pattern is made:
            self._add(type(raw), made)
        return pattern

    def answering(self, fact: Any) -> Iterator[tuple[Pattern, Bindings]]:
        """Every pattern the fact answers, in the order in which the patterns were made known."""
        for name, table in self._by_literal.get(type(fact), {}).items():
            value = fact.get(name)
            for pattern in table.get((type(value), value), ()):
                bindings = pattern.match(fact) if pattern.asks_more else _NOTHING
                if bindings is not None:
                    yield pattern, bindings
        for pattern in self._unindexed.get(type(fact), ()):
            bindings = pattern.match(fact)
            if bindings is not None:
                yield pattern, bindings

    def _add(self, fact_class: type, pattern: Pattern) -> None:
        if not pattern.literals:
            self._unindexed.setdefault(fact_class, []).append(pattern)
            return
        name, kind, value = pattern.literals[0]
        table = self._by_literal.setdefault(fact_class, {}).setdefault(name, {})
        table.setdefault((kind, value), []).append(pattern)


def _parse(raw: Any, number: int) -> Pattern:
    """Sort the fields of a pattern into literals, predicates and variables."""
    literals: list[Literal] = []
    predicates: list[tuple[str, Callable[[Any], bool]]] = []
    variables: list[tuple[str, str]] = []
    required = tuple(name for name in raw if not Fact.is_special(name))
    for name in required:
        value = raw[name]
        if isinstance(value, W):
            if value.__bind__ is not None:
                variables.append((name, value.__bind__))
        elif isinstance(value, P) and value.__bind__ is None:
            predicates.append((name, value.match))
        elif isinstance(value, L) and value.__bind__ is None:
            literals.append((name, type(value.value), value.value))
        elif isinstance(value, tuple) and type(value).__module__.startswith("experta"):
            raise TypeError(f"field {name!r}: only a literal, a variable or one predicate is allowed")
        else:
            literals.append((name, type(value), value))
    return Pattern(raw.__bind__ or "", 1 << number, tuple(literals), tuple(predicates), tuple(variables), required)
