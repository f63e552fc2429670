"""What colloquial words mean: spelling, stretching, affixes, typos, abbreviations, regional words."""

from __future__ import annotations

import pytest

from tests.text.language_files import compiled, sign
from triage.text.lexicon import Word

LANGUAGE = compiled(
    sign(
        "x", "KARTU hilang", "SUAMI PUKUL", "teriak", "sampah", "tangkap", "lilit", "kecanduan|candu", "jaring", "botol"
    )
)

FORMS = [
    # abbreviations and chat spellings
    ("gk", "tidak"), ("gak", "tidak"), ("tdk", "tidak"), ("nggak", "tidak"), ("blm", "belum"), ("udh", "sudah"),
    ("sdh", "sudah"), ("yg", ""), ("krn", "karena"), ("klo", "kalau"), ("gmn", "bagaimana"), ("knp", "kenapa"),
    ("sy", "saya"), ("aq", "saya"), ("dgn", "dengan"), ("utk", "untuk"), ("bln", "bulan"), ("thn", "tahun"),
    ("skrg", "sekarang"), ("kmrn", "kemarin"), ("smlm", "semalam"), ("org", "orang"), ("dpt", "dapat"),
    ("gatau", "tidak tahu"), ("gabisa", "tidak bisa"), ("gaada", "tidak ada"), ("bundir", "bunuh diri"),
    # stretched
    ("ilaaang", "hilang"), ("hilaaangg", "hilang"), ("tidaaak", "tidak"), ("tolooong", "tolong"),
    # affixes, formal and colloquial
    ("kartunya", "kartu"), ("dicuri", "curi"), ("kehilangan", "hilang"), ("mengambil", "ambil"), ("ngambil", "ambil"),
    ("dipukulin", "pukul"), ("mukulin", "pukul"), ("digebukin", "pukul"), ("menendang", "tendang"),
    ("ditampar", "tampar"), ("nampar", "tampar"), ("ketelen", "telan"), ("tertelan", "telan"), ("nelen", "telan"),
    ("dipegangin", "pegang"), ("suaminya", "suami"), ("dikasihkan", "beri"), ("meneriaki", "teriak"),
    ("ketangkep", "tangkap"), ("dijambaki", "jambak"), ("keblokir", "blokir"), ("dibayarkan", "bayar"),
    # regional
    ("leungit", "hilang"), ("poho", "lupa"), ("lali", "lupa"), ("reuneuh", "hamil"), ("meteng", "hamil"),
    ("digebug", "pukul"), ("ngaplok", "tampar"), ("ora", "tidak"), ("durung", "belum"), ("teu", "tidak"),
    ("wedi", "takut"), ("duit", "uang"), ("artos", "uang"), ("pesse", "uang"), ("njaluk", "minta"),
    ("ceurik", "nangis"), ("gelo", "gila"), ("tonggo", "tetangga"), ("bojo", "pasangan"), ("tuku", "beli"),
    # drugs and gambling
    ("nyabu", "sabu"), ("ngelem", "lem"), ("judol", "judi"), ("slot", "judi"), ("tramadol", "koplo"),
    # typos and bare consonants
    ("katru", "kartu"), ("bantuna", "bantuan"), ("katrunya", "kartu"), ("pendampig", "pendamping"),
    ("sklh", "sekolah"), ("rmh", "rumah"), ("jmbk", "jambak"),
    # reduplication
    ("masuk2", "masuk"), ("teriak2", "teriak"), ("teriak-teriak", "teriak"), ("obat2an", "obat"), ("ank2", "anak"),
    # two words in one
    ("setahun", "#1 tahun"), ("sebulan", "#1 bulan"), ("3x", "#3 kali"), ("15th", "#15 tahun"), ("50rb", "#50 ribu"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "lemmas"), FORMS, ids=[form for form, _ in FORMS])
def test_a_colloquial_form_is_understood(form: str, lemmas: str) -> None:
    found = " ".join(x for x in LANGUAGE.lexicon.word(form).lemmas if LANGUAGE.codes.of.get(x) != "")
    assert found == lemmas


@pytest.mark.parametrize("word", ["hidang", "kartun", "ketua", "kelapa", "sabun", "tangga", "padang", "cucu", "sumur"])
def test_a_real_word_is_not_corrected_into_ours(word: str) -> None:
    assert LANGUAGE.lexicon.word(word).lemmas in ((), (word,))


@pytest.mark.parametrize(
    ("one", "other"), [("dapat", "terima"), ("hadir", "datang"), ("cucu", "anak"), ("takut", "cemas"), ("buta", "tuli")]
)
def test_words_whose_difference_matters_stay_apart(one: str, other: str) -> None:
    assert LANGUAGE.lexicon.word(one).lemmas != LANGUAGE.lexicon.word(other).lemmas


REASONS = [
    ("katru", "salah ketik: kartu"),
    ("ilang", "ejaan: hilang"),
    ("kartunya", "imbuhan: kartu"),
    ("masuk2", "ulang: masuk"),
    ("lbm", "singkatan: lebam"),
    ("50rb", "angka"),
    ("kartu", ""),
]


@pytest.mark.parametrize(("form", "reason"), REASONS)
def test_every_analysis_gives_its_reason(form: str, reason: str) -> None:
    assert LANGUAGE.lexicon.word(form).reason == reason


@pytest.mark.parametrize(("form", "voice"), [("dipukul", "di"), ("mukul", "me"), ("di-pukul", "di"), ("pukul", "")])
def test_the_voice_of_a_verb_is_kept(form: str, voice: str) -> None:
    assert LANGUAGE.lexicon.word(form).voice == voice


def test_a_typo_or_bare_consonants_are_only_a_guess() -> None:
    assert LANGUAGE.lexicon.word("katru").is_guess
    assert LANGUAGE.lexicon.word("lbm").is_guess
    assert not LANGUAGE.lexicon.word("ilang").is_guess


def test_the_root_list_is_not_read_for_known_words() -> None:
    language = compiled(sign("x", "kartu hilang"))
    assert language.lexicon.word("hilang") == Word(("hilang",))
    assert language.lexicon._roots is None
    assert language.lexicon._compiled is None
