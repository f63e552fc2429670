"""The only importer of experta: makes version 1.9.4 importable and quiet, and leaves nothing behind.

Why each measure is needed:

* experta pins frozendict 1.2, which reads `collections.Mapping` (gone since Python 3.10) on import.
* `experta.engine` and `experta.watchers` call `logging.basicConfig()`, which would install a root handler.
* experta's watchers log every fact; with a root logger at INFO they would print what a household told us.
* `experta/__init__.py` swallows ImportError, so the submodules are imported one by one.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _old_collections() -> Iterator[None]:
    """Offer `collections.Mapping` inside the block only, unless this Python still has it."""
    missing = "Mapping" not in vars(collections)
    if missing:
        setattr(collections, "Mapping", collections.abc.Mapping)  # noqa: B010  (mypy knows no such attribute)
    try:
        yield
    finally:
        if missing:
            delattr(collections, "Mapping")


@contextmanager
def _untouched_logging() -> Iterator[None]:
    """Turn `logging.basicConfig` into a no-op inside the block."""
    original = logging.basicConfig
    logging.basicConfig = lambda **_: None
    try:
        yield
    finally:
        logging.basicConfig = original


with _old_collections(), _untouched_logging():
    from experta import watchers
    from experta.abstract import Matcher, Strategy
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.engine import KnowledgeEngine
    from experta.fact import Fact
    from experta.factlist import FactList
    from experta.fieldconstraint import L, P, W
    from experta.rule import Rule

watchers.unwatch()

__all__ = [
    "Activation", "Agenda", "Fact", "FactList", "KnowledgeEngine", "L", "Matcher", "P", "Rule", "Strategy", "W",
    "watchers",
]  # fmt: skip
