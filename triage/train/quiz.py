"""A quiz: one item after the other, of every kind in turn, explained at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

from triage.train.exam import Answered, Draws
from triage.train.model import Kind
from triage.train.objectives import KINDS


def questions(
    bank: Draws, seed: int, *, kinds: Collection[Kind] = (), without: Collection[str] = (), **wanted: Collection[str]
) -> Iterator[Answered]:
    """Items without end, or until the bank has none left; each is made when it is asked for.

    wanted: filters of Bank.draw (groups, cases, skills, levels, domains). The same seed gives the same quiz.
    """
    used = set(without)
    chance = Random(seed)
    turns = [kind for kind in KINDS if not kinds or kind in kinds]
    while turns:
        for kind in chance.sample(turns, len(turns)):
            found = bank.draw(1, chance.getrandbits(32), kinds=(kind,), without=used, **wanted)
            if not found:
                turns.remove(kind)
                continue
            (item,) = found
            used.add(item.id)
            yield Answered(item, tuple(chance.sample(item.options, len(item.options))))
