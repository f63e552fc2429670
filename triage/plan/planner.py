"""The last stage of thought: signs and conclusions in, the whole Plan out. Pure: the clock is passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from triage.kb.types import Knowledge
from triage.model import (
    Banner,
    Contact,
    Evidence,
    Finding,
    Inference,
    Outcome,
    Plan,
    PlanReferral,
    PlanStep,
    Reason,
    Sign,
    Suggestion,
    Urgency,
    urgency_rank,
)
from triage.plan.bypass import Detour, detour
from triage.plan.deadlines import Calendar
from triage.plan.outcome import HINTED, INQUIRY, answer_lines, answer_steps, outcome_of, supposed, unresolved
from triage.plan.questions import open_questions
from triage.plan.steps import as_information, choose, forbidden, gather, plan_steps
from triage.plan.verdict import Trace, Verdict, judge
from triage.signs import Settled

if TYPE_CHECKING:
    from triage.plan.district import District

LIKELY = 0.5
"""From this similarity a suggestion is right about every second time."""
Suggest = Callable[[tuple[Finding, ...]], tuple[Suggestion, ...]]
ELSEWHERE = ("puskesos", "dinsos", "kemensos_171", "polisi", "ambulans_119", "sapa_129")


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where the plan is made. `now` carries the district's time zone."""

    now: datetime
    calendar: Calendar
    district: District | None = None


def make_plan(
    settled: Settled, inference: Inference, readings: tuple[Evidence, ...], knowledge: Knowledge, setting: Setting,
    suppose: Callable[[Iterable[Sign]], Inference], suggest: Suggest = lambda found: (),
) -> Plan:  # fmt: skip
    """`suppose` runs the engine on signs that were only asked about, to answer a question about procedure.

    `suggest` names cases that the unexplained words resemble, given the cases that were found.
    """
    verdict = judge(inference, settled, knowledge)
    around = detour(inference, Trace(inference, settled), knowledge)
    suggestions = suggest(verdict.findings)
    outcome, level = outcome_of(verdict, settled, readings, knowledge, suggestions)
    suggestions = tuple(_compared(each, level, knowledge) for each in suggestions)
    nearest = _nearest(outcome, verdict, settled, readings, knowledge, suppose)
    if outcome == "inquiry":
        verdict = nearest
    never = _prohibitions(nearest, inference, knowledge)
    wanted = gather(verdict, inference, knowledge)
    out = forbidden({r.id: r.because for r in never}, inference, knowledge)
    steps = plan_steps(choose(wanted, out, around, knowledge), around, knowledge, setting.now, setting.calendar)
    if outcome == "inquiry":
        steps = (*answer_steps(readings, knowledge), *map(as_information, steps[:5]))
    return Plan(
        outcome, level, knowledge.version, knowledge.hash, setting.now.isoformat(timespec="minutes"),
        dangers=verdict.dangers,
        banners=tuple(_banner(d.id, knowledge) for d in nearest.dangers),
        findings=verdict.findings if outcome == "plan" else (),
        steps=steps,
        referrals=_referrals(nearest, inference, readings, around, steps, outcome, knowledge, setting.district),
        bypass=around.roles,
        prohibitions=never,
        reminders=_reminders(nearest, inference, knowledge),
        questions=(
            open_questions(verdict, settled, readings, knowledge, suggestions) if outcome != "inquiry" else ()
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
    return replace(suggestion, worse=True) if worse else suggestion


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


def _collected(
    verdict: Verdict, inference: Inference, knowledge: Knowledge, field: str, kind: str
) -> dict[str, list[str]]:
    """ids named by dangers, cases and rules, with what named them, in that order."""
    out: dict[str, list[str]] = {}
    for danger in verdict.dangers:
        for name in getattr(knowledge.dangers[danger.id], field):
            out.setdefault(name, []).append(danger.id)
    for finding in verdict.findings:
        for name in getattr(knowledge.cases[finding.case], field):
            out.setdefault(name, []).append(finding.case)
    for item in inference.derived:
        if item.kind == kind:
            out.setdefault(item.id, []).extend(s.rule for s in item.supports)
    return {name: list(dict.fromkeys(because)) for name, because in out.items()}


def _prohibitions(verdict: Verdict, inference: Inference, knowledge: Knowledge) -> tuple[Reason, ...]:
    found = _collected(verdict, inference, knowledge, "never", "prohibit")
    return tuple(Reason(n, p.text, tuple(found[n])) for n, p in knowledge.prohibitions.items() if n in found)


def _reminders(verdict: Verdict, inference: Inference, knowledge: Knowledge) -> tuple[Reason, ...]:
    found = _collected(verdict, inference, knowledge, "remind", "remind")
    return tuple(Reason(n, r.text, tuple(found[n])) for n, r in knowledge.reminders.items() if n in found)


def _referrals(
    verdict: Verdict, inference: Inference, readings: tuple[Evidence, ...], around: Detour, steps: tuple[PlanStep, ...],
    outcome: Outcome, knowledge: Knowledge, district: District | None,
) -> tuple[PlanReferral, ...]:  # fmt: skip
    """Dangers' targets first, then those of the findings by urgency; each led around suspects, with its contacts."""
    found = _collected(verdict, inference, knowledge, "refer", "refer")
    for step in steps:
        if step.referral:
            found.setdefault(step.referral, []).extend(step.cases)
    for item in readings:
        if item.sign.startswith(INQUIRY):
            for name in knowledge.inquiries[item.sign.removeprefix(INQUIRY)].refer:
                found.setdefault(name, [])
    if not found or outcome == "out_of_scope":
        for name in ELSEWHERE:
            found.setdefault(name, [])
    merged: dict[str, tuple[list[str], str]] = {}
    cases = {f.case for f in verdict.findings}
    for name, because in found.items():
        target, instead = around.referral(name)
        mine, _told = merged.setdefault(target, ([], instead))
        mine += [c for c in because if c in cases and c not in mine]
    return tuple(_referral(n, tuple(c), i, knowledge, district) for n, (c, i) in merged.items())


def _referral(
    name: str, cases: tuple[str, ...], instead: str, knowledge: Knowledge, district: District | None
) -> PlanReferral:
    entry = knowledge.referrals[name]
    local = district.contacts(name) if district else ()
    formerly = tuple(f.name for f in entry.formerly)
    replaced = knowledge.referrals[instead].name if instead else ""
    return PlanReferral(name, entry.name, (*local, *_contacts(name, knowledge)), cases, formerly, replaced)


@lru_cache(maxsize=1024)
def _contacts(name: str, knowledge: Knowledge) -> tuple[Contact, ...]:
    return tuple(Contact(c.kind, c.value, c.verify, c.note) for c in knowledge.referrals[name].contacts)
