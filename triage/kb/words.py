"""A condition in Indonesian words, for people who read the knowledge and not its ids.

Two forms: `sentence` for one line, `outline` for nested bullets. Both say what the engine tests:
absent means asked and denied, a limit of actors lets an unknown actor pass only when it excludes roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from triage.kb.conditions import ROLES, Group, Leaf, Node, parse_condition
from triage.kb.types import Knowledge
from triage.labels import ROLES as ROLE_NAMES

RELATIVES = frozenset({"suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain"})
FAMILY = RELATIVES | {"kpm"}
ONE_OF, ALL_OF = "salah satu dari ini", "semua ini bersama-sama"
SAME_PERSON = "pada orang yang sama"
DENIED = "sudah ditanya dan jawabannya tidak: "
SHORT = 110
"""Inside an outline, a group of simple parts stands in one line when that has at most this many characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an outline. depth: 0 for the outermost; `text` ends with a colon when deeper lines belong to it."""

    depth: int
    text: str


def sentence(raw: Any, knowledge: Knowledge) -> str:
    """The condition in one line, without a full stop; '' when it cannot be parsed."""
    node, _ = parse_condition(raw)
    return capitalised(_inline(node, knowledge)) if node else ""


def outline(raw: Any, knowledge: Knowledge) -> list[Line]:
    """The condition as lines for nested bullets; empty when it cannot be parsed."""
    node, _ = parse_condition(raw)
    return [Line(line.depth, capitalised(line.text)) for line in _lines(node, knowledge, 0)] if node else []


def listed(words: Sequence[str], last: str = "dan") -> str:
    """'a', 'a dan b', 'a, b, dan c'."""
    if len(words) < 3:
        return f" {last} ".join(words)
    return f"{', '.join(words[:-1])}, {last} {words[-1]}"


def actors(inside: Iterable[str], outside: Iterable[str]) -> str:
    """Who did it, in words; '' when anyone may. inside: only these roles; outside: not these, or not known who."""
    within, without = frozenset(inside), frozenset(outside)
    if within:
        return f"oleh {_roles(within - without)}"
    if not without:
        return ""
    if without == FAMILY:
        return "oleh orang di luar keluarga, atau belum diketahui siapa"
    left = frozenset(ROLES) - without
    if len(left) < len(without):
        return f"oleh {_roles(left)}, atau belum diketahui siapa"
    return f"bukan oleh {_roles(without)}"


def capitalised(text: str) -> str:
    """The first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def decapitalised(text: str) -> str:
    """For the middle of a sentence: the first letter small, unless the first word is an abbreviation."""
    first = text.split(" ", 1)[0].strip(",.")
    return text if len(first) > 1 and not first[1:].islower() else text[:1].lower() + text[1:]


def _roles(roles: frozenset[str]) -> str:
    named = ["keluarga sendiri"] if roles >= FAMILY else ["anggota keluarga"] if roles >= RELATIVES else []
    rest = roles - FAMILY if roles >= FAMILY else roles - RELATIVES if roles >= RELATIVES else roles
    return listed([*named, *(ROLE_NAMES[role] for role in ROLES if role in rest)], "atau")


def _lines(node: Node, knowledge: Knowledge, depth: int, inside: str = "") -> list[Line]:
    """inside: how the group around it is joined, '' for none; a group of the same kind needs no head of its own."""
    if isinstance(node, Leaf) or (depth and _is_short(node, knowledge)):
        return [Line(depth, _inline(node, knowledge))]
    node, who = _shared_actors(node)
    how = "" if node.how == inside else ONE_OF if node.how == "any" else ALL_OF
    notes = [note for note in (how, who, SAME_PERSON if _same_person(node, knowledge) else "") if note]
    head = [Line(depth, f"{', '.join(notes)}:")] if notes else []
    return [*head, *(line for part in node.parts for line in _lines(part, knowledge, depth + len(head), node.how))]


