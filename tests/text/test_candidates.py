"""The filter before the phrase searches may let too much through, never too little."""

from __future__ import annotations

from array import array
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.language_files import context_language
from triage.pipeline import Machine
from triage.text.candidates import Candidates, grouped
from triage.text.language import Language
from triage.text.search import RegexSearch
from triage.text.tokens import prepare


def all_matching(code: str, language: Language) -> set[int]:
    """The oracle: every phrase searched, one after the other."""
    search = by_regex(language)
    return {n for n in range(len(language.phrases)) if (search.finders[n] or search.finder(n))(code)}


@cache
def by_regex(language: Language) -> RegexSearch:
    return language.regex_search()


CODES = st.text(st.sampled_from([*context_language().groups.places, *context_language().breaks]), max_size=30)


@given(CODES)
@settings(max_examples=150, deadline=None)
def test_no_match_is_filtered_away_in_random_texts(code: str) -> None:
    language = context_language()
    assert all_matching(code, language) <= set(by_regex(language).candidates.among(code))


def test_no_match_of_the_shipped_knowledge_is_filtered_away(machine: Machine) -> None:
    language = machine.language
    texts = [text for sign in machine.knowledge.signs.values() for text in sign.matches[:1]]
    for text in texts:
        code = language.encoder.encode(prepare(text)).code
        assert all_matching(code, language) <= set(by_regex(language).candidates.among(code)), text


@pytest.mark.parametrize(
    ("code", "found"),
    [("abc", [0, 1, 2]), ("cba", [2]), ("a|bc", [1, 2]), ("b|c", [2]), ("xaxbxcx", [0, 1, 2]), ("c", [2]), ("", [])],
)
def test_words_must_stand_in_order_in_one_sentence(code: str, found: list[int]) -> None:
    anchors = [["a", "b", "c"], ["ab", "bc"], ["c"]]
    filtered = Candidates(grouped(anchors, lambda chars: 1.0), len(anchors), "|")
    assert filtered.among(code) == found


def test_of_a_long_phrase_only_the_rarest_words_are_asked_for() -> None:
    groups = grouped([["a", "b", "c", "d", "e"]], lambda chars: {"a": 9, "b": 1, "c": 9, "d": 1, "e": 1}[chars])
    assert {char: array("I", packed).tolist() for char, packed in groups.places.items()} == {
        "b": [0],
        "d": [1],
        "e": [2],
    }
