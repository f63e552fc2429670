"""The sample report of the source, kept outside the project: its empty part is told, its words are counted as measured."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.train.report.reports import counts, told
from triage.pipeline import Machine
from triage.train.report import Report, read_report

FOLDER = Path(os.environ.get("TRIAGE_SEEDS", Path(__file__).resolve().parents[4] / "shared" / "domain" / "seeds"))
MEASURED = {
    "A": 157, "2a": 0, "2b": 101, "2c": 106, "2d": 119, "2e": 131, "2f": 102, "3a": 233, "3b": 103, "3c": 146,
}  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Report:
    found = sorted(FOLDER.glob("001_*.txt"))
    if not found:
        pytest.skip(f"contoh sumber tidak ada di {FOLDER.name}/; TRIAGE_SEEDS menyebut foldernya")
    return read_report(found[0])


def test_its_words_are_counted_as_measured(sample: Report) -> None:
    assert counts(sample) == MEASURED


def test_its_empty_part_and_its_missing_end_are_told(sample: Report, machine: Machine) -> None:
    found = told(sample, machine)
    assert ("kosong", "2a", 16, "wajib") in found
    assert ("terminasi", "2f", 62, "wajib") in found
    assert not {check for check, *_ in found} & {"panjang", "konsep", "teknik", "nilai", "bagian"}
