"""The last stage of thought: signs and conclusions in, the whole Plan out. Pure: the clock is passed in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from triage.kb.types import Knowledge
from triage.model import (
    Banner,
    Contact,
    Evidence,
    Inference,
    Outcome,
    Plan,
    PlanReferral,
    PlanStep,
    Reason,
    Sign,
    Urgency,
    highest,
)
from triage.plan.bypass import Detour, detour
from triage.plan.deadlines import Calendar
from triage.plan.district import District
from triage.plan.questions import open_questions
from triage.plan.steps import as_information, choose, forbidden, gather, plan_steps
from triage.plan.verdict import Trace, Verdict, judge
from triage.signs import Settled

INQUIRY = "tanya:"
ELSEWHERE = ("puskesos", "dinsos", "kemensos_171")


@dataclass(frozen=True, slots=True)
class Setting:
    """When and where the plan is made. `now` carries the district's time zone."""

    now: datetime
    calendar: Calendar
    district: District | None = None


def make_plan(
    settled: Settled, inference: Inference, readings: tuple[Evidence, ...], knowledge: Knowledge, setting: Setting,
    suppose: Callable[[Iterable[Sign]], Inference],
) -> Plan:  # fmt: skip
    """`suppose` runs the engine on signs that were only asked about, to answer a question about procedure."""
    trace = Trace(inference, settled)
    verdict = judge(inference, settled, knowledge)
    around = detour(inference, trace, knowledge)
    outcome, level = outcome_of(verdict, settled, readings, knowledge)
    if outcome == "inquiry":
        verdict = _supposed(readings, knowledge, suppose)
    never = _prohibitions(verdict, inference, knowledge)
    wanted = gather(verdict, inference, knowledge)
    out = forbidden(wanted, {r.id: r.because for r in never}, inference, knowledge)
    kept = choose(wanted, out, around, knowledge)
    steps = plan_steps(kept, around, knowledge, setting.now, setting.calendar)
    if outcome == "inquiry":
        steps = (*_answers(readings, knowledge), *map(as_information, steps[:5]))
    plan = Plan(
        outcome, level, knowledge.version, knowledge.hash, setting.now.isoformat(timespec="minutes"),
        dangers=verdict.dangers,
        banners=tuple(_banner(d.id, knowledge) for d in verdict.dangers),
        findings=verdict.findings if outcome == "plan" else (),
        steps=steps,
        referrals=_referrals(verdict, inference, readings, around, steps, outcome, knowledge, setting.district),
        bypass=around.roles,
        prohibitions=never,
        reminders=_reminders(verdict, inference, knowledge),
        questions=open_questions(verdict, settled, readings, knowledge) if outcome != "inquiry" else (),
        evidence=readings, conflicts=settled.conflicts,
        modules=tuple(dict.fromkeys(knowledge.cases[f.case].module for f in verdict.findings)),
        disclaimer=knowledge.disclaimer,
        answer=_answer(verdict, steps, knowledge) if outcome == "inquiry" else (),
        titles={c.id: c.title for c in knowledge.cases.values()}
        | {m.id: m.title for m in knowledge.modules.values()}
        | {d.id: d.title for d in knowledge.dangers.values()},
        groups={c.id: c.group for c in knowledge.cases.values()},
        says={e.sign: knowledge.signs[e.sign].says for e in readings if e.sign in knowledge.signs},
    )  # fmt: skip
    return plan


def outcome_of(
    verdict: Verdict, settled: Settled, readings: tuple[Evidence, ...], knowledge: Knowledge
) -> tuple[Outcome, Urgency | None]:
    """The four outcomes in their order (semantics 17) and the urgency that goes with each."""
    if verdict.findings:
        return "plan", verdict.urgency
    known = {(s.id, s.state) for s in settled.signs}
    hinted: list[Urgency] = []
    for item in readings:
        sign = knowledge.signs.get(item.sign)
        if sign is None or sign.kind == "background":
            continue
        unclear_danger = item.state is None and sign.danger and (sign.id, "absent") not in known
        if (sign.id, "present") in known or unclear_danger:
            hinted.append(sign.hint)
    if hinted:
        return "need_more_information", highest(hinted)
    asked = any(e.sign.startswith(INQUIRY) or (e.state is None and e.context == "hypothetical") for e in readings)
    return ("inquiry", None) if asked else ("out_of_scope", None)


def _supposed(
    readings: tuple[Evidence, ...], knowledge: Knowledge, suppose: Callable[[Iterable[Sign]], Inference]
) -> Verdict:
    """The cases that would hold if what was asked about were so: they answer the question."""
    signs = {
        Sign(e.sign, "present", e.subject): (e,)
        for e in readings
        if e.context == "hypothetical" and e.sign in knowledge.signs
    }
    settled = Settled(frozenset(signs), (), dict(signs))
    return Verdict(judge(suppose(settled.signs), settled, knowledge).findings, (), None)


def _answers(readings: tuple[Evidence, ...], knowledge: Knowledge) -> tuple[PlanStep, ...]:
    asked = dict.fromkeys(e.sign.removeprefix(INQUIRY) for e in readings if e.sign.startswith(INQUIRY))
    return tuple(
        PlanStep(
            f"{INQUIRY}{name}", line, "edukasi", "pendamping", None, None, None, False, (),
            tuple(s.id for s in knowledge.inquiries[name].sources),
        )
        for name in asked
        for line in knowledge.inquiries[name].answer
    )  # fmt: skip


def _answer(verdict: Verdict, steps: tuple[PlanStep, ...], knowledge: Knowledge) -> tuple[str, ...]:
    titles = [f"Bila terjadi: {knowledge.cases[f.case].title}" for f in verdict.findings]
    told = [s.text for s in steps if s.id.startswith(INQUIRY)]
    return (*told, *titles, *(s.text for s in steps if not s.id.startswith(INQUIRY)))


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
    contacts = tuple(Contact(c.kind, c.value, c.verify, c.note) for c in entry.contacts)
    local = district.contacts(name) if district else ()
    formerly = tuple(f.name for f in entry.formerly)
    replaced = knowledge.referrals[instead].name if instead else ""
    return PlanReferral(name, entry.name, (*local, *contacts), cases, formerly, replaced)
