"""Each defect of stock experta 1.9.4 that docs/design names: shown on stock, absent in ours."""

from __future__ import annotations

import gc
import logging
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from triage.engine import Engine
from triage.engine.compat import Activation, Fact, KnowledgeEngine, L, P, Rule, W, watchers
from triage.engine.conclude import Ledger
from triage.engine.session import HardenedEngine, Known, build_engine, facts_of
from triage.engine.strategy import TotalOrder
from triage.model import Atom, Conclusion, Inference, Production, Sign

# After compat, which makes experta importable; only these tests need what our engine refuses.
AND, EXISTS, FORALL, NOT, OR, TEST = (
    getattr(sys.modules["experta.conditionalelement"], name)
    for name in ("AND", "EXISTS", "FORALL", "NOT", "OR", "TEST")
)
ROOT = Path(__file__).resolve().parents[2]
STOCK_AND_OURS = pytest.mark.parametrize("base", [KnowledgeEngine, HardenedEngine], ids=["stock", "ours"])


class S(Fact):  # type: ignore[misc]  # experta has no types
    """A tiny fact for these tests."""


def rule(action: Callable[..., None], *conditions: Any, salience: int = 0, name: str = "rule") -> Any:
    def fire(engine: Any, **captured: Any) -> None:
        action(engine, **captured)

    fire.__name__ = name
    return Rule(*conditions, salience=salience)(fire)


def engine_of(base: Any, **rules: Any) -> Any:
    return type("Small", (base,), rules)()


def started(base: Any, **rules: Any) -> Any:
    engine = engine_of(base, **rules)
    engine.reset()
    return engine


def stale_firings(strategy: Any) -> int:
    """Forty rules wait with one agenda key; another takes one rule's ground away. Does it still fire?

    Only NOT can do this to one of several activations on the same facts, so the matcher here is stock's.
    """
    return sum(_fires_without_ground(strategy, victim) for victim in range(10))


def _fires_without_ground(strategy: Any, victim: int) -> bool:
    fired: list[int] = []
    rules = {
        f"r{i:02d}": rule(lambda _, i=i, **__: fired.append(i), S(name="a"), NOT(S(stop=i)), name=f"r{i:02d}")
        for i in range(40)
    }
    stop = S(stop=victim)
    rules["kill"] = rule(lambda engine: engine.declare(stop), S(name="go"), salience=10, name="kill")
    engine = started(type("Base", (KnowledgeEngine,), {"__strategy__": strategy}), **rules)
    engine.declare(S(name="go"))
    engine.declare(S(name="a"))
    engine.run()
    assert len(fired) >= 39
    return victim in fired


def test_stock_fires_rules_that_no_longer_hold() -> None:
    assert stale_firings(KnowledgeEngine.__strategy__) > 0


def test_our_agenda_fires_no_rule_that_no_longer_holds() -> None:
    assert stale_firings(TotalOrder) == 0


def test_our_agenda_removes_the_right_one_of_equals() -> None:
    one, other = S(name="a"), S(name="b")
    one.__factid__, other.__factid__ = 1, 2
    any_rule = rule(lambda _: None, S())
    first = Activation(any_rule, [one, other], {"x": one, "y": other})
    second = Activation(any_rule, [one, other], {"x": other, "y": one})
    agenda = HardenedEngine().agenda
    TotalOrder().update_agenda(agenda, [first, second], [])
    TotalOrder().update_agenda(agenda, [], [second])
    assert agenda.activations == [first]


def test_our_engine_fires_no_rule_whose_fact_was_taken_back() -> None:
    fired: list[int] = []
    rules = {f"r{i}": rule(lambda _, i=i: fired.append(i), S(name="a"), S(name=f"b{i % 3}")) for i in range(9)}
    rules["kill"] = rule(lambda engine, f: engine.retract(f), "f" << S(name="b1"), salience=10)
    for number, each in enumerate(rules.values()):
        each.__name__ = f"rule{number}"
    engine = started(HardenedEngine, **rules)
    engine.declare(S(name="a"), *(S(name=f"b{i}") for i in range(3)))
    engine.run()
    assert sorted(fired) == [0, 2, 3, 5, 6, 8]


