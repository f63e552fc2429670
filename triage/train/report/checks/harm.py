"""Advice that breaks a prohibition: the engine says what is forbidden in this case, the text stage finds the advice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from triage.kb.dates import knowledge_at
from triage.pipeline import read_complaint
from triage.plan.deadlines import Calendar
from triage.plan.planner import Setting, make_plan
from triage.signs import settle
from triage.train.report.advice import advice_in
from triage.train.report.model import Finding, Line, Part, Report
from triage.train.report.rules import Rules

FACTS = ("A", "2b")
"""The parts that tell what happened; the others tell what was done and thought, and would be misread as complaints."""
ACTS = ("2a", "2b", "2c", "2d", "2e", "2f", "3b", "3c")


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    forbidden: dict[str, tuple[str, ...]] | None = None
    knowledge = rules.machine.knowledge
    for part in (report.parts[name] for name in ACTS if name in report.parts):
        text = flowing(part)
        for advice in advice_in(text, knowledge, rules.template):
            if forbidden is None:
                forbidden = forbidden_in(report, rules)
            name = advice.harm.prohibition
            if advice.harm.always or name in forbidden:
                yield _finding(name, forbidden.get(name, ()), *_place(part, advice.start), part, rules)


def flowing(part: Part) -> str:
    """The lines of the part as one text; a sentence goes on over line ends."""
    return " ".join(line.text for line in part.lines)


def forbidden_in(report: Report, rules: Rules) -> dict[str, tuple[str, ...]]:
    """What the plan for the told case forbids, and the cases or rules that brought it."""
    knowledge = knowledge_at(rules.machine.knowledge, rules.day)
    text = "\n".join(flowing(report.parts[name]) for name in FACTS if name in report.parts)
    told = read_complaint(text, rules.machine)
    settled = settle(told, knowledge.signs)
    noon = datetime.combine(rules.day, time(12), UTC)
    setting = Setting(noon, Calendar(), None)
    plan = make_plan(settled, rules.machine.infer(settled.signs), told, knowledge, setting, rules.machine.infer)
    return {
        reason.id: reason.because for reason in plan.prohibitions
        if not set(reason.because) <= set(knowledge.prohibitions[reason.id].lifted_for)
    }  # fmt: skip


def _place(part: Part, start: int) -> tuple[Line, int]:
    """The line of the part in which the character of the flowing text stands, and its offset there."""
    for line in part.lines:
        if start <= len(line.text):
            return line, start
        start -= len(line.text) + 1
    return part.lines[-1], 0


def _finding(name: str, because: tuple[str, ...], line: Line, at: int, part: Part, rules: Rules) -> Finding:
    knowledge = rules.machine.knowledge
    prohibition = knowledge.prohibitions[name]
    cases = [knowledge.cases[one].title for one in because if one in knowledge.cases]
    here = f" pada kasus ini ({cases[0]})" if cases else ""
    message = f"Tindakan ini melanggar larangan «{prohibition.text}»{here}."
    action = f"tulis tindakan yang aman; alasannya: {prohibition.why[0].lower()}{prohibition.why[1:].rstrip('.')}"
    return rules.finding(f"larangan:{name}", part.id, line, message, action, at=at)
