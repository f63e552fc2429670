"""Pick the forbidden advice among steps of the plan, or the one right step among forbidden advice."""

from __future__ import annotations

from collections.abc import Iterator

from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, lines_of, some
from triage.train.scenes import Scene
from triage.train.tellings import tellings

FIRST = 4
"""The right step is one of the first so many: what is done soon, not what can wait."""
QUESTION = {
    "salah": "Nasihat mana yang TIDAK boleh diberikan di sini?",
    "benar": "Mana satu-satunya langkah yang tepat di sini?",
}


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: the right step among three forbidden. Medium: the forbidden among three right. Hard: told around."""
    names = [n for n in desk.knowledge.cases[case].never if n in desk.content.advice]
    for telling in tellings(desk.knowledge, case):
        if not telling.indirect:
            yield Recipe("larangan", case, "mudah", telling, "benar")
        for name in names:
            yield Recipe("larangan", case, "sukar" if telling.indirect else "sedang", telling, "salah", aim=name)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    if scene is None:
        return None
    chance = dice(recipe, scene)
    steps = [s.id for s in scene.plan.steps if recipe.case in s.cases]
    if recipe.form == "salah":
        right, others = _forbidden(desk, recipe.aim), [_step(desk, n) for n in some(steps, 3, chance)]
        bad = [recipe.aim]
    else:
        bad = some(_never(desk, recipe, scene), 3, chance)
        right, others = _step(desk, (some(steps[:FIRST], 1, chance) or [""])[0]), [_forbidden(desk, n) for n in bad]
    rules = desk.knowledge.prohibitions
    reasons = " ".join(f"Jangan {rules[n].text}: {rules[n].why}" for n in bad)
    sources = lines_of(ref for n in bad for ref in rules[n].sources)
    kept = "Ketiga langkah lain ada dalam rencana" if recipe.form == "salah" else "Langkah yang tepat ada dalam rencana"
    why = f"{reasons} {kept} kasus «{desk.knowledge.cases[recipe.case].title}»."
    return Draft(
        recipe, scene, f"{complaint(scene, desk.knowledge)}\n{QUESTION[recipe.form]}", right, tuple(others),
        explained(why, sources, desk.knowledge), sources,
    )  # fmt: skip


def _never(desk: Desk, recipe: Recipe, scene: Scene) -> list[str]:
    """The case's own prohibitions first; the rest of the plan's when it has fewer than three."""
    own = [n for n in desk.knowledge.cases[recipe.case].never if n in desk.content.advice]
    rest = [r.id for r in scene.plan.prohibitions if r.id in desk.content.advice]
    return own if len(own) >= 3 else [*own, *rest]


def _forbidden(desk: Desk, name: str) -> Choice:
    return Choice(f"larangan.{name}", desk.content.advice[name])


def _step(desk: Desk, name: str) -> Choice:
    entry = desk.knowledge.steps.get(name)
    return Choice(f"langkah.{name}", (entry.text if entry else "",))
