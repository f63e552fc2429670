"""When a card is due: FSRS, as the package `fsrs` reckons it, replayed from the reviews. Nothing but reviews is kept.

Intervals are not spread at random, so that the same reviews always lead to the same day, on every computer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from triage.train.cards import Card
from triage.train.extra import missing
from triage.train.progress import Grade, Review

if TYPE_CHECKING:
    import fsrs

AHEAD = timedelta(minutes=20)
"""A card that is being learnt is shown that much too early rather than not at all in this sitting."""
FIRM = 21.0
"""Days of stability from which a card counts as known by heart."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards there are, were seen, are due, and are known by heart."""

    all: int
    seen: int
    due: int
    firm: int


def scheduler() -> fsrs.Scheduler:
    """Raises Problems when the package is not there."""
    try:
        import fsrs
    except ImportError:
        raise missing("fsrs", "menjadwalkan kartu") from None
    return fsrs.Scheduler(enable_fuzzing=False)


def number(card: str, meaning: str) -> int:
    """What the package calls the card: the same for the same card and meaning, at most 53 bits."""
    return int.from_bytes(hashlib.sha256(f"{card} {meaning}".encode()).digest()[:8], "big") >> 11


def fsrs_log(review: Review) -> fsrs.ReviewLog:
    """The review as the package's optimizer takes it."""
    import fsrs

    grade = fsrs.Rating(review.grade)
    return fsrs.ReviewLog(number(review.card, review.meaning), grade, review.at.astimezone(UTC), review.milliseconds)


class Deck:
    """Cards and where they stand. Reviews of another meaning count for nothing: that card begins anew.

    Args:
        cards: in the order in which new ones are met.
        reviews: of any cards, in any order.
    """

    def __init__(self, cards: Sequence[Card], reviews: Iterable[Review] = ()) -> None:
        self._scheduler = scheduler()
        self.cards = {card.id: card for card in cards}
        self._reviews: dict[str, list[Review]] = {name: [] for name in self.cards}
        self._standing: dict[str, fsrs.Card] = {}
        for review in reviews:
            if self._counts(review):
                self._reviews[review.card].append(review)
        for some in self._reviews.values():
            some.sort(key=lambda one: one.at)
        for name in self.cards:
            self._replay(name)

    def graded(self, review: Review) -> None:
        """Take one more review into account."""
        if self._counts(review):
            self._reviews[review.card].append(review)
            self._reviews[review.card].sort(key=lambda one: one.at)
            self._replay(review.card)

    def taken_back(self, review: Review) -> None:
        self._reviews[review.card].remove(review)
        self._replay(review.card)

    def standing(self, name: str) -> fsrs.Card | None:
        """The package's own card, None for one never seen."""
        return self._standing.get(name)

    def reviews(self, name: str) -> Sequence[Review]:
        return self._reviews[name]

    def recall(self, name: str, at: datetime) -> float:
        """The chance, 0–1, that the card is remembered at that moment; 0 for one never seen."""
        found = self._standing.get(name)
        return self._scheduler.get_card_retrievability(found, at.astimezone(UTC)) if found else 0.0

    def leads_to(self, card: Card, at: datetime) -> dict[Grade, timedelta]:
        """How long until the card is due again, for each grade."""
        grades: tuple[Grade, ...] = (1, 2, 3, 4)
        return {grade: self._next(card, self._standing.get(card.id), grade, at).due - at for grade in grades}

    def next_card(self, at: datetime, new: int) -> Card | None:
        """What is longest due; else a new card while `new` > 0; else one just being learnt; None when done for now."""
        due = sorted((found.due, name) for name, found in self._standing.items() if found.due <= at)
        if due:
            return self.cards[due[0][1]]
        fresh = next((card for name, card in self.cards.items() if name not in self._standing), None)
        if fresh and new > 0:
            return fresh
        soon = sorted((found.due, name) for name, found in self._standing.items() if found.due <= at + AHEAD)
        return self.cards[soon[0][1]] if soon else None

    def next_due(self) -> datetime | None:
        """When the next of the seen cards is due."""
        return min((found.due for found in self._standing.values()), default=None)

    def met_on(self, day: date) -> int:
        """How many cards were seen for the first time on that day, by the clock of this computer."""
        firsts = (some[0] for some in self._reviews.values() if some)
        return sum(first.at.astimezone().date() == day for first in firsts)

    def counts(self, at: datetime) -> Counts:
        seen = self._standing.values()
        due, firm = sum(one.due <= at for one in seen), sum((one.stability or 0) >= FIRM for one in seen)
        return Counts(len(self.cards), len(seen), due, firm)

    def looks_back(self) -> Iterator[tuple[int, bool, float]]:
        """Every review a day or more after the one before it: days since, whether it was known, its chance (0–1)."""
        for name, some in self._reviews.items():
            standing: fsrs.Card | None = None
            for review in some:
                at = review.at.astimezone(UTC)
                days = (at - standing.last_review).days if standing and standing.last_review else 0
                if standing and days >= 1:
                    yield days, review.grade > 1, self._scheduler.get_card_retrievability(standing, at)
                standing = self._next(self.cards[name], standing, review.grade, review.at)

    def _counts(self, review: Review) -> bool:
        card = self.cards.get(review.card)
        return card is not None and card.meaning == review.meaning

    def _replay(self, name: str) -> None:
        standing: fsrs.Card | None = None
        for review in self._reviews[name]:
            standing = self._next(self.cards[name], standing, review.grade, review.at)
        if standing is None:
            self._standing.pop(name, None)
        else:
            self._standing[name] = standing

    def _next(self, card: Card, standing: Any, grade: Grade, at: datetime) -> fsrs.Card:
        import fsrs

        moment = at.astimezone(UTC)
        before = standing or fsrs.Card(number(card.id, card.meaning), due=moment)
        return self._scheduler.review_card(before, fsrs.Rating(grade), moment)[0]
