"""The matcher behind experta's `__matcher__` hook: joins facts into activations without beta memories.

It follows TREAT (Miranker 1987), a Rete without intermediate join results: every pattern keeps the facts that
answer it, and a conjunction joins them only once each of its patterns has one. Which patterns have one is a
bitmask, so a conjunction that lacks something, as most do for a household, costs one `and`. The join is a
loop, so a conjunction of hundreds of patterns cannot reach Python's recursion limit as stock experta's does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from triage.engine.compat import Activation, Matcher
from triage.engine.patterns import Bindings, Entry, Pattern, PatternIndex


class Conjunction:
    """One rule's patterns. needs: their bits."""

    __slots__ = ("needs", "patterns", "rule")

    def __init__(self, rule: Any, patterns: list[Pattern]) -> None:
        self.rule = rule
        self.patterns = patterns
        self.needs = 0
        for position, pattern in enumerate(patterns):
            pattern.joins.append((self, position))
            self.needs |= pattern.bit

    def activations(self, position: int, entry: Entry) -> Iterable[Any]:
        """Join `entry` with the facts at all other positions; variables of one name must have one value."""
        if len(self.patterns) == 1:
            name = self.patterns[0].capture
            return (Activation(self.rule, entry[:1], {**entry[1], name: entry[0]} if name else entry[1]),)
        return self._joined(position, entry)

    def _joined(self, position: int, entry: Entry) -> Iterator[Any]:
        partial: list[tuple[list[Any], Bindings]] = [([], entry[1])]
        for index in range(len(self.patterns)):
            candidates = self._candidates(index, position, entry)
            partial = [
                ([*facts, fact], {**bound, **bindings} if bindings else bound)
                for facts, bound in partial
                for fact, bindings in candidates
                if all(bound.get(name, value) == value for name, value in bindings.items())
            ]
        for facts, bound in partial:
            yield Activation(self.rule, facts, {**bound, **_captured(self.patterns, facts)})

    def _candidates(self, index: int, position: int, entry: Entry) -> list[Entry]:
        """What may stand at `index`. A pattern used twice pairs an entry with itself only once."""
        pattern = self.patterns[index]
        if index == position:
            return [entry]
        if index > position and pattern is self.patterns[position]:
            return [each for each in pattern.memory.values() if each is not entry]
        return list(pattern.memory.values())


def _captured(patterns: Sequence[Pattern], facts: Sequence[Any]) -> Bindings:
    """The facts under the names that the rule's action knows them by."""
    return {pattern.capture: fact for pattern, fact in zip(patterns, facts) if pattern.capture}  # noqa: B905


class ConjunctionMatcher(Matcher):  # type: ignore[misc]  # experta has no types
    """The matcher of an experta engine whose rules are conjunctions of fact patterns.

    It raises TypeError while the engine is made when a rule has no pattern or holds OR, NOT, TEST, EXISTS
    or FORALL. A predicate that raises leaves half-made matches behind until `reset`, as in any forward
    chainer; unlike in stock experta `reset` then really drops them.
    """

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self._index = PatternIndex()
        self._answered = 0
        self._touched: list[Pattern] = []
        for rule in engine.get_rules():
            # Copied because `get_rules` ties the class's rule to this instance; stock does the same.
            own_rule = rule.new_conditions(*rule)
            patterns = [self._index.intern(raw) for raw in rule]
            if not patterns:
                raise TypeError(f"rule {rule.__name__} has no conditions")
            Conjunction(own_rule, patterns)

    def changes(self, adding: Any = None, deleting: Any = None) -> tuple[list[Any], list[Any]]:
        """Activations that began and that ceased to hold with these facts, each in a fixed order.

        A fact that came and went since the last call never counted; stock would leave it in the network.
        """
        born, gone = list(adding or ()), list(deleting or ())
        brief = {id(fact) for fact in born} & {id(fact) for fact in gone} if gone else set()
        removed = [a for fact in gone if id(fact) not in brief for a in self._retract(fact)]
        added = [a for fact in born if id(fact) not in brief for a in self._assert(fact)]
        return added, removed

    def reset(self) -> None:
        """Forget all facts; only patterns that one answered are visited."""
        for pattern in self._touched:
            pattern.memory.clear()
        self._touched.clear()
        self._answered = 0

    def _assert(self, fact: Any) -> Iterator[Any]:
        number = fact["__factid__"]
        for pattern, bindings in self._index.answering(fact):
            if not pattern.memory:
                self._touched.append(pattern)
                self._answered |= pattern.bit
            entry = pattern.memory[number] = (fact, bindings)
            answered = self._answered
            for conjunction, position in pattern.joins:
                if conjunction.needs & answered == conjunction.needs:
                    yield from conjunction.activations(position, entry)

    def _retract(self, fact: Any) -> Iterator[Any]:
        for pattern, _ in self._index.answering(fact):
            entry = pattern.memory.get(fact["__factid__"])
            if entry is None:
                continue
            answered = self._answered
            for conjunction, position in pattern.joins:
                if conjunction.needs & answered == conjunction.needs:
                    yield from conjunction.activations(position, entry)
            del pattern.memory[fact["__factid__"]]
            if not pattern.memory:
                self._answered &= ~pattern.bit
