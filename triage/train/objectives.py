"""What a candidate should be able to do: which skill and domain an item of each kind belongs to, and the coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.kb.types import Knowledge
from triage.train.model import SKILLS, Domain, Kind, Objective, Skill

SKILL: Mapping[Kind, Skill] = {
    "kasus": "kenali",
    "ingkar": "kenali",
    "urgensi": "urgensi",
    "tanya": "urgensi",
    "rujukan": "rujuk",
    "nama": "rujuk",
    "urutan": "lindungi",
    "larangan": "lindungi",
    "etika": "etika",
    "catatan": "catat",
}
DOMAIN: Mapping[Kind, Domain] = {
    "urgensi": "pengetahuan",
    "rujukan": "pengetahuan",
    "nama": "pengetahuan",
    "larangan": "nilai",
    "etika": "nilai",
    "kasus": "keterampilan",
    "ingkar": "keterampilan",
    "tanya": "keterampilan",
    "urutan": "keterampilan",
    "catatan": "keterampilan",
}
"""Knowing the urgency, the services and their names; valuing what protects and what is fair; doing the work."""
KINDS: tuple[Kind, ...] = tuple(SKILL)


def groups(knowledge: Knowledge) -> tuple[str, ...]:
    """The groups of cases, in the order of the knowledge."""
    return tuple(dict.fromkeys(case.group for case in knowledge.cases.values()))


def objectives(knowledge: Knowledge) -> tuple[Objective, ...]:
    """Every skill for every group of cases."""
    return tuple(Objective(skill, group) for skill in SKILLS for group in groups(knowledge))


def objective(kind: Kind, case: str, knowledge: Knowledge) -> Objective:
    return Objective(SKILL[kind], knowledge.cases[case].group)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The kinds of items that each case can have for each skill, by structure: nothing is proved here."""

    kinds: Mapping[tuple[str, Skill], int]
    cases: tuple[str, ...]

    @property
    def gaps(self) -> tuple[tuple[str, Skill], ...]:
        """Cases without a single kind of item for a skill."""
        return tuple((c, s) for c in self.cases for s in SKILLS if not self.kinds.get((c, s)))


def coverage(knowledge: Knowledge, made: Iterable[tuple[Kind, str]]) -> Coverage:
    """made: every (kind, case) that items can be made of."""
    counts: dict[tuple[str, Skill], int] = {}
    for kind, case in made:
        counts[case, SKILL[kind]] = counts.get((case, SKILL[kind]), 0) + 1
    return Coverage(counts, tuple(knowledge.cases))
