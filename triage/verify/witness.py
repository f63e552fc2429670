"""A household that breaks a statement, as the file that `triage new -f` runs."""

from __future__ import annotations

from collections.abc import Iterable

from triage.kb.types import Knowledge
from triage.model import FACILITATOR, HOUSEHOLD, OTHER_HOUSEHOLD, Sign
from triage.verify.rules import PERSONS

_MEMBERS = {person: f"anggota_{i}" for i, person in enumerate(PERSONS, 1)}
_ROLES = {"kpm": "istri"}
"""A household file knows no member with the role kpm."""


def household_file(signs: Iterable[Sign], knowledge: Knowledge) -> str:
    """YAML text of a household file with exactly these signs."""
    ordered = sorted(signs)
    people = [person for person in PERSONS if any(sign.subject == person for sign in ordered)]
    lines = ["pelapor: pendamping"] if any(sign.subject == FACILITATOR for sign in ordered) else []
    if people:
        lines.append("anggota:")
        lines += [f"  - {{kode: {_MEMBERS[person]}, peran: {_role(person)}}}" for person in people]
    lines.append("tanda:")
    for name in dict.fromkeys(sign.id for sign in ordered):
        lines.append(f"  {name}:  # {knowledge.signs[name].says}")
        lines += [f"    - {{{_detail(sign)}}}" for sign in ordered if sign.id == name]
    return "\n".join(lines) + "\n"


def _role(person: str) -> str:
    role = person.removeprefix("member:?")
    return _ROLES.get(role, role)


def _detail(sign: Sign) -> str:
    parts = [f"ada: {'ya' if sign.state == 'present' else 'tidak'}"]
    if sign.actor:
        parts.append(f"pelaku: {sign.actor}")
    if sign.subject in _MEMBERS:
        parts.append(f"anggota: {_MEMBERS[sign.subject]}")
    elif sign.subject == OTHER_HOUSEHOLD:
        parts.append("rumah_lain: ya")
    else:
        assert sign.subject in (HOUSEHOLD, FACILITATOR)
    return ", ".join(parts)
