"""The values of the training aid: objectives and items. Frozen, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Skill = Literal["kenali", "urgensi", "rujuk", "lindungi", "etika", "catat"]
"""Recognise, judge urgency, refer, protect, keep to the ethics, document."""
Domain = Literal["pengetahuan", "nilai", "keterampilan"]
Level = Literal["mudah", "sedang", "sukar"]
Kind = Literal["kasus", "urgensi", "rujukan", "urutan", "larangan", "etika", "tanya", "nama", "ingkar", "catatan"]
"""Which case, which urgency, which referral, order of steps, forbidden advice, ethics breach, next question,
old and new names, negation trap, what to document."""

SKILLS: tuple[Skill, ...] = ("kenali", "urgensi", "rujuk", "lindungi", "etika", "catat")
DOMAINS: tuple[Domain, ...] = ("pengetahuan", "nilai", "keterampilan")
LEVELS: tuple[Level, ...] = ("mudah", "sedang", "sukar")


@dataclass(frozen=True, slots=True, order=True)
class Objective:
    """What a candidate should be able to do: one skill for one group of cases. Its id is `skill:group`."""

    skill: Skill
    group: str

    @property
    def id(self) -> str:
        return f"{self.skill}:{self.group}"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. key: the id of what it stands for, the same whatever the wording."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question with one right answer. id: stable under rewording, different when the meaning changes.

    why: why the right answer is right and the others are not; sources: ids of the sources behind it, never empty.
    """

    id: str
    kind: Kind
    objective: Objective
    case: str
    domain: Domain
    level: Level
    stem: str
    options: tuple[Option, ...]
    right: str
    why: str
    sources: tuple[str, ...]
