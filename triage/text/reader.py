"""Text to evidence: every reading of every sign, with quote, context and the reason of every word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.model import OTHER_HOUSEHOLD, Evidence
from triage.text.context import PLAIN, Judgement, Scene, judge
from triage.text.encode import Coded, CodedText
from triage.text.language import Language
from triage.text.match import Hit, find_cues, find_hits, raw_hits
from triage.text.people import marked_role, nearby_role
from triage.text.tokens import prepare, spans


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
    raw, exceptions = raw_hits(coded.code, language)
    if not raw:
        return ()
    cues = find_cues(coded.code, language)
    hits = find_hits(raw, exceptions, language, cues)
    scene = Scene(coded.code, hits, cues, language)
    has_guess = coded.has_guess()
    found = []
    for hit in hits:
        owner = language.owners[hit.owner]
        judgement = PLAIN if owner.is_inquiry or not cues else judge(hit, scene)
        start, end = coded.place(hit.start, hit.end)
        cue = coded.place(*judgement.cue) if judgement.cue else (0, 0)
        guess = has_guess and _is_guessed(hit, coded)
        found.append(
            Evidence(
                sign=owner.id,
                state=judgement.state,
                subject=_subject(hit, judgement, coded.code, language),
                actor=_actor(hit, coded, language),
                certainty="suspected" if judgement.is_hedged or guess else "certain",
                context=judgement.context,
                quote=text[start:end],
                start=start,
                end=end,
                phrase=language.phrases[hit.phrase].text,
                cue=text[cue[0] : cue[1]],
                words=_reasons(text, coded.words(hit.start, hit.end)) if reasons else (),
            )
        )
    found.sort(key=lambda e: (e.start, e.end, e.sign))
    return tuple(found)


def analyse(text: str, language: Language) -> tuple[AnalysedWord, ...]:
    """How every word of the text was understood, for diagnostics."""
    out = []
    for token, start, end in spans(prepare(text)):
        if token[0].isalnum():
            word = language.lexicon.word(token)
            out.append(AnalysedWord(text[start:end], start, end, word.lemmas, word.reason))
    return tuple(out)


def _subject(hit: Hit, judgement: Judgement, code: str, language: Language) -> str:
    """Another household, the person marked `%`, or whom the sign is about."""
    if judgement.is_other:
        return OTHER_HOUSEHOLD
    role = marked_role(hit, "%", code, language)
    return f"member:?{role}" if role else language.owners[hit.owner].about


def _is_guessed(hit: Hit, coded: CodedText) -> bool:
    """A word that the phrase needed was read with a correction or from bare consonants."""
    words = coded.words(hit.start, hit.end)
    return any(words[i - hit.start].word.is_guess for i in hit.consumed())


def _actor(hit: Hit, coded: CodedText, language: Language) -> str:
    """The element marked `@`, else the nearest role word when the sign wants one, else its default."""
    owner = language.owners[hit.owner]
    role = marked_role(hit, "@", coded.code, language)
    if not role and owner.nearby_actor and "@" not in language.phrases[hit.phrase].marks:
        voices = {i: word.word.voice for i, word in enumerate(coded.words(hit.start, hit.end), hit.start)}
        role = nearby_role(hit, coded.code, voices, language)
    return role or owner.default_actor


def _reasons(text: str, words: Iterable[Coded]) -> tuple[tuple[str, str], ...]:
    """(written word, reason) for the words of a hit, each once."""
    out = {word.start: (text[word.start : word.end], _reason(word)) for word in words if word.token[0].isalnum()}
    return tuple(out.values())


def _reason(word: Coded) -> str:
    return f"angka: {word.lemma[1:]}" if word.lemma[:1] == "#" else word.word.reason
