"""Which productions a household's signs can reach at all: a sound filter before the network is built."""

from __future__ import annotations

from collections.abc import Iterable

from triage.engine.conclude import FACT_KINDS, MATCHED_ACTOR
from triage.model import Atom, Conclusion, Production, Sign

Topic = tuple[str, str, str]
Reach = dict[Topic, set[str]]
"""What may become known, with the actors it may carry: an upper bound, without subjects and joins."""


def relevant(productions: Iterable[Production], signs: Iterable[Sign]) -> tuple[Production, ...]:
    """The productions whose atoms could all match, in order; dropping the rest changes no conclusion."""
    ordered = tuple(productions)
    reach: Reach = {}
    for sign in signs:
        reach.setdefault(("sign", sign.id, sign.state), set()).add(sign.actor)
    while True:
        kept = tuple(production for production in ordered if _reachable(production, reach))
        news = [_extend(reach, production) for production in kept]
        if not any(news):
            return kept


def _reachable(production: Production, reach: Reach) -> bool:
    return all(_passing(atom, reach) for atom in production.atoms)


def _passing(atom: Atom, reach: Reach) -> set[str]:
    """The actors with which something known would match the atom; empty when nothing would."""
    if atom.kind != "sign":
        return reach.get((atom.kind, atom.id, ""), set())
    actors = reach.get(("sign", atom.id, atom.state), set())
    if atom.actors:
        actors = actors & atom.actors
    return actors - atom.not_actors


def _extend(reach: Reach, production: Production) -> bool:
    """Add what the production may conclude; whether that was news."""
    news = False
    for conclusion in production.conclusions:
        if conclusion.kind in FACT_KINDS:
            actors = reach.setdefault(_topic(conclusion), set())
            before = len(actors)
            actors |= _actors(conclusion, production, reach)
            news |= len(actors) > before
    return news


def _topic(conclusion: Conclusion) -> Topic:
    state = (conclusion.value or "present") if conclusion.kind == "sign" else ""
    return (conclusion.kind, conclusion.id, state)


def _actors(conclusion: Conclusion, production: Production, reach: Reach) -> set[str]:
    """The actors the conclusion may carry; a copied one is any that its sign atoms may match."""
    if conclusion.actor != MATCHED_ACTOR:
        return {conclusion.actor}
    signs = [atom for atom in production.atoms if atom.kind == "sign"]
    return {""}.union(*(_passing(atom, reach) for atom in signs))
