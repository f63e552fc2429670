"""Every planted fault is told, with its place, and nothing else; nothing is told of a good report."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.train.report.faults import Fault, faults
from tests.train.report.reports import FILES, GOOD, read_text, rules_of, told
from triage.pipeline import Machine
from triage.train.report import check, read_report

FAULTS = list(faults())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_told_and_nothing_else(fault: Fault, machine: Machine, tmp_path: Path) -> None:
    report = read_text(fault.text(), tmp_path, "laporan" + Path(fault.base).suffix)
    assert told(report, machine) == set(fault.told)


@pytest.mark.parametrize("name", [*GOOD, "baik-sekolah-libreoffice.docx"])
def test_nothing_is_told_of_a_good_report(name: str, machine: Machine) -> None:
    assert check(read_report(FILES / name), rules_of(machine)) == ()


def test_there_are_at_least_thirty_faults() -> None:
    assert len({fault.text() for fault in FAULTS}) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_finding_is_one_sentence_with_something_to_do_and_nobodys_name(
    fault: Fault, machine: Machine, tmp_path: Path
) -> None:
    for finding in check(read_text(fault.text(), tmp_path, "x" + Path(fault.base).suffix), rules_of(machine)):
        assert finding.message[0].isupper()
        assert finding.message.endswith(".")
        assert finding.action
        shown = finding.message + finding.action + finding.quote
        assert not any(secret in shown for secret in ("Sumiyatun", "Sukirno", "3503", "0812", "keluarga.ikan", "12345"))
