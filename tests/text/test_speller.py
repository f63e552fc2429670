"""The compiled speller finds what lexicon.py finds in any word; without it everything still works."""

from __future__ import annotations

import os
import pickle
import random
import string
import subprocess
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.language_files import context_language
from triage.text import lexicon as lexicons
from triage.text import quick_speller
from triage.text.affixes import rules
from triage.text.lexicon import Lexicon, read_roots

needs_speller = pytest.mark.skipif(not quick_speller.IS_COMPILED, reason="the speller was not compiled here")
SUFFIXES, WAYS, _ = rules()
PREFIXES = sorted({*WAYS[::4], "mem", "men", "meng", "meny", "pem", "pen", "peny", "pel", "bel"})
CLITICS = ("nya", "ny", "lah", "kah", "pun", "ku", "mu", "in", "kan")
KNOWN = {"kartu": ("kartu",), "uang": ("uang",)}


def assert_same(word: str, lexicon: Lexicon) -> None:
    assert lexicon._unknown(word) == lexicon.plain_unknown(word), word
    assert lexicon.stem(word) == lexicon.plain_stem(word), word


def small(known: Mapping[str, tuple[str, ...]], keep: Iterable[str], roots: str, made: pytest.MonkeyPatch) -> Lexicon:
    """A lexicon with roots of its own, already read."""
    lexicon = Lexicon(known, keep)
    made.setattr(lexicons, "_roots_text", lambda: roots)
    if quick_speller.IS_COMPILED:
        assert lexicon._speller
    assert lexicon.roots == frozenset(roots.split())
    return lexicon


def edited(draw: random.Random, word: str) -> str:
    """A letter more, less, another, or two exchanged."""
    at, letter = draw.randrange(len(word)), draw.choice(string.ascii_lowercase)
    way = draw.randrange(4)
    if way == 0:
        return word[:at] + letter + word[at:]
    if way == 1:
        return word[:at] + word[at + 1 :] or word
    return word[:at] + (letter if way == 2 else word[at + 1 : at + 2] + word[at]) + word[at + (1 if way == 2 else 2) :]


def inflected(draw: random.Random, word: str) -> str:
    """With one or two affixes, in front of which a consonant may have been swallowed."""
    stem = word[1:] if draw.random() < 0.3 and len(word) > 1 else word
    before = "".join(draw.choices(PREFIXES, k=draw.choice((0, 1, 1, 1, 2))))
    return before + stem + "".join(draw.choices(SUFFIXES, k=draw.choice((0, 1, 1, 2))))


def stretched(draw: random.Random, word: str) -> str:
    return "".join(letter * draw.choice((1, 1, 1, 2, 3, 4)) for letter in word)


def any_word(draw: random.Random, words: list[str]) -> str:
    """Letters without sense, or a real word and what people make of it."""
    if draw.random() < 0.15:
        return "".join(draw.choices(string.ascii_lowercase, k=draw.randint(1, 60)))
    word = draw.choice(words)
    if draw.random() < 0.5:
        word = inflected(draw, word)
    if draw.random() < 0.1:
        word = "".join(letter for letter in word if letter not in "aeiou") or word
    if draw.random() < 0.15:
        word += draw.choice(CLITICS)
    for _ in range(draw.choice((0, 0, 1, 1, 1, 2))):
        word = edited(draw, word)
    return stretched(draw, word) if draw.random() < 0.15 else word


