"""Lints of provenance: every entry says where it comes from, and what can grow old says when to look again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from triage.check.lint import Inside, Lint, Severity, texts_of
from triage.kb.problems import Problem, did_you_mean
from triage.kb.types import Knowledge

MUST_CITE = (
    "cases", "rules", "steps", "dangers", "referrals", "prohibitions", "reminders", "modules", "thresholds",
    "inquiries",
)  # fmt: skip
CONTACT_DAYS = 365
"""A contact seen longer ago than this is checked again."""
_CITED = re.compile(r"\bsumber:\s*([a-z][a-z0-9_]*)")


class NoSource(Lint):
    """Tiap isi menyebut sumbernya; hanya tanda, tag, dan pengganti yang boleh tanpa sumber."""

    id = "tanpa-sumber"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind in MUST_CITE:
            for name, entry in getattr(knowledge, kind).items():
                if not entry.sources:
                    yield self.at(knowledge, kind, name, "tidak menyebut sumber", "tambahkan sources")


class UnknownSource(Lint):
    """Sumber yang disebut pengingat, modul, atau suatu teks ("sumber: …") harus ada di sources.yaml."""

    id = "sumber-tak-dikenal"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind in ("reminders", "modules"):
            for name, entry in getattr(knowledge, kind).items():
                for i, source in enumerate(entry.sources):
                    yield from self._of(knowledge, kind, name, source.id, ("sources", i))
        for kind in (*MUST_CITE, "signs", "tags", "bypass"):
            for name, entry in getattr(knowledge, kind).items():
                for inside, text in texts_of(entry):
                    for source in _CITED.findall(text):
                        yield from self._of(knowledge, kind, name, source, inside)

    def _of(self, kb: Knowledge, kind: str, name: str, source: str, inside: Inside) -> Iterator[Problem]:
        if source not in kb.sources:
            hint = did_you_mean(source, kb.sources) or "tambahkan ke sources.yaml"
            yield self.at(kb, kind, name, f"sumber {source!r} tidak ada", hint, inside)


class BadDate(Lint):
    """Tanggal ditulis tahun-bulan-hari, misalnya 2026-11-23."""

    id = "tanggal"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind, name, inside, text in _dates(knowledge):
            if _date(text) is None:
                yield self.at(knowledge, kind, name, f"{text!r} bukan tanggal", "misalnya 2026-11-23", inside)


@dataclass(frozen=True)
class Stale(Lint):
    """Angka yang melewati review_after, dan kontak yang terakhir dilihat lebih dari setahun lalu, perlu diperiksa."""

    today: dt.date
    id: ClassVar[str] = "lewat-tinjau"
    severity: ClassVar[Severity] = "warning"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for kind, name, inside, text in _dates(knowledge):
            day = _date(text)
            if day is None:
                continue
            if kind == "thresholds" and day < self.today:
                message, hint = f"perlu ditinjau sejak {day}", "periksa sumbernya, lalu undurkan review_after"
                yield self.at(knowledge, kind, name, message, hint, inside)
            elif kind == "referrals" and (self.today - day).days > CONTACT_DAYS:
                message = f"kontak {knowledge.referrals[name].contacts[_index(inside)].value} terakhir dilihat {day}"
                yield self.at(knowledge, kind, name, message, "periksa lagi, lalu perbarui seen_on", inside)


def _dates(kb: Knowledge) -> Iterator[tuple[str, str, Inside, str]]:
    for name, threshold in kb.thresholds.items():
        if threshold.review_after:
            yield "thresholds", name, ("review_after",), threshold.review_after
    for name, referral in kb.referrals.items():
        for i, contact in enumerate(referral.contacts):
            yield "referrals", name, ("contacts", i, "seen_on"), contact.seen_on
    for name, source in kb.sources.items():
        yield "sources", name, ("seen_on",), source.seen_on


def _index(inside: Inside) -> int:
    return int(inside[1])


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class DeadEnd(Lint):
    """Lembaga rujukan perlu kontak, atau lembaga lain sebagai pengganti."""

    id = "rujukan-buntu"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for name, referral in knowledge.referrals.items():
            if not referral.contacts and not set(referral.fallback) - {name}:
                message = "tidak punya kontak dan tidak punya pengganti"
                yield self.at(knowledge, "referrals", name, message, "isi contacts atau fallback")


SOURCES = (NoSource(), UnknownSource(), BadDate(), DeadEnd())
