"""What the candidate decides, with the options on offer: the plan's own among others that the engine refuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from triage.kb.types import Knowledge
from triage.labels import ROLES
from triage.model import URGENCIES, Plan
from triage.train.clients import Client
from triage.train.content import content
from triage.train.items.near import Neighbours

Stage = Literal["bahaya", "kasus", "urgensi", "langkah", "rujukan", "larangan", "etika"]
STAGES: tuple[Stage, ...] = ("bahaya", "kasus", "urgensi", "langkah", "rujukan", "larangan", "etika")
MOST = 9
"""Options of one decision: each has its own key on the keyboard."""
ADVICE, CHANNEL, STEP = "nasihat.", "lewat.", "langkah."
KEPT, BROKEN = "patuh.", "langgar."


@dataclass(frozen=True, slots=True)
class Choice:
    """key: the id of what it stands for, behind a prefix where a decision mixes kinds."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The options in the order shown. right: the plan's; channel: ways through an accused person or office."""

    options: tuple[Choice, ...]
    right: frozenset[str]
    channel: frozenset[str] = frozenset()

    @property
    def wrong(self) -> frozenset[str]:
        return frozenset(option.key for option in self.options) - self.right

    def text(self, key: str) -> str:
        return next(option.text for option in self.options if option.key == key)


def offers(
    client: Client, plan: Plan, knowledge: Knowledge, near: Neighbours, chance: Random
) -> dict[Stage, Offer]:  # fmt: skip
    """All decisions about one plan."""
    advice = _advice(client, plan, knowledge, chance)
    return {
        "bahaya": _dangers(plan, knowledge, near, chance),
        "kasus": _cases(plan, knowledge, near, chance),
        "urgensi": Offer(tuple(Choice(u, u) for u in reversed(URGENCIES)), frozenset({plan.urgency or "rutin"})),
        "langkah": _steps(plan, advice[:4], chance),
        "rujukan": _referrals(plan, knowledge, near, chance),
        "larangan": _forbidden(plan, advice, chance),
        "etika": _ethics(plan, chance),
    }


def _offer(right: Iterable[Choice], wrong: Iterable[Choice], chance: Random, channel: Iterable[str] = ()) -> Offer:
    good, bad = list(right), list(wrong)
    return Offer(
        tuple(chance.sample([*good, *bad], len(good) + len(bad))), frozenset(c.key for c in good), frozenset(channel)
    )  # fmt: skip


def _dangers(plan: Plan, knowledge: Knowledge, near: Neighbours, chance: Random) -> Offer:
    true = [d.id for d in plan.dangers]
    close = {case for finding in plan.findings for case in (finding.case, *near.near(finding.case))}
    names = list(knowledge.dangers)
    order = chance.sample(names, len(names))
    order.sort(key=lambda n: close.isdisjoint(knowledge.dangers[n].cases))
    other = [n for n in order if n not in true][: max(3, 6 - len(true))]
    titles = {n: Choice(n, _upper(knowledge.dangers[n].title)) for n in names}
    return _offer((titles[n] for n in _once(true)), (titles[n] for n in other), chance)


def _cases(plan: Plan, knowledge: Knowledge, near: Neighbours, chance: Random) -> Offer:
    """Near cases are the others, but for those that stand back behind one that was found."""
    cases = knowledge.cases
    true = _once(finding.case for finding in plan.findings)[: MOST - 3]
    found = {finding.case for finding in plan.findings}
    pool = _once(n for name in true for n in near.near(name) if n not in found and found.isdisjoint(cases[n].yields_to))
    other = chance.sample(pool, min(len(pool), max(3, 8 - len(true))))[: MOST - len(true)]
    return _offer((Choice(n, cases[n].title) for n in true), (Choice(n, cases[n].title) for n in other), chance)


