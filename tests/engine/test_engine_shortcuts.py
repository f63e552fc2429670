"""What makes the engine fast changes no conclusion: shared memories, joint firing, one reset for each household."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from typing import Any

import pytest

from triage.engine import Engine
from triage.engine.compat import Fact, Rule
from triage.engine.conclude import Group, Ledger
from triage.engine.oracle import infer_naively
from triage.engine.session import HardenedEngine, build_engine
from triage.model import Atom, Conclusion, Production, Sign


class S(Fact):  # type: ignore[misc]  # experta has no types
    """A tiny fact for these tests."""


def pairs_fired(*conditions: Any, retract: tuple[str, ...] = ()) -> list[frozenset[str]]:
    """Which facts fired a rule of two conditions, for the facts a, b and c of one name."""
    fired: list[frozenset[str]] = []

    def fire(engine: Any, **_: Any) -> None: ...

    engine = type("Pairs", (HardenedEngine,), {"pair": Rule(*conditions)(fire)})()
    engine.reset()
    declared = {each: engine.declare(S(name="x", each=each)) for each in "abc"}
    for each in retract:
        engine.retract(declared[each])
    for activation in engine.agenda.activations:
        fired.append(frozenset(fact["each"] for fact in activation.facts))
    return sorted(fired, key=sorted)


@pytest.mark.parametrize("retract", ["", "a", "b", "c", *permutations("abc", 2)])
def test_a_pattern_used_twice_pairs_every_two_facts_once(retract: tuple[str, ...]) -> None:
    left = [each for each in "abc" if each not in retract]
    expected = sorted((frozenset(pair) for pair in product(left, left)), key=sorted)
    same = S(name="x")
    assert pairs_fired(same, same, retract=tuple(retract)) == expected
    assert pairs_fired("f" << S(name="x"), "g" << S(name="x"), retract=tuple(retract)) == expected


def production(name: str, layer: Any, *atoms: str, says: Conclusion) -> Production:
    return Production(f"{name}#1", name, layer, tuple(Atom("sign", each) for each in atoms), (says,))


TOGETHER = (
    production("derive", "derive", "a", says=Conclusion("sign", "b")),
    production("find", "detect", "a", says=Conclusion("case", "k")),
    production("find_too", "detect", "a", says=Conclusion("case", "k")),
    production("forbid", "forbid", "a", says=Conclusion("prohibit", "n")),
    production("remind", "remind", "a", says=Conclusion("remind", "m")),
    production("both", "plan", "a", "b", says=Conclusion("step", "p")),
)


def test_productions_with_the_same_atoms_fire_together_and_support_their_own_conclusions() -> None:
    found = Engine(TOGETHER).infer([Sign("a")])
    assert found == infer_naively(TOGETHER, [Sign("a")])
    supports = {each.id: [support.rule for support in each.supports] for each in found.derived}
    assert supports == {"b": ["derive"], "k": ["find", "find_too"], "n": ["forbid"], "m": ["remind"], "p": ["both"]}


def test_what_adds_facts_keeps_its_layer_and_the_rest_fires_last(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[list[str]] = []
    record: Callable[..., Any] = Ledger.record

    def listen(self: Ledger, group: Group, facts: Any) -> Any:
        order.append([each.rule for each in group.productions])
        return record(self, group, facts)

    monkeypatch.setattr(Ledger, "record", listen)
    Engine(TOGETHER).infer([Sign("a")])
    assert order == [["derive"], ["find", "find_too"], ["forbid", "remind"], ["both"]]


def test_what_no_production_tests_is_concluded_without_entering_working_memory() -> None:
    engine = build_engine(TOGETHER, ledger := Ledger())
    engine.reset()
    engine.know(("sign", "a", "present", "household", "", "certain"))
    engine.know(("sign", "untested", "present", "household", "", "certain"))
    engine.run()
    assert [fact["fact"][1] for fact in engine.facts.values()] == ["a", "b"]
    assert {each.id for each in ledger.inference().derived} == {"b", "k", "n", "m", "p"}


def test_ctrl_c_while_forgetting_leaves_nothing_for_the_next_household(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(TOGETHER)

    def interrupted(self: Ledger) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "clear", interrupted)
        with pytest.raises(KeyboardInterrupt):
            engine.infer([Sign("a")])
    assert engine.infer([]).derived == ()


def test_a_match_supports_a_conclusion_once_even_if_it_says_it_twice() -> None:
    twice = Production("r#1", "r", "detect", (Atom("sign", "a"),), (Conclusion("case", "k"), Conclusion("case", "k")))
    (derived,) = Engine([twice]).infer([Sign("a")]).derived
    assert len(derived.supports) == 1


def test_stock_concludes_the_same_from_the_same_rules() -> None:
    from bench.engine import Stock

    for signs in ([Sign("a")], [Sign("b")], [Sign("a"), Sign("b", certainty="suspected")]):
        assert Stock(TOGETHER).infer(signs) == Engine(TOGETHER).infer(signs)
    assert build_engine(TOGETHER, Ledger()).get_rules() != []
