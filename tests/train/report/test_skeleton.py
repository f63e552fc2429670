"""A skeleton has every part, hints that the check knows again, and facts of the plan and the record only."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.train.report.reports import rules_of, told
from triage.kb.problems import Problems
from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.train.report import check, read_report, skeleton, template

PARTS = list(template().sections)
RECORD = {
    "schema": "triage.interview/2", "started": "2026-11-23T20:10:00+07:00", "ended": "2026-11-23T20:20:00+07:00",
    "questions": [
        {"sign": "kekerasan_fisik", "answers": [{"sign": "kekerasan_fisik", "value": "ya"}]},
        {"sign": "kartu_hilang", "answers": [{"sign": "kartu_hilang", "value": "tidak"}]},
        {"sign": "pin_lupa", "answers": [{"sign": "pin_lupa", "value": "tidak_tahu"}]},
    ],
}  # fmt: skip


@pytest.fixture
def plan(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> Path:
    """The plan for a family with violence, as the program writes it."""
    code, out, _ = run(
        "new", "--json", "--no-ask", "--at", "2026-11-23T20:10", "suami saya memukul saya tadi malam, bu Sumiyatun"
    )
    assert code == 0
    (tmp_path / "plan.json").write_text(out, encoding="utf-8")
    return tmp_path / "plan.json"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    (tmp_path / "record.json").write_text(json.dumps(RECORD), encoding="utf-8")
    return tmp_path / "record.json"


def made(folder: Path, name: str, knowledge: Knowledge, plan: Path | None = None, record: Path | None = None) -> Path:
    out = folder / name
    out.write_bytes(skeleton(out, plan, record, template(), lambda: knowledge))
    return out


@pytest.mark.parametrize("name", ["k.md", "k.docx"])
def test_an_empty_skeleton_has_every_part_and_no_words(
    name: str, machine: Machine, knowledge: Knowledge, tmp_path: Path
) -> None:
    report = read_report(made(tmp_path, name, knowledge))
    assert list(report.parts) == PARTS
    assert {part.words for part in report.parts.values()} == {0}
    assert {one[:2] for one in told(report, machine)} == {("kosong", part) for part in PARTS}


@pytest.mark.parametrize("name", ["k.md", "k.docx"])
def test_facts_go_to_their_parts_and_every_hint_is_known_as_unfilled(
    name: str, machine: Machine, knowledge: Knowledge, plan: Path, record: Path, tmp_path: Path
) -> None:
    report = read_report(made(tmp_path, name, knowledge, plan, record))
    text = {part.id: part.text for part in report.parts.values()}
    assert "Kekerasan dalam rumah tangga (darurat)" in text["A"]
    assert "Diceritakan kepada pendamping pada 23 November 2026." in text["A"]
    assert "3 pertanyaan" in text["2a"]
    assert "UPTD PPA" in text["2b"]
    assert "paling lambat" in text["2c"]
    assert {"2d", "2e", "2f", "3a"} & {part for part, words in text.items() if words} == set()
    assert "Wawancara" in text["3b"]
    assert "Rencana melarang mempertemukan korban dengan pelaku" in text["3c"]
    filled = {part for part, words in text.items() if words}
    unfilled = [one for one in check(report, rules_of(machine)) if one.check == "salinan"]
    assert {one.part for one in unfilled} == filled
    assert all(one.message == "Petunjuk kerangka ini belum diganti dengan isi." for one in unfilled)


def test_only_clear_answers_become_facts(knowledge: Knowledge, record: Path, tmp_path: Path) -> None:
    text = made(tmp_path, "k.md", knowledge, record=record).read_text(encoding="utf-8")
    assert f"{knowledge.signs['kekerasan_fisik'].says} – ya." in text
    assert f"{knowledge.signs['kartu_hilang'].says} – tidak." in text
    assert knowledge.signs["pin_lupa"].says not in text


def test_facts_are_no_forbidden_advice_and_name_nobody(
    machine: Machine, knowledge: Knowledge, plan: Path, record: Path, tmp_path: Path
) -> None:
    out = made(tmp_path, "k.md", knowledge, plan, record)
    found = {one[0] for one in told(read_report(out), machine)}
    assert not any(check.startswith("larangan") or check == "identitas" for check in found)
    assert "Sumiyatun" not in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", ["{", "[]", '{"schema": "lain/1"}', '{"schema": "triage.plan/1"}', "3"])
def test_a_file_that_is_no_plan_is_told(content: str, knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(content, encoding="utf-8")
    with pytest.raises(Problems, match="bukan rencana"):
        made(tmp_path, "k.md", knowledge, plan=tmp_path / "p.json")
