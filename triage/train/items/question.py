"""Which question next? The one that may show a danger or raise the urgency; others change nothing or are answered."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from triage.kb.references import signs_in
from triage.kb.types import SignDef
from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, lines_of, some
from triage.train.items.near import OWN_PEOPLE
from triage.train.items.reasons import raises
from triage.train.scenes import Scene
from triage.train.tellings import tellings


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: the others are about far cases. Medium: about near ones. Hard: told around the matter."""
    raising = {name for r in raises(desk.knowledge, case) for name in signs_in(r.when)}
    for sign in desk.knowledge.cases[case].ask_next:
        if sign not in raising and not desk.knowledge.signs[sign].danger:
            continue  # a yes would change nothing
        for telling in tellings(desk.knowledge, case):
            if telling.indirect:
                yield Recipe("tanya", case, "sukar", telling, aim=sign)
            else:
                yield Recipe("tanya", case, "mudah", telling, aim=sign)
                yield Recipe("tanya", case, "sedang", telling, aim=sign)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    first = next((q for q in scene.plan.questions if q.sign == recipe.aim), None) if scene else None
    if scene is None or first is None:
        return None
    chance = dice(recipe, scene)
    others = _others(desk, recipe, scene, chance)
    sources = lines_of(desk.knowledge.cases[recipe.case].sources)
    why = (
        f"Tanyakan lebih dulu yang dapat mengubah rencana ({first.why}). "
        "Tiga pertanyaan lain tidak menaikkan urgensi di sini atau sudah terjawab."
    )
    return Draft(
        recipe, scene,
        f"{complaint(scene, desk.knowledge)}\nPertanyaan mana yang paling perlu diajukan lebih dulu?",
        _choice(desk, recipe.aim), tuple(_choice(desk, other) for other in others),
        explained(why, sources, desk.knowledge), sources,
    )  # fmt: skip


def _others(desk: Desk, recipe: Recipe, scene: Scene, chance: Random) -> list[str]:
    cases = desk.near.far(recipe.case) if recipe.level == "mudah" else desk.near.near(recipe.case)
    known = {sign.id for sign in scene.signs}
    told = [s for s in known if s in desk.knowledge.signs and desk.knowledge.signs[s].kind == "problem"]
    asked = {question.sign for question in scene.plan.questions} | {*desk.knowledge.cases[recipe.case].ask_next}
    pool = [
        name for case in cases for name in (*desk.near.symptoms[case], *desk.knowledge.cases[case].ask_next)
        if name not in known | asked and _mild(desk.knowledge.signs[name], recipe.case, desk)
        and not desk.near.one_subject(name, recipe.aim)
    ]  # fmt: skip
    repeated = some(sorted(told), 1, chance) if recipe.level != "mudah" else []
    return [*repeated, *some(sorted(set(pool)), 3 - len(repeated), chance)]


def _mild(sign: SignDef, case: str, desk: Desk) -> bool:
    """Neither a danger nor pressing, and asked of the same kind of people."""
    own = desk.knowledge.cases[case].group == OWN_PEOPLE
    return not sign.danger and sign.hint in ("rutin", "terencana") and (sign.about == "facilitator") == own


def _choice(desk: Desk, sign: str) -> Choice:
    return Choice(sign, (desk.knowledge.signs[sign].ask,))