def test_a_fact_taken_back_and_declared_again_matches_again() -> None:
    fired: list[str] = []
    engine = started(HardenedEngine, both=rule(lambda _: fired.append("both"), S(name="a"), S(name="b"), name="both"))
    engine.declare(S(name="a"))
    for _ in range(2):
        declared = engine.declare(S(name="b"))
        engine.run()
        engine.retract(declared)
    assert fired == ["both", "both"]


def test_a_fact_that_came_and_went_between_two_polls_never_counted() -> None:
    fired: list[str] = []

    def come_and_go(engine: Any, **_: Any) -> None:
        engine.retract(engine.declare(S(name="brief")))

    engine = started(
        HardenedEngine,
        brief=rule(lambda _: fired.append("brief"), S(name="brief"), name="brief"),
        go=rule(come_and_go, S(name="go"), name="go"),
    )
    engine.declare(S(name="go"))
    engine.run()
    assert fired == []


def fired_after_a_predicate_raised(base: Any) -> list[str]:
    """One household's predicate raises; what fires for the next household, which matches nothing?"""
    fired: list[str] = []
    too_small = P(lambda value: value < 500)
    engine = started(
        base,
        bad=rule(lambda _: fired.append("bad"), S(name="income", v=too_small), name="bad"),
        ok=rule(lambda _: fired.append("ok"), S(name="a"), name="ok"),
    )
    with pytest.raises(TypeError):
        engine.declare(S(name="a"), S(name="income", v="x"))
    engine.reset()
    engine.declare(S(name="nothing"))
    engine.run()
    return fired


def test_stock_leaks_a_household_that_raised_into_the_next() -> None:
    assert fired_after_a_predicate_raised(KnowledgeEngine) == ["ok"]


def test_ours_forgets_a_household_that_raised() -> None:
    assert fired_after_a_predicate_raised(HardenedEngine) == []


def test_an_engine_works_after_an_action_raised() -> None:
    fired: list[str] = []

    def boom(_: Any) -> None:
        raise RuntimeError

    engine = started(
        HardenedEngine,
        boom=rule(boom, S(name="boom"), salience=1, name="boom"),
        ok=rule(lambda _: fired.append("ok"), S(name="boom"), name="ok"),
        a=rule(lambda _: fired.append("a"), S(name="a"), name="a"),
    )
    engine.declare(S(name="boom"))
    with pytest.raises(RuntimeError):
        engine.run()
    engine.reset()
    engine.declare(S(name="a"))
    engine.run()
    assert fired == ["a"]


def test_an_inference_that_raised_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(CHAIN)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "inference", lambda self: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            engine.infer([Sign("s0")])
    assert engine.infer([]) == Inference()
    assert engine.infer([Sign("s0")]) == Engine(CHAIN).infer([Sign("s0")])


ORDER_SCRIPT = """
import sys
from triage.engine.compat import Activation, Fact, KnowledgeEngine, Rule
from triage.engine.session import HardenedEngine
class S(Fact): pass
log = []
def make(i):
    def fire(engine): log.append(i)
    fire.__name__ = f"r{i:02d}"
    return Rule(S(name="a"))(fire)
base = HardenedEngine if sys.argv[1] == "ours" else KnowledgeEngine
engine = type("E", (base,), {f"r{i:02d}": make(i) for i in range(12)})()
engine.reset(); engine.declare(S(name="a")); engine.run()
print(log)
"""


def firing_orders(which: str) -> set[str]:
    return {run_with_hash_seed(seed, ORDER_SCRIPT, which) for seed in (0, 1, 2, 3)}


def run_with_hash_seed(seed: int, script: str, *arguments: str) -> str:
    environment = {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT), "PATH": ""}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_stock_fires_equal_salience_in_an_order_that_varies() -> None:
    assert len(firing_orders("stock")) > 1


def test_ours_fires_equal_salience_in_one_order() -> None:
    assert len(firing_orders("ours")) == 1


def test_stock_declares_the_same_fact_twice_as_none() -> None:
    engine = started(KnowledgeEngine)
    assert engine.declare(S(name="a")) is not None
    assert engine.declare(S(name="a")) is None


