"""Clients drawn from the knowledge: a telling as the opening, and behind it what makes its case more urgent."""

from __future__ import annotations

from random import Random

from triage.kb.types import Knowledge
from triage.model import OTHER_HOUSEHOLD, Atom
from triage.train.clients import Client, Voice
from triage.train.scenario import World
from triage.train.tellings import tellings

WHO = "Klien yang disusun acak dari basis pengetahuan."
TRIES = 300


def draw_client(world: World, knowledge: Knowledge, seed: int, case: str = "") -> Client:
    """The same for the same seed. knowledge: with its examples; case: '' for any. Raises LookupError: none to be had."""
    chance = Random(seed)
    told = tellings(knowledge)
    for _ in range(TRIES):
        name = case or chance.choice(list(knowledge.cases))
        plain = [telling for telling in told[name] if not telling.indirect]
        if not plain:
            continue
        telling = chance.choice(plain)
        read = sorted(s for s in world.told(name, telling) if s.state == "present" and s.subject != OTHER_HOUSEHOLD)
        truth = _hidden(name, world, chance) | {sign.id: sign.actor for sign in read}
        voices = {sign: Voice(_words(sign, knowledge), actor) for sign, actor in truth.items()}
        client = Client(f"acak_{name}_{seed}", WHO, telling.text, (name,), voices)
        if read and name in {finding.case for finding in world.whole(client).findings}:
            return client
    raise LookupError(case)


def _hidden(case: str, world: World, chance: Random) -> dict[str, str]:
    """What raises the urgency of the case, by one of its rules; nothing where there is no such rule."""
    rules = [p for p in world.machine.productions if any(c.kind == "raise" and c.id == case for c in p.conclusions)]
    ways = [p.atoms for p in rules if all(atom.kind == "sign" and atom.state == "present" for atom in p.atoms)]
    return {atom.id: _actor(atom, chance) for atom in chance.choice(ways)} if ways else {}


def _actor(atom: Atom, chance: Random) -> str:
    return chance.choice(sorted(atom.actors)) if atom.actors else ""


def _words(sign: str, knowledge: Knowledge) -> str:
    says = knowledge.signs[sign].says
    return f"Iya, begitu: {says[:1].lower()}{says[1:]}."
