"""Spot the ethics breach, name the value it breaks, and choose how to write the note: acts from training/soal.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from triage.train.content import Conduct
from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, lines_of, some
from triage.train.model import Kind
from triage.train.scenes import Scene
from triage.train.tellings import Telling, tellings

QUESTION = {
    ("etika", "salah"): "Empat pendamping menanganinya. Perbuatan mana yang melanggar etika?",
    ("etika", "benar"): "Empat pendamping menanganinya. Perbuatan mana yang menjaga etika?",
    ("etika", "nilai"): "Nilai mana yang paling langsung dilanggar?",
    ("catatan", "salah"): "Cara mencatat mana yang TIDAK boleh?",
    ("catatan", "benar"): "Cara mencatat mana yang benar?",
}


def ethics(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: the one good act. Medium: the one breach. Hard: which value an act breaks, or told around the matter."""
    for telling in tellings(desk.knowledge, case):
        yield from _acts("etika", desk.content.conduct, desk, case, telling)
        for name in desk.knowledge.cases[case].remind:
            acts = desk.content.conduct[name].broken if name in desk.content.conduct else {}
            if not telling.indirect:
                yield from (Recipe("etika", case, "sukar", telling, "nilai", aim=f"{name}/{a}") for a in acts)


def notes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: the one right way to write it. Medium: the one wrong way. Hard: told around the matter."""
    for telling in tellings(desk.knowledge, case):
        yield from _acts("catatan", desk.content.notes, desk, case, telling)


def _acts(kind: Kind, table: Mapping[str, Conduct], desk: Desk, case: str, telling: Telling) -> Iterator[Recipe]:
    for name in desk.knowledge.cases[case].remind:
        if name not in table:
            continue
        if telling.indirect:
            yield Recipe(kind, case, "sukar", telling, "salah", aim=name)
        else:
            yield Recipe(kind, case, "mudah", telling, "benar", aim=name)
            yield Recipe(kind, case, "sedang", telling, "salah", aim=name)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    if scene is None:
        return None
    chance = dice(recipe, scene)
    table = desk.content.conduct if recipe.kind == "etika" else desk.content.notes
    name = recipe.aim.partition("/")[0]
    stem = f"{complaint(scene, desk.knowledge)}\n"
    if recipe.form == "nilai":
        act = table[name].broken[recipe.aim.partition("/")[2]][-1]
        stem += f"Seorang pendamping menanganinya sambil {act[:1].lower() + act[1:]}.\n"
        right, others = _value(desk, name), [_value(desk, other) for other in _values(desk, scene, name, chance)]
    else:
        right, others = _pick(desk, table, recipe, scene, chance)
    rule = desk.knowledge.reminders[name]
    sources = lines_of(rule.sources)
    return Draft(
        recipe, scene, stem + QUESTION[recipe.kind, recipe.form], right, tuple(others),
        explained(f"Pegangannya: {rule.text} {_because(recipe)}", sources, desk.knowledge), sources,
    )  # fmt: skip


def _pick(
    desk: Desk, table: Mapping[str, Conduct], recipe: Recipe, scene: Scene, chance: Random
) -> tuple[Choice, list[Choice]]:
    """One act that is sought, of the reminder, and three of the other sort, of the plan's reminders before others."""
    here = [r.id for r in scene.plan.reminders if r.id in table and r.id != recipe.aim]
    others = _three(here, [n for n in desk.content.general if n != recipe.aim], chance)
    wrong = recipe.form == "salah"
    sought = _act(table, recipe.aim, wrong, chance)
    return sought, [_act(table, other, not wrong, chance) for other in others]


def _act(table: Mapping[str, Conduct], name: str, broken: bool, chance: Random) -> Choice:
    acts = table[name].broken if broken else table[name].kept
    act = chance.choice(sorted(acts))
    return Choice(f"{name}/{act}", acts[act])


def _values(desk: Desk, scene: Scene, name: str, chance: Random) -> list[str]:
    """Three values that the act does not break, of the plan before others."""
    here = [r.id for r in scene.plan.reminders if not desk.content.overlap(r.id, name)]
    return _three(here, [n for n in desk.content.general if not desk.content.overlap(n, name)], chance)


def _three(here: list[str], general: list[str], chance: Random) -> list[str]:
    """Three of the plan's own; where it has fewer, some that hold for any case beside them."""
    own = some(here, 3, chance)
    return [*own, *some((name for name in general if name not in own), 3 - len(own), chance)]


def _value(desk: Desk, name: str) -> Choice:
    return Choice(name, (desk.knowledge.reminders[name].text,))


def _because(recipe: Recipe) -> str:
    return {
        "salah": "Tiga yang lain menjaga etika.",
        "benar": "Tiga yang lain melanggarnya, walau niatnya tampak baik.",
        "nilai": "Nilai yang lain penting, tetapi bukan itu yang dilanggar perbuatan ini.",
    }[recipe.form]
