"""The record of an interview as JSON, for audit and training: what was asked, why, and what was answered. Masked."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from triage import __version__

if TYPE_CHECKING:
    from triage.cli.ask import Entry, Interview
    from triage.model import Plan

SCHEMA = "triage.interview/1"


def record(interview: Interview, plan: Plan, started: str, ended: str) -> str:
    """The whole conversation; texts are masked already. started, ended: ISO times."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "program": __version__,
            "knowledge": {"version": plan.version, "hash": plan.hash},
            "started": started,
            "ended": ended,
            "end": "dihentikan" if interview.stopped else "selesai",
            "opening": {"text": interview.opening.text, "file": interview.opening.facts is not None},
            "corrections": [asdict(answer) for answer in interview.fixed],
            "questions": [_question(i, entry) for i, entry in enumerate(interview.entries, 1)],
            "plan": _ids(plan),
        },
        ensure_ascii=False, indent=2,
    ) + "\n"  # fmt: skip


def _question(number: int, entry: Entry) -> dict[str, Any]:
    own, *also = (asdict(answer) for answer in entry.answers)
    return {
        "number": number, "sign": entry.ask.sign, "text": entry.ask.text, "why": entry.ask.why,
        "safety": entry.ask.safety, "asked_at": entry.asked_at, "answer": own, "also_said": also,
    }  # fmt: skip


def _ids(plan: Plan) -> dict[str, Any]:
    """The plan by its ids: what an audit compares."""
    return {
        "outcome": plan.outcome,
        "urgency": plan.urgency,
        "dangers": [one.id for one in plan.dangers],
        "findings": [{"case": f.case, "urgency": f.urgency, "certainty": f.certainty} for f in plan.findings],
        "steps": [one.id for one in plan.steps],
        "referrals": [one.id for one in plan.referrals],
        "bypass": [one.id for one in plan.bypass],
        "prohibitions": [one.id for one in plan.prohibitions],
        "reminders": [one.id for one in plan.reminders],
        "questions": [one.sign for one in plan.questions],
    }
