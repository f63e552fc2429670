"""The first thing on every surface: how urgent, which danger, what to do first, whom to avoid."""

from __future__ import annotations

from dataclasses import dataclass

from triage.model import Plan
from triage.render import labels, view
from triage.render.symbols import clean
from triage.render.when import short_when

CALLS = 3


@dataclass(frozen=True, slots=True)
class Header:
    """word: DARURAT, PERTANYAAN …; headline: what kind; alarms: (title, text) of each; alarming: red."""

    word: str
    headline: str
    alarming: bool
    alarms: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    bypass: tuple[str, ...]
    calls: tuple[str, ...]
    grounds: tuple[view.Ground, ...]
    show_grounds: bool

    @property
    def titled(self) -> tuple[tuple[str, str], ...]:
        """The dangers, each with a title only where the headline does not already say it."""
        several = len(self.alarms) > 1
        return tuple((f"{t[:1].upper()}{t[1:]}." if several else "", text) for t, text in self.alarms)

    @property
    def title(self) -> str:
        """Word and headline in one line of text."""
        return f"{self.word}: {self.headline}" if self.headline else self.word


def header(plan: Plan) -> Header:
    """The header of a plan of any outcome."""
    alarms = _alarms(plan)
    alarming = bool(alarms) or plan.urgency == "darurat"
    if plan.urgency and plan.outcome in ("plan", "need_more_information"):
        word = labels.URGENCIES[plan.urgency].upper()
    else:
        word = labels.OUTCOMES[plan.outcome]
    return Header(
        word=word,
        headline=_headline(plan, alarms),
        alarming=alarming,
        alarms=alarms,
        notes=_notes(plan),
        bypass=tuple(b.text for b in view.bypass(plan)),
        calls=view.calls(plan, CALLS) if alarming else (),
        grounds=view.understood(plan),
        show_grounds=plan.outcome in ("need_more_information", "out_of_scope"),
    )


def _alarms(plan: Plan) -> tuple[tuple[str, str], ...]:
    shown = {b.danger for b in plan.banners}
    bare = [d.id for d in plan.dangers if d.id not in shown]
    titled = [(clean(b.title), clean(b.text)) for b in plan.banners]
    return view.unique(titled + [(clean(plan.titles.get(i, i.replace("_", " "))), "") for i in bare])


def _headline(plan: Plan, alarms: tuple[tuple[str, str], ...]) -> str:
    if plan.outcome == "out_of_scope":
        return labels.OUT_OF_SCOPE
    if len(alarms) > 1:
        return labels.MANY_DANGERS.format(n=len(alarms))
    if alarms:
        return alarms[0][0]
    if plan.outcome == "need_more_information":
        return labels.NEED_MORE
    if plan.outcome == "inquiry":
        return ""
    if plan.urgency == "darurat":
        return labels.ACT_NOW
    due = [s for s in plan.steps if s.due_hours is not None and s.due_at]
    first = min(due, key=lambda s: s.due_hours or 0, default=None)
    return f"{labels.FIRST_DUE} {short_when(first.due_at, plan.now)}" if first else ""


def _notes(plan: Plan) -> tuple[str, ...]:
    worse = tuple(labels.WORSE.format(title=clean(plan.titles[s.case])) for s in plan.suggestions if s.worse)[:1]
    if plan.outcome == "need_more_information":
        return (*worse, labels.NEED_MORE_NOTE)
    if plan.outcome != "out_of_scope":
        return worse
    reachable = any(r.contacts for r in plan.referrals)
    return (labels.OUT_OF_SCOPE_NOTE,) if reachable else (labels.OUT_OF_SCOPE_NOTE, labels.IN_DANGER)
