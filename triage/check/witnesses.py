"""Households made of signs that together exercise every alternative of every rule of two knowledge bases.

One household holds exactly the conditions of one alternative. So when an alternative disappears, grows a condition
or changes its conclusions, there is a household that only this alternative speaks about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage.kb.conditions import ROLES
from triage.kb.types import Knowledge, StepWhen
from triage.model import Atom, Conclusion, Production, Sign
from triage.notation import default_subject
from triage.pipeline import Machine

Household = frozenset[Sign]
DEPTH = 4
"""How far conclusions are followed back to signs; the layers allow no more than case, danger and two derivations."""


def witnesses(old: Machine, new: Machine, extra: Iterable[Household] = ()) -> list[Household]:
    """Sign sets that may tell the two apart, each once: one an alternative of either side, then `extra`.

    Alternatives that only one side has come with every actor that they allow.
    """
    keys = [{(p.rule, p.atoms, p.conclusions) for p in side.productions} for side in (old, new)]
    found: dict[Household, None] = {}
    for side, other in ((old, keys[1]), (new, keys[0])):
        givers = _givers(side.productions)
        for production in side.productions:
            differs = (production.rule, production.atoms, production.conclusions) not in other
            for atoms in _with_actors(production.atoms) if differs else (production.atoms,):
                found.update(dict.fromkeys(_households(atoms, production, givers, side.knowledge)))
    found.update(dict.fromkeys(extra))
    return [household for household in found if household]


def _givers(productions: Sequence[Production]) -> dict[tuple[str, str], list[Production]]:
    """Productions by the case or danger that they conclude."""
    out: dict[tuple[str, str], list[Production]] = {}
    for production in productions:
        for conclusion in production.conclusions:
            if conclusion.kind in ("case", "danger"):
                out.setdefault((conclusion.kind, conclusion.id), []).append(production)
    return out


def _with_actors(atoms: tuple[Atom, ...]) -> Iterator[tuple[Atom, ...]]:
    """The atoms, and for every atom with a limit on who did it, once each allowed role."""
    yield atoms
    for i, atom in enumerate(atoms):
        if atom.kind == "sign" and (atom.actors or atom.not_actors):
            for role in ROLES:
                if role not in atom.not_actors and (not atom.actors or role in atom.actors):
                    one = Atom("sign", atom.id, atom.state, atom.binds, frozenset({role}))
                    yield (*atoms[:i], one, *atoms[i + 1 :])


def _households(
    atoms: tuple[Atom, ...], production: Production, givers: dict[tuple[str, str], list[Production]], kb: Knowledge
) -> Iterator[Household]:
    """The signs of the atoms, with the signs of a case where the conclusion only shows beside one."""
    base = _signs(atoms, "", givers, kb, DEPTH)
    cases = dict.fromkeys(case for said in production.conclusions for case in _beside(said, kb))
    if not cases:
        yield base
    for case in cases:
        options = (_signs(p.atoms, _subject(base), givers, kb, DEPTH) for p in givers.get(("case", case), ()))
        yield next((base | more for more in options if not _clash(base, more)), base)


def _beside(said: Conclusion, kb: Knowledge) -> Iterator[str]:
    """Cases beside which a conclusion shows in the plan: a raise, a conditional step, an allowed kind of step."""
    if said.kind in ("raise", "lower"):
        yield said.id
    elif said.kind == "step" and said.value:
        yield said.value
    elif said.kind == "permit":
        for case in kb.cases.values():
            steps = (s.step if isinstance(s, StepWhen) else s for s in case.steps)
            if any(said.id in kb.steps[step].tags for step in steps if step in kb.steps):
                yield case.id


def _signs(
    atoms: tuple[Atom, ...], subject: str, givers: dict[tuple[str, str], list[Production]], kb: Knowledge, depth: int
) -> Household:
    """Signs that satisfy the atoms; those that bind share one subject, `subject` when it is given."""
    out: set[Sign] = set()
    for atom in atoms:
        if atom.kind != "sign":
            options = givers.get((atom.kind, atom.id), ()) if depth else ()
            found = (_signs(p.atoms, subject, givers, kb, depth - 1) for p in options)
            out |= next((more for more in found if more and not _clash(out, more)), frozenset())
            continue
        known = kb.signs.get(atom.id)
        whom = default_subject(known) if known else "household"
        if atom.binds:
            subject = subject or whom
            whom = subject
        out.add(Sign(atom.id, atom.state, whom, _actor(atom, (known.default_actor if known else None) or "")))
    return frozenset(out)


def _actor(atom: Atom, usual: str) -> str:
    """The usual actor of the sign when the atom allows it, else the first allowed role."""
    if atom.state == "absent":
        return ""
    able = [r for r in (usual, "", *ROLES) if (not atom.actors or r in atom.actors) and r not in atom.not_actors]
    return able[0] if able else ""


def _subject(household: Household) -> str:
    return next((s.subject for s in sorted(household) if s.subject.startswith("member:")), "")


def _clash(one: Iterable[Sign], other: Iterable[Sign]) -> bool:
    """Whether a sign would be both present and absent."""
    states = {(s.id, s.subject): s.state for s in one}
    return any(states.get((s.id, s.subject), s.state) != s.state for s in other)
