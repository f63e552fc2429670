"""In which order? Steps of one plan whose order the phases and deadlines fix; only one of the four orders keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from random import Random

from triage.labels import PHASES
from triage.model import PHASES as IN_ORDER
from triage.model import PlanStep
from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, some
from triage.train.tellings import tellings

MOST = 4
ASK = f"Urutan mana yang tepat menurut tahap rencana ({', '.join(PHASES[phase] for phase in IN_ORDER)})?"


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: wrong orders put the last phase first. Medium: any wrong order. Hard: neighbours change places."""
    for telling in tellings(desk.knowledge, case):
        if telling.indirect:
            yield Recipe("urutan", case, "sukar", telling)
        else:
            yield Recipe("urutan", case, "mudah", telling)
            yield Recipe("urutan", case, "sedang", telling)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    if scene is None:
        return None
    chance = dice(recipe, scene)
    steps = _chain(scene.plan.steps, chance)
    if len(steps) < 3:
        return None
    listed = steps.copy()
    while listed == steps:
        chance.shuffle(listed)
    number = {step.id: str(i + 1) for i, step in enumerate(listed)}
    others = _wrong(recipe.level, [step.id for step in steps], chance)
    lines = "\n".join(f"{number[step.id]}. {step.text}" for step in listed)
    phases = ", lalu ".join(f"{number[step.id]} ({PHASES[step.phase]})" for step in steps)
    sources = tuple(dict.fromkeys(name for step in steps for name in step.sources))[:3]
    why = f"Tahap rencana menentukan urutannya: {phases}. Keselamatan selalu mendahului urusan lain."
    return Draft(
        recipe, scene, f"{complaint(scene, desk.knowledge)}\n{lines}\n{ASK}",
        _choice([step.id for step in steps], number), tuple(_choice(other, number) for other in others),
        explained(why, sources, desk.knowledge), sources,
    )  # fmt: skip


def _chain(steps: tuple[PlanStep, ...], chance: Random) -> list[PlanStep]:
    """Up to four steps, one a phase, none due earlier or more urgent than the one before it."""
    phases = some([p for p in IN_ORDER if any(s.phase == p for s in steps)], MOST, chance)
    chain: list[PlanStep] = []
    for phase in sorted(phases, key=IN_ORDER.index):
        late = chain[-1].due_hours or 0 if chain else 0
        able = [s for s in steps if s.phase == phase and (s.due_hours or 0) >= late]
        able = [s for s in able if not chain or steps.index(s) > steps.index(chain[-1])]
        if able:
            chain.append(chance.choice(able))
    return chain


def _wrong(level: str, right: list[str], chance: Random) -> list[list[str]]:
    """Three wrong orders such that none of the four options stands in the middle of the others."""
    swapped = _swap(right, 0, 1), _swap(right, -2, -1)
    if level == "sukar" and len(right) == MOST:
        return [*swapped, _swap(swapped[0], -2, -1)]
    rest = [list(p) for p in permutations(right) if list(p) != right]
    if level == "mudah":
        late = [p for p in rest if p[0] == right[-1]]
        return [*chance.sample(late, 2), chance.choice([p for p in rest if p[0] == right[0]])]
    return chance.sample(rest, 3)


def _swap(order: list[str], i: int, j: int) -> list[str]:
    out = order.copy()
    out[i], out[j] = out[j], out[i]
    return out


def _choice(order: list[str], number: dict[str, str]) -> Choice:
    return Choice(">".join(order), (" – ".join(number[name] for name in order),))
