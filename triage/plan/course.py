"""What a household is advised to do: all of a plan that rests on the conclusions alone, not on the words behind them.

Lists of complaints come to the same conclusions again and again, so what follows from them is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from triage.kb.types import Knowledge
from triage.model import (
    ConclusionKind,
    Contact,
    Danger,
    Derived,
    Evidence,
    Finding,
    Inference,
    Outcome,
    PlanReferral,
    PlanStep,
    Reason,
    Support,
    Urgency,
)
from triage.once import keeper
from triage.plan.bypass import Detour, detour
from triage.plan.deadlines import Calendar
from triage.plan.outcome import INQUIRY
from triage.plan.steps import as_information, choose, forbidden, gather, plan_steps
from triage.plan.verdict import Verdict

if TYPE_CHECKING:
    from triage.plan.district import District

ELSEWHERE = ("puskesos", "dinsos", "kemensos_171", "polisi", "ambulans_119", "sapa_129")
REMEMBERED = 4096
"""So many courses are kept: seven of eight rows of a list find theirs."""
_once = keeper(16_384)
"""For steps, referrals and reasons, most of which many courses have."""
_ADVISING = frozenset(("step", "permit", "prohibit", "drop_step", "refer", "remind"))


class Aims(NamedTuple):
    """What of a verdict asks for advice: the cases with their urgency and the dangers, in their order."""

    cases: tuple[tuple[str, Urgency], ...]
    dangers: tuple[str, ...]


class Advice(NamedTuple):
    """What rules say about it. subject: whose gate is opened; cases: what a step rests on."""

    kind: ConclusionKind
    id: str
    value: str
    subject: str
    rules: tuple[str, ...]
    cases: tuple[str, ...]


class Grounds(NamedTuple):
    """What a course rests on; quotes, signs and subjects are taken out. Flat, because it is looked up by it.

    found: what asks for steps; near: what forbids, reminds and refers; roles: to be led around; asked: procedures.
    """

    outcome: Outcome
    found: Aims
    near: Aims
    advice: tuple[Advice, ...]
    roles: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The parts of a plan that say what to do and what never to do."""

    steps: tuple[PlanStep, ...]
    referrals: tuple[PlanReferral, ...]
    prohibitions: tuple[Reason, ...]
    reminders: tuple[Reason, ...]


def grounds(
    outcome: Outcome, found: Verdict, near: Verdict, inference: Inference, suspects: Iterable[Reason],
    readings: Iterable[Evidence],
) -> Grounds:  # fmt: skip
    """What the advice to this household rests on."""
    aims = _aims(found)
    advice = tuple([_advice(d) for d in inference.derived if d.kind in _ADVISING])
    asked = dict.fromkeys([e.sign.removeprefix(INQUIRY) for e in readings if e.sign.startswith(INQUIRY)])
    roles = tuple([reason.id for reason in suspects])
    return Grounds(outcome, aims, aims if near is found else _aims(near), advice, roles, tuple(asked))


def _aims(verdict: Verdict) -> Aims:
    return Aims(tuple([(f.case, f.urgency) for f in verdict.findings]), tuple([d.id for d in verdict.dangers]))


def _advice(item: Derived) -> Advice:
    supports = item.supports
    rules = (supports[0].rule,) if len(supports) == 1 else tuple(dict.fromkeys([support.rule for support in supports]))
    subject = item.subject if item.kind == "permit" else ""
    if item.kind != "step":
        return Advice(item.kind, item.id, item.value, subject, rules, ())
    cases = dict.fromkeys(fact[1] for support in supports for fact in support.facts if fact[0] == "case")
    return Advice(item.kind, item.id, item.value, subject, rules, tuple(cases))


def _verdict(aims: Aims) -> Verdict:
    findings = tuple(Finding(case, urgency, "certain", "", (), ()) for case, urgency in aims.cases)
    return Verdict(findings, tuple(Danger(name, "", ()) for name in aims.dangers), None)


def _derived(advice: Advice) -> Derived:
    kind, name, value, subject, rules, cases = advice
    facts = tuple(("case", case, "", "", "", "") for case in cases)
    return Derived(kind, name, value, subject, "", "certain", tuple(Support("", rule, facts) for rule in rules))


@lru_cache(maxsize=REMEMBERED)
def advise(
    grounds: Grounds, knowledge: Knowledge, now: datetime, calendar: Calendar, district: District | None
) -> Course:
    """The course that follows from the grounds. A question about procedure gets the first steps, without deadlines."""
    found, near, around = _verdict(grounds.found), _verdict(grounds.near), detour(grounds.roles, knowledge)
    inference = Inference(tuple(map(_derived, grounds.advice)))
    never = _prohibitions(near, inference, knowledge)
    wanted = gather(found, inference, knowledge)
    out = forbidden({r.id: r.because for r in never}, inference, knowledge)
    steps = plan_steps(choose(wanted, out, around, knowledge), around, knowledge, now, calendar)
    if grounds.outcome == "inquiry":
        steps = tuple(map(as_information, steps[:5]))
    reminders = _reminders(near, inference, knowledge)
    named = _collected(near, inference, knowledge, "refer", "refer")
    referrals = _referrals(grounds, named, around, steps, knowledge, district)
    return Course(
        tuple(map(_once, steps)), tuple(map(_once, referrals)), tuple(map(_once, never)), tuple(map(_once, reminders))
    )


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
    grounds: Grounds, found: dict[str, list[str]], around: Detour, steps: tuple[PlanStep, ...], knowledge: Knowledge,
    district: District | None,
) -> tuple[PlanReferral, ...]:  # fmt: skip
    """Dangers' targets first, then those of the findings by urgency; each led around suspects, with its contacts.

    found: the targets that were named, with what named them.
    """
    for step in steps:
        if step.referral:
            found.setdefault(step.referral, []).extend(step.cases)
    for inquiry in grounds.asked:
        for name in knowledge.inquiries[inquiry].refer:
            found.setdefault(name, [])
    if not found or grounds.outcome == "out_of_scope":
        for name in ELSEWHERE:
            found.setdefault(name, [])
    merged: dict[str, tuple[list[str], str]] = {}
    cases = {case for case, _ in grounds.near.cases}
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
