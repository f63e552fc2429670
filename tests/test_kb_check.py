"""`triage kb check` finds every planted fault at its place and tells nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.seeds import TODAY, faults, found_in, plant, sound, told
from triage.check.lints import catalogue, check, lints, severities
from triage.check.narrow import NarrowReader
from triage.kb.build import build_what_is_sound
from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.text import read

Run = Callable[..., tuple[int, str, str]]
FAULTS = faults()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(fault: dict[str, Any], tmp_path: Path) -> None:
    wanted = plant(fault, tmp_path)
    problems = found_in(tmp_path)
    assert told(problems, tmp_path) == wanted, "\n".join(map(str, problems))


def test_the_sound_knowledge_has_no_problem(tmp_path: Path) -> None:
    sound(tmp_path)
    assert found_in(tmp_path) == []


@pytest.mark.parametrize("lint", lints(TODAY), ids=lambda lint: lint.id)
def test_each_lint_has_a_fault_that_it_finds_alone_and_leaves_the_sound_twin_in_peace(
    lint: Any, tmp_path: Path
) -> None:
    if lint.id == "daftar-tertutup":
        return  # has a test of its own
    sound(tmp_path / "sound")
    good, _ = build_what_is_sound([(tmp_path / "sound/knowledge", tmp_path / "sound/rules")], "h")
    assert list(lint.find(good)) == []
    for fault in (f for f in FAULTS if f["rule"] == lint.id):
        plant(fault, tmp_path / "bad")
        assert lint.id in {p.rule for p in found_in(tmp_path / "bad")}
        return
    pytest.fail(f"no fault for {lint.id}")


def test_every_rule_that_check_can_tell_has_a_planted_fault() -> None:
    assert {f["rule"] for f in FAULTS} | {"daftar-tertutup", "lapisan"} == set(severities(TODAY))
    assert len({f["name"] for f in FAULTS}) == len(FAULTS) >= 40


def test_a_published_id_that_is_gone_is_missed(knowledge: Knowledge) -> None:
    from dataclasses import replace

    without = replace(knowledge, reminders={k: v for k, v in knowledge.reminders.items() if k != "kerahasiaan"})
    missed = [p for p in check(without, TODAY) if p.rule == "daftar-tertutup"]
    assert [p.entry for p in missed] == ["kerahasiaan"]


def test_every_lint_says_in_one_sentence_what_it_wants() -> None:
    for rule, _, sentence in catalogue(TODAY):
        assert sentence.endswith("."), rule
        assert len(sentence) <= 130, rule


def overlay(folder: Path, text: str) -> Path:
    (folder / "thresholds.yaml").write_text(text, encoding="utf-8")
    reason = "replaces: [{kind: thresholds, id: usia_kawin, reason: uji}]"
    (folder / "overlay.yaml").write_text(f"name: Uji\nabout: Uji\n{reason}\n", encoding="utf-8")
    return folder


def test_warnings_do_not_fail_and_json_tells_the_place(tmp_path: Path, run: Run) -> None:
    old = "usia_kawin: {says: Umur kawin, value: 19, unit: tahun, sources: [{id: dosir}], review_after: '2020-01-01'}\n"
    folder = str(overlay(tmp_path, old))
    code, out, err = run("kb", "check", "--no-examples", "--knowledge", folder)
    assert "peringatan: lewat-tinjau" in err
    assert "1 peringatan" in out
    errors = [line for line in err.splitlines() if " peringatan: " not in line]
    assert code == (1 if errors else 0)
    _, out, err = run("kb", "check", "--no-examples", "--json", "--knowledge", folder)
    (stale,) = [p for p in json.loads(out) if p["rule"] == "lewat-tinjau"]
    assert set(stale) == {"path", "line", "col", "rule", "severity", "message", "hint", "entry"}
    assert (stale["line"], stale["severity"], stale["entry"]) == (1, "warning", "usia_kawin")
    assert err == ""


def test_an_error_fails(tmp_path: Path, run: Run) -> None:
    code, _, err = run(
        "kb", "check", "--no-examples", "--knowledge",
        str(overlay(tmp_path, "usia_kawin: {says: Pasti cair, value: 19, unit: tahun, sources: []}\n")),
    )  # fmt: skip
    assert code == 1
    assert "thresholds.yaml:1:1: tanpa-sumber" in err


def test_the_list_names_every_lint_in_indonesian(run: Run) -> None:
    code, out, _ = run("kb", "check", "--list")
    assert code == 0
    for rule, _, sentence in catalogue(TODAY):
        assert rule in out
        assert sentence in out


def test_the_narrowed_search_reads_as_the_reader_does(machine: Machine) -> None:
    reader = NarrowReader(machine.language)
    for sign in list(machine.knowledge.signs.values())[::9]:
        for text in (*sign.matches, *sign.ignores):
            whole = read(text, machine.language)
            assert read(text, reader.whole) == whole
            assert reader.read(text, sign.id) == tuple(e for e in whole if e.sign == sign.id), text
