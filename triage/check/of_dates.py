"""Lints of time: dated names and numbers follow each other without gap or overlap, and what has ended is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from triage.check.lint import Inside, Lint, Severity
from triage.kb.dated import ContactDef
from triage.kb.dates import in_order, lapses
from triage.kb.problems import Problem
from triage.kb.spoken import Dated
from triage.kb.types import Knowledge

DAY = dt.timedelta(days=1)
SERIES = (("thresholds", "values", "nilai"), ("referrals", "names", "nama"))
Told = tuple[Inside, str, str]
"""(way inside the entry, message, what to do)"""


class Validity(Lint):
    """Masa berlaku nama dan nilai bersambung: tanpa celah, tanpa tumpang tindih, dan tidak terbalik."""

    id = "masa-berlaku"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind, part, word in SERIES:
            for name, entry in getattr(knowledge, kind).items():
                for inside, message, hint in _of_series(getattr(entry, part), part, word):
                    yield self.at(knowledge, kind, name, message, hint, inside)
        for name, referral in knowledge.referrals.items():
            for inside, message, hint in _of_contacts(referral.contacts):
                yield self.at(knowledge, "referrals", name, message, hint, inside)
        for name, threshold in knowledge.thresholds.items():
            if threshold.values and (threshold.valid_from or threshold.valid_until):
                message, hint = "bertanggal di luar values", "tulis tanggalnya pada tiap nilai"
                yield self.at(knowledge, "thresholds", name, message, hint, ("values",))
        for kind in ("thresholds", "sources"):
            for name, entry in getattr(knowledge, kind).items():
                if _reversed(entry):
                    yield self.at(knowledge, kind, name, *_turned(entry), ("valid_until",))


def _of_series(items: Sequence[Dated], part: str, word: str) -> Iterator[Told]:
    """Neighbours in time must touch: the day after the end of one is the first of the next."""
    for i, item in enumerate(items):
        if _reversed(item):
            yield ((part, i, "valid_until"), *_turned(item))
    if any(_reversed(item) for item in items):
        return
    ordered = in_order(items)
    for earlier, later in pairwise(ordered):
        at = (part, next(i for i, item in enumerate(items) if item is later))
        end = earlier.valid_until
        if end is None or later.valid_from is None or later.valid_from <= end:
            message = f"dua {word} berlaku bersamaan{f' sejak {later.valid_from}' if later.valid_from else ''}"
            hint = f"beri valid_until pada yang lama, misalnya {later.valid_from - DAY}" if later.valid_from else ""
            yield at, message, hint or "beri valid_from pada yang baru dan valid_until pada yang lama"
        elif later.valid_from > end + DAY:
            message = f"tidak ada {word} yang berlaku {end + DAY} sampai {later.valid_from - DAY}"
            yield at, message, "sambung tanggalnya, atau tambahkan yang berlaku di antaranya"


def _of_contacts(contacts: Sequence[ContactDef]) -> Iterator[Told]:
    """Several numbers may hold together; the same one need not stand twice for one day."""
    for i, contact in enumerate(contacts):
        if _reversed(contact):
            yield (("contacts", i, "valid_until"), *_turned(contact))
            continue
        for other in contacts[:i]:
            same = (other.kind, other.value) == (contact.kind, contact.value)
            if same and not _reversed(other) and _together(contact, other):
                yield ("contacts", i), f"kontak {contact.value} berlaku dua kali pada masa yang sama", "hapus satu"


def _together(one: Dated, other: Dated) -> bool:
    low = max(one.valid_from or dt.date.min, other.valid_from or dt.date.min)
    return low <= min(one.valid_until or dt.date.max, other.valid_until or dt.date.max)


def _reversed(item: Dated) -> bool:
    return bool(item.valid_from and item.valid_until and item.valid_until < item.valid_from)


def _turned(item: Dated) -> tuple[str, str]:
    return f"valid_until {item.valid_until} sebelum valid_from {item.valid_from}", "betulkan salah satunya"


@dataclass(frozen=True)
class Expired(Lint):
    """Nama, angka, kontak, atau peraturan yang masa berlakunya habis tanpa pengganti perlu diperiksa."""

    today: dt.date
    id: ClassVar[str] = "kedaluwarsa"
    severity: ClassVar[Severity] = "warning"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        words = {"value": "nilainya", "name": "nama", "contact": "kontak"}
        for found in lapses(knowledge, self.today):
            lapse = found.lapse
            what = words[lapse.kind] + ("" if lapse.kind == "value" else f" {lapse.text}")
            when = f"berlaku sampai {lapse.until}" if lapse.until else f"baru berlaku sejak {lapse.since}"
            hint = "periksa sumbernya, lalu tambahkan yang berlaku sekarang"
            yield self.at(knowledge, found.kind, found.id, f"{what} {when}", hint, found.inside)
        for name, source in knowledge.sources.items():
            if source.valid_until and source.valid_until < self.today:
                hint = "ganti dengan peraturan yang berlaku"
                yield self.at(
                    knowledge, "sources", name, f"berlaku sampai {source.valid_until}", hint, ("valid_until",)
                )
