"""What a user asks about: an id, KIND:id, or words of a title, when they mean one thing only."""

from __future__ import annotations

from collections.abc import Iterator

from triage.explain.tree import Kind, Target
from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.types import Knowledge
from triage.labels import ROLES
from triage.model import Plan

URGENCY = "urgensi"
MOST_NAMED = 5
WORDS: dict[str, Kind] = {
    "kasus": "case", "bahaya": "danger", "langkah": "step", "larangan": "prohibition", "peran": "bypass",
    "etika": "reminder", "rujukan": "referral",
}  # fmt: skip
"""The kinds as a user types them before an id, in the order in which an id is looked for."""


def find_target(word: str, plan: Plan, kb: Knowledge, option: str) -> Target:
    """What is meant; of several the one that stands in the plan. Raises Problems: nothing, or more than one thing."""
    if word.strip().casefold() in (URGENCY, "urgency"):
        return Target("urgency", URGENCY, URGENCY)
    kind, _, name = word.strip().rpartition(":")
    every = [t for t in _targets(kb) if not kind or t.kind == WORDS.get(kind.casefold())]
    wanted = name.strip().casefold()
    found = [t for t in every if t.id == wanted] or [t for t in every if _says(t, wanted)]
    present = [t for t in found if holds(t, plan)]
    chosen = present or found
    if len({t.id for t in chosen}) == 1:
        return chosen[0]
    raise Problems([_problem(word, chosen, every, option)])


def holds(target: Target, plan: Plan) -> bool:
    """Whether the plan says this."""
    return target.kind == "urgency" or target.id in _in_plan(plan)[target.kind]


def _in_plan(plan: Plan) -> dict[str, set[str]]:
    return {
        "case": {f.case for f in plan.findings},
        "danger": {d.id for d in plan.dangers},
        "step": {s.id for s in plan.steps},
        "prohibition": {r.id for r in plan.prohibitions},
        "bypass": {r.id for r in plan.bypass},
        "reminder": {r.id for r in plan.reminders},
        "referral": {r.id for r in plan.referrals},
    }


def _targets(kb: Knowledge) -> Iterator[Target]:
    yield from (Target("case", c.id, c.title) for c in kb.cases.values())
    yield from (Target("danger", d.id, d.title) for d in kb.dangers.values())
    yield from (Target("step", s.id, s.text) for s in kb.steps.values())
    yield from (Target("prohibition", p.id, p.text) for p in kb.prohibitions.values())
    yield from (Target("bypass", b, ROLES.get(b, b)) for b in kb.bypass)
    yield from (Target("reminder", r.id, r.text) for r in kb.reminders.values())
    yield from (Target("referral", r.id, r.name) for r in kb.referrals.values())


def _says(target: Target, wanted: str) -> bool:
    """Every word that was typed begins a word of the title or the id."""
    said = [*target.text.casefold().split(), *target.id.split("_")]
    said = [word.strip("«»(),.;:\"'") for word in said]
    return bool(wanted) and all(any(word.startswith(part) for word in said) for part in wanted.split())


def _problem(word: str, found: list[Target], every: list[Target], option: str) -> Problem:
    if found:
        word_of = {kind: word for word, kind in WORDS.items()}
        named = ", ".join(f"{word_of[t.kind]}:{t.id}" for t in found[:MOST_NAMED])
        more = f" dan {len(found) - MOST_NAMED} lagi" if len(found) > MOST_NAMED else ""
        return Problem(option, 0, 0, "penjelasan", f"{word!r} dapat berarti beberapa hal", f"pilih {named}{more}")
    name = word.rpartition(":")[2]
    hint = did_you_mean(name, [t.id for t in every]) or "tulis id kasus, langkah, larangan, bahaya, atau kata judulnya"
    return Problem(option, 0, 0, "penjelasan", f"tidak ada {word!r}", hint)
