"""Negation traps: what was denied, is over or is somebody else's is not a case, however much it sounds like one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: plainly told, one thing denied when asked. Hard: told around the matter. Medium: denied in the telling.

    In the form `sangkal` the case is the one that is not there.
    """
    for telling in denials(desk.knowledge, case):
        yield Recipe("ingkar", case, "sedang", telling, "sangkal", aim=case)
    for sign in desk.knowledge.cases[case].ask_next:
        for other in desk.near.near(case):
            if sign in desk.near.symptoms[other] and desk.near.apart(case, other):
                for telling in tellings(desk.knowledge, case):
                    level: Level = "sukar" if telling.indirect else "mudah"
                    yield Recipe("ingkar", case, level, telling, "tanya", (f"-{sign}",), other)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scenes.of(recipe.telling) if recipe.form == "sangkal" else desk.scene(recipe)
    if scene is None or not _trap(desk, recipe, scene):
        return None
    chance = dice(recipe, scene)
    found = sorted(scene.found)
    right = recipe.case if recipe.form == "tanya" else found[0] if found else NONE
    pool = [c for c in desk.near.near(recipe.aim) if c not in scene.found]
    others = [recipe.aim, *some((c for c in pool if c != recipe.aim), 2, chance)]
    if right != NONE and chance.random() < 0.5:
        others = [*others[:2], NONE]
    sources = lines_of(desk.knowledge.cases[recipe.aim].sources)
    return Draft(
        recipe, scene, f"{complaint(scene, desk.knowledge)}\nKasus mana yang benar-benar ada menurut cerita ini?",
        _choice(desk, right), tuple(_choice(desk, other) for other in others),
        explained(_why(desk, recipe, scene, right), sources, desk.knowledge), sources,
    )  # fmt: skip


def _trap(desk: Desk, recipe: Recipe, scene: Scene) -> bool:
    """The telling does name a sign of the case that is not there; and said yes to, it would be there."""
    own = desk.near.symptoms[recipe.aim]
    if recipe.form == "sangkal":
        return recipe.aim not in scene.found and any(item.sign in own for item in scene.plan.evidence)
    return recipe.aim in desk.scenes.of(recipe.telling, (recipe.asked[0].removeprefix("-"),)).found


def _choice(desk: Desk, key: str) -> Choice:
    return NOTHING if key == NONE else named(desk, key)


def _why(desk: Desk, recipe: Recipe, scene: Scene, right: str) -> str:
    trap = desk.knowledge.cases[recipe.aim].title
    spoken = [e for e in scene.plan.evidence if e.sign in desk.near.symptoms[recipe.aim]]
    sign = desk.knowledge.signs[spoken[0].sign].says
    how = f"«{spoken[0].quote}» {SAID[spoken[0].context]}" if spoken[0].quote else "jawabannya «tidak»"
    start = f"«{trap}» tidak ada: {how}, jadi tanda «{sign}» belum terbukti pada keluarga ini."
    if right == NONE:
        return f"{start} Tidak ada tanda lain; yang belum jelas ditanyakan, bukan disimpulkan."
    title = desk.knowledge.cases[right].title
    return f"{start} Yang ada «{title}», karena {grounds(scene, right, desk.knowledge)}."
