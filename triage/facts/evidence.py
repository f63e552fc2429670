"""From a household file to evidence of signs: typed reads, signs set by hand; free notes go to the text stage.

A test that holds makes a sign present. A yes/no field answered "tidak" makes it absent. Any other test that
fails makes it absent only when the file says `anggota_lengkap: ya` and every member has the field (semantics 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from triage.facts.household import Household, Member
from triage.facts.predicates import holds, threshold_value
from triage.facts.read import FactsFile
from triage.kb.types import Knowledge, Read, SignDef
from triage.kb.yamlmap import Key
from triage.model import FACILITATOR, HOUSEHOLD, OTHER_HOUSEHOLD, Evidence, State


@dataclass(frozen=True, slots=True)
class Place:
    """One value of a field: of the household, or of one member."""

    value: Any
    key: Key
    member: Member | None = None


def household_evidence(facts: FactsFile, knowledge: Knowledge, today: date) -> tuple[Evidence, ...]:
    """All evidence of one file except its notes. `today` decides what "within days" means."""
    out: list[Evidence] = []
    for sign in knowledge.signs.values():
        for read in sign.reads:
            out += _read(sign, read, facts, knowledge, today)
    out += _by_hand(facts, knowledge.signs)
    return tuple(dict.fromkeys(out))


def _read(sign: SignDef, read: Read, facts: FactsFile, knowledge: Knowledge, today: date) -> Iterator[Evidence]:
    places = list(_places(facts.household, read.field))
    known = [p for p in places if p.value not in (None, ())]
    complete = facts.household.anggota_lengkap and len(known) == len(places)
    limit = threshold_value(read, knowledge.thresholds)
    for place in known:
        where = [_where(test, place, facts.household, knowledge, today) for test in read.where]
        if False in where:
            continue
        hit = holds(read.test, place.value, limit, today)
        if hit and None not in where:
            yield _evidence(sign, "present", place, facts, read)
        elif not hit and (isinstance(place.value, bool) or complete) and None not in where:
            yield _evidence(sign, "absent", place, facts, read)


def _where(test: Any, place: Place, household: Household, knowledge: Knowledge, today: date) -> bool | None:
    """True, False, or None when the field is not filled in."""
    if test.field.startswith("anggota.") and place.member is not None:
        value = _get(place.member, test.field.split(".")[1:])
    else:
        value = next((p.value for p in _places(household, test.field)), None)
    if value in (None, ()):
        return None
    return holds(test.test, value, threshold_value(test, knowledge.thresholds), today)


def _places(household: Household, path: str) -> Iterator[Place]:
    parts = path.split(".")
    if parts[0] == "anggota":
        for i, member in enumerate(household.anggota):
            yield Place(_get(member, parts[1:]), ("anggota", i, *parts[1:]), member)
    else:
        yield Place(_get(household, parts), tuple(parts))


def _get(part: Any, names: list[str]) -> Any:
    for name in names:
        part = getattr(part, name, None)
    return part


def _evidence(sign: SignDef, state: State, place: Place, facts: FactsFile, read: Read) -> Evidence:
    actor = next((p.value for p in _places(facts.household, read.actor_from)), None) if read.actor_from else None
    return Evidence(
        sign.id, state, _subject(sign, place.member), (actor or sign.default_actor or "") if state == "present" else "",
        source="file", place=facts.place(place.key), context="asserted" if state == "present" else "negated",
    )  # fmt: skip


def _subject(sign: SignDef, member: Member | None) -> str:
    if member is not None and sign.about not in (HOUSEHOLD, FACILITATOR):
        return f"member:{member.kode}"
    return sign.about if sign.about in (HOUSEHOLD, FACILITATOR) else f"member:?{sign.about}"


def _by_hand(facts: FactsFile, signs: Mapping[str, SignDef]) -> Iterator[Evidence]:
    members = {m.kode: m for m in facts.household.anggota}
    for name, details in facts.household.tanda.items():
        for detail in details:
            member = members.get(detail.anggota or "")
            made = _set(signs[name], detail.ada, detail.pelaku or "", member, facts, ("tanda", name))
            yield made._replace(subject=OTHER_HOUSEHOLD) if detail.rumah_lain else made
    for i, one in enumerate(facts.household.anggota):
        for j, raw in enumerate(one.tanda):
            yield _set(signs[raw.lstrip("-")], not raw.startswith("-"), "", one, facts, ("anggota", i, "tanda", j))


def _set(sign: SignDef, present: bool, actor: str, member: Member | None, facts: FactsFile, key: Key) -> Evidence:
    return Evidence(
        sign.id, "present" if present else "absent", _subject(sign, member),
        (actor or sign.default_actor or "") if present else "", source="file", place=facts.place(key),
        context="asserted" if present else "negated",
    )  # fmt: skip


def member_roles(household: Household | None) -> dict[str, str]:
    """`member:<key>` to its role, for joining what a text says of "anak" with the named children."""
    return {f"member:{m.kode}": m.peran for m in household.anggota} if household else {}
