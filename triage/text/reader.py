"""Text to evidence: every reading of every sign, with quote, context and the reason of every word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from triage.model import OTHER_HOUSEHOLD, Context, Evidence
from triage.text.coded import Coded, CodedText
from triage.text.context import STATES
from triage.text.judged import Plain, all_judged, judged
from triage.text.language import Language, Phrase
from triage.text.match import Hit, consumed
from triage.text.people import nearby_role, role_in
from triage.text.search import Span
from triage.text.tokens import prepare, spans

_IN_TEXT_ORDER = attrgetter("start", "end", "sign")


@dataclass(frozen=True, slots=True)
class AnalysedWord:
    """One written word, its place in the text, its lemmas and why (Indonesian)."""

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]
    reason: str


def read(text: str, language: Language, reasons: bool = False) -> tuple[Evidence, ...]:
    """Every reading in `text`, which must already be masked, in text order.

    Asserted and hedged readings have state present, negated ones absent, past, resolved and hypothetical
    ones None (semantics 2). Several readings of one sign are all kept. Raises nothing for any text.
    reasons: also tell of every word how it was understood.
    """
    coded = language.encoder.encode(prepare(text))
    hits = judged(coded.code, language)
    if not reasons:
        return _told(hits, coded, text, language)
    found = [
        _evidence(*hit, coded, text, language)._replace(words=_reasons(text, coded.words(hit[1], hit[2])))
        for hit in hits
    ]
    return tuple(sorted(found, key=_IN_TEXT_ORDER))


def read_all(texts: Sequence[str], language: Language) -> list[tuple[Evidence, ...]]:
    """What `read` finds in each of several texts."""
    coded = [language.encoder.encode(prepare(text)) for text in texts]
    hits = all_judged([each.code for each in coded], language)
    return [_told(*each, language) for each in zip(hits, coded, texts, strict=True)]


def _told(hits: Sequence[Plain], coded: CodedText, text: str, language: Language) -> tuple[Evidence, ...]:
    return tuple(sorted([_evidence(*hit, coded, text, language) for hit in hits], key=_IN_TEXT_ORDER))


def _evidence(
    number: int, first: int, last: int, groups: tuple[Span, ...], context: Context, is_other: bool, is_hedged: bool,
    cue: Span | None, coded: CodedText, text: str, language: Language,
) -> Evidence:  # fmt: skip
    """What one hit says (see Judged)."""
    phrase = language.phrases[number]
    owner = language.owners[phrase.owner]
    subject = owner.about
    if is_other:
        subject = OTHER_HOUSEHOLD
    elif phrase.subject >= 0 and (role := role_in(groups[phrase.subject], coded.code, language)):
        subject = f"member:?{role}"
    actor = ""
    if phrase.actor >= 0 or owner.nearby_actor:
        actor = _actor(Hit(phrase.owner, first, last, number, groups), phrase, coded, language)
    start, end = coded.place(first, last)
    cue_start, cue_end = coded.place(*cue) if cue else (0, 0)
    guesses = coded.guesses(first, last)
    is_guess = bool(guesses) and not consumed(groups).isdisjoint(guesses)
    return Evidence(
        owner.id, STATES.get(context), subject, actor or owner.default_actor,
        "suspected" if is_hedged or is_guess else "certain", "text", context,
        text[start:end], start, end, phrase.text, text[cue_start:cue_end],
    )  # fmt: skip


def _actor(hit: Hit, phrase: Phrase, coded: CodedText, language: Language) -> str:
    """The element marked `@`, else the nearest role word; '' when there is none."""
    if phrase.actor >= 0:
        return role_in(hit.groups[phrase.actor], coded.code, language)
    return nearby_role(hit, coded, language)


def analyse(text: str, language: Language) -> tuple[AnalysedWord, ...]:
    """How every word of the text was understood, for diagnostics."""
    out = []
    for token, start, end in spans(prepare(text)):
        if token[0].isalnum():
            word = language.lexicon.word(token)
            out.append(AnalysedWord(text[start:end], start, end, word.lemmas, word.reason))
    return tuple(out)


def _reasons(text: str, words: Iterable[Coded]) -> tuple[tuple[str, str], ...]:
    """(written word, reason) for the words of a hit, each once."""
    out = {word.start: (text[word.start : word.end], _reason(word)) for word in words if word.token[0].isalnum()}
    return tuple(out.values())


def _reason(word: Coded) -> str:
    return f"angka: {word.lemma[1:]}" if word.lemma[:1] == "#" else word.word.reason
