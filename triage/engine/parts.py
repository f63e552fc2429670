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

REMEMBERED = 4096
"""So many parts are kept: 100,000 complaints of a list are made of half as many."""


class Parts:
    """An engine's `infer` for one part at a time. Safe to share between threads when `infer` is."""

    def __init__(self, productions: Iterable[Production], infer: Callable[[Iterable[Sign]], Inference]) -> None:
        self._memo = Memo(infer, REMEMBERED)
        self._joins: dict[Topic, list[tuple[set[Topic], set[Topic]]]] = defaultdict(list)
        for production in productions:
            topics = [(atom.kind, atom.id, atom.state if atom.kind == "sign" else "") for atom in production.atoms]
            added = {_topic(c.kind, c.id, c.value) for c in production.conclusions if c.kind in FACT_KINDS}
            for i, topic in enumerate(topics):
                self._joins[topic].append(({*topics[:i], *topics[i + 1 :]}, added))
        self._bit = {topic: 1 << i for i, topic in enumerate(self._joins)}
        self._bits = cache(self._to_bits)

    def infer(self, signs: Iterable[Sign]) -> Inference:
        """The same as the engine's `infer`."""
        return merged([self._memo.infer(part) for part in self.parts(signs)])

    def parts(self, signs: Iterable[Sign]) -> list[list[Sign]]:
        """The signs in groups that cannot matter to each other; what no production tests is left out."""
        parts: list[tuple[int, list[Sign]]] = []
        for sign in signs:
            topic = ("sign", sign.id, sign.state)
            if topic not in self._joins:
                continue
            reach, partners = self._bits(topic)
            apart, mine = [], [sign]
            for part in parts:
                if part[0] & reach:
                    partners |= part[0]
                    mine += part[1]
                else:
                    apart.append(part)
            parts = [*apart, (partners, mine)]
        return [mine for _, mine in parts]

    def _to_bits(self, topic: Topic) -> tuple[int, int]:
        """What may become known with the help of a topic, and what productions test beside any of that."""
        reach = self._reaching(topic)
        beside = {each for known in reach for others, _ in self._joins.get(known, ()) for each in others}
        return self._as_bits(reach), self._as_bits(beside)

    def _as_bits(self, topics: set[Topic]) -> int:
        """One number with a bit for every topic that some production tests."""
        return sum(self._bit[topic] for topic in topics if topic in self._bit)

    def _reaching(self, topic: Topic) -> set[Topic]:
        """All that may become known with the help of this, itself included."""
        found, todo = {topic}, [topic]
        while todo:
            news = set().union(*(added for _, added in self._joins.get(todo.pop(), ()))) - found
            found |= news
            todo += news
        return found


def merged(parts: Sequence[Inference]) -> Inference:
    """All conclusions, sorted; one that several parts come to has the supports of all."""
    telling = [part for part in parts if part.derived]
    if len(telling) < 2:
        return telling[0] if telling else Inference()
    every = sorted(chain.from_iterable([part.derived for part in telling]))
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
