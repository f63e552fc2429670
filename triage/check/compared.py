"""One household under two knowledge bases: the inputs of a comparison, and what each side's plan says about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from triage.check.definitions import LANGUAGE, EntryId, entry_of
from triage.check.scenarios import NOW, Scenario
from triage.engine import Engine, Memo
from triage.kb.problems import Problems
from triage.kb.types import Knowledge
from triage.model import Evidence, Inference, Plan, Sign, Urgency, highest
from triage.notation import sign_evidence
from triage.pipeline import Machine, read_complaint, triage


@dataclass(frozen=True, slots=True)
class Telling:
    """One input: words, signs, a household file, or several. label: how a person is shown it."""

    label: str
    text: str = ""
    signs: tuple[Evidence, ...] = ()
    facts: Path | None = None


@dataclass(frozen=True, slots=True)
class View:
    """What one side says: urgencies of the cases, most urgent first, and the parts of the plan with their reasons."""

    plan: Plan
    inference: Inference
    urgency: Urgency | None
    cases: dict[str, Urgency]
    parts: dict[str, dict[str, tuple[str, ...]]]

    def rules(self, kind: str, name: str) -> tuple[EntryId, ...]:
        """The entries whose rules concluded it."""
        found = (s.rule for d in self.inference.derived if (d.kind, d.id) == (kind, name) for s in d.supports)
        return tuple(dict.fromkeys(map(entry_of, found)))

    def related(self, what: str, name: str) -> tuple[EntryId, ...]:
        """Entries that may have brought a part of the plan, nearest first."""
        if what == "case":
            mine = [f for f in self.plan.findings if f.case == name]
            rules = [entry_of(rule) for f in mine for rule in f.rules]
            return ("cases", name), *rules, *(("signs", sign) for f in mine for sign in f.because)
        kinds = {"danger": "dangers", "prohibition": "prohibitions", "referral": "referrals", "bypass": "bypass"}
        said = {"prohibition": "prohibit", "referral": "refer"}.get(what, what)
        because = [(kind, n) for n in self.parts[what].get(name, ()) for kind in ("cases", "dangers", "rules", "signs")]
        return (kinds.get(what, "steps"), name), *because, *self.rules(said, name)


@dataclass(frozen=True, slots=True)
class Look:
    """The same telling on both sides."""

    label: str
    old: View
    new: View


def fast(machine: Machine) -> Machine:
    """The machine for many households: one engine, and no second reader, whose suggestions are never findings."""
    return replace(machine, memo=Memo(Engine(machine.productions).infer), index=None)


def view(machine: Machine, telling: Telling) -> View:
    """The plan of one side. Raises Problems when the household file does not fit this side's vocabulary."""
    seen: list[Inference] = []

    def watched(signs: Iterable[Sign]) -> Inference:
        seen.append(machine.infer(signs))
        return seen[-1]

    watching = replace(machine, memo=Memo(watched, size=0))
    facts = None
    if telling.facts is not None:
        from triage.facts.read import read_household

        facts = read_household(telling.facts, machine.knowledge.signs)
    plan = triage(watching, text=telling.text, facts=facts, answers=telling.signs, now=NOW)
    return View(plan, seen[0], plan.urgency, _urgencies(plan), _parts(plan))


def _urgencies(plan: Plan) -> dict[str, Urgency]:
    by_case: dict[str, list[Urgency]] = {}
    for finding in plan.findings:
        by_case.setdefault(finding.case, []).append(finding.urgency)
    return {case: level for case, levels in by_case.items() if (level := highest(levels))}


def _parts(plan: Plan) -> dict[str, dict[str, tuple[str, ...]]]:
    """Nothing where no case was found: what is printed there is general advice."""
    if plan.outcome != "plan":
        return {what: {} for what in ("danger", "prohibition", "bypass", "referral", "step")}
    return {
        "danger": {d.id: d.because for d in plan.dangers},
        "prohibition": {p.id: p.because for p in plan.prohibitions},
        "bypass": {b.id: b.because for b in plan.bypass},
        "referral": {r.id: r.cases for r in plan.referrals},
        "step": {s.id: s.cases for s in plan.steps},
    }


