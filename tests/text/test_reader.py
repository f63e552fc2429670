"""Evidence: quotes, offsets, actors, subjects, reasons."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.text.language_files import compiled, context_language, only, sign
from triage.kb.types import InquiryDef, LanguageDef
from triage.text import analyse, compile_language, mask, read, read_all

PIECES = [
    "kartu saya hilang", "ga ilang", "KARTU HILANG", "İstanbul", "😭😭", "e\u0301", "\r\n", "\t", ", ", ". ",
    "blm cair", "bantuan", "suami mukul", "••••", "[red]", "\x00", "\x1b[31m", "50rb", "dua juta", "teriak-teriak",
    "putus sekolah",     "ﬁ", "👨\u200d👩\u200d👧", "ß", "٣", "kalau", "tetangga", "  ",
]  # fmt: skip
ASSEMBLED = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=12).map(" ".join)


@given(ASSEMBLED)
@example("İİ kartu hilang 😭 e\u0301 blm\r\ncair")
def test_offsets_cut_exactly_the_quote(text: str) -> None:
    masked = mask(text)
    for e in read(masked, context_language()):
        assert masked[e.start : e.end] == e.quote
        assert e.quote
        assert e.cue in masked
    for w in analyse(masked, context_language()):
        assert masked[w.start : w.end] == w.text


@given(st.lists(ASSEMBLED, max_size=6))
def test_texts_that_are_read_together_are_read_alike(texts: list[str]) -> None:
    masked = list(map(mask, texts))
    assert read_all(masked, context_language()) == [read(text, context_language()) for text in masked]


def test_the_words_of_a_reading_carry_their_reasons() -> None:
    language = compiled(sign("x", "KARTU ..2 HILANG"))
    assert read("katru kks ilang", language, reasons=True)[0].words == (
        ("katru", "salah ketik: kartu"),
        ("kks", ""),
        ("ilang", "ejaan: hilang"),
    )


def test_every_mention_of_a_sign_is_kept() -> None:
    language = compiled(sign("x", "KARTU ..2 HILANG"))
    assert [e.state for e in read("kartu hilang. kartu tidak hilang.", language)] == ["present", "absent"]


def test_overlapping_hits_of_one_sign_are_one_reading() -> None:
    language = compiled(sign("x", "KARTU HILANG", "KARTU HILANG ..2 pasar", "HILANG ..2 pasar"))
    assert [e.quote for e in read("kartu hilang di pasar", language)] == ["kartu hilang di pasar"]


def test_a_phrase_that_explains_the_negation_wins() -> None:
    language = compiled(sign("x", "KARTU ..2 TIDAK ..1 sampai", "KARTU ..6 bank"))
    assert only("kartu belum nyampe masih di bank", language).state == "present"


NEARBY = compiled(sign("kekerasan", "PUKUL", actor="nearby", about="anak"))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("anak saya dipukul gurunya", "guru"),
        ("pak kades memukul anak saya", "aparat_desa"),
        ("anak dipukul sama mertua, suami diam", "mertua"),
        ("suami nampar anak", "suami"),
        ("anak saya dipukul", ""),
        ("anak dipukul. suami kerja", ""),
        ("anak dipukuli orang tidak dikenal", "orang_tak_dikenal"),
    ],
)
def test_the_nearest_role_is_the_actor(text: str, actor: str) -> None:
    assert only(text, NEARBY).actor == actor


def test_a_default_actor_stands_when_nobody_is_named() -> None:
    language = compiled(sign("x", "PUKUL", actor="nearby", default_actor="suami"))
    assert only("saya dipukul", language).actor == "suami"
    assert only("saya dipukul mertua", language).actor == "mertua"


def test_an_inquiry_is_read_whatever_its_cues() -> None:
    inquiry = InquiryDef(
        id="ganti_kartu",
        title="",
        phrases=("cara ..3 ganti ..2 KARTU",),
        matches=(),
        ignores=(),
        answer=(),
        refer=(),
        sources=(),
    )
    e = only("gimana cara ganti kartu ya", compiled(inquiries=(inquiry,)))
    assert (e.sign, e.state) == ("tanya:ganti_kartu", "present")


def test_unrelated_text_gives_nothing() -> None:
    assert read("", context_language()) == ()
    assert read("selamat pagi semuanya", context_language()) == ()


def test_a_language_without_any_cue_reads_too() -> None:
    silent = compile_language(LanguageDef(spelling={"kartu": (), "hilang": ()}), {"a": sign("a", "kartu hilang")}, {})
    assert [e.sign for e in read("entah kartu hilang xyz", silent)] == ["a"]
