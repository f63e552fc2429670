"""The shape of an explanation: a tree from a conclusion down to words, answers and lines of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from triage.model import Evidence

Kind = Literal[
    "urgency", "case", "danger", "step", "prohibition", "bypass", "reminder", "referral",
    "rule", "together", "sign", "gap", "note", "evidence",
]  # fmt: skip
Status = Literal["found", "missing", "yields", "removed", "unwanted"]
Part = Literal["urgency", "danger", "case", "step", "prohibition", "bypass"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A source: its id, where in it, and its title."""

    id: str
    at: str
    title: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One statement and what it rests on.

    note: a few words behind it. place: path:line:col in the knowledge. evidence: only on leaves of kind "evidence".
    hidden: how many branches under it `pruned` took away.
    """

    kind: Kind
    id: str
    text: str
    note: str = ""
    place: str = ""
    sources: tuple[Cited, ...] = ()
    parts: tuple[Branch, ...] = ()
    evidence: Evidence | None = None
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Target:
    """What was asked about. kind: a kind of conclusion."""

    kind: Kind
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Supply:
    """One answer that would fill a gap; `written` is how `--set` and `--what-if` take it."""

    sign: str
    value: Literal["ya", "tidak"]
    actor: str
    subject: str
    written: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The answer to one why or why-not.

    supply: the fewest answers that would bring it about; then: ids of the cases that would stand in its place, empty
    when it would hold itself.
    """

    target: Target
    status: Status
    tree: Branch
    supply: tuple[Supply, ...] = ()
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two plans. before, after: '' where it is not there."""

    part: Part
    id: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """answers: as written by the user."""

    answers: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was asked for, in the order asked."""

    why: tuple[Explained, ...] = ()
    why_not: tuple[Explained, ...] = ()
    what_if: WhatIf | None = None


def pruned(branch: Branch, depth: int) -> Branch:
    """The tree without what lies deeper than `depth` levels under its root; how much is gone is noted."""
    if depth <= 0:
        return replace(branch, parts=(), hidden=sum(1 for part in branch.parts for _ in walk(part)))
    return replace(branch, parts=tuple(pruned(part, depth - 1) for part in branch.parts))


def walk(branch: Branch) -> Iterator[Branch]:
    """The branch and everything under it, in reading order."""
    yield branch
    for part in branch.parts:
        yield from walk(part)
