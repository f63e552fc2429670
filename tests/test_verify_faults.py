"""`triage kb verify` finds faults that no lint can see, each with a household that is real, and as small as can be."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from tests.judged import superfluous, violated
from triage.kb.build import build_what_is_sound
from triage.kb.invariants import Claim, Every, InvariantDef, load_invariants
from triage.kb.types import Knowledge
from triage.pipeline import compile_machine
from triage.verify.run import statement_problems, verify

pytest.importorskip("z3", reason="perlu ekstra verify (z3)")
FOLDER = Path(__file__).resolve().parent / "seeded"
FAULTS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "verify_faults.yaml").read_text(encoding="utf-8"))
Statements = dict[str, tuple[InvariantDef, str]]


def plant(fault: dict[str, Any], into: Path) -> tuple[Knowledge, Statements]:
    """The small knowledge with one fault in it. `also`: what else must be put for the fault to be whole."""
    shutil.copytree(FOLDER / "proved", into)
    for name, (find, put) in {fault["file"]: (fault["find"], fault["put"]), **_also(fault)}.items():
        path = into / name.partition("#")[0]
        text = path.read_text(encoding="utf-8")
        assert text.count(find) == 1, f"{fault['name']}: {find!r} stands {text.count(find)} times in {name}"
        path.write_text(text.replace(find, put), encoding="utf-8")
    return read(into)


def _also(fault: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {f"{name}#" if name == fault["file"] else name: tuple(pair) for name, pair in fault.get("also", {}).items()}


def read(folder: Path) -> tuple[Knowledge, Statements]:
    stack = [(folder / "knowledge", folder / "rules")]
    kb, problems = build_what_is_sound(stack, "h")
    statements = load_invariants(stack)
    assert [*problems, *statement_problems(statements, kb)] == []
    return kb, statements


def test_the_sound_knowledge_keeps_every_statement() -> None:
    kb, statements = read(FOLDER / "proved")
    results = list(verify(statements, kb))
    assert [r.id for r in results if r.broken] == []
    assert [r.id for r in results] == list(statements)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_fault_breaks_its_statement_and_the_household_shown_is_real_and_smallest(
    fault: dict[str, Any], tmp_path: Path
) -> None:
    kb, statements = plant(fault, tmp_path / "kb")
    machine = compile_machine(kb)
    broken = {r.id: r for r in verify(statements, kb) if r.broken}
    assert fault["broken"] in broken
    claims = set()
    for name, result in broken.items():
        path, line, col = result.place.rsplit(":", 2)
        said = Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert (said, col) == (f"- id: {name}", "3")
        for about, signs in result.broken:
            parts = violated(statements[name][0], about, signs, machine, tmp_path)
            assert parts, f"{name} {about}: the plan of {sorted(signs)} keeps it"
            assert superfluous(statements[name][0], about, signs, machine, tmp_path) == []
            claims |= {(name, part.partition(" ")[0]) for part in parts}
    assert (fault["broken"], fault["claim"]) in claims


def test_every_part_of_a_claim_and_every_kind_of_statement_has_a_fault() -> None:
    _, statements = read(FOLDER / "proved")
    assert {f["claim"] for f in FAULTS} == set(Claim.__dataclass_fields__)
    kinds = {statements[f["broken"]][0].every for f in FAULTS}
    assert kinds >= set(get_args(Every))
    assert {f["broken"] for f in FAULTS} == set(statements)
    assert len({f["name"] for f in FAULTS}) == len(FAULTS) >= 12
