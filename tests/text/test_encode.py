"""The coded text and the way back to what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.language_files import context_language
from tests.text.test_reader import ASSEMBLED
from triage.text.coded import CodedText
from triage.text.tokens import prepare, spans


def coded(text: str) -> CodedText:
    return context_language().encoder.encode(prepare(text))


@given(ASSEMBLED)
def test_every_character_of_the_code_has_its_place(text: str) -> None:
    found = coded(text)
    words = found.words(0, len(found.code))
    assert "".join(word.char for word in words) == found.code
    for i, word in enumerate(words):
        assert found.place(i, i + 1) == (word.start, word.end)
        assert found.words(i, i + 1) == [word]
    assert [word.start for word in words] == sorted(word.start for word in words)


@given(ASSEMBLED)
def test_preparing_keeps_the_length(text: str) -> None:
    assert len(prepare(text)) == len(text)


@given(st.text(alphabet="ab1.,! di-\n", max_size=30))
def test_tokens_are_pieces_of_the_prepared_text_in_order(text: str) -> None:
    prepared = prepare(text)
    end = 0
    for token, start, stop in spans(prepared):
        assert prepared[start:stop] == token
        assert start >= end
        end = stop


def test_di_and_its_verb_are_one_word_and_two_words_are_two_chunks() -> None:
    assert [token for token, _, _ in spans(prepare("Saya di pukul, di rumah"))] == ["saya", "di-pukul", ",", "di-rumah"]


def test_an_abbreviation_before_a_blank_ends_no_sentence() -> None:
    assert [token for token, _, _ in spans(prepare("an. Tukinem no. 5. Selesai"))] == [
        "an.", "tukinem", "no.", "5", ".", "selesai",
    ]  # fmt: skip


BLANKS = [
    "saya\tdi pukul suami",
    "(di pukul suami)",
    "saya di  pukul suami",
    "katanya:di pukul",
    "saya di\u00a0pukul",
    "d pukul",
]


@pytest.mark.parametrize("text", BLANKS)
def test_di_joins_its_verb_over_any_blanks(text: str) -> None:
    (verb,) = [word for word in coded(text).words(0, len(coded(text).code)) if word.lemma == "pukul"]
    assert verb.word.voice == "di"


def test_di_before_a_number_leaves_the_number_whole() -> None:
    assert [token for token, _, _ in spans(prepare("gaji di 2.500.000"))] == ["gaji", "di", "2.500.000"]


def test_accents_are_folded() -> None:
    assert prepare("Ngamén É") == "ngamen e"


def test_long_chunks_are_not_kept_and_memory_stays_bounded() -> None:
    encoder = context_language().encoder
    before = len(encoder)
    encoder.encode(prepare("kartu,hilang," * 500)).words(0, 900)
    assert len(encoder) == before


def test_numbers_in_a_row_are_joined_the_same_whatever_stands_around() -> None:
    alone, beside = coded("seratus lima"), coded("seratus lima. dua ribu")
    assert alone.words(0, 1)[0].lemma == beside.words(0, 1)[0].lemma == "#105"
