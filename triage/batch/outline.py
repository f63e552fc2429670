"""What rows of a list share that tell the same in other words or in another order: two in three.

A plan rests on what was read, not on the words in which it stood, nor how often or in which order. So it is made from
readings without words and places and remembered, and each row puts in its own words and what they resemble. A bare
reading is ids only: nothing of a complaint is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from triage.batch import columns
from triage.batch.model import Cell
from triage.model import Certainty, Context, Evidence, Finding, Plan, SourceKind, State, Suggestion, Urgency
from triage.once import keeper
from triage.pipeline import Heard, Machine, drafted, planned
from triage.plan.outcome import INQUIRY
from triage.plan.planner import Draft, Setting

REMEMBERED, WHOLE = 65_536, 4_096
"""So many outlines are kept, some 60 MB; with their plans fewer."""
MOST_NUMBERS = 50_000
"""So many different bare readings are numbered; a list with members' names in its columns may bring ever new ones."""
Bare = tuple[str, State | None, str, str, Certainty, SourceKind, Context]
"""The first fields of an Evidence: a reading without its words and its place."""
Numbers = list[int]
"""The bare readings of a row, each by its number, in the order of the text."""
Said = tuple[tuple[int, ...], tuple[int, ...], tuple[tuple[str, str], ...]]
"""What an outline rests on: readings, ascending; procedures asked about, in their order; members and their roles."""


class Outline(NamedTuple):
    """All of a result but words and resemblances. doubts: why a person should look at it, resemblances apart.

    cells: those of `shared_cells`, ready to be written. quoted: the numbers of the readings that are quoted, by what
    is quoted together; None for all readings. plan: None unless a report is wanted, because ten thousands of plans
    need much memory.
    """

    urgency: Urgency | None
    has_findings: bool
    plan: Plan | None
    cells: tuple[Cell, ...]
    doubts: tuple[str, ...]
    quoted: tuple[tuple[int, ...], ...] | None


class Numbered(dict[Bare, int]):
    """Bare readings to their numbers, given as they are met. procedures: the numbers of those that only ask."""

    def __init__(self) -> None:
        super().__init__()
        self.bare: list[Bare] = []
        self.procedures: set[int] = set()

    def __missing__(self, bare: Bare) -> int:
        number = self[bare] = len(self)
        self.bare.append(bare)
        if bare[0].startswith(INQUIRY):
            self.procedures.add(number)
        return number


class Known:
    """What is remembered of one set of readings. findings: without their evidence; draft: None when it was used.

    plain, hinted: the outlines where the words resemble no case, or some, which matters where none was found.
    """

    __slots__ = ("draft", "findings", "hinted", "plain")

    def __init__(self, findings: tuple[Finding, ...], draft: Draft) -> None:
        self.findings = findings
        self.draft: Draft | None = draft
        self.plain: Outline | None = None
        self.hinted: Outline | None = None


class Outlines:
    """Remembers outlines by what was read. ready: makes a cell such as may be written. whole: with their plans."""

    def __init__(self, machine: Machine, setting: Setting, ready: Callable[[Cell], Cell], whole: bool) -> None:
        self._machine, self._setting, self._ready, self._whole = machine, setting, ready, whole
        self._number = Numbered()
        self._known = lru_cache(WHOLE if whole else REMEMBERED)(self._new)
        self._once = keeper(REMEMBERED // 2)
        self._hint = (Suggestion(next(iter(machine.knowledge.cases)), 0.0, ""),)  # the same outline for any

    def numbers(self, heard: Iterable[Heard]) -> list[Numbers]:
        """For rows that are worked on together; the numbers hold until this is asked again."""
        if len(self._number) > MOST_NUMBERS:
            self._number = Numbered()
            self._known.cache_clear()
        number = self._number
        return [[number[e[:7]] for e in each.readings] for each in heard]

    def known(self, heard: Heard, numbers: Numbers) -> Known:
        """What is remembered of what was heard; made when it is new."""
        return self._known(*self._said(heard, numbers))

    def of(self, known: Known, heard: Heard, numbers: Numbers, hinted: bool) -> Outline:
        """known: of what was heard; hinted: whether the words resemble some case."""
        outline = known.hinted if hinted else known.plain
        if outline is None:
            draft = known.draft or self._drafted(*self._said(heard, numbers))
            known.draft = None  # it is large, and seldom wanted again
            plan = planned(self._machine, draft, self._setting, self._hint if hinted else ())
            outline = self._outline(plan)
            if hinted or plan.findings:
                known.hinted = outline
            if not hinted or plan.findings:
                known.plain = outline
        return outline

    def _said(self, heard: Heard, numbers: Numbers) -> Said:
        return (*sorted({*numbers}),), self._asked(numbers), (*heard.roles.items(),)

    def _asked(self, numbers: Numbers) -> tuple[int, ...]:
        """Procedures are answered in the order in which they were asked about."""
        procedures = self._number.procedures
        if procedures.isdisjoint(numbers):
            return ()
        asked = tuple(dict.fromkeys([n for n in numbers if n in procedures]))
        return asked if len(asked) > 1 else ()

    def _new(self, *said: *Said) -> Known:
        draft = self._drafted(*said)
        findings = tuple([f._replace(rules=(), evidence=()) for f in draft.verdict.findings])
        return Known(self._once(findings), draft)

    def _drafted(self, said: tuple[int, ...], asked: tuple[int, ...], roles: tuple[tuple[str, str], ...]) -> Draft:
        """From the readings in an order of their own, so that it is the same whatever was read before."""
        order = sorted({*said} - {*asked}, key=self._place)
        numbered = tuple([Evidence(*self._number.bare[n], start=n) for n in (*order, *asked)])
        return drafted(self._machine, Heard(numbered, dict(roles)), self._setting.now)

    def _place(self, number: int) -> tuple[str, ...]:
        return tuple([part or "" for part in self._number.bare[number]])

    def _outline(self, plan: Plan) -> Outline:
        cells = self._once(tuple(map(self._ready, columns.shared_cells(plan))))
        doubts = self._once(tuple(columns.doubts(plan, self._machine.knowledge)))
        whole = plan if self._whole else None
        outline = Outline(plan.urgency, bool(plan.findings), whole, cells, doubts, self._once(_quoted(plan)))
        return outline if whole else self._once(outline)


def _quoted(plan: Plan) -> tuple[tuple[int, ...], ...] | None:
    """What is quoted: the readings of one sign together, since a row quotes them in the order of its text."""
    if not plan.findings:
        return None
    together: dict[tuple[str, ...], list[int]] = {}
    for e in columns.quoted(plan):
        together.setdefault((e.sign, e.subject, e.actor if e.state == "present" else ""), []).append(e.start)
    return tuple(map(tuple, together.values()))


def quotes(outline: Outline, readings: Sequence[Evidence], numbers: Numbers) -> Iterable[Evidence]:
    """The readings of a row that are quoted, as `columns.quoted` has them."""
    if outline.quoted is None:
        return readings
    return [e for group in outline.quoted for e, n in zip(readings, numbers, strict=True) if n in group]
