"""What the engine concluded, read as findings and dangers: urgency, certainty, and the evidence behind each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from triage.kb.types import Knowledge
from triage.model import (
    HOUSEHOLD,
    OTHER_HOUSEHOLD,
    URGENCIES,
    Certainty,
    Danger,
    Derived,
    Evidence,
    Fact,
    Finding,
    Inference,
    Sign,
    Urgency,
    highest,
    urgency_rank,
)
from triage.signs import Settled

_MATCHED = frozenset(("sign", "case", "danger"))
"""Conclusions that others rest on."""


@dataclass(frozen=True, slots=True)
class Verdict:
    findings: tuple[Finding, ...]
    dangers: tuple[Danger, ...]
    urgency: Urgency | None


class Trace:
    """Follows supports back to the signs that were observed."""

    def __init__(self, inference: Inference, settled: Settled) -> None:
        self._because = settled.because
        self._derived: dict[tuple[str, ...], Derived] = {
            item[:5]: item for item in inference.derived if item.kind in _MATCHED
        }

    def roots(self, item: Derived) -> tuple[Sign, ...]:
        """The observed signs under a conclusion, in the order of the trace, each once."""
        return tuple(dict.fromkeys(self._roots(item, frozenset())))

    def _roots(self, item: Derived, seen: frozenset[int]) -> Iterator[Sign]:
        for support in item.supports:
            for fact in support.facts:
                sign = Sign(*fact[1:]) if fact[0] == "sign" else None  # type: ignore[arg-type]  # facts are flat
                if sign in self._because:
                    assert sign is not None
                    yield sign
                below = self._derived.get(fact[:5])
                if below is not None and id(below) not in seen and below is not item:
                    yield from self._roots(below, seen | {id(item)})

    def below(self, fact: Fact) -> tuple[Derived, ...]:
        """The conclusion that a matched fact is; empty for what was only observed."""
        found = self._derived.get(fact[:5])
        return (found,) if found else ()

    def observed(self, sign: Sign) -> tuple[Evidence, ...]:
        """The evidence of a sign; empty for one that was only derived."""
        return self._because.get(sign, ())

    def rules(self, item: Derived) -> tuple[str, ...]:
        return tuple(dict.fromkeys(support.rule for support in item.supports))

    def evidence(self, signs: Iterable[Sign]) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(e for sign in signs for e in self._because[sign]))


def judge(inference: Inference, settled: Settled, knowledge: Knowledge) -> Verdict:
    """Findings with their urgency (semantics 11), the cases a danger implies included (12), in plan order."""
    by_kind: dict[str, list[Derived]] = {}
    for item in inference.derived:
        by_kind.setdefault(item.kind, []).append(item)
    dangers = by_kind.get("danger", [])
    if not dangers and "case" not in by_kind:
        return Verdict((), (), None)
    trace = Trace(inference, settled)
    found = [_finding(item, trace, knowledge) for item in by_kind.get("case", []) if item.id in knowledge.cases]
    found += _implied(found, dangers, trace, knowledge)
    found = _without_yielding(_without_copies(found), by_kind, knowledge)
    raised = _once([_raise(f, by_kind, dangers, trace, knowledge) for f in found])
    order = _order(knowledge)
    alarming = {case for d in dangers for case in knowledge.dangers[d.id].cases}
    raised.sort(key=lambda f: (-urgency_rank(f.urgency), f.case not in alarming, *_place(f, order)))
    level = highest([f.urgency for f in raised] + (["darurat"] if dangers else []))
    flags = {d.id: _danger(d, trace) for d in reversed(dangers)}
    return Verdict(tuple(raised), tuple(flags[name] for name in knowledge.dangers if name in flags), level)


@lru_cache(maxsize=8)
def _order(knowledge: Knowledge) -> dict[str, int]:
    return {name: i for i, name in enumerate(knowledge.cases)}


def _place(finding: Finding, order: Mapping[str, int]) -> tuple[bool, int, str]:
    """Certain before suspected, then as the cases stand in the knowledge."""
    return finding.certainty == "suspected", order[finding.case], finding.subject


def _danger(item: Derived, trace: Trace) -> Danger:
    return Danger(item.id, item.subject, tuple(dict.fromkeys(s.id for s in trace.roots(item))))


def _finding(item: Derived, trace: Trace, knowledge: Knowledge) -> Finding:
    case = knowledge.cases[item.id]
    roots = trace.roots(item)
    certainty: Certainty = "suspected" if case.certainty == "suspected" else item.certainty
    because = tuple(dict.fromkeys(s.id for s in roots))
    return Finding(item.id, case.urgency, certainty, item.subject, because, trace.rules(item), trace.evidence(roots))


def _implied(found: list[Finding], dangers: list[Derived], trace: Trace, knowledge: Knowledge) -> list[Finding]:
    """A danger without any of its cases brings the first of them along (semantics 12)."""
    out: list[Finding] = []
    for danger in dangers:
        cases = knowledge.dangers[danger.id].cases
        if not any(f.case in cases for f in [*found, *out]):
            made = _finding(danger._replace(kind="case", id=cases[0]), trace, knowledge)
            out.append(made._replace(rules=(*made.rules, f"danger:{danger.id}")))
    return out


def _without_yielding(found: list[Finding], by_kind: dict[str, list[Derived]], knowledge: Knowledge) -> list[Finding]:
    """A case that yields to another one in the same household, at least as urgent, is not reported beside it.

    Urgent by themselves: a danger makes the whole household urgent, whichever case is shown.
    """
    if not any(knowledge.cases[f.case].yields_to for f in found):
        return found
    ranked = [(f, urgency_rank(_own_level(f, by_kind))) for f in found]

    def yields(f: Finding, level: int) -> bool:
        rivals = ((o, rank) for o, rank in ranked if o.case in knowledge.cases[f.case].yields_to)
        return any(
            rank >= level and (o.subject == OTHER_HOUSEHOLD) == (f.subject == OTHER_HOUSEHOLD) for o, rank in rivals
        )

    return [f for f, level in ranked if not yields(f, level)]


def _own_level(finding: Finding, by_kind: dict[str, list[Derived]]) -> Urgency:
    """The urgency that base, lowering and raising give a finding, dangers apart (semantics 11)."""

    def shifts(kind: str) -> list[int]:
        return [urgency_rank(d.value) for d in by_kind.get(kind, []) if applies(d, finding)]

    base = min([urgency_rank(finding.urgency), *shifts("lower")])
    return URGENCIES[max([base, *shifts("raise")])]


def _without_copies(found: list[Finding]) -> list[Finding]:
    """A named member only suspected to be the unnamed person of the text is not a second finding."""
    unnamed = {f.case: set(f.evidence) for f in found if f.subject.startswith("member:?")}
    if not unnamed:
        return found

    def copy(f: Finding) -> bool:
        named = f.subject.startswith("member:") and not f.subject.startswith("member:?")
        return named and f.case in unnamed and set(f.evidence) <= unnamed[f.case]

    return [f for f in found if not copy(f)]


def _once(found: list[Finding]) -> list[Finding]:
    """What a person's finding rests on is not also told of the household (semantics 11)."""
    persons = [f for f in found if f.subject.startswith("member:")]

    def told(f: Finding) -> bool:
        return f.subject == HOUSEHOLD and any(
            p.case == f.case and p.certainty in ("certain", f.certainty) and p.urgency == f.urgency
            and set(p.evidence).issuperset(f.evidence)
            for p in persons
        )  # fmt: skip

    return [f for f in found if not told(f)] if persons else found


