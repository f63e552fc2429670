"""The compiled scanner and the regular expressions find the same; without a scanner everything still works."""

from __future__ import annotations

import gc
import os
import pickle
import random
import subprocess
import sys
from array import array
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.language_files import compiled, context_language, sign
from triage.pipeline import Machine
from triage.text import search
from triage.text.language import Language
from triage.text.program import NEEDS, NUMBER, SMALL, Program
from triage.text.search import CompiledSearch, RegexSearch, Search
from triage.text.tokens import prepare

ROOT = Path(__file__).resolve().parents[2]
needs_scanner = pytest.mark.skipif(not search.IS_COMPILED, reason="the scanner was not compiled here")
LETTERS = [*context_language().groups.places, *context_language().breaks]


def hits(found: Search, code: str, first: int, last: int, stop: int) -> list[tuple[object, ...]]:
    return sorted(tuple(hit) for hit in found.phrases(code, first, last, stop))


@cache
def both(language: Language) -> tuple[RegexSearch, CompiledSearch]:
    return language.regex_search(), CompiledSearch(*language.programs)


def cue_letters(language: Language) -> list[str]:
    """The characters that cues are made of."""
    return sorted({char for source in language.cue_sources.values() for char in source if char >= "\u4e00"})


def assert_same(
    code: str, language: Language, first: int = 0, last: int | None = None, stop: int | None = None
) -> None:
    last = len(code) if last is None else last
    stop = last if stop is None else stop
    by_regex, by_scanner = both(language)
    assert hits(by_scanner, code, first, last, stop) == hits(by_regex, code, first, last, stop)
    assert by_scanner.cues(code) == by_regex.cues(code)


@needs_scanner
@given(st.text(st.sampled_from(LETTERS), max_size=30), st.data())
@settings(max_examples=300, deadline=None)
def test_both_find_the_same_in_random_texts(code: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(code)))
    last = data.draw(st.integers(first, len(code)))
    assert_same(code, context_language(), first, last, data.draw(st.integers(first, last)))


@cache
def random_phrases() -> Language:
    """Many phrases put together at random from every piece of the syntax, always the same ones."""
    draw = random.Random(20)
    words = ["kartu", "hilang", "pukul", "di-pukul", "me-pukul", "SUAMI", "KARTU", "#", "#<5", "#1-4", "#>=60"]
    gaps = ["", "", "..0", "..1", "..3", "..12", "..2!hilang|KARTU"]

    def element() -> str:
        body = "|".join(draw.sample(words, draw.randint(1, 3)))
        return f"[{body}]" if draw.random() < 0.4 else body

    def phrase() -> str:
        ends = draw.choice([*gaps, "~3"]), draw.choice(gaps)
        return f"{element()} {ends[0]} {draw.choice(words)} {element()} {ends[1]} {element()}"

    return compiled(sign("x", *(phrase() for _ in range(150))), sign("y", "kartu", not_phrases=("kartu ..3 pukul",)))


@needs_scanner
@given(st.text(st.sampled_from(cue_letters(context_language())), max_size=30))
@settings(max_examples=300, deadline=None)
def test_both_find_the_same_cues(code: str) -> None:
    assert_same(code, context_language())


@needs_scanner
@given(st.data())
@settings(max_examples=300, deadline=None)
def test_both_find_the_same_of_random_phrases(data: st.DataObject) -> None:
    language = random_phrases()
    letters = [*language.groups.places, *sorted(language.breaks)[:4], "a", "\U0001f600", "\ud800"]
    assert_same(data.draw(st.text(st.sampled_from(letters), max_size=40)), language)


@needs_scanner
def test_both_find_the_same_with_the_shipped_knowledge(machine: Machine) -> None:
    language = machine.language
    by_regex = language.regex_search()
    for definition in machine.knowledge.signs.values():
        for text in (*definition.matches[:2], *definition.ignores[:1]):
            code = language.encoder.encode(prepare(text)).code
            assert hits(language.search, code, 0, len(code), len(code)) == hits(by_regex, code, 0, len(code), len(code))
            assert language.search.cues(code) == by_regex.cues(code), text


