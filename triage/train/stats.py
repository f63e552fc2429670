"""How far a candidate is: what she answered, what she remembers, where she is weak, and how it went day by day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from triage.train.cards import Card
from triage.train.progress import Given
from triage.train.schedule import Counts, Deck

RECENT = 10
"""A skill is judged by so many latest answers."""
FEWEST = 3
"""With fewer answers nothing is said of it."""
PASS = 70
"""Percent that counts as good enough where no course says otherwise."""
WINDOW = 20
"""A point of the learning curve: the share right among so many latest answers."""
AGES = ((1.0, "1 sampai 3 hari"), (4.0, "4 sampai 7 hari"), (8.0, "8 sampai 21 hari"), (22.0, "lebih dari 21 hari"))
"""Days since the card was last seen, from, and how that is called."""
LAPSES = 2
"""A card is weak when it was not known so often among its last five reviews."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: int = 0
    count: int = 0

    @property
    def percent(self) -> float:
        """0–100; 0 of nothing is 0."""
        return 100 * self.right / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class Standing:
    """One objective: all answers, the latest ones, and whether they are too few right."""

    objective: str
    all: Share
    recent: Share
    weak: bool


@dataclass(frozen=True, slots=True)
class Retention:
    """Cards seen again after some days: remembered so often, and expected by the schedule so often (percent)."""

    age: str
    kept: Share
    expected: float


@dataclass(frozen=True, slots=True)
class Point:
    """The end of one day with answers. percent: right among the WINDOW latest; count: answers of that day."""

    day: date
    percent: float
    count: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything shown. mark: the percent that counts as passed."""

    mark: float
    answers: Share
    where: Mapping[str, Share]
    objectives: tuple[Standing, ...]
    cards: Counts
    reviews: int
    retention: tuple[Retention, ...]
    curve: tuple[Point, ...]

    @property
    def weak(self) -> tuple[Standing, ...]:
        """The weakest first."""
        return tuple(sorted((one for one in self.objectives if one.weak), key=lambda one: one.recent.percent))


def stats(answers: Sequence[Given], deck: Deck, now: datetime, mark: float = PASS) -> Stats:
    """answers: oldest first. now: with a time zone."""
    by_place: dict[str, list[Given]] = {}
    for answer in answers:
        by_place.setdefault(answer.where, []).append(answer)
    return Stats(
        mark,
        share(answers),
        {where: share(some) for where, some in by_place.items()},
        standings(answers, mark),
        deck.counts(now),
        sum(len(deck.reviews(name)) for name in deck.cards),
        retention(deck),
        curve(answers),
    )


def share(answers: Iterable[Given]) -> Share:
    right = [answer.right for answer in answers]
    return Share(sum(right), len(right))


def standings(answers: Iterable[Given], mark: float = PASS) -> tuple[Standing, ...]:
    """One for every objective with an answer, in the order of their ids."""
    each: dict[str, list[Given]] = {}
    for answer in answers:
        each.setdefault(answer.objective, []).append(answer)
    out = []
    for objective, some in sorted(each.items()):
        recent = share(some[-RECENT:])
        out.append(Standing(objective, share(some), recent, recent.count >= FEWEST and recent.percent < mark))
    return tuple(out)


def weak_objectives(answers: Iterable[Given], mark: float = PASS) -> frozenset[str]:
    return frozenset(one.objective for one in standings(answers, mark) if one.weak)


def weak_cards(deck: Deck, answers: Iterable[Given], mark: float = PASS) -> tuple[Card, ...]:
    """Cards of weak objectives, and cards that were not known twice of late."""
    weak = weak_objectives(answers, mark)
    return tuple(card for name, card in deck.cards.items() if card.objective in weak or _slips(deck, name))


def _slips(deck: Deck, name: str) -> bool:
    return sum(review.grade == 1 for review in deck.reviews(name)[-5:]) >= LAPSES


def retention(deck: Deck) -> tuple[Retention, ...]:
    """From the review log: what was still known a day or more after the card was last seen, by how long ago."""
    kept: dict[str, list[bool]] = {}
    expected: dict[str, list[float]] = {}
    for days, known, chance in deck.looks_back():
        age = [name for since, name in AGES if days >= since][-1]
        kept.setdefault(age, []).append(known)
        expected.setdefault(age, []).append(chance)
    return tuple(
        Retention(age, Share(sum(kept[age]), len(kept[age])), 100 * sum(expected[age]) / len(expected[age]))
        for _, age in AGES
        if age in kept
    )


def curve(answers: Sequence[Given]) -> tuple[Point, ...]:
    """One point for every day with answers, by the clock of this computer."""
    days: dict[date, int] = {}
    points = []
    for i, answer in enumerate(answers):
        day = answer.at.astimezone().date()
        days[day] = days.get(day, 0) + 1
        last = i + 1 == len(answers) or answers[i + 1].at.astimezone().date() != day
        if last:
            points.append(Point(day, share(answers[max(0, i + 1 - WINDOW) : i + 1]).percent, days[day]))
    return tuple(points)
