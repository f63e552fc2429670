"""Numbers in complaints: `2.500.000`, `50rb`, `15th`, `dua juta`, and the ranges that phrases ask for.

A number is a lemma `#<value>`; for matching, its value falls into one bucket between the bounds that
any phrase mentions, so that a range is a plain character class.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

MULTIPLIERS = {"puluh": 10.0, "ratus": 100.0, "ribu": 1e3, "juta": 1e6, "miliar": 1e9}
TEEN = "belas"
_WRITTEN = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]*)$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?$")
_LONGEST = 30
_RANGE = re.compile(r"#(?:(\d+)-(\d+)|(<=|>=|<|>)?(\d+(?:\.\d+)?))?$")


def parse_number(token: str) -> tuple[float, str] | None:
    """(value, letters behind it) of a token such as 1,5 or 50rb; None when it is no number."""
    found = _WRITTEN.match(token)
    if not found:
        return None
    digits = found[1]
    if _GROUPED.match(digits):
        digits = digits.replace(".", "").replace(",", ".")
    parts = digits[:_LONGEST].replace(",", ".").split(".")
    return float(parts[0] + ("." + "".join(parts[1:]) if len(parts) > 1 else "")), found[2]


def lemma_of(value: float) -> str:
    """The lemma of a number."""
    return f"#{value:g}" if abs(value) < 1e6 else f"#{value:.15g}"


def value_of(lemma: str) -> float:
    """The value of a number lemma."""
    return float(lemma[1:])


def combine(lemmas: Sequence[str]) -> float:
    """The value of number and multiplier lemmas in a row: ['#2', 'juta', '#500', 'ribu'] is 2.5 million."""
    total = current = 0.0
    for lemma in lemmas:
        if lemma == TEEN:
            current += 10
        elif lemma in MULTIPLIERS:
            factor = MULTIPLIERS[lemma]
            if factor >= 1000:
                total += (current or 1) * factor
                current = 0.0
            else:
                last = current % 10
                current = current - last + (last or 1) * factor if current >= 10 else (current or 1) * factor
        elif value_of(lemma) >= 1000:  # seribu, sejuta
            total += value_of(lemma)
        else:
            current += value_of(lemma)
    return total + current


def parse_range(spec: str) -> tuple[float, float, bool, bool] | None:
    """(low, high, low included, high included) of `#`, `#3`, `#1-4`, `#<5`, `#>=6`; None when malformed."""
    found = _RANGE.match(spec)
    if not found:
        return None
    infinity = float("inf")
    if found[1]:
        return float(found[1]), float(found[2]), True, True
    if not found[4]:
        return -infinity, infinity, True, True
    value = float(found[4])
    if found[3] in (None, ""):
        return value, value, True, True
    if found[3][0] == "<":
        return -infinity, value, True, found[3] == "<="
    return value, infinity, found[3] == ">=", True


def bucket(value: float, bounds: Sequence[float]) -> int:
    """2i+1 for the i-th bound itself, 2i for the open interval below it."""
    i = bisect_left(bounds, value)
    return 2 * i + 1 if i < len(bounds) and bounds[i] == value else 2 * i


def buckets(spec: str, bounds: Sequence[float]) -> range:
    """The buckets that a range spec covers; its bounds must be among `bounds`."""
    parsed = parse_range(spec)
    if parsed is None:
        raise ValueError(spec)
    low, high, with_low, with_high = parsed
    first = 0 if low == -float("inf") else bucket(low, bounds) + (not with_low)
    last = 2 * len(bounds) if high == float("inf") else bucket(high, bounds) - (not with_high)
    return range(first, last + 1)
