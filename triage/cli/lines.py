"""Plain lines of at most 80 columns, for reports that authors read."""

from __future__ import annotations

import textwrap

WIDTH = 80


def wrapped(text: str, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines: `first` before the first, `rest` before the others, or so many spaces as `first` is wide.

    Ids and paths are never broken.
    """
    indent = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
