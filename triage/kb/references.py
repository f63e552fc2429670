"""Every id that an entry of the knowledge names, with its place: what `check` compares with what exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.kb.conditions import atoms_of, parse_condition
from triage.kb.types import CaseDef, Knowledge, RuleDef, StepWhen

Reference = tuple[str, str, str, str]
"""(kind and id of the entry that names it, e.g. 'cases'/'kdrt'; kind and id of what is named)"""


def signs_in(raw: Any) -> list[str]:
    """The sign ids of a raw condition, in reading order; empty when it cannot be parsed."""
    node, _ = parse_condition(raw)
    return [a.id for a in atoms_of(node) if a.kind == "sign"] if node else []


def named_in(raw: Any) -> Iterator[tuple[str, str]]:
    """(kind, id) of everything a raw condition names."""
    node, _ = parse_condition(raw)
    for atom in atoms_of(node) if node else ():
        yield {"sign": "signs", "case": "cases", "danger": "dangers"}[atom.kind], atom.id


def references(kb: Knowledge) -> Iterator[Reference]:
    """All references of all entries."""
    for case in kb.cases.values():
        yield from (("cases", case.id, *r) for r in _of_case(case))
    for rule in kb.rules.values():
        yield from (("rules", rule.id, *r) for r in _of_rule(rule))
    for kind in ("signs", "steps", "referrals", "dangers", "prohibitions", "tags", "bypass", "inquiries", "screening"):
        for entry in getattr(kb, kind).values():
            yield from ((kind, entry.id, *r) for r in _of_entry(kind, entry))
    for cases in kb.stories:
        yield from (("stories", case, "cases", case) for case in cases)
    for kind in ("cases", "rules", "signs", "steps", "dangers", "inquiries", "prohibitions", "thresholds", "referrals"):
        for entry in getattr(kb, kind).values():
            yield from ((kind, entry.id, "sources", s.id) for s in entry.sources)


def _many(kind: str, names: Any) -> Iterator[tuple[str, str]]:
    return ((kind, name) for name in names)


def _of_case(case: CaseDef) -> Iterator[tuple[str, str]]:
    yield from named_in(case.symptoms)
    for shift in (*case.raise_when, *case.lower_when):
        yield from named_in(shift.when)
    for entry in case.steps:
        yield "steps", entry.step if isinstance(entry, StepWhen) else entry
        if isinstance(entry, StepWhen):
            yield from named_in(entry.when)
    yield from _many("referrals", case.refer)
    yield from _many("prohibitions", case.never)
    yield from _many("reminders", case.remind)
    yield from _many("signs", case.ask_next)
    yield from _many("cases", case.yields_to)
    yield "modules", case.module


def _of_rule(rule: RuleDef) -> Iterator[tuple[str, str]]:
    yield from named_in(rule.when)
    then = rule.then
    single = (("signs", then.sign), ("cases", then.case), ("dangers", then.danger), ("steps", then.replace_with))
    yield from ((kind, name) for kind, name in single if name)
    yield from _many("cases", then.urgency.cases if then.urgency else ())
    yield from _many("prohibitions", then.never)
    yield from _many("steps", (*then.remove_steps, *then.steps))
    yield from _many("reminders", then.remind)
    yield from _many("referrals", then.refer)


def _of_entry(kind: str, entry: Any) -> Iterator[tuple[str, str]]:
    if kind == "signs":
        for read in entry.reads:
            yield from (("thresholds", t.threshold) for t in (read, *read.where) if t.threshold)
    if kind == "steps":
        yield from _many("tags", entry.tags)
        yield from _many("referrals", [entry.referral] if entry.referral else [])
        yield from _many("steps", [entry.otherwise] if entry.otherwise else [])
    if kind == "referrals":
        yield from _many("referrals", entry.fallback)
        yield from _many("sources", [c.source for c in entry.contacts])
    if kind == "dangers":
        for name, field in (("cases", "cases"), ("steps", "steps"), ("referrals", "refer"), ("prohibitions", "never")):
            yield from _many(name, getattr(entry, field))
        yield from _many("reminders", entry.remind)
    if kind == "prohibitions":
        yield from _many("tags", entry.removes)
        yield from _many("cases", entry.lifted_for)
    if kind == "tags" and entry.only_when is not None:
        yield from named_in(entry.only_when)
    if kind == "bypass":
        yield from _many("referrals", [*entry.referrals, *entry.referrals.values()])
        yield from _many("tags", entry.channels)
    if kind == "screening":
        yield from _many("signs", (*entry.signs, *entry.ask))
        yield from _many("cases", entry.cases)
    if kind == "inquiries":
        yield from _many("referrals", entry.refer)
