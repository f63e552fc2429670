"""What every surface says, before layout: a Plan turned into clean, labelled strings in reading order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from triage.model import Conflict, Contact, Evidence, Finding, Plan, PlanReferral, PlanStep, Reason
from triage.render import labels
from triage.render.symbols import clean
from triage.render.when import date_words, long_when, short_when
from triage.render.wrap import shorten

T = TypeVar("T")
QUOTE_LIMIT = 120
LAPSE_LIMIT = 60
UNDERSTOOD_LIMIT = 6


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: words of the complaint (quoted), or a plain statement with where it was given."""

    text: str
    quoted: bool = False
    place: str = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    title: str
    urgency: str
    case: str
    marks: tuple[str, ...]
    grounds: tuple[Ground, ...]
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    number: int
    text: str
    owner: str
    due: str
    due_long: str
    phase: str
    consent: bool


@dataclass(frozen=True, slots=True)
class ContactView:
    kind: str
    label: str
    value: str
    note: str
    verify: bool


@dataclass(frozen=True, slots=True)
class ReferralView:
    name: str
    formerly: tuple[str, ...]
    instead: str
    contacts: tuple[ContactView, ...]


@dataclass(frozen=True, slots=True)
class BypassView:
    role: str
    text: str
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    text: str
    sides: tuple[tuple[str, Ground], ...]


def findings(plan: Plan) -> tuple[FindingView, ...]:
    """The findings with their marks and the words that led to each."""
    numbers: dict[Ground, int] = {}
    return tuple(_numbered(_finding(f, plan), numbers) for f in plan.findings)


def _numbered(finding: FindingView, numbers: dict[Ground, int]) -> FindingView:
    """The same reason has the same number in all findings, and in an explanation."""
    return replace(finding, numbers=tuple(numbers.setdefault(g, len(numbers) + 1) for g in finding.grounds))


def reasons(finding: FindingView, shown: Callable[[Ground], str]) -> list[str]:
    """The reasons of a finding as a surface shows them, each behind its number."""
    return [f"({number}) {shown(ground)}" for number, ground in zip(finding.numbers, finding.grounds, strict=True)]


def reason_numbers(plan: Plan) -> dict[Evidence, int]:
    """The number that the plan gives to each piece of evidence that it shows as a reason."""
    numbers = {g: n for finding in findings(plan) for g, n in zip(finding.grounds, finding.numbers, strict=True)}
    known = ((e, numbers.get(ground(e, plan), 0)) for e in plan.evidence if e.state)
    return {evidence: number for evidence, number in known if number}


def _finding(finding: Finding, plan: Plan) -> FindingView:
    subject = labels.subject_label(finding.subject)
    guess = labels.SUSPECTED if finding.certainty == "suspected" else ""
    said = unique([ground(e, plan) for e in finding.evidence if e.state])
    return FindingView(
        title=clean(plan.titles.get(finding.case, finding.case)),
        urgency=labels.URGENCIES[finding.urgency],
        case=finding.case,
        marks=tuple(mark for mark in (guess, clean(subject)) if mark),
        grounds=said or unique([Ground(t) for t in named(finding.because, plan)]),
    )


def ground(evidence: Evidence, plan: Plan) -> Ground:
    """The quote for free text; the sign's statement and its place for answers and files."""
    quote = shorten(clean(evidence.quote), QUOTE_LIMIT)
    if evidence.source == "text" and quote:
        return Ground(quote, quoted=True)
    text = clean(plan.says.get(evidence.sign, evidence.sign))
    if evidence.source == "answer":
        return Ground(text, place=labels.DENIED if evidence.state == "absent" else labels.ANSWERED)
    denied = evidence.state == "absent"
    place = clean(evidence.place)
    name, _, line = place.rpartition(":")
    place = f"{labels.LINE} {line}" if name and line.isdigit() else place
    return Ground(text, place=f"{labels.ABSENT}; {place}".rstrip("; ") if denied else place)


def named(ids: tuple[str, ...], plan: Plan) -> tuple[str, ...]:
    """The sentences of those ids that are signs or cases; rule ids have none."""
    known = {**plan.titles, **plan.says}
    return unique([clean(known[i]) for i in ids if i in known])


def steps(plan: Plan) -> tuple[StepView, ...]:
    """The steps, numbered from 1."""
    return tuple(_step(i, s, plan.now) for i, s in enumerate(() if plan.outcome == "inquiry" else plan.steps, 1))


