"""Spoils knowledge by hand, one cut at a time, as a careless author would: used to see whether somebody notices.

Every function gives a cut: it takes sound knowledge and returns the same with one thing wrong. A cut that
changes nothing is a mistake of the test and fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from triage.kb.types import Examples, Knowledge, RuleDef, Shift, StepDef, StepWhen, Then

Cut = Callable[[Knowledge], Knowledge]


def together(*cuts: Cut) -> Cut:
    """Several cuts, one after the other."""
    return lambda kb: reduce(lambda spoiled, cut: cut(spoiled), cuts, kb)


def without_rule(*names: str) -> Cut:
    def cut(kb: Knowledge) -> Knowledge:
        assert set(names) <= set(kb.rules), names
        return replace(kb, rules={n: r for n, r in kb.rules.items() if n not in names})

    return cut


def without_danger(danger: str) -> Cut:
    """No rule raises it any more."""
    return _in_rules(lambda then: replace(then, danger=None) if then.danger == danger else then)


def without_prohibition(name: str) -> Cut:
    """Nothing names it any more: no case, danger or rule."""

    def drop(entry: Any) -> Any:
        return replace(entry, never=tuple(n for n in entry.never if n != name)) if name in entry.never else entry

    def cut(kb: Knowledge) -> Knowledge:
        assert name in kb.prohibitions, name
        return replace(
            _in_rules(drop)(kb),
            cases={n: drop(c) for n, c in kb.cases.items()},
            dangers={n: drop(d) for n, d in kb.dangers.items()},
        )

    return cut


def without(kind: str, name: str, **lists: str) -> Cut:
    """Takes one id out of a list of one entry: without("cases", "kdrt", steps="visum")."""

    def cut(kb: Knowledge) -> Knowledge:
        entry = getattr(kb, kind)[name]
        for key, gone in lists.items():
            left = tuple(n for n in getattr(entry, key) if (n.step if isinstance(n, StepWhen) else n) != gone)
            assert left != getattr(entry, key), f"{name} has no {gone} in {key}"
            entry = replace(entry, **{key: left})
        return _put(kb, kind, name, entry)

    return cut


def given(kind: str, name: str, **values: Any) -> Cut:
    """Other values in one entry: given("cases", "kdrt", urgency="rutin")."""

    def cut(kb: Knowledge) -> Knowledge:
        entry = getattr(kb, kind)[name]
        assert any(getattr(entry, key) != value for key, value in values.items()), name
        return _put(kb, kind, name, replace(entry, **values))

    return cut


def without_symptom(case: str, sign: str) -> Cut:
    """The alternatives of the symptoms that name the sign are gone."""

    def cut(kb: Knowledge) -> Knowledge:
        symptoms = _less(kb.cases[case].symptoms, sign)
        assert symptoms is not None, f"{case} has no other symptom"
        assert symptoms != kb.cases[case].symptoms, f"{case} does not look at {sign}"
        return given("cases", case, symptoms=symptoms)(kb)

    return cut


def rule_without(rule: str, sign: str) -> Cut:
    """The alternatives of the rule that name the sign are gone."""
    return lambda kb: given("rules", rule, when=_less(kb.rules[rule].when, sign))(kb)


def gate(tag: str, when: Any) -> Cut:
    """The gate before a kind of step opens on this condition; None: it stands open."""
    return given("tags", tag, only_when=when)


def no_accuser(*signs: str) -> Cut:
    """These signs accuse nobody any more."""
    return together(*(given("signs", sign, accuses=False) for sign in signs))


def without_accusers() -> Cut:
    """Nobody is suspected on account of a sign any more."""
    return lambda kb: no_accuser(*(n for n, sign in kb.signs.items() if sign.accuses))(kb)


def never_urgent(case: str, danger: str = "") -> Cut:
    """The case is routine and nothing makes it more urgent."""
    calm: Cut = given("cases", case, urgency="rutin", raise_when=())
    return together(calm, without_danger(danger)) if danger else calm


def lowered(case: str, to: Any, when: Any) -> Cut:
    """One more reason that makes the case less urgent."""
    more = Shift(to=to, when=when, why="w")
    return lambda kb: given("cases", case, lower_when=(*kb.cases[case].lower_when, more))(kb)


def with_step(name: str, *tags: str, cases: tuple[str, ...] = (), when: Any = None, **more: Any) -> Cut:
    """A new step that these cases recommend, or a rule on `when`."""

    def cut(kb: Knowledge) -> Knowledge:
        values: dict[str, Any] = {"phase": "urus", "owner": "pendamping", "due": "1wd"} | more
        kb = replace(kb, steps=kb.steps | {name: StepDef(id=name, text=name, tags=tags, **values)})
        for case in cases:
            kb = given("cases", case, steps=(*kb.cases[case].steps, name))(kb)
        return with_rule(f"anjurkan-{name}", when, steps=(name,))(kb) if when is not None else kb

    return cut


def with_rule(name: str, when: Any, **then: Any) -> Cut:
    made = RuleDef(id=name, when=when, then=Then(**then), why="w", sources=(), examples=Examples())
    return lambda kb: replace(kb, rules=kb.rules | {name: made})


def _put(kb: Knowledge, kind: str, name: str, entry: Any) -> Knowledge:
    return replace(kb, **{kind: getattr(kb, kind) | {name: entry}})


def _in_rules(change: Callable[[Then], Then]) -> Cut:
    """Rules that say nothing more afterwards go."""

    def cut(kb: Knowledge) -> Knowledge:
        changed: Mapping[str, RuleDef] = {n: replace(r, then=change(r.then)) for n, r in kb.rules.items()}
        assert dict(changed) != kb.rules
        return replace(kb, rules={n: r for n, r in changed.items() if r.then != Then()})

    return cut


def _less(raw: Any, sign: str) -> Any:
    """The condition without what names the sign, where it is one of several alternatives; None when nothing is left."""
    if isinstance(raw, str):
        return None if raw == sign else raw
    if "any" in raw:
        left = [part for part in (_less(part, sign) for part in raw["any"]) if part is not None]
        return {**raw, "any": left} if left else None
    if "all" in raw:
        parts = [_less(part, sign) for part in raw["all"]]
        return None if None in parts else {**raw, "all": parts}
    return None if sign in (raw.get("sign"), raw.get("absent"), raw.get("case"), raw.get("danger")) else raw
