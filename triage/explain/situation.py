"""One household with its plan, and what the plan was made of, worked out again from the evidence it carries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from triage.kb.dates import knowledge_at
from triage.kb.types import Knowledge
from triage.model import OTHER_HOUSEHOLD, Derived, Evidence, Finding, Inference, Plan
from triage.plan.bypass import Detour, detour
from triage.plan.deadlines import Calendar
from triage.plan.outcome import supposed, unresolved
from triage.plan.planner import Setting, make_plan
from triage.plan.steps import Wanted, forbidden, gather
from triage.plan.verdict import Trace, Verdict, judge
from triage.signs import Settled, settle

if TYPE_CHECKING:
    from triage.pipeline import Machine


@dataclass(frozen=True, slots=True)
class Situation:
    """verdict: what was found. nearest: that, or where nothing was found what would hold if what was mentioned were so.

    wanted: every step asked for; out: those taken out, with their replacement or ''.
    """

    machine: Machine
    knowledge: Knowledge
    plan: Plan
    settled: Settled
    inference: Inference
    trace: Trace
    verdict: Verdict
    nearest: Verdict
    around: Detour
    wanted: Mapping[str, Wanted]
    out: Mapping[str, str]
    roles: Mapping[str, str] = field(default_factory=dict)

    def derived(self, kind: str, name: str = "") -> tuple[Derived, ...]:
        """Conclusions of a kind, of one id when it is given."""
        return tuple(d for d in self.inference.derived if d.kind == kind and name in ("", d.id))

    def findings(self, case: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.verdict.findings if f.case == case)

    def permitted(self) -> frozenset[str]:
        """Tags whose gate is open."""
        return frozenset(d.id for d in self.derived("permit") if d.subject != OTHER_HOUSEHOLD)

    def path(self, step: str) -> tuple[str, ...]:
        """The step itself and what took its place in turn; the last is in the plan, or '' when nothing is left."""
        seen = [step]
        while seen[-1] in self.out or (seen[-1] and self.around.blocks(self.knowledge.steps[seen[-1]])):
            last = seen[-1]
            after = self.out[last] if last in self.out else self.knowledge.steps[last].otherwise or ""
            if after in seen:
                return (*seen, "")
            seen.append(after)
            if not after:
                break
        return tuple(seen)


def situation(machine: Machine, plan: Plan, roles: Mapping[str, str] | None = None) -> Situation:
    """What lies behind a plan that this machine made. roles: of named members of a household file."""
    knowledge = knowledge_at(machine.knowledge, datetime.fromisoformat(plan.now).date())
    settled = settle(plan.evidence, machine.knowledge.signs, roles)
    inference = machine.infer(settled.signs)
    trace = Trace(inference, settled)
    verdict = nearest = judge(inference, settled, knowledge)
    if plan.outcome == "inquiry":
        asked = (e for e in plan.evidence if e.context == "hypothetical")
        verdict = nearest = replace(supposed(asked, knowledge, machine.infer), dangers=(), urgency=None)
    elif plan.outcome == "need_more_information":
        nearest = supposed(unresolved(settled, plan.evidence, knowledge), knowledge, machine.infer)
    wanted = gather(verdict, inference, knowledge)
    out = forbidden({r.id: r.because for r in plan.prohibitions}, inference, knowledge)
    return Situation(
        machine, knowledge, plan, settled, inference, trace, verdict, nearest,
        detour([r.id for r in plan.bypass], knowledge), wanted, out, roles or {},
    )  # fmt: skip


def answered(here: Situation, answers: Iterable[Evidence]) -> Situation:
    """The same household with these answers; they overrule what was read or answered of the same signs."""
    given = list(answers)
    overruled = {e.sign for e in given}
    kept = [e for e in here.plan.evidence if not (e.sign in overruled and e.source == "answer")]
    evidence = (*given, *(e._replace(state=None) if e.sign in overruled else e for e in kept))
    settled = settle(evidence, here.machine.knowledge.signs, here.roles)
    setting = Setting(datetime.fromisoformat(here.plan.now), Calendar(holiday=lambda day: False))
    infer = here.machine.infer
    plan = make_plan(settled, infer(settled.signs), evidence, here.knowledge, setting, infer)
    return situation(here.machine, plan, here.roles)
