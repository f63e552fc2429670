"""The record of an interview as JSON, for audit and training: what was asked, why, and what was answered. Masked."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from triage import __version__
from triage.cli.ask_entries import nameless, nameless_answers

if TYPE_CHECKING:
    from triage.cli.ask import Interview
    from triage.cli.ask_entries import Entry
    from triage.model import Plan

SCHEMA = "triage.interview/2"


def record(interview: Interview, plan: Plan, started: str, ended: str) -> str:
    """The whole conversation, without names; numbers are masked already. started, ended: ISO times."""
    from triage.text import without_names

    hide = partial(without_names, lexicon=interview.machine.language.lexicon)
    return json.dumps(
        {
            "schema": SCHEMA,
            "program": __version__,
            "knowledge": {"version": plan.version, "hash": plan.hash},
            "started": started,
            "ended": ended,
            "end": "dihentikan" if interview.stopped else "selesai",
            "opening": {"text": hide(interview.opening.text), "file": interview.opening.facts is not None},
            "corrections": [asdict(answer) for answer in nameless_answers(interview.fixed, hide)],
            "questions": [_question(i, entry) for i, entry in enumerate(nameless(interview.entries, hide), 1)],
            "plan": _ids(plan),
        },
        ensure_ascii=False, indent=2,
    ) + "\n"  # fmt: skip


def _question(number: int, entry: Entry) -> dict[str, Any]:
    """One question. answers: to the sign, or to each choice in turn."""
    ask = entry.ask
    return {
        "number": number, "sign": ask.sign, "text": ask.text, "why": ask.why, "safety": ask.safety, "told": ask.told,
        "choices": [asdict(choice) for choice in ask.choices], "asked_at": entry.asked_at,
        "answers": [asdict(answer) for answer in entry.own],
        "also_said": [asdict(answer) for answer in entry.answers if answer not in entry.own],
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
