"""A question typed freely: which signs it asks about, by what is read in it and by the words of our own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from math import log, sqrt

from triage.kb.types import Knowledge
from triage.pipeline import Machine, read_complaint
from triage.train.stems import words

MOST = 3
"""One sentence asks about so many things at most."""
LEAST = 0.3
"""Less likeness than this (0–1) to one of our own questions is no question of ours."""
ON_OFFER = 1.5
"""What is on the menu is meant more often."""
_SAFE = re.compile(r"\bberdua\b|tempat (yang )?(lebih )?(aman|sepi|tertutup)|ada yang (ikut )?(men)?dengar", re.I)


class Hearing:
    """Word weights are made once from the knowledge."""

    def __init__(self, knowledge: Knowledge, machine: Machine) -> None:
        self._machine = machine
        self._signs = knowledge.signs
        bags = {n: words(f"{s.ask} {s.says}") for n, s in knowledge.signs.items() if s.kind != "topic"}
        counts = Counter(word for bag in bags.values() for word in bag)
        self._weight = {word: log(len(bags) / count) for word, count in counts.items()}
        self._bags = bags

    def asks_for_safety(self, text: str) -> bool:
        """Whether the sentence wants to speak where nobody overhears."""
        return bool(_SAFE.search(text))

    def asked(self, text: str, offered: Collection[str]) -> tuple[str, ...]:
        """The signs that a sentence asks about, () when nothing was understood. offered: those on the menu."""
        read = [e.sign for e in read_complaint(text, self._machine) if self._signs[e.sign].kind == "problem"]
        said = words(text)
        meant = {n: bag for n, bag in self._bags.items() if n in offered or self._signs[n].kind == "problem"}
        score = {n: self._likeness(said, bag) * (ON_OFFER if n in offered else 1) for n, bag in meant.items()}
        best = max(score, key=score.__getitem__)
        alike = [best] if score[best] >= LEAST and (not read or score[best] >= 2 * LEAST) else []
        return tuple(dict.fromkeys([*alike, *sorted(read, key=lambda n: n not in offered)]))[:MOST]

    def _likeness(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Cosine of the two sets of words, weighted by how rare a word is (Salton, tf-idf without tf)."""
        shared = sum(self._weight[w] ** 2 for w in one & other)
        return shared / (self._length(one) * self._length(other)) if shared else 0.0

    def _length(self, bag: frozenset[str]) -> float:
        return sqrt(sum(self._weight.get(w, 1.0) ** 2 for w in bag)) or 1.0
