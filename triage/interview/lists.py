"""Questions that are read out as one list: several possibilities of which any number, or none, may hold.

Never a danger: those are asked alone. What was not picked stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.interview.lookahead import Supposed
from triage.interview.turns import Ask, Choice
from triage.kb.types import Knowledge, SignDef
from triage.model import FACILITATOR

LONGEST = 6
"""So many choices at most: more cannot be kept in mind while they are read out."""
TOPICS = "Ini tentang apa? Boleh lebih dari satu."
HAPPENS = "Mana yang terjadi? Boleh lebih dari satu, boleh tidak ada."


def listable(sign: SignDef) -> bool:
    """It may stand in a list: no danger, and nothing that only a danger tells of."""
    return not sign.danger


def best_list(worth: Mapping[Supposed, float], knowledge: Knowledge) -> tuple[tuple[str, ...], float]:
    """The signs that are worth most together, and what they are worth; one list is about one kind of person."""
    single: dict[str, float] = {}
    for supposed, each in worth.items():
        names = [name for name, state in supposed if state == "present" and listable(knowledge.signs[name])]
        if len(names) == len(supposed):
            for name in names:
                single[name] = max(single.get(name, 0.0), each)
    ranked = sorted(single, key=lambda name: -single[name])
    if not ranked:
        return (), 0.0
    mine = knowledge.signs[ranked[0]].about == FACILITATOR
    chosen = [name for name in ranked if (knowledge.signs[name].about == FACILITATOR) == mine][:LONGEST]
    return tuple(chosen), sum(single[name] for name in chosen)


def list_ask(names: Sequence[str], why: str, knowledge: Knowledge) -> Ask:
    """The question that reads these signs out."""
    signs = [knowledge.signs[name] for name in names]
    lead = TOPICS if signs[0].kind == "topic" else HAPPENS
    return Ask(names[0], lead, why, choices=tuple(Choice(sign.id, in_few_words(sign.ask)) for sign in signs))


def in_few_words(ask: str) -> str:
    """A yes-no question as a possibility: "Apakah kartunya rusak? Siapa?" -> "kartunya rusak"."""
    return ask.partition("?")[0].removeprefix("Apakah ")
