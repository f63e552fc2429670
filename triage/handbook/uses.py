"""Who names whom: the references of the knowledge turned around, once for all pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from triage.kb.references import references
from triage.kb.types import CaseDef, Knowledge, StepWhen
from triage.model import Urgency, highest, urgency_rank

Named = tuple[str, str]
"""(kind, id)"""


@dataclass(frozen=True, slots=True)
class Uses:
    """by: for each entry, those that name it, in file order. A case also names the referrals of its steps."""

    by: dict[Named, list[Named]]

    def of(self, kind: str, name: str, user: str) -> list[str]:
        """Ids of the entries of kind `user` that name the entry, each once."""
        return list(dict.fromkeys(i for k, i in self.by.get((kind, name), ()) if k == user))


def uses_of(knowledge: Knowledge) -> Uses:
    by: defaultdict[Named, list[Named]] = defaultdict(list)
    for kind, name, other_kind, other in references(knowledge):
        by[other_kind, other].append((kind, name))
    for case in knowledge.cases.values():
        for step in steps_of(case):
            referral = knowledge.steps[step].referral
            if referral:
                by["referrals", referral].append(("cases", case.id))
    return Uses(dict(by))


def steps_of(case: CaseDef) -> list[str]:
    """The ids of all its steps, conditional ones too."""
    return [step.step if isinstance(step, StepWhen) else step for step in case.steps]


def referrals_of(case: CaseDef, knowledge: Knowledge) -> list[str]:
    """Where a case may be referred: those of the case first, then those of its steps."""
    through = (knowledge.steps[step].referral for step in steps_of(case))
    return list(dict.fromkeys([*case.refer, *(name for name in through if name)]))


def may_become(case: CaseDef, knowledge: Knowledge, uses: Uses) -> Urgency:
    """The highest urgency that a raise of the case, a rule, or a danger can give it."""
    levels: list[Urgency] = [case.urgency, *(shift.to for shift in case.raise_when)]
    for rule in uses.of("cases", case.id, "rules"):
        change = knowledge.rules[rule].then.urgency
        if change and case.id in change.cases:
            levels.append(change.to)
    if uses.of("cases", case.id, "dangers"):
        levels.append("darurat")
    return highest(levels) or case.urgency


def by_urgency(names: list[str], knowledge: Knowledge) -> list[str]:
    """Case ids, the most urgent first, otherwise as given."""
    return sorted(names, key=lambda name: -urgency_rank(knowledge.cases[name].urgency))
