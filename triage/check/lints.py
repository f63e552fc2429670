"""The registry of all lints, and what is left of their findings once waivers are taken off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from triage.check.heard import deaf
from triage.check.lint import Lint, Severity
from triage.check.of_cases import CASES
from triage.check.of_conditions import CONDITIONS
from triage.check.of_dates import Expired, Validity
from triage.check.of_phrases import PHRASES, Malformed, NeverHeard
from triage.check.of_signs import SIGNS, Boundary
from triage.check.of_sources import SOURCES, Stale
from triage.check.of_structure import STRUCTURE
from triage.check.of_words import WORDS
from triage.kb.place import problem
from triage.kb.problems import Problem
from triage.kb.types import Knowledge, WaiverDef

OF_READING = {
    "yaml": "Berkas harus YAML biasa: tanpa penanda & dan *, tanpa kunci ganda.",
    "berkas": "Berkas harus dapat dibaca dan namanya dikenal.",
    "bentuk": "Kunci dan nilai tiap isi mengikuti docs/knowledge-format.md.",
    "id": "Id memakai huruf kecil, tidak berulang, dan sama dengan nama berkas aturannya.",
    "lapisan": "Lapisan daerah memberi alasan untuk yang diganti dan dimatikan, dan pernyataan tetap berlaku.",
    "pengecualian": "Pengecualian di waivers.yaml belum habis masanya dan masih menutupi sesuatu.",
}
"""Rules that are told while files are read or waivers applied, before or after the lints."""


def lints(today: dt.date) -> tuple[Lint, ...]:
    """Every lint, in the order of the handbook. today: against which ages are measured."""
    dated = (Validity(), Expired(today))
    return (*STRUCTURE, *SIGNS, Boundary(today), *CASES, *CONDITIONS, *SOURCES, Stale(today), *dated, *WORDS, *PHRASES)


def catalogue(today: dt.date) -> list[tuple[str, Severity, str]]:
    """(rule, severity, Indonesian sentence) of everything that `check` may tell, for the handbook."""
    read: list[tuple[str, Severity, str]] = [(rule, "error", text) for rule, text in OF_READING.items()]
    return [*read, *((lint.id, lint.severity, lint.sentence()) for lint in lints(today))]


def severities(today: dt.date) -> dict[str, Severity]:
    """The severity of every rule that `check` may tell."""
    return {rule: severity for rule, severity, _ in catalogue(today)}


def check(kb: Knowledge, today: dt.date | None = None) -> list[Problem]:
    """All problems of the knowledge as a whole, sorted by place; examples are not run."""
    today = today or dt.date.today()
    return sorted(unwaived(kb, {*quick(kb, today), *Malformed().find(kb), *deaf(kb)}, today))


def quick(kb: Knowledge, today: dt.date) -> list[Problem]:
    """What all lints find that need no compiled language, and do not only tell why it does not compile."""
    return [p for lint in lints(today) if not isinstance(lint, NeverHeard | Malformed) for p in lint.find(kb)]


def unwaived(kb: Knowledge, found: Iterable[Problem], today: dt.date) -> set[Problem]:
    """The problems without a valid waiver; a waiver that has run out or covers nothing is a problem itself."""
    known = set(found)
    covering = [(w, {p for p in known if _covers(w, p)}) for w in kb.waivers]
    out = known.difference(*(covered for w, covered in covering if w.until >= today))
    for waiver, covered in covering:
        name = f"{waiver.rule}/{waiver.id}"
        if waiver.until < today:
            message = f"habis pada {waiver.until}"
            out.add(problem(kb, "waivers", name, "pengecualian", message, "tinjau lagi, atau hapus"))
        elif not covered:
            out.add(problem(kb, "waivers", name, "pengecualian", "tidak lagi menutupi apa pun", "hapus"))
    return out


def _covers(waiver: WaiverDef, found: Problem) -> bool:
    return (waiver.rule, waiver.id) == (found.rule, found.entry) and waiver.about in found.message
