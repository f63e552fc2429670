"""The compiled sums of the second reader and the plain ones find the same; without the former everything still works."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
from array import array
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from triage.nearest import sums as adding
from triage.nearest.sums import Heard, PlainSums, Sums, sums
from triage.nearest.tables import NAMELESS, UNIT, Parts, Table, numbers, table, units, word

needs_compiled = pytest.mark.skipif(not adding.IS_COMPILED, reason="the sums were not compiled here")
BOTH = [PlainSums, pytest.param(sums, marks=needs_compiled)]
Make = Callable[..., Any]


def made(make: Make, parts: Parts) -> Sums:
    one: Sums = make(parts) if make is sums else make(*parts)
    return one


def small() -> Parts:
    """Three cases, the first is none; four features: a word, a word, a pair of the two names, a sign."""
    one, half = UNIT, UNIT // 2
    return Parts(
        weights=table([[(1, one)], [(0, half), (2, one)], [(1, half), (2, 2 * one)], [(1, one)]], 3),
        having=table([[(0, one), (2, half)], [(1, one), (2, half)], [], [(2, one)]], 3),
        beside=table([[(1, 2)], [(0, 2)]], 2),
        tellings=table([[], [(0, one), (2, one)], [(1, one)]], 3),
        worth=array("i", [2 * one, one, half, half]).tobytes(),
        signs=array("i", [0, 1, 2]).tobytes(),
        bias=array("d", [0.0, 0.0, -0.25]).tobytes(),
    )


@pytest.mark.parametrize("make", BOTH)
def test_what_a_text_says_is_what_its_words_its_pairs_and_its_signs_say(make: Make) -> None:
    one = made(make, small())
    one.learn("a", word("a", 0, True, [0]))
    one.learn("b,", word("b", 1, True, [1]))
    heard = Heard(*one.hear("a b, a", numbers([3]), 2))
    mass, square = 4 * UNIT, (4 + 1) * UNIT + UNIT // 2
    assert heard == (2, square, UNIT / 2, [(1, 2.5 * UNIT), (2, 3 * UNIT - mass / 4)], [0, 1, 3])
    assert one.nearest(heard.heaviest, [1, 2]) == [(2, 2), (1, 1)]
    assert one.nearest([], [1, 2]) == [(0, 0), (1, 0)]


@pytest.mark.parametrize("make", BOTH)
def test_words_that_mean_the_same_count_each_and_words_that_mean_nothing_part_neighbours(make: Make) -> None:
    one = made(make, small())
    for chunk, name, features in (("a", 0, [0]), ("ai", 0, [0]), ("b", 1, [1]), ("x", NAMELESS, [])):
        one.learn(chunk, word(chunk, name, True, features))
    assert Heard(*one.hear("a ai a", b"", 2)).square == 2 * 4 * UNIT
    apart, beside = Heard(*one.hear("a x b x", b"", 2)), Heard(*one.hear("a b x", b"", 2))
    assert (apart.known, beside.known) == (2, 2)
    assert beside.square - apart.square == UNIT // 4


@pytest.mark.parametrize("make", BOTH)
def test_it_asks_for_what_it_does_not_know(make: Make) -> None:
    one = made(make, small())
    one.learn("a", word("a", 0, True, [0]))
    one.learn("a", word("a", 0, True, [1]))
    assert one.hear("b a  c\0 \ud800 b", b"", 2) == ["b", "", "c\0", "\ud800", "b"]
    for chunk in ("b", "", "c\0", "\ud800"):
        one.learn(chunk, b"")
    assert Heard(*one.hear("b a  c\0 \ud800 b", b"", 2)).heaviest == [0]
    assert len(one) > 4
    one.forget()
    assert len(one) == 0
    assert one.hear("a", b"", 2) == ["a"]


@pytest.mark.parametrize("make", BOTH)
def test_many_chunks_and_long_ones_are_kept_apart(make: Make) -> None:
    one = made(make, small())
    chunks = [str(i) for i in range(3000)] + ["a" * 5000, "a" * 5001, "ktodoe", "yiijsv"]  # the last two by one hash
    for i, chunk in enumerate(chunks):
        one.learn(chunk, word(chunk, NAMELESS, True, [0] * (i % 3)))
    for chunk, features in (("7", 1), ("2999", 2), ("a" * 5000, 0), ("a" * 5001, 1), ("ktodoe", 2), ("yiijsv", 0)):
        assert Heard(*one.hear(chunk, b"", 2)).square == features * 4 * UNIT
    whole = Heard(*one.hear(" ".join(chunks * 2), b"", 2))
    assert whole.known == sum(i % 3 > 0 for i in range(len(chunks)))


def drawn(draw: random.Random, texts: int, names: int) -> Parts:
    """Parts that fit together, of few small numbers, so that much is equal."""
    features, cases = draw.randint(2, 40), draw.randint(2, 9)

    def some(count: int, most: int, values: Callable[[], int]) -> list[tuple[int, int]]:
        return sorted((column, values()) for column in draw.sample(range(count), draw.randint(0, min(count, most))))

    weights = [some(cases, cases, lambda: draw.randint(-3, 3) * UNIT // 4) for _ in range(features)]
    words = features // 2  # the others are features of pairs, by which tellings are not compared
    having = [some(texts, 12, lambda: draw.randint(1, 3)) if i < words else [] for i in range(features)]
    follow = [some(names, 4, lambda: draw.randrange(words, features)) for _ in range(names)]
    beside = [sorted({*row, *((name, draw.randrange(words, features)) for name, _ in row)}) for row in follow]
    tellings = [some(texts, 30, lambda: UNIT) or [(texts - 1, UNIT)] for _ in range(cases)]
    return Parts(
        table(weights, cases), table(having, texts), table(beside, names), table(tellings, texts),
        array("i", [draw.randint(1, 4) * UNIT // 3 for _ in range(features)]).tobytes(),
        array("i", [draw.randint(0, min(4, texts)) for _ in range(texts)]).tobytes(),
        array("d", [draw.choice((0.0, -0.1, 1 / 3)) for _ in range(cases)]).tobytes(),
    )  # fmt: skip


@needs_compiled
@pytest.mark.parametrize(
    ("seed", "texts", "names"),
    [*((seed, 1 + 3 * seed, 1 + 2 * seed) for seed in range(12)), (12, 70_000, 3), (13, 5, 66_000), (14, 2**16, 2**16)],
)
def test_both_find_the_same(seed: int, texts: int, names: int) -> None:
    draw = random.Random(seed)
    parts = drawn(draw, texts, names)
    plain, compiled = PlainSums(*parts), sums(parts)
    features, cases = len(parts.worth) // 4, len(parts.bias) // 8
    vocabulary = [f"{i}" for i in range(30)]
    for chunk in vocabulary:
        name = draw.choice((NAMELESS, draw.randrange(names)))
        known = [draw.randrange((features + 1) // 2) for _ in range(draw.randint(0, 4))]
        words = b"".join(word(f"{i}", name, draw.random() < 0.7, known) for i in draw.sample(range(20), 2))
        plain.learn(chunk, words)
        compiled.learn(chunk, words)
    for _ in range(60):
        text = " ".join(draw.choices(vocabulary, k=draw.randint(1, 40)))
        more = numbers(draw.randrange(features) for _ in range(draw.randint(0, 5)))
        heard = Heard(*compiled.hear(text, more, draw.randint(0, 10)))
        assert heard[:3] == plain.hear(text, more, 0)[:3]
        assert heard == plain.hear(text, more, len(heard.cases))
        asked = draw.sample(range(cases), draw.randint(0, cases))
        assert compiled.nearest(heard.heaviest, asked) == plain.nearest(heard.heaviest, asked)


def changed(part: str, **others: bytes) -> Parts:
    parts = small()
    one = getattr(parts, part)
    return parts._replace(**{part: one._replace(**others) if isinstance(one, Table) else others[part]})


def _numbers(*some: int) -> bytes:
    return array("i", some).tobytes()


@needs_compiled
@pytest.mark.parametrize(
    "parts",
    [
        changed("weights", starts=_numbers(0, 1, 3, 5)),
        changed("weights", starts=_numbers(0, 4, 3, 5, 6)),
        changed("weights", starts=_numbers(1, 1, 3, 5, 6)),
        changed("weights", starts=_numbers(0, 1, 3, 5, 7)),
        changed("weights", starts=_numbers(0, 1, 3, 5, 6, 6)),
        changed("weights", columns=array("H", [1, 0, 2, 1, 3, 1]).tobytes()),
        changed("weights", columns=array("H", [1, 0, 2, 1, 2]).tobytes()),
        changed("weights", values=_numbers(1, 2, 3, 4, 5)),
        changed("having", columns=array("H", [0, 2, 3, 2, 2]).tobytes()),
        changed("having", values=_numbers(1, 1, 0, 1, 1)),
        changed("beside", values=_numbers(4, 2)),
        changed("beside", values=_numbers(2, -1)),
        changed("beside", columns=array("H", [1, 2]).tobytes()),
        changed("beside", starts=b""),
        changed("tellings", columns=array("H", [0, 3, 1]).tobytes()),
        changed("worth", worth=_numbers(1, 2, 3)),
        changed("worth", worth=b"abc"),
        changed("signs", signs=_numbers(0, 1)),
        changed("signs", signs=_numbers(0, 1, 2) + b"x"),
        changed("signs", signs=_numbers(0, 1, 4)),
        changed("signs", signs=_numbers(0, 1, -1)),
        changed("bias", bias=b""),
        Parts(*[table([], 0)] * 4, b"", b"", b""),
    ],
)
def test_what_does_not_fit_together_is_refused(parts: Parts) -> None:
    with pytest.raises(ValueError, match="damaged"):
        sums(parts)


@needs_compiled
@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.learn("b", word("b", 2, True, [0])),
        lambda one: one.learn("b", word("b", -2, True, [0])),
        lambda one: one.learn("b", word("b", 0, True, [4])),
        lambda one: one.learn("b", word("b", 0, True, [-1])),
        lambda one: one.learn("b", word("b", 0, True, [0])[:-8]),
        lambda one: one.learn("b", word("b", 0, True, [0])[:-1]),
        lambda one: one.learn("b", word("b", 0, True, [0]) + b"x"),
        lambda one: one.learn("b", numbers([1, 0, 1, -1])),
        lambda one: one.learn("b", numbers([1, 0, 1])),
        lambda one: one.hear("a", numbers([4]), 1),
        lambda one: one.hear("a", numbers([-1]), 1),
        lambda one: one.hear("a", b"", 256),
        lambda one: one.nearest([4], [1]),
        lambda one: one.nearest([0, 1, 2, 3, 0], [1]),
        lambda one: one.nearest([0], [3]),
        lambda one: one.nearest([0], [0]),
        lambda one: one.nearest([0], [1] * 256),
        lambda one: one.nearest([0], [-1]),
        lambda one: one.nearest([0], [2**70]),
    ],
)
def test_what_is_none_of_the_tables_is_refused_and_changes_nothing(ask: Callable[[Sums], object]) -> None:
    one = sums(small())
    one.learn("a", word("a", 0, True, [0]))
    before = (one.hear("a", numbers([3]), 2), one.nearest([0, 3], [1, 2]))
    with pytest.raises(ValueError, match=r"tables|tells"):
        ask(one)
    assert (one.hear("a", numbers([3]), 2), one.nearest([0, 3], [1, 2])) == before
    assert one.hear("b", b"", 2) == ["b"]


def test_a_weight_too_large_for_a_table_counts_as_the_largest() -> None:
    assert units(1.5) == 3 * UNIT // 2
    (row,) = (list(table([[(0, units(1e9)), (1, units(-1e9))]], 2).row(0)),)
    assert [value // UNIT for _, value in row] == [127, -128]


def test_the_plain_sums_do_when_the_compiled_are_not_wanted() -> None:
    script = (
        "import sys; from triage.nearest import sums\n"
        "assert not sums.IS_COMPILED and 'triage.nearest._sums' not in sys.modules\n"
        "from tests.test_sums import small; assert isinstance(sums.sums(small()), sums.PlainSums)"
    )
    subprocess.run([sys.executable, "-c", script], env={**os.environ, "TRIAGE_PURE": "1"}, check=True)


@pytest.mark.parametrize("newer", [0, 1])
def test_what_was_compiled_for_another_format_is_left_alone(newer: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRIAGE_PURE", raising=False)
    compiled: Any = SimpleNamespace(FORMAT=adding.FORMAT + newer, Sums=None)
    monkeypatch.setitem(sys.modules, "triage.nearest._sums", compiled)
    spec = importlib.util.spec_from_file_location("module_again", adding.__file__)
    assert spec
    assert spec.loader
    again = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(again)
    assert again.IS_COMPILED is not bool(newer)
