"""From a recipe to an item: what all kinds share. Options follow from ids alone, so that rewording keeps them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from random import Random

from triage.kb.types import Knowledge, SourceRef
from triage.train.content import Content
from triage.train.items.near import Neighbours
from triage.train.model import Item, Kind, Level, Option
from triage.train.objectives import DOMAIN, objective
from triage.train.scenes import Scene, Scenes
from triage.train.tellings import Telling

MOST_SOURCES = 3
SHOWN = 2
"""So many signs are named in an explanation."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to make an item of, before anything is proved. form: a variant of the kind; aim: the id it is about."""

    kind: Kind
    case: str
    level: Level
    telling: Telling
    form: str = ""
    asked: tuple[str, ...] = ()
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option before its wording is chosen."""

    key: str
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    recipe: Recipe
    scene: Scene
    stem: str
    right: Choice
    others: tuple[Choice, ...]
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Desk:
    """What every kind of item is made with."""

    knowledge: Knowledge
    scenes: Scenes
    content: Content

    @cached_property
    def near(self) -> Neighbours:
        return Neighbours(self.knowledge)

    def scene(self, recipe: Recipe) -> Scene | None:
        return self.scenes.about(recipe.case, recipe.telling, recipe.asked)


def dice(recipe: Recipe, scene: Scene) -> Random:
    """Chance that depends on what the recipe means, never on how anything is worded."""
    parts = (recipe.kind, recipe.form, recipe.case, recipe.level, recipe.aim, *recipe.asked, recipe.telling.place)
    return Random("|".join(map(str, (*parts, scene.meaning))))


def finish(draft: Draft, knowledge: Knowledge) -> Item:
    """Words of balanced length, options in an order that says nothing, an id that rewording keeps."""
    recipe = draft.recipe
    keys = sorted(choice.key for choice in (draft.right, *draft.others))
    parts = (recipe.kind, recipe.form, recipe.case, recipe.aim, draft.scene.meaning, *keys, draft.right.key)
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
    options = [
        Option(c.key, t)
        for c, t in zip((draft.right, *draft.others), balanced(draft.right, draft.others, Random(name)), strict=True)
    ]
    Random(name).shuffle(options)
    return Item(
        name, recipe.kind, objective(recipe.kind, recipe.case, knowledge), recipe.case, DOMAIN[recipe.kind],
        recipe.level, draft.stem, tuple(options), draft.right.key, draft.why, draft.sources,
    )  # fmt: skip


def balanced(right: Choice, others: Sequence[Choice], chance: Random) -> tuple[str, ...]:
    """One wording of each, so that the right one's place by length comes near to one thrown at random."""
    wanted = chance.randrange(len(others) + 1)
    ways = list(product(right.wordings, *(other.wordings for other in others)))
    chance.shuffle(ways)
    return min(ways, key=lambda way: abs(sum(len(text) > len(way[0]) for text in way[1:]) - wanted))


def some(names: Iterable[str], count: int, chance: Random) -> list[str]:
    """That many of the names at random, fewer when there are not so many."""
    pool = list(dict.fromkeys(names))
    return chance.sample(pool, min(count, len(pool)))


def complaint(scene: Scene, knowledge: Knowledge) -> str:
    """The situation as the candidate reads it: what was told, and what was answered when asked."""
    from triage.labels import ROLES

    lines = [f"Keluhan yang masuk: «{scene.telling.text}»"]
    for short in scene.asked:
        name, _, actor = short.lstrip("-~").partition("@")
        answer = "Tidak." if short.startswith("-") else f"Ya, {ROLES[actor]}." if actor else "Ya."
        lines.append(f"Waktu ditanya: {knowledge.signs[name].ask} {answer}")
    return "\n".join(lines)


def grounds(scene: Scene, case: str, knowledge: Knowledge) -> str:
    """What the finding rests on: the words that were read, and the sign each of them shows."""
    finding = scene.finding(case)
    items = [e for e in (finding.evidence if finding else ()) if e.sign in knowledge.signs and e.state == "present"]
    items.sort(key=lambda e: knowledge.signs[e.sign].kind != "problem")  # what only tells the topic comes last
    shown: dict[str, str] = {}
    for item in items:
        said = f"«{item.quote}»" if item.quote else "jawaban «ya»"
        shown.setdefault(item.sign, f"{said} menunjukkan: {knowledge.signs[item.sign].says}")
    return "; ".join(list(shown.values())[:SHOWN])


def lines_of(refs: Iterable[SourceRef]) -> tuple[str, ...]:
    """The ids of the sources, each once."""
    return tuple(dict.fromkeys(ref.id for ref in refs))[:MOST_SOURCES]


def explained(why: str, sources: Sequence[str], knowledge: Knowledge) -> str:
    """The reason with the titles of its sources."""
    titles = "; ".join(knowledge.sources[name].title for name in sources)
    return f"{why} Sumber: {titles}."
