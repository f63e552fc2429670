"""Who uses whom: the references of the knowledge turned round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from triage.browse.kinds import FIELDS
from triage.kb.references import Reference, named_in, references
from triage.kb.types import CaseDef, Knowledge, RuleDef, StepWhen

Users = dict[tuple[str, str], dict[tuple[str, str], list[str]]]
"""(kind, id) of what is used -> (kind, id) of each user -> how it is used, in Indonesian."""


def users_of(kb: Knowledge) -> Users:
    """Every use of every entry; a use that has no finer name has none."""
    out: Users = {}
    for kind, name, target, wanted in _all(kb):
        if kind in FIELDS:
            out.setdefault((target, wanted), {}).setdefault((kind, name), [])
    for kind, name, target, wanted, how in _named(kb):
        said = out.setdefault((target, wanted), {}).setdefault((kind, name), [])
        if how not in said:
            said.append(how)
    return out


def _all(kb: Knowledge) -> Iterator[Reference]:
    yield from references(kb)
    for kind in ("reminders", "modules"):
        for name, entry in getattr(kb, kind).items():
            yield from ((kind, name, "sources", ref.id) for ref in entry.sources)
    for name, step in kb.steps.items():
        for role in kb.bypass.values():
            if set(role.channels) & set(step.tags):
                yield "steps", name, "bypass", role.id


def _named(kb: Knowledge) -> Iterator[tuple[str, str, str, str, str]]:
    for case in kb.cases.values():
        yield from (("cases", case.id, *use) for use in _by_case(case))
    for rule in kb.rules.values():
        yield from (("rules", rule.id, *use) for use in _by_rule(rule))
    for tag in kb.tags.values():
        yield from (("tags", tag.id, *use, "syarat") for use in _in(tag.only_when))
    for step in kb.steps.values():
        if step.otherwise:
            yield "steps", step.id, "steps", step.otherwise, "pengganti"


def _in(raw: Any) -> Iterator[tuple[str, str]]:
    if raw is not None:
        yield from named_in(raw)


def _by_case(case: CaseDef) -> Iterator[tuple[str, str, str]]:
    yield from ((*use, "gejala") for use in _in(case.symptoms))
    for shift in case.raise_when:
        yield from ((*use, "menaikkan urgensi") for use in _in(shift.when))
    for shift in case.lower_when:
        yield from ((*use, "menurunkan urgensi") for use in _in(shift.when))
    for step in case.steps:
        if isinstance(step, StepWhen):
            yield from ((*use, "syarat langkah") for use in _in(step.when))
    yield from (("signs", name, "ditanyakan") for name in case.ask_next)
    yield from (("cases", name, "mengalah kepadanya") for name in case.yields_to)


def _by_rule(rule: RuleDef) -> Iterator[tuple[str, str, str]]:
    yield from ((*use, "syarat") for use in _in(rule.when))
    then = rule.then
    if then.sign:
        yield "signs", then.sign, "menurunkannya"
    if then.case:
        yield "cases", then.case, "menemukannya"
    if then.danger:
        yield "dangers", then.danger, "menyalakannya"
    yield from (("steps", name, "membuangnya") for name in then.remove_steps)
    yield from (("cases", name, "menaikkan urgensinya") for name in (then.urgency.cases if then.urgency else ()))


def unused(kb: Knowledge, field: str, users: Users) -> set[str]:
    """Ids of a kind that nothing uses. Cases, rules, dangers, inquiries and roles are used by the program itself."""
    if field in ("cases", "rules", "dangers", "inquiries", "bypass", "screening"):
        return set()
    return {
        name
        for name, entry in getattr(kb, field).items()
        if not (set(users.get((field, name), ())) - {(field, name)}) and not getattr(entry, "accuses", False)
    }


def of_danger(kb: Knowledge, field: str) -> set[str]:
    """Ids of a kind that have to do with danger: dangers themselves, what they name, what raises them."""
    marked = kb.dangers.values()
    if field == "dangers":
        return set(kb.dangers)
    if field == "signs":
        return {sign.id for sign in kb.signs.values() if sign.danger}
    if field == "rules":
        return {rule.id for rule in kb.rules.values() if rule.then.danger}
    named = {"cases": "cases", "steps": "steps", "referrals": "refer", "prohibitions": "never", "reminders": "remind"}
    found = {name for danger in marked for name in getattr(danger, named[field])} if field in named else set()
    return found | {case.id for case in kb.cases.values() if case.urgency == "darurat"} if field == "cases" else found
