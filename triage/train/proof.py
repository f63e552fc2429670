"""Proves through the engine that exactly one option of a draft is right, and that no other is acceptable too.

Every kind has one judge: (desk, recipe, scene, key of an option) -> True when the option is provably right, False when
it is provably wrong, None when somebody could argue. A draft holds when its right option is True and all others False.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from triage.kb.types import FormerName
from triage.model import PHASES, urgency_rank
from triage.train.content import Conduct
from triage.train.items.draft import Desk, Draft, Recipe
from triage.train.items.reasons import BASE, holds
from triage.train.model import Kind
from triage.train.scenes import Scene

NONE = "tidak_ada"
"""The option that no case is there."""
ANYBODY = frozenset({
    "puskesos", "dinsos", "kemensos_171", "polisi", "ambulans_119", "sapa_129", "korkab", "lapor", "pemdes", "peksos",
    "lbh", "posbankum", "ombudsman",
})  # fmt: skip
"""They take or pass on any matter, or may be asked in any: nobody is wrong to name them."""
RESCUE = frozenset({"igd", "ambulans_119", "damkar", "basarnas"})
"""They are the answer only when it is an emergency."""
Judge = Callable[[Desk, Recipe, Scene, str], bool | None]


def proved(desk: Desk, draft: Draft) -> bool:
    """Whether the engine accepts the right option and refuses every other one."""
    keys = [draft.right.key, *(choice.key for choice in draft.others)]
    if len(keys) != 4 or len(set(keys)) != 4:
        return False
    judge = JUDGES[draft.recipe.kind]
    wanted = zip(keys, (True, False, False, False), strict=True)
    return all(judge(desk, draft.recipe, draft.scene, key) is want for key, want in wanted)


def verdicts(desk: Desk, recipe: Recipe, scene: Scene, keys: list[str]) -> list[bool | None]:
    """What the engine says of each option."""
    return [JUDGES[recipe.kind](desk, recipe, scene, key) for key in keys]


def _case(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    if key == NONE:
        return not scene.found and not scene.telling.labels
    if key in scene.found:
        return True
    if key in scene.telling.labels:
        return None
    if key == recipe.aim:
        return False  # its author says that this telling is not about it, or it was denied when asked
    present = {s.id for s in scene.signs if s.state == "present"}
    stands_in = bool(set(desk.knowledge.cases[key].yields_to) & scene.found)
    return None if present & desk.near.symptoms[key] and not stands_in else False


def _urgency(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    level, _, reason = key.partition("/")
    finding = scene.finding(recipe.case)
    if finding is None or level != finding.urgency:
        return False
    if holds(desk.knowledge, scene, recipe.case, reason):
        return True
    return None if reason == BASE and level == desk.knowledge.cases[recipe.case].urgency else False


def _referral(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    referrals = desk.knowledge.referrals
    if recipe.form == "tugas":
        if key == recipe.aim:
            return True
        close = key in referrals[recipe.aim].fallback or recipe.aim in referrals[key].fallback
        return None if close or key in ANYBODY or referrals[key].does == referrals[recipe.aim].does else False
    named = {r.id for r in scene.plan.referrals}
    if key in named:
        finding = scene.finding(recipe.case)
        if key in RESCUE and (finding is None or finding.urgency != "darurat"):
            return None  # named for the worst case only
        return recipe.case in next(r.cases for r in scene.plan.referrals if r.id == key) or None
    stand_ins = {other for name in named for other in referrals[name].fallback}
    ahead = scene.found.union(*(desk.near.leads(case) for case in scene.found))
    may_be = {name for case in ahead for name in desk.knowledge.cases[case].refer}
    return None if key in stand_ins | may_be | ANYBODY else False


def _order(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    """Right when every step is in a later phase than the one before, not less urgent later, and not due earlier."""
    steps = {step.id: step for step in scene.plan.steps}
    names = key.split(">")
    if not set(names) <= set(steps):
        return None
    asked = sorted((steps[name] for name in names), key=lambda s: PHASES.index(s.phase))
    clear = all(
        PHASES.index(a.phase) < PHASES.index(b.phase)
        and urgency_rank(a.urgency) >= urgency_rank(b.urgency)
        and (a.due_hours or 0) <= (b.due_hours or 0)
        for a, b in pairwise(asked)
    )
    return names == [step.id for step in asked] if clear else None


def _advice(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    what, _, name = key.partition(".")
    if what == "langkah":
        good = any(step.id == name for step in scene.plan.steps) or None
        return good if recipe.form == "benar" or good is None else False
    rule = desk.knowledge.prohibitions[name]
    lifted = bool(scene.found & set(rule.lifted_for))
    bad = (any(reason.id == name for reason in scene.plan.prohibitions) and not lifted) or None
    return bad if recipe.form == "salah" or bad is None else False


def _ethics(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    if recipe.form != "nilai":
        return _conduct(desk.content.conduct, recipe, scene, key)
    broken = recipe.aim.partition("/")[0]
    if key == broken:
        return _reminded(scene, key) or None
    return None if desk.content.overlap(key, broken) else False


def _notes(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    return _conduct(desk.content.notes, recipe, scene, key)


def _conduct(table: Mapping[str, Conduct], recipe: Recipe, scene: Scene, key: str) -> bool | None:
    """Keeping is never a breach and breaching never right; what the plan reminds of is asked."""
    reminder, _, act = key.partition("/")
    sought = table[reminder].broken if recipe.form == "salah" else table[reminder].kept
    if act in sought:
        return _reminded(scene, reminder) or None
    return False


def _reminded(scene: Scene, reminder: str) -> bool:
    return any(reason.id == reminder for reason in scene.plan.reminders)


def _question(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    if any(sign.id == key for sign in scene.signs):
        return False  # known already
    asked = any(question.sign == key for question in scene.plan.questions)
    if key == recipe.aim:
        return (asked and desk.scenes.gains(scene, key)) or None
    if desk.near.one_subject(key, recipe.aim):
        return None  # who asks the one asks the other
    return None if asked or desk.scenes.matters(scene, key) else False


def _name(desk: Desk, recipe: Recipe, scene: Scene, key: str) -> bool | None:
    if recipe.form:  # the options are old names
        return key in {former.name for former in _names(desk, recipe.aim)}
    return any(recipe.aim == former.name for former in _names(desk, key))


def _names(desk: Desk, referral: str) -> tuple[FormerName, ...]:
    entry = desk.knowledge.referrals[referral]
    return (*entry.formerly, *entry.also)


JUDGES: Mapping[Kind, Judge] = {
    "kasus": _case,
    "ingkar": _case,
    "urgensi": _urgency,
    "rujukan": _referral,
    "urutan": _order,
    "larangan": _advice,
    "etika": _ethics,
    "catatan": _notes,
    "tanya": _question,
    "nama": _name,
}
