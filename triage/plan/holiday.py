"""Indonesia's holidays with collective leave, from the `holidays` package, kept in the cache: importing it is slow."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.metadata import version

from triage.kb.load import from_cache, to_cache
from triage.paths import cache_folder


@cache
def indonesian_holidays(year: int) -> frozenset[date]:
    """Public holidays and collective leave of `year` and the next."""
    name = f"holidays{year}-{version('holidays')}"
    found = from_cache(cache_folder(), name)
    if isinstance(found, frozenset):
        return found
    import holidays

    days = frozenset(holidays.country_holidays("ID", categories=("public", "government"), years=range(year, year + 2)))
    to_cache(cache_folder(), name, days)
    return days
