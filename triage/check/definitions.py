"""Which entries differ between two knowledge bases, leaving out what changes no plan: examples, stories, waivers."""

from __future__ import annotations

from typing import Literal

from triage.kb.load import without_examples
from triage.kb.types import Knowledge

EntryId = tuple[str, str]
"""(kind as in Knowledge, id); all of the language is one entry."""
How = Literal["ditambah", "diubah", "dihapus"]
LANGUAGE: EntryId = ("language", "kata dan penanda")
KINDS = (
    "signs", "cases", "rules", "steps", "referrals", "prohibitions", "reminders", "tags", "dangers", "modules",
    "bypass", "thresholds", "inquiries", "screening",
)  # fmt: skip
RULE_KINDS = {"case": "cases", "tag": "tags", "accuses": "signs", "danger": "dangers"}


def changed_entries(old: Knowledge, new: Knowledge) -> dict[EntryId, How]:
    """Every entry whose definition is not the same on both sides, and how it differs."""
    out: dict[EntryId, How] = {}
    old, new = without_examples(old), without_examples(new)
    for kind in KINDS:
        before, after = getattr(old, kind), getattr(new, kind)
        for name in dict.fromkeys((*before, *after)):
            if name not in after:
                out[kind, name] = "dihapus"
            elif name not in before:
                out[kind, name] = "ditambah"
            elif before[name] != after[name]:
                out[kind, name] = "diubah"
    if old.language != new.language:
        out[LANGUAGE] = "diubah"
    return out


def reads_alike(old: Knowledge, new: Knowledge) -> bool:
    """Whether both sides read words in the same way, so that texts need to be read only once."""
    first, second = (
        (k.language, list(k.signs.items()), list(k.inquiries.items())) for k in map(without_examples, (old, new))
    )
    return first == second


def entry_of(rule: str) -> EntryId:
    """The entry in which the rule of a trace stands."""
    kind, _, rest = rule.partition(":")
    if rest and kind in RULE_KINDS:
        return RULE_KINDS[kind], rest.partition("/")[0]
    return "rules", rule
