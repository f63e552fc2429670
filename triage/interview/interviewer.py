"""The interview: what is known so far -> the next best question, or to stop. Stateless: every turn makes the plan anew.

Safety first (knowledge/screening.yaml), then the question whose answer can change the plan most, by expected change
over what may still be the case; never one that cannot change anything, no question twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

from triage.kb.conditions import Alternative, alternatives, parse_condition
from triage.kb.types import Knowledge
from triage.lookahead import Effect, Lookahead
from triage.model import Actor, Evidence, Plan, Sign, highest
from triage.notation import sign_evidence
from triage.pipeline import Machine, triage
from triage.verify.circuit import Circuit
from triage.verify.plans import plan_of
from triage.verify.rules import translate
from triage.worth_asking import Ways, chances

if TYPE_CHECKING:
    from triage.facts.read import FactsFile
    from triage.plan.district import District

Value = Literal["ya", "tidak", "tidak_tahu", "lewati"]
How = Literal["ditemukan", "diduga", "mungkin", "gugur"]
MOST = 20
"""So many questions at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. said: the free text that was read for it, '' otherwise; at: ISO time."""

    sign: str
    value: Value
    actor: str = ""
    said: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is known before the first question."""

    text: str = ""
    facts: FactsFile | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """A question. actors: whom to choose from when the answer is yes, empty when it does not matter who.

    aloud: how to ask it while somebody may be listening, '' when there is no such wording. Its "no" proves nothing.
    """

    sign: str
    text: str
    why: str
    safety: bool = False
    actors: tuple[str, ...] = ()
    aloud: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """One case of the differential. missing: signs it still needs; against: signs that were denied."""

    case: str
    how: How
    missing: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """ask is None when nothing is worth asking any more. open_safety: safety questions that were skipped."""

    ask: Ask | None
    plan: Plan
    differential: tuple[Standing, ...]
    open_safety: tuple[str, ...] = ()


class Interviewer:
    """Made once per process (a third of a second without a ready lookahead); `turn` keeps nothing between calls."""

    def __init__(self, machine: Machine, district: District | None = None, lookahead: Lookahead | None = None) -> None:
        self._machine = machine
        self._lookahead = lookahead or Lookahead(
            plan_of(translate(machine.productions, machine.knowledge, Circuit()), machine.knowledge), machine.knowledge
        )
        self._district = district
        self._all_ways = Ways(machine.productions, machine.knowledge)
        self._ways = {case.id: _ways(case.symptoms, machine.knowledge) for case in machine.knowledge.cases.values()}

    def turn(self, opening: Opening, answers: Sequence[Answer], now: datetime) -> Turn:
        """The next question and the plan as it stands. Later answers to a sign replace earlier ones."""
        knowledge = self._machine.knowledge
        given = {answer.sign: answer for answer in answers}
        evidence = [e for answer in given.values() if (e := evidence_of(answer, knowledge)) is not None]
        plan = triage(
            self._machine, text=opening.text, facts=opening.facts, answers=evidence, now=now, district=self._district
        )
        screened = tuple(_screening(plan, knowledge))
        skipped = tuple(name for name in screened if name in given and given[name].value == "lewati")
        standing = tuple(self._differential(plan))
        asked = {answer.said or answer.sign for answer in given.values()}
        ask = None if len(asked) >= MOST else self._next(plan, given, screened, standing)
        return Turn(ask, _kept_high(plan, skipped, knowledge), standing, skipped)

    def _next(
        self, plan: Plan, given: dict[str, Answer], screened: tuple[str, ...], standing: tuple[Standing, ...]
    ) -> Ask | None:
        """Safety questions first; then by expected change, ties in the order of the knowledge."""
        knowledge = self._machine.knowledge
        known = _known(plan)
        states = {name: str(sign.state) for name, sign in known.items()}
        safety = {
            name: (((name, "present"),), ((name, "absent"),), *self._all_ways.through(name, states))
            for name in screened
            if name not in known and name not in given
        }
        likely = chances(plan, self._all_ways, states, given.keys(), knowledge)
        effects = self._lookahead.effects(known.values(), [*(s for many in safety.values() for s in many), *likely])
        for name, suppositions in safety.items():
            if any(effects[supposed].change for supposed in suppositions):
                return _ask(name, "keselamatan lebih dulu", knowledge, safety=True)
        best = max(likely, key=lambda s: likely[s] * effects[s].change / len(s), default=None)
        if best is None or likely[best] * effects[best].change / len(best) < WORTH:
            return None
        name = best[0][0]
        return _ask(name, _reason(name, effects[best], plan, standing, knowledge), knowledge)

    def _differential(self, plan: Plan) -> Iterator[Standing]:
        """Cases found, suspected, still possible with what is missing, and ruled out by what."""
        found = {finding.case: finding for finding in plan.findings}
        states = {e.sign: e.state for e in plan.evidence if e.state is not None}
        background = {s.id for s in self._machine.knowledge.signs.values() if s.kind == "background"}
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
                if not denied and missing and (set(present) - background or len(present) > 1):
                    open_ways.append(missing)
            if open_ways:
                yield Standing(case, "mungkin", min(open_ways, key=len))
            elif against:
                yield Standing(case, "gugur", against=tuple(against))


WORTH = 12.0
"""An expected change smaller than this is not worth a question."""
Way = tuple[tuple[str, str], ...]


def _ways(symptoms: object, knowledge: Knowledge) -> list[Way]:
    """The alternatives of a case's symptoms as (sign, state)."""
    node, _ = parse_condition(symptoms)
    found: list[Alternative] = alternatives(node, knowledge.signs) if node else []
    return [tuple((atom.id, atom.state) for atom in way if atom.kind == "sign") for way in found]


def evidence_of(answer: Answer, knowledge: Knowledge) -> Evidence | None:
    """What an answer states; None for "tidak tahu" and a skipped question, which state nothing."""
    if answer.value not in ("ya", "tidak"):
        return None
    if answer.value == "tidak":
        return sign_evidence(f"-{answer.sign}", knowledge.signs)
    return sign_evidence(f"{answer.sign}@{answer.actor}" if answer.actor else answer.sign, knowledge.signs)


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
        if not read.isdisjoint(group.signs) or not cases.isdisjoint(group.cases):
            asked.update(dict.fromkeys(group.ask))
    yield from asked


def _kept_high(plan: Plan, skipped: Sequence[str], knowledge: Knowledge) -> Plan:
    """A safety question that was skipped keeps the class that a yes would hint at."""
    levels = [plan.urgency] if plan.urgency else []
    hints = [knowledge.signs[name].hint for name in skipped]
    return replace(plan, urgency=highest([*levels, *hints])) if hints else plan


def _ask(name: str, why: str, knowledge: Knowledge, safety: bool = False) -> Ask:
    sign = knowledge.signs[name]
    wants_actor = (sign.accuses or sign.actor == "nearby") and not sign.default_actor
    return Ask(name, sign.ask, why, safety or sign.danger, _ACTORS if wants_actor else (), sign.ask_aloud)


_ACTORS: tuple[str, ...] = tuple(role for role in get_args(Actor) if role != "kpm")


def _reason(name: str, effect: Effect, plan: Plan, standing: Sequence[Standing], knowledge: Knowledge) -> str:
    """Why this is asked now, in words."""
    told = next((question.why for question in plan.questions if question.sign == name), "")
    if told:
        return told
    possible = next((one.case for one in standing if name in one.missing), None)
    if possible is not None:
        return f"menentukan apakah ini {knowledge.cases[possible].title}"
    return "dapat mengubah urgensi" if effect.urgent else "dapat mengubah langkah"
