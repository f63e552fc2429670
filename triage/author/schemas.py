"""JSON Schemas (draft 7) of every kind of file, made from the very classes that read them.

What those classes leave open (`Any`: conditions, examples) is filled in here; what no class says (what belongs into a
field) comes from `fields.py`. Ids are not listed, so that new entries never make a schema stale.
"""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from typing import Any

from pydantic import TypeAdapter

from triage.author import conditions
from triage.author.fields import FIELDS
from triage.author.files import FILE_KINDS, FileKind
from triage.author.household_fields import FIELDS as HOUSEHOLD_FIELDS
from triage.check.scenarios import CLOSED

DRAFT = "http://json-schema.org/draft-07/schema#"
ID = r"^[a-z0-9][a-z0-9_-]*$"
DUE = r"^[0-9]+(h|wh|wd|d)$"
CONDITION, ROLE, EXAMPLE = "Syarat", "Peran", "Contoh"
DESCRIBED = {**FIELDS, **HOUSEHOLD_FIELDS}
_CONDITIONS = (
    ("CaseDef", "symptoms"), ("Shift", "when"), ("StepWhen", "when"), ("RuleDef", "when"), ("TagDef", "only_when"),
    ("InvariantDef", "when"), ("InvariantDef", "unless"),
)  # fmt: skip
Schema = dict[str, Any]


def schema_of(name: str) -> Schema:
    """The JSON Schema of one kind of file. Raises KeyError for an unknown kind."""
    kind = FILE_KINDS[name]
    knowledge = is_dataclass(kind.entry)
    made = TypeAdapter(kind.entry).json_schema(ref_template="#/definitions/{model}")
    definitions: Schema = made.pop("$defs", {})
    root = kind.entry.__name__
    definitions[root] = definitions.pop(root, None) or made
    if knowledge:
        definitions |= {CONDITION: conditions.condition(), ROLE: conditions.role(), EXAMPLE: conditions.example()}
    definitions = {key: _explained(key, value) for key, value in definitions.items()}
    whole = {"$schema": DRAFT, "title": kind.title, **_file(kind, definitions), "definitions": definitions}
    used = _reachable(whole)
    return {**whole, "definitions": {key: value for key, value in sorted(definitions.items()) if key in used}}


def _file(kind: FileKind, definitions: Schema) -> Schema:
    """How the entries stand in the file. A mapping key is the id, so the entry itself has none."""
    entry = {"$ref": f"#/definitions/{kind.entry.__name__}"}
    if kind.shape == "mapping":
        own = definitions[kind.entry.__name__]
        own["properties"] = {key: value for key, value in own["properties"].items() if key != "id"}
        own["required"] = [key for key in own.get("required", ()) if key != "id"]
        return {"type": "object", "propertyNames": {"pattern": ID}, "additionalProperties": entry}
    if kind.shape == "list":
        return {"type": "array", "items": entry}
    if kind.shape == "stories":
        return {"$ref": entry["$ref"] + "/properties/stories"}
    return {"allOf": [entry]}


def _explained(name: str, schema: Schema) -> Schema:
    """The definition with Indonesian descriptions, conditions and examples where the class leaves them open."""
    said = {**_inherited(name)}
    schema = {key: value for key, value in schema.items() if key not in ("description", "title")}
    properties: Schema = {}
    for field, old in schema.get("properties", {}).items():
        new = _opened(name, field, _plain(old))
        text = said.get(field)
        properties[field] = _described(new, text) if text else new
    return {**schema, "properties": properties} if properties else _plain(schema)


def _inherited(name: str) -> dict[str, str]:
    return {**(DESCRIBED["Test"] if name == "Read" else {}), **DESCRIBED.get(name, {})}


def _described(schema: Schema, text: str) -> Schema:
    """In draft 7 nothing beside a `$ref` counts, so the reference is wrapped."""
    if "$ref" in schema:
        return {"description": text, "allOf": [{"$ref": schema["$ref"]}]}
    return {"description": text, **schema}


def _opened(name: str, field: str, schema: Schema) -> Schema:
    if (name, field) in _CONDITIONS:
        return {"$ref": f"#/definitions/{CONDITION}"}
    if name == "Examples":
        return {"type": "array", "items": {"$ref": f"#/definitions/{EXAMPLE}"}}
    if name == "Expect":
        return _expected(field.removeprefix("not_"), schema)
    if (name, field) == ("StepDef", "due"):
        one = {"type": "string", "pattern": DUE}
        levels = schema["anyOf"][1]["propertyNames"]
        return {"anyOf": [one, {"type": "object", "propertyNames": levels, "additionalProperties": one}]}
    if field == "id" and schema.get("type") == "string":
        return {**schema, "pattern": ID}
    return schema


def _expected(what: str, schema: Schema) -> Schema:
    """Words of a closed list where there is one; an outcome or urgency may stand without brackets."""
    if what not in CLOSED:
        return schema
    word = {"enum": list(CLOSED[what])}
    words = {"type": "array", "items": word}
    return {"anyOf": [word, words]} if what in ("outcome", "urgency") else words


def _plain(schema: Any) -> Any:
    """Without titles and the English of docstrings, and without defaults: they are noise in an editor."""
    if isinstance(schema, dict):
        noise = () if _is_names(schema) else ("title", "default", "description")
        return {key: _plain(value) for key, value in schema.items() if key not in noise}
    return [_plain(one) for one in schema] if isinstance(schema, list) else schema


def _is_names(schema: Schema) -> bool:
    """Whether the keys are names of fields, such as `title`, and not words of JSON Schema."""
    return all(isinstance(value, dict) for value in schema.values())


def _reachable(schema: Schema) -> set[str]:
    """The definitions that the schema uses, directly or not."""
    definitions = schema["definitions"]
    found, left = set[str](), [{key: value for key, value in schema.items() if key != "definitions"}]
    while left:
        for name in _refs(left.pop()) - found:
            found.add(name)
            left.append(definitions[name])
    return found


def _refs(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"].split("/")[2]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*map(_refs, node.values()))
    return set[str]().union(*map(_refs, node)) if isinstance(node, list) else set()


def written(name: str) -> str:
    """The schema as it is committed."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"


def undescribed() -> list[str]:
    """Class.field of every field of the knowledge that nobody has explained; must be empty."""
    missing = set()
    for kind in FILE_KINDS.values():
        definitions = schema_of(kind.name)["definitions"] if is_dataclass(kind.entry) else {}
        for name, definition in definitions.items():
            fields = definition.get("properties", {}).items()
            missing |= {f"{name}.{field}" for field, schema in fields if "description" not in schema}
    return sorted(missing)