def test_a_sign_given_twice_counts_once() -> None:
    twice = Engine(CHAIN).infer([Sign("s0"), Sign("s0")])
    assert twice == Engine(CHAIN).infer([Sign("s0")])


def fired_for_one(base: Any) -> list[str]:
    fired: list[str] = []
    engine = started(
        base,
        true=rule(lambda _: fired.append("True"), S(v=L(True)), name="true"),
        one=rule(lambda _: fired.append("1"), S(v=L(1)), name="one"),
    )
    engine.declare(S(v=1))
    engine.run()
    return sorted(fired)


def test_stock_takes_true_for_one() -> None:
    assert fired_for_one(KnowledgeEngine) == ["1", "True"]


def test_ours_tells_true_from_one() -> None:
    assert fired_for_one(HardenedEngine) == ["1"]


def many_conditions(base: Any, count: int) -> list[str]:
    fired: list[str] = []
    conditions = [S(name=f"s{i}") for i in range(count)]
    engine = started(base, all=rule(lambda _, **__: fired.append("all"), *conditions, name="all"))
    for condition in reversed(conditions):
        engine.declare(S(name=condition["name"]))
    engine.run()
    return fired


def test_stock_meets_the_recursion_limit_at_400_conditions() -> None:
    with pytest.raises(RecursionError):
        many_conditions(KnowledgeEngine, 400)


def test_ours_joins_1500_conditions() -> None:
    assert many_conditions(HardenedEngine, 1500) == ["all"]


def test_ours_infers_from_a_production_of_500_atoms() -> None:
    atoms = tuple(Atom("sign", f"s{i}") for i in range(500))
    engine = Engine([Production("wide#1", "wide", "detect", atoms, (Conclusion("case", "wide"),))])
    signs = [Sign(f"s{i}") for i in range(500)]
    assert [each.id for each in engine.infer(signs).derived] == ["wide"]
    assert engine.infer(signs[1:]).derived == ()


def refused(*names: str) -> list[Any]:
    a, b = S(name="a"), S(name="b")
    made = {
        "OR": OR(a, b),
        "AND": AND(a, b),
        "NOT": NOT(a),
        "TEST": TEST(lambda: True),
        "EXISTS": EXISTS(a),
        "FORALL": FORALL(a, b),
    }
    return [made[name] for name in names]


@pytest.mark.parametrize("name", ["OR", "AND", "NOT", "TEST", "EXISTS", "FORALL"])
def test_ours_refuses_what_stock_gets_wrong_when_the_engine_is_made(name: str) -> None:
    conditions = refused(name)
    with pytest.raises(TypeError, match=name):
        engine_of(HardenedEngine, r=rule(lambda _: None, S(name="x"), *conditions))


@pytest.mark.parametrize("constraint", [~L(1), L(1) | L(2), W() & P(bool)], ids=["not", "or", "and"])
def test_ours_refuses_compound_field_constraints(constraint: Any) -> None:
    with pytest.raises(TypeError, match="only a literal"):
        engine_of(HardenedEngine, r=rule(lambda _: None, S(v=constraint)))


def test_ours_refuses_a_rule_without_conditions() -> None:
    with pytest.raises(TypeError, match="no conditions"):
        engine_of(HardenedEngine, r=rule(lambda _: None))


def test_stock_fires_an_or_once_per_alternative() -> None:
    fired: list[int] = []
    (either,) = refused("OR")
    engine = started(KnowledgeEngine, r=rule(lambda _, **__: fired.append(1), either))
    engine.declare(S(name="a"), S(name="b"))
    engine.run()
    assert len(fired) == 2


def test_ours_concludes_once_with_both_alternatives_as_supports() -> None:
    productions = [
        Production(f"r#{n}", "r", "detect", (Atom("sign", each),), (Conclusion("case", "c"),))
        for n, each in enumerate(("a", "b"), 1)
    ]
    (derived,) = Engine(productions).infer([Sign("a"), Sign("b")]).derived
    assert [support.production for support in derived.supports] == ["r#1", "r#2"]


