"""Runs every `matches`, `ignores` and example in the knowledge against the compiled machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from triage.kb.place import problem
from triage.kb.problems import Problem
from triage.kb.types import Examples, InquiryDef, Knowledge, SignDef
from triage.model import OTHER_HOUSEHOLD, Evidence
from triage.notation import sign_evidence
from triage.pipeline import Machine, read_complaint, triage
from triage.signs import settle

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def run_examples(machine: Machine) -> list[Problem]:
    """One problem for each example that does not come out as its author wrote."""
    found = [*_signs(machine), *_inquiries(machine), *_cases(machine), *_rules(machine)]
    return sorted(found)


def present(text: str, machine: Machine, own_only: bool = False) -> set[str]:
    """Sign ids that a text asserts; `own_only` leaves out what it says of another household."""
    found = (e for e in read_complaint(text, machine) if e.state == "present")
    return {e.sign for e in found if not (own_only and e.subject == OTHER_HOUSEHOLD)}


def _signs(machine: Machine) -> Iterator[Problem]:
    for sign in machine.knowledge.signs.values():
        if not sign.phrases:
            continue
        for texts, want in ((sign.matches, True), (sign.ignores, False)):
            for text in texts:
                if (sign.id in present(text, machine, own_only=not want)) is not want:
                    how = _heard(text, machine, sign.id)
                    yield problem(machine.knowledge, "signs", sign.id, "contoh", _failed(text, want), how)


def _inquiries(machine: Machine) -> Iterator[Problem]:
    for inquiry in machine.knowledge.inquiries.values():
        for texts, want in ((inquiry.matches, True), (inquiry.ignores, False)):
            for text in texts:
                if any(e.sign == f"tanya:{inquiry.id}" for e in read_complaint(text, machine)) is not want:
                    yield problem(machine.knowledge, "inquiries", inquiry.id, "contoh", _failed(text, want))


def _cases(machine: Machine) -> Iterator[Problem]:
    for case in machine.knowledge.cases.values():
        for examples, want in ((case.examples.matches, True), (case.examples.ignores, False)):
            for example in examples:
                try:
                    plan = triage(machine, **_input(example, machine), now=NOW)
                except KeyError as error:
                    yield problem(machine.knowledge, "cases", case.id, "contoh", f"tanda {error} tidak ada")
                    continue
                if any(f.case == case.id for f in plan.findings) is not want:
                    how = _heard(example, machine) if isinstance(example, str) else ""
                    yield problem(machine.knowledge, "cases", case.id, "contoh", _failed(example, want), how)


def _rules(machine: Machine) -> Iterator[Problem]:
    for rule in machine.knowledge.rules.values():
        for examples, want in ((rule.examples.matches, True), (rule.examples.ignores, False)):
            for example in examples:
                try:
                    fired = rule.id in fired_rules(example, machine)
                except KeyError as error:
                    yield problem(machine.knowledge, "rules", rule.id, "contoh", f"tanda {error} tidak ada")
                    continue
                if fired is not want:
                    how = _heard(example, machine) if isinstance(example, str) else ""
                    yield problem(machine.knowledge, "rules", rule.id, "contoh", _failed(example, want), how)


def fired_rules(example: Any, machine: Machine) -> set[str]:
    """The rules that an example fires."""
    given = _input(example, machine)
    evidence: tuple[Evidence, ...] = (*given.get("answers", ()), *read_complaint(given.get("text", ""), machine))
    inference = machine.infer(settle(evidence, machine.knowledge.signs).signs)
    return {support.rule for item in inference.derived for support in item.supports}


def _input(example: Any, machine: Machine) -> dict[str, Any]:
    if isinstance(example, dict):
        return {"answers": [sign_evidence(t, machine.knowledge.signs) for t in example.get("tanda", ())]}
    return {"text": str(example)}


def _heard(text: str, machine: Machine, only: str = "") -> str:
    """What was read instead, so that the author sees which part is missing or which cue took it away."""
    found = [e for e in read_complaint(text, machine) if only in ("", e.sign)]
    told = [f"{e.sign} [{e.context}{f', penanda {e.cue!r}' if e.cue else ''}] dari {e.phrase!r}" for e in found]
    return "terbaca: " + "; ".join(told) if told else "tidak ada frasa yang kena"


def _failed(example: Any, want: bool) -> str:
    shown = example if isinstance(example, str) else str(example.get("tanda", example))
    return f"contoh {shown!r} {'tidak terbaca' if want else 'seharusnya tidak terbaca'}"


def count_examples(kb: Knowledge) -> int:
    """How many examples `run_examples` runs."""
    spoken: list[SignDef | InquiryDef] = [*kb.signs.values(), *kb.inquiries.values()]
    judged: list[Examples] = [*(c.examples for c in kb.cases.values()), *(r.examples for r in kb.rules.values())]
    return sum(len(e.matches) + len(e.ignores) for e in (*spoken, *judged))
