"""Which questions are worth looking at, and how likely their answer is yes: the live differential as suppositions.

A supposition is what one way to a conclusion still lacks: one sign, or two that only together say something. The
chances are round numbers near how often such questions were answered yes by the simulated clients (bench/interview.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from triage.kb.references import signs_in
from triage.kb.types import Knowledge
from triage.lookahead import Supposed
from triage.model import Plan, Production

RESEMBLED = (0.35, 0.25, 0.15)
RAISES, ASKS, SHIFTS = 0.15, 0.05, 0.03
LACKS_ONE, LACKS_TWO, ONLY_BACKGROUND = 0.12, 0.08, 0.03
DOUBT, INTAKE = 0.2, 0.1
MOST_OF_ONE = 4
"""Of a case that the wording only resembles so many symptoms are asked."""
_LAYERS = ("derive", "detect", "danger")
Chances = dict[Supposed, float]


class Ways:
    """Every way to a sign, case or danger: the signs that together conclude it."""

    def __init__(self, productions: Iterable[Production], knowledge: Knowledge) -> None:
        self._background = {sign.id for sign in knowledge.signs.values() if sign.kind == "background"}
        found = [
            tuple(dict.fromkeys((atom.id, atom.state) for atom in production.atoms if atom.kind == "sign"))
            for production in productions
            if production.layer in _LAYERS
        ]
        self._of: dict[str, list[Supposed]] = {}
        for way in dict.fromkeys(found):
            for name, _ in way:
                self._of.setdefault(name, []).append(way)

    def open(self, states: Mapping[str, str], asked: Collection[str]) -> Iterator[tuple[Supposed, float]]:
        """(what is missing, chance) of every way that something known speaks for and nothing against."""
        for way in dict.fromkeys(way for name in states for way in self._of.get(name, ())):
            missing = tuple((name, state) for name, state in way if name not in states)
            if not 1 <= len(missing) <= 2 or any(name in asked for name, _ in missing):
                continue
            if any(states.get(name, state) != state for name, state in way):
                continue
            telling = any(name in states and name not in self._background for name, _ in way)
            chance = LACKS_ONE if len(missing) == 1 else LACKS_TWO
            yield missing, chance if telling else ONLY_BACKGROUND

    def through(self, name: str, states: Mapping[str, str]) -> Iterator[Supposed]:
        """What the ways that need this sign still lack, where nothing speaks against them."""
        for way in self._of.get(name, ()):
            if all(states.get(each, state) == state for each, state in way):
                yield tuple((each, state) for each, state in way if each not in states)


def chances(plan: Plan, ways: Ways, states: Mapping[str, str], asked: Collection[str], knowledge: Knowledge) -> Chances:
    """Every supposition worth looking at, in a fixed order, with the chance that it is so."""
    out: Chances = {}

    def add(supposed: Supposed, chance: float) -> None:
        if supposed and not any(name in asked or name in states for name, _ in supposed):
            out[supposed] = max(out.get(supposed, 0.0), chance)

    for finding in plan.findings:
        case = knowledge.cases[finding.case]
        raising = {name for shift in case.raise_when for name in signs_in(shift.when)}
        for name in case.ask_next:
            add(((name, "present"),), RAISES if name in raising else ASKS)
        for name in raising:
            add(((name, "present"),), SHIFTS)
    for missing, chance in ways.open(states, asked):
        add(missing, chance)
    for name, chance in _hints(plan, knowledge):
        add(((name, "present"),), chance)
    return out


def _hints(plan: Plan, knowledge: Knowledge) -> Iterator[tuple[str, float]]:
    """Doubts; and where nothing is found yet, what the wording resembles and the questions of an intake."""
    told = [question for question in plan.questions if question.why.startswith(("keterangan", "disebut", "memastikan"))]
    yield from ((question.sign, DOUBT) for question in told)
    if plan.findings:
        return
    for suggestion, chance in zip(plan.suggestions, RESEMBLED, strict=False):
        if suggestion.sign:
            yield suggestion.sign, chance
    if plan.suggestions:
        symptoms = signs_in(knowledge.cases[plan.suggestions[0].case].symptoms)
        yield from ((name, INTAKE) for name in symptoms[:MOST_OF_ONE])
    for group in knowledge.screening.values():
        yield from ((name, INTAKE / 2) for name in group.ask if group.when_nothing)
