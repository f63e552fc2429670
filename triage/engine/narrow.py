"""One network a household, of only what its signs can reach; what they reach is looked up, not searched for.

For a few households in one process: a network of all productions costs as much as a hundred of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.engine.relevance import relevant
from triage.engine.session import Engine
from triage.model import Inference, Production, Sign


class Narrow:
    """Concludes what `Engine` does."""

    def __init__(self, productions: Sequence[Production]) -> None:
        self._productions = productions
        self._asking: dict[str, list[int]] = {}
        for number, production in enumerate(productions):
            for topic in {atom.id for atom in production.atoms}:
                self._asking.setdefault(topic, []).append(number)
        self._missing = [len({atom.id for atom in production.atoms}) for production in productions]

    def infer(self, signs: Iterable[Sign]) -> Inference:
        """Everything that follows from the signs."""
        signs = list(signs)
        return Engine(relevant(self._near(signs), signs)).infer(signs)

    def _near(self, signs: Sequence[Sign]) -> list[Production]:
        """The productions of which everything asked for may be named at all, in order."""
        missing = self._missing.copy()
        todo = list(dict.fromkeys(sign.id for sign in signs))
        seen = set(todo)
        found: list[int] = []
        while todo:
            for number in self._asking.get(todo.pop(), ()):
                missing[number] -= 1
                if not missing[number]:
                    found.append(number)
                    news = {conclusion.id for conclusion in self._productions[number].conclusions} - seen
                    seen |= news
                    todo += news
        return [self._productions[number] for number in sorted(found)]
