"""Lints of conditions: each can hold, and no rule says only what another one says already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from triage.check.lint import Inside, Lint
from triage.kb.conditions import Alternative, ConditionError, alternatives, parse_condition
from triage.kb.problems import Problem
from triage.kb.types import Knowledge, RuleDef, StepWhen
from triage.model import Atom, urgency_rank

Place = tuple[str, str, Inside]


def conditions(kb: Knowledge) -> Iterator[tuple[Place, list[Alternative]]]:
    """(kind, id and place) of every condition with its alternatives; those that do not compile are left out."""
    for rule in kb.rules.values():
        yield ("rules", rule.id, ("when",)), _ways(rule.when, kb)
    for case in kb.cases.values():
        yield ("cases", case.id, ("symptoms",)), _ways(case.symptoms, kb)
        for name, shifts in (("raise_when", case.raise_when), ("lower_when", case.lower_when)):
            for i, shift in enumerate(shifts):
                yield ("cases", case.id, (name, i, "when")), _ways(shift.when, kb)
        for i, step in enumerate(case.steps):
            if isinstance(step, StepWhen):
                yield ("cases", case.id, ("steps", i, "when")), _ways(step.when, kb)
    for tag in kb.tags.values():
        if tag.only_when is not None:
            yield ("tags", tag.id, ("only_when",)), _ways(tag.only_when, kb)


def _ways(raw: object, kb: Knowledge) -> list[Alternative]:
    node, _ = parse_condition(raw)
    try:
        return alternatives(node, kb.signs) if node else []
    except ConditionError:
        return []


class Impossible(Lint):
    """Satu syarat tidak boleh menuntut tanda yang sama ada dan tidak ada, atau pelaku yang tidak tersisa."""

    id = "syarat-bertentangan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for (kind, name, inside), ways in conditions(knowledge):
            for why in dict.fromkeys(filter(None, map(_contradiction, ways))):
                yield self.at(knowledge, kind, name, why, "betulkan syaratnya", inside)


def _contradiction(way: Alternative) -> str:
    """Why an alternative can never hold, '' when it can."""
    for atom in way:
        if atom.actors and not atom.actors - atom.not_actors:
            return f"{atom.id} tidak menyisakan pelaku (actor dan actor_not saling meniadakan)"
    states: dict[tuple[str, bool], str] = {}
    for atom in way:
        if atom.kind == "sign" and states.setdefault((atom.id, atom.binds), atom.state) != atom.state:
            return f"{atom.id} harus ada dan sekaligus tidak ada"
    return ""


class Unreachable(Lint):
    """Aturan dan kasus harus dapat berlaku: tandanya dapat terlihat, kasus dan bahaya yang dituntutnya dapat muncul."""

    id = "tak-tercapai"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        known = _reachable(knowledge)
        for (kind, name, inside), ways in conditions(knowledge):
            possible = [way for way in ways if not _contradiction(way)]
            if possible and not any(_holds(way, known) for way in possible):
                lacking = next(a.id for a in possible[0] if (a.kind, a.id) not in known)
                message = f"tidak pernah dapat berlaku: {lacking} tidak dapat terlihat dan tidak disimpulkan apa pun"
                yield self.at(knowledge, kind, name, message, "beri phrases atau aturan bagi tanda itu", inside)


def _holds(way: Alternative, known: set[tuple[str, str]]) -> bool:
    return all((atom.kind, atom.id) in known for atom in way)


def _reachable(kb: Knowledge) -> set[tuple[str, str]]:
    """Signs that can be observed, and what follows from them."""
    known = {("sign", name) for name, sign in kb.signs.items() if sign.phrases or sign.reads}
    sources = [([("case", c.id)], _ways(c.symptoms, kb)) for c in kb.cases.values()]
    for rule in kb.rules.values():
        then = (("sign", rule.then.sign), ("case", rule.then.case), ("danger", rule.then.danger))
        sources.append(([(kind, name) for kind, name in then if name], _ways(rule.when, kb)))
    grown = True
    while grown:
        before = len(known)
        for said, ways in sources:
            if any(_holds(way, known) and not _contradiction(way) for way in ways):
                known.update(said)
        grown = len(known) > before
    return known


class Duplicate(Lint):
    """Dua aturan tidak boleh sama syarat dan sama simpulannya."""

    id = "aturan-kembar"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        first: dict[object, str] = {}
        for rule in knowledge.rules.values():
            same = (frozenset(map(frozenset, _ways(rule.when, knowledge))), _said(rule))
            other = first.setdefault(same, rule.id)
            if other != rule.id:
                message = f"syarat dan simpulannya sama dengan aturan {other}"
                yield self.at(knowledge, "rules", rule.id, message, "hapus salah satu")


class Subsumed(Lint):
    """Aturan yang seluruh simpulannya sudah diberikan aturan lain, dengan syarat yang lebih longgar, tidak berguna."""

    id = "aturan-tercakup"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        rules = list(knowledge.rules.values())
        ways = {rule.id: _ways(rule.when, knowledge) for rule in rules}
        said = {rule.id: _said(rule) for rule in rules}
        for rule in rules:
            for other in rules:
                if other is rule or not ways[rule.id] or not _says_all(said[other.id], said[rule.id]):
                    continue
                covered = _covers(ways[other.id], ways[rule.id])
                if covered and not (_covers(ways[rule.id], ways[other.id]) and said[rule.id] == said[other.id]):
                    message = f"aturan {other.id} selalu menyimpulkan hal yang sama atau lebih kuat"
                    yield self.at(knowledge, "rules", rule.id, message, "hapus, atau persempit aturan yang lain")
                    break


Saying = tuple[str, str, str]


def _said(rule: RuleDef) -> frozenset[Saying]:
    """Everything a rule concludes."""
    then = rule.then
    out = {("sign", then.sign or "", str(then.actor)), ("case", then.case or "", ""), ("danger", then.danger or "", "")}
    out |= {("raise", case, then.urgency.to) for case in then.urgency.cases} if then.urgency else set()
    out |= {("bypass", then.bypass, "")} if isinstance(then.bypass, str) else {("bypass", b, "") for b in then.bypass}
    for kind in ("never", "remove_steps"):
        out |= {(kind, name, then.replace_with or "") for name in getattr(then, kind)}
    for kind in ("remind", "steps", "refer"):
        out |= {(kind, name, "") for name in getattr(then, kind)}
    return frozenset(item for item in out if item[1])


def _says_all(more: frozenset[Saying], less: frozenset[Saying]) -> bool:
    """Every conclusion of `less` is in `more`, or a higher urgency is."""
    raised = {name: urgency_rank(to) for kind, name, to in more if kind == "raise"}
    return all(
        item in more or (item[0] == "raise" and raised.get(item[1], -1) >= urgency_rank(item[2])) for item in less
    )


def _covers(loose: list[Alternative], tight: list[Alternative]) -> bool:
    """Whenever some alternative of `tight` holds, one of `loose` does."""
    return all(any(all(any(_follows(a, b) for b in way) for a in other) for other in loose) for way in tight)


@cache
def _follows(wanted: Atom, given: Atom) -> bool:
    """The atom `wanted` holds wherever `given` does."""
    if (wanted.kind, wanted.id, wanted.state, wanted.binds) != (given.kind, given.id, given.state, given.binds):
        return False
    within = not wanted.actors or (bool(given.actors) and given.actors <= wanted.actors)
    return within and (wanted.not_actors <= given.not_actors or _excludes(given, wanted.not_actors))


def _excludes(given: Atom, roles: frozenset[str]) -> bool:
    return bool(given.actors) and given.actors.isdisjoint(roles)


CONDITIONS = (Impossible(), Unreachable(), Duplicate(), Subsumed())
