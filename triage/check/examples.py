"""Runs every `matches`, `ignores` and example in the knowledge against the compiled machine.

Signs and inquiries need the reader only, and of it only their own phrases; cases and rules need the engine,
but neither a plan nor the second reader.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from triage.check.narrow import NarrowReader
from triage.kb.place import problem
from triage.kb.problems import Problem
from triage.kb.types import CaseDef, Examples, InquiryDef, Knowledge, RuleDef, SignDef
from triage.model import OTHER_HOUSEHOLD, Evidence
from triage.notation import sign_evidence
from triage.pipeline import Machine
from triage.plan.verdict import judge
from triage.signs import Settled, settle
from triage.text import harmless, mask, read
from triage.text.compile import INQUIRY_PREFIX

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
"""The clock of scenarios and comparisons stands still."""
Item = tuple[str, Any]
"""(kind, entry): one entry whose examples are run."""


@dataclass(slots=True)
class Trial:
    """A compiled machine with a reader for single signs."""

    machine: Machine
    reader: NarrowReader

    @classmethod
    def of(cls, machine: Machine) -> Trial:
        return cls(machine, NarrowReader(machine.language))

    def settled(self, example: Any) -> Settled:
        """The signs that an example gives. Raises KeyError for one that does not exist."""
        kb = self.machine.knowledge
        if isinstance(example, dict):
            return settle((sign_evidence(text, kb.signs) for text in example.get("tanda", ())), kb.signs)
        return settle(self.heard(str(example)), kb.signs)

    def heard(self, text: str, owner: str = "") -> tuple[Evidence, ...]:
        """What is read in a text: everything, or what is about one sign or inquiry."""
        masked = mask(harmless(text))
        return self.reader.read(masked, owner) if owner else read(masked, self.reader.whole)


def run_examples(machine: Machine) -> list[Problem]:
    """One problem for each example that does not come out as its author wrote."""
    trial = Trial.of(machine)
    return sorted(p for item in items(machine.knowledge) for p in run_item(trial, item))


def items(kb: Knowledge) -> list[Item]:
    """Every entry that may have examples."""
    kinds = ("signs", "inquiries", "cases", "rules")
    return [(kind, entry) for kind in kinds for entry in getattr(kb, kind).values()]


def run_item(trial: Trial, item: Item) -> Iterator[Problem]:
    """The failing examples of one entry."""
    kind, entry = item
    if kind == "signs":
        return _sign(trial, entry) if entry.phrases else iter(())
    if kind == "inquiries":
        return _inquiry(trial, entry)
    return _judged(trial, kind, entry)


def _sign(trial: Trial, sign: SignDef) -> Iterator[Problem]:
    def is_present(text: str, own_only: bool) -> bool:
        found = (e for e in trial.heard(text, sign.id) if e.state == "present")
        return any(not (own_only and e.subject == OTHER_HOUSEHOLD) for e in found)

    for texts, want in ((sign.matches, True), (sign.ignores, False)):
        for text in texts:
            if is_present(text, own_only=not want) is not want:
                yield _failed(trial, "signs", sign.id, text, want, only=sign.id)


def _inquiry(trial: Trial, inquiry: InquiryDef) -> Iterator[Problem]:
    name = INQUIRY_PREFIX + inquiry.id
    for texts, want in ((inquiry.matches, True), (inquiry.ignores, False)):
        for text in texts:
            if bool(trial.heard(text, name)) is not want:
                yield _failed(trial, "inquiries", inquiry.id, text, want, only=name)


def _judged(trial: Trial, kind: str, entry: CaseDef | RuleDef) -> Iterator[Problem]:
    kb = trial.machine.knowledge
    for examples, want in ((entry.examples.matches, True), (entry.examples.ignores, False)):
        for example in examples:
            try:
                settled = trial.settled(example)
            except KeyError as error:
                yield problem(kb, kind, entry.id, "contoh", f"tanda {error} tidak ada")
                continue
            if _concludes(trial, kind, entry.id, settled) is not want:
                yield _failed(trial, kind, entry.id, example, want)


def _concludes(trial: Trial, kind: str, name: str, settled: Settled) -> bool:
    """The case is found (as in a plan), or the rule fires."""
    inference = trial.machine.infer(settled.signs)
    if kind == "cases":
        return any(f.case == name for f in judge(inference, settled, trial.machine.knowledge).findings)
    return any(support.rule == name for item in inference.derived for support in item.supports)


def _failed(trial: Trial, kind: str, name: str, example: Any, want: bool, only: str = "") -> Problem:
    """The problem of one example, with what was read instead, so that the author sees what is missing."""
    shown = example if isinstance(example, str) else str(example.get("tanda", example))
    message = f"contoh {shown!r} {'tidak terbaca' if want else 'seharusnya tidak terbaca'}"
    how = _told(trial.heard(example, only)) if isinstance(example, str) else ""
    return problem(trial.machine.knowledge, kind, name, "contoh", message, how)


def _told(found: Sequence[Evidence]) -> str:
    told = [f"{e.sign} [{e.context}{f', penanda {e.cue!r}' if e.cue else ''}] dari {e.phrase!r}" for e in found]
    return "terbaca: " + "; ".join(told) if told else "tidak ada frasa yang kena"


def count_examples(kb: Knowledge) -> int:
    """How many examples `run_examples` runs."""
    spoken: list[SignDef | InquiryDef] = [*kb.signs.values(), *kb.inquiries.values()]
    judged: list[Examples] = [*(c.examples for c in kb.cases.values()), *(r.examples for r in kb.rules.values())]
    return sum(len(e.matches) + len(e.ignores) for e in (*spoken, *judged))
