"""The shape of a map file: what the columns of a table of complaints say about a household. docs/batch-map.md."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from triage.facts.household import MemberRole, field_paths
from triage.model import Actor

_WORD = {"type": ["string", "number", "boolean", "null"]}
_NAME = {"type": "string", "minLength": 1}
FieldPath = Annotated[str, WithJsonSchema({"enum": [*field_paths(), "tanda"]})]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_]{1,20}$")]
Values = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {"type": "object", "additionalProperties": {"anyOf": [_WORD, {"type": "array", "items": {"type": "string"}}]}}
    ),
]
Names = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME}]}),
]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ColumnDef(Part):
    """One column: a field of the household (`isi`), one sign (`tanda`), or values that are signs (`isi: tanda`)."""

    isi: FieldPath | None = None
    tanda: str | None = None
    pelaku: Actor | None = None
    anggota: str | None = None
    nilai: Values = Field(default_factory=dict)


class ColumnMap(Part):
    """One map file. anggota: code -> role of the members that columns speak of; kolom: column -> meaning."""

    aduan: Names = ()
    keluarga: str | None = None
    wilayah: Names = ()
    tanggal: str | None = None
    petugas: str | None = None
    anggota: dict[Code, MemberRole] = Field(default_factory=dict)
    kolom: dict[str, ColumnDef] = Field(default_factory=dict)
