"""What some parts must hold besides words: concepts, techniques, values, both results, the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.train.report.model import Finding, Report
from triage.train.report.rules import Rules
from triage.train.report.template import Template, plain

CONCEPTS = 3
_SAID_TO_BE = re.compile(r"\b(?:teori|konsep|model|perspektif) (?P<name>\w+)(?: \w+)?")
_NO_NAME = frozenset([
    "yang", "dan", "ini", "itu", "tersebut", "di", "dalam", "untuk", "pekerjaan", "digunakan", "dipakai", "relevan",
    "pertama", "kedua", "ketiga", "lain", "dari", "sosial", "ilmu", "pengetahuan", "adalah", "juga", "saya", "kami",
    "pada", "dengan", "sebagai", "atau", "tentang", "berikut", "utama", "dasar", "diri", "teori", "konsep",
])  # fmt: skip


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    for name, look in {"2e": _results, "2f": _end, "3a": _concepts, "3b": _techniques, "3c": _values}.items():
        part = report.parts.get(name)
        if part is not None and part.words:
            for check, message, action in look(plain(part.text), rules.template):
                yield rules.about(check, part, message, action)


Said = Iterator[tuple[str, str, str]]
"""(check, message, action)"""


def _results(words: str, form: Template) -> Said:
    if not form.achieved.search(words):
        yield "tercapai", "Bagian 2e belum menyebut hasil yang tercapai.", "tulis apa yang sudah tercapai dan buktinya"
    if not form.not_achieved.search(words):
        message = "Bagian 2e belum menyebut hasil yang belum tercapai."
        yield "belum_tercapai", message, "tulis apa yang belum tercapai, sebabnya, dan siapa yang melanjutkan"


def _end(words: str, form: Template) -> Said:
    if not form.termination.search(words):
        message = "Bagian 2f belum menceritakan pengakhiran penanganan."
        yield "terminasi", message, "tulis kapan dan mengapa penanganan diakhiri atau dialihkan, dan kesiapan klien"


def concepts(words: str, form: Template) -> set[str]:
    """Concepts named in plain text: those of the list, and what is called a theory, concept, or model."""
    known = {name for name, pattern in form.concepts.items() if pattern.search(words)}
    unknown = {
        found["name"] for found in _SAID_TO_BE.finditer(words)
        if found["name"] not in _NO_NAME and not any(p.search(found[0]) for p in form.concepts.values())
    }  # fmt: skip
    return known | unknown


def _concepts(words: str, form: Template) -> Said:
    count = len(concepts(words, form))
    if count < CONCEPTS:
        message = (
            f"Bagian 3a baru menyebut {count} dari {CONCEPTS} konsep." if count else "Bagian 3a belum menyebut konsep."
        )
        action = "sebut konsepnya dengan nama, misalnya «teori sistem», lalu tulis pemakaiannya dalam kasus ini"
        yield "konsep", message, action


def _techniques(words: str, form: Template) -> Said:
    if not form.techniques.search(words):
        message = "Bagian 3b belum menyebut nama teknik."
        yield "teknik", message, "sebut tekniknya, misalnya wawancara, kunjungan rumah, atau konseling"


def _values(words: str, form: Template) -> Said:
    if not form.values.search(words):
        message = "Bagian 3c belum menyebut nilai atau kode etik."
        yield "nilai", message, "sebut nilainya, misalnya kerahasiaan, tidak menghakimi, atau penentuan nasib sendiri"
