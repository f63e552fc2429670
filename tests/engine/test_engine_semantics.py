"""The engine's part of docs/semantics.md, line by line, for engine, infer_once and oracle alike."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from triage.engine import Engine, Memo, infer_once, relevant
from triage.engine.oracle import infer_naively
from triage.model import Atom, Conclusion, ConclusionKind, Derived, Inference, Layer, Production, Sign

INFER = pytest.mark.parametrize(
    "infer",
    [lambda rules, signs: Engine(rules).infer(signs), infer_once, infer_naively],
    ids=["engine", "infer_once", "oracle"],
)


def sign(each: str, *, state: str = "present", binds: bool = False, by: str = "", not_by: str = "") -> Atom:
    actors, not_actors = frozenset(by.split()), frozenset(not_by.split())
    return Atom("sign", each, state, binds, actors, not_actors)  # type: ignore[arg-type]  # a literal in every test


def person(each: str) -> Atom:
    return sign(each, binds=True)


def case(each: str) -> Atom:
    return Atom("case", each)


def rule(name: str, atoms: Iterable[Atom], *conclusions: Conclusion) -> Production:
    layers: dict[str, Layer] = {
        "sign": "derive", "case": "detect", "danger": "danger", "raise": "escalate", "bypass": "route",
    }  # fmt: skip
    layer = layers.get(conclusions[0].kind, "plan")
    return Production(f"{name}#1/{layer}", name, layer, tuple(atoms), conclusions)


def found(inference: Inference, kind: ConclusionKind = "case") -> list[tuple[str, str, str]]:
    return [(each.id, each.subject, each.certainty) for each in inference.derived if each.kind == kind]


A1 = Sign("dipukul", subject="member:a")
B1 = Sign("takut", subject="member:a")
B2 = Sign("takut", subject="member:b")
HOME = Sign("miskin")
BOTH = (person("dipukul"), person("takut"))
ANY = (person("dipukul"), sign("takut"))


@INFER
@pytest.mark.parametrize(
    ("atoms", "signs", "expected"),
    [
        pytest.param(BOTH, [A1, B1], [("member:a")], id="one person has both"),
        pytest.param(BOTH, [A1, B2], [], id="two persons do not add up"),
        pytest.param(ANY, [A1, B2], ["member:a"], id="any_member joins across persons"),
        pytest.param((*BOTH, sign("miskin")), [A1, B1, HOME], ["member:a"], id="household atoms join everything"),
        pytest.param((person("dipukul"), sign("miskin")), [A1], [], id="unknown is not present"),
        pytest.param((sign("miskin"),), [HOME], ["household"], id="household"),
        pytest.param((sign("miskin"),), [Sign("miskin", subject="other_household")], ["other_household"], id="other"),
        pytest.param((sign("x"),), [Sign("x", subject="facilitator")], ["facilitator"], id="facilitator alone"),
        pytest.param(
            (sign("x"), sign("miskin")),
            [Sign("x", subject="facilitator"), HOME],
            ["household"],
            id="facilitator and household",
        ),
        pytest.param((sign("takut"),), [B1, B2], ["household"], id="any_member alone concludes for the household"),
        pytest.param((sign("k", state="absent"),), [Sign("k", "absent")], ["household"], id="absent"),
        pytest.param((sign("k", state="absent"),), [Sign("k", "present")], [], id="present is not absent"),
        pytest.param((sign("k"),), [Sign("k", "absent")], [], id="absent is not present"),
    ],
)
def test_7_persons_bind_to_one_subject(
    infer: object, atoms: tuple[Atom, ...], signs: list[Sign], expected: list[str]
) -> None:
    inference = infer([rule("r", atoms, Conclusion("case", "c"))], signs)  # type: ignore[operator]  # parametrised
    assert [subject for _, subject, _ in found(inference)] == expected


@INFER
@pytest.mark.parametrize(
    ("by", "not_by", "actor", "matches"),
    [
        ("suami", "", "suami", True),
        ("suami istri", "", "istri", True),
        ("suami", "", "agen", False),
        ("suami", "", "", False),
        ("", "suami istri", "suami", False),
        ("", "suami", "agen", True),
        ("", "suami", "", True),
        ("suami agen", "suami", "suami", False),
        ("suami agen", "suami", "agen", True),
    ],
)
def test_7_actors_restrict_and_an_unknown_actor_passes_only_actor_not(
    infer: object, by: str, not_by: str, actor: str, matches: bool
) -> None:
    rules = [rule("r", [sign("ditarik", by=by, not_by=not_by)], Conclusion("case", "c"))]
    inference = infer(rules, [Sign("ditarik", actor=actor)])  # type: ignore[operator]  # parametrised
    assert bool(inference.derived) == matches


@INFER
def test_8_each_layer_sees_what_earlier_layers_concluded(infer: object) -> None:
    rules = [
        rule("derive", [sign("a")], Conclusion("sign", "b")),
        rule("derive2", [sign("b")], Conclusion("sign", "c")),
        rule("detect", [sign("c")], Conclusion("case", "kasus")),
        rule("danger", [case("kasus")], Conclusion("danger", "bahaya")),
        rule("escalate", [Atom("danger", "bahaya")], Conclusion("raise", "kasus", "darurat")),
        rule("plan", [case("kasus"), Atom("danger", "bahaya")], Conclusion("step", "langkah", "kasus")),
    ]
    inference = infer(rules, [Sign("a")])  # type: ignore[operator]  # parametrised
    assert [(each.kind, each.id, each.value) for each in inference.derived] == [
        ("case", "kasus", ""),
        ("danger", "bahaya", ""),
        ("raise", "kasus", "darurat"),
        ("sign", "b", "present"),
        ("sign", "c", "present"),
        ("step", "langkah", "kasus"),
    ]


@INFER
@pytest.mark.parametrize(
    ("subjects", "expected"),
    [(("member:a",), {"member:a"}), (("member:a", "member:b"), {"member:a", "member:b", "household"})],
)
def test_8_conclusions_from_cases_alone_keep_the_subject_they_agree_on(
    infer: object, subjects: tuple[str, ...], expected: set[str]
) -> None:
    rules = [
        rule("x", [person("a")], Conclusion("case", "x")),
        rule("y", [person("a")], Conclusion("case", "y")),
        rule("d", [case("x"), case("y")], Conclusion("danger", "d")),
    ]
    signs = [Sign("a", subject=subject) for subject in subjects]
    inference = infer(rules, signs)  # type: ignore[operator]  # parametrised
    assert {subject for _, subject, _ in found(inference, "danger")} == expected


@INFER
def test_8_a_conclusion_may_name_its_subject(infer: object) -> None:
    rules = [rule("r", [person("a")], Conclusion("case", "c", subject="facilitator"))]
    inference = infer(rules, [Sign("a", subject="member:a")])  # type: ignore[operator]  # parametrised
    assert found(inference) == [("c", "facilitator", "certain")]


SURE, UNSURE = "certain", "suspected"


@INFER
@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([SURE], [], SURE),
        ([UNSURE], [], UNSURE),
        ([UNSURE], [SURE], SURE),
        ([SURE, UNSURE], [], SURE),
        ([UNSURE], [UNSURE], UNSURE),
    ],
)
def test_9_a_finding_is_certain_when_one_support_is(infer: object, a: list[str], b: list[str], expected: str) -> None:
    rules = [rule(name, [sign(name)], Conclusion("case", "c")) for name in ("a", "b")]
    signs = [Sign(name, certainty=c) for name, cs in (("a", a), ("b", b)) for c in cs]  # type: ignore[arg-type]  # a literal
    inference = infer(rules, signs)  # type: ignore[operator]  # parametrised
    assert found(inference) == [("c", "household", expected)]
    assert len(inference.derived[0].supports) == len(signs)


@INFER
def test_9_one_suspected_sign_makes_a_joint_support_suspected_through_all_layers(infer: object) -> None:
    rules = [
        rule("d", [sign("a"), sign("b")], Conclusion("sign", "ab")),
        rule("c", [sign("ab")], Conclusion("case", "c")),
        rule("x", [case("c")], Conclusion("danger", "x")),
    ]
    inference = infer(rules, [Sign("a"), Sign("b", certainty="suspected")])  # type: ignore[operator]  # parametrised
    assert {each.certainty for each in inference.derived} == {"suspected"}


@INFER
def test_a_derived_sign_copies_each_actor_and_bypass_names_them(infer: object) -> None:
    rules = [
        rule("d", [sign("a"), sign("b")], Conclusion("sign", "ab", actor="@actor")),
        rule("r", [sign("ab")], Conclusion("bypass", "@actor")),
    ]
    signs = [Sign("a", actor="agen"), Sign("b", actor="suami")]
    inference = infer(rules, signs)  # type: ignore[operator]  # parametrised
    assert [each.id for each in inference.derived if each.kind == "bypass"] == ["agen", "suami"]
    assert [each.actor for each in inference.derived if each.kind == "sign"] == ["agen", "suami"]


@INFER
@pytest.mark.parametrize(
    ("sign_given", "atom"),
    [
        pytest.param(Sign("a"), sign("a"), id="an unnamed actor accuses nobody"),
        pytest.param(
            Sign("a", "absent", actor="agen"),
            sign("a", state="absent"),
            id="who did not do it is not accused",
        ),
    ],
)
def test_bypass_without_a_suspect_concludes_nothing(infer: object, sign_given: Sign, atom: Atom) -> None:
    inference = infer([rule("r", [atom], Conclusion("bypass", "@actor"))], [sign_given])  # type: ignore[operator]  # parametrised
    assert inference.derived == ()


@INFER
def test_a_copied_actor_is_empty_when_nobody_is_named(infer: object) -> None:
    inference = infer([rule("r", [sign("a")], Conclusion("sign", "b", actor="@actor"))], [Sign("a")])  # type: ignore[operator]  # parametrised
    assert [(each.id, each.actor) for each in inference.derived] == [("b", "")]


@INFER
def test_12_more_evidence_never_takes_a_conclusion_away(infer: object) -> None:
    rules = [
        rule("r", BOTH, Conclusion("case", "c")),
        rule("k", [sign("k", state="absent")], Conclusion("permit", "mediasi")),
    ]
    before = infer(rules, [A1, B1])  # type: ignore[operator]  # parametrised
    after = infer(rules, [A1, B1, B2, HOME, Sign("k", "absent")])  # type: ignore[operator]  # parametrised
    assert set(keys(before.derived)) <= set(keys(after.derived))


def keys(derived: Iterable[Derived]) -> list[tuple[str, ...]]:
    return [(each.kind, each.id, each.value, each.subject, each.actor) for each in derived]


@INFER
def test_an_atom_written_twice_is_one_condition(infer: object) -> None:
    twice = [rule("r", [sign("a"), sign("a")], Conclusion("case", "c"))]
    (derived,) = infer(twice, [Sign("a"), Sign("a", actor="agen")]).derived  # type: ignore[operator]  # parametrised
    assert [len(support.facts) for support in derived.supports] == [1, 1]


def test_no_signs_conclude_nothing() -> None:
    assert Engine([rule("r", [sign("a")], Conclusion("case", "c"))]).infer([]) == Inference()
    assert Engine([]).infer([Sign("a")]) == Inference()


def test_a_production_without_atoms_is_refused() -> None:
    with pytest.raises(ValueError, match="r#1/detect has no atoms"):
        Engine([rule("r", [], Conclusion("case", "c"))])


@pytest.mark.parametrize(
    "changed",
    [
        Sign("b"),
        Sign("a", "absent"),
        Sign("a", subject="member:a"),
        Sign("a", actor="agen"),
        Sign("a", certainty="suspected"),
    ],
)
def test_10_every_part_of_a_sign_is_part_of_the_memo_key(changed: Sign) -> None:
    calls: list[frozenset[Sign]] = []

    def infer(signs: Iterable[Sign]) -> Inference:
        calls.append(frozenset(signs))
        return Inference()

    memo = Memo(infer)
    for signs in ([Sign("a")], [changed], [Sign("a"), Sign("a")], [changed]):
        memo.infer(signs)
    assert calls == [frozenset({Sign("a")}), frozenset({changed})]
    assert memo.hits == 2


def test_10_the_order_of_signs_is_no_part_of_the_memo_key() -> None:
    memo = Memo(Engine([rule("r", BOTH, Conclusion("case", "c"))]).infer)
    assert memo.infer([A1, B1]) is memo.infer([B1, A1])


def test_the_memo_forgets_the_least_recently_used() -> None:
    memo = Memo(Engine([]).infer, size=1)
    for each in ("a", "b", "a"):
        memo.infer([Sign(each)])
    assert memo.hits == 0
    memo.infer([Sign("a")])
    memo.clear()
    assert memo.hits == 0


def test_relevant_keeps_only_what_the_signs_can_reach() -> None:
    near = [
        rule("d", [sign("a", by="agen")], Conclusion("sign", "b", actor="@actor")),
        rule("c", [sign("b", by="agen")], Conclusion("case", "c")),
        rule("x", [case("c")], Conclusion("danger", "x")),
    ]
    far = [
        rule("e", [sign("b", by="suami")], Conclusion("case", "e")),
        rule("f", [sign("a"), sign("z")], Conclusion("case", "f")),
        rule("g", [case("e")], Conclusion("danger", "g")),
        rule("h", [sign("a", state="absent")], Conclusion("case", "h")),
    ]
    assert relevant([*far, *near], [Sign("a", actor="agen")]) == tuple(near)


def test_relevant_looks_ahead_whatever_the_order_of_productions() -> None:
    chain = [rule(f"r{i}", [sign(f"s{i}")], Conclusion("sign", f"s{i + 1}")) for i in range(6)]
    assert relevant(reversed(chain), [Sign("s0")]) == tuple(reversed(chain))
