"""And-or-not graphs over named inputs, hash-consed: equal formulas are one node.

A node is a number; 0 is false, 1 is true. Children always come before their parents, so that one pass
evaluates everything. Bit i of a column stands for household i: one pass judges thousands of households.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

Node = int
FALSE: Node = 0
TRUE: Node = 1
Gate = tuple[Literal["const", "input", "and", "or", "not"], tuple[int, ...]]


class Circuit:
    """A growing graph. `inputs` maps a name to its node."""

    def __init__(self) -> None:
        self.gates: list[Gate] = [("const", (0,)), ("const", (1,))]
        self.inputs: dict[str, Node] = {}
        self._known: dict[Gate, Node] = {}

    def input(self, name: str) -> Node:
        """The node of an input, made when first named."""
        if name not in self.inputs:
            self.inputs[name] = self._add(("input", (len(self.inputs),)))
        return self.inputs[name]

    def all(self, parts: Iterable[Node]) -> Node:
        """Conjunction; true for none."""
        return self._join("and", parts, TRUE, FALSE)

    def any(self, parts: Iterable[Node]) -> Node:
        """Disjunction; false for none."""
        return self._join("or", parts, FALSE, TRUE)

    def no(self, node: Node) -> Node:
        """Negation."""
        if node in (FALSE, TRUE):
            return TRUE - node
        kind, children = self.gates[node]
        return children[0] if kind == "not" else self._gate(("not", (node,)))

    def evaluate(self, columns: Mapping[str, int], households: int) -> list[int]:
        """The column of every node: bit i is its value for household i. Inputs not named are false."""
        everyone = (1 << households) - 1
        given = {node: columns.get(name, 0) for name, node in self.inputs.items()}
        values: list[int] = []
        for node, (kind, children) in enumerate(self.gates):
            if kind == "and":
                value = everyone
                for child in children:
                    value &= values[child]
            elif kind == "or":
                value = 0
                for child in children:
                    value |= values[child]
            elif kind == "not":
                value = everyone & ~values[children[0]]
            else:
                value = given[node] if kind == "input" else everyone * children[0]
            values.append(value)
        return values

    def below(self, roots: Sequence[Node]) -> list[Node]:
        """The nodes that these depend on and they themselves, children first."""
        seen: set[Node] = set()
        todo = list(roots)
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                if self.gates[node][0] in ("and", "or", "not"):
                    todo += self.gates[node][1]
        return sorted(seen)

    def _join(self, kind: Literal["and", "or"], parts: Iterable[Node], empty: Node, decides: Node) -> Node:
        kept = set(parts) - {empty}
        if decides in kept:
            return decides
        if len(kept) < 2:
            return kept.pop() if kept else empty
        return self._gate((kind, tuple(sorted(kept))))

    def _gate(self, gate: Gate) -> Node:
        found = self._known.get(gate)
        return self._add(gate) if found is None else found

    def _add(self, gate: Gate) -> Node:
        self.gates.append(gate)
        self._known[gate] = len(self.gates) - 1
        return len(self.gates) - 1
