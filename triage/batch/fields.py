"""What a column may fill: the fields of the household file with their kinds, and reading what is written for them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from triage.batch.cells import read_number, squeezed
from triage.batch.dates import day_of
from triage.facts.household import field_paths
from triage.kb.problems import did_you_mean

Kind = Literal["yes_no", "choice", "choices", "number", "date", "signs"]
SIGNS = "tanda"
YES_NO = {"ya": True, "tidak": False}
_APART = re.compile(r"(?i)[,;/+&]|\bdan\b")
_UNITS = {
    "usia": "tahun|thn|th", "usia_minggu": "minggu|mgg", "absen_hari": "hari|hr", "hari_sejak_kejadian": "hari|hr",
    "jam_per_hari": "jam", "tunggakan_bulan": "bulan|bln", "kehadiran_persen": "%|persen",
    "usaha_turun_persen": "%|persen", "luas_per_jiwa": "m2|m²",
}  # fmt: skip
"""The unit of a field may stand behind its number. Another unit is no number."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column says. path: `kartu.keadaan`, or `tanda` for signs; values: the closed list, if any."""

    path: str
    kind: Kind
    values: tuple[str, ...] = ()

    @property
    def of_member(self) -> bool:
        return self.path.startswith("anggota.")


@cache
def targets() -> dict[str, Target]:
    """Every field that a column may fill, by its path."""
    return {path: _target(path, annotation) for path, annotation in _annotations().items()}


@cache
def _annotations() -> dict[str, Any]:
    return field_paths()


def _target(path: str, annotation: Any) -> Target:
    if get_origin(annotation) is tuple:
        return Target(path, "choices", get_args(get_args(annotation)[0]))
    inner = next((one for one in get_args(annotation) if one is not NoneType), annotation)
    if get_origin(annotation) is Literal or annotation is bool:
        inner = annotation
    inner = get_args(inner)[0] if get_origin(inner) is Annotated else inner
    if get_origin(inner) is Literal:
        return Target(path, "choice", get_args(inner))
    return Target(path, "yes_no" if inner is bool else "date" if inner is dt.date else "number")


def read_value(target: Target, text: str) -> Any:
    """What is written, as the field's value. Raises ValueError with the Indonesian end of "kolom X …"."""
    if target.kind == "yes_no":
        if (word := squeezed(text)) in YES_NO:
            return YES_NO[word]
        raise ValueError("harus ya atau tidak")
    if target.kind == "choice":
        return _choice(target, text)
    if target.kind == "choices":
        return tuple(dict.fromkeys(_choice(target, part) for part in parts(text)))
    if target.kind == "number":
        return _number(target, text)
    if target.kind == "signs":
        raise ValueError("berisi yang belum diterjemahkan")
    if (day := day_of(text)) is None:
        raise ValueError("harus tanggal, misalnya 2026-11-23 atau 23/11/2026")
    return day


def parts(text: str) -> list[str]:
    """`bank, pinjol dan rentenir` as three."""
    return [part.strip() for part in _APART.split(text) if part.strip()]


def _choice(target: Target, text: str) -> str:
    word = squeezed(text).replace(" ", "_")
    if word not in target.values:
        raise ValueError("berisi yang bukan pilihan yang sah")
    return word


def _number(target: Target, text: str) -> Any:
    """Raises ValueError: no number, or outside the bounds of the field."""
    from pydantic import ValidationError

    from triage.kb.validate import adapter

    unit = _UNITS.get(target.path.rpartition(".")[2])
    plain = re.sub(rf"(?i)\s*(?:{unit})\.?$", "", text) if unit else text
    number = read_number(plain)
    if number is None:
        raise ValueError(f"harus angka{' dalam ' + unit.split('|')[0] if unit else ''}")
    try:
        return adapter(_annotations()[target.path]).validate_python(number)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise ValueError(_bounds(detail["type"], detail.get("ctx", {}))) from None


def _bounds(kind: str, context: dict[str, Any]) -> str:
    if kind == "greater_than_equal":
        return f"harus paling sedikit {context['ge']:g}"
    return f"harus paling banyak {context['le']:g}" if kind == "less_than_equal" else "harus bilangan bulat"


def nearest(target: Target, text: str) -> str:
    """A hint: the value that was probably meant, or all there are."""
    known = ("ya", "tidak") if target.kind == "yes_no" else target.values
    return did_you_mean(text, known) or (f"pilih {', '.join(known)}" if known else "betulkan")
