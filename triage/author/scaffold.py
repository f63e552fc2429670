"""The text of a new entry: every field that it must have, each a TODO that says what belongs there."""

from __future__ import annotations

import json
from collections.abc import Callable

from triage.author.fields import FIELDS
from triage.check.todos import MARK

SOURCE = f'[{{id: "{MARK}: id sumber di sources.yaml", at: "{MARK}: bagian atau pasal yang dipakai"}}]'


def todo(cls: str, field: str) -> str:
    """The quoted TODO of a field."""
    return json.dumps(f"{MARK}: {FIELDS[cls][field]}", ensure_ascii=False)


def _lines(cls: str, fields: tuple[str, ...], indent: str, many: tuple[str, ...] = ()) -> list[str]:
    """One line a field; a list where the field is one, so that only its content must be replaced."""
    out = []
    for field in fields:
        value = SOURCE if field == "sources" else todo(cls, field)
        out.append(f"{indent}{field}: {f'[{value}]' if field in many else value}")
    return out


def _texts(name: str, what: str, count: int, indent: str) -> list[str]:
    """A list of as many TODOs as the checks want at least."""
    item = json.dumps(f"{MARK}: {what}", ensure_ascii=False)
    return [f"{indent}{name}:", *[f"{indent}  - {item}"] * count]


def _examples(matches: int, ignores: int, indent: str) -> list[str]:
    """The examples of a case or rule."""
    yes, no = FIELDS["Examples"]["matches"], FIELDS["Examples"]["ignores"]
    inner = f"{indent}  "
    return [f"{indent}examples:", *_texts("matches", yes, matches, inner), *_texts("ignores", no, ignores, inner)]


def case(name: str) -> list[str]:
    """An item of cases.yaml."""
    ids = ("ask_next", "steps", "refer", "never", "remind")
    return [
        f"- id: {name}",
        *_lines("CaseDef", ("title", "group", "urgency", "symptoms"), "  "),
        "  raise_when:",
        f"    - to: {todo('Shift', 'to')}",
        *_lines("Shift", ("when", "why"), "      "),
        *_lines("CaseDef", (*ids, "module", "sources"), "  ", ids),
        *_examples(3, 2, "  "),
    ]


def sign(name: str) -> list[str]:
    """A key of signs/*.yaml."""
    return [
        f"{name}:",
        *_lines("SignDef", ("says", "about", "ask", "phrases"), "  ", ("phrases",)),
        *_texts("matches", "kalimat aduan yang harus terbaca sebagai tanda ini, seperti orang mengatakannya", 3, "  "),
        *_texts("ignores", "kalimat mirip yang tidak boleh terbaca sebagai tanda ini", 3, "  "),
        *_lines("SignDef", ("sources",), "  "),
    ]


def step(name: str) -> list[str]:
    """A key of steps.yaml."""
    fields = ("text", "phase", "owner", "due", "referral", "consent", "tags", "sources")
    return [f"{name}:", *_lines("StepDef", fields, "  ", ("tags",))]


def rule(name: str) -> list[str]:
    """A whole file of rules/."""
    return [f"id: {name}", *_lines("RuleDef", ("when", "then", "why", "sources"), ""), *_examples(1, 1, "")]


SCAFFOLDS: dict[str, Callable[[str], list[str]]] = {"case": case, "sign": sign, "rule": rule, "step": step}
