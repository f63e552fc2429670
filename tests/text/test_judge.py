"""The compiled judge decides what match.py and context.py decide: which hits stand, and whether they are so."""

from __future__ import annotations

from array import array
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings

from tests.text.language_files import context_language
from tests.text.test_reader import ASSEMBLED
from triage.pipeline import Machine
from triage.text import quick_judge
from triage.text.codes import HARD, SOFT
from triage.text.judged import Judged, judged, plainly_judged, standing
from triage.text.language import Cue, Language, Owner, Phrase
from triage.text.match import CueHit, Hit
from triage.text.program import NUMBER
from triage.text.quick_judge import CONTEXTS, compiled_judge
from triage.text.search import Span
from triage.text.tokens import prepare

needs_judge = pytest.mark.skipif(not quick_judge.IS_COMPILED, reason="the judge was not compiled here")
ROLE = "r"
MISSING = (-1, -1)

OWNERS = [
    Owner("plain", "household", False, "", False), Owner("question", "household", False, "", True),
    Owner("background", "household", False, "", False, True), Owner("own", "facilitator", False, "", False),
]  # fmt: skip
PHRASES = [
    Phrase(o, "", "", actor, -1, exception) for o in range(4) for actor in (-1, 0) for exception in (False, True)
]
CUES = [
    Cue(kind, kind, direction, scope, crosses)
    for kind in CONTEXTS
    for direction in ("forward", "backward", "both")
    for scope in (0, 3, 12, 40)
    for crosses in (False, True)
]


def tiny() -> Language:
    """Only what judging asks a language for."""
    return cast(
        Language,
        SimpleNamespace(
            owners=OWNERS, phrases=PHRASES, cues=CUES, breaks=frozenset(HARD + SOFT), role_starts=frozenset(ROLE)
        ),
    )


def spans_in(draw: Random, start: int, end: int) -> tuple[Span, ...]:
    """Elements of a hit: the first begins it, the last ends it, gaps and missing ones in between."""
    places = [start, *sorted(draw.choices(range(start, end + 1), k=draw.choice((0, 2, 2, 4)))), end]
    pairs = [(a, b) for a, b in zip(places[::2], places[1::2], strict=True) if a < b]
    return (*pairs, MISSING) if draw.random() < 0.2 else tuple(pairs)


def hits_in(draw: Random, length: int) -> list[tuple[int, int, int, tuple[Span, ...]]]:
    """(phrase, start, end, elements), none twice. Exceptions are rarer than phrases."""
    found = {}
    for _ in range(draw.randint(1, 7)):
        number, start = draw.randrange(len(PHRASES)), draw.randrange(length)
        if PHRASES[number].is_exception and draw.random() < 0.7:
            continue
        end = min(start + draw.choice((1, 1, 2, 3, 4, 6, 9)), length)
        found[number, start, end] = spans_in(draw, start, end)
    return [(*what, spans) for what, spans in found.items()]


def cues_in(draw: Random, length: int) -> list[tuple[int, int, int]]:
    """(cue, start, end) from left to right."""
    out, at = [], 0
    for _ in range(draw.randint(0, 7)):
        start = at + draw.choice((0, 0, 0, 1, 1, 2, 3, 5))
        at = start + draw.choice((1, 1, 2))
        if at <= length:
            out.append((draw.randrange(len(CUES)), start, at))
    return out


def packed_hits(hits: list[tuple[int, int, int, tuple[Span, ...]]]) -> bytes:
    numbers = array(NUMBER)
    for number, start, end, spans in hits:
        numbers.extend((number, start, end, len(spans), *(place for span in spans for place in span)))
    return numbers.tobytes()