def test_stock_concludes_from_not_what_nobody_denied() -> None:
    fired: list[int] = []
    (unknown,) = refused("NOT")
    engine = started(KnowledgeEngine, r=rule(lambda _: fired.append(1), S(name="x"), unknown))
    engine.declare(S(name="x"))
    engine.run()
    assert fired == [1]


def test_absence_needs_an_explicit_sign() -> None:
    absent = (Atom("sign", "kekerasan", "absent"),)
    engine = Engine([Production("r#1", "r", "plan", absent, (Conclusion("permit", "mediasi"),))])
    assert engine.infer([Sign("lain")]).derived == ()
    assert engine.infer([Sign("kekerasan", "present")]).derived == ()
    assert [each.id for each in engine.infer([Sign("kekerasan", "absent")]).derived] == ["mediasi"]


def test_a_rule_named_like_a_method_of_experta_does_not_replace_it() -> None:
    atoms = (Atom("sign", "a"),)
    engine = Engine(
        [
            Production(name, name, "detect", atoms, (Conclusion("case", name),))
            for name in ("run", "facts", "reset", "declare", "agenda")
        ]
    )
    found = [each.id for each in engine.infer([Sign("a")]).derived]
    assert found == ["agenda", "declare", "facts", "reset", "run"]


def test_stock_keeps_the_last_household_in_a_cache_and_ours_does_not() -> None:
    def kept(base: Any) -> bool:
        class Secret(Fact):  # type: ignore[misc]  # experta has no types
            """Only instances of this test count."""

        engine = started(base, r=rule(lambda _: None, Secret(nik="rahasia"), name="r"))
        engine.declare(Secret(nik="rahasia", name="Ibu X"))
        engine.run()
        engine.reset()
        gc.collect()
        return any(type(each) is Secret and each.get("name") for each in gc.get_objects())

    assert kept(KnowledgeEngine)
    assert not kept(HardenedEngine)


CHAIN = tuple(
    Production(f"r{i}#1", f"r{i}", "derive", (Atom("sign", f"s{i}"),), (Conclusion("sign", f"s{i + 1}"),))
    for i in range(30)
)


def wrong_results_with_four_threads(infer: Callable[[list[Sign]], Inference]) -> int:
    households = [[Sign(f"s{n}")] for n in random.Random(3).choices(range(30), k=200)]
    expected = [Engine(CHAIN).infer(signs) for signs in households[:30]] * 1
    wrong: list[object] = []

    def work(offset: int) -> None:
        for _ in range(3):
            for index in range(offset, 30, 4):
                try:
                    if infer(households[index]) != expected[index]:
                        wrong.append(index)
                except Exception as problem:  # any error counts as a wrong result
                    wrong.append(problem)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=work, args=(offset,)) for offset in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    return len(wrong)


def test_stock_gives_wrong_results_when_threads_share_an_engine() -> None:
    ledger = Ledger()
    engine = build_engine(CHAIN, ledger, KnowledgeEngine)

    def infer(signs: list[Sign]) -> Inference:
        engine.reset()
        ledger.clear()
        engine.declare(*map(Known.of, facts_of(signs)))
        engine.run()
        return ledger.inference()

    assert wrong_results_with_four_threads(infer) > 0


def test_threads_may_share_one_of_our_engines() -> None:
    assert wrong_results_with_four_threads(Engine(CHAIN).infer) == 0


def test_two_engines_side_by_side_do_not_mix() -> None:
    first, second = Engine(CHAIN), Engine(CHAIN[5:])
    alone = Engine(CHAIN[5:]).infer([Sign("s5")])
    for _ in range(3):
        assert len(first.infer([Sign("s0")]).derived) == 30
        assert second.infer([Sign("s5")]) == alone


@STOCK_AND_OURS
def test_no_household_fact_is_logged_even_at_debug(base: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        engine = started(base, r=rule(lambda _: None, S(nik="3201"), name="r"))
        engine.declare(S(nik="3201"))
        engine.run()
    assert "3201" not in caplog.text
    assert all(getattr(watchers, name).level == logging.CRITICAL for name in watchers.ALL)
