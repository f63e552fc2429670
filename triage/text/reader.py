"""Text to evidence: every reading of every sign, with quote, context and the reason of every word."""

from __future__ import annotations

from dataclasses import dataclass

from triage.model import OTHER_HOUSEHOLD, Evidence
from triage.text.context import PLAIN, Judgement, Scene, judge
from triage.text.language import Coded, Language
from triage.text.match import Hit, find_cues, find_hits
from triage.text.people import marked_role, nearby_role
from triage.text.tokens import lower, spans


@dataclass(frozen=True, slots=True)
class AnalysedWord:
    """One written word, its place in the text, its lemmas and why (Indonesian)."""

    text: str
    start: int
    end: int
    lemmas: tuple[str, ...]
    reason: str


def read(text: str, language: Language) -> tuple[Evidence, ...]:
    """Every reading in `text`, which must already be masked, in text order.

    Asserted and hedged readings have state present, negated ones absent, past, resolved and hypothetical
    ones None (semantics 2). Several readings of one sign are all kept. Raises nothing for any text.
    """
    low = lower(text)
    code = language.encode(low)
    cues = find_cues(code, language)
    hits = find_hits(code, language, cues)
    if not hits:
        return ()
    words = language.words(low)
    scene = Scene(code, hits, cues, language)
    found = []
    for hit in hits:
        inquiry = language.owners[hit.owner].is_inquiry
        judgement = PLAIN if inquiry or not cues else judge(hit, scene)
        found.append(_evidence(text, hit, judgement, code, words, language))
    return tuple(sorted(found, key=lambda e: (e.start, e.end, e.sign)))


def analyse(text: str, language: Language) -> tuple[AnalysedWord, ...]:
    """How every word of the text was understood, for diagnostics."""
    low = lower(text)
    out = []
    for token, start, end in spans(low):
        if token[0].isalnum():
            word = language.lexicon.word(token)
            out.append(AnalysedWord(text[start:end], start, end, word.lemmas, word.reason))
    return tuple(out)


def _evidence(text: str, hit: Hit, judgement: Judgement, code: str, words: list[Coded], language: Language) -> Evidence:
    owner = language.owners[hit.owner]
    start, end = words[hit.start].start, words[hit.end - 1].end
    guess = any(language.lexicon.word(words[i].token).is_guess for i in hit.consumed() if words[i].lemma)
    cue = judgement.cue
    return Evidence(
        sign=owner.id,
        state=judgement.state,
        subject=_subject(hit, judgement, code, language),
        actor=_actor(hit, code, words, language),
        certainty="suspected" if judgement.is_hedged or guess else "certain",
        context=judgement.context,
        quote=text[start:end],
        start=start,
        end=end,
        phrase=language.phrases[hit.phrase].text,
        cue=text[words[cue[0]].start : words[cue[1] - 1].end] if cue else "",
        words=tuple(_reasons(text, words[hit.start : hit.end], language)),
    )


def _subject(hit: Hit, judgement: Judgement, code: str, language: Language) -> str:
    """Another household, the person marked `%`, or whom the sign is about."""
    if judgement.is_other:
        return OTHER_HOUSEHOLD
    role = marked_role(hit, "%", code, language)
    return f"member:?{role}" if role else language.owners[hit.owner].about


def _actor(hit: Hit, code: str, words: list[Coded], language: Language) -> str:
    """The element marked `@`, else the nearest role word when the sign wants one, else its default."""
    owner = language.owners[hit.owner]
    role = marked_role(hit, "@", code, language)
    if not role and "@" not in language.phrases[hit.phrase].marks and owner.nearby_actor:
        lexicon = language.lexicon
        start = max(0, hit.start)
        voices = {i: lexicon.word(words[i].token).voice for i in range(start, hit.end) if words[i].lemma}
        role = nearby_role(hit, code, voices, language)
    return role or owner.default_actor


def _reasons(text: str, words: list[Coded], language: Language) -> list[tuple[str, str]]:
    """(written word, reason) for the words of a hit, each once."""
    out: dict[int, tuple[str, str]] = {}
    for word in words:
        if word.token[0].isalnum():
            out[word.start] = (text[word.start : word.end], _reason(word, language))
    return list(out.values())


def _reason(word: Coded, language: Language) -> str:
    if word.lemma[:1] == "#":
        return f"angka: {word.lemma[1:]}"
    return language.lexicon.word(word.token).reason
