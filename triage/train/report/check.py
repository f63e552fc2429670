"""All checks of a report, in one order; one module a kind of fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from triage.train.report.checks import asked, copied, description, harm, identity, length, repeated
from triage.train.report.model import Finding, Report
from triage.train.report.rules import Rules

SCHEMA = "triage.report/1"
CHECKS: tuple[Callable[[Report, Rules], Iterator[Finding]], ...] = (
    length.find, description.find, asked.find, harm.find, identity.find, copied.find, repeated.find,
)  # fmt: skip
_WORST = {"wajib": 0, "saran": 1}


def check(report: Report, rules: Rules) -> tuple[Finding, ...]:
    """Every fault, in the order of the text; what must be put right before what is only advised."""
    order = {name: i for i, name in enumerate(rules.template.sections)}
    found = {finding for one in CHECKS for finding in one(report, rules)}
    return tuple(sorted(found, key=lambda f: (_WORST[f.severity], order.get(f.part, -1), f.line, f.check, f.message)))


def findings_json(report: Report, findings: tuple[Finding, ...], rules: Rules) -> dict[str, Any]:
    """The contract triage.report/1: the file, what a place counts, the words of every part, the findings."""
    sections = rules.template.sections
    return {
        "schema": SCHEMA,
        "file": report.document.path,
        "unit": report.document.unit,
        "parts": [
            {"id": name, "title": one.title, "line": part.start if part else None,
             "words": part.words if part else None, "least": one.least}
            for name, one in sections.items()
            for part in [report.parts.get(name)]
        ],
        "findings": [asdict(finding) for finding in findings],
    }  # fmt: skip
