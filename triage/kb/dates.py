"""What holds on a day: names, numbers and contacts with `valid_from` and `valid_until`. The one place that chooses.

Knowledge as loaded and cached knows no day: it keeps every dated value beside the latest. `knowledge_at` puts in
front what holds on a day. Only the few dated entries are copied, all others stay the very same objects.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from triage.kb.dated import FormerName, NameDef, ReferralDef, ThresholdDef
from triage.kb.spoken import Dated
from triage.kb.types import Knowledge
from triage.model import Lapse, LapseKind

D = TypeVar("D", bound=Dated)
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Found:
    """A lapse and where it is: kind and id of the entry, and the way inside it."""

    kind: str
    id: str
    lapse: Lapse
    inside: tuple[str | int, ...]


def holds_on(item: Dated, day: date) -> bool:
    """Both days named belong to the time."""
    return (item.valid_from or date.min) <= day <= (item.valid_until or date.max)


def in_order(items: Sequence[D]) -> list[D]:
    """Oldest first, whatever the order in the file."""
    return sorted(items, key=lambda item: (item.valid_from or date.min, item.valid_until or date.max))


def current(items: Sequence[D], day: date) -> D:
    """What holds; else what ended last before the day; else what comes first. `items` must not be empty."""
    ordered = in_order(items)
    begun = [item for item in ordered if (item.valid_from or date.min) <= day]
    return next((item for item in reversed(begun) if holds_on(item, day)), begun[-1] if begun else ordered[0])


def knowledge_at(knowledge: Knowledge, day: date) -> Knowledge:
    """The knowledge with the names, numbers and contacts of that day; the same object where none is dated.

    Also the same object for all days between two on which something begins or ends.
    """
    return _beginning(knowledge, _last_turn(knowledge, day))


def _last_turn(knowledge: Knowledge, day: date) -> date:
    """The latest day, up to the one given, on which anything dated began or no longer held."""
    turns = _turns(knowledge)
    return turns[bisect_right(turns, day) - 1]


@lru_cache(maxsize=16)
def _turns(knowledge: Knowledge) -> list[date]:
    """All days on which something dated begins or no longer holds, the first day of all time before them."""
    dated: list[Dated] = []
    for threshold in knowledge.thresholds.values():
        dated += (threshold, *threshold.values)
    for referral in knowledge.referrals.values():
        dated += (*referral.names, *referral.contacts)
    begun = {item.valid_from for item in dated if item.valid_from}
    over = {item.valid_until + timedelta(1) for item in dated if item.valid_until and item.valid_until < date.max}
    return sorted({date.min, *begun, *over})


@lru_cache(maxsize=16)
def _beginning(knowledge: Knowledge, day: date) -> Knowledge:
    thresholds = _each(knowledge.thresholds, threshold_at, day)
    referrals = _each(knowledge.referrals, referral_at, day)
    if thresholds is knowledge.thresholds and referrals is knowledge.referrals:
        return knowledge
    return replace(knowledge, thresholds=thresholds, referrals=referrals)


def _each(entries: dict[str, E], at: Callable[[E, date], E], day: date) -> dict[str, E]:
    changed = {name: now for name, entry in entries.items() if (now := at(entry, day)) is not entry}
    return {**entries, **changed} if changed else entries


def threshold_at(entry: ThresholdDef, day: date) -> ThresholdDef:
    """With the number of that day."""
    if not entry.values:
        return entry
    value = current(entry.values, day).value
    return entry if value == entry.value else replace(entry, value=value)


def referral_at(entry: ReferralDef, day: date) -> ReferralDef:
    """With the name and the contacts of that day; earlier names stand under `formerly`."""
    contacts = entry.contacts
    if any(not holds_on(contact, day) for contact in contacts):
        contacts = tuple(contact for contact in contacts if holds_on(contact, day))
    named = _named(entry, current(entry.names, day)) if entry.names else entry
    return named if contacts is entry.contacts else replace(named, contacts=contacts)


def _named(entry: ReferralDef, chosen: NameDef) -> ReferralDef:
    dated = {one.name for one in entry.names}
    ordered = in_order(entry.names)
    earlier = [FormerName(name=one.name, note=one.note) for one in ordered[: ordered.index(chosen)]]
    formerly = (*(old for old in entry.formerly if old.name not in dated), *earlier)
    if (chosen.name, formerly) == (entry.name, entry.formerly):
        return entry
    return replace(entry, name=chosen.name, formerly=formerly)


def with_latest(entry: Any) -> Any:
    """An entry of any kind as it is kept without a day: the latest of its dated names or values in front."""
    if isinstance(entry, ThresholdDef) and entry.values:
        return replace(entry, value=in_order(entry.values)[-1].value)
    if isinstance(entry, ReferralDef) and entry.names:
        return _named(entry, in_order(entry.names)[-1])
    return entry


def lapses(knowledge: Knowledge, day: date) -> tuple[Found, ...]:
    """What is used on the day although it does not hold then, and contacts that ended with none in their place.

    knowledge: as loaded, not as `knowledge_at` gives it.
    """
    return _lapses(knowledge, _last_turn(knowledge, day))


@lru_cache(maxsize=16)
def _lapses(knowledge: Knowledge, day: date) -> tuple[Found, ...]:
    return tuple(_each_lapse(knowledge, day))


def _each_lapse(knowledge: Knowledge, day: date) -> Iterator[Found]:
    for threshold in knowledge.thresholds.values():
        yield from threshold_lapses(threshold, day)
    for referral in knowledge.referrals.values():
        yield from referral_lapses(referral, day)


def threshold_lapses(entry: ThresholdDef, day: date) -> Iterator[Found]:
    """At most one."""
    series: Sequence[Dated] = entry.values or (entry,)
    if not any(holds_on(item, day) for item in series):
        lapse, inside = _lapse("value", entry.says, series, day)
        yield Found("thresholds", entry.id, lapse, ("values", *inside) if entry.values else inside[1:])


def referral_lapses(entry: ReferralDef, day: date) -> Iterator[Found]:
    """Its name, and contacts that ended without another of their kind."""
    if entry.names and not any(holds_on(item, day) for item in entry.names):
        lapse, inside = _lapse("name", current(entry.names, day).name, entry.names, day)
        yield Found("referrals", entry.id, lapse, ("names", *inside))
    for i, contact in enumerate(entry.contacts):
        if contact.valid_until is None or contact.valid_until >= day:
            continue
        if not any(other.kind == contact.kind and holds_on(other, day) for other in entry.contacts):
            lapse = Lapse("contact", f"{contact.value} ({referral_at(entry, day).name})", str(contact.valid_until))
            yield Found("referrals", entry.id, lapse, ("contacts", i, "valid_until"))


def _lapse(what: LapseKind, text: str, series: Sequence[Dated], day: date) -> tuple[Lapse, tuple[int, str]]:
    chosen = current(series, day)
    ended = chosen.valid_until is not None and chosen.valid_until < day
    until, since = (str(chosen.valid_until), "") if ended else ("", str(chosen.valid_from))
    return Lapse(what, text, until, since), (series.index(chosen), "valid_until" if ended else "valid_from")
