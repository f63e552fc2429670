"""--why, --why-not, --what-if and --depth as a facilitator and a program meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.render.test_render_json import CONTRACT

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).resolve().parent.parent
TOLD = "kartuku dibawa bu ketua kelompok, uangnya selalu kurang 50rb, tadi saldonya malah 0"
KINDS = [
    "urgency", "case", "danger", "step", "prohibition", "bypass", "reminder", "referral",
    "rule", "together", "sign", "gap", "note", "evidence",
]  # fmt: skip


def exactly(**keys: Any) -> dict[str, Any]:
    return {"type": "object", "properties": keys, "required": list(keys), "additionalProperties": False}


def listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


TEXT, NAME = {"type": "string", "minLength": 1}, {"type": ["string", "null"], "minLength": 1}
NUMBER = {"type": "integer", "minimum": 0}
SHAPE = {
    **exactly(
        why=listed({"$ref": "#/$defs/one"}),
        why_not=listed({"$ref": "#/$defs/one"}),
        what_if={
            "oneOf": [
                {"type": "null"},
                exactly(
                    answers=listed(TEXT),
                    changes=listed(
                        exactly(
                            part={"enum": ["urgency", "danger", "case", "step", "prohibition", "bypass"]},
                            id=TEXT, text=TEXT, before=NAME, after=NAME,
                        )
                    ),
                ),
            ]
        },
    ),
    "$defs": {
        "one": exactly(
            target=exactly(kind={"enum": KINDS[:8]}, id=TEXT, text=TEXT),
            status={"enum": ["found", "missing", "yields", "removed", "unwanted"]},
            supply=listed(exactly(sign=TEXT, value={"enum": ["ya", "tidak"]}, actor=NAME, subject=TEXT)),
            then=listed(TEXT),
            tree={"$ref": "#/$defs/branch"},
        ),
        "branch": exactly(
            kind={"enum": KINDS}, id=NAME, text=TEXT, note=NAME, place=NAME,
            sources=listed(exactly(id=TEXT, at=NAME, title=TEXT)),
            evidence={"oneOf": [{"type": "null"}, NUMBER]}, hidden=NUMBER,
            parts=listed({"$ref": "#/$defs/branch"}),
        ),
    },
}  # fmt: skip
"""The shape of the key `explanation`: docs/explanation.md."""


def branches(branch: dict[str, Any]) -> list[dict[str, Any]]:
    return [branch, *(below for part in branch["parts"] for below in branches(part))]


def test_json_gets_one_more_key_only_when_asked(run: Run) -> None:
    asked = ("--why", "pungli_pemotongan", "--why-not", "kdrt", "--what-if", "pelapor_diancam=ya")
    code, out, err = run("new", "--json", TOLD, *asked)
    plan = json.loads(out)
    assert (code, err) == (0, "")
    assert list(plan) == [*CONTRACT[""], "explanation"]
    jsonschema.validate(plan["explanation"], SHAPE)
    leaves = [b for b in branches(plan["explanation"]["why"][0]["tree"]) if b["kind"] == "evidence"]
    assert {plan["signs"][leaf["evidence"]]["quote"] for leaf in leaves} >= {"uangnya selalu kurang 50rb"}
    assert all(
        (b["evidence"] is not None) == (b["kind"] == "evidence")
        for b in branches(plan["explanation"]["why"][0]["tree"])
    )


def test_the_other_keys_stay_as_they_are(run: Run) -> None:
    at = ("--at", "2026-11-23T20:10")
    bare = json.loads(run("new", "--json", TOLD, *at)[1])
    asked = json.loads(run("new", "--json", TOLD, *at, "--why", "urgensi")[1])
    del asked["explanation"]
    assert asked == bare


def test_what_if_is_the_difference_to_a_run_with_that_answer(run: Run) -> None:
    before = json.loads(run("new", "--json", TOLD, "--what-if", "pelapor_diancam@ketua_kelompok=ya")[1])
    after = json.loads(run("new", "--json", TOLD, "--set", "pelapor_diancam@ketua_kelompok=ya")[1])
    told = before["explanation"]["what_if"]["changes"]
    for part, key, name in (
        ("step", "steps", "id"),
        ("case", "findings", "case"),
        ("prohibition", "prohibitions", "id"),
    ):
        old, new = ({e[name] for e in plan[key]} for plan in (before, after))
        assert {c["id"] for c in told if c["part"] == part and c["before"] is None} == new - old
        assert {c["id"] for c in told if c["part"] == part and c["after"] is None} == old - new


def test_an_answer_given_before_gives_way_to_the_one_supposed(run: Run) -> None:
    out = run("new", "--json", "kartu kks saya hilang", "--set", "transaksi_setelah_hilang=tidak",
              "--what-if", "transaksi_setelah_hilang=ya")[1]  # fmt: skip
    changes = json.loads(out)["explanation"]["what_if"]["changes"]
    assert ("urgency", "darurat") in {(c["part"], c["after"]) for c in changes}


@pytest.mark.parametrize("plain", [True, False])
def test_a_why_reads_from_conclusion_to_words(plain: bool, run: Run) -> None:
    _, out, err = run("new", TOLD, "--why", "kasus:pungli_pemotongan", *(["--plain"] if plain else []))
    assert err == ""
    lines = out.splitlines()
    assert lines[0].startswith("Kasus: Bantuan dipotong, dipungut, atau kartu dikuasai petugas (darurat)")
    assert "sumber: " in out
    assert "rules/" in out or "knowledge/cases.yaml:" in out
    assert (
        'kata pelapor: "uangnya selalu kurang 50rb"' if plain else "kata pelapor: «uangnya selalu kurang 50rb»"
    ) in out
    assert max(len(line) for line in lines) <= 80
    assert not plain or not set("├└│«»") & set(out)


def test_a_why_not_says_what_to_ask_and_how_to_try(run: Run) -> None:
    _, out, _ = run("new", "saya ditampar tetangga", "--why-not", "kks_hilang", "--plain")
    assert "Tidak terbaca: Kartu KKS hilang" in out
    assert "(belum diketahui)" in " ".join(out.split())
    assert "Tanyakan: " in out
    assert "Coba: --what-if kartu_hilang=ya" in out


def test_depth_leaves_out_what_is_deeper_and_says_so(run: Run) -> None:
    _, out, _ = run("new", TOLD, "--why", "urgensi", "--depth", "1", "--plain")
    assert "kata pelapor" not in out
    assert "alasan lagi; tambah --depth" in out


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--why", "kks_hlang"), "--why: penjelasan: tidak ada 'kks_hlang' (maksudnya kks_hilang?)"),
        (("--why-not", "kartu"), "--why-not: penjelasan: 'kartu' dapat berarti beberapa hal (pilih "),
        (
            ("--what-if", "kartu_hilan=ya"),
            "--what-if: tanda: tanda 'kartu_hilan' tidak dikenal (maksudnya kartu_hilang?)",
        ),
        (("--what-if", "kartu_hilang=mungkin"), "--what-if: tanda: isi kartu_hilang dengan ya atau tidak"),
        (("--depth", "2"), "--depth: penjelasan: belum ada yang ditanyakan"),
    ],
)
def test_what_cannot_be_answered_is_one_sentence(asked: tuple[str, ...], said: str, run: Run) -> None:
    code, out, err = run("new", "kartu kks saya hilang", *asked)
    assert (code, out) == (1, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_show_the_tree(encoding: str) -> None:
    env = os.environ | {"PYTHONIOENCODING": encoding, "COLUMNS": "60", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "triage", "new", TOLD, "--why", "urgensi", "--why-not", "kdrt"]
    done = subprocess.run(command, capture_output=True, env=env, cwd=ROOT, check=True)
    shown = done.stdout.decode(encoding)
    assert "Urgensi darurat" in shown
    assert "???" not in shown
    assert b"\x1b" not in done.stdout
    assert max(len(line) for line in shown.splitlines()) <= 60


def test_words_of_a_complaint_are_never_obeyed(run: Run) -> None:
    _, out, _ = run("new", "kartu kks saya [bold red]\x1b[31mhilang", "--why", "urgensi")
    assert "\x1b" not in out


def test_a_reason_has_the_same_number_in_the_plan_and_in_its_explanation(run: Run) -> None:
    plan = run("new", TOLD)[1]
    why = run("new", TOLD, "--why", "urgensi")[1]
    for number, quote in ((1, "«saldonya malah 0»"), (2, "«kartuku dibawa bu ketua»")):
        assert f"({number}) {quote}" in plan
        assert f"({number}) kata pelapor: {quote}" in " ".join(why.replace("│", " ").split())
