"""Advice against a prohibition, read by the text stage with its own phrases; a denial takes it away."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from triage.kb.spoken import CueDef
from triage.kb.types import Knowledge, SignDef
from triage.model import Evidence
from triage.text import Language, compile_language, harmless, mask, read
from triage.train.report.template import Harm, Template, plain

_CLAUSE = re.compile(r"[.!?;\n:]|,\s*(?:tetapi|namun|tapi|sedangkan|lalu|kemudian)\b|\b(?:tetapi|sedangkan|sehingga)\b")
_WRITER = frozenset(("saya", "kami", "kita", "pendamping", "penulis", "aku"))
_ADVISING = re.compile(
    r"\b(?:me(?:ny|ng|n|m)?|di)?"
    r"(?:saran|aran|anjur|minta|ajak|bujuk|dorong|imbau|arah|suruh|uruh|bantu|usul|upaya|coba|fasilitasi)\w*\b"
)
_PREPOSITIONS = frozenset([
    "kepada", "untuk", "dari", "dengan", "bersama", "pada", "bagi", "oleh", "antara", "terhadap", "tentang", "milik",
    "atas",
])  # fmt: skip
_OTHERS = frozenset(["ia", "dia", "beliau", "mereka", "seseorang", "orang", "siapa"])
CLAUSE = 300
"""Characters; no clause is longer."""
ADJACENT = 2
"""A person so many words before the verb is its actor."""


@dataclass(frozen=True, slots=True)
class Advice:
    """start: offset into the text that was read, in characters."""

    harm: Harm
    start: int
    quote: str


def advice_in(text: str, knowledge: Knowledge, form: Template) -> list[Advice]:
    """Advice or acts of the facilitator against any prohibition of the list, in text order, one a sentence and kind."""
    masked = mask(harmless(text))
    rules = {harm.prohibition: harm for harm in form.harm}
    found: dict[tuple[str, int], Advice] = {}
    for reading in read(masked, _language(knowledge, form)):
        harm = rules[reading.sign]
        if reading.state == "present" and _is_hers(reading, masked, harm, _people(knowledge)):
            sentence = max(masked.rfind(end, 0, reading.start) for end in ".!?\n")
            found.setdefault((reading.sign, sentence), Advice(harm, reading.start, reading.quote))
    return list(found.values())


@lru_cache(maxsize=2)
def _language(knowledge: Knowledge, form: Template) -> Language:
    """The knowledge's own words, with phrases for advice and only cues that deny."""
    base = knowledge.language
    cues = [cue for cue in base.cues if cue.kind == "pseudo" and cue.scope]  # people who write reports use commas
    cues += [
        CueDef(id="batas", kind="pseudo", phrases=form.denies["ends"], scope=0),
        CueDef(id="ingkar", kind="negated", phrases=form.denies["forward"], scope=7),
        CueDef(id="tolak", kind="hypothetical", phrases=form.denies["both"], direction="both", scope=8, crosses=True),
    ]
    classes, spelling = {**base.classes, **form.harm_classes}, {**base.spelling, **form.harm_spelling}
    language = replace(base, cues=tuple(cues), classes=classes, spelling=spelling)
    signs = {
        harm.prohibition: SignDef(
            id=harm.prohibition, says="", about="household", ask="", phrases=harm.phrases, not_phrases=harm.not_phrases
        )
        for harm in form.harm
    }
    return compile_language(language, signs, {})


@lru_cache(maxsize=4)
def _people(knowledge: Knowledge) -> frozenset[str]:
    """Words that name somebody other than the facilitator."""
    people = knowledge.language.people
    names = (plain(name) for role, words in people.items() if role != "pendamping" for name in words)
    return frozenset(name for name in names if " " not in name) | _OTHERS


def _is_hers(reading: Evidence, text: str, harm: Harm, people: frozenset[str]) -> bool:
    """Whether the facilitator does it or advises it, and not somebody she tells about.

    After a passive verb its actor follows, before an active one it precedes. Nobody named: she tells of herself.
    """
    before = _CLAUSE.split(text[max(0, reading.start - CLAUSE) : reading.start])[-1]
    advising = [] if harm.own else list(_ADVISING.finditer(before))
    if advising:
        return _subject(before[: advising[-1].start()], people) in _WRITER
    if any(word.startswith("di") and len(word) > 4 for word in plain(reading.quote).split()):
        after = plain(_CLAUSE.split(text[reading.end : reading.end + CLAUSE])[0]).split()
        return not any(_is_person(word, people) for word in after[:2])
    return _subject(before, people) in _WRITER


def _subject(clause: str, people: frozenset[str]) -> str:
    """The person right before the end of the clause, else its first one; `saya` when nobody is named."""
    words = plain(clause).split()
    persons = [
        i for i, word in enumerate(words)
        if (word in _WRITER or _is_person(word, people)) and (not i or words[i - 1] not in _PREPOSITIONS)
    ]  # fmt: skip
    if not persons:
        return "saya"
    return words[persons[-1] if persons[-1] >= len(words) - ADJACENT else persons[0]]


def _is_person(word: str, people: frozenset[str]) -> bool:
    return word in people or word.removesuffix("nya") in people
