"""Plain YAML data to the dataclasses of `types.py`, every pydantic error turned into one Indonesian sentence.

The only module of the knowledge base that imports pydantic: not needed when the cache is warm.
"""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from triage.kb.dated import ReferralDef, ThresholdDef
from triage.kb.problems import Problem, did_you_mean
from triage.kb.yamlmap import Key, YamlFile

T = TypeVar("T")
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}
YES_NO, WHOLE, NUMBER, MAPPING = (
    "harus ya atau tidak",
    "harus bilangan bulat",
    "harus angka",
    "harus berisi kunci dan nilai",
)
DATE = "harus tanggal, misalnya 2026-11-23"
WORDS = {
    "string_type": "harus teks", "string_too_short": "tidak boleh kosong", "bool_type": YES_NO, "bool_parsing": YES_NO,
    "int_type": WHOLE, "int_parsing": WHOLE, "int_from_float": WHOLE, "float_type": NUMBER, "float_parsing": NUMBER,
    "tuple_type": "harus daftar", "list_type": "harus daftar", "dict_type": MAPPING, "dataclass_type": MAPPING,
    "model_type": MAPPING, "date_from_datetime_parsing": DATE, "date_type": DATE, "date_parsing": DATE,
}  # fmt: skip
_DATED: dict[type[Any], tuple[str, str]] = {ReferralDef: ("name", "names"), ThresholdDef: ("value", "values")}
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*\Z")


def adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Building an adapter is slow, so each kind gets one."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def validate(kind: type[T], data: Any, file: YamlFile, at: Key, problems: list[Problem], **extra: Any) -> T | None:
    """`data` at `at` in `file` as a `kind`; on errors None, each error appended to `problems`.

    `extra` are fields that do not stand in the entry itself, such as its id.
    """
    if not isinstance(data, dict):
        problems.append(
            file.problem(at, "bentuk", "di sini harus ada kunci dan nilai", "lihat docs/knowledge-format.md")
        )
        return None
    try:
        made: T = adapter(kind).validate_python({**data, **extra})
        return made
    except ValidationError as error:
        problems.extend(_problem(kind, file, at, detail) for detail in error.errors(include_url=False))
        return None


def dated_problems(entry: object, raw: dict[str, Any], file: YamlFile, at: Key) -> list[Problem]:
    """A name or number stands once: short, or as a list with dates."""
    short, several = next((pair for kind, pair in _DATED.items() if isinstance(entry, kind)), ("", ""))
    if not short:
        return []
    if several in raw and not raw[several]:
        hint = f"isi, atau tulis {short}"
        return [file.problem((*at, several), "bentuk", f"{several!r} tidak boleh kosong", hint)]
    if (short in raw) != (several in raw):
        return []
    if short in raw:
        return [file.problem((*at, several), "bentuk", f"ada {short!r} dan {several!r}", "tulis salah satunya saja")]
    return [file.problem(at, "bentuk", f"kunci {short!r} belum ada", f"tambahkan; beberapa masa: {several}")]


def check_id(name: str, file: YamlFile, at: Key, problems: list[Problem]) -> None:
    if not _ID.match(name):
        problems.append(
            file.problem(at, "id", f"id {name!r} harus huruf kecil, angka, _ atau -", "misalnya kartu_hilang")
        )


def _problem(kind: type[Any], file: YamlFile, at: Key, detail: ErrorDetails) -> Problem:
    where = tuple(part for part in detail["loc"] if _is_place(file, at, detail["loc"], part))
    message, hint = sentence(detail, [f.name for f in fields(kind)])
    return file.problem((*at, *where), "bentuk", message, hint)


def _is_place(file: YamlFile, at: Key, loc: tuple[int | str, ...], part: int | str) -> bool:
    """Union branches appear in pydantic's locations but not in the file: drop them."""
    return (
        isinstance(part, int)
        or any(key[-1] == part for key in file.places if key and key[: len(at)] == at)
        or (len(loc) == 1)
    )


def sentence(detail: ErrorDetails, known: list[str]) -> tuple[str, str]:
    """One Indonesian sentence and a hint for a pydantic error; never shows the value that was typed."""
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return f"kunci {name!r} tidak dikenal", did_you_mean(name, known) or "hapus atau betulkan kuncinya"
    if kind in ("missing", "missing_keyword_only_argument"):
        return f"kunci {name!r} belum ada", "tambahkan"
    if kind in ("literal_error", "enum"):
        return f"nilai {name!r} bukan pilihan yang sah", f"pilih {context.get('expected', '')}"
    bounds = {"greater_than_equal": "ge", "less_than_equal": "le", "greater_than": "gt", "less_than": "lt"}
    if kind in bounds:
        sign = {"ge": "paling sedikit", "le": "paling banyak", "gt": "lebih dari", "lt": "kurang dari"}[bounds[kind]]
        return f"{name!r} harus {sign} {context.get(bounds[kind])}", ""
    if kind == "value_error":
        return str(context.get("error", "nilai tidak sah")), ""
    return f"{name!r} {WORDS.get(kind, 'tidak sah')}", ""
