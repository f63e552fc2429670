"""Knowledge to Language: parse every phrase and cue, give every word a character, build the index.

Runs when the knowledge changes; the result is pickled (see language.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from triage.kb.types import CueDef, InquiryDef, LanguageDef, SignDef
from triage.text.codes import HARD, SOFT, Codes, number_bounds, voiced_lemmas
from triage.text.language import Cue, Language, Owner, Phrase
from triage.text.lexicon import Lexicon
from triage.text.phrases import Element, PhraseError, Sequence, parse
from triage.text.vocabulary import Vocabulary

INQUIRY_PREFIX = "tanya:"
_ROLES = ("kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain")


class _Parsed(NamedTuple):
    """All sequences, before characters are known."""

    owners: list[tuple[SignDef | InquiryDef, list[tuple[str, Sequence]], list[Sequence]]]
    cues: list[tuple[CueDef, Sequence]]

    def sequences(self) -> list[Sequence]:
        found = [s for _, phrases, _ in self.owners for _, s in phrases]
        found += [s for _, _, exceptions in self.owners for s in exceptions]
        return found + [s for _, s in self.cues]


def compile_language(
    language: LanguageDef, signs: Mapping[str, SignDef], inquiries: Mapping[str, InquiryDef]
) -> Language:
    """The language ready to read texts. Raises PhraseError for the first malformed phrase."""
    definitions: list[SignDef | InquiryDef] = [*signs.values(), *inquiries.values()]
    texts = [p for d in definitions for p in (*d.phrases, *d.not_phrases)]
    vocabulary = Vocabulary(language, texts + [p for cue in language.cues for p in cue.phrases])
    parsed = _parse_all(definitions, language.cues, vocabulary)
    sequences = parsed.sequences()
    lemmas = {lemma for found in vocabulary.known.values() for lemma in found}
    codes = Codes(lemmas, voiced_lemmas(sequences), vocabulary.ignored, number_bounds(sequences))
    breaks = HARD + "".join(sorted(c for lemma in vocabulary.breaks for c in codes.chars(lemma)))
    bits = _Bits()
    phrases, index = _phrases(parsed, codes, breaks, vocabulary.common, bits)
    owners = [_owner(d, exceptions, codes, breaks, bits) for d, _, exceptions in parsed.owners]
    cues, cue_sources = _cues(parsed.cues, codes, breaks + SOFT)
    return Language(
        lexicon=Lexicon(vocabulary.known, [*language.keep]),
        codes=codes,
        owners=owners,
        phrases=phrases,
        index=index,
        bits=bits.by_char(),
        cues=cues,
        cue_sources=cue_sources,
        roles={"".join(map(codes.char, lemmas)): role for lemmas, role in vocabulary.roles.items()},
        breaks=frozenset(breaks + SOFT),
    )


def check_phrase(phrase: str, vocabulary: Vocabulary, is_cue: bool = False) -> PhraseError | None:
    """The error of one phrase or cue, None when it is well-formed; for linting every phrase at once."""
    try:
        (_cue_orders if is_cue else parse)(phrase, vocabulary)
    except PhraseError as error:
        return error
    return None


def _parse_all(definitions: Iterable[SignDef | InquiryDef], cues: Iterable[CueDef], vocabulary: Vocabulary) -> _Parsed:
    owners = [
        (
            d,
            [(text, s) for text in d.phrases for s in parse(text, vocabulary)],
            [s for text in d.not_phrases for s in parse(text, vocabulary)],
        )
        for d in definitions
    ]
    parsed_cues = [(cue, s) for cue in cues for text in cue.phrases for s in _cue_orders(text, vocabulary)]
    return _Parsed(owners, parsed_cues)


def _cue_orders(text: str, vocabulary: Vocabulary) -> tuple[Sequence, ...]:
    dropped = [w for w in re.findall(r"[a-z]+", text) if set(vocabulary.lemmas(w)) <= vocabulary.ignored]
    if dropped:
        raise PhraseError(text, f"penanda memakai kata yang diabaikan: {dropped[0]}")
    orders = parse(text, vocabulary)
    for order in orders:
        if isinstance(order[0], Element) and order[0].optional:
            raise PhraseError(text, "penanda tidak boleh diawali kata yang boleh tidak ada")
    return orders


class _Bits:
    """One bit for every distinct set of characters that an element may begin with."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}

    def need(self, anchors: list[str]) -> int:
        """The bits that a text must have for a phrase with these anchors to match."""
        need = 0
        for chars in anchors:
            need |= self._of.setdefault(chars, 1 << len(self._of))
        return need

    def by_char(self) -> dict[str, int]:
        """The bits that every character gives."""
        out: dict[str, int] = {}
        for chars, bit in self._of.items():
            for char in chars:
                out[char] = out.get(char, 0) | bit
        return out


def _owner(
    definition: SignDef | InquiryDef, exceptions: list[Sequence], codes: Codes, breaks: str, bits: _Bits
) -> Owner:
    compiled = tuple((codes.source(s, breaks), bits.need(codes.anchors(s))) for s in exceptions)
    if isinstance(definition, InquiryDef):
        return Owner(INQUIRY_PREFIX + definition.id, "household", False, "", True, compiled)
    return Owner(
        definition.id,
        f"member:?{definition.about}" if definition.about in _ROLES else definition.about,
        definition.actor == "nearby",
        definition.default_actor or "",
        False,
        compiled,
    )


def _phrases(
    parsed: _Parsed, codes: Codes, breaks: str, common: frozenset[str], bits: _Bits
) -> tuple[list[Phrase], dict[str, tuple[int, ...]]]:
    """Phrases, and the index from the characters of a phrase's rarest element to the phrase."""
    entries = [
        (owner, text, sequence, codes.anchors(sequence))
        for owner, (_, phrases, _) in enumerate(parsed.owners)
        for text, sequence in phrases
    ]
    frequency = Counter(char for *_, anchors in entries for chars in anchors for char in chars)
    plain = {c for lemma in common for c in codes.chars(lemma)}
    phrases: list[Phrase] = []
    index: dict[str, list[int]] = {}
    for owner, text, sequence, anchors in entries:
        rarest = min(anchors, key=lambda a: (len(plain & set(a)), sum(frequency[c] for c in a)))
        for char in rarest:
            index.setdefault(char, []).append(len(phrases))
        marks = "".join(item.mark or "-" for item in sequence if isinstance(item, Element))
        phrases.append(Phrase(owner, text, codes.source(sequence, breaks), marks, bits.need(anchors)))
    return phrases, {char: tuple(found) for char, found in index.items()}


def _cues(parsed: list[tuple[CueDef, Sequence]], codes: Codes, breaks: str) -> tuple[list[Cue], dict[str, str]]:
    """Cues, and one alternation for every first character: pseudo-cues first, then the longest."""
    ranked = sorted(parsed, key=lambda c: (c[0].kind != "pseudo" or c[0].scope == 0, -len(c[1])))
    cues = [Cue(d.id, d.kind, d.direction, d.scope, d.crosses) for d, _ in ranked]
    by_first: dict[str, list[str]] = {}
    for number, (_, sequence) in enumerate(ranked):
        source = re.sub(r"\((?!\?)", "(?:", codes.source(sequence, breaks))
        for char in codes.anchors(sequence)[0]:
            by_first.setdefault(char, []).append(f"(?P<c{number}>{source})")
    return cues, {char: "|".join(sources) for char, sources in by_first.items()}
