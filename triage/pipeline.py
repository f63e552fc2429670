"""The arrow: complaint, answers and household file -> signs -> engine -> plan. Reads like design §1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from triage.engine import Memo, infer_once
from triage.kb.problems import Problems
from triage.kb.productions import compile_productions
from triage.kb.types import Knowledge
from triage.model import Evidence, Inference, Plan, Production, Sign
from triage.plan.deadlines import Calendar
from triage.plan.planner import Setting, make_plan
from triage.signs import settle
from triage.text import Language, PhraseError, compile_language, harmless, mask, read
from triage.text.lint import phrases_parse

if TYPE_CHECKING:
    from triage.facts.read import FactsFile
    from triage.plan.district import District


@dataclass(slots=True)
class Machine:
    """Everything compiled from one knowledge base. `memo` None: build only the rules a household needs."""

    knowledge: Knowledge
    language: Language
    productions: tuple[Production, ...]
    memo: Memo | None = None
    roles: Mapping[str, str] = field(default_factory=dict)

    def infer(self, signs: Iterable[Sign]) -> Inference:
        if self.memo is not None:
            return self.memo.infer(signs)
        return infer_once(self.productions, signs)


def compile_machine(knowledge: Knowledge) -> Machine:
    """Compile language and rules. Raises Problems with every malformed phrase."""
    try:
        language = compile_language(knowledge.language, knowledge.signs, knowledge.inquiries)
    except PhraseError:
        raise Problems(phrases_parse(knowledge)) from None
    return Machine(knowledge, language, compile_productions(knowledge))


def read_complaint(text: str, machine: Machine) -> tuple[Evidence, ...]:
    """Masked, then read. Offsets hold in the masked text, which is as long as the original."""
    return read(mask(harmless(text)), machine.language)


def triage(
    machine: Machine, *, text: str = "", facts: FactsFile | None = None, answers: Iterable[Evidence] = (),
    now: datetime, district: District | None = None,
) -> Plan:  # fmt: skip
    """One household or complaint. `now` must carry a time zone; answers overrule what was read of the same sign."""
    said = list(answers)
    readings = [*said, *_not_overruled(read_complaint(text, machine) if text.strip() else (), said)]
    roles: Mapping[str, str] = {}
    if facts is not None:
        from triage.facts.evidence import household_evidence, member_roles

        readings += _not_overruled(household_evidence(facts, machine.knowledge, now.date()), said)
        if facts.household.catatan:
            readings += _not_overruled(read_complaint(facts.household.catatan, machine), said)
        roles = member_roles(facts.household)
    settled = settle(readings, machine.knowledge.signs, roles)
    calendar = district.calendar() if district else Calendar()
    return make_plan(
        settled, machine.infer(settled.signs), tuple(readings), machine.knowledge,
        Setting(now, calendar, district), machine.infer,
    )  # fmt: skip


def _not_overruled(found: Iterable[Evidence], answers: list[Evidence]) -> list[Evidence]:
    """`--set SIGN=tidak` corrects a misread sign: the text's own reading stays visible but leaves the engine."""
    settled = {a.sign for a in answers}
    return [replace(e, state=None) if e.sign in settled else e for e in found]
