"""From complaint text to readings: mask, tokenise, analyse words, match phrases, judge their context.

Public: `mask`, `harmless`, `compile_language`, `Language`, `read`, `read_all`, `analyse`, `unexplained`,
`without`, `PhraseError`, `without_names`.
"""

from __future__ import annotations

from triage.text.compile import compile_language
from triage.text.language import Language
from triage.text.mask import harmless, mask
from triage.text.names import without_names
from triage.text.phrases import PhraseError
from triage.text.reader import AnalysedWord, analyse, read, read_all
from triage.text.unexplained import unexplained, without

__all__ = [
    "AnalysedWord",
    "Language",
    "PhraseError",
    "analyse",
    "compile_language",
    "harmless",
    "mask",
    "read",
    "read_all",
    "unexplained",
    "without",
    "without_names",
]
