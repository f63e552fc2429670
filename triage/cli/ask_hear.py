"""Free text as answers: what was read in it, whether it answers the question, and what a person should confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.cli.ask_entries import signs_of
from triage.cli.ask_words import first_word
from triage.model import OTHER_HOUSEHOLD

if TYPE_CHECKING:
    from triage.interview import Answer, Ask, Value
    from triage.kb.types import Knowledge
    from triage.model import Evidence
    from triage.pipeline import Machine


@dataclass(frozen=True, slots=True)
class Heard:
    """answers: the asked signs first, when answered. doubtful: a person should confirm before they count."""

    answers: tuple[Answer, ...]
    answered: bool
    doubtful: bool


def hear(text: str, ask: Ask, earlier: Mapping[str, str], machine: Machine, at: str) -> Heard:
    """Read what was said. earlier: sign -> ya or tidak, as answered before; at: ISO time.

    Doubtful is what leaves the question open, is hedged ("katanya"), or takes back an earlier answer.
    """
    from triage.interview import Answer
    from triage.pipeline import read_complaint

    said = masked(text)
    read = [e for e in read_complaint(said, machine) if e.state is not None and e.subject != OTHER_HOUSEHOLD]
    found: dict[str, Answer] = {}
    for one in read:
        known = found.get(one.sign)
        if known is None or (known.value != _value(one) and one.state == machine.knowledge.signs[one.sign].safer):
            found[one.sign] = Answer(one.sign, _value(one), one.actor if one.state == "present" else "", said, at)
    opened = "" if ask.choices else first_word(said)
    asked = [found.pop(name) for name in signs_of(ask) if name in found]
    if not asked and opened:
        value: Value = opened  # type: ignore[assignment]  # first_word gives nothing else
        asked = [Answer(ask.sign, value, "", said, at)]
    if not asked and not any(tells(name, machine.knowledge) for name in found):
        return Heard((), False, False)
    hedged = any(one.certainty == "suspected" for one in read)
    turned = any(earlier.get(one.sign, one.value) != one.value for one in found.values())
    against = opened in ("ya", "tidak") and any(one.value != opened for one in asked)
    answered = bool(asked or ask.choices)  # something else than what was listed is an answer too
    return Heard((*asked, *found.values()), answered, not asked or hedged or turned or against)


def tells(sign: str, knowledge: Knowledge) -> bool:
    """Whether the sign is worth reading back: not only a word that rules use, such as that a card is spoken of."""
    known = knowledge.signs.get(sign)
    return known is not None and known.kind != "background"


def masked(text: str) -> str:
    """The text as it may be kept: no identity numbers, nothing that a terminal obeys."""
    from triage.text import harmless, mask

    return mask(harmless(text))


def _value(evidence: Evidence) -> Value:
    return "ya" if evidence.state == "present" else "tidak"
