"""What the report needs of every row, small: a worker counts one chunk, SQLite adds the chunks up.

Counting is exact: any split of the rows into chunks, in any order, adds up to the same. No complaint, no household
key and no name is kept: only hashes under a salt that lives as long as the run, and initials of officials.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from triage.batch.cells import written
from triage.batch.dates import day_of, week_of
from triage.batch.keys import hashed, household_key, initials, is_damaged, official_key, place_key, place_shown
from triage.batch.model import Reject, Row
from triage.model import Actor, Plan, urgency_rank

if TYPE_CHECKING:
    from triage.batch.mapping import Mapping

PUBLIC: frozenset[Actor] = frozenset((
    "pendamping", "ketua_kelompok", "agen", "aparat_desa", "petugas_lain", "rentenir", "calo", "majikan", "guru",
    "orang_tak_dikenal",
))  # fmt: skip
"""Roles that many families deal with. Three complaints about husbands are not about one man, so families stay out."""

TABLES = """
CREATE TABLE IF NOT EXISTS tally_chunks (chunk INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS tally_counts (
  kind TEXT, key TEXT, level INTEGER, n INTEGER NOT NULL, PRIMARY KEY (kind, key, level)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tally_places (
  key TEXT, shown TEXT, level INTEGER, n INTEGER NOT NULL, PRIMARY KEY (key, shown, level)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tally_rows (number INTEGER, twin INTEGER, family INTEGER, level INTEGER);
CREATE TABLE IF NOT EXISTS tally_links (
  kind TEXT, what TEXT, at TEXT, shown TEXT, sign TEXT, who INTEGER, number INTEGER, level INTEGER
);
CREATE INDEX IF NOT EXISTS tally_links_at ON tally_links (kind, what, at);
"""
_COUNT = "INSERT INTO {} VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n"


@dataclass(frozen=True, slots=True)
class Seen:
    """One classified row as its worker knows it. None: the list has no such column. reasons: why to look at it."""

    number: int
    plan: Plan
    text: str | None = None
    household: str | None = None
    place: str | None = None
    date: str | None = None
    official: str | None = None
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: Row, plan: Plan, mapping: Mapping, reasons: Sequence[str], text: str) -> Seen:
        def told(column: int | None) -> str | None:
            return None if column is None else written(row.cells[column])

        places = [written(row.cells[column]) for column in mapping.place]
        place = ", ".join(part for part in places if part.strip()) if mapping.place else None
        return cls(
            row.number, plan, text if mapping.text else None, told(mapping.household), place, told(mapping.date),
            told(mapping.official), tuple(reasons),
        )  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts of one chunk. salt: the same for a whole run, resumed ones too; never written with the result.

    counts: (kind, key, urgency rank) -> rows; places: (key, spelling, urgency rank) -> rows;
    rows: (number, twin, family or None, urgency rank); links: the columns of tally_links.
    """

    salt: bytes = field(default=b"", repr=False)
    counts: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    places: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    rows: list[tuple[int, int, int | None, int]] = field(default_factory=list)
    links: list[tuple[str, str, str, str, str, int, int, int]] = field(default_factory=list)

    def add(self, seen: Seen) -> None:
        """Count one classified row."""
        level = urgency_rank(seen.plan.urgency)
        shown = place_shown(seen.place or "")
        family = self._family(seen)
        twin = hashed(self.salt, "twin", *self._whole(seen))
        self.rows.append((seen.number, twin, family, level))
        if shown:
            self.places[place_key(shown), shown, level] += 1
        for kind, key, urgency in (*_of_plan(seen.plan, level), *_of_row(seen, level, shown)):
            self.counts[kind, key, urgency] += 1
        who = twin if family is None else family
        self.links += [(*link, who, seen.number, level) for link in self._links(seen, place_key(shown))]

    def refuse(self, reject: Reject) -> None:
        """Count one row that could not be taken."""
        self.counts["reject", reject.reason, -1] += 1

    def as_json(self) -> dict[str, Any]:
        """Plain lists; the salt stays out."""
        counted = {name: [[*key, n] for key, n in sorted(getattr(self, name).items())] for name in ("counts", "places")}
        return {**counted, "rows": [list(row) for row in self.rows], "links": [list(link) for link in self.links]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tally:
        """What as_json wrote; it can be stored, but counts nothing further (no salt)."""
        counts, places = (Counter({(a, b, c): n for a, b, c, n in data[name]}) for name in ("counts", "places"))
        return cls(b"", counts, places, [tuple(row) for row in data["rows"]], [tuple(link) for link in data["links"]])

    def _family(self, seen: Seen) -> int | None:
        key = household_key(seen.household or "")
        return hashed(self.salt, "family", key) if key and not is_damaged(seen.household or "") else None

    def _whole(self, seen: Seen) -> Iterator[str]:
        """What makes two rows the same complaint; nothing told: only the row itself."""
        yield " ".join((seen.text or "").casefold().split()) or f"#{seen.number}"
        yield household_key(seen.household or "")
        yield place_key(place_shown(seen.place or ""))
        yield official_key(seen.official or "")
        yield (seen.date or "").strip()

    def _links(self, seen: Seen, place: str) -> Iterator[tuple[str, str, str, str, str]]:
        """(kind, role or danger, at, shown, sign): what this complaint points to, and the sign that says so."""
        name = official_key(seen.official or "")
        at = f"{hashed(self.salt, 'official', name):x}" if name else ""
        for reason in seen.plan.bypass:
            if reason.id not in PUBLIC:
                continue
            for sign in reason.because:
                if name:
                    yield "petugas", reason.id, at, initials(name), sign
                if place or not name:
                    yield "peran", reason.id, place, "", sign
        found = {(danger.id, sign) for danger in seen.plan.dangers for sign in danger.because}
        for what, sign in sorted(found) if place else ():
            yield "tempat", what, place, "", sign


def store(db: sqlite3.Connection, chunk: int, tally: Tally) -> None:
    """Add one chunk, within the caller's transaction. Raises sqlite3.IntegrityError when it was added before."""
    db.execute("INSERT INTO tally_chunks VALUES (?)", (chunk,))
    for name in ("counts", "places"):
        db.executemany(_COUNT.format(f"tally_{name}"), ((*key, n) for key, n in sorted(getattr(tally, name).items())))
    db.executemany("INSERT INTO tally_rows VALUES (?, ?, ?, ?)", tally.rows)
    db.executemany("INSERT INTO tally_links VALUES (?, ?, ?, ?, ?, ?, ?, ?)", tally.links)


def _of_plan(plan: Plan, level: int) -> Iterator[tuple[str, str, int]]:
    """Each case and group once a row, with the highest urgency of its findings."""
    yield "outcome", plan.outcome, level
    best: dict[tuple[str, str], int] = {}
    for finding in plan.findings:
        rank = urgency_rank(finding.urgency)
        for key in (("case", finding.case), ("group", plan.groups.get(finding.case, ""))):
            best[key] = max(rank, best.get(key, -1))
    yield from ((kind, key, rank) for (kind, key), rank in best.items())
    if plan.outcome != "plan":
        yield from (("suggestion", case, level) for case in {suggestion.case for suggestion in plan.suggestions})


def _of_row(seen: Seen, level: int, place: str) -> Iterator[tuple[str, str, int]]:
    yield from (("reason", reason, level) for reason in seen.reasons)
    if seen.text is not None and not seen.text.strip():
        yield "data", "teks_kosong", level
    if seen.household is not None and not household_key(seen.household):
        yield "data", "kunci_kosong", level
    elif seen.household is not None and is_damaged(seen.household):
        yield "data", "kunci_rusak", level
    if seen.place is not None and not place:
        yield "data", "tempat_kosong", level
    if seen.date is not None:
        day = day_of(seen.date)
        empty = "tanggal_tidak_terbaca" if household_key(seen.date) else "tanggal_kosong"
        yield ("week", week_of(day), level) if day else ("data", empty, level)
