"""The questions about a plan: --why, --why-not, --what-if, and how deep the answer goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from triage.cli.screen import plain_width
from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.explain.tree import Explanation
    from triage.facts.read import FactsFile
    from triage.model import Evidence, Plan
    from triage.pipeline import Machine

Rerun = Callable[[list["Evidence"]], "Plan"]
"""The same plan with these answers in place of those about the same sign and person."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What was asked about the plan. depth: levels of reasons, None for all."""

    why: tuple[str, ...] = ()
    why_not: tuple[str, ...] = ()
    what_if: tuple[str, ...] = ()
    depth: int | None = None

    def any(self) -> bool:
        return bool(self.why or self.why_not or self.what_if)


def check_questions(asked: Questions) -> None:
    """Raises Problems: a depth without a question."""
    if asked.depth is not None and not asked.any():
        hint = "tambahkan --why, --why-not, atau --what-if"
        raise Problems([Problem("--depth", 0, 0, "penjelasan", "belum ada yang ditanyakan", hint)])


def explained(
    plan: Plan, asked: Questions, machine: Machine, facts: FactsFile | None, supposed: Iterable[Evidence], rerun: Rerun
) -> Explanation:
    """The answers to the questions. supposed: the evidence that --what-if stands for."""
    from triage.explain.answer import explain, what_if
    from triage.explain.tree import pruned

    roles = {}
    if facts is not None:
        from triage.facts.evidence import member_roles

        roles = dict(member_roles(facts.household))
    found = explain(machine, plan, why=asked.why, why_not=asked.why_not, roles=roles)
    if asked.what_if:
        found = replace(found, what_if=what_if(plan, rerun(list(supposed)), asked.what_if))
    if asked.depth is None:
        return found
    depth = asked.depth
    cut = [tuple(replace(e, tree=pruned(e.tree, depth)) for e in each) for each in (found.why, found.why_not)]
    return replace(found, why=cut[0], why_not=cut[1])


def show_explanation(found: Explanation, plan: Plan, plain: bool) -> None:
    """Trees on a terminal or in a pipe, indented sentences for screen readers."""
    from triage.render.explanation import plain_tree, rich_tree, roots
    from triage.render.view import reason_numbers

    numbers = reason_numbers(plan)
    if plain:
        width = plain_width(sys.stdout)
        print("\n".join(plain_tree(root, width, numbers) for root in roots(found)), end="")
        return
    from rich.console import Console

    from triage.render.symbols import symbols_for

    console = Console(highlight=False, markup=False, emoji=False)
    console = Console(highlight=False, markup=False, emoji=False, width=min(console.width, WIDEST))
    symbols = symbols_for(sys.stdout.encoding)
    for number, root in enumerate(roots(found)):
        if number:
            console.print()
        console.print(rich_tree(root, symbols, numbers))


WIDEST = 100
