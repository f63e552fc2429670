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


def test_no_search_is_pickled() -> None:
    language = context_language()
    assert "search" not in language.__getstate__()


def test_only_candidates_are_compiled() -> None:
    language = compiled(sign("x", "KARTU HILANG"), sign("y", "banjir ..3 rumah"))
    search = language.regex_search()
    code = language.encoder.encode("kartu hilang").code
    search.phrases(code, 0, len(code), len(code))
    assert [find is not None for find in search.finders] == [True, False]


def test_an_authors_inflected_word_means_its_base() -> None:
    language = compiled(sign("x", "kartu dipegang"), sign("y", "pegang uang"))
    assert only("kartu dipegang", language).sign == "x"
    assert only("megang uang", language).sign == "y"
