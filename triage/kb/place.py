"""A problem at the place where the entry stands, named in Indonesian."""

from __future__ import annotations

from triage.kb.problems import Problem
from triage.kb.types import Knowledge

SINGULAR = {
    "signs": "tanda", "cases": "kasus", "rules": "aturan", "steps": "langkah", "referrals": "rujukan",
    "prohibitions": "larangan", "reminders": "pengingat", "tags": "tag", "dangers": "bahaya", "modules": "modul",
    "bypass": "pengganti", "thresholds": "ambang", "inquiries": "pertanyaan", "screening": "penapisan",
    "sources": "sumber", "stories": "kisah", "waivers": "pengecualian",
}  # fmt: skip


def problem(kb: Knowledge, kind: str, name: str, rule: str, message: str, hint: str = "") -> Problem:
    """A problem at the place where the entry stands."""
    path, _, rest = kb.places.get((kind, name), "knowledge").partition(".yaml:")
    line, _, col = rest.partition(":")
    numbers = (int(line), int(col)) if rest else (0, 0)
    return Problem(path + (".yaml" if rest else ""), *numbers, rule, f"{SINGULAR[kind]} {name}: {message}", hint, name)
