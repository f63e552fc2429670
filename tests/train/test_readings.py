"""What is read in tellings is kept as it was read, unpacked when asked for, and never where nothing may be kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from triage.kb.types import Knowledge
from triage.pipeline import Machine, read_complaint
from triage.train import readings as module
from triage.train.bank import Bank
from triage.train.readings import readings
from triage.train.tellings import denials, tellings


@pytest.fixture
def few(knowledge: Knowledge) -> Knowledge:
    return replace(knowledge, cases={"kks_rusak": knowledge.cases["kks_rusak"]})


def test_a_second_start_reads_nothing_again(
    few: Knowledge, machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path)
    first = readings(few, machine)
    texts = {one.text for one in (*tellings(few, "kks_rusak"), *denials(few, "kks_rusak"))}
    assert set(first) == texts
    assert {text: first[text] for text in texts} == {text: read_complaint(text, machine) for text in texts}
    monkeypatch.setattr(module, "read_complaint", None)
    assert dict(readings(few, machine)) == dict(first)


def test_without_a_cache_nothing_is_read_ahead(
    few: Knowledge, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(module, "cache_folder", lambda: None)
    assert dict(readings(few, machine)) == {}


def test_the_same_items_come_with_and_without_them(
    knowledge: Knowledge, machine: Machine, few: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path)
    ready = replace(machine, remembered=readings(few, machine))
    wanted = {"cases": ["kks_rusak"]}
    assert Bank(knowledge, ready).draw(8, 2, **wanted) == Bank(knowledge, machine).draw(8, 2, **wanted)
