"""Knowledge to Language: parse every phrase and cue, give every word a character, build the index.

Runs when the knowledge changes; the result is pickled (see language.py).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from triage.kb.types import CueDef, InquiryDef, LanguageDef, SignDef
from triage.text.candidates import grouped
from triage.text.codes import HARD, SOFT, Codes, number_bounds, voiced_lemmas
from triage.text.encode import Encoder
from triage.text.language import Cue, Language, Owner, Phrase
from triage.text.lexicon import Lexicon
from triage.text.phrases import Element, PhraseError, Sequence, parse, span_of
from triage.text.program import programmed
from triage.text.tokens import prepare
from triage.text.vocabulary import Vocabulary

INQUIRY_PREFIX = "tanya:"
_ROLES = ("kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain")


class _Parsed(NamedTuple):
    """All sequences, before characters are known."""

    owners: list[tuple[SignDef | InquiryDef, list[tuple[str, Sequence]], list[Sequence]]]
    cues: list[tuple[CueDef, Sequence]]

    def phrases(self) -> list[Sequence]:
        """Of every owner its phrases, then its exceptions."""
        return [s for _, phrases, exceptions in self.owners for s in (*(s for _, s in phrases), *exceptions)]

    def sequences(self) -> list[Sequence]:
        return self.phrases() + [s for _, s in self.cues]


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
    codes = Codes(lemmas, voiced_lemmas(sequences), vocabulary.ignored, number_bounds(sequences), vocabulary.breaks)
    breaks = HARD + "".join(sorted(c for lemma in vocabulary.breaks for c in codes.chars(lemma)))
    lexicon = Lexicon(vocabulary.known, [*language.keep])
    phrases, anchors = _phrases(parsed, codes, breaks)
    ranked = _ranked(parsed.cues)
    commonness = _commonness(definitions, Encoder(lexicon, codes))
    return Language(
        lexicon=lexicon,
        codes=codes,
        owners=[_owner(d) for d, _, _ in parsed.owners],
        phrases=phrases,
        groups=grouped(anchors, commonness),
        resets=frozenset(breaks) - codes.within(parsed.phrases()),
        cues=[Cue(d.id, d.kind, d.direction, d.scope, d.crosses) for d, _ in ranked],
        cue_sources=_cue_sources(ranked, codes, breaks + SOFT),
        programs=(
            programmed(parsed.phrases(), codes, breaks, commonness),
            programmed([s for _, s in ranked], codes, breaks + SOFT),
        ),
        roles={"".join(map(codes.char, lemmas)): role for lemmas, role in vocabulary.roles.items()},
        breaks=frozenset(breaks + SOFT),
        longest=max(map(span_of, parsed.phrases()), default=0),
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


def _owner(definition: SignDef | InquiryDef) -> Owner:
    if isinstance(definition, InquiryDef):
        return Owner(INQUIRY_PREFIX + definition.id, "household", False, "", True)
    return Owner(
        definition.id,
        f"member:?{definition.about}" if definition.about in _ROLES else definition.about,
        definition.actor == "nearby",
        definition.default_actor or "",
        False,
        definition.kind == "background",
    )


def _phrases(parsed: _Parsed, codes: Codes, breaks: str) -> tuple[list[Phrase], list[list[str]]]:
    """Phrases and exceptions, and for each the characters of its required elements."""
    entries = [
        (owner, text, sequence, is_exception)
        for owner, (_, phrases, exceptions) in enumerate(parsed.owners)
        for is_exception, found in ((False, phrases), (True, [("", s) for s in exceptions]))
        for text, sequence in found
    ]
    phrases = [
        Phrase(
            owner,
            text,
            codes.source(sequence, breaks),
            _marked("@", sequence),
            _marked("%", sequence),
            is_exception,
        )
        for owner, text, sequence, is_exception in entries
    ]
    return phrases, [codes.anchors(sequence) for _, _, sequence, _ in entries]


def _marked(mark: str, sequence: Sequence) -> int:
    """The number of the element with this mark, -1 when there is none."""
    marks = [item.mark for item in sequence if isinstance(item, Element)]
    return marks.index(mark) if mark in marks else -1


def _commonness(definitions: Iterable[SignDef | InquiryDef], encoder: Encoder) -> Callable[[str], float]:
    """How often any of these characters occurs in the example sentences of the knowledge."""
    seen: Counter[str] = Counter()
    for definition in definitions:
        for example in (*definition.matches, *definition.ignores):
            seen.update(set(encoder.encode(prepare(example)).code))
    return lambda chars: sum(seen[char] for char in chars)


def _ranked(parsed: list[tuple[CueDef, Sequence]]) -> list[tuple[CueDef, Sequence]]:
    """Cues in the order of trying: pseudo-cues first, then the longest."""
    return sorted(parsed, key=lambda c: (c[0].kind != "pseudo" or c[0].scope == 0, -len(c[1])))


def _cue_sources(ranked: list[tuple[CueDef, Sequence]], codes: Codes, breaks: str) -> dict[str, str]:
    """One alternation of cues for every character that one may begin with."""
    by_first: dict[str, list[str]] = {}
    for number, (_, sequence) in enumerate(ranked):
        source = re.sub(r"\((?!\?)", "(?:", codes.source(sequence, breaks))
        for char in codes.anchors(sequence)[0]:
            by_first.setdefault(char, []).append(f"(?P<c{number}>{source})")
    return {char: "|".join(sources) for char, sources in by_first.items()}
