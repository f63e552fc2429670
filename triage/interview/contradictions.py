"""Answers against what the opening says of the same sign: the safer reading holds until the answer is confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from triage.interview.turns import Answer, evidence_of
from triage.kb.types import Knowledge
from triage.model import OTHER_HOUSEHOLD, Conflict, Evidence, Plan, Question, urgency_rank

PlanWith = Callable[[Sequence[Answer]], Plan]
DIFFERS = "keterangannya berbeda"


@dataclass(frozen=True, slots=True)
class Heard:
    """The plan as it stands. repeat: signs to be asked once more, with the words that say otherwise."""

    plan: Plan
    repeat: dict[str, str]


def heard(plan_with: PlanWith, given: Sequence[Answer], knowledge: Knowledge) -> Heard:
    """The plan with the answers that may be applied. plan_with: what plan follows from the opening and some answers.

    An unconfirmed answer that says otherwise than the opening waits when it would make the plan look safer, alone or
    together with the others; the order of the answers does not matter.
    """
    plan = plan_with(given)
    against = {answer: told for answer in given if (told := _said_otherwise(answer, plan, plan_with))}
    loose = [answer for answer in against if answer.value in ("ya", "tidak") and not answer.confirmed]
    held: list[Answer] = []
    if loose:
        rest = [answer for answer in given if answer not in loose]
        before = plan_with(rest)
        held = [answer for answer in loose if _safer(plan_with([*rest, answer]), before)]
        plan = plan_with([answer for answer in given if answer not in held])
        if _safer(plan, before):
            held, plan = loose, before
    shown = [answer for answer in against if answer in held or answer.confirmed]
    repeat = {answer.sign: _words(against[answer]) for answer in held}
    return Heard(_with_conflicts(plan, {answer: against[answer] for answer in shown}, knowledge), repeat)


def _said_otherwise(answer: Answer, plan: Plan, plan_with: PlanWith) -> tuple[Evidence, ...]:
    """What the opening says against an answer; () when it agrees in one place. An open answer is against everything."""
    if not any(e.sign == answer.sign and e.source != "answer" for e in plan.evidence):
        return ()
    stated = [
        e for e in plan_with(()).evidence
        if e.sign == answer.sign and e.state is not None and e.subject != OTHER_HOUSEHOLD
        and answer.subject in ("", e.subject)
    ]  # fmt: skip
    same = {"ya": "present", "tidak": "absent"}.get(answer.value)
    if answer.value not in ("ya", "tidak") and not answer.confirmed:
        return ()
    return () if any(e.state == same for e in stated) else tuple(stated)


def _safer(after: Plan, before: Plan) -> bool:
    """The plan looks safer: less urgent, or without a danger, a bypass or a prohibition that it had."""
    if urgency_rank(after.urgency) < urgency_rank(before.urgency):
        return True
    return bool(_guards(before) - _guards(after))


def _guards(plan: Plan) -> set[tuple[str, str]]:
    """What keeps people safe on a plan."""
    return {
        *(("danger", danger.id) for danger in plan.dangers),
        *(("bypass", role.id) for role in plan.bypass),
        *(("never", prohibition.id) for prohibition in plan.prohibitions),
    }


def _words(told: tuple[Evidence, ...]) -> str:
    """The quoted words, or the place in the file."""
    return next((e.quote or e.place for e in told if e.quote or e.place), "")


def _with_conflicts(plan: Plan, against: dict[Answer, tuple[Evidence, ...]], knowledge: Knowledge) -> Plan:
    """Both sides on the plan; a question stays open where no confirmed answer decides."""
    if not against:
        return plan
    conflicts = []
    for answer, told in against.items():
        said = evidence_of(answer, knowledge)
        if said is not None:
            conflicts.append(Conflict(answer.sign, said.subject, (*told, said)))
    undecided = [a.sign for a in against if not a.confirmed or a.value not in ("ya", "tidak")]
    asked = [Question(name, knowledge.signs[name].ask, DIFFERS) for name in dict.fromkeys(undecided)]
    rest = [question for question in plan.questions if question.sign not in undecided]
    conflicts.sort(key=lambda conflict: (conflict.sign, conflict.subject))
    return replace(plan, conflicts=(*plan.conflicts, *conflicts), questions=(*asked, *rest))
