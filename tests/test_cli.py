"""The command as a facilitator meets it."""

from __future__ import annotations

import io
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.render.test_render_json import CONTRACT

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
KEYS = CONTRACT[""]


def test_json_holds_exactly_the_keys_of_the_contract_and_nothing_else_is_printed(run: Run) -> None:
    code, out, err = run("new", "--json", "kartu kks saya hilang")
    assert (code, err) == (0, "")
    plan = json.loads(out)
    assert list(plan) == KEYS
    assert plan["findings"][0]["case"] == "kks_hilang"
    assert ("kartu_hilang", "kartu kks saya hilang") in {(s["id"], s["quote"]) for s in plan["signs"]}
    assert out.count("\n") == out.rstrip("\n").count("\n") + 1


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    outs = {run("new", "--json", "--at", "2026-11-23T20:10", "saldo nol, kartu dipegang agen")[1] for _ in range(2)}
    assert len(outs) == 1


def test_a_misread_sign_can_be_corrected(run: Run) -> None:
    _, out, _ = run("new", "--json", "kartu kks saya hilang", "--set", "kartu_hilang=tidak")
    plan = json.loads(out)
    assert plan["findings"] == []
    assert {(s["id"], s["state"], s["source"]) for s in plan["signs"]} >= {("kartu_hilang", "absent", "answer")}


def test_a_sign_can_be_added_with_its_actor(run: Run) -> None:
    _, out, _ = run("new", "--json", "saldo nol", "--set", "pemegang_kks_bukan_kpm@pendamping=ya")
    plan = json.loads(out)
    assert "pendamping" in {b["role"] for b in plan["bypass"]}
    assert "pendamping" not in {s["owner"] for s in plan["steps"]}


@pytest.mark.parametrize("named", [(), ("-",)])
def test_text_comes_from_a_pipe(named: tuple[str, ...], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("﻿kartu kks saya hilang".encode())))
    code, out, _ = run("new", "--json", *named)
    assert code == 0
    assert json.loads(out)["findings"][0]["case"] == "kks_hilang"


def test_a_file_and_a_text_are_read_together(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "k.yaml"
    file.write_text("kartu: {keadaan: rusak}\n")
    _, out, _ = run("new", "--json", "pin juga lupa", "-f", str(file))
    assert {f["case"] for f in json.loads(out)["findings"]} >= {"kks_rusak", "pin_lupa"}


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html"])
def test_a_plan_is_saved_privately_and_whole(suffix: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / f"rencana{suffix}"
    code, printed, _ = run("new", "kartu kks saya hilang", "-o", str(out))
    assert (code, printed) == (0, "")
    assert "Blokir kartu" in out.read_text(encoding="utf-8")
    assert [p.name for p in tmp_path.iterdir()] == [out.name]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_the_short_text_fits_a_message(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "r.txt"
    run("new", "semalam dipukul suami, kartu hilang, anak tidak sekolah, utang rentenir", "-o", str(out))
    assert len(out.read_text(encoding="utf-8")) <= 1800


def test_the_schema_of_the_household_file_accepts_the_examples(run: Run) -> None:
    import yaml

    _, out, _ = run("new", "--facts-schema")
    schema = json.loads(out)
    for file in sorted((ROOT / "examples").glob("*.yaml")):
        if not file.stem.startswith(("daerah", "peta")):
            data = yaml.safe_load(file.read_text(encoding="utf-8"))
            jsonschema.validate(json.loads(json.dumps(data, default=str)), schema)


def test_a_district_adds_its_contacts_but_never_a_secret_one(run: Run) -> None:
    district = ROOT / "examples" / "daerah-contoh.yaml"
    code, out, _ = run("new", "--plain", "semalam dipukul suami", "--district", str(district))
    assert code == 0
    assert "UPTD PPA Kabupaten Contoh" in " ".join(out.split())
    assert "Rumah aman" not in out
    assert "rahasia" in district.read_text(encoding="utf-8")


def test_a_district_can_add_knowledge_of_its_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "steps.yaml").write_text(
        "surat_kehilangan: {text: Minta surat hilang di pos polisi pasar, phase: urus, owner: kpm, due: 1wd, referral: polisi}\n"
    )
    (tmp_path / "overlay.yaml").write_text(
        "name: X\nabout: X\nreplaces: [{kind: steps, id: surat_kehilangan, reason: pos polisi lebih dekat}]\n"
    )
    _, out, _ = run("new", "--json", "kartu kks hilang", "--knowledge", str(tmp_path))
    assert "Minta surat hilang di pos polisi pasar" in {s["text"] for s in json.loads(out)["steps"]}


def test_a_layer_may_hold_its_rules_beside_its_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rules" / "remind").mkdir(parents=True)
    (tmp_path / "rules" / "remind" / "setempat.yaml").write_text(
        "id: setempat\nwhen: kartu_hilang\nthen: {remind: [integritas]}\nwhy: Contoh\nsources: [{id: dosir}]\nexamples: {}\n"
    )
    code, out, err = run("new", "--json", "kartu kks hilang", "--knowledge", str(tmp_path))
    assert (code, err) == (0, "")
    assert "integritas" in {r["id"] for r in json.loads(out)["reminders"]}


@pytest.mark.parametrize("text", ["besok ada arisan tidak ya", "terima kasih banyak bu", "zzz qqq"])
def test_when_nothing_fits_it_says_so_and_where_to_turn(text: str, run: Run) -> None:
    code, out, _ = run("new", "--json", text)
    plan = json.loads(out)
    assert code == 0
    assert plan["outcome"] in ("out_of_scope", "inquiry")
    assert plan["referrals"]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_a_terminal_without_box_characters_still_shows_the_plan(encoding: str) -> None:
    env = os.environ | {"PYTHONIOENCODING": encoding, "COLUMNS": "80", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "triage", "new", "semalam dipukul suami, kartu kks hilang"]
    done = subprocess.run(command, capture_output=True, env=env, cwd=ROOT, check=True)
    shown = done.stdout.decode(encoding)
    assert "DARURAT" in shown
    assert "?" * 3 not in shown
    assert b"\x1b" not in done.stdout
    assert max(len(line) for line in shown.splitlines()) <= 80


def test_help_is_indonesian(run: Run) -> None:
    code, out, _ = run("new", "--help")
    assert code == 0
    assert "Aduan dengan kata-kata sendiri" in out


@pytest.mark.skipif(os.name == "nt", reason="SIGINT")
@pytest.mark.parametrize("after", [0.5, 1.5])
def test_ctrl_c_ends_with_one_word_and_130(after: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "triage", "kb", "check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.decode().strip() == "dihentikan"


@pytest.mark.parametrize("arguments", [["new", "kartu hilang", "--no-ask"], ["kb", "list"], ["--help"]])
def test_a_reader_that_has_seen_enough_is_no_error(arguments: list[str]) -> None:
    """`triage … | head` with pipefail: no word on stderr, exit code 0."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")
