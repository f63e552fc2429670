"""Which case is this complaint? Distractors are cases easily taken for it, or clearly others when it is easy."""

from __future__ import annotations

from collections.abc import Iterator

from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, grounds, lines_of, some
from triage.train.tellings import tellings


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: plainly told, far cases. Medium: plainly told, near cases. Hard: told around the matter, near cases."""
    for telling in tellings(desk.knowledge, case):
        if telling.indirect:
            yield Recipe("kasus", case, "sukar", telling)
        else:
            yield Recipe("kasus", case, "mudah", telling)
            yield Recipe("kasus", case, "sedang", telling)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    if scene is None:
        return None
    chance = dice(recipe, scene)
    pool = desk.near.far(recipe.case) if recipe.level == "mudah" else desk.near.near(recipe.case)
    others = some((c for c in pool if c not in scene.found), 3, chance)
    case = desk.knowledge.cases[recipe.case]
    sources = lines_of(case.sources)
    why = f"Kasusnya «{case.title}», karena {grounds(scene, case.id, desk.knowledge)}. {against(desk, others)}"
    return Draft(
        recipe, scene, f"{complaint(scene, desk.knowledge)}\nKasus mana yang paling tepat untuk cerita ini?",
        named(desk, recipe.case), tuple(named(desk, other) for other in others),
        explained(why, sources, desk.knowledge), sources,
    )  # fmt: skip


def named(desk: Desk, case: str) -> Choice:
    return Choice(case, (desk.knowledge.cases[case].title,))


def against(desk: Desk, others: list[str]) -> str:
    """Why the other cases are wrong: nothing in the telling shows them."""
    titles = ", ".join(f"«{desk.knowledge.cases[other].title}»" for other in others)
    return f"Tidak ada tanda yang cukup untuk {titles}."
