"""Hide what is probably a name before a text is kept, without moving a single character and without a list of names.

Two marks give a name away: the word before it (bu, pak, nama, a.n. …) and a capital inside a sentence. A word that
the vocabulary knows is never hidden, so what is read in the text stays the same. A name in small letters without
such a word before it, or one that is also a word of the vocabulary, is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.text.affixes import bases
from triage.text.lexicon import Lexicon
from triage.text.mask import MARK
from triage.text.tokens import prepare, spans

INTRODUCES = frozenset([
    "bu", "ibu", "buk", "bun", "bunda", "pak", "pa", "bapak", "bpk", "mas", "mbak", "mba", "mbk", "mb", "bang",
    "abang", "kang", "teh", "teteh", "mang", "bude", "pakde", "bulek", "paklik", "om", "tante", "kak", "dek", "dik",
    "mbok", "mpok", "mbah", "haji", "hj", "hajah", "ustad", "ustaz", "ustadz", "ustadzah", "kyai", "kiai", "gus",
    "sdr", "sdri", "saudari", "tn", "tuan", "ny", "nyonya", "alm", "almh", "almarhum", "almarhumah", "an", "a.n",
    "nama", "namanya", "namaku", "bernama", "panggil", "panggilan", "dipanggil", "inisial",
])  # fmt: skip
"""The next word is a name unless it is a word of the language."""
_SENTENCE_END = frozenset(".!?\n…")
_BETWEEN = frozenset(["saya", "adalah", "ibu", "bapak", "si"])
"""nama saya …"""
_APART = re.compile(r"(?i)di?[\s-]+")


def without_names(text: str, lexicon: Lexicon) -> str:
    """The text with probable names as `•`, same length; idempotent. Linear in the length of the text."""
    out = list(text)
    shouted = text.isupper()
    first, titled, named = True, False, False
    for token, start, end in spans(prepare(text)):
        if not token[0].isalpha():
            titled, named = titled and token in (".", ":"), named and token == "."
            first = first or token[0] in _SENTENCE_END
            continue
        apart = _APART.match(text, start, end)  # `di Cimahi` is one token
        start = apart.end() if apart else start
        token = prepare(text[start:end]).rstrip(".")
        capital = text[start].isupper() and not shouted
        named = token not in INTRODUCES and _is_name(token, capital, first, titled, named, lexicon)
        if named:
            out[start:end] = MARK * (end - start)
        titled = token in INTRODUCES or (titled and token in _BETWEEN)
        first = False
    return "".join(out)


def _is_name(token: str, capital: bool, first: bool, titled: bool, named: bool, lexicon: Lexicon) -> bool:
    """first: at the beginning of a sentence; titled: right after a word that introduces names; named: after a name."""
    if token in lexicon.known or lexicon.word(token).lemmas:
        return False
    if titled or (named and capital):
        return True
    if len(token) == 1 or not (capital or named):
        return False
    return (capital and not first) or not any(form in lexicon.roots for form in (token, *_bases(token)))


def _bases(token: str) -> Iterator[str]:
    return (base for base, _ in bases(token))
