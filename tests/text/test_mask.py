"""Identity numbers are hidden, everything else stays, nothing moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.text import harmless, mask

HIDDEN = [
    "3201125608900001", "3201 1256 0890 0001", "3201-1256-0890-0001", "3201.1256.0890.0001", "32 01 12 560890 0001",
    "081234567890", "0812-3456-7890", "0812 3456 7890", "+62 812 3456 7890", "+6281234567890", "6281234567890",
    "0812.3456.7890", "(021) 5551234", "4617001234567890", "5221 8420 1234 5678", "6013011234567890123",
    "siti.aminah@contoh.co.id",
]  # fmt: skip


@pytest.mark.parametrize("secret", HIDDEN)
def test_a_secret_is_masked(secret: str) -> None:
    masked = mask(f"nomor saya {secret} ya")
    assert not any(c.isdigit() or c == "@" for c in masked)
    assert masked.startswith("nomor saya ")
    assert masked.endswith(" ya")


@pytest.mark.parametrize(
    "text", ["rek 0123456789", "norek: 001234567890", "no rekening saya 1234567890", "kks 12345678901"]
)
def test_an_account_number_is_masked_after_its_word(text: str) -> None:
    assert not any(map(str.isdigit, mask(text)))


KEPT = [
    "110", "112", "119", "129", "171", "1500630", "1500299", "hubungi 110/119/129/171", "1.850.000", "Rp 1.850.000.000",
    "rp1500000000", "12-10-2026", "12/10/2026", "2026-10-12", "17 08 2026", "umur 35 tahun, 3 anak", "rt 02 rw 05",
    "2019 2020 2021 2022", "2.500.000 1.000.000 500.000", "tahap 1 2 3 4 5 6 7 8", "12345678", "jam 08.00 - 12.00",
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_codes_amounts_and_dates_stay_readable(text: str) -> None:
    assert mask(text) == text


def test_two_numbers_side_by_side_are_both_masked() -> None:
    assert mask("081234567890 3201125608900001") == "•" * 12 + " " + "•" * 16


@given(st.text())
def test_masking_keeps_length_and_is_idempotent(text: str) -> None:
    assert len(mask(text)) == len(text)
    assert mask(mask(text)) == mask(text)


@given(st.text())
def test_harmless_text_keeps_length_and_prints(text: str) -> None:
    safe = harmless(text)
    assert len(safe) == len(text)
    assert not set(safe) & set("\x00\x1b\x07\x08\r\u202e\u2066\x9b")


def test_terminal_escapes_become_spaces() -> None:
    assert harmless("a\x1b[31mmerah\x1b[0m\x00b") == "a     merah    \ufffdb"
    assert harmless("baris\r\nbaru\ttab") == "baris \nbaru\ttab"
