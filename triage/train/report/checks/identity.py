"""Nobody may be recognised: names, identity and phone numbers, e-mail, streets, house numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from triage.kb.types import Knowledge
from triage.text import mask
from triage.text.mask import MARK
from triage.text.names import INTRODUCES
from triage.train.report.model import Finding, Line, Report
from triage.train.report.rules import Rules

_ADDRESS = re.compile(
    r"(?i:\b(?:jalan|jln|jl)\b\.?)\s+[A-Z]\w+|(?i:\brt)\.?\s*/?\s*(?i:rw)?\.?\s*\d+|(?i:\brw)\.?\s*\d+|(?i:\bno(?:mor)?\b\.?\s*rumah)\s*\d+"
)
_PLACE = re.compile(r"\b(?i:desa|dusun|kelurahan|kampung|nagari|gampong|perumahan)\s+(?P<name>[A-Z][a-z]{2,}\w*)")
_WIDER = re.compile(
    r"(?i:\b(?:desa|dusun|kelurahan|kampung|nagari|gampong|perumahan|kecamatan|kec\.?|kabupaten|kab\.?|kota|provinsi|"
    r"pulau|jalan|jl\.?|puskesmas|rsud|rs|sdn?|smpn?|sman?|bank|panti|yayasan|menurut|teori|oleh|"
    r"kemensos|dinas|badan|undang-undang|undang|peraturan))\s+$"
)
_HIDDEN = re.compile(f"{MARK}+")
_TITLED = re.compile(r"([\w.]+)[\s:]+$")
NEAR = 60
"""Characters before a name that tell what it is."""
_INSIDE = re.compile(r"[\w,]\s+$")
"""A sentence does not begin here."""
_ACTION = "ganti dengan peran atau inisial, misalnya «Ibu S.» atau «ketua kelompok»"


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    everywhere = (*report.before, *(line for part in report.parts.values() for line in part.lines), *report.rest)
    where = {id(line): part.id for part in report.parts.values() for line in part.lines}
    for line in everywhere:
        part = where.get(id(line), "")
        yield from _numbers(line, part, rules)
        if part:
            yield from _names(line, part, rules)
            yield from _places(line, part, rules)
    for line in report.document.beside:
        for one in (_numbers, _names, _places):
            yield from one(line, "", rules)


def _here(line: Line) -> str:
    return f"di {line.place}" if line.place else "di sini"


def _numbers(line: Line, part: str, rules: Rules) -> Iterator[Finding]:
    for found in _HIDDEN.finditer(mask(line.text)):
        original = line.text[found.start() : found.end()]
        if MARK not in original:
            message = f"Ada {_kind(original)} {_here(line)}."
            yield rules.finding(
                "identitas", part, line, message, "hapus; laporan tidak memerlukannya", at=found.start()
            )


def _kind(original: str) -> str:
    digits = re.sub(r"\D", "", original)
    if "@" in original:
        return "alamat surel"
    if len(digits) == 16:
        return "NIK atau nomor KK"
    return "nomor telepon" if digits.startswith(("08", "62")) else "nomor rekening, kartu, atau telepon"


def _names(line: Line, part: str, rules: Rules) -> Iterator[Finding]:
    """A name after Ibu, Pak, nama … must go; a capital inside a sentence may be a name, in 3a that of an author."""
    told: list[tuple[bool, int]] = []
    places = {found.start("name") for found in _PLACE.finditer(line.text)}
    hidden, known = rules.hidden(line.text), _institutions(rules.machine.knowledge)
    for found in _HIDDEN.finditer(hidden):
        original = line.text[found.start() : found.end()]
        before = line.text[max(0, found.start() - NEAR) : found.start()]
        if (
            MARK in original
            or not original.isalpha()
            or _is_initials(original)
            or found.start() in places
            or original in known
        ):
            continue
        titled = (last := _TITLED.search(before)) is not None and last[1].lower().rstrip(".") in INTRODUCES
        if titled and original[0].isupper():
            told.append((False, found.start()))
        elif part != "3a" and original.istitle() and _INSIDE.search(before) and not _WIDER.search(before):
            told.append((True, found.start()))
    if told:
        perhaps, at = min(told)
        yield _named(line, part, perhaps, at, rules)


def _named(line: Line, part: str, perhaps: bool, at: int, rules: Rules) -> Finding:
    """The surest name of the line."""
    message = f"{'Mungkin ada' if perhaps else 'Ada'} nama orang {_here(line)}."
    action = f"bila benar nama orang, {_ACTION}" if perhaps else _ACTION
    return rules.finding("identitas", part, line, message, action, "saran" if perhaps else "wajib", at)


@lru_cache(maxsize=4)
def _institutions(knowledge: Knowledge) -> frozenset[str]:
    """Every word in the name of an institution."""
    return frozenset(word for one in knowledge.referrals.values() for word in re.findall(r"\w+", one.name))


def _is_initials(word: str) -> bool:
    return len(word) == 1 or (len(word) <= 3 and word.isupper())


def _places(line: Line, part: str, rules: Rules) -> Iterator[Finding]:
    if found := _ADDRESS.search(line.text):
        action = "cukup tulis kecamatan atau «rumah KPM»"
        yield rules.finding("identitas", part, line, f"Ada alamat {_here(line)}.", action, at=found.start())
    elif found := _PLACE.search(line.text):
        where = f" {_here(line)}" if line.place else ""
        message = f"Nama desa ditulis lengkap{where}; bersama cerita ini orangnya dapat dikenali."
        yield rules.finding(
            "identitas", part, line, message, "tulis inisialnya, misalnya «Desa W.»", "saran", found.start()
        )
