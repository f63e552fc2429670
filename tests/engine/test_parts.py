"""Signs are thought about apart only where nothing can bring them together."""

from __future__ import annotations

import random

import pytest

from tests.test_shortcuts import drawn
from triage.engine import Engine, Parts
from triage.model import Atom, Conclusion, Inference, Layer, Production, Sign
from triage.pipeline import Machine

A, B, C = Sign("a"), Sign("b"), Sign("c")
CASE = Conclusion("case", "k")


def sign(name: str) -> Atom:
    return Atom("sign", name)


def rule(name: str, atoms: list[Atom], said: Conclusion = CASE, layer: Layer = "detect") -> Production:
    return Production(name, name, layer, tuple(atoms), (said,))


def apart(rules: list[Production], *signs: Sign) -> list[set[Sign]]:
    return [set(part) for part in Parts(rules, Engine(rules).infer).parts(signs)]


ALONE = [rule("ra", [sign("a")]), rule("rb", [sign("b")]), rule("rc", [sign("c")])]


def test_signs_that_no_rule_joins_are_apart() -> None:
    assert apart(ALONE, A, B) == [{A}, {B}]


@pytest.mark.parametrize(
    "joining",
    [
        [rule("r", [sign("a"), sign("b")])],
        [rule("d", [sign("a")], Conclusion("sign", "x"), "derive"), rule("r", [sign("x"), sign("b")])],
        [rule("d", [sign("a")], Conclusion("danger", "x"), "danger"), rule("r", [Atom("danger", "x"), sign("b")])],
        [rule("r", [Atom("case", "k"), sign("b")], Conclusion("raise", "k", "darurat"), "escalate")],
        [rule("r", [sign("c"), sign("b")]), rule("s", [sign("c"), sign("a")])],
    ],
    ids=["one rule", "a sign that follows", "a danger that follows", "a case that follows", "a third sign"],
)
def test_signs_that_a_rule_can_join_are_together(joining: list[Production]) -> None:
    assert {A, B} <= apart([*ALONE, *joining], A, C, B)[-1]


def test_the_same_said_of_two_persons_is_together_where_a_rule_takes_it_twice() -> None:
    of = [Sign("a", subject="member:a", actor="agen"), Sign("a", subject="member:b", actor="suami")]
    twice = [Atom("sign", "a", actors=frozenset({role})) for role in ("agen", "suami")]
    assert apart([rule("r", twice)], *of) == [set(of)]
    assert apart(ALONE, *of) == [{of[0]}, {of[1]}]


def test_what_no_rule_tests_is_left_out() -> None:
    assert apart(ALONE, Sign("z"), Sign("a", "absent")) == []


def test_one_conclusion_of_two_parts_has_the_supports_of_both_and_the_surer_of_them() -> None:
    unsure = Sign("b", certainty="suspected")
    (found,) = Parts(ALONE, Engine(ALONE).infer).infer([unsure, A]).derived
    assert [support.production for support in found.supports] == ["ra", "rb"]
    assert found.certainty == "certain"


def test_a_part_that_was_seen_is_not_worked_out_again() -> None:
    engine, seen = Engine(ALONE), []

    def infer(signs: object) -> Inference:
        seen.append(signs)
        return engine.infer(signs)  # type: ignore[arg-type]  # signs, as the engine gets them

    parts = Parts(ALONE, infer)
    for signs in ([A, B], [B], [C, A], [A, B, C]):
        assert parts.infer(signs) == engine.infer(signs)
    assert len(seen) == 3


def test_the_shipped_rules_conclude_the_same(machine: Machine) -> None:
    engine = Engine(machine.productions)
    parts = Parts(machine.productions, engine.infer)
    households = [settled.signs for settled in drawn(machine.knowledge)]
    chance = random.Random(11)
    for signs in [*households, *(one | chance.choice(households) for one in households)]:
        assert parts.infer(signs) == engine.infer(signs)
