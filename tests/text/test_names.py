"""Names are hidden before a text is kept; what is read in it stays the same."""

from __future__ import annotations

import pytest

from triage.pipeline import Machine, read_complaint
from triage.text import without_names


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("kartu saya dibawa bu wartinah kemarin", "kartu saya dibawa bu •••••••• kemarin"),
        ("Kartu dipegang Bu Dewi", "Kartu dipegang Bu ••••"),
        ("nama saya Siti Nur Aminah, kartu hilang", "nama saya •••• ••• ••••••, kartu hilang"),
        ("rekening a.n. Sukirman salah", "rekening a.n. •••••••• salah"),
        ("namanya: sutarmi. Kartunya hilang", "namanya: •••••••. Kartunya hilang"),
        ("saya dipukul Slamet semalam", "saya dipukul •••••• semalam"),
        ("Wartinah dipukul suaminya", "•••••••• dipukul suaminya"),
        ("anak saya di Bojonegoro", "anak saya di ••••••••••"),
        ("ibu s. tidak mau", "ibu •. tidak mau"),
        ("Kata Bu Dewi S. begitu", "Kata Bu •••• •. begitu"),
        ("bu siti menyapu halaman", "bu •••• menyapu halaman"),
    ],
)
def test_a_word_after_a_title_and_a_capital_inside_a_sentence_are_names(text: str, kept: str, machine: Machine) -> None:
    assert without_names(text, machine.language.lexicon) == kept


@pytest.mark.parametrize(
    "text",
    [
        "bu ketua kelompok bawa kartu saya",
        "Pak RT minta KTP dan KK saya",
        "Menyapu halaman. Kemarin uang PKH saya tidak masuk",
        "kartu dipegang wartinah",  # no capital, no title: nothing gives it away
        "Kartu dipegang Bu Melati",  # a flower, a group, or a name
        "ibu hamil, bapak sakit, bu tolong",
        "KARTU SAYA HILANG DI PASAR",
        "katru saya ilang pak",
        "",
        "•••• 12 ?!",
    ],
)
def test_words_of_the_language_stay(text: str, machine: Machine) -> None:
    assert without_names(text, machine.language.lexicon) == text


TEXTS = (
    "Semalam Bu Wartinah Dipkul suaminya Pak Slamet di Cikijing, anaknya Dewi lihat. Kartunya dibawa bu Ketua RT, namanya sri",
    "nama di kartu Sukirman padahal nama saya Sukarman, saldo 0, di Pukul juga",
)


@pytest.mark.parametrize("text", TEXTS)
def test_the_length_and_what_is_read_stay(text: str, machine: Machine) -> None:
    kept = without_names(text, machine.language.lexicon)
    assert kept != text
    assert len(kept) == len(text)
    assert without_names(kept, machine.language.lexicon) == kept

    def read(one: str) -> list[tuple[object, ...]]:
        return [(e.sign, e.state, e.actor, e.certainty, e.start, e.end) for e in read_complaint(one, machine)]

    assert read(kept) == read(text) != []
