"""`triage kb verify`: proofs a reader can follow, and a household file for what breaks one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from triage.cli.app import main

pytest.importorskip("z3", reason="perlu ekstra verify (z3)")

BROKEN = """
- id: lansia-selalu-darurat
  says: Setiap rumah dengan lansia darurat.
  each: [lansia]
  then: {urgency: darurat}
"""


def overlay(folder: Path, text: str) -> str:
    (folder / "invariants.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def test_a_statement_is_told_with_its_proofs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "verify", "mediasi-hanya"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("✓ Langkah menengahi hanya muncul")
    assert "1 pernyataan, 1 pembuktian, 0 dilanggar" in out


def test_a_broken_statement_prints_a_household_that_new_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = overlay(tmp_path, BROKEN)
    households = tmp_path / "rumah"
    assert main(["kb", "verify", "lansia-selalu", "--knowledge", folder, "--households", str(households)]) == 1
    out = capsys.readouterr().out
    assert "✗ Setiap rumah dengan lansia darurat." in out
    assert "invariants.yaml:2:3: dilanggar pada lansia oleh rumah tangga ini:" in out
    (file,) = households.iterdir()
    assert main(["new", "-f", str(file), "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)
    assert plan["urgency"] != "darurat"
    assert {s["id"] for s in plan["signs"]} == {"lansia"}


def test_json_names_what_broke(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "verify", "lansia-selalu", "--knowledge", overlay(tmp_path, BROKEN), "--json"]) == 1
    (result,) = json.loads(capsys.readouterr().out)
    assert result["id"] == "lansia-selalu-darurat"
    assert result["broken"][0]["about"] == "lansia"
    assert "lansia:" in result["broken"][0]["household"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BROKEN.replace("[lansia]", "[lansja]"), "'lansja' tidak ada di pengetahuan"),
        (BROKEN.replace("{urgency: darurat}", "{}"), "bagian then kosong"),
        (BROKEN.replace("urgency: darurat", "urgensi: darurat"), "kunci 'urgensi' tidak dikenal"),
        (BROKEN.replace("lansia-selalu-darurat", "kekerasan-tanpa-mediasi"), "pernyataan tidak dapat diganti"),
    ],
)
def test_a_malformed_statement_is_a_problem_with_its_place(
    text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["kb", "verify", "--knowledge", overlay(tmp_path, text)]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert "invariants.yaml:2:" in told or "invariants.yaml:5:" in told


def test_no_statement_of_that_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kb", "verify", "tidak-ada-ini"]) == 1
    assert "tidak ada pernyataan yang memuat" in capsys.readouterr().err


def test_without_z3_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.modules["triage.cli.kb.verify"], "find_spec", lambda name: None)
    assert main(["kb", "verify"]) == 1
    assert "pip install 'triage-pkh[verify]'" in capsys.readouterr().err
