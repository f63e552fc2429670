"""`triage kb schema`: what an editor accepts is what the program reads, and the committed schemas are fresh."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from triage.author.files import FILE_KINDS
from triage.author.schemas import schema_of, undescribed, written
from triage.author.wiring import START, kind_of, with_first_line
from triage.kb.load import content_hash, knowledge_files, layers, load
from triage.kb.types import Knowledge
from triage.kb.yamlmap import read_yaml

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
VALIDATORS = {name: Draft7Validator(schema_of(name)) for name in FILE_KINDS}
(LAYER,) = layers()


def as_json(data: Any) -> Any:
    """What an editor sees: dates are text."""
    if isinstance(data, dict):
        return {str(key): as_json(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_json(one) for one in data]
    return data.isoformat() if isinstance(data, dt.date) else data


def all_files() -> list[tuple[str, Path]]:
    found = [(kind, file) for file in knowledge_files([LAYER]) if (kind := kind_of(file, *LAYER))]
    found += [("scenarios", file) for file in sorted((ROOT / "tests/scenarios").glob("*.yaml"))]
    return found + [
        ({"daerah": "district", "peta": "map"}.get(file.stem.split("-")[0], "household"), file)
        for file in sorted((ROOT / "examples").glob("*.yaml"))
    ]


def problems(kind: str, data: Any) -> list[str]:
    return [error.message for error in VALIDATORS[kind].iter_errors(as_json(data))]


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_schema_is_draft_7_and_fresh(kind: str) -> None:
    Draft7Validator.check_schema(schema_of(kind))
    committed = (ROOT / "schemas" / f"{kind}.json").read_text(encoding="utf-8")
    assert committed == written(kind), "run: triage kb schema --write"


def test_nothing_else_lies_in_the_folder() -> None:
    assert {file.stem for file in (ROOT / "schemas").iterdir()} == set(FILE_KINDS)


def test_every_shipped_file_validates() -> None:
    wrong = {str(file): found for kind, file in all_files() if (found := problems(kind, read_yaml(file).data))}
    assert wrong == {}


SOURCE = [{"id": "dosir"}]
STEP = {"text": "Tanya", "phase": "urus", "owner": "kpm", "due": "2h"}
RULE = {"id": "a", "when": "a", "then": {"never": ["b"]}, "why": "c", "sources": SOURCE, "examples": {}}
SIGN = {"says": "a", "about": "household", "ask": "a?"}
BROKEN: dict[str, tuple[str, Any]] = {
    "unknown key": ("steps", {"a": {**STEP, "teks": "x"}}),
    "missing key": ("steps", {"a": {"text": "x"}}),
    "unknown phase": ("steps", {"a": {**STEP, "phase": "nanti"}}),
    "deadline without unit": ("steps", {"a": {**STEP, "due": "2"}}),
    "deadline of an unknown urgency": ("steps", {"a": {**STEP, "due": {"gawat": "2h"}}}),
    "id with a capital": ("steps", {"Tanya": STEP}),
    "empty text": ("steps", {"a": {**STEP, "text": ""}}),
    "one id where a list is wanted": ("steps", {"a": {**STEP, "tags": "x"}}),
    "empty condition": ("rules", {**RULE, "when": {"any": []}}),
    "two heads in a condition": ("rules", {**RULE, "when": {"any": ["a"], "all": ["b"]}}),
    "unknown role": ("rules", {**RULE, "when": {"sign": "a", "actor": "paman"}}),
    "unknown conclusion": ("rules", {**RULE, "then": {"larang": ["b"]}}),
    "example of an unknown form": ("rules", {**RULE, "examples": {"matches": [{"tnda": ["a"]}]}}),
    "a list of rules": ("rules", [RULE]),
    "unknown test": ("signs", {"a": {**SIGN, "reads": [{"field": "kartu", "test": "sama"}]}}),
    "a mapping of cases": ("cases", {"kdrt": {}}),
    "a waiver without an end": ("waivers", [{"rule": "a", "id": "b", "about": "c", "reason": "d"}]),
    "unknown claim": ("invariants", [{"id": "a", "says": "b", "then": {"selalu": True}}]),
    "unknown expectation": ("scenarios", [{"name": "a", "text": "b", "expect": {"kasus": ["c"]}}]),
    "unknown urgency expected": ("scenarios", [{"name": "a", "text": "b", "expect": {"urgency": "gawat"}}]),
    "unknown household key": ("household", {"kartuu": {}}),
    "age out of range": ("household", {"anggota": [{"kode": "a", "peran": "anak", "usia": 300}]}),
    "unknown contact": (
        "district",
        {"nama": "a", "kantor": {"bank": {"nama": "b", "kontak": [{"jenis": "faks", "nilai": "1"}]}}},
    ),
    "unknown field of a column": ("map", {"aduan": "a", "kolom": {"b": {"isi": "kartu.warna"}}}),
    "a column that is no mapping": ("map", {"kolom": {"b": "kartu.keadaan"}}),
    "unknown cue": ("language", {"cues": [{"id": "a", "kind": "ragu", "phrases": ["b"]}]}),
    "a story that is no list": ("stories", {"kdrt": "cerita"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_does_not_validate(name: str) -> None:
    kind, data = BROKEN[name]
    assert problems(kind, data)


def test_the_parts_of_the_broken_files_are_sound_themselves() -> None:
    assert not problems("steps", {"a": STEP})
    assert not problems("rules", RULE)
    assert not problems("signs", {"a": SIGN})
    assert not problems("rules", {**RULE, "when": [{"absent": "a"}, {"any": ["b"], "actor_not": ["agen"]}]})


def test_every_field_of_the_knowledge_is_explained_in_the_schema() -> None:
    assert undescribed() == []
    assert "English" not in written("cases")
    assert schema_of("cases")["definitions"]["CaseDef"]["properties"]["urgency"]["description"].startswith(
        "Urgensi bawaan"
    )


def test_every_knowledge_file_begins_with_its_schema() -> None:
    for file in knowledge_files([LAYER]):
        kind = kind_of(file, *LAYER)
        if kind is not None:
            first = file.read_text(encoding="utf-8").partition("\n")[0]
            assert first.startswith(START), f"{file}: run triage kb schema --write"
            assert (file.parent / first.removeprefix(START)).resolve() == ROOT / "schemas" / f"{kind}.json"


def test_the_first_line_is_added_once_and_keeps_the_rest() -> None:
    line = f"{START}x.json"
    assert with_first_line("# a\r\nb: 1\r\n", line) == f"{line}\r\n# a\r\nb: 1\r\n"
    assert with_first_line(f"{START}old.json\na: 1\n", line) == f"{line}\na: 1\n"


def test_the_loader_does_not_mind_the_line_and_the_cache_is_not_stale(tmp_path: Path, knowledge: Knowledge) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "reminders.yaml").write_text('baru: {text: "Satu."}\n', encoding="utf-8")
    before, digest = load([own]), content_hash(layers([own]))
    (own / "reminders.yaml").write_text(f'{START}../x.json\nbaru: {{text: "Satu."}}\n', encoding="utf-8")
    after = load([own])
    assert after.reminders == before.reminders
    assert after.hash != digest == before.hash
    assert after.places["reminders", "baru"].endswith(":2:1")


def test_it_prints_one_schema_lists_the_kinds_and_knows_near_misses(run: Run) -> None:
    assert json.loads(run("kb", "schema", "cases")[1]) == schema_of("cases")
    assert [line.split()[0] for line in run("kb", "schema")[1].splitlines()] == list(FILE_KINDS)
    code, _, err = run("kb", "schema", "case")
    assert (code, "maksudnya cases?" in err) == (1, True)


def test_writing_fills_a_folder_of_ones_own_and_is_then_done(run: Run, tmp_path: Path) -> None:
    (tmp_path / "knowledge").mkdir()
    (tmp_path / "rules/plan").mkdir(parents=True)
    shutil.copy(ROOT / "knowledge/reminders.yaml", tmp_path / "knowledge")
    code, out, _ = run("kb", "schema", "--write", "--knowledge", str(tmp_path))
    assert code == 0
    assert f"{len(FILE_KINDS)} berkas ditulis" in out
    (tmp_path / "knowledge/steps.yaml").write_text("{}\n", encoding="utf-8")
    assert "1 berkas ditulis" in run("kb", "schema", "--write", "--knowledge", str(tmp_path))[1]
    assert run("kb", "schema", "--write", "--knowledge", str(tmp_path))[1] == "semua sudah sesuai\n"
    assert (tmp_path / "knowledge/steps.yaml").read_text(encoding="utf-8").startswith(f"{START}../schemas/steps.json\n")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["knowledge", "rules", "schemas"]
