"""What would each answer change? Every question's "ya" and "tidak" in one pass over the knowledge as a circuit.

Bit 0 of every column is the household as it is known; two more bits for each question are the household with
that answer. See triage/verify/circuit.py: one pass over some 50,000 gates takes about ten milliseconds however many
questions are compared. Persons are only told apart as one adult and one child here; the plan itself is always made
by the engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from triage.kb.types import Knowledge
from triage.model import FACILITATOR, HOUSEHOLD, OTHER_HOUSEHOLD, Sign
from triage.verify.circuit import Node
from triage.verify.plans import PlanLogic
from triage.verify.rules import PERSONS, spelled

URGENCY, SUSPECT, FORBID, CASE, STEP = 1000.0, 120.0, 60.0, 40.0, 4.0
"""What one change is worth: urgency first, then whom to avoid and what never to do, then cases, then steps."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How much the two answers to one question would change the plan; urgent: one of them changes the urgency."""

    yes: float
    no: float
    urgent: bool


class Lookahead:
    """Read-only; one per process."""

    def __init__(self, plan: PlanLogic, knowledge: Knowledge) -> None:
        self._circuit = plan.logic.circuit
        self._signs = plan.logic.signs
        self._knowledge = knowledge
        self._watched: list[tuple[Node, float]] = [
            *((node, URGENCY) for node in plan.urgency[1:]),
            *((node, SUSPECT) for node in plan.bypass.values()),
            *((node, FORBID) for node in plan.prohibitions.values()),
            *((plan.case(case), CASE) for case in knowledge.cases),
            *((node, STEP) for node in plan.steps.values()),
        ]
        self._urgent = frozenset(plan.urgency[1:])

    def effects(self, known: Collection[Sign], questions: Iterable[str]) -> Mapping[str, Effect]:
        """For each sign that might be asked, what its answers change. known: the signs of the household."""
        asked = list(dict.fromkeys(questions))
        households = 1 + 2 * len(asked)
        everyone = (1 << households) - 1
        columns = {name: everyone for name in {self._name(sign) for sign in known} if name in self._circuit.inputs}
        for i, name in enumerate(asked):
            for bit, state in ((1 + 2 * i, "present"), (2 + 2 * i, "absent")):
                said = self._name(self._as_answered(name, state))
                columns[said] = columns.get(said, 0) | 1 << bit
        values = self._circuit.evaluate(columns, households)
        changed = [0.0] * households
        urgent = 0
        for node, worth in self._watched:
            column = values[node]
            differs = column ^ everyone if column & 1 else column
            if node in self._urgent:
                urgent |= differs
            while differs:
                top = differs.bit_length() - 1
                changed[top] += worth
                differs ^= 1 << top
        return {
            name: Effect(changed[1 + 2 * i], changed[2 + 2 * i], bool(urgent >> 1 + 2 * i & 3))
            for i, name in enumerate(asked)
        }

    def _as_answered(self, name: str, state: str) -> Sign:
        definition = self._knowledge.signs[name]
        about = definition.about
        subject = about if about in (HOUSEHOLD, FACILITATOR) else f"member:?{about}"
        actor = (definition.default_actor or "") if state == "present" else ""
        return Sign(name, state, subject, actor)  # type: ignore[arg-type]  # state is one of the two

    def _name(self, sign: Sign) -> str:
        """The input that stands for a sign: its subject and actor brought to those that the circuit tells apart."""
        about = self._knowledge.signs[sign.id].about
        if sign.subject == OTHER_HOUSEHOLD or about == FACILITATOR:
            subject = sign.subject if sign.subject == OTHER_HOUSEHOLD else FACILITATOR
        elif about == HOUSEHOLD:
            subject = HOUSEHOLD
        else:
            subject = PERSONS[about == "anak"]
        actor = sign.actor if sign.state == "present" else ""
        exact = spelled(Sign(sign.id, sign.state, subject, actor))
        if exact in self._circuit.inputs:
            return exact
        return spelled(Sign(sign.id, sign.state, subject, "orang_tak_dikenal" if actor else ""))
