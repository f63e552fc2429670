"""Cut a text into words, numbers and punctuation, keeping every offset.

Unknown symbols and emoji are skipped. The pattern never backtracks over more than one token, so the
time is linear in the length of the text.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = "a\\.n|an|no|jl|bpk|sdr|sdri|ny|tn|kec|kab|kel|tgl|alm|rp"
TOKEN = re.compile(
    r"rp\.? ?(?=\d)"  # rp50.000: the currency is a word of its own
    rf"|(?:{_ABBREVIATIONS})\.(?=[ a-z0-9])"  # an. Tukinem: no end of sentence
    r"|\d+(?:[.,]\d+)*[a-z]*"  # 2.500.000  1,5  50rb  15th
    r"|(?:di (?=[a-z]))?[a-z][a-z0-9]*(?:-[a-z0-9]+)*"  # 'di pukul' is one word, often written as two
    r"|\.\.+|[.,;:!?\n…]|•+"
)
"""One token of a lower-cased text."""


def lower(text: str) -> str:
    """The text in lower case with the same length ('İ' alone would grow)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def spans(low: str) -> list[tuple[str, int, int]]:
    """(token, start, end) of every token of a lower-cased text; offsets in characters."""
    return [(m[0], m.start(), m.end()) for m in TOKEN.finditer(low)]
