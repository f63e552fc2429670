"""Which questions are worth looking at, and how likely their answer is yes: the live differential as suppositions.

A supposition is what one way to a conclusion still lacks: one sign, or two that only together say something. The
chances are round numbers near how often such questions were answered yes by the simulated clients (bench/interview.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from triage.interview.lookahead import Supposed
from triage.kb.references import signs_in
from triage.kb.types import Knowledge
from triage.model import Plan, Production

RESEMBLED = (0.35, 0.25, 0.15)
RAISES, ASKS = 0.12, 0.08
LACKS_ONE, LACKS_TWO = 0.12, 0.08
FAINT, FAINT_DANGER = 0.05, 0.01
"""What only shifts the urgency of a found case, or stands in a way that only background speaks for."""
DOUBT, INTAKE = 0.2, 0.1
TOPIC, TOPIC_FOUND, TOPIC_DANGER = 0.3, 0.15, 0.02
"""What a chosen topic asks after; the same once a case is found, and a danger of it then."""
SIBLING = 0.06
"""What stands in the same list as something that is so."""
LATER, UNPICKED = 0.95, 0.85
"""Each sign of a topic's list is a little less likely than the one before it, and less so for each already asked."""
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
        """(what is missing, chance) of every way that something known speaks for and nothing against.

        The chance is 0 where only background speaks for it.
        """
        for way in dict.fromkeys(way for name in states for way in self._of.get(name, ())):
            missing = tuple((name, state) for name, state in way if name not in states)
            if not 1 <= len(missing) <= 2 or any(name in asked for name, _ in missing):
                continue
            if any(states.get(name, state) != state for name, state in way):
                continue
            telling = any(name in states and name not in self._background for name, _ in way)
            chance = LACKS_ONE if len(missing) == 1 else LACKS_TWO
            yield missing, chance if telling else 0.0

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
            add(((name, "present"),), _faint(name, knowledge))
    for missing, chance in ways.open(states, asked):
        add(missing, chance or max(_faint(name, knowledge) for name, _ in missing))
    for name, chance in (*_hints(plan, knowledge), *_topics(bool(plan.findings), states, asked, knowledge)):
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
    for suggestion, chance in zip(plan.suggestions, RESEMBLED, strict=False):
        symptoms = signs_in(knowledge.cases[suggestion.case].symptoms)
        yield from ((name, chance * INTAKE * 3) for name in symptoms)
    for group in knowledge.screening.values():
        if group.when_nothing and not group.together:
            yield from ((name, INTAKE / 2) for name in group.ask)


def _faint(name: str, knowledge: Knowledge) -> float:
    return FAINT_DANGER if knowledge.signs[name].danger else FAINT


def _topics(
    found: bool, states: Mapping[str, str], asked: Collection[str], knowledge: Knowledge
) -> Iterator[tuple[str, float]]:
    """What the chosen topics ask after, and what stands beside something that is so in their lists."""
    present = {name for name, state in states.items() if state == "present"}
    for group in knowledge.screening.values():
        left = UNPICKED ** len(set(group.ask) & set(asked))
        if group.together and not present.isdisjoint(group.signs):
            for i, name in enumerate(group.ask):
                later = TOPIC_DANGER if knowledge.signs[name].danger else TOPIC_FOUND * left
                yield name, later if found else TOPIC * LATER**i
        elif group.together and not present.isdisjoint(group.ask):
            yield from ((name, SIBLING * left) for name in group.ask if not knowledge.signs[name].danger)


def topic_list(states: Mapping[str, str], asked: Collection[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The next topics to read out; () when one was chosen or all were."""
    groups = [group for group in knowledge.screening.values() if group.when_nothing and group.together]
    if any(states.get(name) == "present" for group in groups for name in group.ask):
        return ()
    return next((group.ask for group in groups if not set(group.ask) & set(asked)), ())
