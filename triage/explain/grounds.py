"""From a conclusion of the engine down to what was observed: rules with their why, signs, quoted words."""

from __future__ import annotations

from collections.abc import Iterable

from triage.explain.situation import Situation
from triage.explain.tree import Branch
from triage.explain.words import cited, joined, leaf, sign_note, sign_words
from triage.kb.types import Knowledge, SourceRef
from triage.model import Derived, Fact, Sign, Support

Seen = frozenset[tuple[str, str, str, str, str]]
"""Conclusions above this one: a circle ends where it meets itself."""


def rule_branches(items: Iterable[Derived], here: Situation, seen: Seen = frozenset()) -> tuple[Branch, ...]:
    """One branch for every rule that concluded one of the items, with what each match rested on."""
    by_rule: dict[str, dict[Support, None]] = {}
    for item in items:
        seen |= {_key(item)}
        for support in item.supports:
            by_rule.setdefault(support.rule, {})[support] = None
    return tuple(_rule(rule, list(supports), here, seen) for rule, supports in by_rule.items())


def _rule(rule: str, supports: list[Support], here: Situation, seen: Seen) -> Branch:
    """Several matches of one rule: each is enough; those of one fact are told without a head of their own."""
    text, place, refs = rule_words(rule, here.knowledge)
    parts: dict[Branch, None] = {}
    for facts in dict.fromkeys(support.facts for support in supports):
        under = tuple(_fact(fact, here, seen) for fact in facts)
        alone = len(under) == 1 or len(supports) == 1
        parts.update(dict.fromkeys(under) if alone else {Branch("together", "", "bersama-sama:", parts=under): None})
    note = "satu saja sudah cukup" if len(supports) > 1 and len(parts) > 1 else ""
    return Branch("rule", rule, text, note, place, cited(refs, here.knowledge), tuple(parts))


def rule_words(rule: str, kb: Knowledge) -> tuple[str, str, tuple[SourceRef, ...]]:
    """(why, path:line:col, sources) of a rule, or of the part of a case, sign or tag that works as one."""
    if rule in kb.rules:
        entry = kb.rules[rule]
        return entry.why, kb.places.get(("rules", rule), ""), entry.sources
    kind, _, rest = rule.partition(":")
    name, _, what = rest.partition("/")
    if kind == "case":
        case = kb.cases[name]
        return _of_case(name, what, kb), kb.places.get(("cases", name), ""), case.sources
    if kind == "accuses":
        says = kb.signs[name].says
        return f"Yang melakukannya diduga merugikan: {says}", kb.places.get(("signs", name), ""), kb.signs[name].sources
    if kind == "danger":
        danger = kb.dangers[name]
        return f"Langkah pada bahaya: {danger.title}", kb.places.get(("dangers", name), ""), danger.sources
    if kind == "tag":
        return f"Syarat langkah sudah terpenuhi: {kb.tags[name].says}", kb.places.get(("tags", name), ""), ()
    return rule, "", ()


def _of_case(name: str, what: str, kb: Knowledge) -> str:
    case = kb.cases[name]
    how, _, rest = what.partition("/")
    if how == "raise":
        return f"{case.raise_when[int(rest) - 1].why} (menaikkan urgensi)"
    if how == "lower":
        return f"{case.lower_when[int(rest) - 1].why} (menurunkan urgensi)"
    if how == "list":
        return f"Langkah kasus «{case.title}»"
    return f"Langkah bersyarat kasus «{case.title}»" if how == "step" else f"Gejala kasus «{case.title}»"


def _fact(fact: Fact, here: Situation, seen: Seen) -> Branch:
    """What matched one condition: an observed sign, a derived one, or both; a case or danger of an earlier layer."""
    below = [item for item in here.trace.below(fact) if _key(item) not in seen]
    rules = rule_branches(below, here, seen)
    kb = here.knowledge
    if fact[0] == "case":
        return Branch("case", fact[1], f"Kasus: {kb.cases[fact[1]].title}", parts=rules)
    if fact[0] == "danger":
        return Branch("danger", fact[1], f"Bahaya: {kb.dangers[fact[1]].title}", parts=rules)
    sign = Sign(*fact[1:])  # type: ignore[arg-type]  # facts are flat
    read = tuple(leaf(evidence) for evidence in here.trace.observed(sign))
    note = joined(sign_note(sign, kb), "" if read else "disimpulkan")
    return Branch("sign", sign.id, sign_words(sign, kb), note, parts=(*read, *rules))


def danger_branch(name: str, here: Situation) -> Branch:
    """A danger with the rules that raise it."""
    kb = here.knowledge
    entry = kb.dangers[name]
    rules = rule_branches(here.derived("danger", name), here) or _supposed(name, here)
    text = f"Bahaya: {entry.title}"
    return Branch("danger", name, text, "", kb.places.get(("dangers", name), ""), cited(entry.sources, kb), rules)


def _supposed(name: str, here: Situation) -> tuple[Branch, ...]:
    if not any(danger.id == name for danger in here.nearest.dangers):
        return ()
    return (Branch("note", "", "andai yang disebut itu benar"),)


def _key(item: Derived) -> tuple[str, str, str, str, str]:
    return (item.kind, item.id, item.value, item.subject, item.actor)
