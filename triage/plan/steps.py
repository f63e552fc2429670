"""Which steps a plan holds: gathered over all findings, forbidden and misdirected ones taken out, put in one order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from triage.kb.types import Knowledge, StepWhen
from triage.model import OTHER_HOUSEHOLD, PHASES, Derived, Inference, PlanStep, Urgency, highest, urgency_rank
from triage.plan.bypass import Detour
from triage.plan.deadlines import Calendar, due_for, due_moment
from triage.plan.verdict import Verdict


@dataclass(slots=True)
class Wanted:
    """One step and why it is wanted."""

    urgency: Urgency
    cases: list[str] = field(default_factory=list)

    def also(self, urgency: Urgency, cases: Iterable[str]) -> None:
        self.urgency = max(self.urgency, urgency, key=urgency_rank)
        self.cases += [c for c in cases if c not in self.cases]


def gather(verdict: Verdict, inference: Inference, knowledge: Knowledge) -> dict[str, Wanted]:
    """Every step that a finding, a danger or a rule asks for."""
    wanted: dict[str, Wanted] = {}

    def want(step: str, urgency: Urgency, cases: tuple[str, ...]) -> None:
        if step in wanted:
            wanted[step].also(urgency, cases)
        else:
            wanted[step] = Wanted(urgency, [*cases])

    levels: dict[str, Urgency] = {}
    for finding in verdict.findings:
        levels[finding.case] = max(levels.get(finding.case, "rutin"), finding.urgency, key=urgency_rank)
        for entry in knowledge.cases[finding.case].steps:
            if not isinstance(entry, StepWhen):
                want(entry, finding.urgency, (finding.case,))
    for danger in verdict.dangers:
        entry_cases = tuple(c for c in knowledge.dangers[danger.id].cases if c in levels)
        for step in knowledge.dangers[danger.id].steps:
            want(step, "darurat", entry_cases)
    overall = highest(list(levels.values())) or "rutin"
    for item in inference.derived:
        if item.kind == "step" and item.value in levels:
            want(item.id, levels[item.value], (item.value,))
        elif item.kind == "step" and not item.value:
            want(item.id, overall, _cases_of(item, levels))
    return wanted


def _cases_of(item: Derived, levels: Mapping[str, Urgency]) -> tuple[str, ...]:
    named = {fact[1] for support in item.supports for fact in support.facts if fact[0] == "case"}
    return tuple(c for c in levels if c in named) or tuple(levels)[:1]


def forbidden(
    prohibitions: Mapping[str, tuple[str, ...]], inference: Inference, knowledge: Knowledge
) -> dict[str, str]:
    """Steps to take out, each with its replacement or ''. Prohibitions act plan-wide, by tag (semantics 13, 15).

    What is known of another household opens no gate.
    """
    permitted = frozenset(d.id for d in inference.derived if d.kind == "permit" and d.subject != OTHER_HOUSEHOLD)
    instead = {d.id: d.value for d in inference.derived if d.kind == "prohibit" and d.value}
    out = {d.id: d.value for d in inference.derived if d.kind == "drop_step"}
    for step, by in _gone(tuple(prohibitions.items()), permitted, knowledge):
        out.setdefault(step, instead.get(by, ""))
    return out


@lru_cache(maxsize=4096)
def _gone(
    prohibitions: tuple[tuple[str, tuple[str, ...]], ...], permitted: frozenset[str], knowledge: Knowledge
) -> tuple[tuple[str, str], ...]:
    """Every step that must go, wanted or not, since one that stands in must not be forbidden either; and by what.

    The same as `removed` for each of them, which looks at the tags one by one.
    """
    groups, touching = _by_tags(knowledge)
    gone = {number: "" for number, group in enumerate(groups) if not group.gates <= permitted}
    for name, because in prohibitions:
        lifted = set(because) <= set(knowledge.prohibitions[name].lifted_for)
        for number in touching[name]:
            if not (lifted and groups[number].gates):
                gone.setdefault(number, name)
    return tuple((step, by) for number, by in gone.items() for step in groups[number].steps)


class _Group(NamedTuple):
    """The steps that share their tags, and those of the tags that are behind a gate."""

    steps: list[str]
    gates: frozenset[str]


@lru_cache(maxsize=8)
def _by_tags(knowledge: Knowledge) -> tuple[list[_Group], dict[str, list[int]]]:
    """The groups, and which of them each prohibition touches; a step without tags is never forbidden."""
    found: dict[tuple[str, ...], list[str]] = {}
    for step in knowledge.steps.values():
        if step.tags:
            found.setdefault(step.tags, []).append(step.id)
    groups = [_Group(steps, _gated(knowledge).intersection(tags)) for tags, steps in found.items()]
    touching = {
        name: [i for i, tags in enumerate(found) if not set(tags).isdisjoint(rule.removes)]
        for name, rule in knowledge.prohibitions.items()
    }
    return groups, touching


def removed(
    tags: tuple[str, ...], prohibitions: Mapping[str, tuple[str, ...]], permitted: frozenset[str], knowledge: Knowledge
) -> tuple[bool, str]:
    """Whether a step with these tags goes, and by which prohibition ('' for a closed gate).

    A tag behind a gate needs the gate open; an open gate lifts a prohibition only for the cases it names.
    """
    gates = _gated(knowledge).intersection(tags)
    if not gates <= permitted:
        return True, ""
    for name, because in prohibitions.items():
        rule = knowledge.prohibitions[name]
        lifted = bool(gates) and set(because) <= set(rule.lifted_for)
        if not lifted and not set(tags).isdisjoint(rule.removes):
            return True, name
    return False, ""


@lru_cache(maxsize=8)
def _gated(knowledge: Knowledge) -> frozenset[str]:
    """The tags behind a gate."""
    return frozenset(tag.id for tag in knowledge.tags.values() if tag.only_when is not None)


def choose(
    wanted: Mapping[str, Wanted], out: Mapping[str, str], detour: Detour, knowledge: Knowledge
) -> dict[str, Wanted]:
    """What stays: without the forbidden, with replacements, led around the accused."""
    kept: dict[str, Wanted] = {}
    for name, want in wanted.items():
        step: str | None = name
        seen: set[str] = set()
        while step and step not in seen and (step in out or detour.blocks(knowledge.steps[step])):
            seen.add(step)
            step = out[step] if step in out else knowledge.steps[step].otherwise
        if step in kept:
            kept[step].also(want.urgency, want.cases)
        elif step and step not in seen:
            kept[step] = Wanted(want.urgency, [*want.cases])
    return kept


def plan_steps(
    kept: Mapping[str, Wanted], detour: Detour, knowledge: Knowledge, now: datetime, calendar: Calendar
) -> tuple[PlanStep, ...]:
    """The steps in the total order (urgency, phase, due time, knowledge order)."""
    order = _order(knowledge)
    steps = [_step(name, want, detour, knowledge, now, calendar) for name, want in kept.items()]
    steps.sort(key=lambda s: (-urgency_rank(s.urgency), PHASES.index(s.phase), s.due_hours or 0, order[s.id]))
    return tuple(steps)


@lru_cache(maxsize=8)
def _order(knowledge: Knowledge) -> dict[str, int]:
    return {name: i for i, name in enumerate(knowledge.steps)}


def _step(name: str, want: Wanted, detour: Detour, knowledge: Knowledge, now: datetime, calendar: Calendar) -> PlanStep:
    entry = knowledge.steps[name]
    hours, moment = _deadline(due_for(entry.due, want.urgency), now, calendar)
    return PlanStep(
        name, entry.text, entry.phase, detour.owner(entry), hours, moment, entry.referral, entry.consent,
        tuple(want.cases), tuple(s.id for s in entry.sources), want.urgency,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _deadline(due: str, now: datetime, calendar: Calendar) -> tuple[float, str]:
    """Hours from now, and the moment."""
    moment = due_moment(due, now, calendar)
    return round((moment - now).total_seconds() / 3600, 1), moment.isoformat(timespec="minutes")


def as_information(step: PlanStep) -> PlanStep:
    """The same step as an answer to a question: no deadline runs."""
    return step._replace(due_hours=None, due_at=None)
