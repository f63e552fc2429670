"""The contract triage.plan/1 (design §7): a Plan as JSON, key for key and in this order."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from triage.model import Conflict, Evidence, Finding, Lapse, Plan, PlanReferral, PlanStep, Reason
from triage.render import labels

if TYPE_CHECKING:
    from triage.explain.tree import Explanation

SCHEMA = "triage.plan/1"
_UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")


def to_json(plan: Plan, explanation: Explanation | None = None) -> dict[str, Any]:
    """The plan as plain dicts and lists; an absent actor, deadline or referral is None.

    explanation: joins as the last key when it was asked for.
    """
    data = {
        "schema": SCHEMA,
        "knowledge": {"version": plan.version, "hash": plan.hash},
        "outcome": plan.outcome,
        "urgency": plan.urgency,
        "danger": [{"id": d.id, "because": list(d.because)} for d in plan.dangers],
        "findings": [_finding(f, plan) for f in plan.findings],
        "steps": [_step(s) for s in plan.steps],
        "referrals": [_referral(r) for r in plan.referrals],
        "bypass": [{"role": r.id, "because": list(r.because)} for r in plan.bypass],
        "prohibitions": [_reason(r) for r in plan.prohibitions],
        "reminders": [_reason(r) for r in plan.reminders],
        "questions": [{"sign": q.sign, "text": q.text, "why": q.why} for q in plan.questions],
        "suggestions": [{"case": s.case, "score": s.score, "like": s.like} for s in plan.suggestions],
        "signs": [_sign(e) for e in plan.evidence],
        "conflicts": [_conflict(c) for c in plan.conflicts],
        "modules": list(plan.modules),
        "disclaimer": plan.disclaimer,
        **({"lapses": [_lapse(lapse) for lapse in plan.lapses]} if plan.lapses else {}),
    }
    if explanation is not None:
        from triage.render.explanation import explanation_json

        data["explanation"] = explanation_json(explanation, plan)
    return data


def dumps(
    plan: Plan, *, indent: int | None = 2, ascii_only: bool = False, explanation: Explanation | None = None
) -> str:
    """The contract as JSON text without characters that a terminal obeys.

    indent: None gives one line (for JSON lines). ascii_only: escape all else too, for old code pages.
    """
    text = json.dumps(to_json(plan, explanation), ensure_ascii=ascii_only, indent=indent)
    lone = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", lone)


def _finding(finding: Finding, plan: Plan) -> dict[str, Any]:
    return {
        "case": finding.case,
        "title": plan.titles.get(finding.case, finding.case),
        "group": plan.groups.get(finding.case, ""),
        "urgency": finding.urgency,
        "certainty": finding.certainty,
        "subject": finding.subject,
        "because": list(finding.because),
        "rules": list(finding.rules),
    }


def _step(step: PlanStep) -> dict[str, Any]:
    return {
        "id": step.id,
        "text": step.text,
        "phase": step.phase,
        "owner": step.owner,
        "due_hours": step.due_hours,
        "due_at": step.due_at,
        "referral": step.referral,
        "consent": step.consent,
        "cases": list(step.cases),
        "sources": list(step.sources),
    }


def _referral(referral: PlanReferral) -> dict[str, Any]:
    contacts = [{"kind": c.kind, "value": c.value, "verify": c.verify} for c in referral.contacts]
    return {"id": referral.id, "name": referral.name, "contacts": contacts, "cases": list(referral.cases)}


def _reason(reason: Reason) -> dict[str, Any]:
    return {"id": reason.id, "text": reason.text, "because": list(reason.because)}


def _sign(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.sign,
        "state": evidence.state,
        "subject": evidence.subject,
        "actor": evidence.actor or None,
        "source": evidence.source,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "context": evidence.context,
        "certainty": evidence.certainty,
    }


def _lapse(lapse: Lapse) -> dict[str, Any]:
    """Absent from the contract while nothing has run out."""
    return {"kind": lapse.kind, "text": lapse.text, "until": lapse.until or None, "since": lapse.since or None}


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {"sign": conflict.sign, "evidence": [_words(e) for e in conflict.evidence]}


def _words(evidence: Evidence) -> str:
    answer = labels.ABSENT if evidence.state == "absent" else labels.PRESENT
    return evidence.quote or evidence.place or f"{labels.ANSWERED}: {answer}"
