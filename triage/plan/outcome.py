"""Which of the four kinds of answer a household gets, and the answer to a question about procedure."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from triage.kb.types import Knowledge
from triage.model import Evidence, Inference, Outcome, PlanStep, Sign, Suggestion, Urgency, highest
from triage.plan.verdict import Verdict, judge
from triage.signs import Settled

INQUIRY = "tanya:"
HINTED: Urgency = "terencana"
"""The urgency of a telling that only resembles known ones: enough to ask, not enough to alarm."""


def outcome_of(
    verdict: Verdict, settled: Settled, readings: tuple[Evidence, ...], knowledge: Knowledge,
    suggestions: tuple[Suggestion, ...] = (),
) -> tuple[Outcome, Urgency | None]:  # fmt: skip
    """The four outcomes in their order (semantics 17) and the urgency that goes with each.

    A telling that resembles known ones hints at a problem too, also beside a question about procedure.
    """
    if verdict.findings:
        return "plan", verdict.urgency
    hinted = [knowledge.signs[e.sign].hint for e in unresolved(settled, readings, knowledge)]
    if hinted:
        return "need_more_information", highest(hinted)
    if suggestions:
        return "need_more_information", HINTED
    return ("inquiry" if any(is_question(e, knowledge) for e in readings) else "out_of_scope"), None


def is_question(reading: Evidence, knowledge: Knowledge) -> bool:
    """A procedure was asked about, or a problem was only supposed."""
    sign = knowledge.signs.get(reading.sign)
    supposed_only = reading.state is None and reading.context == "hypothetical"
    return reading.sign.startswith(INQUIRY) or (supposed_only and sign is not None and sign.kind == "problem")


def unresolved(settled: Settled, readings: tuple[Evidence, ...], knowledge: Knowledge) -> tuple[Evidence, ...]:
    """Problems that were named, and dangers that were mentioned without being said to happen now or denied."""
    known = {(s.id, s.state) for s in settled.signs}
    out = []
    for item in readings:
        sign = knowledge.signs.get(item.sign)
        if sign is None or sign.kind != "problem":
            continue
        unclear_danger = item.state is None and sign.danger and (sign.id, "absent") not in known
        if (sign.id, "present") in known or unclear_danger:
            out.append(item)
    return tuple(out)


def supposed(
    readings: Iterable[Evidence], knowledge: Knowledge, suppose: Callable[[Iterable[Sign]], Inference]
) -> Verdict:
    """What would hold if everything in `readings` were so: it answers a question, or tells whom to ask meanwhile."""
    signs = {Sign(e.sign, "present", e.subject): (e,) for e in readings if e.sign in knowledge.signs}
    settled = Settled(frozenset(signs), (), dict(signs))
    return judge(suppose(settled.signs), settled, knowledge)


def answer_steps(readings: tuple[Evidence, ...], knowledge: Knowledge) -> tuple[PlanStep, ...]:
    asked = dict.fromkeys(e.sign.removeprefix(INQUIRY) for e in readings if e.sign.startswith(INQUIRY))
    return tuple(
        PlanStep(
            f"{INQUIRY}{name}", line, "edukasi", "pendamping", None, None, None, False, (),
            tuple(s.id for s in knowledge.inquiries[name].sources),
        )
        for name in asked
        for line in knowledge.inquiries[name].answer
    )  # fmt: skip


def answer_lines(verdict: Verdict, steps: tuple[PlanStep, ...], knowledge: Knowledge) -> tuple[str, ...]:
    titles = [f"Bila terjadi: {knowledge.cases[f.case].title}" for f in verdict.findings]
    told = [s.text for s in steps if s.id.startswith(INQUIRY)]
    return (*told, *titles, *(s.text for s in steps if not s.id.startswith(INQUIRY)))
