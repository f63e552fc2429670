"""How a text was understood, step by step, for the authors of the knowledge: words, cues, phrases, and what lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from triage.model import Evidence
from triage.text.language import Language
from triage.text.match import Hit, find_cues, find_hits, raw_hits
from triage.text.reader import AnalysedWord, analyse, read
from triage.text.tokens import prepare


@dataclass(frozen=True, slots=True)
class FoundCue:
    """A context cue, whether it reached a phrase or not; offsets in characters."""

    id: str
    kind: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A phrase that matched and does not count. by: the phrase of the same sign that won, '' for an exception."""

    sign: str
    phrase: str
    quote: str
    by: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything that the text stage made of one text."""

    words: tuple[AnalysedWord, ...]
    cues: tuple[FoundCue, ...]
    readings: tuple[Evidence, ...]
    dropped: tuple[Dropped, ...]


def diagnose(text: str, language: Language) -> Diagnosis:
    """What was made of `text`, which must already be masked."""
    coded = language.encoder.encode(prepare(text))
    cues = find_cues(coded.code, language)
    raw, exceptions = raw_hits(coded.code, language)
    kept = find_hits(list(raw), exceptions, language, cues)
    found = []
    for cue in cues:
        start, end = coded.place(cue.start, cue.end)
        found.append(FoundCue(cue.cue.id, cue.cue.kind, text[start:end], start, end))
    dropped = []
    staying = set(kept)
    of: dict[int, list[Hit]] = {}
    for hit in kept:
        of.setdefault(hit.owner, []).append(hit)
    for hit in raw:
        if hit not in staying:
            start, end = coded.place(hit.start, hit.end)
            phrase = language.phrases[hit.phrase].text
            dropped.append(
                Dropped(
                    language.owners[hit.owner].id,
                    phrase,
                    text[start:end],
                    _winner(hit, of.get(hit.owner, []), language),
                )
            )
    return Diagnosis(
        analyse(text, language), tuple(found), read(text, language, reasons=True), tuple(dict.fromkeys(dropped))
    )


def _winner(hit: Hit, kept: Iterable[Hit], language: Language) -> str:
    """The phrase of the same sign that took the place of a hit."""
    winners = (k for k in kept if k.start < hit.end and hit.start < k.end)
    return next((language.phrases[winner.phrase].text for winner in winners), "")


def frequent_words(
    texts: Iterable[str], language: Language, ignored: Collection[str], least: int = 2
) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(words, pairs of neighbouring words) with in how many different texts they occur, the most frequent first.

    Lemmas where the knowledge knows the word. To keep names out, unknown words with a capital or a digit are left
    out, and words of fewer than `least` different texts; a name in small letters may still be there.
    """
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in dict.fromkeys(" ".join(one.split()) for one in texts):
        content = [" ".join(w.lemmas) or w.text for w in analyse(text, language) if w.lemmas or w.text.islower()]
        content = [
            word for word in content if word.replace(" ", "").isalpha() and len(word) > 2 and word not in ignored
        ]
        words.update(set(content))
        pairs.update({f"{a} {b}" for a, b in pairwise(content)})
    return _ranked(words, least), _ranked(pairs, least)


def _ranked(counts: Counter[str], least: int) -> list[tuple[str, int]]:
    return sorted(((word, n) for word, n in counts.items() if n >= least), key=lambda pair: (-pair[1], pair[0]))
