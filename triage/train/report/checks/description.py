"""Does part A tell what happened, when, where, who is concerned, and why?"""

from __future__ import annotations

from collections.abc import Iterator

from triage.pipeline import read_complaint
from triage.train.report.model import Finding, Report
from triage.train.report.rules import Rules
from triage.train.report.template import plain

PARTIES = 2
"""Fewer parties than this are no answer to "who is concerned"."""
_ACTIONS = {
    "apa": "tulis apa masalahnya",
    "kapan": "tulis waktunya, sekurang-kurangnya bulan dan tahun",
    "di mana": "tulis tempatnya secara umum, misalnya di rumah KPM di Kecamatan X",
    "siapa": "sebut semua pihak dengan perannya: KPM, suami, anak, ketua RT …",
    "mengapa": "tulis sebabnya menurut KPM dan menurut pengamatan Anda",
}
_WORDS = {
    "apa": "masalahnya",
    "kapan": "waktunya",
    "di mana": "tempatnya",
    "siapa": "pihak yang terkait",
    "mengapa": "sebabnya",
}


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    part = report.parts.get("A")
    if part is None or not part.words:
        return
    words = plain(part.text)
    told = {name for name, pattern in rules.template.aspects.items() if pattern.search(words)}
    if any(reading.sign for reading in read_complaint(part.text, rules.machine) if _is_problem(reading.sign, rules)):
        told.add("apa")
    if len(_parties(words, rules)) >= PARTIES:
        told.add("siapa")
    for name, action in _ACTIONS.items():
        if name not in told:
            message = f"Bagian A belum menyebut {_WORDS[name]} ({name})."
            yield rules.about("uraian", part, message, action)


def _is_problem(sign: str, rules: Rules) -> bool:
    known = rules.machine.knowledge.signs.get(sign)
    return known is not None and known.kind == "problem"


def _parties(words: str, rules: Rules) -> set[str]:
    """Roles that are named; the facilitator who writes is none."""
    padded = f" {words} "
    people = rules.machine.knowledge.language.people
    return {role for role, names in people.items() if role != "pendamping" and any(_named(n, padded) for n in names)}


def _named(name: str, padded: str) -> bool:
    return f" {plain(name)} " in padded or f" {plain(name)}nya " in padded
