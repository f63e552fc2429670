"""Every case can be reached: from the words of a complaint and from a household file, case by case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from triage.kb.closed import CASES
from triage.kb.conditions import Leaf, Node, parse_condition
from triage.kb.types import Knowledge
from triage.model import Plan


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_reached_from_text(case: str, knowledge: Knowledge, plan_of: Callable[..., Plan]) -> None:
    texts = [m for m in knowledge.cases[case].examples.matches if isinstance(m, str)]
    assert len(texts) >= 2
    for text in texts:
        plan = plan_of(text)
        assert case in {f.case for f in plan.findings}, text
        assert plan.steps
        assert plan.referrals


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_reached_from_a_household_file(
    case: str, knowledge: Knowledge, plan_of: Callable[..., Plan], tmp_path: Path
) -> None:
    node, _ = parse_condition(knowledge.cases[case].symptoms)
    assert node is not None
    signs = {}
    for atom in first_way(node):
        entry: dict[str, str] = {"ada": "tidak" if atom.state == "absent" else "ya"}
        if atom.actors:
            entry["pelaku"] = sorted(atom.actors)[0]
        signs[atom.id] = entry
    file = tmp_path / "keluarga.yaml"
    file.write_text(yaml.safe_dump({"tanda": signs}))
    plan = plan_of(facts=file)
    assert case in {f.case for f in plan.findings}, signs


def first_way(node: Node) -> list[Leaf]:
    """The atoms of the first alternative of a condition."""
    if isinstance(node, Leaf):
        return [node]
    parts = node.parts if node.how == "all" else node.parts[:1]
    return [atom for part in parts for atom in first_way(part)]


@pytest.mark.parametrize(
    "file", sorted((Path(__file__).parent.parent / "examples").glob("*.yaml")), ids=lambda f: f.stem
)
def test_an_example_file_gives_a_plan(file: Path, plan_of: Callable[..., Plan]) -> None:
    if file.stem.startswith(("daerah", "peta")):
        return
    plan = plan_of(facts=file)
    assert plan.outcome == "plan"
    assert plan.steps
    assert plan.reminders


def test_there_are_at_least_ten_examples_from_easy_to_severe(plan_of: Callable[..., Plan]) -> None:
    files = [
        f
        for f in (Path(__file__).parent.parent / "examples").glob("*.yaml")
        if not f.stem.startswith(("daerah", "peta"))
    ]
    assert len(files) >= 10
    assert {plan_of(facts=f).urgency for f in files} == {"rutin", "terencana", "mendesak", "darurat"}
