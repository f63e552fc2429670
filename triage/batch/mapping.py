"""Which columns of a table hold what, and what the structured ones of a row say about the household.

An empty cell is unknown, never "no". The household of a row is the one that a file with the same content gives.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from triage.batch.cells import EMPTY, squeezed, written
from triage.batch.fields import SIGNS, Target, parts, read_value
from triage.batch.model import Reject, Row
from triage.facts.household import Household
from triage.facts.read import FactsFile
from triage.kb.yamlmap import Key

REST = "*"
"""Under this name `nilai` says what every other value means."""
REMEMBERED = 4096
"""So many different rows of structured cells are kept."""
Statement = tuple[str, bool, str]
"""A sign, whether it is so, and who did it ('' when not said)."""


@dataclass(frozen=True, slots=True)
class Column:
    """One structured column. values: what is written (squeezed) to what it means, None for unknown.

    sign, actor: for a column that says yes or no to one sign; member: code of the member it is about.
    """

    name: str
    index: int
    target: Target
    sign: str = ""
    actor: str = ""
    member: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def value(self, text: str) -> Any:
        """What is written as the value of the field; None for unknown. Raises ValueError, without what is written."""
        word = squeezed(text)
        if self.target.kind != "choices" or word in self.values or word in EMPTY:
            return self._one(text, word)
        found = [self._one(part, squeezed(part)) or () for part in parts(text)]
        return tuple(dict.fromkeys(chain.from_iterable(found)))

    def _one(self, text: str, word: str) -> Any:
        if word in self.values or word in EMPTY:
            return self.values.get(word)
        if REST in self.values:
            try:
                return read_value(self.target, text)
            except ValueError:
                return self.values[REST]
        return read_value(self.target, text)

    def statements(self, value: Any) -> tuple[Statement, ...]:
        """What a column of signs says."""
        return ((self.sign, value, self.actor),) if self.sign else value


@dataclass(frozen=True)
class Mapping:
    """Where in a row the complaint, the household key, place, date and official stand (indices), and what else it says.

    members: code -> role of those that columns speak of.
    """

    text: tuple[int, ...] = ()
    household: int | None = None
    place: tuple[int, ...] = ()
    date: int | None = None
    official: int | None = None
    columns: tuple[Column, ...] = ()
    members: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[str, ...], FactsFile | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def complaint(self, row: Row) -> str:
        """The complaint in the person's own words; several columns stand one below the other."""
        cells = (row.cells[i] for i in self.text)
        return "\n".join(text for cell in cells if (text := cell if isinstance(cell, str) else written(cell)).strip())

    def facts(self, row: Row) -> FactsFile | Reject | None:
        """What the structured columns say; None when they are all empty. The same cells give the same object."""
        texts = tuple([written(row.cells[column.index]) for column in self.columns])
        if texts in self._known:
            return self._known[texts]
        said = []
        for column, text in zip(self.columns, texts, strict=True):
            try:
                value = column.value(text)
            except ValueError as error:
                told = f"kolom {column.name!r} {error} (betulkan, atau terjemahkan di bagian nilai pada peta)"
                return Reject(row.number, row.line, "nilai_tidak_sah", told, _raw(row), row.file)
            if value is not None and value != ():
                said.append((column, value))
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[texts] = found = _facts(said, self.members) if said else None
        return found


def _raw(row: Row) -> str:
    """The record as one line of CSV: the way it was written is not known here."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(row.cells)
    return out.getvalue()


def _facts(said: Iterable[tuple[Column, Any]], members: dict[str, str]) -> FactsFile:
    said = list(said)
    spoken_of = {column.member for column, _ in said}
    codes = [code for code in members if code in spoken_of]
    data: dict[str, Any] = {"anggota": [{"kode": code, "peran": members[code]} for code in codes]}
    names: dict[Key, str] = {}
    for column, value in said:
        if column.target.path == SIGNS:
            for sign, present, actor in column.statements(value):
                detail = {"ada": present, "pelaku": actor or None, "anggota": column.member or None}
                data.setdefault(SIGNS, {}).setdefault(sign, []).append(detail)
                names[SIGNS, sign] = _joined(names.get((SIGNS, sign), ""), column.name)
        else:
            key = _key(column, codes)
            _put(data, key, value)
            names[key] = column.name
    return FactsFile(Household.model_validate(data), partial(_place, names))


def _key(column: Column, codes: list[str]) -> Key:
    first, *rest = column.target.path.split(".")
    return (first, codes.index(column.member), *rest) if column.target.of_member else (first, *rest)


def _put(data: Any, key: Key, value: Any) -> None:
    for part in key[:-1]:
        data = data[part] if isinstance(part, int) else data.setdefault(part, {})
    data[key[-1]] = value


def _joined(before: str, name: str) -> str:
    return name if before in ("", name) else f"{before}, {name}"


def _place(names: dict[Key, str], key: Key) -> str:
    """Where a person finds what was read: `kolom Saldo`."""
    return f"kolom {names[key]}" if key in names else "daftar"
