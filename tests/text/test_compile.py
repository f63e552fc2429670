"""A compiled language travels through pickle and compiles its expressions only when needed."""

from __future__ import annotations

import pickle

from tests.text.language_files import compiled, context_language, only, sign
from triage.text import Language, read


def test_a_pickled_language_reads_the_same() -> None:
    language = context_language()
    copy: Language = pickle.loads(pickle.dumps(language))
    text = "kartu ilang, saldo kosong, katru rusk. suami gak pernah mukul"
    assert read(text, copy) == read(text, language) != ()


def test_no_compiled_expression_is_pickled() -> None:
    language = context_language()
    read("kartu hilang", language)
    copy: Language = pickle.loads(pickle.dumps(language))
    assert not any(copy.finders)
    assert not copy._cue_finders


def test_only_candidates_are_compiled() -> None:
    language = compiled(sign("x", "KARTU HILANG"), sign("y", "banjir ..3 rumah"))
    read("kartu hilang", language)
    assert [find is not None for find in language.finders] == [True, False]


def test_an_authors_inflected_word_means_its_base() -> None:
    language = compiled(sign("x", "kartu dipegang"), sign("y", "pegang uang"))
    assert only("kartu dipegang", language).sign == "x"
    assert only("megang uang", language).sign == "y"
