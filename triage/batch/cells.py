"""What stands in a cell, as a person means it: text, empty, a number."""

from __future__ import annotations

import re

from triage.batch.model import Cell

_ERRORS = ("#n/a", "#ref!", "#value!", "#div/0!", "#name?", "#null!", "#num!", "#getting_data", "#spill!", "#calc!")
EMPTY = frozenset(("", "-", "--", "–", "—", "?", "n/a", "nan", "null", "none", *_ERRORS))
"""What is written for "not known" (after `squeezed`), and what a spreadsheet shows for a formula that went wrong."""
_NUMBER = re.compile(r"(-?\d+)(?:[.,](\d{1,2}))?")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")


def written(cell: Cell) -> str:
    """The cell as a person would write it: nothing around it, `ya` or `tidak` for a truth value, 12 for 12.0."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def squeezed(text: str) -> str:
    """For comparing what people type: case and spaces do not count."""
    return " ".join(text.casefold().split())


def read_number(text: str) -> float | None:
    """12 · 12,5 · 12.5 · 1.500 (thousands, as written in Indonesia); None for anything else."""
    if _GROUPED.fullmatch(text):
        return float(text.replace(".", ""))
    found = _NUMBER.fullmatch(text)
    return float(f"{found[1]}.{found[2] or 0}") if found else None
