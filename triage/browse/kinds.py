"""The kinds of entry that can be looked up: their Indonesian word, their place in `Knowledge`, their short text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from triage.kb.place import SINGULAR
from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.types import Knowledge

FIELDS = (
    "signs", "cases", "rules", "steps", "dangers", "prohibitions", "reminders", "referrals", "inquiries", "tags",
    "modules", "sources", "thresholds", "bypass", "screening",
)  # fmt: skip
"""Fields of `Knowledge`, in the order in which they are listed."""
WORDS = {SINGULAR[field]: field for field in FIELDS}
"""Indonesian word to field: tanda, kasus, aturan …"""
ENGLISH = {"sign": "signs", "case": "cases", "rule": "rules", "step": "steps"}
"""The words of `triage kb new` are understood too."""
_SHORT = {
    "signs": "says", "cases": "title", "rules": "why", "steps": "text", "dangers": "title", "prohibitions": "text",
    "reminders": "text", "referrals": "name", "inquiries": "title", "tags": "says", "modules": "title",
    "sources": "title", "thresholds": "says", "bypass": "says", "screening": "says",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in a list. place: path:line:col; group: what `--group` selects."""

    kind: str
    id: str
    text: str
    group: str
    place: str


def field_of(word: str) -> str:
    """The field of `Knowledge` for a kind as typed. Raises Problems with the nearest word."""
    lowered = word.lower()
    known = {**WORDS, **ENGLISH, **{field: field for field in FIELDS}}
    if lowered not in known:
        hint = did_you_mean(lowered, WORDS) or f"pilih {', '.join(WORDS)}"
        raise Problems([Problem("jenis", 0, 0, "jenis", f"jenis {word!r} tidak dikenal", hint)])
    return known[lowered]


def short_text(field: str, entry: Any) -> str:
    """What an entry says, in its own shortest words."""
    return str(getattr(entry, _SHORT[field]))


def place_of(kb: Knowledge, field: str, name: str) -> str:
    """path:line:col of an entry; '' when it has none."""
    return kb.places.get((field, name), "")


def file_of(place: str) -> str:
    """The path of a place without line and column."""
    return place.rsplit(":", 2)[0] if place.count(":") >= 2 else place


def group_of(field: str, entry: Any, place: str) -> str:
    """A case's group, a step's phase, a source's kind, a rule's folder, a sign's file; '' for the others."""
    if field == "cases":
        return str(entry.group)
    if field in ("steps", "sources"):
        return str(entry.phase if field == "steps" else entry.kind)
    path = PurePosixPath(file_of(place))
    return {"rules": path.parent.name, "signs": path.stem}.get(field, "")


def rows(kb: Knowledge, field: str) -> Iterator[Row]:
    """All entries of one kind, in the order of the files."""
    for name, entry in getattr(kb, field).items():
        place = place_of(kb, field, name)
        yield Row(SINGULAR[field], name, short_text(field, entry), group_of(field, entry, place), place)
