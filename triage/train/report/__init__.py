"""The case report for the certification: read it, find its parts, check them, and write a skeleton.

Public: `read_report`, `Report`, `Finding`, `Rules`, `template`, `check`, `findings_json`, `skeleton`.
"""

from __future__ import annotations

from triage.train.report.check import check, findings_json
from triage.train.report.model import Finding, Report
from triage.train.report.parts import read_report
from triage.train.report.rules import Rules
from triage.train.report.skeleton import skeleton
from triage.train.report.template import template

__all__ = ["Finding", "Report", "Rules", "check", "findings_json", "read_report", "skeleton", "template"]
