"""Scenarios a social worker can read: tests/scenarios/*.yaml, one promise each, the guards of the dossier among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from triage.kb.types import Knowledge
from triage.model import Plan

HERE = Path(__file__).parent
SCENARIOS = [
    pytest.param(item, id=f"{file.stem}: {item['name']}")
    for file in sorted((HERE / "scenarios").glob("*.yaml"))
    for item in yaml.safe_load(file.read_text(encoding="utf-8"))
]
NEGATED = {
    "not_cases": "cases",
    "not_steps": "steps",
    "not_refer": "refer",
    "not_never": "never",
    "not_danger": "danger",
}
EDITORIAL = {14, 15, 16, 17, 18}


def facts_of(plan: Plan, knowledge: Knowledge) -> dict[str, Any]:
    """What a plan says, as flat sets of ids."""
    return {
        "outcome": plan.outcome,
        "urgency": plan.urgency,
        "cases": {f.case for f in plan.findings},
        "danger": {d.id for d in plan.dangers},
        "steps": {s.id for s in plan.steps},
        "tags": {t for s in plan.steps if s.id in knowledge.steps for t in knowledge.steps[s.id].tags},
        "refer": {r.id for r in plan.referrals},
        "never": {p.id for p in plan.prohibitions},
        "bypass": {b.id for b in plan.bypass},
        "owner": {s.owner for s in plan.steps},
        "remind": {r.id for r in plan.reminders},
        "questions": {q.sign for q in plan.questions},
    }


@pytest.mark.parametrize("item", SCENARIOS)
def test_scenario(item: dict[str, Any], plan_of: Callable[..., Plan], knowledge: Knowledge) -> None:
    facts = HERE.parent / item["facts"] if "facts" in item else None
    plan = plan_of(item.get("text", ""), item.get("signs"), facts)
    said = facts_of(plan, knowledge)
    for key, want in item["expect"].items():
        if key in ("outcome", "urgency"):
            allowed = want if isinstance(want, list) else [want]
            assert said[key] in allowed, f"{key}: {said[key]} (found {sorted(said['cases'])})"
        elif key.startswith("not_"):
            wrong = said[NEGATED.get(key, key.removeprefix("not_"))] & set(want)
            assert not wrong, f"{key}: {sorted(wrong)}"
        else:
            missing = set(want) - said[key]
            assert not missing, f"{key}: missing {sorted(missing)}, has {sorted(said[key])}"


def test_every_guard_of_the_dossier_has_a_scenario() -> None:
    named = {guard for param in SCENARIOS for guard in param.values[0].get("guards", ())}
    wanted = {f"bahaya-{n}" for n in range(1, 21)}
    wanted |= {f"kontradiksi-{n}" for n in range(1, 20) if n not in EDITORIAL}
    wanted |= {f"penipuan-{n}" for n in range(1, 7)} | {f"keliru-{n}" for n in range(1, 10)}
    assert wanted <= named, f"without a scenario: {sorted(wanted - named)}"


def test_every_case_has_a_scenario(knowledge: Knowledge) -> None:
    named = {case for param in SCENARIOS for case in param.values[0]["expect"].get("cases", ())}
    assert set(knowledge.cases) <= named, f"without a scenario: {sorted(set(knowledge.cases) - named)}"


def test_every_danger_has_a_scenario(knowledge: Knowledge) -> None:
    named = {flag for param in SCENARIOS for flag in param.values[0]["expect"].get("danger", ())}
    assert set(knowledge.dangers) <= named, f"without a scenario: {sorted(set(knowledge.dangers) - named)}"
