"""A written test as a value: what it asks follows from its paper, and it can be broken off and gone on with.

The certification keeps to the shares of the written test of 2017 (dossier 3.6): knowledge 30, values 30, skills 40;
hard 20, medium 30, easy 50. Pretest and posttest share their objectives and levels, never an item.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice
from math import floor
from random import Random
from typing import Any, Literal, Protocol, TypeVar

from triage.kb.problems import Problem, Problems
from triage.train.model import Domain, Item, Level, Objective, Option

T = TypeVar("T")
Mode = Literal["pretes", "postes", "sertifikasi"]
MODES: tuple[Mode, ...] = ("pretes", "postes", "sertifikasi")
DOMAIN_SHARES: Mapping[Domain, int] = {"pengetahuan": 30, "nilai": 30, "keterampilan": 40}
LEVEL_SHARES: Mapping[Level, int] = {"mudah": 50, "sedang": 30, "sukar": 20}
ITEMS: Mapping[Mode, int] = {"pretes": 30, "postes": 30, "sertifikasi": 100}
MINUTES_AN_ITEM = 1.2
"""So that 100 items get two hours; the guides name no time."""
PASS_MARK = 70
"""Percent; the guides name none."""
SCHEMA = "triage.exam/1"


class Draws(Protocol):
    """What a test needs of the bank."""

    def draw(
        self, count: int, seed: int, *, skills: Collection[str] = (), groups: Collection[str] = (),
        cases: Collection[str] = (), kinds: Collection[str] = (), domains: Collection[str] = (),
        levels: Collection[str] = (), without: Collection[str] = (),
    ) -> tuple[Item, ...]: ...  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """What one item of a paper is about; '' leaves it open."""

    level: Level
    domain: Domain | Literal[""] = ""
    skill: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a test asks. minutes 0: no limit; pass_mark: percent; without: ids of items never asked.

    cases, parts: what a course keeps to, all when empty; a part is a skill with its groups.
    """

    mode: Mode
    seed: int
    slots: tuple[Slot, ...]
    minutes: int
    pass_mark: int = PASS_MARK
    cases: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """chosen: the key of an option, '' while there is none; seconds spent on it; at: ISO, with a zone."""

    item: Item
    options: tuple[Option, ...]
    chosen: str = ""
    seconds: float = 0.0
    at: str = ""

    @property
    def right(self) -> bool:
        return self.chosen == self.item.right


@dataclass(frozen=True, slots=True)
class Sitting:
    """One candidate's test, as far as it has come. spent: seconds; ended: ISO, '' while it is not over."""

    id: str
    paper: Paper
    started: str
    answers: tuple[Answered, ...] = ()
    spent: float = 0.0
    ended: str = ""

    def left(self, running: float = 0.0) -> float | None:
        """Seconds left when it has been running for so long since it was last kept; None without a limit."""
        return self.paper.minutes * 60 - self.spent - running if self.paper.minutes else None

    @property
    def given(self) -> int:
        """How many items have an answer."""
        return sum(bool(one.chosen) for one in self.answers)


def certification(seed: int, count: int = ITEMS["sertifikasi"], **more: Any) -> Paper:
    """Domains and levels in their shares, mixed. more: minutes, pass_mark, cases, parts, as in Paper."""
    wanted = {(d, v): a * b / 10_000 * count for d, a in DOMAIN_SHARES.items() for v, b in LEVEL_SHARES.items()}
    parts = apportioned(wanted, count)
    slots = [Slot(level, domain) for (domain, level), number in parts.items() for _ in range(number)]
    return Paper("sertifikasi", seed, _mixed(slots, seed), **_limits(count, more))


def pretest(seed: int, objectives: Sequence[Objective], count: int = ITEMS["pretes"], **more: Any) -> Paper:
    """Every objective in turn, in an order drawn by lot; levels in their shares."""
    parts = apportioned({level: share / 100 * count for level, share in LEVEL_SHARES.items()}, count)
    levels = _mixed([level for level, number in parts.items() for _ in range(number)], seed)
    turns = cycle(_mixed(objectives, seed))
    slots = tuple(Slot(level, "", one.skill, one.group) for level, one in zip(levels, turns, strict=False))
    return Paper("pretes", seed, slots, **_limits(count, more))


def posttest(seed: int, before: Sitting) -> Paper:
    """The same objectives and levels as the pretest, mixed anew; none of its items."""
    asked = tuple(one.item.id for one in before.answers)
    old = before.paper
    return replace(old, mode="postes", seed=seed, slots=_mixed(old.slots, seed), without=(*old.without, *asked))


def next_item(bank: Draws, sitting: Sitting) -> Answered:
    """The item behind the last one, not answered yet. Raises Problems when the bank has no item left for it."""
    number, paper = len(sitting.answers), sitting.paper
    used = {*paper.without, *(one.item.id for one in sitting.answers)}
    seed = Random(f"{paper.seed} {number}").getrandbits(32)
    for wanted in _looser(paper.slots[number], _mixed(paper.parts, seed)):
        found = bank.draw(1, seed, cases=paper.cases, without=used, **wanted)
        if found:
            options = list(found[0].options)
            Random(f"{seed} {found[0].id}").shuffle(options)
            return Answered(found[0], tuple(options))
    message = f"bank soal hanya cukup untuk {number} soal dari pilihan itu"
    raise Problems([Problem("ujian", 0, 0, "soal", message, "pilih lebih banyak kasus atau kurangi --count")])


def to_state(sitting: Sitting) -> dict[str, Any]:
    """For Store.keep."""
    return {"schema": SCHEMA, **asdict(sitting)}


def from_state(state: Mapping[str, Any]) -> Sitting:
    """Raises Problems when it is not a test of this version."""
    from pydantic import TypeAdapter, ValidationError

    bare = dict(state)
    try:
        if bare.pop("schema", None) != SCHEMA:
            raise ValueError
        return TypeAdapter(Sitting).validate_python(bare)
    except (ValidationError, ValueError):
        hint = "buang dengan triage train exam --discard"
        message = "ujian yang tersimpan rusak atau dari versi lain"
        raise Problems([Problem("ujian", 0, 0, "ujian", message, hint)]) from None


def apportioned(wanted: Mapping[T, float], count: int) -> dict[T, int]:
    """Whole numbers that add up to `count` and are nearest to the wanted parts (largest remainders)."""
    parts = {name: floor(part + 1e-9) for name, part in wanted.items()}
    rest = sorted(wanted, key=lambda name: parts[name] - wanted[name])
    for name in islice(rest, count - sum(parts.values())):
        parts[name] += 1
    return parts


def _mixed(things: Sequence[T], seed: int) -> tuple[T, ...]:
    return tuple(Random(seed).sample(list(things), len(things)))


def _limits(count: int, more: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: value for name, value in more.items() if value is not None}
    return {"minutes": round(MINUTES_AN_ITEM * count), **given}


def _looser(slot: Slot, parts: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[dict[str, tuple[str, ...]]]:
    """What to draw by: all of the slot, then without its level, then anything the course asks."""
    held = {"skills": slot.skill, "groups": slot.group, "domains": slot.domain}
    exact: dict[str, tuple[str, ...]] = {name: (value,) for name, value in held.items() if value}
    anything: list[dict[str, tuple[str, ...]]] = [{}]
    within = [{"skills": (skill,), "groups": groups} for skill, groups in parts] or anything
    for wish in ({**exact, "levels": (slot.level,)}, exact, {}):
        for part in within if "skills" not in wish else anything:
            yield {**part, **wish}
