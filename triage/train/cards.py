"""Flash cards from the knowledge: six sides of every case. A card's id is its case and side, whatever the wording."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from triage.handbook.labels import URGENCIES as URGENCY_WORDS
from triage.kb.types import CaseDef, Knowledge, ReferralDef, Shift, StepDef, StepWhen
from triage.kb.words import Line, outline
from triage.model import PHASES, URGENCIES
from triage.train.model import Objective, Skill

Side = Literal["tanda", "urgensi", "langkah", "rujukan", "larangan", "etika"]
SKILL: Mapping[Side, Skill] = {
    "tanda": "kenali",
    "urgensi": "urgensi",
    "langkah": "lindungi",
    "rujukan": "rujuk",
    "larangan": "lindungi",
    "etika": "etika",
}
ASKS: Mapping[Side, str] = {
    "tanda": "Tanda apa yang membuat Anda memikirkan kasus ini?",
    "urgensi": "Seberapa mendesak, dan apa yang mengubahnya?",
    "langkah": "Apa langkah-langkah pertamanya?",
    "rujukan": "Ke mana dirujuk? Sebut juga nama lamanya bila ada.",
    "larangan": "Apa yang tidak boleh dilakukan?",
    "etika": "Etika apa yang dijaga?",
}
SIDES: tuple[Side, ...] = tuple(ASKS)
FIRST = 4
"""So many first steps stand on a card."""


@dataclass(frozen=True, slots=True)
class Card:
    """One side of one case. meaning: changes when the ids behind the answer change, and only then.

    back: the answer, nested by depth; sources: ids.
    """

    id: str
    case: str
    side: Side
    group: str
    module: str
    title: str
    asks: str
    back: tuple[Line, ...]
    meaning: str
    sources: tuple[str, ...]

    @property
    def objective(self) -> str:
        return Objective(SKILL[self.side], self.group).id


def cards(knowledge: Knowledge) -> tuple[Card, ...]:
    """All cards in the order of the knowledge, as it is on a day (kb/dates.py); a side with nothing on it has none."""
    return tuple(card for case in knowledge.cases.values() for card in _of_case(case, knowledge))


def chosen(
    deck: Collection[Card], *, groups: Collection[str] = (), modules: Collection[str] = (), cases: Collection[str] = (),
    objectives: Collection[str] = (), sides: Collection[str] = (),
) -> tuple[Card, ...]:  # fmt: skip
    """The cards that pass every filter; an empty filter lets everything pass."""
    return tuple(
        card
        for card in deck
        if (not groups or card.group in groups)
        and (not modules or card.module in modules)
        and (not cases or card.case in cases)
        and (not objectives or card.objective in objectives)
        and (not sides or card.side in sides)
    )


def _of_case(case: CaseDef, knowledge: Knowledge) -> Iterator[Card]:
    sources = tuple(dict.fromkeys(source.id for source in case.sources))
    for side, make in _BACKS.items():
        back, ids = make(case, knowledge)
        if back:
            yield Card(
                f"{case.id}/{side}", case.id, side, case.group, case.module, case.title, ASKS[side], tuple(back),
                _meaning(ids), sources,
            )  # fmt: skip


def _meaning(ids: Any) -> str:
    """Sixteen hex digits of plain data."""
    return hashlib.sha256(json.dumps(ids, sort_keys=True, default=str).encode()).hexdigest()[:16]


Back = tuple[list[Line], Any]
"""The lines of the answer, and the ids that it means as plain data."""


def _signs(case: CaseDef, knowledge: Knowledge) -> Back:
    return outline(case.symptoms, knowledge), case.symptoms


def _urgency(case: CaseDef, knowledge: Knowledge) -> Back:
    lines = [Line(0, f"{case.urgency.upper()}: {URGENCY_WORDS[case.urgency]}")]
    for level in reversed(URGENCIES):
        word = "Terlebih" if level == case.urgency else f"Menjadi {level}"
        lines += _shifts(f"{word} bila:", [s for s in case.raise_when if s.to == level])
    for level in URGENCIES:
        lines += _shifts(f"Boleh turun menjadi {level} hanya bila:", [s for s in case.lower_when if s.to == level])
    shifts = [[json.dumps([s.to, s.when], sort_keys=True, default=str) for s in some] for some in
              (case.raise_when, case.lower_when)]  # fmt: skip
    return lines, [case.urgency, *map(sorted, shifts)]


def _shifts(head: str, shifts: list[Shift]) -> list[Line]:
    return [Line(0, head), *(Line(1, shift.why) for shift in shifts)] if shifts else []


def _steps(case: CaseDef, knowledge: Knowledge) -> Back:
    """The first steps that hold for everybody, in the order of the phases."""
    steps = [knowledge.steps[name] for name in case.steps if not isinstance(name, StepWhen)]
    free = [step for step in steps if not _gated(step, knowledge)]
    first = sorted(free, key=lambda step: PHASES.index(step.phase))[:FIRST]
    return [Line(0, f"{i}. {step.text}") for i, step in enumerate(first, 1)], [step.id for step in first]


def _gated(step: StepDef, knowledge: Knowledge) -> bool:
    return any(knowledge.tags[tag].only_when is not None for tag in step.tags)


def _referrals(case: CaseDef, knowledge: Knowledge) -> Back:
    return [Line(0, _names(knowledge.referrals[name])) for name in case.refer], sorted(case.refer)


def _names(referral: ReferralDef) -> str:
    old = [former.name for former in referral.formerly]
    other = [one.name for one in referral.also if one.name.lower() not in referral.name.lower()]
    notes = [f"dulu {', '.join(old)}"] if old else []
    notes += [f"juga disebut {', '.join(other)}"] if other else []
    return f"{referral.name} ({'; '.join(notes)})" if notes else referral.name


def _never(case: CaseDef, knowledge: Knowledge) -> Back:
    lines: list[Line] = []
    for name in case.never:
        entry = knowledge.prohibitions[name]
        lines += [Line(0, f"JANGAN {entry.text}"), Line(1, entry.why)]
    return lines, sorted(case.never)


def _ethics(case: CaseDef, knowledge: Knowledge) -> Back:
    return [Line(0, knowledge.reminders[name].text) for name in case.remind], sorted(case.remind)


_BACKS: Mapping[Side, Callable[[CaseDef, Knowledge], Back]] = {
    "tanda": _signs,
    "urgensi": _urgency,
    "langkah": _steps,
    "rujukan": _referrals,
    "larangan": _never,
    "etika": _ethics,
}
