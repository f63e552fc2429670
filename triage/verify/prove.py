"""Proofs with z3: a statement holds for every household, or here is a smallest one that breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import z3  # type: ignore[import-untyped,unused-ignore]

from triage.verify.circuit import Circuit, Node

LARGEST = 12
"""Witnesses with more signs than this are not made smaller."""


class Prover:
    """One solver for one circuit, which must not grow any more under the nodes that are asked about."""

    def __init__(self, circuit: Circuit, assume: Node) -> None:
        """assume: what holds for every household."""
        self._circuit = circuit
        self._terms: dict[Node, Any] = {0: z3.BoolVal(False), 1: z3.BoolVal(True)}
        self._solver = z3.SolverFor("QF_FD")
        self._names = {node: name for name, node in circuit.inputs.items()}
        self._solver.add(self._term(assume))

    def witness(self, claim: Node) -> frozenset[str] | None:
        """The inputs of a smallest household for which `claim` holds; None when there is none."""
        term = self._term(claim)
        inputs = [node for node in self._circuit.below([claim]) if node in self._names]
        if self._solver.check(term) != z3.sat:
            return None
        best = self._true(inputs)
        for most in range(min(len(best), LARGEST + 1)):
            few = z3.AtMost(*(self._terms[node] for node in inputs), most) if inputs else z3.BoolVal(True)
            self._solver.push()
            self._solver.add(few)
            found = self._solver.check(term) == z3.sat
            best = self._true(inputs) if found else best
            self._solver.pop()
            if found:
                break
        return frozenset(self._names[node] for node in best)

    def holds(self, claim: Node, given: Mapping[str, bool]) -> bool:
        """The value that z3 gives a node for one household; for testing the translation. Inputs not named are false."""
        inputs = [node for node in self._circuit.below([claim]) if node in self._names]
        literals = [
            self._term(node) if given.get(self._names[node], False) else z3.Not(self._term(node)) for node in inputs
        ]
        return bool(self._solver.check(self._term(claim), *literals) == z3.sat)

    def _true(self, inputs: list[Node]) -> list[Node]:
        model = self._solver.model()
        return [node for node in inputs if z3.is_true(model.eval(self._terms[node], model_completion=False))]

    def _term(self, root: Node) -> Any:
        """The z3 term of a node; every gate is named, so that terms stay small."""
        terms = self._terms
        for node in self._circuit.below([root]):
            if node in terms:
                continue
            kind, children = self._circuit.gates[node]
            terms[node] = z3.Bool(f"n{node}")
            if kind == "input":
                continue
            parts = [terms[child] for child in children]
            meaning = {"and": z3.And, "or": z3.Or, "not": lambda part: z3.Not(part)}[kind](*parts)
            self._solver.add(terms[node] == meaning)
        return terms[root]
