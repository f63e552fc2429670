"""Was the opening misread? Where the second reader hears something else, one question with the words in sight."""

from __future__ import annotations

from triage.kb.types import Knowledge
from triage.model import Evidence, Plan
from triage.pipeline import Machine
from triage.text import harmless, mask

SURE = 0.42
"""The second reader must be as sure as this of another case."""


def doubted(text: str, plan: Plan, machine: Machine) -> dict[str, str]:
    """The one reading that all findings rest on, with its words, when the text resembles quite another case."""
    supports = _only_support(plan, machine.knowledge)
    reader = machine.second_reader() if supports else None
    if reader is None:
        return {}
    found = {finding.case for finding in plan.findings}
    told = [evidence for evidence in plan.evidence if evidence.source == "text"]
    best = next(iter(reader.resembling(mask(harmless(text)), told, most=1, least=SURE)), None)
    return supports if best is not None and best.case not in found else {}


def _only_support(plan: Plan, knowledge: Knowledge) -> dict[str, str]:
    """The sign and its words; empty when an answer or a file says it too, or when there is more than one."""
    carrying = {name for finding in plan.findings for name in finding.because if name in knowledge.signs}
    stated: list[Evidence] = [e for e in plan.evidence if e.sign in carrying and e.state is not None]
    names = {e.sign for e in stated if knowledge.signs[e.sign].kind == "problem"}
    if len(names) != 1 or any(e.source != "text" for e in stated):
        return {}
    return {e.sign: e.quote for e in stated if e.sign in names}
