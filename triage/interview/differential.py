"""The differential: cases found, suspected, still possible with what is missing, and ruled out by what."""

from __future__ import annotations

from collections.abc import Iterator

from triage.interview.turns import Standing
from triage.kb.conditions import Alternative, alternatives, parse_condition
from triage.kb.types import Knowledge
from triage.model import Plan

Way = tuple[tuple[str, str], ...]


class Differential:
    """The ways to every case, read once from the knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._ways = {case.id: _ways(case.symptoms, knowledge) for case in knowledge.cases.values()}
        self._background = {s.id for s in knowledge.signs.values() if s.kind != "problem"}

    def of(self, plan: Plan) -> Iterator[Standing]:
        """One standing for every case that is found, or that something known speaks for or against."""
        found = {finding.case: finding for finding in plan.findings}
        states = {e.sign: e.state for e in plan.evidence if e.state is not None}
        for case, ways in self._ways.items():
            if case in found:
                yield Standing(case, "diduga" if found[case].certainty == "suspected" else "ditemukan")
                continue
            open_ways = []
            against: dict[str, None] = {}
            for wanted in ways:
                denied = [name for name, state in wanted if states.get(name) not in (None, state)]
                missing = tuple(name for name, _ in wanted if name not in states)
                present = [name for name, state in wanted if states.get(name) == state]
                against.update(dict.fromkeys(denied))
                if not denied and missing and (set(present) - self._background or len(present) > 1):
                    open_ways.append(missing)
            if open_ways:
                yield Standing(case, "mungkin", min(open_ways, key=len))
            elif against:
                yield Standing(case, "gugur", against=tuple(against))


def _ways(symptoms: object, knowledge: Knowledge) -> list[Way]:
    """The alternatives of a case's symptoms as (sign, state)."""
    node, _ = parse_condition(symptoms)
    found: list[Alternative] = alternatives(node, knowledge.signs) if node else []
    return [tuple((atom.id, atom.state) for atom in way if atom.kind == "sign") for way in found]
