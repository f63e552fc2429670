"""A bank of plain items for tests of what is built on items: every kind, case and level, as many as are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

from triage.train.model import LEVELS, Item, Level, Objective, Option
from triage.train.objectives import DOMAIN, KINDS, SKILL

CASES = {"kks_hilang": "teknis_kks", "kdrt": "berat", "stunting": "ringan"}
EACH = 40
"""So many items of every kind, case and level."""


def item(kind: str = "kasus", case: str = "kdrt", level: Level = "mudah", number: int = 0) -> Item:
    name = f"{kind}-{case}-{level}-{number}"
    options = tuple(Option(f"{name}-{key}", f"Pilihan {key}") for key in "abcd")
    right = options[Random(name).randrange(4)].key
    objective = Objective(SKILL[kind], CASES[case])  # type: ignore[index]
    stem = f"Keluhan: «{name}»\nApa yang benar?"
    return Item(name, kind, objective, case, DOMAIN[kind], level, stem, options, right, f"Sebab {name}.", ("dosir",))  # type: ignore[arg-type, index]


class Bank:
    """Draws like the real one, from EACH items a cell."""

    def __init__(self, each: int = EACH) -> None:
        self._all = [item(k, c, v, n) for k in KINDS for c in CASES for v in LEVELS for n in range(each)]

    def draw(
        self, count: int, seed: int, *, skills: Collection[str] = (), groups: Collection[str] = (),
        cases: Collection[str] = (), kinds: Collection[str] = (), domains: Collection[str] = (),
        levels: Collection[str] = (), without: Collection[str] = (),
    ) -> tuple[Item, ...]:  # fmt: skip
        def fits() -> Iterator[Item]:
            for one in self._all:
                pairs = (
                    (one.objective.skill, skills), (one.objective.group, groups), (one.case, cases),
                    (one.kind, kinds), (one.domain, domains), (one.level, levels),
                )  # fmt: skip
                if one.id not in without and all(not wanted or value in wanted for value, wanted in pairs):
                    yield one

        found = list(fits())
        return tuple(Random(seed).sample(found, min(count, len(found))))
