"""What a set of scenarios exercises: which rules, which of their alternatives, and which cases ever fire."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from triage.kb.types import Knowledge
from triage.model import Atom, Inference, Plan, Production

Alternative = tuple[str, frozenset[Atom]]
"""(rule, the conditions that must hold together): the same in every layer that the rule concludes something in."""


@dataclass(frozen=True)
class Coverage:
    """All rules, alternatives and cases, and which of them fired. A rule is named as in a trace."""

    productions: tuple[Production, ...]
    cases: tuple[str, ...]
    fired: frozenset[str]
    """Ids of productions."""
    found: frozenset[str]
    """Ids of cases."""

    @cached_property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.rule for p in self.productions))

    @cached_property
    def alternatives(self) -> dict[Alternative, Production]:
        """Each with its first production."""
        out: dict[Alternative, Production] = {}
        for production in self.productions:
            out.setdefault((production.rule, frozenset(production.atoms)), production)
        return out

    @cached_property
    def silent_rules(self) -> tuple[str, ...]:
        """Rules that no scenario fires."""
        heard = {p.rule for p in self.productions if p.id in self.fired}
        return tuple(rule for rule in self.rules if rule not in heard)

    @cached_property
    def silent_alternatives(self) -> tuple[Production, ...]:
        """Alternatives that no scenario fires, of silent rules too."""
        heard = {(p.rule, frozenset(p.atoms)) for p in self.productions if p.id in self.fired}
        return tuple(p for key, p in self.alternatives.items() if key not in heard)

    @cached_property
    def silent_cases(self) -> tuple[str, ...]:
        """Cases that no scenario finds."""
        return tuple(case for case in self.cases if case not in self.found)


def coverage(
    productions: Iterable[Production], knowledge: Knowledge, runs: Iterable[tuple[Inference, Plan]]
) -> Coverage:
    """The coverage of what was run: conclusions and plan of each household."""
    fired: set[str] = set()
    found: set[str] = set()
    for inference, plan in runs:
        fired |= {support.production for item in inference.derived for support in item.supports}
        found |= {finding.case for finding in plan.findings}
    return Coverage(tuple(productions), tuple(knowledge.cases), frozenset(fired), frozenset(found))


def condition(production: Production) -> str:
    """The conditions of an alternative in the short notation of signs, joined by +."""
    return " + ".join(map(_atom, production.atoms))


def _atom(atom: Atom) -> str:
    roles = "|".join(sorted(atom.actors)) or "".join(f"!{role}" for role in sorted(atom.not_actors - {""}))
    kind = {"sign": "", "case": "kasus ", "danger": "bahaya "}[atom.kind]
    return f"{'-' if atom.state == 'absent' else ''}{kind}{atom.id}{'@' + roles if roles else ''}"


def rule_place(rule: str, knowledge: Knowledge) -> str:
    """Where the rule of a trace is written, '' when unknown."""
    kind, _, rest = rule.partition(":")
    kinds = {"case": "cases", "tag": "tags", "accuses": "signs"}
    if kind not in kinds or not rest:
        return knowledge.places.get(("rules", rule), "")
    return knowledge.places.get((kinds[kind], rest.partition("/")[0]), "")