def _is_short(group: Group, knowledge: Knowledge) -> bool:
    return all(isinstance(part, Leaf) for part in group.parts) and len(_inline(group, knowledge)) <= SHORT


def _inline(node: Node, knowledge: Knowledge) -> str:
    if isinstance(node, Leaf):
        return _leaf(node, knowledge)
    node, who = _shared_actors(node)
    denied = [part for part in node.parts if isinstance(part, Leaf) and part.state == "absent"]
    if node.how == "all" and len(denied) > 1:
        text = _joined([part for part in node.parts if part not in denied], node.how, knowledge)
        nots = DENIED + "; ".join(decapitalised(_statement(part, knowledge)) for part in denied)
        text = f"{text}, dan {nots}" if text else nots
    else:
        text = _joined(node.parts, node.how, knowledge)
    notes = [who] if who else []
    if _same_person(node, knowledge):
        notes.append(SAME_PERSON)
    return f"{text} ({'; '.join(notes)})" if notes else text


def _joined(parts: Sequence[Node], how: str, knowledge: Knowledge) -> str:
    said = []
    for part in parts:
        text = _inline(part, knowledge)
        many = isinstance(part, Group) and part.how == "any" and how == "all"
        said.append(f"salah satu dari: {_alternatives(part, knowledge)}" if many else text)
    nested = any(isinstance(part, Group) for part in parts)
    join = ("; dan " if nested else ", dan ") if how == "all" else ("; atau " if nested else ", atau ")
    return join.join([*said[:1], *(decapitalised(text) for text in said[1:])])


def _alternatives(group: Node, knowledge: Knowledge) -> str:
    assert isinstance(group, Group)
    group, who = _shared_actors(group)
    text = " / ".join(decapitalised(_inline(part, knowledge)) for part in group.parts)
    return f"{text} ({who})" if who else text


def _leaf(leaf: Leaf, knowledge: Knowledge) -> str:
    text = _statement(leaf, knowledge)
    if leaf.state == "absent":
        return DENIED + decapitalised(text)
    who = actors(leaf.actors, leaf.not_actors)
    return f"{text} ({who})" if who else text


def _statement(leaf: Leaf, knowledge: Knowledge) -> str:
    """What a leaf claims; the id itself where the knowledge does not know it."""
    if leaf.kind == "case":
        return f"terbaca kasus «{knowledge.cases[leaf.id].title}»" if leaf.id in knowledge.cases else leaf.id
    if leaf.kind == "danger":
        return f"bahaya: {knowledge.dangers[leaf.id].title}" if leaf.id in knowledge.dangers else leaf.id
    return knowledge.signs[leaf.id].says if leaf.id in knowledge.signs else leaf.id


def _shared_actors(group: Group) -> tuple[Group, str]:
    """The group without the limit that all its signs share, and that limit in words: said once, not in every part."""
    leaves = group.parts
    if not all(isinstance(p, Leaf) and p.kind == "sign" and p.state == "present" for p in leaves):
        return group, ""
    limits = {(p.actors, p.not_actors) for p in leaves if isinstance(p, Leaf)}
    if len(limits) != 1:
        return group, ""
    none: frozenset[str] = frozenset()
    bare = tuple(replace(p, actors=none, not_actors=none) for p in leaves if isinstance(p, Leaf))
    return replace(group, parts=bare), actors(*limits.pop())


def _same_person(group: Group, knowledge: Knowledge) -> bool:
    """Whether two parts of an `all` must be about one person (semantics 7)."""
    if group.how != "all":
        return False
    return sum(_binds(part, knowledge) for part in group.parts) > 1


def _binds(node: Node, knowledge: Knowledge) -> bool:
    if isinstance(node, Group):
        return any(_binds(part, knowledge) for part in node.parts)
    sign = knowledge.signs.get(node.id) if node.kind == "sign" else None
    return sign is not None and sign.about not in ("household", "facilitator") and not node.any_member
