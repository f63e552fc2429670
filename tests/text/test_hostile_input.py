"""Long, strange and hostile texts: linear time, no failure."""

from __future__ import annotations

import gc
import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.language_files import context_language
from triage.pipeline import Machine
from triage.text import Language, harmless, mask, read

SMALL, LARGE = 20_000, 200_000
SLACK = 4  # a quadratic reading would need 10
SEEDS = [
    "kartu saya ilang bu, saldo kosong, udh lapor bank blm ada kabar. suami gak pernah mukul. ",
    "kartu tidak tidak kalau dulu tetangga hilang sudah ketemu ",
    "a", "1", "1 ", "0812", "kartu-", "a@", "a.", "\x1b[", "hilang ", "tidak ", "dua juta ", ".", "di ", "•",
    "kartu\nhilang\n", "kartu,hilang,", "kartu\thilang\t", "di-", "d ",
]  # fmt: skip


def _seconds(text: str, language: Language | None = None) -> float:
    """Of the processor. Without the collector: what it looks through is what other tests left in memory."""
    language = language or context_language()
    gc.disable()
    try:
        start = process_time()
        read(mask(harmless(text)), language)
        return process_time() - start
    finally:
        gc.enable()


def _is_linear(seed: str, language: Language, small: int, large: int) -> bool:
    short, long = (seed * (size // len(seed) + 1) for size in (small, large))
    _seconds(short, language)
    quick = min(_seconds(short, language) for _ in range(3))
    slow = min(_seconds(long, language) for _ in range(2))
    return slow <= max(quick, 0.002) * large / small * SLACK


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


def worst_phrases(language: Language, count: int) -> list[str]:
    """A generator of bad texts: the words of the phrases that span most, each repeated until its gaps are full."""
    words = {char: lemma for lemma, char in language.codes.of.items() if char}
    longest = sorted(language.phrases, key=lambda phrase: -phrase.source.count("{"))[:count]
    texts = []
    for phrase in longest:
        first = [words[group[0]] for group in re.findall(r"\(\[?([^\]|)]+)", phrase.source) if group[0] in words]
        texts.append(" ".join(word for word in first[:-1] for _ in range(6)) + " ")
    return [text for text in texts if text.strip()]


def test_no_phrase_of_the_shipped_knowledge_blows_up_on_its_own_words(machine: Machine) -> None:
    seeds = worst_phrases(machine.language, 25)
    assert len(seeds) >= 20
    slow = [seed for seed in seeds if not _is_linear(seed, machine.language, 2_000, 20_000)]
    assert slow == []


def test_a_text_of_all_bad_phrases_together_stays_linear(machine: Machine) -> None:
    assert _is_linear("".join(worst_phrases(machine.language, 60)), machine.language, SMALL, LARGE)


def test_random_words_of_the_knowledge_are_read_in_linear_time(machine: Machine) -> None:
    words = sorted(lemma for lemma, char in machine.language.codes.of.items() if char)
    marks = st.sampled_from([".", ",", "!", "7"])

    @given(st.lists(st.sampled_from(words) | marks, min_size=1, max_size=8).map(" ".join))
    @settings(max_examples=12, deadline=None)
    def linear(seed: str) -> None:
        assert _is_linear(f"{seed} ", machine.language, 2_000, 20_000)

    linear()
