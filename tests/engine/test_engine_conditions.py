"""The condition language of rules and cases: what it means, and what each mistake says."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.kb.conditions import ConditionError, Leaf, Node, alternatives, atoms_of, parse_condition
from triage.kb.types import SignDef
from triage.model import Atom

SIGNS = {
    name: SignDef(id=name, says="", about=about, ask="")  # type: ignore[arg-type]  # a literal
    for name, about in (
        ("anak_x", "anak"),
        ("istri_x", "istri"),
        ("rumah", "household"),
        ("saya", "facilitator"),
    )
}


def parsed(raw: Any) -> Node:
    node, errors = parse_condition(raw)
    assert errors == []
    assert node is not None
    return node


def dnf(raw: Any) -> list[tuple[Atom, ...]]:
    return alternatives(parsed(raw), SIGNS)


def ids(raw: Any) -> list[str]:
    return ["+".join(atom.id for atom in alternative) for alternative in dnf(raw)]


@pytest.mark.parametrize(
    ("raw", "atom"),
    [
        ("a", Atom("sign", "a")),
        ({"absent": "a"}, Atom("sign", "a", "absent")),
        ({"sign": "a", "state": "absent"}, Atom("sign", "a", "absent")),
        ({"sign": "a", "actor": "suami"}, Atom("sign", "a", actors=frozenset({"suami"}))),
        ({"sign": "a", "actor": ["suami", "agen"]}, Atom("sign", "a", actors=frozenset({"suami", "agen"}))),
        ({"sign": "a", "actor_not": ["istri"]}, Atom("sign", "a", not_actors=frozenset({"istri"}))),
        ({"case": "k"}, Atom("case", "k")),
        ({"danger": "d"}, Atom("danger", "d")),
        ("anak_x", Atom("sign", "anak_x", binds=True)),
        ({"absent": "anak_x"}, Atom("sign", "anak_x", "absent", binds=True)),
        ({"sign": "anak_x", "any_member": True}, Atom("sign", "anak_x")),
        ({"sign": "anak_x", "any_member": False}, Atom("sign", "anak_x", binds=True)),
        ("rumah", Atom("sign", "rumah")),
        ("saya", Atom("sign", "saya")),
    ],
)
def test_one_condition_is_one_atom(raw: Any, atom: Atom) -> None:
    assert dnf(raw) == [(atom,)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["a", "b"], ["a+b"]),
        ({"all": ["a", "b"]}, ["a+b"]),
        ({"any": ["a", "b"]}, ["a", "b"]),
        ({"any": ["a"]}, ["a"]),
        (["a", {"any": ["b", "c"]}], ["a+b", "a+c"]),
        ([{"any": ["a", "b"]}, {"any": ["c", "d"]}], ["a+c", "a+d", "b+c", "b+d"]),
        ({"any": ["a", ["b", {"any": ["c", ["d", "e"]]}]]}, ["a", "b+c", "b+d+e"]),
        (["a", "a"], ["a"]),
        ({"any": ["a", "b", "a"]}, ["a", "b"]),
        ({"any": [["a", "b"], ["b", "a"]]}, ["a+b"]),
        ({"any": [["a", "b"], "a", "c"]}, ["a", "c"]),
        ([{"any": ["a", "b"]}, {"any": ["a", "c"]}], ["a", "b+c"]),
    ],
)
def test_alternatives_in_reading_order_without_superfluous_ones(raw: Any, expected: list[str]) -> None:
    assert ids(raw) == expected


def test_actor_limits_spread_to_the_present_signs_of_a_group() -> None:
    raw = {
        "all": ["a", {"any": ["b", {"absent": "c"}, {"case": "k"}]}],
        "actor": "agen",
        "actor_not": ["suami"],
    }
    limits = {test.id: (test.actors, test.not_actors) for test in atoms_of(parsed(raw))}
    limited = (frozenset({"agen"}), frozenset({"suami"}))
    free: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    assert limits == {"a": limited, "b": limited, "c": free, "k": free}


def test_a_signs_own_actors_are_narrowed_by_the_groups() -> None:
    raw = {
        "any": [{"sign": "a", "actor": ["agen", "suami"], "actor_not": "istri"}],
        "actor": "agen",
        "actor_not": "anak",
    }
    (test,) = atoms_of(parsed(raw))
    assert (test.actors, test.not_actors) == (frozenset({"agen"}), frozenset({"istri", "anak"}))


def test_every_leaf_knows_its_place() -> None:
    raw = ["a", {"any": [{"sign": "b"}, {"all": [{"case": "k"}, "c"]}]}]
    places = {test.id: test.path for test in atoms_of(parsed(raw))}
    assert places == {
        "a": (0,),
        "b": (1, "any", 0, "sign"),
        "k": (1, "any", 1, "all", 0, "case"),
        "c": (1, "any", 1, "all", 1),
    }


@pytest.mark.parametrize(
    ("raw", "path", "says"),
    [
        (None, (), "None tidak dikenali"),
        (3, (), "3 tidak dikenali"),
        (["a", True], (1,), "True tidak dikenali"),
        ("  ", (), "bukan id"),
        ([], (), "tidak kosong"),
        ({}, (), "tertulis: tidak ada"),
        ({"any": []}, ("any",), "tidak kosong"),
        ({"all": "a"}, ("all",), "daftar"),
        ({"absent": ["a"]}, ("absent",), "bukan id"),
        ({"sign": None}, ("sign",), "bukan id"),
        ({"any": ["a"], "all": ["b"]}, (), "tertulis: all, any"),
        ({"sign": "a", "actr": "suami"}, ("actr",), "maksudnya actor?"),
        ({"case": "k", "actor": "suami"}, ("actor",), "Kunci 'actor'"),
        ({"any": ["a"], "any_member": True}, ("any_member",), "Kunci 'any_member'"),
        ({"absent": "a", "state": "present"}, ("state",), "Kunci 'state'"),
        ({"sign": "a", "state": "unknown"}, ("state",), "present atau absent"),
        ({"sign": "a", "any_member": "ya"}, ("any_member",), "true atau false"),
        ({"sign": "a", "actor": "suamii"}, ("actor",), "maksudnya suami?"),
        ({"sign": "a", "actor": ["suami", "raja"]}, ("actor", 1), "pilihan: kpm"),
        ({"sign": "a", "actor": []}, ("actor",), "berisi peran"),
        ({"sign": "a", "actor": 3}, ("actor",), "berisi peran"),
        ({"any": [{"sign": "a", "actor": "suami"}], "actor": "agen"}, ("any", 0, "sign"), "tidak mungkin"),
    ],
)
def test_a_mistake_is_named_with_its_place(raw: Any, path: tuple[str | int, ...], says: str) -> None:
    node, errors = parse_condition(raw)
    assert node is None
    assert [error.path for error in errors if says in error.message] == [path]


def test_all_mistakes_are_collected() -> None:
    raw = {"any": [1, {"sgn": "a"}, {"sign": "b", "actor": "x", "state": "y"}], "actor": []}
    _, errors = parse_condition(raw)
    assert sorted({str(error.path) for error in errors}) == sorted(
        map(
            str,
            [("any", 0), ("any", 1), ("any", 1, "sgn"), ("any", 2, "actor"), ("any", 2, "state"), ("actor",)],
        )
    )


def test_a_condition_that_contains_itself_is_a_mistake() -> None:
    raw: list[Any] = ["a"]
    raw.append(raw)
    node, errors = parse_condition(raw)
    assert node is None
    assert "terlalu dalam" in errors[0].message


def test_more_than_64_alternatives_are_a_mistake() -> None:
    sevens = [{"any": [f"{group}{n}" for n in range(2)]} for group in "abcdef"]
    assert len(dnf(sevens)) == 64
    with pytest.raises(ConditionError, match="128 kemungkinan"):
        dnf([*sevens, {"any": ["g0", "g1"]}])


def test_an_explosion_is_refused_at_once() -> None:
    with pytest.raises(ConditionError, match="kemungkinan, batasnya 64"):
        dnf([{"any": [f"{group}{n}" for n in range(10)]} for group in "abcdefghij"])


conditions = st.recursive(
    st.sampled_from("abc").map(str),
    lambda inner: st.builds(
        lambda how, parts: {how: parts},
        st.sampled_from(("all", "any")),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def holds(raw: Any, known: set[str]) -> bool:
    if isinstance(raw, str):
        return raw in known
    ((how, parts),) = raw.items()
    return (all if how == "all" else any)(holds(part, known) for part in parts)


@settings(deadline=None)
@given(conditions)
def test_the_alternatives_mean_what_the_condition_means(raw: Any) -> None:
    found = dnf(raw)
    for given_ in product((False, True), repeat=3):
        known = {each for each, there in zip("abc", given_, strict=True) if there}
        assert holds(raw, known) == any({atom.id for atom in atoms} <= known for atoms in found)
    assert all(not set(left) < set(right) for left in found for right in found)


def test_a_leaf_compares_without_its_place() -> None:
    assert Leaf("sign", "a", path=(1,)) == Leaf("sign", "a", path=(2,))
