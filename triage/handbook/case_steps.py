"""The steps of a case by phase, numbered through, with owner and deadline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.handbook import labels
from triage.handbook.markdown import ended, escaped, indented, introduced, section, title_of, to
from triage.kb.types import CaseDef, Due, Knowledge, StepDef, StepWhen
from triage.labels import OWNERS
from triage.model import PHASES, URGENCIES, Urgency, urgency_rank

HOURS = {"h": 1, "wh": 3, "d": 24, "wd": 24}
"""For the order only: about how many hours pass until a deadline of this unit."""


def steps_section(page: str, case: CaseDef, knowledge: Knowledge, worst: Urgency) -> list[str]:
    """One heading a phase. worst: the highest urgency the case can get; its deadlines are named too."""
    wanted = [(s.step, s.when) if isinstance(s, StepWhen) else (s, None) for s in case.steps]
    place = {name: index for index, name in enumerate(knowledge.steps)}
    lines: list[str] = []
    number = 0
    for phase in PHASES:
        here = [(knowledge.steps[name], when) for name, when in wanted if knowledge.steps[name].phase == phase]
        here.sort(key=lambda pair: (_hours(due_at(pair[0].due, case.urgency)), place[pair[0].id]))
        items: list[str] = []
        for step, when in here:
            number += 1
            items += _step(number, page, step, when, case.urgency, worst, knowledge)
        lines += section(labels.PHASES[phase], items, level=3)
    return lines


def due_at(due: Due, level: Urgency) -> str:
    """The deadline at a level; where none is written, that of the next lower one that is."""
    if not isinstance(due, Mapping):
        return due
    lower = [each for each in URGENCIES[urgency_rank(level) :: -1] if each in due]
    return due[lower[0]] if lower else next(iter(due.values()))


def due_words(due: str) -> str:
    """'2 jam', '8 jam kerja', '1 hari', '3 hari kerja' for 2h, 8wh, 1d, 3wd."""
    number = due.rstrip("hwd")
    return f"{number} {labels.DUE_UNITS[due.removeprefix(number)]}"


def gates(step: StepDef, knowledge: Knowledge) -> list[Any]:
    """The conditions that its tags demand, whatever case it stands in."""
    return [knowledge.tags[tag].only_when for tag in step.tags if knowledge.tags[tag].only_when is not None]


def _hours(due: str) -> int:
    number = due.rstrip("hwd")
    return int(number) * HOURS[due.removeprefix(number)]


def _step(
    number: int, page: str, step: StepDef, when: Any, level: Urgency, worst: Urgency, knowledge: Knowledge
) -> list[str]:
    usual, soonest = due_at(step.due, level), due_at(step.due, worst)
    deadline = f"paling lama {due_words(usual)}"
    if soonest != usual:
        deadline += f" (bila {worst}: {due_words(soonest)})"
    notes = [OWNERS[step.owner], deadline]
    if step.consent:
        notes.append("dengan persetujuan")
    if step.referral:
        notes.append("ke " + to(page, "referrals", step.referral, title_of(knowledge, "referrals", step.referral)))
    lines = [f"{number}. {escaped(ended(step.text))}<br>", f"    *{' · '.join(notes)}*"]
    for raw in [*([when] if when is not None else []), *gates(step, knowledge)]:
        lines += ["", *indented(introduced("**Hanya bila**", raw, knowledge))]
    return lines
