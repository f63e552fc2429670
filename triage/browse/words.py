"""Deadlines, people and roles as Indonesian words; conditions are put into words by `triage.kb.words`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from triage.kb.references import named_in
from triage.kb.types import Knowledge
from triage.kb.words import outline, sentence
from triage.model import URGENCIES
from triage.render.labels import OWNERS, role_label

UNITS = {"h": "jam", "wh": "jam kerja", "d": "hari", "wd": "hari kerja"}
ABOUT = {"household": "keluarga", "facilitator": "pendamping sendiri"}
BROKEN = "(syarat ini tidak terbaca; jalankan triage kb check)"
_OWNERS: dict[str, str] = {str(name): text for name, text in OWNERS.items()}
_DUE = re.compile(r"(\d+)(h|wh|wd|d)\Z")


def condition_lines(raw: Any, kb: Knowledge) -> list[tuple[int, str]]:
    """A condition as (depth, text) lines."""
    return [(line.depth, line.text) for line in outline(raw, kb)] or [(0, BROKEN)]


def condition_in_words(raw: Any, kb: Knowledge) -> str:
    """A condition in one sentence."""
    return sentence(raw, kb) or BROKEN


def ids_of(raw: Any) -> str:
    """The ids that a condition names, for whoever wants to look further."""
    return ", ".join(dict.fromkeys(name for _, name in named_in(raw)))


def deadline(due: str) -> str:
    """'8wh' as '8 jam kerja'; text that is no deadline stays as it is."""
    match = _DUE.match(due)
    return f"{match[1]} {UNITS[match[2]]}" if match else due


def deadlines(due: str | Mapping[Any, str]) -> str:
    """All deadlines of a step, the most urgent first; equal ones are said once."""
    if isinstance(due, str):
        return deadline(due)
    same: dict[str, list[str]] = {}
    for level in reversed(URGENCIES):
        if level in due:
            same.setdefault(due[level], []).append(level)
    return ", ".join(f"{deadline(text)} ({', '.join(levels)})" for text, levels in same.items())


def owner(name: str) -> str:
    """The Indonesian name of who does a step."""
    return _OWNERS.get(name, name)


def about(name: str) -> str:
    """Whom a sign is about."""
    return ABOUT.get(name) or role_label(name)


def roles(names: tuple[str, ...]) -> str:
    """'suami, istri'."""
    return ", ".join(role_label(name) for name in names)
