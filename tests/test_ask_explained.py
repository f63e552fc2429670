"""--why, --why-not and --what-if after an interview: they see what was told and answered in it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, str, str]]
AT = ("--at", "2026-11-23T20:10")


@pytest.fixture
def asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """asked("--why", …, typed="…") -> the plan as JSON after an interview through a pipe."""

    def call(*arguments: str, typed: str) -> dict[str, Any]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code, out, err = run("new", "--ask", "--json", *AT, *arguments)
        assert code == 0, err
        found: dict[str, Any] = json.loads(out)
        return found

    return call


def parts(found: dict[str, Any]) -> set[tuple[str, str]]:
    return {(one["part"], one["id"]) for one in found["explanation"]["what_if"]["changes"]}


def test_why_sees_the_opening_that_was_typed(asked: Callable[..., dict[str, Any]]) -> None:
    found = asked("--why", "kks_hilang", typed="kartu kks saya hilang di pasar\ns\n")
    (one,) = found["explanation"]["why"]
    assert one["status"] == "found"
    assert "hilang" in json.dumps(one["tree"])


def test_what_if_keeps_the_opening_that_was_typed(asked: Callable[..., dict[str, Any]]) -> None:
    found = asked("--what-if", "pin_lupa=ya", typed="kartu kks saya hilang di pasar\ns\n")
    assert ("case", "kks_hilang") not in parts(found), "the lost card stays lost"
    assert ("case", "pin_lupa") in parts(found)


def test_what_if_keeps_what_was_answered_and_what_was_skipped(asked: Callable[..., dict[str, Any]]) -> None:
    typed = "semalam saya dipukul suami\n" + "l\n" * 3 + "s\n"
    found = asked("--what-if", "kartu_hilang=ya", typed=typed)
    assert "urgency" not in {part for part, _ in parts(found)}
    assert ("case", "kdrt") not in parts(found)
    without = asked("--what-if", "kartu_hilang=tidak", typed=typed)
    assert parts(without) == set(), "an answer that says nothing new changes nothing"


def test_what_if_takes_the_place_of_a_correction_about_the_same_person_only(run: Run, tmp_path: Path) -> None:
    def changed(*arguments: str) -> set[tuple[str, str]]:
        code, out, err = run("new", "kartu kks saya hilang", "--json", *AT, *arguments)
        assert code == 0, err
        return parts(json.loads(out))

    assert ("case", "kks_hilang") in changed("--set", "kartu_hilang=tidak", "--what-if", "kartu_hilang=ya")
    assert changed("--set", "kartu_hilang=tidak", "--what-if", "kartu_hilang=tidak") == set()


def test_a_correction_of_one_member_holds_through_the_interview(asked: Callable[..., dict[str, Any]]) -> None:
    file = Path(__file__).resolve().parent.parent / "examples" / "ibu-hamil-dan-balita.yaml"
    found = asked("-f", str(file), "--set", "hamil/member:suami=ya", typed="s\n")
    pregnant = {
        (one["subject"], one["source"]) for one in found["signs"] if one["id"] == "hamil" and one["state"] == "present"
    }
    assert ("member:suami", "answer") in pregnant