def _advice(client: Client, plan: Plan, knowledge: Knowledge, chance: Random) -> list[str]:
    """The prohibitions of the plan as advice; first those that this client has something to say about.

    None that would forbid a step which this very plan holds, such as a talk with both where nobody is afraid.
    """
    tags = {tag for step in plan.steps if step.id in knowledge.steps for tag in knowledge.steps[step.id].tags}
    rules = knowledge.prohibitions
    names = [r.id for r in plan.prohibitions if r.id in content().advice and tags.isdisjoint(rules[r.id].removes)]
    asked = {request.comply for request in client.requests}
    mixed = chance.sample(names, len(names))
    return sorted(mixed, key=lambda n: (n not in client.effects, n in asked))


def _steps(plan: Plan, advice: list[str], chance: Random) -> Offer:
    """The first steps of the plan among forbidden advice, and a way through somebody who must be led around."""
    right = [Choice(f"{STEP}{step.id}", step.text) for step in plan.steps[: MOST - 5]]
    wrong = [Choice(f"{ADVICE}{name}", chance.choice(content().advice[name])) for name in advice]
    through = [
        Choice(f"{CHANNEL}{role.id}", f"Titipkan urusan ini lewat {ROLES[role.id]}")
        for role in plan.bypass[:1]
        if role.id in ROLES and role.id != "kpm"
    ]
    return _offer(right, [*wrong, *through], chance, (c.key for c in through))


def _referrals(plan: Plan, knowledge: Knowledge, near: Neighbours, chance: Random) -> Offer:
    """Institutions that the plan names among others that it has no use for; a way through an accused one."""
    entries = knowledge.referrals
    named = [r.id for r in plan.referrals]
    accused = _once(n for role in plan.bypass for n in knowledge.bypass[role.id].referrals if n not in named)[:1]
    found = {finding.case for finding in plan.findings}
    used = set(named).union(*(knowledge.cases[c].refer for case in found for c in (case, *near.leads(case))))
    stand_ins = {n for mine in used for n in entries[mine].fallback}
    pool = [n for n in entries if n not in used | stand_ins | set(accused)]
    right = [Choice(n, entries[n].name) for n in named[: MOST - 5]]
    other = chance.sample(pool, min(4 - len(accused), len(pool)))
    return _offer(right, [Choice(n, entries[n].name) for n in (*accused, *other)], chance, accused)


def _forbidden(plan: Plan, advice: list[str], chance: Random) -> Offer:
    """Which of these must not be done: other advice than among the steps where there is some, and later steps."""
    bad = [*advice[4:], *advice[:4]][:4]
    right = [Choice(f"{ADVICE}{name}", chance.choice(content().advice[name])) for name in bad]
    steps = [*plan.steps[4:], *plan.steps[:4]][:4]
    return _offer(right, [Choice(f"{STEP}{step.id}", step.text) for step in steps], chance)


def _ethics(plan: Plan, chance: Random) -> Offer:
    """Conduct that keeps the plan's reminders, and conduct that breaks them; consent where a step needs it."""
    conduct = content().conduct
    consent = ["persetujuan"] if any(step.consent for step in plan.steps) else []
    names = [n for n in _once([*consent, *(r.id for r in plan.reminders)]) if n in conduct]
    kept = _once([*consent, *chance.sample(names, len(names))])[:4]
    broken = chance.sample(names, min(4, len(names)))
    good = (Choice(f"{KEPT}{n}", _one(conduct[n].kept, chance)) for n in kept)
    return _offer(good, [Choice(f"{BROKEN}{n}", _one(conduct[n].broken, chance)) for n in broken], chance)


def _one(acts: Mapping[str, tuple[str, ...]], chance: Random) -> str:
    return chance.choice(next(iter(acts.values())))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def plain_id(key: str) -> str:
    """The id behind the prefix."""
    return key.rpartition(".")[2]


def reasons(keys: Iterable[str], prefix: str) -> Iterator[str]:
    """The ids of those keys that begin with the prefix."""
    return (key.removeprefix(prefix) for key in keys if key.startswith(prefix))
