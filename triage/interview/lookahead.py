"""What would answers change? All suppositions in one pass over the knowledge as a circuit.

Bit 0 of every column is the household as it is known; one more bit for each supposition is the household with
these answers. See triage/verify/circuit.py: one pass over some 50,000 gates takes about ten milliseconds however many
are compared. Persons are only told apart as one adult and one child here; the plan itself is always made
by the engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from triage.kb.types import Knowledge
from triage.model import FACILITATOR, HOUSEHOLD, OTHER_HOUSEHOLD, Sign
from triage.verify.circuit import Node
from triage.verify.plan_logic import PlanLogic
from triage.verify.rules import PERSONS, spelled

URGENCY, DANGER, SUSPECT, FORBID, CASE, STEP = 1000.0, 300.0, 120.0, 60.0, 40.0, 4.0
"""What one change is worth: urgency and dangers first, then whom to avoid and what never to do, cases, steps."""


Supposed = tuple[tuple[str, str], ...]
"""Signs with their states, as if they were answered so."""


class Effect(NamedTuple):
    """How much a supposition would change the plan; urgent: it changes the urgency."""

    change: float
    urgent: bool


class Lookahead:
    """Read-only; one per process."""

    def __init__(self, plan: PlanLogic, knowledge: Knowledge) -> None:
        self._circuit = plan.logic.circuit
        self._knowledge = knowledge
        self._watched: list[tuple[Node, float]] = [
            *((node, URGENCY) for node in plan.urgency[1:]),
            *((node, DANGER) for node in plan.dangers.values()),
            *((node, SUSPECT) for node in plan.bypass.values()),
            *((node, FORBID) for node in plan.prohibitions.values()),
            *((plan.case(case), CASE) for case in knowledge.cases),
            *((node, STEP) for node in plan.steps.values()),
        ]
        self._urgent = frozenset(plan.urgency[1:])

    def effects(self, known: Collection[Sign], suppositions: Iterable[Supposed]) -> dict[Supposed, Effect]:
        """What each supposition would change. known: the signs of the household."""
        asked = list(dict.fromkeys(suppositions))
        everyone = (1 << 1 + len(asked)) - 1
        columns = {name: everyone for name in {self._name(sign) for sign in known} if name in self._circuit.inputs}
        for bit, supposed in enumerate(asked, 1):
            for name, state in supposed:
                said = self._name(self._as_answered(name, state))
                columns[said] = columns.get(said, 0) | 1 << bit
        values = self._circuit.evaluate(columns, 1 + len(asked))
        changed = [0.0] * (1 + len(asked))
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
        return {each: Effect(changed[bit], bool(urgent >> bit & 1)) for bit, each in enumerate(asked, 1)}

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
