"""Reads the `when` and `symptoms` values of the knowledge: YAML to a small tree, the tree to alternatives.

The grammar, nested freely:

    kartu_hilang                          the sign is present
    {absent: kartu_hilang}                the sign is known to be absent; unknown is neither
    {sign: id, actor: …, actor_not: …, any_member: true, state: present|absent}
    {case: id}  {danger: id}              an earlier layer concluded it
    {all: […]}  {any: […]}  […]           a plain list means all
    {any: […], actor_not: […]}            actor and actor_not spread to the present signs inside

Messages are Indonesian: the authors of knowledge read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from triage.kb.problems import did_you_mean
from triage.kb.types import SignDef
from triage.model import Actor, Atom, State

Path = tuple[str | int, ...]
Alternative = tuple[Atom, ...]

ROLES: tuple[str, ...] = get_args(Actor)
MAX_DEPTH = 40  # path elements; deeper only by mistake, such as a YAML alias that contains itself
MAX_ALTERNATIVES = 64
_MAX_PARTIAL = 512  # bound on the work before pruning is finished

_HEADS = ("sign", "absent", "case", "danger", "all", "any")
_LIMITS = ("actor", "actor_not")
_ALLOWED = {
    "sign": (*_LIMITS, "any_member", "state"),
    "absent": (*_LIMITS, "any_member"),
    "all": _LIMITS,
    "any": _LIMITS,
}


class ConditionError(Exception):
    """A mistake in a condition. path: keys and indexes into the raw value; message: in Indonesian."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf: one sign, case or danger. actors empty: anyone; path: where it stands in the raw value."""

    kind: Literal["sign", "case", "danger"]
    id: str
    state: State = "present"
    actors: frozenset[str] = frozenset()
    not_actors: frozenset[str] = frozenset()
    any_member: bool = False
    path: Path = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """Holds when all parts hold, or any."""

    how: Literal["all", "any"]
    parts: tuple[Node, ...]


Node = Leaf | Group


def parse_condition(raw: Any) -> tuple[Node | None, list[ConditionError]]:
    """The condition as a tree, or None with every mistake in it."""
    reader = _Reader()
    node = reader.node(raw, ())
    return (None if reader.errors else node), reader.errors


def atoms_of(node: Node) -> Iterator[Leaf]:
    """All leaves in reading order, for checking that what they name exists."""
    for part in (node,) if isinstance(node, Leaf) else node.parts:
        yield from (part,) if isinstance(part, Leaf) else atoms_of(part)


