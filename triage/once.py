"""Equal values kept once: what many remember takes the memory of one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")


def keeper(size: int) -> Callable[[T], T]:
    """A function that gives back the first of equal values, as long as it is among the last so many."""
    return lru_cache(size)(_itself)


def _itself(value: T) -> T:
    return value
