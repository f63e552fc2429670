"""For each dangerous reading and contradiction: whoever breaks its guard is told, with a household that shows the harm.

docs/bacaan-berbahaya.md holds the result as a table; `python -m tests.test_dangerous_readings` writes it anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest

from tests.judged import superfluous, violated
from tests.readings import CHECK, CONTRADICTIONS, EVERY, READINGS, Break, Reading
from triage.check.lints import lints
from triage.check.scenarios import NOW, Scenario, load_scenarios, run_scenario
from triage.kb.invariants import InvariantDef, load_invariants
from triage.kb.load import layers, load
from triage.kb.productions import compile_productions
from triage.kb.types import Knowledge
from triage.model import Sign
from triage.pipeline import Machine, compile_machine
from triage.verify.run import verify

pytest.importorskip("z3", reason="perlu ekstra verify (z3)")

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "docs" / "bacaan-berbahaya.md"
BREAKS = [(reading, each) for reading in EVERY for each in reading.breaks]
EDITORIAL = {14, 15, 16, 17, 18}
HEAD = """# The dangerous readings, broken by hand

The domain dossier names twenty readings of the sources that do harm, and contradictions that rules resolve. Each row
below breaks a guard the way a careless edit could, and tells who notices: the statement of `knowledge/invariants.yaml`
that `triage kb verify` no longer proves, and how many of the reading's own scenarios fail as well. *Household* is the
number of signs in the smallest household that shows the harm; the test triages it and looks at the plan it gets.

`tests/test_dangerous_readings.py` checks this page; `python -m tests.test_dangerous_readings` writes it.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """Who noticed. about, signs: the first household that verify shows; scenarios: how many of the reading's fail."""

    about: str
    signs: frozenset[Sign]
    scenarios: int


@cache
def sound() -> Machine:
    return compile_machine(load())


@cache
def statements() -> dict[str, tuple[InvariantDef, str]]:
    return load_invariants(layers())


@cache
def guards() -> dict[str, list[Scenario]]:
    """The scenarios of each reading."""
    found: dict[str, list[Scenario]] = {}
    for scenario in load_scenarios(ROOT / "tests" / "scenarios"):
        for guard in scenario.told.guards:
            found.setdefault(guard, []).append(scenario)
    return found


def spoiled(kb: Knowledge) -> Machine:
    """The words are read as before; rules and plans are those of the spoiled knowledge."""
    return replace(sound(), knowledge=kb, productions=compile_productions(kb), index=None, memo=None)


@cache
def told(reading: str, what: str) -> Told:
    """Break it and see who notices; once for all tests."""
    broken = next(b for r, b in BREAKS if (r.id, b.what) == (reading, what))
    machine = spoiled(broken.cut(sound().knowledge))
    failed = sum(bool(run_scenario(each, machine).differences) for each in guards()[reading])
    if broken.noticed.startswith(CHECK):
        (lint,) = (each for each in lints(NOW.date()) if each.id == broken.noticed.removeprefix(CHECK))
        found = next(iter(lint.find(machine.knowledge)), None)
        return Told(found.entry if found else "", frozenset(), failed)
    (result,) = verify({broken.noticed: statements()[broken.noticed]}, machine.knowledge)
    about, signs = min(result.broken, key=lambda each: (len(each[1]), each[0]), default=("", frozenset[Sign]()))
    return Told(about, signs, failed)


def named(pair: tuple[Reading, Break]) -> str:
    return f"{pair[0].id}: {pair[1].what}"


@pytest.mark.parametrize("pair", BREAKS, ids=named)
def test_who_breaks_a_guard_is_told(pair: tuple[Reading, Break], tmp_path: Path) -> None:
    reading, broken = pair
    noticed = told(reading.id, broken.what)
    if broken.noticed.startswith(CHECK):
        assert noticed.about
        return
    invariant, _ = statements()[broken.noticed]
    assert reading.id in invariant.covers, f"{invariant.id} does not say that it covers {reading.id}"
    assert noticed.signs, f"{broken.noticed} is still proved"
    machine = spoiled(broken.cut(sound().knowledge))
    assert violated(invariant, noticed.about, noticed.signs, machine, tmp_path), sorted(noticed.signs)
    assert superfluous(invariant, noticed.about, noticed.signs, machine, tmp_path) == []
    assert violated(invariant, noticed.about, noticed.signs, sound(), tmp_path) == []


def test_the_shipped_knowledge_keeps_every_statement_named_here() -> None:
    used = {b.noticed for _, b in BREAKS if not b.noticed.startswith(CHECK)}
    results = list(verify({name: statements()[name] for name in used}, sound().knowledge))
    assert [r.id for r in results if r.broken] == []


def test_the_shipped_knowledge_passes_every_scenario_of_a_reading() -> None:
    machine = spoiled(sound().knowledge)
    failed = {e.told.name for r in EVERY for e in guards()[r.id] if run_scenario(e, machine).differences}
    assert failed == set()


def test_every_reading_and_every_contradiction_that_rules_serve_is_broken_and_covered() -> None:
    assert [r.id for r in READINGS] == [f"bahaya-{n}" for n in range(1, 21)]
    assert [r.id for r in CONTRADICTIONS] == [f"kontradiksi-{n}" for n in range(1, 20) if n not in EDITORIAL]
    covered = {guard for invariant, _ in statements().values() for guard in invariant.covers}
    assert {r.id for r in EVERY} <= covered


def test_the_page_is_what_these_tests_found() -> None:
    assert TABLE.read_text(encoding="utf-8") == page(), "python -m tests.test_dangerous_readings"


def page() -> str:
    """The developer's page."""
    return "\n".join([HEAD, *_table("## The twenty readings", READINGS), *_table("## Contradictions", CONTRADICTIONS)])


def _table(title: str, readings: tuple[Reading, ...]) -> list[str]:
    rows = [
        f"| {reading.id.rpartition('-')[2]} | {reading.says} | {each.what} | {_noticed(reading, each)} |"
        for reading in readings
        for each in reading.breaks
    ]
    head = "| no. | reading | what we broke | who noticed | household | scenarios failing |"
    return [title, "", head, "| --- | --- | --- | --- | --- | --- |", *rows, ""]


def _noticed(reading: Reading, broken: Break) -> str:
    found = told(reading.id, broken.what)
    scenarios = f"{found.scenarios} of {len(guards()[reading.id])}"
    if broken.noticed.startswith(CHECK):
        return f"check: `{broken.noticed.removeprefix(CHECK)}` | – | {scenarios}"
    return f"verify: `{broken.noticed}` | {len(found.signs)} | {scenarios}"


if __name__ == "__main__":
    TABLE.write_text(page(), encoding="utf-8")
