"""What must happen to a value before it may leave: numbers of persons hidden, escapes and formulas disarmed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from triage.batch.model import Cell
from triage.text.mask import MARK, harmless, mask

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
_PERSONAL = re.compile(
    r"(?i)(?:^|[^a-z])(?:nik|kk|ktp|hp|telp?|telepon|telefon|wa|whatsapp|ponsel|kontak|rek|rekening|norek|kks|kartu|"
    r"phone|email|surel)(?:$|[^a-z])"
)
_DIGITS = re.compile(r"\d")


def is_personal(column: str) -> bool:
    """Whether a column is named after a number that identifies a person: every long number in it is hidden."""
    return _PERSONAL.search(column) is not None


def masked(value: Cell, personal: bool = False) -> Cell:
    """The value with identity, phone, card and account numbers as `•`; a number becomes text when it is one.

    personal: the column is for such numbers (`is_personal`): then eight digits or more are enough.
    """
    if isinstance(value, str):
        return _hidden(value, personal)
    if value is None or isinstance(value, bool):
        return value
    text = _plain(value)
    hidden = _hidden(text, personal)
    return hidden if hidden != text else value


def _hidden(text: str, personal: bool) -> str:
    hidden = mask(text)
    if personal and len(_DIGITS.findall(hidden)) >= 8:
        hidden = _DIGITS.sub(MARK, hidden)
    return hidden


def without_escapes(value: Cell) -> Cell:
    """Text without anything that a terminal obeys; newlines and tabs inside stay."""
    return harmless(value) if isinstance(value, str) else value


def defused(value: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula gets a `'` in front; plain numbers such as -6.2 stay."""
    if not isinstance(value, str) or value[:1].isalnum():
        return value
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(value) else value


def column_names(names: Iterable[str], *, keep_text: bool, spreadsheet: bool) -> tuple[str, ...]:
    """The names of the columns as they may be written, as harmless as the cells; no two are the same."""
    out: dict[str, None] = {}
    for name in names:
        shown = without_escapes(name if keep_text else masked(name))
        base = unique = str(defused(shown) if spreadsheet else shown)
        number = 1
        while unique in out:
            number += 1
            unique = f"{base}_{number}"
        out[unique] = None
    return tuple(out)


def _plain(value: float) -> str:
    """Digits without exponent or `.0`, as they were meant."""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
