"""The lints of phrases and of words, each group as one search."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.heard import deaf
from triage.check.of_phrases import BareWord, DoubleSynonym, IgnoredWord, OnceUsedClass, Twin, UnusedClass
from triage.kb.problems import Problem
from triage.kb.types import Knowledge


def phrase_traps(kb: Knowledge) -> Iterator[Problem]:
    """Every phrase, said word for word, must be heard as what it was written for."""
    for lint in (IgnoredWord(), BareWord(), Twin()):
        yield from lint.find(kb)
    yield from deaf(kb)


def word_traps(kb: Knowledge) -> Iterator[Problem]:
    """Synonyms that are claimed twice, and classes that nothing or only one phrase uses."""
    for lint in (DoubleSynonym(), UnusedClass(), OnceUsedClass()):
        yield from lint.find(kb)
