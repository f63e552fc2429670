"""Runs every `matches`, `ignores` and example in the knowledge against the compiled machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from triage.check.lints import problem
from triage.kb.problems import Problem
from triage.kb.types import Knowledge
from triage.model import Evidence
from triage.notation import sign_evidence
from triage.pipeline import Machine, read_complaint, triage
from triage.signs import settle

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


def run_examples(machine: Machine) -> list[Problem]:
    """One problem for each example that does not come out as its author wrote."""
    found = [*_signs(machine), *_inquiries(machine), *_cases(machine), *_rules(machine)]
    return sorted(found)


def present(text: str, machine: Machine) -> set[str]:
    """Sign ids that a text asserts."""
    return {e.sign for e in read_complaint(text, machine) if e.state == "present"}


def _signs(machine: Machine) -> Iterator[Problem]:
    for sign in machine.knowledge.signs.values():
        if not sign.phrases:
            continue
        for texts, want in ((sign.matches, True), (sign.ignores, False)):
            for text in texts:
                if (sign.id in present(text, machine)) is not want:
                    yield problem(machine.knowledge, "signs", sign.id, "contoh", _failed(text, want))


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
                    yield problem(machine.knowledge, "cases", case.id, "contoh", _failed(example, want))


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
                    yield problem(machine.knowledge, "rules", rule.id, "contoh", _failed(example, want))


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


def _failed(example: Any, want: bool) -> str:
    shown = example if isinstance(example, str) else str(example.get("tanda", example))
    return f"contoh {shown!r} {'tidak terbaca' if want else 'seharusnya tidak terbaca'}"


def count_examples(kb: Knowledge) -> int:
    """How many examples `run_examples` runs."""
    signs = sum(len(s.matches) + len(s.ignores) for s in (*kb.signs.values(), *kb.inquiries.values()))
    return signs + sum(len(e.examples.matches) + len(e.examples.ignores) for e in (*kb.cases.values(), *kb.rules.values()))
