"""Old name, new name: which institution is meant today when an old letter uses a name of the past, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.kb.types import ReferralDef
from triage.train.items.draft import Choice, Desk, Draft, Recipe, dice, explained, lines_of, some
from triage.train.items.referral import pool
from triage.train.scenes import Scene
from triage.train.tellings import tellings

_WORD = re.compile(r"[^\W_]{3,}")
NOW, THEN = "", "lama"
"""The options are names of today, or names of the past."""


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: among institutions of far cases. Medium: of near ones. Hard: which old name leads to it?

    aim: the old name, or in the hard form the institution. The telling only serves the proof.
    """
    for name in desk.knowledge.cases[case].refer:
        for former in old_names(desk.knowledge.referrals[name]):
            for telling in [t for t in tellings(desk.knowledge, case) if not t.indirect]:
                yield Recipe("nama", case, "mudah", telling, NOW, aim=former)
                yield Recipe("nama", case, "sedang", telling, NOW, aim=former)
                yield Recipe("nama", case, "sukar", telling, THEN, aim=name)


def old_names(entry: ReferralDef) -> tuple[str, ...]:
    """Former and other names that do not give the present one away."""
    new = {word.casefold() for word in _WORD.findall(entry.name)}
    names = [former.name for former in (*entry.formerly, *entry.also)]
    strange = (n for n in names if not new & {word.casefold() for word in _WORD.findall(n)})
    return tuple(n for n in strange if n.casefold() not in entry.name.casefold())


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    return None if scene is None else _old(desk, recipe, scene) if recipe.form == THEN else _new(desk, recipe, scene)


def _new(desk: Desk, recipe: Recipe, scene: Scene) -> Draft:
    refer = desk.knowledge.cases[recipe.case].refer
    name = next(n for n in refer if recipe.aim in old_names(desk.knowledge.referrals[n]))
    others = some(pool(desk, recipe, scene), 3, dice(recipe, scene))
    stem = f"{_letter(desk, recipe)} tertulis «{recipe.aim}». Ke lembaga mana urusannya sekarang?"
    right = _choice(desk, name)
    return _draft(desk, recipe, scene, stem, right, [_choice(desk, n) for n in others], name, recipe.aim)


def _old(desk: Desk, recipe: Recipe, scene: Scene) -> Draft:
    entry = desk.knowledge.referrals[recipe.aim]
    chance = dice(recipe, scene)
    old = chance.choice(old_names(entry))
    every = (n for other in desk.knowledge.referrals.values() if other.id != entry.id for n in old_names(other))
    others = [Choice(n, (n,)) for n in some((n for n in every if n not in old_names(entry)), 3, chance)]
    stem = f"{_letter(desk, recipe)} ada satu sebutan yang urusannya kini ke «{entry.name}». Sebutan mana itu?"
    return _draft(desk, recipe, scene, stem, Choice(old, (old,)), others, entry.id, old)


def _draft(
    desk: Desk, recipe: Recipe, scene: Scene, stem: str, right: Choice, others: list[Choice], name: str, old: str
) -> Draft:
    entry = desk.knowledge.referrals[name]
    sources = lines_of(entry.sources)
    note = next((f.note for f in (*entry.formerly, *entry.also) if f.name == old), "")
    why = f"«{old}» kini: {entry.name}{f' ({note})' if note else ''}. Tugasnya: {entry.does}."
    return Draft(recipe, scene, stem, right, tuple(others), explained(why, sources, desk.knowledge), sources)


def _letter(desk: Desk, recipe: Recipe) -> str:
    return f"Pada surat lama tentang kasus «{desk.knowledge.cases[recipe.case].title}»"


def _choice(desk: Desk, name: str) -> Choice:
    return Choice(name, (desk.knowledge.referrals[name].name,))
