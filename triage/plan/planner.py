"""The last stage of thought: signs and conclusions in, the whole Plan out. Pure: the clock is passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from triage.kb.types import Knowledge
from triage.model import (
    Banner,
    Evidence,
    Finding,
    Inference,
    Outcome,
    Plan,
    PlanStep,
    Sign,
    Suggestion,
    Urgency,
    urgency_rank,
)
from triage.plan.bypass import suspected
from triage.plan.course import advise, grounds
from triage.plan.deadlines import Calendar
from triage.plan.outcome import HINTED, answer_lines, answer_steps, outcome_of, supposed, unresolved
from triage.plan.questions import open_questions
from triage.plan.verdict import Verdict, judge
from triage.signs import Settled

if TYPE_CHECKING:
    from triage.plan.district import District

LIKELY = 0.5
"""From this similarity a suggestion is right about every second time."""
Suggest = Callable[[tuple[Finding, ...]], tuple[Suggestion, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where the plan is made. `now` carries the district's time zone.

    asks: whether anybody is there to be asked; without it the plan has no questions.
    """

    now: datetime
    calendar: Calendar
    district: District | None = None
    asks: bool = True


class Draft(NamedTuple):
    """What is known before anybody looks at what the words resemble."""

    settled: Settled
    inference: Inference
    readings: tuple[Evidence, ...]
    verdict: Verdict


def make_plan(
    settled: Settled, inference: Inference, readings: tuple[Evidence, ...], knowledge: Knowledge, setting: Setting,
    suppose: Callable[[Iterable[Sign]], Inference], suggest: Suggest = lambda found: (),
) -> Plan:  # fmt: skip
    """`suppose` runs the engine on signs that were only asked about, to answer a question about procedure.

    `suggest` names cases that the unexplained words resemble, given the cases that were found.
    """
    draft = Draft(settled, inference, readings, judge(inference, settled, knowledge))
    return finished(draft, suggest(draft.verdict.findings), knowledge, setting, suppose)


def finished(
    draft: Draft, suggestions: tuple[Suggestion, ...], knowledge: Knowledge, setting: Setting,
    suppose: Callable[[Iterable[Sign]], Inference],
) -> Plan:  # fmt: skip
    """The plan of a draft. suggestions: cases that the unexplained words resemble; suppose: see `make_plan`."""
    settled, inference, readings, verdict = draft
    suspects = suspected(inference, settled, knowledge)
    outcome, level = outcome_of(verdict, settled, readings, knowledge, suggestions)
    suggestions = tuple([_compared(each, level, knowledge) for each in suggestions])
    nearest = _nearest(outcome, verdict, settled, readings, knowledge, suppose)
    if outcome == "inquiry":
        verdict = nearest
    course = advise(
        grounds(outcome, verdict, nearest, inference, suspects, readings), knowledge,
        setting.now, setting.calendar, setting.district,
    )  # fmt: skip
    steps = (*answer_steps(readings, knowledge), *course.steps) if outcome == "inquiry" else course.steps
    return Plan(
        outcome, level, knowledge.version, knowledge.hash, setting.now.isoformat(timespec="minutes"),
        dangers=verdict.dangers,
        banners=tuple(_banner(d.id, knowledge) for d in nearest.dangers),
        findings=verdict.findings if outcome == "plan" else (),
        steps=steps,
        referrals=course.referrals,
        bypass=suspects,
        prohibitions=course.prohibitions,
        reminders=course.reminders,
        questions=(
            open_questions(verdict, settled, readings, knowledge, suggestions)
            if setting.asks and outcome != "inquiry"
            else ()
        ),
        suggestions=suggestions,
        evidence=readings, conflicts=settled.conflicts,
        modules=tuple(dict.fromkeys(knowledge.cases[f.case].module for f in verdict.findings)),
        disclaimer=knowledge.disclaimer,
        answer=_answer(outcome, verdict, readings, steps, knowledge),
        titles=_titles(knowledge),
        groups=_groups(knowledge),
        says={e.sign: knowledge.signs[e.sign].says for e in readings if e.sign in knowledge.signs},
    )  # fmt: skip


def _nearest(
    outcome: Outcome, verdict: Verdict, settled: Settled, readings: tuple[Evidence, ...], knowledge: Knowledge,
    suppose: Callable[[Iterable[Sign]], Inference],
) -> Verdict:  # fmt: skip
    """The verdict itself, or where nothing was found: what would hold if what was mentioned or asked about were so."""
    if outcome == "inquiry":
        asked = (e for e in readings if e.context == "hypothetical")
        return replace(supposed(asked, knowledge, suppose), dangers=(), urgency=None)
    if outcome == "need_more_information":
        return supposed(unresolved(settled, readings, knowledge), knowledge, suppose)
    return verdict


def _compared(suggestion: Suggestion, found: Urgency | None, knowledge: Knowledge) -> Suggestion:
    """The suggestion, marked when it is about something worse than what was found."""
    level = urgency_rank(knowledge.cases[suggestion.case].urgency)
    worse = suggestion.score >= LIKELY and level > max(urgency_rank(found), urgency_rank(HINTED))
    return suggestion._replace(worse=True) if worse else suggestion


def _answer(
    outcome: Outcome, verdict: Verdict, readings: tuple[Evidence, ...], steps: tuple[PlanStep, ...],
    knowledge: Knowledge,
) -> tuple[str, ...]:  # fmt: skip
    """To a question about procedure; also where a problem was told beside it and has to be asked about first."""
    if outcome == "inquiry":
        return answer_lines(verdict, steps, knowledge)
    return tuple(s.text for s in answer_steps(readings, knowledge)) if outcome == "need_more_information" else ()


@lru_cache(maxsize=8)
def _titles(knowledge: Knowledge) -> dict[str, str]:
    """What renderers call the ids of cases, modules and dangers."""
    titles = {case.id: case.title for case in knowledge.cases.values()}
    titles |= {module.id: module.title for module in knowledge.modules.values()}
    return titles | {danger.id: danger.title for danger in knowledge.dangers.values()}


@lru_cache(maxsize=8)
def _groups(knowledge: Knowledge) -> dict[str, str]:
    return {case.id: case.group for case in knowledge.cases.values()}


def _banner(name: str, knowledge: Knowledge) -> Banner:
    danger = knowledge.dangers[name]
    return Banner(name, danger.title, danger.text)
