"""Rows in, classified rows out: the one function that every worker, here or on a cluster, runs on a batch.

Pure: the result of a row depends on nothing but the row and the wishes, never on order, batch size or process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from triage.batch import columns
from triage.batch.mapping import REMEMBERED, Mapping
from triage.batch.model import Cell, Reject, Row
from triage.batch.outline import Known, Numbers, Outline, Outlines, quotes
from triage.batch.safe import defused, is_personal, masked, without_escapes
from triage.batch.tally import Seen, Tally
from triage.model import URGENCIES, Evidence, Suggestion, Urgency
from triage.pipeline import Heard, Machine, all_readings, hidden, suggestions, triage
from triage.plan.deadlines import OFFICES
from triage.plan.planner import Setting
from triage.render.as_json import dumps
from triage.text import read_all

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
    """One row: the complaint, and what its structured columns say."""

    row: Row
    text: str
    facts: FactsFile | None


class Thought(NamedTuple):
    """What was made of it: what was read in the complaint, all that is known, the outline, what the words resemble."""

    told: Told
    readings: tuple[Evidence, ...]
    heard: Heard
    numbers: Numbers
    outline: Outline
    found: tuple[Suggestion, ...]


class Taken(NamedTuple):
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
        self._ours = lru_cache(REMEMBERED)(self._safe)  # nothing that a person told
        calendar = district.calendar() if district else OFFICES
        self._outlines = Outlines(
            machine, Setting(wishes.now, calendar, district, asks=False), self._ours, bool(wishes.salt)
        )

    def __call__(self, rows: Sequence[Row | Reject]) -> Classified:
        """Every row is either taken, left out because of `only`, or rejected; in the order of the rows."""
        told = [self._told(row) for row in rows]
        rejects = [one for one in told if isinstance(one, Reject)]
        tally = Tally(self._wishes.salt)
        for reject in rejects:
            tally.refuse(reject)
        taken, to_check, by_bucket = [], 0, [0] * len(BUCKETS)
        for thought in self._thoughts([one for one in told if isinstance(one, Told)]):
            one, reasons, urgency = self._row(thought, tally)
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
        return Told(row, self._wishes.mapping.complaint(row), facts)

    def _thoughts(self, said: Sequence[Told]) -> Iterator[Thought]:
        """Step by step for all rows together: staying at one thing is faster than taking turns."""
        machine, now = self._machine, self._wishes.now
        texts = [hidden(one.text) for one in said]
        different = dict.fromkeys(texts)  # what is sent twice is read once
        told = dict(zip(different, read_all(list(different), machine.language), strict=True))
        read = [told[text] for text in texts]
        heard = [all_readings(machine, one.facts, each, [], now) for one, each in zip(said, read, strict=True)]
        numbers = self._outlines.numbers(heard)
        known = list(map(self._outlines.known, heard, numbers))
        found = self._resembled(texts, read, known)
        hinted = map(bool, found)
        outlines = list(map(self._outlines.of, known, heard, numbers, hinted))
        return map(Thought, said, read, heard, numbers, outlines, found)

    def _resembled(
        self, texts: Sequence[str], read: Sequence[tuple[Evidence, ...]], known: Sequence[Known]
    ) -> list[tuple[Suggestion, ...]]:
        """What the words of every text resemble."""
        found: dict[tuple[str, Known], tuple[Suggestion, ...]] = {}
        for text, readings, one in zip(texts, read, known, strict=True):
            if (text, one) not in found:
                found[text, one] = suggestions(text, readings, self._machine, one.findings)
        return [found[each] for each in zip(texts, known, strict=True)]

    def _row(self, thought: Thought, tally: Tally) -> tuple[Taken, tuple[str, ...], Urgency | None]:
        said, readings, heard, numbers, outline, found = thought
        row, wishes = said.row, self._wishes
        reasons = self._reasons(outline, found) if said.facts or said.text.strip() else (columns.NOTHING_TOLD,)
        if outline.plan is not None:
            tally.add(Seen.of(row, replace(outline.plan, suggestions=found), wishes.mapping, reasons, said.text))
        text, other = self._text, self._original
        own = [
            text(cell, personal) if isinstance(cell, str) else other(cell, personal)
            for cell, personal in zip(row.cells, self._personal, strict=True)
        ]
        quoted = quotes(outline, heard.readings, numbers)
        *ours, words = columns.own_cells(columns.resembled(found, self._machine.knowledge), reasons, quoted)
        cells = (*own, *columns.in_order(outline.cells, (*map(self._ours, ours), self._safe(words))))
        bucket = BUCKETS.index(_bucket(outline.urgency, reasons))
        record = self._record(said, readings, found) if wishes.full else ""
        return Taken(row.number, bucket, (*cells, record) if record else cells, record), reasons, outline.urgency

    def _record(self, said: Told, readings: tuple[Evidence, ...], found: tuple[Suggestion, ...]) -> str:
        """The whole plan as JSON."""
        plan = triage(
            self._machine, text=said.text, facts=said.facts, now=self._wishes.now, district=self._district,
            told=readings, suggested=found,
        )  # fmt: skip
        return dumps(plan, indent=None)

    def _reasons(self, outline: Outline, found: Iterable[Suggestion]) -> tuple[str, ...]:
        worse = columns.may_be_worse(outline.urgency if outline.has_findings else None, found, self._machine.knowledge)
        return (*outline.doubts, columns.RESEMBLES) if worse else outline.doubts

    def _original(self, cell: Cell, personal: bool) -> Cell:
        """A cell of the input, masked unless the text is to be kept, and harmless in any case."""
        return self._safe(cell if self._wishes.keep_text else masked(cell, personal))

    def _safe(self, cell: Cell) -> Cell:
        shown = without_escapes(cell)
        return defused(shown) if self._wishes.spreadsheet else shown


def _bucket(urgency: Urgency | None, reasons: Sequence[str]) -> str:
    if urgency == URGENCIES[-1]:
        return urgency
    return "belum_jelas" if columns.UNCLEAR_DANGER in reasons else urgency or "tanpa_kelas"