def _step(number: int, step: PlanStep, now: str) -> StepView:
    return StepView(
        number=number,
        text=clean(step.text),
        owner=labels.OWNERS[step.owner],
        due=short_when(step.due_at, now),
        due_long=long_when(step.due_at, now),
        phase=labels.PHASES[step.phase],
        consent=step.consent,
    )


def referrals(plan: Plan) -> tuple[ReferralView, ...]:
    """The referrals; `instead` names the institution it stands in for."""
    return tuple(_referral(r, plan) for r in plan.referrals)


def _referral(referral: PlanReferral, plan: Plan) -> ReferralView:
    return ReferralView(
        name=clean(referral.name),
        formerly=tuple(clean(name) for name in referral.formerly),
        instead=clean(plan.titles.get(referral.instead, referral.instead)),
        contacts=tuple(_contact(c) for c in referral.contacts),
    )


def _contact(contact: Contact) -> ContactView:
    label = labels.CONTACTS.get(contact.kind, contact.kind)
    return ContactView(contact.kind, label, clean(contact.value), clean(contact.note), contact.verify)


def calls(plan: Plan, limit: int) -> tuple[str, ...]:
    """The first numbers that can be dialled, emergency lines first, each with the name of who answers."""
    found = []
    for referral in referrals(plan):
        dialled = [c for c in referral.contacts if c.kind in labels.DIALLED]
        for contact in sorted(dialled, key=lambda c: labels.DIALLED.index(c.kind))[:1]:
            said = referral.name if contact.value in referral.name else f"{referral.name} {contact.value}"
            found.append((contact.kind != "emergency", said))
    return tuple(said for _, said in sorted(found, key=lambda entry: entry[0])[:limit])


def verifies(plan: Plan) -> bool:
    """Whether any printed contact should be checked locally first."""
    return any(c.verify for r in plan.referrals for c in r.contacts)


def bypass(plan: Plan) -> tuple[BypassView, ...]:
    """Who must not be a channel, as a sentence, and why."""
    return tuple(BypassView(labels.role_label(r.id), _bypass(r), named(r.because, plan)) for r in plan.bypass)


def _bypass(reason: Reason) -> str:
    role, text = labels.role_label(reason.id), clean(reason.text)
    if text.lower().startswith("jangan"):
        return text if text.endswith(".") else f"{text}."
    return f"{labels.BYPASS} {text or role}."


def conflicts(plan: Plan) -> tuple[ConflictView, ...]:
    """What was said both ways."""
    return tuple(_conflict(c, plan) for c in plan.conflicts)


def _conflict(conflict: Conflict, plan: Plan) -> ConflictView:
    names = {"present": labels.PRESENT, "absent": labels.ABSENT, None: labels.UNCLEAR}
    sides = tuple((names[e.state], _side(e)) for e in conflict.evidence)
    return ConflictView(clean(plan.says.get(conflict.sign, conflict.sign)), sides)


def _side(evidence: Evidence) -> Ground:
    quote = shorten(clean(evidence.quote), QUOTE_LIMIT)
    return Ground(quote or clean(evidence.place) or labels.ANSWERED, quoted=bool(quote))


def understood(plan: Plan) -> tuple[Ground, ...]:
    """The first parts of the story that were read, whether or not the engine saw them."""
    return unique([ground(e, plan) for e in plan.evidence])[:UNDERSTOOD_LIMIT]


def texts(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """The texts of prohibitions or reminders."""
    return tuple(clean(r.text) for r in reasons)


def lapses(plan: Plan) -> str:
    """One line: what has run out and should be looked up again; '' for nothing."""
    said = []
    for lapse in plan.lapses:
        what = labels.LAPSES[lapse.kind].format(shorten(clean(lapse.text), LAPSE_LIMIT))
        form = labels.LAPSED if lapse.until else labels.NOT_YET
        said.append(form.format(what=what, day=date_words(lapse.until or lapse.since)))
    line = "; ".join(said)
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def modules(plan: Plan) -> str:
    """The learning modules by title."""
    return ", ".join(clean(plan.titles.get(m, m)) for m in plan.modules)


def unique(items: list[T]) -> tuple[T, ...]:
    """The items without repetition, in order."""
    return tuple(dict.fromkeys(items))
