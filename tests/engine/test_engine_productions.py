"""From knowledge to productions: layers, ids, order, and every mistake that stops the compiler."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from triage.engine import Engine
from triage.kb.productions import CompileErrors, compile_productions
from triage.kb.types import (
    CaseDef,
    Examples,
    Knowledge,
    LanguageDef,
    RuleDef,
    Shift,
    SignDef,
    StepWhen,
    TagDef,
    Then,
    UrgencyChange,
)
from triage.model import LAYERS, Atom, Conclusion, Production, Sign

EMPTY = Knowledge(
    "1", "hash", {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, LanguageDef(), "penafian"
)  # fmt: skip


def rule(name: str, when: Any, **then: Any) -> RuleDef:
    return RuleDef(id=name, when=when, then=Then(**then), why="", sources=(), examples=Examples())


def case(name: str, symptoms: Any, **more: Any) -> CaseDef:
    fixed: dict[str, Any] = dict.fromkeys(("steps", "refer", "never", "remind", "sources"), ())
    return CaseDef(
        **{
            "id": name, "title": "", "group": "", "urgency": "rutin", "symptoms": symptoms, "module": "",
            "examples": Examples(), **fixed, **more,
        }
    )  # fmt: skip


def sign(name: str, about: Any = "household", **more: Any) -> SignDef:
    return SignDef(id=name, says="", about=about, ask="", **more)


def knowledge(*parts: Any) -> Knowledge:
    kinds: dict[type, dict[str, Any]] = {RuleDef: {}, CaseDef: {}, SignDef: {}, TagDef: {}}
    for part in parts:
        kinds[type(part)][part.id] = part
    return replace(EMPTY, rules=kinds[RuleDef], cases=kinds[CaseDef], signs=kinds[SignDef], tags=kinds[TagDef])


def compiled(*parts: Any) -> tuple[Production, ...]:
    return compile_productions(knowledge(*parts))


def errors_of(*parts: Any) -> list[tuple[str, str, tuple[str | int, ...], str]]:
    with pytest.raises(CompileErrors) as caught:
        compiled(*parts)
    return caught.value.errors


@pytest.mark.parametrize(
    ("then", "layer", "conclusions"),
    [
        ({"sign": "s"}, "derive", (Conclusion("sign", "s"),)),
        ({"sign": "s", "actor": "copy"}, "derive", (Conclusion("sign", "s", actor="@actor"),)),
        ({"sign": "s", "actor": "agen"}, "derive", (Conclusion("sign", "s", actor="agen"),)),
        ({"case": "k"}, "detect", (Conclusion("case", "k"),)),
        ({"danger": "d"}, "danger", (Conclusion("danger", "d"),)),
        (
            {"urgency": UrgencyChange(to="darurat", cases=("k", "l"))},
            "escalate",
            (Conclusion("raise", "k", "darurat"), Conclusion("raise", "l", "darurat")),
        ),
        ({"bypass": "the_actor"}, "route", (Conclusion("bypass", "@actor"),)),
        ({"bypass": ("agen", "calo")}, "route", (Conclusion("bypass", "agen"), Conclusion("bypass", "calo"))),
        ({"never": ("n",)}, "forbid", (Conclusion("prohibit", "n"),)),
        ({"never": ("n",), "replace_with": "q"}, "forbid", (Conclusion("prohibit", "n", "q"),)),
        (
            {"never": ("n",), "remove_steps": ("p",), "replace_with": "q"},
            "forbid",
            (Conclusion("prohibit", "n"), Conclusion("drop_step", "p", "q")),
        ),
        ({"remind": ("m",)}, "remind", (Conclusion("remind", "m"),)),
        ({"steps": ("p",), "refer": ("r",)}, "plan", (Conclusion("step", "p"), Conclusion("refer", "r"))),
    ],
)
def test_8_the_layer_belongs_to_the_conclusion(
    then: dict[str, Any], layer: Any, conclusions: tuple[Conclusion, ...]
) -> None:
    assert compiled(rule("r", "a", **then)) == (
        Production(f"r#1/{layer}", "r", layer, (Atom("sign", "a"),), conclusions),
    )


def test_8_several_conclusions_become_one_production_a_layer_and_alternative() -> None:
    found = compiled(rule("r", {"any": ["a", "b"]}, danger="d", steps=("p",), bypass="the_actor"))
    assert [each.id for each in found] == [
        "r#1/danger", "r#2/danger", "r#1/route", "r#2/route", "r#1/plan", "r#2/plan",
    ]  # fmt: skip


def test_a_case_gives_symptoms_shifts_and_conditional_steps() -> None:
    found = compiled(
        case(
            "k",
            {"any": ["a", "b"]},
            raise_when=(Shift(to="darurat", when="c", why=""), Shift(to="mendesak", when="d", why="")),
            lower_when=(Shift(to="rutin", when={"absent": "c"}, why=""),),
            steps=("biasa", StepWhen(step="p", when="e"), StepWhen(step="p", when="f")),
        )
    )
    assert [(each.id, each.rule, each.conclusions[0]) for each in found] == [
        ("case:k#1/detect", "case:k", Conclusion("case", "k")),
        ("case:k#2/detect", "case:k", Conclusion("case", "k")),
        ("case:k/raise/1#1/escalate", "case:k/raise/1", Conclusion("raise", "k", "darurat")),
        ("case:k/raise/2#1/escalate", "case:k/raise/2", Conclusion("raise", "k", "mendesak")),
        ("case:k/lower/1#1/escalate", "case:k/lower/1", Conclusion("lower", "k", "rutin")),
        ("case:k/step/p#1/plan", "case:k/step/p", Conclusion("step", "p", "k")),
        ("case:k/step/p#2/plan", "case:k/step/p", Conclusion("step", "p", "k")),
    ]


def test_a_tag_is_permitted_only_when_its_condition_holds() -> None:
    found = compiled(TagDef(id="mediasi", says="", only_when=[{"absent": "pukul"}]), TagDef(id="biasa", says=""))
    assert [(each.id, each.layer, each.conclusions) for each in found] == [
        ("tag:mediasi#1/plan", "plan", (Conclusion("permit", "mediasi"),))
    ]


def test_an_accusing_sign_bypasses_whoever_is_named() -> None:
    engine = Engine(compiled(sign("ditarik", accuses=True), sign("pukul", "istri", accuses=True), sign("lain")))
    signs = [
        Sign("ditarik", actor="agen"),
        Sign("ditarik"),
        Sign("pukul", subject="member:a", actor="suami"),
        Sign("pukul", "absent", subject="member:b", actor="anak"),
        Sign("lain", actor="guru"),
    ]
    found = engine.infer(signs).derived
    assert [(each.id, each.subject) for each in found] == [("agen", "household"), ("suami", "member:a")]
    assert {support.rule for each in found for support in each.supports} == {
        "accuses:ditarik",
        "accuses:pukul",
    }


def test_an_accusing_sign_with_no_actor_fires_nothing() -> None:
    (found,) = compiled(sign("ditarik", accuses=True))
    assert found.atoms == (Atom("sign", "ditarik", not_actors=frozenset({""})),)
    assert Engine([found]).infer([Sign("ditarik")]).derived == ()


def test_signs_about_persons_bind() -> None:
    (found,) = compiled(sign("x", "anak"), sign("y"), sign("z", "facilitator"), rule("r", ["x", "y", "z"], case="k"))
    assert [atom.binds for atom in found.atoms] == [True, False, False]


def test_productions_come_in_layer_order_and_producers_before_users() -> None:
    found = compiled(
        rule("last", "a", remind=("m",)),
        rule("second", ["b", "x"], sign="c"),
        rule("case", "c", case="k"),
        rule("first", "a", sign="b"),
        rule("third", {"any": ["c", "b"]}, sign="d"),
    )
    assert [each.rule for each in found] == ["first", "second", "third", "third", "case", "last"]
    assert [LAYERS.index(each.layer) for each in found] == sorted(LAYERS.index(each.layer) for each in found)


@pytest.mark.parametrize(
    ("when", "then", "allowed"),
    [
        ({"case": "k"}, {"sign": "s"}, False),
        ({"case": "k"}, {"case": "l"}, False),
        ({"case": "k"}, {"danger": "d"}, True),
        ({"danger": "d"}, {"danger": "e"}, False),
        ({"danger": "d"}, {"urgency": UrgencyChange(to="darurat", cases=("k",))}, True),
        ({"danger": "d"}, {"remind": ("m",)}, True),
        ({"case": "k"}, {"remind": ("m",), "case": "l"}, False),
    ],
)
def test_8_a_condition_may_use_only_earlier_layers(when: Any, then: dict[str, Any], allowed: bool) -> None:
    if allowed:
        assert compiled(rule("r", ["a", when], **then))
    else:
        (error,) = errors_of(rule("r", ["a", when], **then))
        assert error[:3] == ("rule", "r", ("when", 1, *when))
        assert "tidak boleh bergantung pada" in error[3]


@pytest.mark.parametrize("length", [1, 2, 5])
def test_derived_signs_that_need_each_other_are_a_mistake(length: int) -> None:
    ring = [rule(f"r{i}", f"s{i}", sign=f"s{(i + 1) % length}") for i in range(length)]
    (error,) = errors_of(*ring)
    assert error[0] == "rule"
    assert error[2] == ("when",)
    assert all(each.id in error[3] for each in ring)


def test_absence_is_never_derived_so_it_makes_no_cycle() -> None:
    assert len(compiled(rule("r", {"absent": "s"}, sign="s"))) == 1


def test_all_mistakes_of_all_files_are_collected_with_their_place() -> None:
    many = {"all": [{"any": [f"{group}{n}" for n in range(5)]} for group in "abc"]}
    broken = case(
        "k",
        {"any": [3]},
        raise_when=(Shift(to="darurat", when="a", why=""), Shift(to="darurat", when={"sgn": "a"}, why="")),
        steps=("p", StepWhen(step="q", when=[])),
    )
    tag = TagDef(id="t", says="", only_when={"absent": 1})
    found = errors_of(rule("r", "a"), rule("m", many, case="k"), broken, tag)
    assert {error[:3] for error in found} == {
        ("rule", "r", ("then",)),
        ("rule", "m", ("when",)),
        ("case", "k", ("symptoms", "any", 0)),
        ("case", "k", ("raise_when", 1, "when")),
        ("case", "k", ("raise_when", 1, "when", "sgn")),
        ("case", "k", ("steps", 1, "when")),
        ("tag", "t", ("only_when", "absent")),
    }
    with pytest.raises(CompileErrors, match="case k: "):
        compile_productions(knowledge(broken))


def test_ids_are_unique_and_compiling_twice_gives_the_same() -> None:
    parts = (rule("r", {"any": ["a", "b"]}, case="k", never=("n",)), case("k", "a"), sign("a", accuses=True))
    found = compiled(*parts)
    assert len({each.id for each in found}) == len(found)
    assert found == compiled(*parts)
