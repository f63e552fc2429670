"""The compiled coder writes what encode.py writes; without it everything still works."""

from __future__ import annotations

import importlib.util
import random
import sys
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.text.language_files import context_language
from tests.text.test_reader import ASSEMBLED
from triage.pipeline import Machine
from triage.text import quick, quick_judge, quick_speller, search
from triage.text.coded import ChunkedText, QuickText
from triage.text.codes import PUNCTUATION
from triage.text.encode import Encoder
from triage.text.language import Language
from triage.text.tokens import plain, prepare, tokens

needs_coder = pytest.mark.skipif(not quick.IS_COMPILED, reason="the coder was not compiled here")


def assert_same(text: str, language: Language) -> None:
    prepared = prepare(text)
    found, slow = language.encoder.encode(prepared), language.encoder.chunked(prepared)
    size = len(slow.code)
    assert found.code == slow.code
    assert found.words(0, size) == slow.words(0, size)
    assert sorted(found.guesses(0, size)) == sorted(slow.guesses(0, size))
    for start in range(size):
        for end in range(start + 1, min(size, start + 4) + 1):
            assert found.place(start, end) == slow.place(start, end)
            assert found.words(start, end) == slow.words(start, end)
            assert sorted(found.guesses(start, end)) == sorted(slow.guesses(start, end))


@given(ASSEMBLED | st.text(max_size=60))
@example("\ud800 kartu \U0001f600ilang\u0000  ")
@example("krtu hlng, bntuan blm cair")
def test_both_write_the_same(text: str) -> None:
    assert_same(text, context_language())


@needs_coder
def test_both_write_the_same_of_what_people_say(machine: Machine) -> None:
    quickly = 0
    told = [text for sign in machine.knowledge.signs.values() for text in sign.matches[:3]]
    for text in told:
        assert_same(text, machine.language)
        quickly += isinstance(machine.language.encoder.encode(prepare(text)), QuickText)
    assert quickly > 0.9 * len(told)


@given(st.text("ab.n-,:;!?\n)…•2é", max_size=7) | st.text(max_size=7) | ASSEMBLED)
@example("jl.")
@example("x-an.")
def test_a_plain_chunk_is_one_word_with_at_most_one_mark(text: str) -> None:
    for chunk in prepare(text).split(" "):
        found = plain(chunk)
        if found is not None:
            word, mark = found
            size = len(word)
            assert tokens(chunk) == [(word, 0, size), *([(mark, size, size + 1)] if mark else [])]
            assert not mark or mark in PUNCTUATION


def test_the_commonest_chunks_are_plain() -> None:
    for chunk in ("kartu", "kartu,", "hilang.", "di-rumah", "di-rumah?", "anak-anak", "an"):
        assert plain(chunk) == (chunk.rstrip(",.?"), chunk[-1:] if chunk[-1:] in ",.?" else "")
    for chunk in ("", "-", "an.", "kartu-", "-kartu", "kartu2", "5", "kartu..", "kartu,hilang", '"kartu', "kartú", "."):
        assert plain(chunk) is None


@needs_coder
def test_long_chunks_are_left_to_the_slow_way() -> None:
    assert isinstance(context_language().encoder.encode(prepare(f"kartu {'a' * 41} hilang")), ChunkedText)


@pytest.mark.parametrize(
    "text",
    [
        "dua juta", "kartu hilang dua juta kemarin", "lima dua,tiga puluh", "(dua puluh ribu),50rb lima juta", "seratus lima.",
        "dua puluh lima ribu, tiga juta dua ratus. sembilan belas", "dua ratuus lmia puluh", "x dua juta-dua juta y",
    ],
)  # fmt: skip
def test_numbers_in_several_words_are_joined_alike(text: str) -> None:
    for whole in (text, f"kartu hlang {text} saya", f"{text} {text}"):
        assert_same(whole, context_language())


@given(
    st.lists(
        st.sampled_from(["dua", "puluh", "juta", "5", "50rb", "ribu", ",", "kartu", "belas", " ", " ", " "]),
        max_size=14,
    )
)
def test_numbers_in_any_order_are_joined_alike(parts: list[str]) -> None:
    assert_same("".join(parts), context_language())


@needs_coder
def test_what_it_remembers_is_bounded_and_holds_no_long_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "_MEMO_LIMIT", 200)
    language = context_language()
    coder = Encoder(language.lexicon, language.codes).coder
    assert coder is not None
    draw = random.Random(3)
    for _ in range(400):
        words = ["".join(draw.choices("abcdefghij", k=draw.randint(2, 9))) for _ in range(10)]
        prepared = " ".join(words)
        found = coder.write(prepared)
        assert found
        written = {prepared[a:b] for a, b in zip(found[1][::2], found[1][1::2], strict=True)}
        assert written <= set(words)
        assert len(written) >= 6  # some mean nothing
        assert len(coder) <= 210
    known = len(coder)
    assert coder.write("b" * 41 + " kartu") is None
    assert len(coder) == known


@needs_coder
@pytest.mark.parametrize(
    ("chunk", "code", "places", "kinds"),
    [
        ("ab", "x", b"\0\3", b"\0"), ("ab", "x", b"\2\1", b"\0"), ("ab", "xy", b"\0\1", b"\0"),
        ("ab", "x", b"\0\1\1\2", b"\0"), ("a" * 256, "x", b"\0\1", b"\0"), ("ab", "\U00010000", b"\0\1", b"\0"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_not_learnt(chunk: str, code: str, places: bytes, kinds: bytes) -> None:
    coder = quick.Coder()
    with pytest.raises(ValueError, match="chunk"):
        coder.learn(chunk, code, places, kinds)
    assert coder.write("ab") == ["ab"]


@needs_coder
def test_what_is_learnt_twice_stays_and_what_is_forgotten_is_asked_for() -> None:
    coder = quick.Coder()
    for i in range(3000):
        coder.learn(str(i), "x", bytes((0, len(str(i)))), b"\0")
    coder.learn("7", "y", b"\0\1", b"\1")
    assert len(coder) == 3000
    assert coder.write("7 2999") == ("xx", b"".join(n.to_bytes(4, sys.byteorder) for n in (0, 1, 2, 6)), b"\0\0", False)
    coder.forget()
    assert coder.write("7 8") == ["7", "8"]


@pytest.mark.parametrize(
    ("module", "name"), [(quick, "_coder"), (search, "_scanner"), (quick_judge, "_judge"), (quick_speller, "_speller")]
)
@pytest.mark.parametrize("newer", [0, 1])
def test_what_was_compiled_for_another_format_is_left_alone(
    module: ModuleType, name: str, newer: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRIAGE_PURE", raising=False)
    compiled = SimpleNamespace(FORMAT=module.FORMAT + newer, Coder=None, Scanner=None, Judge=None, Speller=None)
    monkeypatch.setitem(sys.modules, f"triage.text.{name}", compiled)  # type: ignore[misc]
    spec = importlib.util.spec_from_file_location("module_again", str(module.__file__))
    assert spec
    assert spec.loader
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    assert again.IS_COMPILED is not bool(newer)
