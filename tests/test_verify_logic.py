"""The translation of rules and planner into logic says what engine and planner do, on random households."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from triage.engine import Engine
from triage.kb.load import load
from triage.kb.productions import compile_productions
from triage.model import HOUSEHOLD, Evidence, Inference, Plan, Sign, urgency_rank
from triage.plan.deadlines import Calendar
from triage.plan.planner import Setting, make_plan
from triage.signs import Settled
from triage.verify.circuit import Circuit, Node
from triage.verify.plan_logic import PlanLogic
from triage.verify.plans import plan_of
from triage.verify.rules import spelled, translate

HOUSEHOLDS = int(os.environ.get("TRIAGE_HOUSEHOLDS", "1200"))
"""Five thousand were compared by hand (see bench/results); so many are in every test run."""
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
KNOWLEDGE = load()
PRODUCTIONS = compile_productions(KNOWLEDGE)
PLAN = plan_of(translate(PRODUCTIONS, KNOWLEDGE, Circuit()), KNOWLEDGE)


def random_households(plan: PlanLogic, count: int, seed: int) -> list[list[Sign]]:
    """Signs as an interview or a text could give them: mostly present, with and without actors, one to thirty of them."""
    rng = random.Random(seed)
    about: dict[tuple[str, str], list[Sign]] = {}
    for sign in plan.logic.signs:
        about.setdefault((sign.id, sign.subject), []).append(sign)
    out = []
    for _ in range(count):
        chosen: list[Sign] = []
        for key in rng.sample(list(about), rng.choice((1, 2, 3, 5, 8, 13, 30))):
            absent, unnamed, *named = about[key]
            if rng.random() < 0.2:
                chosen.append(absent)
            elif not named or rng.random() < 0.4:
                chosen.append(unnamed)
            else:
                chosen += rng.sample(named, min(len(named), rng.choice((1, 1, 1, 2))))
        out.append(chosen)
    return out


def columns(households: list[list[Sign]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for i, signs in enumerate(households):
        for sign in signs:
            found[spelled(sign)] = found.get(spelled(sign), 0) | 1 << i
    return found


def planned(signs: list[Sign], engine: Engine) -> tuple[Inference, Plan]:
    evidence = {s: (Evidence(s.id, s.state, s.subject, s.actor, s.certainty),) for s in signs}
    settled = Settled(frozenset(evidence), (), evidence)
    inference = engine.infer(signs)
    return inference, make_plan(settled, inference, (), KNOWLEDGE, Setting(NOW, Calendar()), engine.infer)


def differences(plan: Plan, logic: PlanLogic, values: list[int], i: int) -> Iterator[tuple[str, set[object]]]:
    """What the plan and the formulas disagree on."""

    def on(node: Node) -> bool:
        return bool(values[node] >> i & 1)

    def rank(levels: list[Node]) -> int:
        return max((r for r, node in enumerate(levels) if on(node)), default=-1)

    found = {(*key, rank(logic.at_least[key])) for key, node in logic.findings.items() if on(node)}
    told = {(f.case, f.subject, urgency_rank(f.urgency)) for f in plan.findings}
    of_persons = {(case, rank) for case, subject, rank in told if subject.startswith("member:")}
    found -= {(case, HOUSEHOLD, rank) for case, rank in of_persons} - told  # told of the person only
    yield "findings", told ^ found
    yield "dangers", {d.id for d in plan.dangers} ^ {name for name, node in logic.dangers.items() if on(node)}
    yield "bypass", {r.id for r in plan.bypass} ^ {name for name, node in logic.bypass.items() if on(node)}
    if plan.outcome != "plan":
        return
    yield "urgency", {urgency_rank(plan.urgency)} ^ {rank(logic.urgency)}
    yield "never", {p.id for p in plan.prohibitions} ^ {n for n, node in logic.prohibitions.items() if on(node)}
    yield "remind", {r.id for r in plan.reminders} ^ {n for n, node in logic.reminders.items() if on(node)}
    yield "steps", {(s.id, s.owner) for s in plan.steps} ^ {key for key, node in logic.owned.items() if on(node)}
    yield "refer", {r.id for r in plan.referrals} ^ {name for name, node in logic.referrals.items() if on(node)}
    yield "asks", {bool(plan.questions)} ^ {on(logic.asks)} if not on(logic.asks) or not plan.questions else set()


def test_logic_and_engine_agree_on_random_households() -> None:
    households = random_households(PLAN, HOUSEHOLDS, seed=7)
    values = PLAN.logic.circuit.evaluate(columns(households), HOUSEHOLDS)
    assert values[PLAN.logic.possible] == (1 << HOUSEHOLDS) - 1
    engine = Engine(PRODUCTIONS)
    outcomes = set()
    for i, signs in enumerate(households):
        inference, plan = planned(signs, engine)
        concluded = {(d.kind, d.id, d.value, d.subject, d.actor) for d in inference.derived}
        assert concluded == {key for key, node in PLAN.logic.derived.items() if values[node] >> i & 1}, signs
        wrong = {name: found for name, found in differences(plan, PLAN, values, i) if found}
        assert not wrong, signs
        outcomes.add(plan.outcome)
    assert "plan" in outcomes


def test_z3_gives_every_formula_the_value_that_evaluation_gives() -> None:
    prove = pytest.importorskip("triage.verify.prove", reason="perlu ekstra verify (z3)")
    households = random_households(PLAN, 6, seed=11)
    values = PLAN.logic.circuit.evaluate(columns(households), len(households))
    prover = prove.Prover(PLAN.logic.circuit, PLAN.logic.possible)
    asked = [*PLAN.urgency, *PLAN.dangers.values(), *list(PLAN.steps.values())[::8], *PLAN.bypass.values()]
    for i, signs in enumerate(households):
        given = {spelled(sign): True for sign in signs}
        for node in asked:
            assert prover.holds(node, given) is bool(values[node] >> i & 1)


def test_a_wrong_translation_would_be_noticed() -> None:
    """The same comparison over rules of which one production is missing must fail."""
    fewer = [p for p in PRODUCTIONS if p.rule != "accuses:kekerasan_fisik"]
    broken = plan_of(translate(fewer, KNOWLEDGE, Circuit()), KNOWLEDGE)
    signs = [Sign("kekerasan_fisik", "present", "member:?kpm", "suami")]
    values = broken.logic.circuit.evaluate(columns([signs]), 1)
    _, plan = planned(signs, Engine(PRODUCTIONS))
    assert dict(differences(plan, broken, values, 0))["bypass"] == {"suami"}
