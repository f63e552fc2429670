"""Remembers conclusions by what the engine saw: the whole set of signs (semantics 10).

The remembered Inference names facts, never quotes: explanations always take the current household's evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from triage.model import Inference, Sign


class Memo:
    """A least-recently-used cache before an engine, safe to share between threads.

    Args:
        infer: the engine's `infer`, which must depend on nothing but the set of signs.
        size: how many distinct sets of signs to keep.
    """

    def __init__(self, infer: Callable[[Iterable[Sign]], Inference], size: int = 4096) -> None:
        self._cached = lru_cache(maxsize=size)(infer)

    def infer(self, signs: Iterable[Sign]) -> Inference:
        """The same as the engine's `infer`, at once when these signs were seen before."""
        return self._cached(frozenset(signs))

    @property
    def hits(self) -> int:
        """How many households needed no inference."""
        return self._cached.cache_info().hits

    def clear(self) -> None:
        """Forget everything, for example when the knowledge has changed."""
        self._cached.cache_clear()
