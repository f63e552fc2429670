"""Wrapping by what a terminal shows: wide characters count two cells, over-long words are cut."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells (width ≥ 2); one empty line for an empty text."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) <= width:
            line = f"{line} {word}"
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, max(width, 2)) or [word]
        lines.extend(full)
    return [*lines, line] if line or not lines else lines


def hang(lead: str, text: str, width: int, further: int = 0) -> list[str]:
    """The text wrapped behind `lead`, later lines under the first, `further` cells to the right."""
    margin = " " * (cell_len(lead) + further)
    first, *_ = wrap(text, width - cell_len(lead))
    taken = " ".join(text.split()).removeprefix(first).strip()
    later = wrap(taken, width - len(margin)) if taken else []
    return [f"{lead}{first}".rstrip(), *(f"{margin}{line}".rstrip() for line in later)]


def pad(text: str, width: int) -> str:
    """The text filled with spaces to `width` cells."""
    return text + " " * max(0, width - cell_len(text))


def shorten(text: str, limit: int, ellipsis: str = "…") -> str:
    """The text cut at a word, not longer than `limit` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - len(ellipsis)]
    head = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return head.rstrip(" ,;:.") + ellipsis
