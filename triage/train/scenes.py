"""A situation as a candidate sees it, and what the engine makes of it. Everything an item claims is read off here."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from triage.engine import Memo, Narrow
from triage.kb.types import Knowledge
from triage.model import Finding, Inference, Plan, Sign, highest, urgency_rank
from triage.notation import sign_evidence
from triage.pipeline import Machine, triage
from triage.signs import settle
from triage.train.tellings import Telling

MOMENT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
"""The clock of items stands still, so that the same seed gives the same items: a Monday morning without holidays."""


@dataclass(frozen=True, slots=True)
class Scene:
    """asked: signs that were asked about, in the short notation. told: signs of the telling alone."""

    telling: Telling
    asked: tuple[str, ...]
    plan: Plan
    signs: frozenset[Sign]
    told: frozenset[Sign]
    inference: Inference

    @property
    def found(self) -> frozenset[str]:
        return frozenset(finding.case for finding in self.plan.findings)

    def finding(self, case: str) -> Finding | None:
        """The most urgent finding of a case."""
        mine = [f for f in self.plan.findings if f.case == case]
        return max(mine, key=lambda f: urgency_rank(f.urgency)) if mine else None

    def fired(self, case: str) -> frozenset[str]:
        """Rules that raised or lowered the urgency of a case here."""
        changes = (d for d in self.inference.derived if d.kind in ("raise", "lower") and d.id == case)
        return frozenset(support.rule for change in changes for support in change.supports)

    @property
    def meaning(self) -> str:
        """The same for two wordings that say the same."""
        parts = [f"{s.id} {s.state} {s.subject} {s.actor} {s.certainty}" for s in self.signs]
        return hashlib.sha256("\n".join([*sorted(parts), *sorted(self.telling.labels)]).encode()).hexdigest()[:16]


class Scenes:
    """Runs the engine on situations, and remembers what came out."""

    def __init__(self, knowledge: Knowledge, machine: Machine) -> None:
        self.knowledge = knowledge
        memo = machine.memo or Memo(Narrow(machine.productions).infer)
        self._machine = replace(machine, memo=memo, index=None)  # a resemblance proves nothing
        self.of = lru_cache(maxsize=8192)(self._of)

    def _of(self, telling: Telling, asked: tuple[str, ...] = ()) -> Scene:
        machine, signs = self._machine, self._machine.knowledge.signs
        plan = triage(machine, text=telling.text, answers=[sign_evidence(a, signs) for a in asked], now=MOMENT)
        settled = settle(plan.evidence, signs).signs
        told = settle((e for e in plan.evidence if e.source == "text"), signs).signs
        return Scene(telling, asked, plan, settled, told, machine.infer(settled))

    def about(self, case: str, telling: Telling, asked: Iterable[str] = ()) -> Scene | None:
        """The situation, if the engine reads in the telling what its author meant: the case, and nothing else."""
        asked = tuple(asked)
        plain = self.of(telling)
        if case not in plain.found or not plain.found <= telling.labels:
            return None
        if {a.lstrip("-~").partition("@")[0] for a in asked} & {sign.id for sign in plain.signs}:
            return None  # what was told is not asked again
        scene = self.of(telling, asked) if asked else plain
        return scene if case in scene.found else None

    def supposed(self, scene: Scene, sign: str) -> Scene:
        """The same situation with one more answer: yes."""
        return self.of(scene.telling, (*scene.asked, sign))

    def gains(self, scene: Scene, sign: str) -> bool:
        """Whether a yes would make one of the cases told more urgent, or show a new danger."""
        after = self.supposed(scene, sign)
        raised = any(_rank(after, case) > _rank(scene, case) for case in scene.found)
        return raised or bool({d.id for d in after.plan.dangers} - {d.id for d in scene.plan.dangers})

    def matters(self, scene: Scene, sign: str) -> bool:
        """Whether a yes would change any urgency, even if only its reasons, or what is done about the cases told."""
        after = self.supposed(scene, sign)
        before = {step.id for step in scene.plan.steps}
        if any(step.id not in before and scene.found & set(step.cases) for step in after.plan.steps):
            return True
        more = urgency_rank(_level(after)) > urgency_rank(_level(scene))
        return more or self.gains(scene, sign) or any(after.fired(c) - scene.fired(c) for c in scene.found)


def _rank(scene: Scene, case: str) -> int:
    finding = scene.finding(case)
    return urgency_rank(finding.urgency) if finding else -1


def _level(scene: Scene) -> str | None:
    return highest([f.urgency for f in scene.plan.findings])
