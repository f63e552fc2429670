"""What rows of a list share that tell the same in other words: half of them.

A plan rests on what was read, not on the words in which it stood. So it is made from readings without words and
places and remembered, and each row puts in its own words and what they resemble. A bare reading is ids only: nothing
of a complaint is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from triage.batch import columns
from triage.batch.model import Cell
from triage.model import Certainty, Context, Evidence, Finding, Plan, SourceKind, State, Suggestion, Urgency
from triage.pipeline import Heard, Machine, drafted, planned
from triage.plan.planner import Draft, Setting

REMEMBERED, WHOLE = 16_384, 4_096
"""So many outlines are kept, some 40 MB; with their plans fewer."""
Bare = tuple[str, State | None, str, str, Certainty, SourceKind, Context]
"""The first fields of an Evidence: a reading without its words and its place."""


class Outline(NamedTuple):
    """All of a result but words and resemblances. doubts: why a person should look at it, resemblances apart.

    cells: those of `shared_cells`, ready to be written. quoted: which readings are quoted. plan: None unless a report
    is wanted, because ten thousands of plans need much memory.
    """

    urgency: Urgency | None
    has_findings: bool
    plan: Plan | None
    cells: tuple[Cell, ...]
    doubts: tuple[str, ...]
    quoted: tuple[int, ...]


@dataclass(slots=True)
class Known:
    """What is remembered. outlines: by whether the words resemble some case, which matters where none was found.

    findings: without their evidence; draft: None when all outlines are made.
    """

    findings: tuple[Finding, ...]
    draft: Draft | None
    outlines: dict[bool, Outline] = field(default_factory=dict)


class Outlines:
    """Remembers outlines by what was read. ready: makes a cell such as may be written. whole: with their plans."""

    def __init__(self, machine: Machine, setting: Setting, ready: Callable[[Cell], Cell], whole: bool) -> None:
        self._machine, self._setting, self._ready, self._whole = machine, setting, ready, whole
        self._known = lru_cache(WHOLE if whole else REMEMBERED)(self._drafted)
        self._hint = (Suggestion(next(iter(machine.knowledge.cases)), 0.0, ""),)  # the same outline for any

    def known(self, heard: Heard) -> Known:
        """What is remembered of what was heard; made when it is new."""
        return self._known(tuple([e[:7] for e in heard.readings]), tuple(heard.roles.items()))

    def of(self, known: Known, hinted: bool) -> Outline:
        """hinted: whether the words resemble some case. The numbers of the readings are the `start` of evidence."""
        outline = known.outlines.get(hinted)
        if outline is None:
            assert known.draft is not None
            plan = planned(self._machine, known.draft, self._setting, self._hint if hinted else ())
            outline = known.outlines[hinted] = self._outline(plan)
            if plan.findings:
                known.outlines[not hinted] = outline
            if len(known.outlines) == 2:
                known.draft = None
        return outline

    def _drafted(self, said: tuple[Bare, ...], roles: tuple[tuple[str, str], ...]) -> Known:
        numbered = tuple([Evidence(*each, start=i) for i, each in enumerate(said)])
        draft = drafted(self._machine, Heard(numbered, dict(roles)), self._setting.now)
        return Known(tuple([replace(f, rules=(), evidence=()) for f in draft.verdict.findings]), draft)

    def _outline(self, plan: Plan) -> Outline:
        cells = tuple(map(self._ready, columns.shared_cells(plan)))
        quoted = tuple([e.start for e in columns.quoted(plan)])
        doubts = tuple(columns.doubts(plan, self._machine.knowledge))
        return Outline(plan.urgency, bool(plan.findings), plan if self._whole else None, cells, doubts, quoted)
