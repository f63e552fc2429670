"""From evidence to the set of signs the engine sees: conflicts settled, unnamed persons joined with named ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.kb.types import SignDef
from triage.model import Certainty, Conflict, Evidence, Sign


@dataclass(frozen=True, slots=True)
class Settled:
    """`because` maps every sign to the evidence behind it (several quotes may support one sign)."""

    signs: frozenset[Sign]
    conflicts: tuple[Conflict, ...]
    because: dict[Sign, tuple[Evidence, ...]]


def settle(
    evidence: Iterable[Evidence], vocabulary: Mapping[str, SignDef], roles: Mapping[str, str] | None = None
) -> Settled:
    """One state for each (sign, subject): where both are claimed, the one the vocabulary calls safer (semantics 6).

    `roles` maps named members to their role, so that `member:?anak` joins them as suspected (semantics 4).
    """
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence:
        if item.state is not None and item.sign in vocabulary:
            groups.setdefault((item.sign, item.subject), []).append(item)
    because: dict[Sign, tuple[Evidence, ...]] = {}
    conflicts = []
    for (name, subject), items in groups.items():
        if len({item.state for item in items}) == 2:
            conflicts.append(Conflict(name, subject, tuple(items)))
            items = [item for item in items if item.state == vocabulary[name].safer]
        because.update(_signs(items))
    if roles:
        because.update(_joined(because, roles))
    return Settled(frozenset(because), tuple(conflicts), because)


def _signs(items: list[Evidence]) -> dict[Sign, tuple[Evidence, ...]]:
    """One sign for each actor; certain when any evidence is. An unnamed actor adds nothing beside a named one."""
    if len(items) == 1:
        (only,) = items
        return {_sign(only, only.actor if only.state == "present" else "", only.certainty): (only,)}
    by_actor: dict[str, list[Evidence]] = {}
    for item in items:
        by_actor.setdefault(item.actor if item.state == "present" else "", []).append(item)
    if len(by_actor) > 1 and "" in by_actor:
        unnamed = by_actor.pop("")
        certain = any(item.certainty == "certain" for item in unnamed)
    else:
        unnamed, certain = [], False
    out = {}
    for actor, mine in by_actor.items():
        sure = certain or any(item.certainty == "certain" for item in mine)
        out[_sign(mine[0], actor, "certain" if sure else "suspected")] = (*mine, *unnamed)
    return out


def _sign(item: Evidence, actor: str, certainty: Certainty) -> Sign:
    assert item.state is not None
    return Sign(item.sign, item.state, item.subject, actor, certainty)


def _joined(because: Mapping[Sign, tuple[Evidence, ...]], roles: Mapping[str, str]) -> dict[Sign, tuple[Evidence, ...]]:
    """Copies of what is said of an unnamed person for each named member of that role, always suspected."""
    known = {(sign.id, sign.subject) for sign in because}
    out = {}
    for sign, items in because.items():
        if not sign.subject.startswith("member:?"):
            continue
        for member, role in roles.items():
            if role == sign.subject.removeprefix("member:?") and (sign.id, member) not in known:
                out[Sign(sign.id, sign.state, member, sign.actor, "suspected")] = items
    return out
