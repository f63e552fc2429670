"""`triage kb test`: scenarios run by a person, with a readable answer to what is wrong and why."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.small import small
from triage.check.scenarios import load_scenarios, run_scenario
from triage.kb.problems import Problems
from triage.pipeline import Machine

Run = Callable[..., tuple[int, str, str]]
GOOD = "- {name: kartu yang hilang itu mendesak, text: kartu kks saya hilang di pasar, expect: {urgency: mendesak, cases: [kks_hilang]}}\n"
BAD = "- {name: janji keliru, text: kartu kks saya hilang di pasar, expect: {urgency: rutin, not_cases: [kks_hilang], danger: [dana_sedang_dikuras]}}\n"


def write(folder: Path, text: str, name: str = "kartu.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_holds_gets_a_tick_and_passes(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("kb", "test", "--folder", str(write(tmp_path, GOOD)))
    assert code == 0
    assert out.startswith(f"✓ {tmp_path}/kartu.yaml: 1 skenario\n")
    assert "1 skenario, 0 gagal." in out


def test_a_failure_tells_expected_and_got_the_rule_and_the_phrase(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("kb", "test", "--folder", str(write(tmp_path, GOOD + BAD)))
    flat = " ".join(out.split())
    assert code == 1
    assert "1 dari 2 skenario gagal" in out
    assert f"✗ janji keliru\n  {tmp_path}/kartu.yaml:2:3" in out
    assert "urgency diharapkan rutin ternyata mendesak" in flat
    assert "kks_hilang [mendesak] oleh case:kks_hilang: kartu_hilang dari «kartu kks saya hilang»" in flat
    assert "not_cases tidak boleh kks_hilang" in flat
    assert "dana_sedang_dikuras paling dekat lewat" in flat
    assert max(map(len, out.splitlines())) <= max(80, len(str(tmp_path)) + 40)


def test_a_pattern_chooses_by_name_or_by_file(run: Run, tmp_path: Path) -> None:
    folder = str(write(write(tmp_path, GOOD), BAD, "lain.yaml"))
    assert run("kb", "test", "MENDESAK", "--folder", folder)[0] == 0
    assert run("kb", "test", "lain", "--folder", folder)[0] == 1
    code, out, err = run("kb", "test", "zzz", "--folder", folder)
    assert (code, out) == (1, "")
    assert "tidak ada skenario yang nama atau berkasnya memuat 'zzz'" in err


def test_coverage_names_what_no_scenario_fires(run: Run, tmp_path: Path) -> None:
    out = run("kb", "test", "--coverage", "--folder", str(write(tmp_path, GOOD)))[1]
    silent = out.split("Kasus yang tidak ditemukan")[1].split("Aturan yang tidak menyala")[0]
    assert re.search(r"kdrt  \S*knowledge/cases\.yaml:", silent)
    assert "  kks_hilang  " not in silent
    assert re.search(r"  dana-kartu-dirampas  \S*rules/danger/dana-kartu-dirampas\.yaml:", out)


def test_json_holds_the_same(run: Run, tmp_path: Path) -> None:
    said = json.loads(run("kb", "test", "--json", "--folder", str(write(tmp_path, GOOD + BAD)))[1])
    assert (said["passed"], said["failed"]) == (1, 1)
    assert [d["key"] for d in said["scenarios"][1]["differences"]] == ["urgency", "danger", "not_cases"]
    assert "kks_hilang" not in said["coverage"]["cases"]["silent"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {name: a, text: x, expect: {not_steps: [blokir_kart]}}", ":1:43: skenario: not_steps: 'blokir_kart' tidak dikenal (maksudnya blokir_kartu?)"),
        ("- {name: a, text: x, expect: {urgency: terencanaa}}", ":1:31: skenario: urgency: 'terencanaa' tidak dikenal (maksudnya terencana?)"),
        ("- {name: a, text: x, expect: {}}", ":1:22: skenario: bagian expect kosong"),
        ("- {name: a, expect: {cases: [kdrt]}}", ":1:3: skenario: skenario ini tidak menceritakan apa pun"),
        ("- {name: a, teks: x, expect: {cases: [kdrt]}}", ":1:13: bentuk: kunci 'teks' tidak dikenal"),
        ("- {name: a, signs: [kartu_hilan], expect: {cases: [kdrt]}}", ":1:21: skenario: signs: 'kartu_hilan' tidak dikenal"),
        ("- {name: a, facts: tidak/ada.yaml, expect: {cases: [kdrt]}}", ":1:13: skenario: berkas rumah tangga 'tidak/ada.yaml' tidak ditemukan"),
        ("name: a", ":1:1: skenario: berkas skenario harus berupa daftar"),
        ("- {name: a, name: b}", "ditulis dua kali"),
    ],
)  # fmt: skip
def test_a_malformed_scenario_is_a_problem_with_its_place(run: Run, tmp_path: Path, text: str, message: str) -> None:
    code, out, err = run("kb", "test", "--folder", str(write(tmp_path, text)))
    assert (code, out) == (1, "")
    assert message in err


def test_without_scenarios_it_says_which_folder_to_name(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("kb", "test")
    assert (code, out) == (1, "")
    assert err.startswith("tests/scenarios: skenario: folder ini tidak ada")


def test_a_district_brings_its_own_knowledge_and_scenarios(run: Run, tmp_path: Path) -> None:
    text = "- {name: di sini kartu hilang lebih mendesak, signs: [kartu_hilang], expect: {urgency: darurat}}"
    folder = str(write(tmp_path / "skenario", text))
    assert run("kb", "test", "--folder", folder)[0] == 1
    lifted = Path(__file__).parent.parent / "knowledge" / "cases.yaml"
    case = lifted.read_text(encoding="utf-8").split("- id: kks_hilang\n")[1].split("\n- id: ")[0]
    district = tmp_path / "daerah" / "knowledge"
    district.mkdir(parents=True)
    changed = case.replace("urgency: mendesak", "urgency: darurat", 1)
    (district / "cases.yaml").write_text(f"- id: kks_hilang\n{changed}\n", encoding="utf-8")
    why = "replaces: [{kind: cases, id: kks_hilang, reason: banyak kartu dijarah di sini}]"
    (district.parent / "overlay.yaml").write_text(f"name: X\nabout: X\n{why}\n", encoding="utf-8")
    assert run("kb", "test", "--folder", folder, "--knowledge", str(tmp_path / "daerah"))[0] == 0


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    write(write(tmp_path, "- {}"), "- {}", "b.yaml")
    with pytest.raises(Problems) as error:
        load_scenarios(tmp_path)
    assert {Path(p.path).name for p in error.value.problems} == {"kartu.yaml", "b.yaml"}


def test_scenarios_run_without_touching_the_machine(machine: Machine, tmp_path: Path) -> None:
    memo, index = machine.memo, machine.index
    result = run_scenario(load_scenarios(write(tmp_path, GOOD))[0], machine)
    assert result.differences == ()
    assert machine.memo is memo
    assert callable(index) or machine.index is index


def test_the_small_knowledge_of_these_tests_is_sound(tmp_path: Path) -> None:
    from triage.kb.build import build

    folder = small(tmp_path)
    assert set(build([(folder / "knowledge", folder / "rules")], "x").cases) == {"kks_hilang"}
