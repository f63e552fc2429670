"""What does not change the meaning of a complaint must not change the cases that are found in it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.test_scenarios import SCENARIOS
from triage.pipeline import Machine, read_complaint
from triage.signs import settle

ABBREVIATIONS = {
    "yg": "yang", "sy": "saya", "tdk": "tidak", "blm": "belum", "dg": "dengan", "dgn": "dengan", "krn": "karena",
    "gak": "tidak", "ga": "tidak", "gk": "tidak", "udh": "sudah", "sdh": "sudah", "dr": "dari", "utk": "untuk",
    "jg": "juga", "klo": "kalau", "kalo": "kalau", "tp": "tapi", "skrg": "sekarang", "kmrn": "kemarin", "org": "orang",
    "dpt": "dapat", "bs": "bisa", "bln": "bulan", "thn": "tahun", "hrs": "harus", "pdhl": "padahal", "bgt": "banget",
}  # fmt: skip
SHORT = {full: short for short, full in ABBREVIATIONS.items()}
CHANGES: dict[str, Callable[[str], str]] = {
    "huruf besar": str.upper,
    "huruf dipanjangkan": lambda t: re.sub(r"\b([a-z]{3,})([aiueo])([a-z]?)\b", r"\1\2\2\2\3", t),
    "tanda baca dibuang": lambda t: re.sub(r"[.,!?;:]+(?=\s|$)", "", t),
    "salam di depan": lambda t: f"Assalamualaikum bu, maaf mengganggu malam-malam. {t}",
    "terima kasih di belakang": lambda t: f"{t.rstrip('.')}. Terima kasih banyak bu, semoga sehat selalu.",
    "singkatan diurai": lambda t: re.sub("[a-z]+", lambda word: ABBREVIATIONS.get(word[0], word[0]), t),
    "disingkat": lambda t: re.sub("[a-z]+", lambda word: SHORT.get(word[0], word[0]), t),
    "emoji": lambda t: t.replace(". ", " 🙏. ") + " 😭😭",
}
ALLOWED = 0.03
WITHOUT_PUNCTUATION = 0.02
"""Shares of texts that may come out otherwise."""
TEXTS = [scenario.told.text for scenario in SCENARIOS if scenario.told.text]
NAMED = [
    "Bu {} kartunya hilang di pasar, PIN ditulis di belakangnya",
    "KPM an. {} dipukuli suaminya, anaknya ketakutan",
    "{} sudah tiga bulan tidak sekolah karena membantu bapaknya di sawah",
    "Mbah {} tinggal sendirian, tidak ada yang mengurus",
    "uang bantuan {} dipotong ketua kelompok seratus ribu",
]
NAMES = ["Tukinem", "Sulastri", "Yohana", "Nur Aini", "Made", "Ucok", "Halimah", "Slamet"]


def cases(text: str, machine: Machine) -> frozenset[str]:
    inference = machine.infer(settle(read_complaint(text, machine), machine.knowledge.signs).signs)
    return frozenset(item.id for item in inference.derived if item.kind == "case")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_without_meaning_changes_no_cases(change: str, machine: Machine) -> None:
    changed = [(text, CHANGES[change](text)) for text in TEXTS if CHANGES[change](text) != text]
    assert len(changed) > 15
    wrong = [other for text, other in changed if cases(text, machine) != cases(other, machine)]
    allowed = WITHOUT_PUNCTUATION if change == "tanda baca dibuang" else ALLOWED
    assert len(wrong) <= allowed * len(changed), wrong


@pytest.mark.parametrize("template", NAMED)
def test_the_name_does_not_matter(template: str, machine: Machine) -> None:
    found = {name: cases(template.format(name), machine) for name in NAMES}
    assert len(set(found.values())) == 1, found
    assert found[NAMES[0]]
