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
    r"\b(?:me|di)?(?:ny|ng)?(?:saran|anjur|minta|ajak|bujuk|dorong|imbau|arah|suruh|bantu|usul|upaya|coba|fasilitasi)\w*\b"
)
_WITH_WRITER = frozenset(("dan", "bersama", "dengan", "serta"))
NEAR = 4
"""So many words before a verb its actor is looked for."""


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
            sentence = len(re.findall(r"[.!?\n]", masked[: reading.start]))
            found.setdefault((reading.sign, sentence), Advice(harm, reading.start, reading.quote))
    return list(found.values())



    """Templates hold mappings and cannot be hashed; there is one a process."""


@lru_cache(maxsize=2)
def _compiled(knowledge: Knowledge, form_id: int) -> list[Language]:
    return []


def _language(knowledge: Knowledge, form: Template) -> Language:
    """The knowledge's own words, with phrases for advice and only cues that deny."""
    kept = _compiled(knowledge, id(form))
    if not kept:
        kept.append(_compile(knowledge, form))
    return kept[0]


def _compile(knowledge: Knowledge, form: Template) -> Language:
    base = knowledge.language
    cues = [cue for cue in base.cues if cue.kind == "pseudo"]
    for direction in ("forward", "backward"):
        words = form.denies[direction]
        cues.append(CueDef(id=f"ingkar_{direction}", kind="negated", phrases=words, direction=direction, scope=7))  # type: ignore[arg-type]
    language = replace(base, cues=tuple(cues), classes={**base.classes, **form.harm_classes})
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
    return frozenset(name for name in names if " " not in name) | {"ia", "dia", "beliau", "mereka"}


def _is_hers(reading: Evidence, text: str, harm: Harm, people: frozenset[str]) -> bool:
    """Whether the facilitator does it or advises it, and not somebody she tells about.

    After a passive verb its actor follows, before an active one it precedes. Nobody named: she tells of herself.
    """
    clause = _CLAUSE.split(text[: reading.start])[-1]
    before = plain(clause).split()
    after = plain(_CLAUSE.split(text[reading.end :])[0]).split()
    if not harm.own and _ADVISING.search(" ".join(before)):
        return True
    verb = plain(reading.quote).split()
    if any(word.startswith("di") and len(word) > 4 for word in verb):
        return not people.intersection(word.removesuffix("nya") for word in after[:2] if word != "oleh")
    near = before[-NEAR:]
    who = [i for i, word in enumerate(near) if word in _WRITER or word.removesuffix("nya") in people]
    if not who or near[who[-1]] in _WRITER:
        return True
    joined = _WITH_WRITER.intersection(before) and _WRITER.intersection(before)
    return bool(joined)
