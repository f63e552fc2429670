"""The arrow: complaint, answers and household file -> signs -> engine -> plan. Reads like design §1."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache, partial
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from triage.engine import Memo, infer_once
from triage.kb.dates import knowledge_at, lapses
from triage.kb.problems import Problems
from triage.kb.productions import compile_productions
from triage.kb.references import signs_in
from triage.kb.types import Knowledge
from triage.model import Evidence, Finding, Inference, Lapse, Plan, Production, Sign, Suggestion
from triage.plan.deadlines import OFFICES
from triage.plan.outcome import is_question
from triage.plan.planner import Draft, Setting, finished
from triage.plan.verdict import judge
from triage.signs import settle
from triage.text import Language, PhraseError, compile_language, harmless, mask, read, unexplained, without
from triage.text.lint import phrases_parse

if TYPE_CHECKING:
    from triage.facts.read import FactsFile
    from triage.nearest import Index
    from triage.plan.district import District

FEWEST_WORDS = 4
"""Fewer unexplained words than this say nothing."""
LEAST, SURER = 0.12, 0.4
"""The least similarity worth a question; beside a question about procedure. docs/decisions tells what they cost."""
MORE_WORDS = 8
"""So many words beside a question may tell a problem."""
SHOWN = 160
"""So many characters of a telling are shown."""


@dataclass(slots=True)
class Machine:
    """Everything compiled from one knowledge base. `memo` None: build only the rules a household needs."""

    knowledge: Knowledge
    language: Language
    productions: tuple[Production, ...]
    memo: Memo | None = None
    index: Index | Callable[[], Index] | None = None
    """The second reader, or how to get it when it is first needed; None for none."""
    roles: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """Texts of the knowledge itself with what is read in them; never a complaint."""

    def infer(self, signs: Iterable[Sign]) -> Inference:
        if self.memo is not None:
            return self.memo.infer(signs)
        return infer_once(self.productions, signs)

    def second_reader(self) -> Index | None:
        if callable(self.index):
            self.index = self.index()
        return self.index


def compile_machine(knowledge: Knowledge) -> Machine:
    """Compile language and rules. Raises Problems with every malformed phrase."""
    try:
        language = compile_language(knowledge.language, knowledge.signs, knowledge.inquiries)
    except PhraseError:
        raise Problems(phrases_parse(knowledge)) from None
    machine = Machine(knowledge, language, compile_productions(knowledge))
    if any(sign.matches for sign in knowledge.signs.values()):
        from triage.nearest import build_index

        machine.index = partial(build_index, knowledge, language)
    return machine


def read_complaint(text: str, machine: Machine) -> tuple[Evidence, ...]:
    """Masked, then read. Offsets hold in the masked text, which is as long as the original."""
    known = machine.remembered.get(text)
    return read(hidden(text), machine.language) if known is None else known


def hidden(text: str) -> str:
    """The text as it is read: without numbers of persons and what a terminal obeys, as long as before."""
    return mask(harmless(text))


def triage(
    machine: Machine, *, text: str = "", facts: FactsFile | None = None, answers: Iterable[Evidence] = (),
    now: datetime, district: District | None = None, asks: bool = True, told: tuple[Evidence, ...] | None = None,
    suggested: tuple[Suggestion, ...] | None = None,
) -> Plan:  # fmt: skip
    """One household or complaint. `now` must carry a time zone; answers overrule what was read of the same sign.

    asks: whether the plan says what to ask next. told: what `read_complaint` found in the text; None to read it here.
    suggested: what `suggestions` found in it; None to look here.
    """
    if told is None:
        told = read_complaint(text, machine) if text.strip() else ()
    told = tuple(_not_overruled(told, said := list(answers)))
    heard = all_readings(machine, facts, told, said, now)
    draft = drafted(machine, heard, now)
    if suggested is None:
        suggested = suggestions(hidden(text), told, machine, draft.verdict.findings)
    setting = Setting(now, district.calendar() if district else OFFICES, district, asks)
    plan = planned(machine, draft, setting, suggested)
    ran_out = tuple(_lapses(machine.knowledge, plan, now.date(), measured=facts is not None))
    return replace(plan, lapses=ran_out) if ran_out else plan


class Heard(NamedTuple):
    """Everything that was read about a household. roles: of its named members."""

    readings: tuple[Evidence, ...]
    roles: Mapping[str, str]


def all_readings(
    machine: Machine, facts: FactsFile | None, told: tuple[Evidence, ...], said: list[Evidence], now: datetime
) -> Heard:
    """What was answered, told, and stands in the file, where no answer overrules it."""
    if facts is None:
        return Heard((*said, *told), {})
    from triage.facts.evidence import household_evidence, member_roles

    stated = household_evidence(facts, knowledge_at(machine.knowledge, now.date()), now.date())
    note = facts.household.catatan
    noted = read_complaint(note, machine) if note else ()
    readings = (*said, *told, *_not_overruled(stated, said), *_not_overruled(noted, said))
    return Heard(readings, member_roles(facts.household))


def drafted(machine: Machine, heard: Heard, now: datetime) -> Draft:
    """What follows from all that was heard, before anybody looks at what the words resemble."""
    settled = settle(heard.readings, machine.knowledge.signs, heard.roles)
    inference = machine.infer(settled.signs)
    verdict = judge(inference, settled, knowledge_at(machine.knowledge, now.date()))
    return Draft(settled, inference, heard.readings, verdict)


def planned(machine: Machine, draft: Draft, setting: Setting, suggested: tuple[Suggestion, ...]) -> Plan:
    """The plan of a draft. suggested: what the words resemble."""
    return finished(draft, suggested, knowledge_at(machine.knowledge, setting.now.date()), setting, machine.infer)


def _lapses(knowledge: Knowledge, plan: Plan, day: date, *, measured: bool) -> Iterator[Lapse]:
    """What has run out among what this plan rests on: its institutions, and numbers where a file was read."""
    named = {referral.id for referral in plan.referrals}
    for found in lapses(knowledge, day):
        used = found.id in named if found.kind == "referrals" else measured and _limits(found.id, knowledge)
        if used:
            yield found.lapse


def _limits(threshold: str, knowledge: Knowledge) -> bool:
    """Some sign is read from a file by this number."""
    reads = (read for sign in knowledge.signs.values() for read in sign.reads)
    return any(test.threshold == threshold for read in reads for test in (read, *read.where))


def suggestions(
    masked: str, told: tuple[Evidence, ...], machine: Machine, findings: tuple[Finding, ...]
) -> tuple[Suggestion, ...]:
    """Cases that the whole text resembles; the second reader runs only where some sentence explains no finding.

    Beside a question about procedure it looks at the other words only, and must be surer. masked: the text as it is
    read (see `hidden`); told: what was read in it.
    """
    rest = unexplained(masked, told, {name for finding in findings for name in finding.because})
    asked = [] if findings else [e for e in told if is_question(e, machine.knowledge)]
    if asked:
        rest = masked = without(masked, asked)
    reader = machine.second_reader() if len(rest.split()) >= (MORE_WORDS if asked else FEWEST_WORDS) else None
    if reader is None:
        return ()
    others = [e for e in told if e not in asked]
    found = reader.resembling(masked, others, {f.case for f in findings}, least=SURER if asked else LEAST)
    return tuple(
        [Suggestion(r.case, r.score, _shown(r.like), r.sign or _first_sign(r.case, machine.knowledge)) for r in found]
    )


@lru_cache(maxsize=16_384)
def _shown(telling: str) -> str:
    words = " ".join(telling.split())
    return words if len(words) <= SHOWN else shorten(words, SHOWN, placeholder=" …")  # which is slow


@lru_cache(maxsize=1024)
def _first_sign(case: str, knowledge: Knowledge) -> str:
    return next(iter(signs_in(knowledge.cases[case].symptoms)), "")


def _not_overruled(found: Iterable[Evidence], answers: list[Evidence]) -> list[Evidence]:
    """`--set SIGN=tidak` corrects a misread sign: the text's own reading stays visible but leaves the engine."""
    settled = {a.sign for a in answers}
    return [e._replace(state=None) if e.sign in settled else e for e in found]
