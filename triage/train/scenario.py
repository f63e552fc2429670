"""One client made ready to be played: the plan for the whole truth, the questions on offer, the options to decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from random import Random

from triage.kb.types import Knowledge
from triage.model import Plan, Sign
from triage.pipeline import Machine, read_complaint
from triage.train.clients import Client, Effect
from triage.train.hearing import Hearing
from triage.train.items.near import Neighbours
from triage.train.offers import Offer, Stage, offers
from triage.train.scenes import Scene, Scenes
from triage.train.tellings import Telling

NOBODY = Telling("", frozenset())
OTHER_QUESTIONS = 10
"""So many questions beside the matter are on offer."""


class World:
    """What all clients are played with; made once a process. Everything it answers is remembered."""

    def __init__(self, knowledge: Knowledge, machine: Machine, effects: Mapping[str, Effect]) -> None:
        self.knowledge, self.machine, self.effects = knowledge, machine, effects
        self._scenes = Scenes(knowledge, machine)
        self.near = Neighbours(knowledge)
        self.when = lru_cache(maxsize=4096)(self._when)

    @cached_property
    def hearing(self) -> Hearing:
        return Hearing(self.knowledge, self.machine)

    def _when(self, signs: frozenset[str]) -> Scene:
        """What follows when these signs, in the short notation, are all that is stated."""
        return self._scenes.of(NOBODY, tuple(sorted(signs)))

    def told(self, case: str, telling: Telling) -> frozenset[Sign]:
        """The signs of a telling in which the engine reads that case and nothing that its author did not mean."""
        scene = self._scenes.about(case, telling)
        return scene.told if scene else frozenset()

    def closed(self, client: Client) -> frozenset[str]:
        """The truth in short notation with everything that follows from it."""
        own = frozenset(f"{name}{voice.by}" for name, voice in client.truth.items())
        more = {d.id: d.actor for d in self.when(own).inference.derived if d.kind == "sign" and d.value != "absent"}
        return own | {f"{n}@{a}" if a else n for n, a in more.items() if n not in client.truth}

    def core(self, client: Client, known: Iterable[str]) -> frozenset[str]:
        """Dangers, cases and the urgency that follow from those true signs alone."""
        stated = frozenset(f"{n}{client.truth[n].by if n in client.truth else ''}" for n in known)
        plan = self.when(stated).plan
        dangers = (f"bahaya {danger.id}" for danger in plan.dangers)
        return frozenset((*dangers, *(f"kasus {f.case}" for f in plan.findings), f"urgensi {plan.urgency}"))

    def whole(self, client: Client) -> Plan:
        """The plan when everything is known: what is true, and that all else is not, but for what she cannot know."""
        true = self.closed(client)
        names = {sign.partition("@")[0] for sign in true} | set(client.unknown)
        denied = {f"-{n}" for n, sign in self.knowledge.signs.items() if n not in names and sign.kind == "problem"}
        return self.when(frozenset(true | denied)).plan


@dataclass(frozen=True)
class Scenario:
    """client with her plan for the whole truth; true: all signs that are so; told: what the opening says already.

    questions: signs in the order of the menu; offers: the options of each decision.
    """

    client: Client
    world: World
    plan: Plan
    seed: int
    true: frozenset[str]
    told: tuple[str, ...]
    questions: tuple[str, ...]
    offers: Mapping[Stage, Offer]

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Fewest signs to ask about: what is told and these lead to the same dangers, cases and urgency."""
        left = [n for n in self.client.truth if n not in self.told]
        for name in reversed(left):
            rest = [n for n in left if n != name]
            if self.world.core(self.client, (*self.told, *rest)) == self._core:
                left = rest
        return tuple(left)

    @cached_property
    def _core(self) -> frozenset[str]:
        return self.world.core(self.client, (*self.told, *self.client.truth))

    def uncovered(self, known: Iterable[str]) -> float:
        """How much of the dangers, cases and urgency follows from what came out, 0–1."""
        return len(self.world.core(self.client, known) & self._core) / len(self._core)

    def effect(self, prohibition: str) -> Effect:
        """What follows from breaking a prohibition, in the client's own words where there are some."""
        return self.client.effects.get(prohibition) or self.world.effects[prohibition]

    @property
    def danger(self) -> bool:
        return bool(self.plan.dangers) or self.plan.urgency == "darurat"


def make_scenario(client: Client, world: World, seed: int) -> Scenario:
    """Same client, same seed, same order of questions and options."""
    chance = Random(f"{seed} {client.id}")
    plan = world.whole(client)
    true = frozenset(sign.partition("@")[0] for sign in world.closed(client))
    told = tuple(
        dict.fromkeys(
            e.sign for e in read_complaint(client.opening, world.machine) if e.state == "present" and e.sign in true
        )
    )
    return Scenario(
        client, world, plan, seed, true, told, _questions(client, world, plan, true, set(told), chance),
        offers(client, plan, world.knowledge, world.near, chance),
    )  # fmt: skip


def _questions(
    client: Client, world: World, plan: Plan, true: frozenset[str], told: set[str], chance: Random
) -> tuple[str, ...]:  # fmt: skip
    """What is true and asked about, safety questions, and questions of near cases; shuffled."""
    signs = world.knowledge.signs
    own = [n for n in client.truth if n not in told]
    cases = {finding.case for finding in plan.findings}
    groups = [g for g in world.knowledge.screening.values() if not g.together and not cases.isdisjoint(g.cases)]
    other = [n for g in groups for n in g.ask]
    near = [n for case in client.cases for c in world.near.near(case)[:4] for n in sorted(world.near.symptoms[c])]
    other += chance.sample(near, len(near))
    other = [n for n in dict.fromkeys([*client.denied, *client.unknown, *other]) if n not in true | told]
    other = [n for n in other if signs[n].kind == "problem"][:OTHER_QUESTIONS]
    return tuple(chance.sample([*own, *other], len(own) + len(other)))
