"""The closed set of typed predicates that `reads:` may use. Arithmetic lives here, never in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from triage.kb.types import Test, ThresholdDef


def threshold_value(test: Test, thresholds: Mapping[str, ThresholdDef]) -> Any:
    """The value to compare with: written in place, or named in thresholds.yaml."""
    return thresholds[test.threshold].value if test.threshold else test.value


def holds(test: str, value: Any, limit: Any, today: date) -> bool:
    """Whether `value` passes the test. Values of another type than the test expects never pass."""
    if test == "is":
        return value is limit
    if test in ("one_of", "not_one_of"):
        inside = value in (limit if isinstance(limit, list | tuple) else [limit])
        return inside if test == "one_of" else not inside
    if test == "contains":
        return isinstance(value, list | tuple) and any(v in value for v in _many(limit))
    if isinstance(value, date):
        days = (value - today).days
        return bool(days <= limit if test == "within_days" else test == "overdue_days" and -days > limit)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    compare = {"at_least": value >= limit, "at_most": value <= limit, "above": value > limit, "below": value < limit}
    return bool(compare.get(test, False))


def _many(limit: Any) -> list[Any]:
    return list(limit) if isinstance(limit, list | tuple) else [limit]
