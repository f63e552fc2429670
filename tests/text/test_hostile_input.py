"""Long, strange and hostile texts: linear time, no failure."""

from __future__ import annotations

from time import perf_counter

import pytest

from tests.text.language_files import context_language
from triage.text import harmless, mask, read

SMALL, LARGE = 20_000, 200_000
SLACK = 5  # a quadratic reading would need 10
SEEDS = [
    "kartu saya ilang bu, saldo kosong, udh lapor bank blm ada kabar. suami gak pernah mukul. ",
    "kartu tidak tidak kalau dulu tetangga hilang sudah ketemu ",
    "a", "1", "1 ", "0812", "kartu-", "a@", "a.", "\x1b[", "hilang ", "tidak ", "dua juta ", ".", "di ", "•",
]  # fmt: skip


def _seconds(text: str) -> float:
    start = perf_counter()
    read(mask(harmless(text)), context_language())
    return perf_counter() - start


@pytest.mark.parametrize("seed", SEEDS)
def test_time_is_linear_in_the_length(seed: str) -> None:
    small, large = (seed * (size // len(seed) + 1) for size in (SMALL, LARGE))
    _seconds(small)
    short = min(_seconds(small) for _ in range(3))
    long = min(_seconds(large) for _ in range(3))
    assert long <= max(short, 0.002) * LARGE / SMALL * SLACK


@pytest.mark.parametrize(
    "text", ["\x00" * 50, "[bold red]kartu hilang[/]", "\x1b[2Jkartu hilang", "\ud800kartu hilang", "kartu\u202ehilang"]
)
def test_markup_escapes_and_lone_surrogates_are_read_as_text(text: str) -> None:
    safe = mask(harmless(text))
    assert len(safe) == len(text)
    for e in read(safe, context_language()):
        assert safe[e.start : e.end] == e.quote
        e.quote.encode()
