"""The shape of a plan as formulas: when it holds what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from triage.kb.types import Knowledge
from triage.verify.circuit import FALSE, Node
from triage.verify.rules import Logic, Topic


@dataclass
class PlanLogic:
    """When the plan of a household holds what. Findings by (case, subject); urgency as 'at least'."""

    logic: Logic
    findings: dict[tuple[str, str], Node] = field(default_factory=dict)
    at_least: dict[tuple[str, str], list[Node]] = field(default_factory=dict)
    """For every finding, for every rank 0 to 3, whether its urgency is that high."""
    own: dict[tuple[str, str], list[Node]] = field(default_factory=dict)
    """The same without dangers."""
    urgency: list[Node] = field(default_factory=list)
    """The household's, likewise."""
    dangers: dict[str, Node] = field(default_factory=dict)
    prohibitions: dict[str, Node] = field(default_factory=dict)
    reminders: dict[str, Node] = field(default_factory=dict)
    bypass: dict[str, Node] = field(default_factory=dict)
    steps: dict[str, Node] = field(default_factory=dict)
    owned: dict[tuple[str, str], Node] = field(default_factory=dict)
    """(step, owner): the step is in the plan and this owner does it."""
    referrals: dict[str, Node] = field(default_factory=dict)
    asks: Node = FALSE
    """A case that was found still wants to know something."""

    def told(self) -> Logic:
        """The logic as statements about plans read it: a case is there when the plan shows it."""
        shown: dict[Topic, dict[tuple[str, str], Node]] = {}
        for (case, subject), node in self.findings.items():
            shown.setdefault(("case", case, ""), {})[subject, ""] = node
        return replace(self.logic, facts=defaultdict(dict, {**self.logic.facts, **shown}))

    def case(self, name: str) -> Node:
        """The case is found for somebody."""
        return self.logic.circuit.any(node for (case, _), node in self.findings.items() if case == name)


def named(plan: PlanLogic, knowledge: Knowledge, attribute: str, kind: str, name: str) -> list[Node]:
    """When dangers, findings or rules name this prohibition, reminder or referral."""
    return [
        *(n for danger, n in plan.dangers.items() if name in getattr(knowledge.dangers[danger], attribute)),
        *(n for (case, _), n in plan.findings.items() if name in getattr(knowledge.cases[case], attribute)),
        *(n for _, n in plan.logic.of(kind, name)),
    ]
