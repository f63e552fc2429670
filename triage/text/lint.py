"""Lints of the phrases, and the knowledge without those that cannot be compiled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from triage.kb.place import problem
from triage.kb.problems import Problem
from triage.kb.types import InquiryDef, Knowledge, SignDef
from triage.text.compile import check_phrase
from triage.text.phrases import PhraseError
from triage.text.vocabulary import Vocabulary


def bad_phrases(kb: Knowledge) -> Iterator[tuple[str, str, str, str]]:
    """(kind, id, phrase, message) of every phrase that does not follow the syntax. Raises PhraseError for a cue."""
    spoken: list[SignDef | InquiryDef] = [*kb.signs.values(), *kb.inquiries.values()]
    texts = [p for entry in spoken for p in (*entry.phrases, *entry.not_phrases)]
    vocabulary = Vocabulary(kb.language, texts + [p for cue in kb.language.cues for p in cue.phrases])
    for kind in ("signs", "inquiries"):
        for entry in getattr(kb, kind).values():
            for phrase in (*entry.phrases, *entry.not_phrases):
                error = check_phrase(phrase, vocabulary)
                if error is not None:
                    yield kind, entry.id, phrase, str(error)


def phrases_parse(kb: Knowledge) -> Iterator[Problem]:
    """Every phrase and cue follows the syntax of docs/knowledge-format.md."""
    cues = [phrase for cue in kb.language.cues for phrase in cue.phrases]
    vocabulary = Vocabulary(kb.language, cues)
    for phrase in cues:
        error = check_phrase(phrase, vocabulary, is_cue=True)
        if error is not None:
            yield Problem("knowledge/language/cues.yaml", 0, 0, "frasa", str(error))
    try:
        for kind, name, _, message in bad_phrases(kb):
            yield problem(kb, kind, name, "frasa", message)
    except PhraseError as error:
        yield Problem("knowledge/language", 0, 0, "frasa", str(error))


def without_bad_phrases(kb: Knowledge) -> Knowledge:
    """The same knowledge without what cannot be compiled, so that all other examples still run."""
    bad = {(kind, name, phrase) for kind, name, phrase, _ in bad_phrases(kb)}

    def cleaned(kind: str, entries: Mapping[str, Any]) -> dict[str, Any]:
        return {
            e.id: replace(
                e,
                phrases=tuple(p for p in e.phrases if (kind, e.id, p) not in bad),
                not_phrases=tuple(p for p in e.not_phrases if (kind, e.id, p) not in bad),
            )
            for e in entries.values()
        }

    return replace(kb, signs=cleaned("signs", kb.signs), inquiries=cleaned("inquiries", kb.inquiries)) if bad else kb
