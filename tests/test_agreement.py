"""The hardened engine, the naive oracle and the filtered engine agree on the shipped rules; nothing depends on hash order."""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from pathlib import Path

from triage.engine import Engine, infer_once
from triage.engine.oracle import infer_naively
from triage.engine.relevance import relevant
from triage.kb.types import Knowledge
from triage.model import Sign
from triage.notation import default_subject
from triage.pipeline import Machine

ACTORS = ("", "", "suami", "pendamping", "ketua_kelompok", "aparat_desa", "orang_tak_dikenal", "kpm")


def random_signs(knowledge: Knowledge, rng: random.Random) -> frozenset[Sign]:
    """One to nine signs as a text or file could give them."""
    out = {}
    for name in rng.sample(list(knowledge.signs), rng.randint(1, 9)):
        own = default_subject(knowledge.signs[name])
        subject = rng.choice([own, own, own, "other_household", "member:a1" if own.startswith("member") else own])
        state = "absent" if rng.random() < 0.25 else "present"
        actor = rng.choice(ACTORS) if state == "present" else ""
        sure = "suspected" if rng.random() < 0.2 else "certain"
        out[(name, subject)] = Sign(name, state, subject, actor, sure)  # type: ignore[arg-type]
    return frozenset(out.values())


def test_2000_random_households_give_the_same_conclusions_three_ways(machine: Machine) -> None:
    rng = random.Random(20261123)
    engine = Engine(machine.productions)
    for _ in range(2000):
        signs = random_signs(machine.knowledge, rng)
        said = engine.infer(signs)
        assert said == infer_naively(relevant_by_id(machine, signs), signs)
        assert said == infer_once(machine.productions, signs)


def relevant_by_id(machine: Machine, signs: frozenset[Sign]) -> list:  # type: ignore[type-arg]
    """All productions on every 20th call, else those that `relevant` keeps: the oracle tries every combination."""
    relevant_by_id.calls = getattr(relevant_by_id, "calls", 0) + 1  # type: ignore[attr-defined]
    full = relevant_by_id.calls % 20 == 0  # type: ignore[attr-defined]
    return list(machine.productions if full else relevant(machine.productions, signs))


def test_two_runs_with_different_hash_seeds_give_the_same_bytes() -> None:
    text = "semalam dipukul suami, kartu kks dipegang ketua kelompok, saldo nol, anak 3 th belum makan"
    command = [sys.executable, "-m", "triage", "new", "--json", "--at", "2026-11-23T20:10", text]
    outs = []
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "TRIAGE_NO_CACHE": "1", "PYTHONIOENCODING": "utf-8"}
        root = Path(__file__).resolve().parent.parent
        outs.append(subprocess.run(command, capture_output=True, env=env, cwd=root, check=True).stdout)
    assert outs[0] == outs[1]
    assert len(outs[0]) > 2000


def test_10000_households_on_one_engine_neither_leak_nor_grow(machine: Machine) -> None:
    rng = random.Random(7)
    engine = Engine(machine.productions)
    households = [random_signs(machine.knowledge, rng) for _ in range(500)]
    first = [engine.infer(h) for h in households]
    for _ in range(3):
        for household in households:
            engine.infer(household)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for i in range(8000):
        engine.infer(households[i % 500])
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert [engine.infer(h) for h in households] == first
    assert grown < 4_000, f"{grown} KB"