@needs_scanner
@pytest.mark.parametrize(
    "phrase",
    [
        "kartu hilang", "kartu ..3 hilang", "kartu ~4 hilang", "[kartu] hilang rusak", "[kartu] ..2 hilang",
        "kartu|saldo [saya] ..2!rusak hilang|kosong", "@kartu ..1 [lama] %saldo", "kartu merah putih|kartu hilang",
    ],
)  # fmt: skip
def test_every_form_of_a_phrase_means_the_same_to_both(phrase: str) -> None:
    language = compiled(sign("x", phrase), sign("y", "saldo kosong", "kartu"))
    words = [*["kartu", "saldo", "hilang", "kosong", "rusak", "saya", "lama", "merah", "putih"], ".", "tapi"]
    for i in range(400):
        text = " ".join(words[(i * 7 + k * k * (i % 11 + 1)) % len(words)] for k in range(9))
        assert_same(language.encoder.encode(prepare(text)).code, language)


@needs_scanner
def test_a_damaged_program_is_refused_and_does_not_crash() -> None:
    program = context_language().programs[0]
    for field in ("members", "ends", "rows", "begins", "needs", "before"):
        whole = getattr(program, field)
        for broken in (whole[: len(whole) // 2], b"\xff" * len(whole), whole + whole):
            refused_or_usable(program._replace(**{field: broken}))
    numbers = array(NUMBER, program.rows)
    for at in range(0, min(len(numbers), 600)):
        changed = numbers[:]
        changed[at] = 2**30
        refused_or_usable(program._replace(rows=changed.tobytes()))


@needs_scanner
def test_phrases_of_too_many_words_to_count_are_refused() -> None:
    """A small file can name one big set for so many phrases that a 32-bit number of them overflows."""
    letters = "".join(map(chr, range(0x4E00, 0xD800)))
    phrases = 2**32 // len(letters) + 1
    none = array(NUMBER, [0]).tobytes()
    program = Program(
        letters, array(SMALL, range(1, len(letters) + 1)).tobytes(), array(NUMBER, [len(letters)]).tobytes(),
        array(NUMBER, [-1, 0]).tobytes(), none * phrases, none * phrases * NEEDS, none * phrases,
    )  # fmt: skip
    with pytest.raises(ValueError, match="damaged"):
        search.Scanner(*program)


@needs_scanner
def test_a_finalizer_that_searches_too_spoils_nothing() -> None:
    """Before Python 3.12 the collector, and so a finalizer, can run wherever a tuple is made."""
    language = compiled(sign("x", "kartu hilang", "kartu ..3 saldo"))
    code = language.encoder.encode(prepare("kartu hilang saldo kosong " * 8)).code
    undisturbed = language.search.phrases(code, 0, len(code), len(code))

    class Searching:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            language.search.phrases("", 0, 0, 0)

    thresholds = gc.get_threshold()
    for after in (5, 10, 20):
        gc.collect()  # so that tuples are made anew and count
        Searching()
        gc.set_threshold(after, 1, 1)
        try:
            assert language.search.phrases(code, 0, len(code), len(code)) == undisturbed
        finally:
            gc.set_threshold(*thresholds)
    assert gc.isenabled()


def refused_or_usable(program: Program) -> None:
    try:
        scanner = search.Scanner(*program)
    except ValueError:
        return
    scanner.find_all("".join(LETTERS), 0, len(LETTERS), len(LETTERS))


@needs_scanner
@pytest.mark.parametrize("place", [(-1, 2, 2), (2, 1, 1), (0, 3, 3), (0, 2, 3), (1, 2, 0), (1, 2, -sys.maxsize - 1)])
def test_places_outside_the_text_are_refused(place: tuple[int, int, int]) -> None:
    scanner = search.Scanner(*context_language().programs[0])
    with pytest.raises(ValueError, match="not inside"):
        scanner.find_all("ab", *place)


def test_the_regular_expressions_do_when_there_is_no_scanner(tmp_path: Path) -> None:
    """A whole reading in a process of its own that keeps to them."""
    code = (
        "from tests.text.language_files import context_language\n"
        "from triage.text import quick, read\n"
        "from triage.text.search import RegexSearch\n"
        "language = context_language()\n"
        "assert isinstance(language.search, RegexSearch) and not quick.IS_COMPILED\n"
        "print([(e.sign, e.context) for e in read('kartu ilang, saldo gak kosong', language)])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ | {"TRIAGE_PURE": "1"}, capture_output=True, text=True
    )
    assert done.stdout.strip() == str([(e.sign, e.context) for e in _read("kartu ilang, saldo gak kosong")]), (
        done.stderr
    )


def _read(text: str) -> tuple[object, ...]:
    from triage.text import read

    return read(text, context_language())


def test_a_language_written_with_a_scanner_reads_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.text.language.IS_COMPILED", False)
    copy: Language = pickle.loads(pickle.dumps(context_language()))
    assert isinstance(copy.search, RegexSearch)
