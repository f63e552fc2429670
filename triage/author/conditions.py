"""What the classes leave open, as JSON Schema: conditions (see triage/kb/conditions.py) and examples."""

from __future__ import annotations

from typing import Any

from triage.kb.conditions import ROLES

Schema = dict[str, Any]
ID: Schema = {"type": "string", "pattern": r"^[a-z0-9][a-z0-9_-]*$"}
SELF: Schema = {"$ref": "#/definitions/Syarat"}
MANY: Schema = {"type": "array", "minItems": 1, "items": SELF}
ROLE: Schema = {"$ref": "#/definitions/Peran"}
LIMIT: Schema = {"anyOf": [ROLE, {"type": "array", "minItems": 1, "items": ROLE}]}
LIMITS: Schema = {
    "actor": {**LIMIT, "description": "Hanya bila pelakunya salah satu peran ini."},
    "actor_not": {**LIMIT, "description": "Kecuali bila pelakunya salah satu peran ini."},
}
MEMBER: Schema = {"type": "boolean", "description": "true: tentang anggota keluarga mana pun."}
STATE: Schema = {"enum": ["present", "absent"]}


def role() -> Schema:
    """The closed list of roles."""
    return {"enum": list(ROLES)}


def condition() -> Schema:
    """One condition, nested freely; a plain list means all."""
    return {
        "description": "Syarat: id tanda, daftar (semua), atau satu dari all, any, sign, absent, case, danger.",
        "anyOf": [
            ID,
            MANY,
            _with("all", MANY, "Semua ini bersama-sama.", LIMITS),
            _with("any", MANY, "Salah satu dari ini.", LIMITS),
            _with("sign", ID, "Id tanda yang ada.", {**LIMITS, "any_member": MEMBER, "state": STATE}),
            _with("absent", ID, "Id tanda yang sudah ditanya dan tidak ada.", {**LIMITS, "any_member": MEMBER}),
            _with("case", ID, "Id kasus yang ditemukan (hanya dalam aturan).", {}),
            _with("danger", ID, "Id bahaya yang menyala (hanya dalam aturan).", {}),
        ],
    }


def _with(head: str, value: Schema, text: str, more: Schema) -> Schema:
    properties = {head: {**value, "description": text}, **more}
    return {"type": "object", "properties": properties, "required": [head], "additionalProperties": False}


def example() -> Schema:
    """A complaint, or signs in short notation."""
    sign = {"type": "string", "pattern": r"^[-~]?[a-z0-9]", "description": "id, -id (tidak ada), id@pelaku."}
    signs = {"type": "array", "minItems": 1, "items": sign}
    return {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {"type": "object", "properties": {"tanda": signs}, "required": ["tanda"], "additionalProperties": False},
        ]
    }
