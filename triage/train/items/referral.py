"""Which institution? Distractors are those that near cases need and this plan neither names nor falls back on."""

from __future__ import annotations

from collections.abc import Iterator

from triage.train.items.draft import Choice, Desk, Draft, Recipe, complaint, dice, explained, lines_of, some
from triage.train.proof import ANYBODY
from triage.train.scenes import Scene
from triage.train.tellings import tellings


def recipes(desk: Desk, case: str) -> Iterator[Recipe]:
    """Easy: who does this? Medium: plainly told. Hard: told around the matter."""
    told = tellings(desk.knowledge, case)
    for name in desk.knowledge.cases[case].refer:
        for telling in [t for t in told if not t.indirect][:1]:
            yield Recipe("rujukan", case, "mudah", telling, "tugas", aim=name)
        if name not in ANYBODY:
            for telling in told:
                yield Recipe("rujukan", case, "sukar" if telling.indirect else "sedang", telling, aim=name)


def build(desk: Desk, recipe: Recipe) -> Draft | None:
    scene = desk.scene(recipe)
    if scene is None:
        return None
    chance = dice(recipe, scene)
    entry = desk.knowledge.referrals[recipe.aim]
    others = some(pool(desk, recipe, scene), 3, chance)
    sources = lines_of(entry.sources) or lines_of(desk.knowledge.cases[recipe.case].sources)
    title = desk.knowledge.cases[recipe.case].title
    if recipe.form == "tugas":
        stem = f"Untuk kasus «{title}» dicari lembaga dengan tugas ini: {entry.does}.\nLembaga mana itu?"
    else:
        stem = f"{complaint(scene, desk.knowledge)}\nLembaga mana yang perlu dilibatkan di sini?"
    others_do = "; ".join(f"{desk.knowledge.referrals[o].name}: {desk.knowledge.referrals[o].does}" for o in others)
    why = f"Rujukan kasus «{title}»: {entry.name}. Tugasnya: {entry.does}. Yang lain untuk hal lain ({others_do})."
    return Draft(
        recipe, scene, stem, _choice(desk, recipe.aim), tuple(_choice(desk, other) for other in others),
        explained(why, sources, desk.knowledge), sources,
    )  # fmt: skip


def pool(desk: Desk, recipe: Recipe, scene: Scene) -> list[str]:
    """Institutions of near cases, or of far ones when it is easy, that this plan has no use for."""
    cases = desk.near.far(recipe.case) if recipe.level == "mudah" else desk.near.near(recipe.case)
    named = {r.id for r in scene.plan.referrals}
    ahead = scene.found.union(*(desk.near.leads(case) for case in scene.found))
    used = {name for case in ahead for name in desk.knowledge.cases[case].refer}
    stand_ins = {name for mine in (named | used) for name in desk.knowledge.referrals[mine].fallback}
    pool = dict.fromkeys(name for case in cases for name in desk.knowledge.cases[case].refer)
    more = desk.knowledge.referrals if len(set(pool) - named - used - stand_ins - ANYBODY) < 3 else ()
    return [n for n in (*pool, *more) if n not in named | used | stand_ins | ANYBODY]


def _choice(desk: Desk, name: str) -> Choice:
    return Choice(name, (desk.knowledge.referrals[name].name,))