def _raise(
    finding: Finding, by_kind: dict[str, list[Derived]], dangers: list[Derived], trace: Trace, knowledge: Knowledge
) -> Finding:
    mine = [d for kind in ("raise", "lower") for d in by_kind.get(kind, []) if applies(d, finding)]
    near = [d for d in dangers if d.subject == finding.subject or finding.case in knowledge.dangers[d.id].cases]
    if not mine and not near:
        return finding
    raises = [d for d in mine if d.kind == "raise"]
    level: Urgency = "darurat" if near else _own_level(finding, by_kind)
    used = [d for d in raises if d.value == level] + [d for d in near if finding.case in knowledge.dangers[d.id].cases]
    roots = [s for d in used for s in trace.roots(d)]
    because = tuple(dict.fromkeys([*finding.because, *(s.id for s in roots)]))
    rules = tuple(dict.fromkeys([*finding.rules, *(r for d in [*mine, *near] for r in trace.rules(d))]))
    evidence = tuple(dict.fromkeys([*finding.evidence, *trace.evidence(roots)]))
    return finding._replace(urgency=level, because=because, rules=rules, evidence=evidence)


def applies(item: Derived, finding: Finding) -> bool:
    """A raise or lowering meets its case when the subjects agree or one of them is the household as a whole."""
    same = item.subject == finding.subject
    whole = "household" in (item.subject, finding.subject) and OTHER_HOUSEHOLD not in (item.subject, finding.subject)
    return item.id == finding.case and (same or whole or (item.kind == "raise" and item.subject != OTHER_HOUSEHOLD))
