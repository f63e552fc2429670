"""Text to evidence: every reading of every sign, with quote, context and the reason of every word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from triage.model import OTHER_HOUSEHOLD, Evidence
from triage.text.context import PLAIN, Judgement, Scene, judge
from triage.text.encode import Coded, CodedText
from triage.text.language import Language, Owner, Phrase
from triage.text.match import Hit, find_cues, find_hits, raw_hits
from triage.text.people import nearby_role, role_in
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
    found = [_evidence(hit, scene, coded, text) for hit in hits]
    if reasons:
        found = [
            e._replace(words=_reasons(text, coded.words(h.start, h.end))) for e, h in zip(found, hits, strict=True)
        ]
    found.sort(key=_in_text_order)
    return tuple(found)


def _evidence(hit: Hit, scene: Scene, coded: CodedText, text: str) -> Evidence:
    """What one hit says, by the scene that it stands in."""
    language = scene.language
    phrase, owner = language.phrases[hit.phrase], language.owners[hit.owner]
    judgement = PLAIN if owner.is_inquiry or not scene.cues else judge(hit, scene)
    start, end = coded.place(hit.start, hit.end)
    cue_start, cue_end = coded.place(*judgement.cue) if judgement.cue else (0, 0)
    guesses = coded.guesses(hit.start, hit.end)
    is_sure = not judgement.is_hedged and not (guesses and hit.consumed().intersection(guesses))
    return Evidence(
        owner.id,
        judgement.state,
        _subject(hit, phrase, owner, judgement, scene),
        _actor(hit, phrase, owner, coded, scene),
        "certain" if is_sure else "suspected",
        "text",
        judgement.context,
        text[start:end],
        start,
        end,
        phrase.text,
        text[cue_start:cue_end],
    )


def _in_text_order(evidence: Evidence) -> tuple[int, int, str]:
    return evidence.start, evidence.end, evidence.sign


def analyse(text: str, language: Language) -> tuple[AnalysedWord, ...]:
    """How every word of the text was understood, for diagnostics."""
    out = []
    for token, start, end in spans(prepare(text)):
        if token[0].isalnum():
            word = language.lexicon.word(token)
            out.append(AnalysedWord(text[start:end], start, end, word.lemmas, word.reason))
    return tuple(out)


def _subject(hit: Hit, phrase: Phrase, owner: Owner, judgement: Judgement, scene: Scene) -> str:
    """Another household, the person marked `%`, or whom the sign is about."""
    if judgement.is_other:
        return OTHER_HOUSEHOLD
    role = role_in(hit, phrase.subject, scene.code, scene.language) if phrase.subject >= 0 else ""
    return f"member:?{role}" if role else owner.about


def _actor(hit: Hit, phrase: Phrase, owner: Owner, coded: CodedText, scene: Scene) -> str:
    """The element marked `@`, else the nearest role word when the sign wants one, else its default."""
    if phrase.actor >= 0:
        role = role_in(hit, phrase.actor, scene.code, scene.language)
    else:
        role = nearby_role(hit, coded, scene.language) if owner.nearby_actor else ""
    return role or owner.default_actor


def _reasons(text: str, words: Iterable[Coded]) -> tuple[tuple[str, str], ...]:
    """(written word, reason) for the words of a hit, each once."""
    out = {word.start: (text[word.start : word.end], _reason(word)) for word in words if word.token[0].isalnum()}
    return tuple(out.values())


def _reason(word: Coded) -> str:
    return f"angka: {word.lemma[1:]}" if word.lemma[:1] == "#" else word.word.reason
