"""Clients drawn from the knowledge: a telling as the opening, and behind it what makes its case more urgent."""

from __future__ import annotations

from random import Random

from triage.kb.types import Knowledge
from triage.model import OTHER_HOUSEHOLD, Atom
from triage.train.clients import Client, Voice
from triage.train.scenario import World
from triage.train.tellings import tellings

DRAWN = "acak_"
"""Ids of drawn clients begin with this."""
WHO = "Klien yang disusun acak dari basis pengetahuan."
TRIES = 20
"""So many tellings of one case are tried."""


def draw_client(world: World, knowledge: Knowledge, seed: int, case: str = "") -> Client:
    """The same for the same case and seed. knowledge: with its examples; case: '' for any.

    Raises LookupError: nothing can be drawn for that case.
    """
    names = [case] if case else Random(seed).sample(list(knowledge.cases), len(knowledge.cases))
    for name in names:
        client = _of(name, world, knowledge, seed)
        if client is not None:
            return client
    raise LookupError(case)


def _of(case: str, world: World, knowledge: Knowledge, seed: int) -> Client | None:
    chance = Random(f"{seed} {case}")
    plain = [telling for telling in tellings(knowledge, case) if not telling.indirect]
    for telling in chance.sample(plain, min(TRIES, len(plain))):
        read = sorted(s for s in world.told(case, telling) if s.state == "present" and s.subject != OTHER_HOUSEHOLD)
        truth = _hidden(case, world, chance) | {sign.id: sign.actor for sign in read}
        voices = {sign: Voice(_words(sign, knowledge), actor) for sign, actor in truth.items()}
        client = Client(f"{DRAWN}{case}_{seed}", WHO, telling.text, (case,), voices)
        if read and case in {finding.case for finding in world.whole(client).findings}:
            return client
    return None


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