def real_words(lexicon: Lexicon) -> list[str]:
    """Known words, and as many roots."""
    known = sorted(word for word in lexicon.known if word.isalpha())
    return known + sorted(filter(str.isalpha, lexicon.roots))[:: max(1, len(lexicon.roots) // len(known))]


@needs_speller
@pytest.mark.parametrize("seed", range(4))
def test_both_find_the_same_in_any_word(seed: int) -> None:
    draw, lexicon = random.Random(seed), context_language().lexicon
    words = real_words(lexicon)
    for _ in range(8_000):
        assert_same(any_word(draw, words), lexicon)


@needs_speller
@pytest.mark.parametrize("seed", range(4))
def test_both_find_the_same_where_words_are_close(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of few letters, of which most are near to several known ones, with the same meaning or another."""
    draw = random.Random(seed)
    for _ in range(25):
        letters = draw.choice(("ae", "pe", "aeknt", "maepn", "bstkrnai", "é\U0001f600ak", "bktr"))
        words = ["".join(draw.choices(letters, k=draw.choice((1, 2, 3, 3, 4, 4, 5, 5, 6, 7, 9)))) for _ in range(90)]
        meanings = [(), ("a",), ("b",), ("b", "c"), ("d",), tuple("d")]
        known = {word: draw.choice(meanings) for word in words[:45]}
        lexicon = small(known, words[40:55], "\n".join(words[50:80]), monkeypatch)
        for _ in range(150):
            word = any_word(draw, words)
            if word.isalpha():
                assert_same(word, lexicon)


@needs_speller
@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=30))
def test_both_find_the_same_in_letters_of_any_script(word: str) -> None:
    assert_same(word, context_language().lexicon)


@needs_speller
def test_every_way_of_finding_a_word_is_tried() -> None:
    draw, lexicon = random.Random(7), context_language().lexicon
    words = real_words(lexicon)
    found = [lexicon._speller.spell(any_word(draw, words)) for _ in range(3_000)]
    assert {one and one[0] for one in found} == {None, *range(4)}
    assert {one[2] for one in found if one} == {"", "di", "me"}


@needs_speller
@pytest.mark.parametrize(
    ("word", "one", "other", "found"),
    [
        ("dimakku", "dimak", "makku", "makku"),
        ("terxabi", "xabi", "rxab", "xabi"),
        ("makkanin", "makkan", "pakkan", "makkan"),
    ],
)
def test_of_equally_long_bases_the_first_passive_one_is_meant(
    word: str, one: str, other: str, found: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon = small({one: ("a",), other: ("b",)}, [], "", monkeypatch)
    assert_same(word, lexicon)
    assert lexicon._unknown(word).reason == f"imbuhan: {found}"


@needs_speller
def test_the_roots_are_those_of_the_list() -> None:
    lexicon, roots = context_language().lexicon, read_roots()
    assert all(lexicon.stem(root) == root for root in roots)
    kept = [word for word in lexicon.keep if word.isalpha() and word not in lexicon.known]
    assert kept
    assert all(lexicon._speller.spell(word) is None for word in kept)


@needs_speller
@pytest.mark.parametrize("length", [500, 100_000])
def test_long_words_are_no_trouble(length: int) -> None:
    lexicon = context_language().lexicon
    for word in ("k" * length, "ka" * length, "kartu" + "u" * length, "men" * length + "kan"):
        assert_same(word, lexicon)
    assert_same("k" * (max(map(len, lexicon.known)) + 1), lexicon)
    assert lexicon.word("kaaaartu" + "u" * length).lemmas == ("kartu",)


@needs_speller
def test_a_lexicon_with_little_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for known, keep, roots in (
        ({}, [], ""),
        ({}, ["ada"], " \n"),
        (KNOWN, [], "\n\nuang  uang\n"),
        ({"a": ()}, [], "a"),
    ):
        lexicon = small(known, keep, roots, monkeypatch)
        for word in ("a", "ada", "uangnya", "katru", "krt", "kartuku", "aaaa"):
            assert_same(word, lexicon)


def test_it_is_made_anew_after_pickling() -> None:
    lexicon = Lexicon(KNOWN, ["kantor"])
    before = [lexicon.word(word) for word in ("katru", "uangnya", "kantor")]
    again = pickle.loads(pickle.dumps(lexicon))
    assert again._compiled is None
    assert [again.word(word) for word in ("katru", "uangnya", "kantor")] == before
    assert before[0].lemmas == ("kartu",)


GOOD: tuple[Any, ...] = (("nya",), ("me", "me", "", ""), ("pe", "an"), ("nya",))


@needs_speller
@pytest.mark.parametrize(
    "rules",
    [
        (), GOOD[:3], (*GOOD, ()), (["nya"], *GOOD[1:]), ((1,), *GOOD[1:]), (("é",), *GOOD[1:]), (("a",) * 64, *GOOD[1:]),
        (("\ud800",), *GOOD[1:]), (GOOD[0], ("me", "me", ""), *GOOD[2:]), (GOOD[0], ("me", "me", "", None), *GOOD[2:]),
        (*GOOD[:2], ("pe",), GOOD[3]), (*GOOD[:2], ("pe", "a", "n"), GOOD[3]), (*GOOD[:3], (b"nya",)),
    ],
)  # fmt: skip
def test_rules_that_are_none_are_refused(rules: tuple[Any, ...]) -> None:
    assert quick_speller.Speller(KNOWN, "", "", GOOD).spell("katru") == (quick_speller.MISTYPED, "kartu", "")
    with pytest.raises(ValueError, match="damaged"):
        quick_speller.Speller(KNOWN, "", "", rules)


@needs_speller
@pytest.mark.parametrize("known", [{"kartu": ["kartu"]}, {"kartu": "kartu"}, {3: ("kartu",)}, {b"kartu": ()}])
def test_words_that_are_none_are_refused(known: Any) -> None:
    with pytest.raises(ValueError, match="damaged"):
        quick_speller.Speller(known, "", "", GOOD)


@needs_speller
@pytest.mark.parametrize("arguments", [(), (KNOWN,), ([], "", "", GOOD), (KNOWN, b"", "", GOOD), (KNOWN, "", "", [])])
def test_arguments_of_another_kind_are_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError):
        quick_speller.Speller(*arguments)


@needs_speller
def test_what_is_no_word_is_refused() -> None:
    speller: Any = quick_speller.Speller(KNOWN, "", "", GOOD)
    for one in ("", None, b"kartu", 3):
        with pytest.raises(ValueError, match="word"):
            speller.spell(one)
    with pytest.raises(TypeError):
        speller.stem(3)
    assert speller.stem("") == ""
    assert speller.spell("\ud800\U0001f600") is None


class Quarrelsome(str):
    """A lemma that compares with nothing."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")


@needs_speller
def test_lemmas_that_cannot_be_compared_mean_different_things() -> None:
    known = {"karta": (Quarrelsome("a"),), "kartu": (Quarrelsome("a"),)}
    assert quick_speller.Speller(known, "", "", GOOD).spell("karto") is None


def test_without_it_everything_works() -> None:
    script = (
        "import sys\n"
        "from triage.text import quick_speller\n"
        "from triage.text.lexicon import Lexicon\n"
        "assert not quick_speller.IS_COMPILED and 'triage.text._speller' not in sys.modules\n"
        "lexicon = Lexicon({'kartu': ('kartu',)}, [])\n"
        "assert lexicon.word('katru').lemmas == ('kartu',) and lexicon.stem('uangnya') == 'uang'\n"
    )
    subprocess.run([sys.executable, "-c", script], env={**os.environ, "TRIAGE_PURE": "1"}, check=True)
