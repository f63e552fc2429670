"""Scenarios a social worker can read: tests/scenarios/*.yaml, one promise each, the guards of the dossier among them.

What `expect` may hold: triage/check/scenarios.py. A person runs them with `triage kb test`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.check.blame import reasons
from triage.check.scenarios import Scenario, load_scenarios, run_scenario, unknown_ids
from triage.kb.types import Knowledge
from triage.pipeline import Machine

SCENARIOS = load_scenarios(Path(__file__).parent / "scenarios")
EDITORIAL = {14, 15, 16, 17, 18}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: f"{Path(s.file.path).stem}: {s.told.name}")
def test_scenario(scenario: Scenario, machine: Machine) -> None:
    result = run_scenario(scenario, machine)
    why = [line for d in result.differences for line in reasons(d, result, machine.productions, machine.knowledge)]
    assert result.differences == (), "\n".join(why)


def test_every_id_in_a_scenario_exists(knowledge: Knowledge) -> None:
    assert unknown_ids(SCENARIOS, knowledge) == []


def test_every_guard_of_the_dossier_has_a_scenario() -> None:
    named = {guard for scenario in SCENARIOS for guard in scenario.told.guards}
    wanted = {f"bahaya-{n}" for n in range(1, 21)}
    wanted |= {f"kontradiksi-{n}" for n in range(1, 20) if n not in EDITORIAL}
    wanted |= {f"penipuan-{n}" for n in range(1, 7)} | {f"keliru-{n}" for n in range(1, 10)}
    assert wanted <= named, f"without a scenario: {sorted(wanted - named)}"


def test_every_case_has_a_scenario(knowledge: Knowledge) -> None:
    named = {case for scenario in SCENARIOS for case in scenario.told.expect.cases}
    assert set(knowledge.cases) <= named, f"without a scenario: {sorted(set(knowledge.cases) - named)}"


def test_every_danger_has_a_scenario(knowledge: Knowledge) -> None:
    named = {flag for scenario in SCENARIOS for flag in scenario.told.expect.danger}
    assert set(knowledge.dangers) <= named, f"without a scenario: {sorted(set(knowledge.dangers) - named)}"
