"""Prove every invariant over one knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter

from triage.kb.invariants import InvariantDef
from triage.kb.problems import Problem
from triage.kb.productions import compile_productions
from triage.kb.types import Knowledge
from triage.model import Sign
from triage.verify.invariants import breaches, conditions_of, unknown_ids
from triage.verify.plans import logic_of, plan_of
from triage.verify.rules import spelled, translate


@dataclass(frozen=True, slots=True)
class Result:
    """One invariant: how many proofs it took, and what breaks it: (about, a smallest household) for each failure."""

    id: str
    says: str
    place: str
    proofs: int
    seconds: float
    broken: tuple[tuple[str, frozenset[Sign]], ...]


def statement_problems(invariants: Mapping[str, tuple[InvariantDef, str]], knowledge: Knowledge) -> list[Problem]:
    """What is wrong with the statements themselves, with their places."""
    return [
        Problem(*_place(place), "pernyataan", f"pernyataan {name}: {message}", "perbaiki invariants.yaml", name)
        for name, (invariant, place) in invariants.items()
        for message in unknown_ids(invariant, knowledge)
    ]


def verify(invariants: Mapping[str, tuple[InvariantDef, str]], knowledge: Knowledge) -> Iterator[Result]:
    """One result for every statement, in order. The statements must have no problems."""
    from triage.verify.prove import Prover  # needs z3, which the rest of this module does not

    asked = conditions_of(invariant for invariant, _ in invariants.values())
    plan = logic_of(knowledge, asked)
    circuit = plan.logic.circuit
    more = None
    if any(invariant.then.urgency_never_falls for invariant, _ in invariants.values()):
        more = plan_of(translate(compile_productions(knowledge), knowledge, circuit, "lebih ", asked), knowledge)
    prover = Prover(circuit, plan.logic.possible)
    names = {spelled(sign): sign for sign in plan.logic.signs}
    for name, (invariant, place) in invariants.items():
        start = perf_counter()
        proofs, broken = 0, []
        for breach in breaches(invariant, plan, knowledge, more):
            proofs += 1
            found = prover.witness(breach.claim)
            if found is not None:
                signs = frozenset(names[each.removeprefix("lebih ")] for each in found)
                broken.append((breach.about, signs))
        yield Result(name, invariant.says, place, proofs, perf_counter() - start, tuple(broken))


def _place(place: str) -> tuple[str, int, int]:
    path, line, col = place.rsplit(":", 2)
    return path, int(line), int(col)
