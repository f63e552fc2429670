"""The compiled speller of `_speller.c`: what a written word that nobody lists may be, and its root.

Without a compiler at installation, or with TRIAGE_PURE=1, lexicon.py does the same (tests/text/test_speller.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Final

from triage.text.affixes import rules

FORMAT: Final = 1
"""Of the tables and of the answer; a speller compiled for another format is not used."""
COMPILED_FORMAT = 0
if not os.environ.get("TRIAGE_PURE"):
    with suppress(ImportError):
        from triage.text._speller import FORMAT as COMPILED_FORMAT
        from triage.text._speller import Speller
IS_COMPILED = COMPILED_FORMAT == FORMAT

LISTED, INFLECTED, MISTYPED, ABBREVIATED = range(4)
"""How a word was found, as the speller tells it."""


def compiled_speller(
    known: Mapping[str, tuple[str, ...]], keep: Iterable[str], roots: str, clitics: tuple[str, ...]
) -> Speller:
    """The speller of one lexicon. roots: all of them, apart from each other by blanks or line ends."""
    words = {word: lemmas for word, lemmas in known.items() if word.isalpha()}
    kept = " ".join(filter(str.isalpha, keep))  # what is spelled has letters only
    return Speller(words, kept, roots, (*rules(), clitics))
