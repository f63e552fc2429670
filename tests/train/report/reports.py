"""The good reports of tests/train/report/files and a report made of any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from triage.pipeline import Machine
from triage.train.report import Finding, Report, Rules, check, read_report, template

FILES = Path(__file__).resolve().parent / "files"
GOOD = ("baik-kekerasan.md", "baik-kartu.txt", "baik-sekolah.txt")
DAY = date(2026, 11, 23)
Told = tuple[str, str, int, str]
"""(check, part, line, severity)"""


def rules_of(machine: Machine) -> Rules:
    return Rules(template(), machine, DAY)


def read_text(text: str, folder: Path, name: str = "laporan.txt") -> Report:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def told(report: Report, machine: Machine) -> set[Told]:
    return {place(finding) for finding in check(report, rules_of(machine))}


def place(finding: Finding) -> Told:
    return finding.check, finding.part, finding.line, finding.severity


def counts(report: Report) -> dict[str, int]:
    return {name: part.words for name, part in report.parts.items()}
