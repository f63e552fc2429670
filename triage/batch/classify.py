"""Rows in, classified rows out: the one function that every worker, here or on a cluster, runs on a batch.

Pure: the result of a row depends on nothing but the row and the wishes, never on order, batch size or process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from triage.batch import columns
from triage.batch.mapping import REMEMBERED, Mapping
from triage.batch.model import Cell, Reject, Row
from triage.batch.safe import defused, is_personal, masked, without_escapes
from triage.batch.tally import Seen, Tally
from triage.model import URGENCIES, Evidence, Plan, Urgency
from triage.pipeline import Machine, read_complaint, triage
from triage.render.as_json import dumps

if TYPE_CHECKING:
    from triage.facts.read import FactsFile
    from triage.plan.district import District

BUCKETS = ("darurat", "belum_jelas", "mendesak", "terencana", "rutin", "tanpa_kelas")
"""The order of a sorted list. A danger that is mentioned but unclear comes right after what is on fire."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What every batch needs to know, the same for all. now: with its time zone. only: this urgency and no other.

    spreadsheet: the result is opened in a spreadsheet, so text that looks like a formula is disarmed.
    salt: what keys of families are hashed with; b"" when no report is wanted and nothing is counted for it.
    """

    header: tuple[str, ...]
    mapping: Mapping
    now: datetime
    full: bool = False
    keep_text: bool = False
    only: Urgency | None = None
    spreadsheet: bool = True
    salt: bytes = b""


class Told(NamedTuple):
    """One row as it was read: the complaint, what its structured columns say, what was read in the complaint."""

    row: Row
    text: str
    facts: FactsFile | None
    readings: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One classified row. bucket: its place in BUCKETS; record: the plan as one line of JSON, '' unless wanted."""

    number: int
    bucket: int
    cells: tuple[Cell, ...]
    record: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of a batch; `by_bucket` counts all that were classified, also those left out."""

    rows: int
    taken: int
    rejected: int
    left_out: int
    to_check: int
    by_bucket: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Classified:
    taken: tuple[Taken, ...]
    rejects: tuple[Reject, ...]
    counts: Counts
    tally: Tally


class Classifier:
    """Made once per process."""

    def __init__(self, machine: Machine, wishes: Wishes, district: District | None = None) -> None:
        self._machine = machine
        self._wishes = wishes
        self._district = district
        self._personal = tuple(is_personal(name) for name in wishes.header)
        self._text = lru_cache(REMEMBERED)(self._original)  # days, places and officials come again

    def __call__(self, rows: Sequence[Row | Reject]) -> Classified:
        """Every row is either taken, left out because of `only`, or rejected; in the order of the rows."""
        taken, rejects, tally = [], [], Tally(self._wishes.salt)
        to_check, by_bucket = 0, [0] * len(BUCKETS)
        for told in [self._told(row) for row in rows]:  # all are read first: it is faster to stay at one thing
            if isinstance(told, Reject):
                rejects.append(told)
                tally.refuse(told)
                continue
            one, reasons, urgency = self._row(told, tally)
            by_bucket[one.bucket] += 1
            to_check += bool(reasons)
            if self._wishes.only in (None, urgency):
                taken.append(one)
        out = len(rows) - len(taken) - len(rejects)
        counts = Counts(len(rows), len(taken), len(rejects), out, to_check, tuple(by_bucket))
        return Classified(tuple(taken), tuple(rejects), counts, tally)

    def _told(self, row: Row | Reject) -> Told | Reject:
        if isinstance(row, Reject):
            return row
        facts = self._wishes.mapping.facts(row)
        if isinstance(facts, Reject):
            return facts
        text = self._wishes.mapping.complaint(row)
        return Told(row, text, facts, read_complaint(text, self._machine) if text.strip() else ())

    def _row(self, said: Told, tally: Tally) -> tuple[Taken, tuple[str, ...], Urgency | None]:
        mapping, knowledge, row, text = self._wishes.mapping, self._machine.knowledge, said.row, said.text
        plan = triage(
            self._machine, text=text, facts=said.facts, now=self._wishes.now, district=self._district,
            asks=self._wishes.full, told=said.readings,
        )  # fmt: skip
        told = bool(text.strip() or said.facts)
        reasons = columns.why_look(plan, told, knowledge)
        if self._wishes.salt:
            tally.add(Seen.of(row, plan, mapping, reasons, text))
        own = [
            (self._text if isinstance(cell, str) else self._original)(cell, personal)
            for cell, personal in zip(row.cells, self._personal, strict=True)
        ]
        cells = (*own, *map(self._safe, columns.cells_of(plan, reasons)))
        record = dumps(plan, indent=None) if self._wishes.full else ""
        bucket = BUCKETS.index(self._bucket(plan, told))
        return Taken(row.number, bucket, (*cells, record) if record else cells, record), reasons, plan.urgency

    def _bucket(self, plan: Plan, told: bool) -> str:
        if plan.urgency == URGENCIES[-1]:
            return plan.urgency
        unclear = told and columns.has_unclear_danger(plan, self._machine.knowledge)
        return "belum_jelas" if unclear else plan.urgency or "tanpa_kelas"

    def _original(self, cell: Cell, personal: bool) -> Cell:
        """A cell of the input, masked unless the text is to be kept, and harmless in any case."""
        return self._safe(cell if self._wishes.keep_text else masked(cell, personal))

    def _safe(self, cell: Cell) -> Cell:
        shown = without_escapes(cell)
        return defused(shown) if self._wishes.spreadsheet else shown