class _Reader:
    """Walks one raw condition and collects mistakes instead of stopping at the first."""

    def __init__(self) -> None:
        self.errors: list[ConditionError] = []

    def fail(self, path: Path, message: str) -> Leaf | None:
        """Note a mistake; None, for the caller to hand on."""
        self.errors.append(ConditionError(path, message))
        return None

    def node(self, raw: Any, path: Path) -> Node | None:
        """Any condition; None after a mistake, which is then in `errors`."""
        if len(path) > MAX_DEPTH:
            return self.fail(path, "Syarat bersarang terlalu dalam (pecah menjadi tanda turunan).")
        if isinstance(raw, str):
            return self.leaf("sign", raw, path)
        if isinstance(raw, list | tuple):
            return self.group("all", raw, path)
        if isinstance(raw, dict):
            return self.mapping(raw, path)
        return self.fail(path, f"Syarat {raw!r} tidak dikenali (tulis id tanda, daftar, all, atau any).")

    def mapping(self, raw: dict[Any, Any], path: Path) -> Node | None:
        heads = [head for head in _HEADS if head in raw]
        if len(heads) != 1:
            found = ", ".join(heads) or "tidak ada"
            self.unknown_keys(raw, (*_HEADS, *_ALLOWED["sign"]), path)
            message = f"Satu syarat harus memakai tepat satu dari {', '.join(_HEADS)} (tertulis: {found})."
            return self.fail(path, message)
        head = heads[0]
        self.unknown_keys(raw, (head, *_ALLOWED.get(head, ())), path)
        if head in ("all", "any"):
            node = self.group(head, raw[head], (*path, head))
        else:
            node = self.leaf(head, raw[head], (*path, head))
            if isinstance(node, Leaf) and node.kind == "sign":
                node = self.modified(node, head, raw, path)
        return node and self.limited(node, raw, path)

    def leaf(self, head: str, raw: Any, path: Path) -> Leaf | None:
        if not isinstance(raw, str) or not raw.strip():
            return self.fail(path, f"{raw!r} bukan id (tulis satu id; untuk beberapa, pakai all atau any).")
        kind: Any = head if head in ("case", "danger") else "sign"
        return Leaf(kind, raw, "absent" if head == "absent" else "present", path=path)

    def group(self, head: str, raw: Any, path: Path) -> Node | None:
        if not isinstance(raw, list | tuple) or not raw:
            return self.fail(path, f"{head} harus berisi daftar yang tidak kosong (tulis {head}: [a, b]).")
        parts = [self.node(each, (*path, index)) for index, each in enumerate(raw)]
        whole = tuple(part for part in parts if part is not None)
        if len(whole) == 1:
            return whole[0]
        return Group("all" if head == "all" else "any", whole)

    def modified(self, test: Leaf, head: str, raw: dict[Any, Any], path: Path) -> Leaf:
        """Apply `state` and `any_member`."""
        state: Any = raw.get("state", "present") if head == "sign" else "absent"
        any_member = raw.get("any_member", False)
        if state not in ("present", "absent"):
            self.fail((*path, "state"), f"state {state!r} tidak dikenal (pilih present atau absent).")
        if not isinstance(any_member, bool):
            self.fail((*path, "any_member"), f"any_member {any_member!r} tidak dikenal (true atau false).")
        return replace(test, state=state, any_member=any_member)

    def limited(self, node: Node, raw: dict[Any, Any], path: Path) -> Node:
        """Apply `actor` and `actor_not` to the node itself, or to the present signs of a group."""
        actors, not_actors = (self.roles(raw, key, path) for key in _LIMITS)
        if not actors and not not_actors:
            return node
        if isinstance(node, Leaf) and "all" not in raw and "any" not in raw:
            return replace(node, actors=actors, not_actors=not_actors)
        return self.spread(node, actors, not_actors)

    def spread(self, node: Node, actors: frozenset[str], not_actors: frozenset[str]) -> Node:
        """A sign's own limits are narrowed. Absent signs are left alone: what did not happen has no actor."""
        if not isinstance(node, Leaf):
            return replace(node, parts=tuple(self.spread(part, actors, not_actors) for part in node.parts))
        if node.kind != "sign" or node.state == "absent":
            return node
        narrowed = node.actors & actors if node.actors and actors else node.actors | actors
        if node.actors and actors and not narrowed:
            self.fail(node.path, f"{node.id} tidak mungkin terpenuhi (samakan actor di luar dan di dalam).")
        return replace(node, actors=narrowed, not_actors=node.not_actors | not_actors)

    def roles(self, raw: dict[Any, Any], key: str, path: Path) -> frozenset[str]:
        """One role or a list of roles from the closed list; empty when the key is not there."""
        if key not in raw:
            return frozenset()
        value = raw[key]
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list | tuple) or not listed:
            self.fail((*path, key), f"{key} harus berisi peran (misalnya {key}: [suami, istri]).")
            return frozenset()
        for index, role in enumerate(listed):
            if role not in ROLES:
                place = (*path, key) if isinstance(value, str) else (*path, key, index)
                self.fail(place, f"Peran {role!r} tidak dikenal ({_hint(role, ROLES)}).")
        return frozenset(role for role in listed if role in ROLES)

    def unknown_keys(self, raw: dict[Any, Any], allowed: tuple[str, ...], path: Path) -> None:
        for key in raw:
            if key not in allowed:
                self.fail((*path, str(key)), f"Kunci {key!r} tidak dikenal di sini ({_hint(key, allowed)}).")


def _hint(wrong: object, known: tuple[str, ...]) -> str:
    return did_you_mean(str(wrong), known) or f"pilihan: {', '.join(known)}"


def alternatives(node: Node, signs: Mapping[str, SignDef]) -> list[Alternative]:
    """The alternatives of a condition in reading order, without those another one makes superfluous.

    Args:
        signs: the vocabulary; an unknown id is taken as a household sign (the reference check reports it).

    Raises:
        ConditionError: more than 64 alternatives remain.
    """
    found = _expand(node, signs)
    _check_count(len(found), MAX_ALTERNATIVES)
    return found


def _expand(node: Node, signs: Mapping[str, SignDef]) -> list[Alternative]:
    if isinstance(node, Leaf):
        return [(atom_of(node, signs),)]
    parts = [_expand(part, signs) for part in node.parts]
    if node.how == "any":
        return _pruned([alternative for part in parts for alternative in part])
    found: list[Alternative] = [()]
    for part in parts:
        _check_count(len(found) * len(part), _MAX_PARTIAL)
        found = _pruned([tuple(dict.fromkeys((*left, *right))) for left in found for right in part])
    return found


def atom_of(test: Leaf, signs: Mapping[str, SignDef]) -> Atom:
    """The engine's form of a leaf. A sign about a person binds, unless any member will do (semantics 7)."""
    if test.kind != "sign":
        return Atom(test.kind, test.id)
    known = signs.get(test.id)
    binds = known is not None and known.about not in ("household", "facilitator") and not test.any_member
    return Atom("sign", test.id, test.state, binds, test.actors, test.not_actors)


def _pruned(found: list[Alternative]) -> list[Alternative]:
    """Drop repetitions, and every alternative that asks for all that another one asks for and more."""
    _check_count(len(found), _MAX_PARTIAL)
    distinct: dict[frozenset[Atom], Alternative] = {}
    for alternative in found:
        distinct.setdefault(frozenset(alternative), alternative)
    return [distinct[wanted] for wanted in distinct if not any(other < wanted for other in distinct)]


def _check_count(count: int, most: int) -> None:
    if count > most:
        message = f"Syarat ini memberi {count} kemungkinan, batasnya {MAX_ALTERNATIVES} (pakai tanda turunan)."
        raise ConditionError((), message)
