"""The contract triage.plan/1, key for key."""

from __future__ import annotations

import json

import pytest

from triage.render.as_json import dumps, to_json

from .plans import ALL, EVIL, darurat, hostile

CONTRACT = {
    "": [
        "schema",
        "knowledge",
        "outcome",
        "urgency",
        "danger",
        "findings",
        "steps",
        "referrals",
        "bypass",
        "prohibitions",
        "reminders",
        "questions",
        "suggestions",
        "signs",
        "conflicts",
        "modules",
        "disclaimer",
    ],
    "danger": ["id", "because"],
    "findings": ["case", "title", "group", "urgency", "certainty", "subject", "because", "rules"],
    "steps": [
        "id",
        "text",
        "phase",
        "owner",
        "due_hours",
        "due_at",
        "referral",
        "consent",
        "cases",
        "sources",
    ],
    "referrals": ["id", "name", "contacts", "cases"],
    "bypass": ["role", "because"],
    "prohibitions": ["id", "text", "because"],
    "reminders": ["id", "text", "because"],
    "questions": ["sign", "text", "why"],
    "suggestions": ["case", "score", "like"],
    "signs": ["id", "state", "subject", "actor", "source", "quote", "start", "end", "context", "certainty"],
    "conflicts": ["sign", "evidence"],
}


@pytest.mark.parametrize("name", ALL)
def test_keys_are_exactly_the_contract_in_its_order(name: str) -> None:
    data = to_json(ALL[name]())
    assert list(data) == CONTRACT[""]
    assert list(data["knowledge"]) == ["version", "hash"]
    for part, keys in CONTRACT.items():
        assert all(list(entry) == keys for entry in data.get(part, []))
    for referral in data["referrals"]:
        assert all(list(contact) == ["kind", "value", "verify"] for contact in referral["contacts"])


def test_signs_carry_null_readings_and_null_actors() -> None:
    held, *_, reading = to_json(darurat())["signs"]
    assert (held["actor"], held["state"]) == ("ketua_kelompok", "present")
    assert (reading["actor"], reading["state"], reading["context"]) == (None, None, "hypothetical")


def test_json_text_holds_no_terminal_escape_and_loses_nothing() -> None:
    text = dumps(hostile())
    text.encode("utf-8")
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert json.loads(text)["findings"][0]["title"] == EVIL


def test_one_line_ascii_json_for_old_code_pages() -> None:
    text = dumps(hostile(), indent=None, ascii_only=True)
    assert text.isascii()
    assert "\n" not in text


def test_json_is_as_agreed() -> None:
    from .keep import check

    check("darurat.json", dumps(darurat()) + "\n")
