"""What the training aid calls its closed lists: skills, sides of a card, grades, where an answer was given."""

from __future__ import annotations

from collections.abc import Mapping

from triage.handbook.labels import GROUPS
from triage.train.model import Skill
from triage.train.progress import Grade, Where

SKILLS: Mapping[Skill, str] = {
    "kenali": "Mengenali kasus",
    "urgensi": "Menilai urgensi",
    "rujuk": "Merujuk",
    "lindungi": "Melindungi",
    "etika": "Menjaga etika",
    "catat": "Mencatat",
}
GRADES: Mapping[Grade, str] = {1: "Lagi", 2: "Sulit", 3: "Baik", 4: "Mudah"}
WHERE: Mapping[Where, str] = {
    "kuis": "kuis",
    "ujian": "ujian",
    "pretes": "pretes",
    "postes": "postes",
    "kartu": "kartu",
    "simulasi": "simulasi",
}
_SKILLS: dict[str, str] = {str(name): text for name, text in SKILLS.items()}
_GROUPS: dict[str, str] = {str(name): text for name, text in GROUPS.items()}


def group_words(group: str) -> str:
    return _GROUPS.get(group, group.replace("_", " "))


def objective_words(objective: str) -> str:
    """`rujuk:berat` as "Merujuk: kasus berat"."""
    skill, _, group = objective.partition(":")
    words = group_words(group)
    return f"{_SKILLS.get(skill, skill)}: {words[:1].lower()}{words[1:]}"
