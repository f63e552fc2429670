"""Shared fixtures: the shipped knowledge, compiled once; `run` for the command line without a subprocess."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from triage.cli.app import main
from triage.engine import Engine, Memo
from triage.kb.load import load
from triage.kb.types import Knowledge
from triage.model import Plan
from triage.notation import sign_evidence
from triage.pipeline import Machine, compile_machine, triage

if "PYTEST_XDIST_WORKER" not in os.environ:  # never the user's own cache; one for all processes of a run
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="triage-tests-")
    os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="triage-tests-")  # nor the user's own progress
os.environ.pop("TRIAGE_NO_CACHE", None)
ROOT = Path(__file__).resolve().parent.parent
NOW = dt.datetime(2026, 11, 23, 20, 10, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def machine(knowledge: Knowledge) -> Machine:
    """Compiled once; one engine for all tests, as in batch."""
    compiled = compile_machine(knowledge)
    compiled.memo = Memo(Engine(compiled.productions).infer)
    return compiled


@pytest.fixture(scope="session")
def plan_of(machine: Machine) -> Callable[..., Plan]:
    """plan_of("text"), plan_of(signs=["kartu_hilang", "-pin_lupa"]), or both; the clock stands still."""

    def make(text: str = "", signs: list[str] | None = None, facts: Path | None = None) -> Plan:
        from triage.facts.read import read_household

        answers = [sign_evidence(s, machine.knowledge.signs) for s in signs or ()]
        file = read_household(facts, machine.knowledge.signs) if facts else None
        return triage(machine, text=text, facts=file, answers=answers, now=NOW)

    return make


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """run("new", "teks") -> (exit code, stdout, stderr)."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