def looks(old: Machine, new: Machine, tellings: Iterable[Telling], alike: bool) -> Iterator[Look]:
    """Both sides' views. alike: both read words in the same way, so each text is read once.

    A household file that one side cannot read is left out.
    """
    for telling in tellings:
        told = telling
        if alike and telling.text and not telling.signs and telling.facts is None:
            told = replace(telling, text="", signs=read_complaint(telling.text, new))
        try:
            yield Look(telling.label, view(old, told), view(new, told))
        except Problems:
            continue


def of_scenarios(scenarios: Iterable[Scenario], sides: tuple[Knowledge, ...]) -> Iterator[Telling]:
    """What the scenarios tell."""
    for scenario in scenarios:
        told = scenario.told
        signs = tuple(filter(None, (_sign(sign, sides) for sign in told.signs)))
        label = f"«{told.text}»" if told.text else told.facts or ", ".join(told.signs)
        yield Telling(label, told.text, signs, scenario.household if told.facts else None)


def of_examples(sides: tuple[Knowledge, ...]) -> Iterator[Telling]:
    """The examples of cases and rules that must match, of all sides, each once."""
    seen: set[str] = set()
    entries = (entry for kb in sides for group in (kb.cases, kb.rules) for entry in group.values())
    for entry in entries:
        examples: tuple[Any, ...] = entry.examples.matches
        for example in examples:
            if str(example) in seen:
                continue
            seen.add(str(example))
            if isinstance(example, dict):
                given = example.get("tanda", ())
                signs = tuple(filter(None, (_sign(sign, sides) for sign in given)))
                yield Telling(", ".join(map(str, given)), signs=signs)
            else:
                yield Telling(f"«{example}»", str(example))


def of_witnesses(households: Iterable[frozenset[Sign]]) -> Iterator[Telling]:
    """Sign sets as answers, labelled in the short notation."""
    for household in households:
        make = partial(Evidence, source="answer")
        signs = tuple(make(s.id, s.state, s.subject, s.actor, s.certainty) for s in sorted(household))
        yield Telling(", ".join(map(_short, sorted(household))), signs=signs)


def _short(sign: Sign) -> str:
    return f"{'-' if sign.state == 'absent' else ''}{sign.id}{'@' + sign.actor if sign.actor else ''}"


def _sign(text: str, sides: tuple[Knowledge, ...]) -> Evidence | None:
    """A sign in short notation by the first side that knows it."""
    for kb in sides:
        try:
            return sign_evidence(str(text), kb.signs)
        except KeyError:
            continue
    return None


def cause(related: Iterable[EntryId], look: Look, changed: set[EntryId]) -> EntryId:
    """The changed entry that explains a change: one it names, one whose rule or sign differs, or the only one."""
    for entry in (*related, *_differing(look)):
        if entry in changed:
            return entry
    return next(iter(changed)) if len(changed) == 1 else ("", "")


def _differing(look: Look) -> Iterator[EntryId]:
    """Entries of the conclusions, and then of the readings, that only one side has."""
    sides = [
        {(d.kind, d.id, d.value, d.subject, d.actor): d for d in v.inference.derived} for v in (look.old, look.new)
    ]
    for key in dict.fromkeys((*sides[0], *sides[1])):
        found = [side[key] for side in sides if key in side]
        if len(found) == 1:
            yield from (entry_of(support.rule) for support in found[0].supports)
    read = [{(e.sign, e.state) for e in v.plan.evidence} for v in (look.old, look.new)]
    yield from (("signs", sign) for sign, _ in sorted(read[0] ^ read[1], key=str))
    if read[0] != read[1]:
        yield LANGUAGE
    for v in (look.new, look.old):
        yield from (("prohibitions", p.id) for p in v.plan.prohibitions)
        yield from (("steps", s.id) for s in v.plan.steps)
        yield from (("cases", case) for case in v.cases)
        yield from (("bypass", b.id) for b in v.plan.bypass)
        yield from (entry_of(s.rule) for d in v.inference.derived for s in d.supports)
