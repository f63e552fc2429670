"""Numbers as people write and say them."""

from __future__ import annotations

import pytest

from tests.text.language_files import compiled, sign
from triage.text.coded import Coded
from triage.text.numbers import bucket, buckets, combine, parse_number
from triage.text.tokens import prepare

LANGUAGE = compiled(sign("x", "potong #>=100000"))


def words_of(text: str) -> list[Coded]:
    coded = LANGUAGE.encoder.encode(prepare(text))
    return coded.words(0, len(coded.code))


SAID = [
    ("2.500.000", 2_500_000), ("rp50.000", 50_000), ("50rb", 50_000), ("50 rb", 50_000), ("5jt", 5_000_000),
    ("1,5 juta", 1_500_000), ("setengah juta", 500_000), ("dua juta lima ratus ribu", 2_500_000), ("seratus", 100),
    ("dua puluh lima", 25), ("lima belas", 15), ("seratus dua puluh", 120), ("telu", 3), ("nol", 0), ("50k", 50_000),
    ("Rp 600.000", 600_000), ("tiga ratus rebu", 300_000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SAID)
def test_a_number_is_one_word_with_its_value(text: str, value: float) -> None:
    numbers = [w for w in words_of(text) if w.lemma]
    assert [float(w.lemma.removeprefix("#")) for w in numbers] == [value]


def test_numbers_that_are_not_one_amount_stay_apart() -> None:
    assert [w.lemma for w in words_of("2 juta 3 anak")][:2] == ["#2000000", "#3"]


def test_written_numbers_keep_the_letters_behind_them() -> None:
    assert parse_number("15th") == (15.0, "th")
    assert parse_number("1.850.000") == (1_850_000.0, "")
    assert parse_number("kartu") is None


def test_multipliers_alone_count_one() -> None:
    assert combine(["ribu"]) == 1000


def test_every_value_falls_into_exactly_one_bucket_of_its_ranges() -> None:
    bounds = [5.0, 15.0]
    for value in (0, 5, 7, 15, 20):
        here = bucket(value, bounds)
        assert (here in buckets("#<5", bounds)) == (value < 5)
        assert (here in buckets("#5-15", bounds)) == (5 <= value <= 15)
        assert (here in buckets("#>15", bounds)) == (value > 15)
        assert here in buckets("#", bounds)
