"""How urgent, and why? Options pair a level with a reason; neighbouring levels come with reasons people often give."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

from triage.model import URGENCIES, urgency_rank
from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, grounds, lines_of
from triage.train.items.reasons import BASE, Raise, answers_for, dangers, holds, raises
from triage.train.scenes import Scene
from triage.train.tellings import Telling, tellings

BASE_AT_ALL = 0.4
"""So often a wrong level, too, is called the base: else naming the base would give the answer away."""
BASE_WORDS = ("urgensi bawaan kasus ini", "urgensi bawaan kasus ini, tanpa tanda yang mengubahnya")


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: what the telling says. Medium: an answer raises. Hard: an answer denies a raise, or told around."""
    for telling in tellings(desk.knowledge, case):
        yield Recipe("urgensi", case, "sukar" if telling.indirect else "mudah", telling)
    for raise_ in raises(desk.knowledge, case):
        answers = answers_for(desk.knowledge, raise_.when)
        for telling in tellings(desk.knowledge, case) if answers else ():
            if not telling.indirect:
                yield from _asked(case, telling, raise_, answers)


def _asked(case: str, telling: Telling, raise_: Raise, answers: tuple[str, ...]) -> Iterator[Recipe]:
    yield Recipe("urgensi", case, "sedang", telling, "ya", answers, raise_.id)
    if len(answers) == 1 and not answers[0].startswith("-"):
        yield Recipe("urgensi", case, "sukar", telling, "tidak", (f"-{answers[0].partition('@')[0]}",), raise_.id)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    finding = scene.finding(recipe.case) if scene else None
    if scene is None or finding is None:
        return None
    chance = dice(recipe, scene)
    true = [r for r in _reasons(desk, recipe.case) if holds(desk.knowledge, scene, recipe.case, r)]
    if not true or (recipe.form == "ya" and recipe.aim not in true):
        return None
    reason = recipe.aim if recipe.form == "ya" else true[0]
    others = _others(desk, recipe, scene, finding.urgency, chance)
    case = desk.knowledge.cases[recipe.case]
    sources = lines_of(case.sources)
    why = (
        f"{finding.urgency.capitalize()}: {_words(desk, case.id, reason)[-1]}. "
        f"Terbaca karena {grounds(scene, case.id, desk.knowledge)}. "
        f"Urgensi bawaannya {case.urgency}; hanya tanda yang ada yang menaikkannya, "
        "dan yang belum diketahui tidak pernah menurunkannya."
    )
    return Draft(
        recipe, scene,
        f"{complaint(scene, desk.knowledge)}\nSeberapa mendesak kasus «{case.title}» ini, dan mengapa?",
        _choice(desk, case.id, f"{finding.urgency}/{reason}"),
        tuple(_choice(desk, case.id, other) for other in others),
        explained(why, sources, desk.knowledge), sources,
    )  # fmt: skip


def _reasons(desk: Desk, case: str) -> list[str]:
    own = [r.id for r in raises(desk.knowledge, case)]
    return [*own, *(f"bahaya.{name}" for name in dangers(desk.knowledge, case)), BASE]


def _others(desk: Desk, recipe: Recipe, scene: Scene, right: str, chance: Random) -> list[str]:
    """Three wrong answers at other levels; when something was denied, one of them rests on just that."""
    picked: list[str] = []
    if recipe.form == "tidak":
        denied = next(r for r in raises(desk.knowledge, recipe.case) if r.id == recipe.aim)
        picked.append(f"{denied.to}/{denied.id}")
    levels = [u for u in URGENCIES if u != right and not any(p.startswith(f"{u}/") for p in picked)]
    levels.sort(key=lambda u: (abs(urgency_rank(u) - urgency_rank(right)), chance.random()))
    for level in levels:
        used = {answer.partition("/")[2] for answer in picked}
        picked.append(f"{level}/{_wrong(desk, recipe, scene, (level, right), used, chance)}")
    return picked[:3]


def _wrong(
    desk: Desk, recipe: Recipe, scene: Scene, levels: tuple[str, str], used: Collection[str], chance: Random
) -> str:
    """A reason for a level that is not the right one: the base that was passed, what nobody said, or a bad excuse.

    levels: this one and the right one. used: reasons that another option gives already.
    """
    level, right = levels
    if level == desk.knowledge.cases[recipe.case].urgency or chance.random() < BASE_AT_ALL:
        return BASE
    fired = scene.fired(recipe.case)
    unsaid = [r.id for r in raises(desk.knowledge, recipe.case) if r.to == level and r.rule not in fired]
    higher = urgency_rank(level) > urgency_rank(right)
    if higher and unsaid:
        return chance.choice(unsaid)
    poor = (f"alasan.{name}" for name in sorted(desk.content.hurry if higher else desk.content.excuses))
    return chance.choice([reason for reason in poor if reason not in used])


def _choice(desk: Desk, case: str, key: str) -> Choice:
    level, _, reason = key.partition("/")
    return Choice(key, tuple(f"{level.capitalize()}: {text}" for text in _words(desk, case, reason)))


def _words(desk: Desk, case: str, reason: str) -> tuple[str, ...]:
    if reason == BASE:
        return BASE_WORDS
    kind, _, name = reason.partition(".")
    if kind == "alasan":
        return desk.content.hurry.get(name) or desk.content.excuses[name]
    if kind == "bahaya":
        return (f"ada bahaya: {desk.knowledge.dangers[name].title.lower()}",)
    why = next(r.why for r in raises(desk.knowledge, case) if r.id == reason)
    return (why[:1].lower() + why[1:],)
