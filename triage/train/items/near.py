"""Which cases are easily taken for one another: they share signs, a question leads across, they are told together."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations

from triage.kb.references import signs_in
from triage.kb.types import CaseDef, Knowledge
from triage.train.stems import subjects

NEAREST = 8
"""From so many of the nearest cases distractors are drawn."""
OWN_PEOPLE = "pendamping"
"""The group of cases about facilitators themselves: told by other people, so never a distractor for a client's case."""


class Neighbours:
    """Closeness of cases, from ids only."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._cases = knowledge.cases
        self._together = {pair for labels in knowledge.stories for pair in permutations(labels, 2)}
        self.symptoms = {case.id: frozenset(signs_in(case.symptoms)) for case in knowledge.cases.values()}
        self._asks = {
            case.id: frozenset(case.ask_next) | {s for shift in case.raise_when for s in signs_in(shift.when)}
            for case in knowledge.cases.values()
        }
        self.near = lru_cache(maxsize=None)(self._near)
        self.far = lru_cache(maxsize=None)(self._far)

    def _near(self, case: str) -> tuple[str, ...]:
        """The nearest other cases, the nearest first."""
        order = list(self._cases)
        others = [other for other in order if other != case and self._same_people(case, other)]
        return tuple(sorted(others, key=lambda o: (-self.closeness(case, o), order.index(o)))[:NEAREST])

    def _far(self, case: str) -> tuple[str, ...]:
        """Cases that share nothing with it; the least near ones where there are too few."""
        order = list(self._cases)
        others = [other for other in order if other != case and self._same_people(case, other)]
        strangers = [other for other in others if not self.closeness(case, other)]
        return tuple(strangers or sorted(others, key=lambda o: self.closeness(case, o))[: NEAREST // 2])

    def leads(self, case: str) -> frozenset[str]:
        """Cases that one of the case's own next questions asks about."""
        return frozenset(c for c, symptoms in self.symptoms.items() if self._asks[case] & symptoms)

    def apart(self, one: str, other: str) -> bool:
        """They share no symptom, and nobody tells them together: one cannot stand for the other."""
        return not self.symptoms[one] & self.symptoms[other] and (one, other) not in self._together

    def one_subject(self, sign: str, other: str) -> bool:
        """They show one case together, or their ids share a word that says what they are about."""
        if any({sign, other} <= shown for shown in self.symptoms.values()):
            return True
        return not subjects(sign.replace("_", " ")).isdisjoint(subjects(other.replace("_", " ")))

    def closeness(self, one: str, other: str) -> int:
        a, b = self._cases[one], self._cases[other]
        shared = self.symptoms[one] & self.symptoms[other]
        leads = len(self._asks[one] & self.symptoms[other]) + len(self._asks[other] & self.symptoms[one])
        yields = other in a.yields_to or one in b.yields_to
        together = (one, other) in self._together
        return 4 * yields + 3 * len(shared) + 2 * leads + 2 * together + _alike(a, b)

    def _same_people(self, one: str, other: str) -> bool:
        return (self._cases[one].group == OWN_PEOPLE) == (self._cases[other].group == OWN_PEOPLE)


def _alike(a: CaseDef, b: CaseDef) -> int:
    return (a.group == b.group) + (a.module == b.module)
