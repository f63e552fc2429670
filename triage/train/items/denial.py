"""Negation traps: what was denied, is over or is somebody else's is not a case, however much it sounds like one.

What is there is asked for, too, and nothing may be there: neither "none of them" nor a denied case is always right
or always wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from triage.model import Context
from triage.train.items.cases import named
from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, grounds, lines_of, some
from triage.train.model import Level
from triage.train.proof import NONE
from triage.train.scenes import Scene
from triage.train.tellings import denials, tellings

SAID: Mapping[Context, str] = {
    "asserted": "tidak cukup untuk kasus itu",
    "negated": "disangkal",
    "past": "sudah lewat",
    "resolved": "sudah selesai",
    "hypothetical": "baru rencana, pertanyaan, atau kekhawatiran",
    "other": "tentang orang lain",
}
NOTHING = Choice(NONE, ("Belum satu pun; tanyakan dulu", "Belum satu pun dari daftar ini; tanyakan lebih dulu"))
TOLD = ("ada", "tanya")
"""The forms in which the case of the item is there by the telling."""
OFFERED = 0.75
"""How often "none of them" stands among the wrong options where a case is there."""
SELDOM = 5
"""Of so many denials one becomes an item; so many plain tellings stand beside them."""


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: something was asked. Medium: the telling alone. Hard: told around the matter, and something denied.

    In the forms `sangkal`, `nihil` and `jadi` the telling denies the case; `nihil` denies it again when asked, in
    `jadi` it comes out. In `ada` and `tanya` the case is told; in `tanya` another one is denied when asked.
    """
    denied = denials(desk.knowledge, case)
    for telling in denied:
        yield Recipe("ingkar", case, "sedang", telling, "sangkal", aim=case)
    plain = (telling for telling in tellings(desk.knowledge, case) if not telling.indirect)
    for telling in islice(plain, 1 + len(denied) // SELDOM):
        for aim in desk.near.near(case)[:1]:
            yield Recipe("ingkar", case, "sedang", telling, "ada", aim=aim)
    for sign in sorted(desk.near.symptoms[case]):
        for telling in denied if desk.knowledge.signs[sign].kind == "problem" else ():
            yield Recipe("ingkar", case, "mudah", telling, "nihil", (f"-{sign}",), case)
            yield Recipe("ingkar", case, "mudah", telling, "jadi", (sign,), case)
    yield from _another_denied(desk, case)


def _another_denied(desk: Desk, case: str) -> Iterator[Recipe]:
    for sign in desk.knowledge.cases[case].ask_next:
        for other in desk.near.near(case):
            if sign in desk.near.symptoms[other] and desk.near.apart(case, other):
                for telling in tellings(desk.knowledge, case):
                    level: Level = "sukar" if telling.indirect else "mudah"
                    yield Recipe("ingkar", case, level, telling, "tanya", (f"-{sign}",), other)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    told = recipe.form in TOLD
    scene = desk.scene(recipe) if told else desk.scenes.of(recipe.telling, recipe.asked)
    if scene is None or not _trap(desk, recipe, scene):
        return None
    chance = dice(recipe, scene)
    found = sorted(scene.found)
    right = recipe.case if told else found[0] if found else NONE
    near = [c for c in desk.near.near(recipe.aim) if c not in scene.found]
    trap = [recipe.aim] if recipe.aim != right else []
    others = [*trap, *some((c for c in near if c != recipe.aim), 3 - len(trap), chance)]
    if right != NONE and (recipe.form == "ada" or (recipe.level != "sukar" and chance.random() < OFFERED)):
        others = [*others[:2], NONE]
    sources = lines_of(desk.knowledge.cases[recipe.aim].sources)
    return Draft(
        recipe, scene, f"{complaint(scene, desk.knowledge)}\nKasus mana yang benar-benar ada menurut cerita ini?",
        _choice(desk, right), tuple(_choice(desk, other) for other in others),
        explained(_why(desk, recipe, scene, right), sources, desk.knowledge), sources,
    )  # fmt: skip


def _trap(desk: Desk, recipe: Recipe, scene: Scene) -> bool:
    """Somebody who does not read closely would fall for it.

    The telling names a sign of the case that is not there, or a yes would show it, or it does show when asked.
    """
    if recipe.form == "ada":
        return True
    if recipe.form == "sangkal":
        own = desk.near.symptoms[recipe.aim]
        return recipe.aim not in scene.found and any(item.sign in own for item in scene.plan.evidence)
    before = desk.scenes.of(recipe.telling)
    name = recipe.asked[0].removeprefix("-")
    if name in {sign.id for sign in before.signs} or recipe.aim in before.found:
        return False  # it was told
    return recipe.aim in desk.scenes.of(recipe.telling, (name,)).found


def _choice(desk: Desk, key: str) -> Choice:
    return NOTHING if key == NONE else named(desk, key)


def _why(desk: Desk, recipe: Recipe, scene: Scene, right: str) -> str:
    shown = right != NONE and f"«{desk.knowledge.cases[right].title}», karena {grounds(scene, right, desk.knowledge)}."
    if recipe.form in ("ada", "jadi"):
        return f"Yang ada {shown} Kasus lain tidak punya tanda yang cukup."
    start = _not_there(desk, recipe, scene)
    return (
        f"{start} Yang ada {shown}"
        if shown
        else f"{start} Tidak ada tanda lain; yang belum jelas ditanyakan, bukan disimpulkan."
    )


def _not_there(desk: Desk, recipe: Recipe, scene: Scene) -> str:
    """Why the case that it sounds like is not there."""
    spoken = next(e for e in scene.plan.evidence if e.sign in desk.near.symptoms[recipe.aim])
    sign = desk.knowledge.signs[spoken.sign].says
    how = f"«{spoken.quote}» {SAID[spoken.context]}" if spoken.quote else "jawabannya «tidak»"
    trap = desk.knowledge.cases[recipe.aim].title
    return f"«{trap}» tidak ada: {how}, jadi tanda «{sign}» belum terbukti pada keluarga ini."
