"""Signs that no production can ever bring together are thought about apart, and what follows from each is remembered.

Whole households seldom come again, their parts nearly always do. It is exact because productions only add: where no
match can take facts from two parts, the conclusions of the whole are those of its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter

from triage.engine.conclude import FACT_KINDS
from triage.engine.memo import Memo
from triage.engine.relevance import Topic
from triage.model import Derived, Inference, Production, Sign


class Parts:
    """An engine's `infer` for one part at a time. Safe to share between threads when `infer` is."""

    def __init__(self, productions: Iterable[Production], infer: Callable[[Iterable[Sign]], Inference]) -> None:
        self._memo = Memo(infer)
        self._joins: dict[Topic, list[tuple[set[Topic], set[Topic]]]] = defaultdict(list)
        for production in productions:
            topics = [(atom.kind, atom.id, atom.state if atom.kind == "sign" else "") for atom in production.atoms]
            added = {_topic(c.kind, c.id, c.value) for c in production.conclusions if c.kind in FACT_KINDS}
            for i, topic in enumerate(topics):
                self._joins[topic].append(({*topics[:i], *topics[i + 1 :]}, added))
        self._reach = cache(self._reaching)
        self._partners = cache(self._joined)

    def infer(self, signs: Iterable[Sign]) -> Inference:
        """The same as the engine's `infer`."""
        return merged([self._memo.infer(part) for part in self.parts(signs)])

    def parts(self, signs: Iterable[Sign]) -> list[list[Sign]]:
        """The signs in groups that cannot matter to each other; what no production tests is left out."""
        parts: list[list[Sign]] = []
        for sign in signs:
            topic = ("sign", sign.id, sign.state)
            if topic in self._joins:
                near = [part for part in parts if any(self._meet(topic, ("sign", s.id, s.state)) for s in part)]
                parts = [part for part in parts if part not in near] if near else parts
                parts.append([sign, *chain.from_iterable(near)])
        return parts

    def _meet(self, one: Topic, other: Topic) -> bool:
        """Whether some production may match what follows from the one together with what follows from the other."""
        return not self._reach(one).isdisjoint(self._partners(other))

    def _reaching(self, topic: Topic) -> frozenset[Topic]:
        """All that may become known with the help of this, itself included."""
        found, todo = {topic}, [topic]
        while todo:
            news = set().union(*(added for _, added in self._joins.get(todo.pop(), ()))) - found
            found |= news
            todo += news
        return frozenset(found)

    def _joined(self, topic: Topic) -> frozenset[Topic]:
        """What productions test beside this or beside what it helps to become known."""
        return frozenset(
            beside for known in self._reach(topic) for others, _ in self._joins.get(known, ()) for beside in others
        )


def merged(parts: Sequence[Inference]) -> Inference:
    """All conclusions, sorted; one that several parts come to has the supports of all."""
    if len(parts) == 1:
        return parts[0]
    every = sorted(chain.from_iterable([part.derived for part in parts]))
    found: dict[tuple[str, ...], Derived] = {}
    for item in every:
        before = found.setdefault(item[:5], item)
        if before is not item:
            found[item[:5]] = _both(before, item)
    return Inference(tuple(found.values()))


def _both(one: Derived, other: Derived) -> Derived:
    supports = sorted({*one.supports, *other.supports}, key=attrgetter("production", "rule", "facts"))
    certainty = one.certainty if one.certainty == "certain" else other.certainty
    return one._replace(certainty=certainty, supports=tuple(supports))


def _topic(kind: str, each: str, value: str) -> Topic:
    return kind, each, (value or "present") if kind == "sign" else ""
