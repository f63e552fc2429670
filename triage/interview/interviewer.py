"""The interview: what is known so far -> the next best question, or to stop. Stateless: every turn makes the plan anew.

An answer that says otherwise than the opening is asked once more. Then safety (knowledge/screening.yaml), then the
question whose answer can change the plan most, by expected change over what may still be the case; what is no danger
is read out together. Never a question that cannot change anything, none twice.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from triage.interview.contradictions import DIFFERS, heard
from triage.interview.differential import Differential
from triage.interview.lists import best_list, list_ask
from triage.interview.lookahead import Effect, Lookahead, Supposed
from triage.interview.misread import doubted
from triage.interview.turns import Answer, Ask, Opening, Standing, Turn, actors_of, evidence_of
from triage.interview.worth_asking import Ways, chances, topic_list
from triage.kb.types import Knowledge
from triage.model import Plan, Sign, highest
from triage.pipeline import Machine, triage
from triage.verify.circuit import Circuit
from triage.verify.plans import plan_of
from triage.verify.rules import translate

if TYPE_CHECKING:
    from triage.plan.district import District

MOST = 20
"""So many questions at most."""
WORTH = 30.0
"""An expected change smaller than this is not worth a question."""
WORTH_LIST = 30.0
"""Nor is a list whose choices together change less than this."""
WORTH_TOPICS = 300.0
"""What is worth less than this comes after the topics, where nothing is found yet."""


class Interviewer:
    """Made once per process (a third of a second without a ready lookahead); `turn` keeps nothing between calls."""

    def __init__(self, machine: Machine, district: District | None = None, lookahead: Lookahead | None = None) -> None:
        self._machine = machine
        self._lookahead = lookahead or Lookahead(
            plan_of(translate(machine.productions, machine.knowledge, Circuit()), machine.knowledge), machine.knowledge
        )
        self._district = district
        self._ways = Ways(machine.productions, machine.knowledge)
        self._differential = Differential(machine.knowledge)
        machine.second_reader()  # read from its file now, not while somebody waits for the first question
        gc.freeze()  # what was built stays: the collector need not go through it again between two questions

    def turn(self, opening: Opening, answers: Sequence[Answer], now: datetime) -> Turn:
        """The next question and the plan as it stands. Later answers to a sign replace earlier ones."""
        knowledge = self._machine.knowledge
        stated = _standing_answers(answers)
        given = {answer.sign: answer for answer in stated}
        known = heard(lambda some: self._plan(opening, some, now), stated, knowledge)
        screened = tuple(_screening(known.plan, knowledge))
        skipped = tuple(name for name in screened if name in given and given[name].value == "lewati")
        standing = tuple(self._differential.of(known.plan))
        ask = None
        if len(_questions(answers)) < MOST:
            doubts = doubted(opening.text, known.plan, self._machine)
            ask = _repeated(known.repeat, DIFFERS, knowledge) or self._next(
                known.plan, given, screened, standing, {n: words for n, words in doubts.items() if n not in given}
            )
        return Turn(ask, _kept_high(known.plan, skipped, knowledge), standing, skipped)

    def _plan(self, opening: Opening, answers: Sequence[Answer], now: datetime) -> Plan:
        evidence = [e for answer in answers if (e := evidence_of(answer, self._machine.knowledge)) is not None]
        return triage(
            self._machine, text=opening.text, facts=opening.facts, answers=evidence, now=now, district=self._district
        )

    def _next(
        self, plan: Plan, given: dict[str, Answer], screened: tuple[str, ...], standing: tuple[Standing, ...],
        doubts: dict[str, str],
    ) -> Ask | None:  # fmt: skip
        """Safety questions, then doubts; then by expected change, ties in the order of the knowledge."""
        knowledge = self._machine.knowledge
        known = _known(plan)
        states = {name: str(sign.state) for name, sign in known.items()}
        safety = {
            name: (((name, "present"),), ((name, "absent"),), *self._ways.through(name, states))
            for name in screened
            if name not in known and name not in given
        }
        likely = chances(plan, self._ways, states, given.keys(), knowledge)
        effects = self._lookahead.effects(known.values(), [*(s for many in safety.values() for s in many), *likely])
        for name, suppositions in safety.items():
            if any(effects[supposed].change for supposed in suppositions):
                return _ask(name, "keselamatan lebih dulu", knowledge, safety=True)
        if doubts:
            return _repeated(doubts, "memastikan yang terbaca", knowledge)
        worth = {s: likely[s] * effects[s].change / len(s) for s in likely}
        return self._best(worth, effects, plan, states, given, standing)

    def _best(
        self, worth: dict[Supposed, float], effects: dict[Supposed, Effect], plan: Plan, states: dict[str, str],
        given: dict[str, Answer], standing: tuple[Standing, ...],
    ) -> Ask | None:  # fmt: skip
        """The list or the single question that is worth most, or the topics where nothing is worth much yet."""
        knowledge = self._machine.knowledge
        names, together = best_list(worth, knowledge)
        best = max(worth, key=worth.__getitem__, default=None)
        alone = worth[best] if best is not None else 0.0
        topics = () if plan.findings else topic_list(states, given.keys(), knowledge)
        if topics and max(alone, together) < WORTH_TOPICS:
            return list_ask(topics, "menentukan apa yang ditanyakan", knowledge)
        if len(names) > 1 and together >= WORTH_LIST and together >= alone:
            return list_ask(names, "mencari apa yang terjadi", knowledge)
        if best is None or alone < WORTH:
            return None
        name = best[0][0]
        return _ask(name, _reason(name, effects[best], plan, standing, knowledge), knowledge)


def _standing_answers(answers: Sequence[Answer]) -> list[Answer]:
    """The last answer about every sign and person; a confirmed one stands before the one that it confirms."""
    stated: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        earlier = stated.get((answer.sign, answer.subject))
        if earlier is None or answer.confirmed or not earlier.confirmed:
            stated[answer.sign, answer.subject] = answer
    return list(stated.values())


def _questions(answers: Sequence[Answer]) -> set[tuple[str, bool]]:
    """One for every question that was answered: a list is one, and so is all that was read in one sentence."""
    return {(answer.list or answer.said or answer.sign, answer.confirmed) for answer in answers}


def _known(plan: Plan) -> dict[str, Sign]:
    """One sign for every id that is stated, as the lookahead needs it."""
    return {
        e.sign: Sign(e.sign, e.state, e.subject, e.actor, e.certainty) for e in plan.evidence if e.state is not None
    }


def _screening(plan: Plan, knowledge: Knowledge) -> Iterator[str]:
    """The safety questions that what was read or found calls for, each once."""
    read = {e.sign for e in plan.evidence if e.state != "absent"}
    cases = {finding.case for finding in plan.findings} | {s.case for s in plan.suggestions[:1]}
    asked: dict[str, None] = {}
    for group in knowledge.screening.values():
        if not group.together and (not read.isdisjoint(group.signs) or not cases.isdisjoint(group.cases)):
            asked.update(dict.fromkeys(group.ask))
    yield from asked


def _kept_high(plan: Plan, skipped: Sequence[str], knowledge: Knowledge) -> Plan:
    """A safety question that was skipped keeps the class that a yes would hint at."""
    levels = [plan.urgency] if plan.urgency else []
    hints = [knowledge.signs[name].hint for name in skipped]
    return replace(plan, urgency=highest([*levels, *hints])) if hints else plan


def _ask(name: str, why: str, knowledge: Knowledge, safety: bool = False) -> Ask:
    sign = knowledge.signs[name]
    return Ask(name, sign.ask, why, safety or sign.danger, actors_of(sign), sign.ask_aloud)


def _repeated(told: dict[str, str], why: str, knowledge: Knowledge) -> Ask | None:
    """The first sign with its words, in the order of the knowledge."""
    name = next((name for name in knowledge.signs if name in told), None)
    return replace(_ask(name, why, knowledge), told=told[name]) if name is not None else None


def _reason(name: str, effect: Effect, plan: Plan, standing: Sequence[Standing], knowledge: Knowledge) -> str:
    """Why this is asked now, in words."""
    told = next((question.why for question in plan.questions if question.sign == name), "")
    if told:
        return told
    possible = next((one.case for one in standing if name in one.missing), None)
    if possible is not None:
        return f"menentukan apakah ini {knowledge.cases[possible].title}"
    return "dapat mengubah urgensi" if effect.urgent else "dapat mengubah langkah"
