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
from triage.model import Contact, Danger, Evidence, Finding, Inference, Outcome, PlanReferral, PlanStep, Reason
from triage.plan.bypass import Detour, detour
from triage.plan.deadlines import Calendar
from triage.plan.outcome import INQUIRY
from triage.plan.steps import as_information, choose, forbidden, gather, plan_steps
from triage.plan.verdict import Verdict

if TYPE_CHECKING:
    from triage.plan.district import District

ELSEWHERE = ("puskesos", "dinsos", "kemensos_171", "polisi", "ambulans_119", "sapa_129")
REMEMBERED = 2048
"""So many courses are kept: seven of eight rows of a list find theirs."""
_ADVISING = frozenset(("step", "permit", "prohibit", "drop_step", "refer", "remind"))


class Grounds(NamedTuple):
    """What a course rests on; quotes, signs and subjects are taken out.

    found: what asks for steps; near: what forbids, reminds and refers; roles: to be led around; asked: procedures.
    """

    outcome: Outcome
    found: Verdict
    near: Verdict
    inference: Inference
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
    bare = _bare(found)
    advising = Inference(tuple([d for d in inference.derived if d.kind in _ADVISING]))
    asked = dict.fromkeys([e.sign.removeprefix(INQUIRY) for e in readings if e.sign.startswith(INQUIRY)])
    roles = tuple([reason.id for reason in suspects])
    return Grounds(outcome, bare, bare if near is found else _bare(near), advising, roles, tuple(asked))


def _bare(verdict: Verdict) -> Verdict:
    """Which cases, how urgent, and which dangers, in their order."""
    findings = [Finding(f.case, f.urgency, "certain", "", (), ()) for f in verdict.findings]
    return Verdict(tuple(findings), tuple([Danger(d.id, "", ()) for d in verdict.dangers]), None)


@lru_cache(maxsize=REMEMBERED)
def advise(
    grounds: Grounds, knowledge: Knowledge, now: datetime, calendar: Calendar, district: District | None
) -> Course:
    """The course that follows from the grounds. A question about procedure gets the first steps, without deadlines."""
    inference, around = grounds.inference, detour(grounds.roles, knowledge)
    never = _prohibitions(grounds.near, inference, knowledge)
    wanted = gather(grounds.found, inference, knowledge)
    out = forbidden({r.id: r.because for r in never}, inference, knowledge)
    steps = plan_steps(choose(wanted, out, around, knowledge), around, knowledge, now, calendar)
    if grounds.outcome == "inquiry":
        steps = tuple(map(as_information, steps[:5]))
    reminders = _reminders(grounds.near, inference, knowledge)
    return Course(steps, _referrals(grounds, around, steps, knowledge, district), never, reminders)


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
    grounds: Grounds, around: Detour, steps: tuple[PlanStep, ...], knowledge: Knowledge, district: District | None
) -> tuple[PlanReferral, ...]:
    """Dangers' targets first, then those of the findings by urgency; each led around suspects, with its contacts."""
    found = _collected(grounds.near, grounds.inference, knowledge, "refer", "refer")
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
    cases = {f.case for f in grounds.near.findings}
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
