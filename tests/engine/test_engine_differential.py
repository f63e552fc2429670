"""Random rules and households: engine, infer_once and the naive oracle must agree to the last support."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.engine import Engine, Memo, Parts, infer_once, relevant
from triage.engine.oracle import infer_naively
from triage.model import Atom, Conclusion, ConclusionKind, Inference, Layer, Production, Sign

ROOT = Path(__file__).resolve().parents[2]
IDS = st.sampled_from("abcde")
ROLES = ("suami", "agen", "pendamping")
ROLE_SETS = st.frozensets(st.sampled_from(ROLES), max_size=2)
KINDS: dict[Layer, ConclusionKind] = {
    "derive": "sign", "detect": "case", "danger": "danger", "escalate": "raise",
    "route": "bypass", "forbid": "prohibit", "remind": "remind", "plan": "step",
}  # fmt: skip

signs_ = st.builds(
    Sign,
    id=IDS,
    state=st.sampled_from(("present", "present", "absent")),
    subject=st.sampled_from(("household", "member:a", "member:b", "other_household", "facilitator")),
    actor=st.sampled_from(("", *ROLES)),
    certainty=st.sampled_from(("certain", "certain", "suspected")),
)
households = st.lists(signs_, max_size=10)
sign_atoms = st.builds(
    Atom,
    kind=st.just("sign"),
    id=IDS,
    state=st.sampled_from(("present", "present", "absent")),
    binds=st.booleans(),
    actors=st.one_of(st.just(frozenset()), ROLE_SETS),
    not_actors=st.one_of(st.just(frozenset()), ROLE_SETS, st.just(frozenset({""}))),
)
other_atoms = st.builds(Atom, kind=st.sampled_from(("case", "danger")), id=IDS)


@st.composite
def productions(draw: st.DrawFn) -> Production:
    """Any atoms, and conclusions of one layer; cycles and backward looks too, since all must agree anyway."""
    layer: Layer = draw(st.sampled_from(tuple(KINDS)))
    atoms = draw(st.lists(st.one_of(sign_atoms, sign_atoms, other_atoms), min_size=1, max_size=3))
    conclusions = st.builds(
        Conclusion,
        kind=st.just(KINDS[layer]),
        id=st.one_of(IDS, st.just("@actor")) if layer == "route" else IDS,
        value=st.sampled_from(("", "", "absent" if layer == "derive" else "x")),
        actor=st.sampled_from(("", "", "agen", "@actor")) if layer == "derive" else st.just(""),
        subject=st.sampled_from(("", "", "", "facilitator")),
    )
    said = tuple(draw(st.lists(conclusions, min_size=1, max_size=2)))
    number = draw(st.integers(0, 10**6))
    return Production(f"r{number}#1/{layer}", f"r{number}", layer, tuple(atoms), said)


rule_bases = st.lists(productions(), max_size=8)
SLOW = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(rule_bases, st.lists(households, min_size=1, max_size=4))
def test_engine_oracle_and_infer_once_agree(rules: list[Production], many: list[list[Sign]]) -> None:
    engine = Engine(rules)
    memo, parts = Memo(engine.infer), Parts(rules, engine.infer)
    for signs in many:
        expected = infer_naively(rules, signs)
        assert engine.infer(signs) == expected
        assert infer_once(rules, signs) == expected
        assert memo.infer(signs) == expected
        assert parts.infer(signs) == expected


@SLOW
@given(rule_bases, households)
def test_relevant_drops_no_production_that_fires(rules: list[Production], signs: list[Sign]) -> None:
    kept = {production.id for production in relevant(rules, signs)}
    fired = {s.production for each in infer_naively(rules, signs).derived for s in each.supports}
    assert fired <= kept


@SLOW
@given(rule_bases, households, signs_)
def test_more_signs_never_take_a_conclusion_away(rules: list[Production], signs: list[Sign], more: Sign) -> None:
    def keys(inference: Inference) -> set[tuple[str, ...]]:
        return {(each.kind, each.id, each.value, each.subject, each.actor) for each in inference.derived}

    engine = Engine(rules)
    assert keys(engine.infer(signs)) <= keys(engine.infer([*signs, more]))


@SLOW
@given(rule_bases, households, st.randoms(use_true_random=False))
def test_neither_the_order_of_rules_nor_of_signs_matters(
    rules: list[Production], signs: list[Sign], rng: object
) -> None:
    expected = Engine(rules).infer(signs)
    rng.shuffle(rules), rng.shuffle(signs)  # type: ignore[attr-defined]  # a random.Random
    assert Engine(rules).infer(signs) == expected


SCRIPT = """
import random, sys
sys.path[:0] = [{root!r}, {bench!r}]
from bench.engine import household, synthetic
from triage.engine import Engine, infer_once
rules = synthetic(random.Random(1))
engine = Engine(rules)
rng = random.Random(2)
for signs in [household(rules, rng) for _ in range(40)]:
    print(engine.infer(signs))
    print(infer_once(rules, signs))
"""


def output_with_hash_seed(seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    script = SCRIPT.format(root=str(ROOT), bench=str(ROOT / "bench"))
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_the_same_bytes_under_any_hash_seed() -> None:
    first = output_with_hash_seed(1)
    assert "Support(" in first
    assert first == output_with_hash_seed(2)


def chain(length: int) -> list[Production]:
    return [
        Production(f"r{i}#1", f"r{i}", "derive", (Atom("sign", f"s{i}"),), (Conclusion("sign", f"s{i + 1}"),))
        for i in range(length)
    ]


def test_ten_thousand_households_neither_leak_nor_grow() -> None:
    engine = Engine(chain(5))
    expected = {i: engine.infer([Sign(f"s{i}")]) for i in range(6)}
    for i in range(500):
        engine.infer([Sign(f"s{i % 6}", actor=f"x{i}")])
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for i in range(10_000):
        assert engine.infer([Sign(f"s{i % 6}")]) == expected[i % 6]
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 20_000


def test_nothing_of_a_household_stays_in_the_engine() -> None:
    engine = Engine(chain(5))
    engine.infer([Sign("s0", subject="member:rahasia")])
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, dict) and each.get("subject") == "member:rahasia"]


IMPORT_SCRIPT = """
import collections, logging
before = set(vars(collections))
basic = logging.basicConfig
import triage.engine
assert set(vars(collections)) == before, set(vars(collections)) - before
assert logging.basicConfig is basic
assert logging.getLogger().handlers == [] and logging.getLogger().level == logging.WARNING
print("clean")
"""


def test_importing_the_engine_leaves_no_side_effects() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "error", "-c", IMPORT_SCRIPT]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("clean\n", "")


def test_only_compat_imports_experta() -> None:
    importers = [
        file.relative_to(ROOT).as_posix()
        for file in sorted((ROOT / "triage").rglob("*.py"))
        if any(line.strip().startswith(("import experta", "from experta")) for line in file.read_text().splitlines())
    ]
    assert importers == ["triage/engine/compat.py"]
