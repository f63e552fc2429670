"""The matcher behind experta's `__matcher__` hook: joins facts into activations without beta memories.

It follows TREAT (Miranker 1987), a Rete without intermediate join results: a conjunction keeps the facts that
answer each of its patterns and joins them only once no pattern is left without a fact. Most productions
never get that far for a household, so a fact costs one dictionary look-up and a few insertions. The join is a
loop, so a conjunction of hundreds of patterns cannot reach Python's recursion limit as stock experta's does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.engine.compat import Activation, Matcher
from triage.engine.patterns import Bindings, Pattern, PatternIndex

Entry = tuple[Any, Bindings]


class Conjunction:
    """One rule's patterns, each with the facts that answer it now."""

    __slots__ = ("memories", "patterns", "rule", "unanswered")

    def __init__(self, rule: Any, patterns: list[Pattern]) -> None:
        self.rule = rule
        self.patterns = patterns
        self.memories: list[dict[int, Entry]] = [{} for _ in patterns]
        self.unanswered = len(patterns)
        for position, pattern in enumerate(patterns):
            pattern.joins.append((self, position))

    def add(self, position: int, entry: Entry) -> Iterator[Any]:
        """Let a fact answer the pattern at `position`; yields the activations this completes."""
        memory = self.memories[position]
        if not memory:
            self.unanswered -= 1
        memory[entry[0]["__factid__"]] = entry
        if not self.unanswered:
            yield from self._activations(position, entry)

    def remove(self, position: int, fact: Any) -> Iterator[Any]:
        """Take a fact back from `position`; yields the activations that no longer hold."""
        memory = self.memories[position]
        entry = memory.get(fact["__factid__"])
        if entry is None:
            return
        if not self.unanswered:
            yield from self._activations(position, entry)
        del memory[fact["__factid__"]]
        if not memory:
            self.unanswered += 1

    def clear(self) -> None:
        """Forget every fact."""
        for memory in self.memories:
            memory.clear()
        self.unanswered = len(self.patterns)

    def _activations(self, position: int, entry: Entry) -> Iterator[Any]:
        """Join `entry` with the facts at all other positions; variables of one name must have one value."""
        partial: list[tuple[list[Any], Bindings]] = [([], entry[1])]
        for index, memory in enumerate(self.memories):
            candidates = (entry,) if index == position else memory.values()
            partial = [
                ([*facts, fact], {**bound, **bindings} if bindings else bound)
                for facts, bound in partial
                for fact, bindings in candidates
                if all(bound.get(name, value) == value for name, value in bindings.items())
            ]
        for facts, bound in partial:
            captured = {pattern.capture: fact for pattern, fact in zip(self.patterns, facts, strict=True)}
            yield Activation(self.rule, facts, {**bound, **captured})


class ConjunctionMatcher(Matcher):  # type: ignore[misc]  # experta has no types
    """The matcher of an experta engine whose rules are conjunctions of fact patterns.

    It raises TypeError while the engine is made when a rule has no pattern or holds OR, NOT, TEST, EXISTS
    or FORALL. A predicate that raises leaves half-made matches behind until `reset`, as in any forward
    chainer; unlike in stock experta `reset` then really drops them.
    """

    def __init__(self, engine: Any) -> None:
        super().__init__(engine)
        self._index = PatternIndex()
        self._touched: dict[Conjunction, None] = {}
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
        """Forget all facts; only conjunctions that saw one are visited."""
        for conjunction in self._touched:
            conjunction.clear()
        self._touched.clear()

    def _assert(self, fact: Any) -> Iterator[Any]:
        for pattern, bindings in self._index.answering(fact):
            for conjunction, position in pattern.joins:
                self._touched[conjunction] = None
                yield from conjunction.add(position, (fact, bindings))

    def _retract(self, fact: Any) -> Iterator[Any]:
        for pattern, _ in self._index.answering(fact):
            for conjunction, position in pattern.joins:
                yield from conjunction.remove(position, fact)
