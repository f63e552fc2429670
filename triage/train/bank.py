"""The bank of items: nothing is made before it is asked for, and what is made is proved and remembered."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import islice
from random import Random

from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.train.content import content
from triage.train.items.draft import Desk, Draft, Recipe, finish
from triage.train.items.makers import MAKERS
from triage.train.model import LEVELS, Item, Kind, Level, Objective, Option
from triage.train.objectives import DOMAIN, KINDS, SKILL, Coverage, coverage, objectives
from triage.train.proof import proved, verdicts
from triage.train.scenes import Scenes

Cell = tuple[Kind, str, Level]
"""What a draw goes round in: kind, case, level."""


class Bank:
    """Items of one knowledge base. Same knowledge, same seed, same items.

    Args:
        knowledge: with its examples and stories (triage.kb.load.load).
        machine: compiled from the same knowledge.
    """

    def __init__(self, knowledge: Knowledge, machine: Machine) -> None:
        self._knowledge = knowledge
        self._machine = machine
        self._made: dict[Recipe, Item | None] = {}
        self._drafts: dict[str, Draft] = {}

    @cached_property
    def desk(self) -> Desk:
        return Desk(self._knowledge, Scenes(self._knowledge, self._machine), content())

    def objectives(self) -> tuple[Objective, ...]:
        return objectives(self._knowledge)

    def of_case(self, case: str) -> tuple[Item, ...]:
        """One item of each kind and level that the case has."""
        firsts = (self._first((kind, case, level), Random(case)) for kind in KINDS for level in LEVELS)
        return tuple(dict.fromkeys(item for item in firsts if item is not None))

    def draw(
        self, count: int, seed: int, *, skills: Collection[str] = (), groups: Collection[str] = (),
        cases: Collection[str] = (), kinds: Collection[str] = (), domains: Collection[str] = (),
        levels: Collection[str] = (), without: Collection[str] = (),
    ) -> tuple[Item, ...]:  # fmt: skip
        """Up to `count` different items, spread over kinds, cases and levels; an empty filter lets everything pass.

        without: ids of items that are not drawn. Fewer come back only when the bank has no more.
        """
        chance = Random(seed)
        cells = [
            (kind, case.id, level)
            for kind in KINDS
            if _passes(kind, kinds) and _passes(SKILL[kind], skills) and _passes(DOMAIN[kind], domains)
            for case in self._knowledge.cases.values()
            if _passes(case.id, cases) and _passes(case.group, groups)
            for level in LEVELS
            if _passes(level, levels)
        ]
        drawn: dict[str, Item] = {}
        for item in self._rounds(cells, chance):
            if len(drawn) >= count:
                break
            if item.id not in without:
                drawn.setdefault(item.id, item)
        return tuple(drawn.values())

    def _rounds(self, cells: list[Cell], chance: Random) -> Iterator[Item]:
        """One item of a cell of each kind in turn, until no cell has more."""
        queues: dict[Kind, deque[Iterator[Item | None]]] = {}
        for cell in chance.sample(cells, len(cells)):
            queues.setdefault(cell[0], deque()).append(self._of(cell, chance))
        turns = list(queues)
        while turns:
            for kind in chance.sample(turns, len(turns)):
                item = _next(queues[kind])
                if item is None:
                    turns.remove(kind)
                else:
                    yield item

    def _of(self, cell: Cell, chance: Random) -> Iterator[Item | None]:
        """The items of a cell in random order; None for each recipe that the engine does not bear out."""
        kind, case, level = cell
        recipes = [recipe for recipe in MAKERS[kind].recipes(self.desk, case) if recipe.level == level]
        for recipe in chance.sample(recipes, len(recipes)):
            yield self._item(recipe)

    def _first(self, cell: Cell, chance: Random) -> Item | None:
        return next((item for item in self._of(cell, chance) if item is not None), None)

    def _item(self, recipe: Recipe) -> Item | None:
        """The proved item of a recipe, None when the engine does not bear it out."""
        if recipe not in self._made:
            draft = MAKERS[recipe.kind].build(self.desk, recipe)
            good = draft is not None and bool(draft.sources) and proved(self.desk, draft)
            item = finish(draft, self._knowledge) if draft is not None and good else None
            if item is not None and draft is not None:
                self._drafts.setdefault(item.id, draft)
            self._made[recipe] = item
        return self._made[recipe]

    def acceptable(self, item: Item) -> tuple[str, ...]:
        """The keys of the options that the engine accepts, or cannot refuse, for an item of this bank."""
        draft = self._drafts[item.id]
        keys = [option.key for option in item.options]
        said = verdicts(self.desk, draft.recipe, draft.scene, keys)
        return tuple(key for key, verdict in zip(keys, said, strict=True) if verdict is not False)


def _next(queue: deque[Iterator[Item | None]]) -> Item | None:
    """The next item of the first cell that has one ready; a cell whose recipe failed goes to the end of the queue."""
    while queue:
        source = queue.popleft()
        for item in islice(source, 1):
            queue.append(source)
            if item is not None:
                return item
    return None


def shuffled(item: Item, seed: int) -> tuple[Option, ...]:
    """The options in the order to show; the same for the same seed."""
    options = list(item.options)
    Random(f"{seed} {item.id}").shuffle(options)
    return tuple(options)


def coverage_of(knowledge: Knowledge) -> Coverage:
    """Which kinds of items every case can have: looked up, not proved, so that it costs next to nothing."""
    from typing import cast

    desk = Desk(knowledge, cast(Scenes, None), content())  # recipes look at the structure only
    return coverage(
        knowledge,
        (
            (kind, case)
            for kind in KINDS
            for case in knowledge.cases
            if next(MAKERS[kind].recipes(desk, case), None) is not None
        ),
    )


def _passes(value: str, wanted: Collection[str]) -> bool:
    return not wanted or value in wanted