@needs_judge
@pytest.mark.parametrize("seed", range(4))
def test_both_decide_the_same_of_any_hits_and_cues(seed: int) -> None:
    draw, language = Random(seed), tiny()
    judge = compiled_judge(PHRASES, OWNERS, CUES, language.breaks, language.role_starts)
    assert judge is not None
    for _ in range(15_000):
        letters = draw.choice(("abcdef", "abc" * 9 + ROLE + SOFT, "abc" * 5 + HARD + SOFT + ROLE))
        code = "".join(draw.choices(letters, k=draw.choice((3, 8, 14, 30, 45))))
        hits, cues = hits_in(draw, len(code)), cues_in(draw, len(code))
        exceptions: dict[int, list[Span]] = {}
        raw = []
        for number, start, end, spans in hits:
            phrase = PHRASES[number]
            if phrase.is_exception:
                exceptions.setdefault(phrase.owner, []).append((start, end))
            else:
                raw.append(Hit(phrase.owner, start, end, number, spans))
        expected = standing(raw, exceptions, [CueHit(s, e, CUES[n]) for n, s, e in cues], code, language)
        found = judge.judge(code, packed_hits(hits), array(NUMBER, [n for cue in cues for n in cue]).tobytes())
        assert sorted(found, key=str) == sorted(map(tuple, expected), key=str), (code, hits, cues)


def in_order(found: Any) -> list[Judged]:
    return sorted(Judged(*one) for one in found)


@needs_judge
@given(ASSEMBLED)
@settings(deadline=None)
def test_both_decide_the_same_of_sentences(text: str) -> None:
    language = context_language()
    code = language.encoder.encode(prepare(text)).code
    assert in_order(judged(code, language)) == in_order(plainly_judged(code, language))


@needs_judge
def test_both_decide_the_same_of_what_people_say(machine: Machine) -> None:
    language = machine.language
    told = [text for sign in machine.knowledge.signs.values() for text in (*sign.matches[:2], *sign.ignores[:2])]
    contexts = set()
    for text in (*told, *(". ".join(told[i : i + 9]) for i in range(0, len(told), 9))):  # long ones are cut in pieces
        code = language.encoder.encode(prepare(text)).code
        found = in_order(judged(code, language))
        assert found == in_order(plainly_judged(code, language)), text
        contexts.update(one.context for one in found)
    assert contexts == set(CONTEXTS.values())


@needs_judge
@pytest.mark.parametrize(
    "hits",
    [
        [len(PHRASES), 0, 1, 0], [-1, 0, 1, 0], [0, -1, 1, 0], [0, 1, 1, 0], [0, 0, 9, 0], [0, 0, 1, 1], [0, 0, 1],
        [0, 0, 1, -1], [0, 0, 1, 65], [0, 1, 2, 1, 0, 2], [0, 1, 2, 1, 2, 1], [0, 1, 2, 1, 1, 3], [0, 0, 1, 2**30],
    ],
)  # fmt: skip
def test_hits_that_no_scanner_wrote_are_refused(hits: list[int]) -> None:
    refused("abc", array(NUMBER, hits).tobytes(), b"")


@needs_judge
@pytest.mark.parametrize("cues", [[0, 0], [-1, 0, 1], [len(CUES), 0, 1], [0, 1, 1], [0, 0, 4], [0, 1, 2, 0, 0, 1]])
def test_cues_that_no_scanner_wrote_are_refused(cues: list[int]) -> None:
    refused("abc", packed_hits([(0, 0, 1, ())]), array(NUMBER, cues).tobytes())


def refused(code: str, hits: bytes, cues: bytes) -> None:
    judge = compiled_judge(PHRASES, OWNERS, CUES, "", "")
    assert judge is not None
    with pytest.raises(ValueError, match="damaged"):
        judge.judge(code, hits, cues)


@needs_judge
def test_tables_that_do_not_fit_together_are_refused() -> None:
    numbers = array(NUMBER, [0, 0]).tobytes()
    cue = array(NUMBER, [0, 0, 0, 0]).tobytes()
    contexts = tuple(CONTEXTS.values())
    good: tuple[Any, ...] = (numbers, numbers, cue, contexts, "", "", HARD)
    assert quick_judge.Judge(*good).judge("a", b"", b"") == []
    wrong_owner, wrong_kind = array(NUMBER, [2, 0]).tobytes(), array(NUMBER, [9, 0, 0, 0]).tobytes()
    for at, bad in (
        (0, wrong_owner),
        (0, numbers[:4]),
        (2, wrong_kind),
        (2, cue[:8]),
        (3, contexts[1:]),
        (4, "\U0001f600"),
    ):
        with pytest.raises(ValueError, match="tables"):
            quick_judge.Judge(*good[:at], bad, *good[at + 1 :])
