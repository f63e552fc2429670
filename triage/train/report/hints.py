"""The hints of a skeleton: how they are written and how the check knows them again."""

from __future__ import annotations

import re

_HINT = re.compile(r"^[\[\s]*petunjuk\s*:", re.IGNORECASE)


def hint(text: str) -> str:
    return f"[Petunjuk: {text}]"


def is_hint(text: str) -> bool:
    """Whether the line is a hint that nobody has replaced yet."""
    return _HINT.match(text) is not None
