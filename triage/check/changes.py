"""What a change of the knowledge does: the plans of many households under the old and the new, compared.

Both sides are run by this program. Lost cases and dangers take what they alone brought along with them, so that
one cause is one line. `judged` puts the changes under the entries that caused them, most dangerous first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from triage.check.compared import Look, View, cause
from triage.check.definitions import EntryId
from triage.check.signatures import GONE, Signature
from triage.check.witnesses import witnesses
from triage.model import urgency_rank

__all__ = ["Change", "Key", "Occurrence", "compare", "judged", "signed_by", "witnesses"]

What = Literal["urgency", "prohibition", "case", "danger", "bypass", "referral", "step", "hint"]
Way = Literal["lowered", "lost", "raised", "gained"]
ORDER: tuple[tuple[What, Way], ...] = (
    ("urgency", "lowered"), ("prohibition", "lost"), ("case", "lost"), ("danger", "lost"), ("referral", "lost"),
    ("bypass", "lost"), ("step", "lost"), ("hint", "lowered"), ("urgency", "raised"), ("case", "gained"),
    ("danger", "gained"), ("prohibition", "gained"), ("bypass", "gained"), ("referral", "gained"), ("step", "gained"),
    ("hint", "raised"),
)  # fmt: skip
"""Most dangerous first."""
FAILING = {("urgency", "lowered"), ("prohibition", "lost"), ("danger", "lost")}
NONE = "tidak ada"


@dataclass(frozen=True, slots=True)
class Key:
    """What changed. before, after: urgencies; source: the case, danger or rule that brought a lost prohibition."""

    what: What
    way: Way
    id: str
    before: str = ""
    after: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One change of one household. cases: those concerned, most urgent first; along: what went or came with it."""

    key: Key
    cases: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    related: tuple[EntryId, ...] = ()


@dataclass(slots=True)
class Change:
    """The same change over all households whose cause is the same entry."""

    key: Key
    entry: EntryId
    households: list[str] = field(default_factory=list)
    cases: dict[str, None] = field(default_factory=dict)
    along: dict[str, None] = field(default_factory=dict)
    signature: Signature | None = None

    @property
    def rank(self) -> int:
        """Its place in the order of danger, 0 the worst."""
        return ORDER.index((self.key.what, self.key.way))

    @property
    def dangerous(self) -> bool:
        """Must be signed."""
        return (self.key.what, self.key.way) in FAILING


def compare(old: View, new: View) -> Iterator[Occurrence]:
    """Every change between two plans for the same household."""
    yield from _urgencies(old, new)
    gone, came = _without(old, new), _without(new, old)
    for side, other, lost, way in ((old, new, gone, "lost"), (new, old, came, "gained")):
        yield from _cases(side, other, lost, "lost" if way == "lost" else "gained")
        for what in ("danger", "prohibition", "referral", "bypass", "step"):
            mine, theirs = side.parts[what], other.parts[what]
            for name in mine.keys() - theirs.keys():
                if what != "danger" and mine[name] and set(mine[name]) <= lost:
                    continue
                source = mine[name][0] if what == "prohibition" and mine[name] else ""
                key = Key(what, "lost" if way == "lost" else "gained", name, source=source)
                yield Occurrence(key, tuple(side.cases), (), side.related(what, name))


def _without(side: View, other: View) -> set[str]:
    """Cases and dangers that only one side has."""
    return (side.cases.keys() - other.cases.keys()) | (side.parts["danger"].keys() - other.parts["danger"].keys())


def _urgencies(old: View, new: View) -> Iterator[Occurrence]:
    """Cases on both sides whose urgency differs; and a household's that differs where no case was found at all."""
    for case in old.cases.keys() & new.cases.keys():
        before, after = old.cases[case], new.cases[case]
        if before != after:
            way: Way = "lowered" if urgency_rank(after) < urgency_rank(before) else "raised"
            yield Occurrence(Key("urgency", way, case, before, after), (case,), (), old.related("case", case))
    if not old.cases and not new.cases and old.urgency != new.urgency:
        way = "lowered" if urgency_rank(new.urgency) < urgency_rank(old.urgency) else "raised"
        yield Occurrence(Key("hint", way, "", old.urgency or NONE, new.urgency or NONE))


def _cases(side: View, other: View, lost: set[str], way: Way) -> Iterator[Occurrence]:
    """Cases of one side only, with what they alone brought. A lost one that takes urgency or prohibitions along
    is a lowered urgency: to nothing."""
    for case in side.cases.keys() - other.cases.keys():
        along = [
            f"{what} {name}"
            for what in ("prohibition", "referral", "bypass", "step")
            for name, because in side.parts[what].items()
            if case in because and set(because) <= lost and name not in other.parts[what]
        ]
        key = Key("case", way, case)
        lower = urgency_rank(side.urgency) == urgency_rank(side.cases[case]) > urgency_rank(other.urgency)
        if way == "lost" and (lower or any(name.startswith("prohibition ") for name in along)):
            key = Key("urgency", "lowered", case, side.cases[case], GONE)
        yield Occurrence(key, (case,), tuple(along), side.related("case", case))


def judged(looks: Iterable[Look], changed: Iterable[EntryId]) -> list[Change]:
    """All changes over all households, each under the entry that caused it; ('', '') where several may have."""
    entries = set(changed)
    found: dict[tuple[EntryId, Key], Change] = {}
    for look in looks:
        for one in compare(look.old, look.new):
            entry = cause(one.related, look, entries)
            change = found.setdefault((entry, one.key), Change(one.key, entry))
            change.households.append(look.label)
            change.cases.update(dict.fromkeys(one.cases))
            change.along.update(dict.fromkeys(one.along))
    ranked = sorted(found.values(), key=lambda c: (c.rank, -len(c.households), c.key.id, c.key.before, c.key.after))
    worst = {entry: i for i, entry in reversed(list(enumerate(c.entry for c in ranked)))}
    return sorted(ranked, key=lambda c: worst[c.entry])


def signed_by(change: Change, signed: Iterable[Signature]) -> Signature | None:
    """The signature that covers a dangerous change."""
    key = change.key
    for one in signed:
        if one.change != key.what:
            continue
        if key.what == "urgency" and (one.case, one.before, one.after) == (key.id, key.before, key.after):
            return one
        if key.what == "danger" and one.danger == key.id:
            return one
        if key.what == "prohibition" and one.before == key.id and one.about == key.source:
            return one
    return None
