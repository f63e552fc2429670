"""`triage kb diff`: whoever makes a plan less safe must say so, and is told which case it is."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.small import RULE, small
from triage.check.changes import judged, witnesses
from triage.check.compared import fast, looks, of_scenarios, of_witnesses
from triage.check.definitions import changed_entries, reads_alike
from triage.check.scenarios import load_scenarios
from triage.kb.types import Knowledge
from triage.pipeline import Machine

Run = Callable[..., tuple[int, str, str]]
LOWER = ("urgency: mendesak", "urgency: terencana")
SIGNED = "- {change: urgency, case: kks_hilang, from: mendesak, to: terencana, reason: sudah diperiksa, reviewer: supervisor, date: 2026-11-23}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with the old knowledge in `lama`."""
    monkeypatch.chdir(tmp_path)
    small(tmp_path / "lama")
    return tmp_path


def sign(folder: Path, text: str) -> None:
    (folder / "knowledge" / "CHANGES.yaml").write_text(text, encoding="utf-8")


def test_lowering_the_urgency_of_a_shipped_case_fails_with_its_name(knowledge: Knowledge, machine: Machine) -> None:
    case = replace(knowledge.cases["kks_hilang"], urgency="terencana")
    changed = replace(knowledge, cases={**knowledge.cases, "kks_hilang": case})
    assert reads_alike(knowledge, changed)
    new = Machine(changed, machine.language, machine.productions)
    folder = Path(__file__).parent / "scenarios"
    told = [s for s in load_scenarios(folder) if s.file.path.endswith("kks.yaml")]
    seen = looks(fast(machine), fast(new), of_scenarios(told, (knowledge,)), alike=True)
    found = [c for c in judged(seen, changed_entries(knowledge, changed)) if c.dangerous]
    assert [(c.entry, c.key.id, c.key.before, c.key.after) for c in found] == [
        (("cases", "kks_hilang"), "kks_hilang", "mendesak", "terencana")
    ]


def test_a_witness_fires_every_alternative_of_the_shipped_rules(machine: Machine) -> None:
    fired: set[str] = set()
    for household in witnesses(machine, machine):
        fired |= {s.production for d in machine.infer(household).derived for s in d.supports}
    assert {p.id for p in machine.productions} - fired == set()


def test_extra_witnesses_are_compared_too(machine: Machine) -> None:
    extra = witnesses(machine, machine)[0] | witnesses(machine, machine)[1]
    assert extra in witnesses(machine, machine, [extra])
    assert len(next(iter(of_witnesses([extra]))).signs) == len(extra)


def test_nothing_changed_is_said_and_passes(run: Run, here: Path) -> None:
    small(here / "baru")
    code, out, _ = run("kb", "diff", "lama", "baru")
    assert code == 0
    assert "Tidak ada entri yang berbeda" in out


def test_a_lowered_urgency_is_named_with_the_line_to_sign(run: Run, here: Path) -> None:
    small(here / "baru", cases=LOWER)
    code, out, _ = run("kb", "diff", "lama", "baru")
    assert code == 1
    assert "kasus kks_hilang (diubah) baru/knowledge/cases.yaml:1:3" in out
    assert "✗ urgensi kks_hilang turun: mendesak → terencana" in out
    assert "- {change: urgency, case: kks_hilang, from: mendesak, to: terencana," in out


def test_a_signature_lets_it_pass(run: Run, here: Path) -> None:
    sign(small(here / "baru", cases=LOWER), SIGNED)
    code, out, _ = run("kb", "diff", "lama", "baru")
    assert code == 0
    assert "ditandatangani supervisor: sudah diperiksa" in out


def test_a_signature_of_the_old_side_does_not_cover_the_change_made_again(run: Run, here: Path) -> None:
    sign(here / "lama", SIGNED)
    sign(small(here / "baru", cases=LOWER), SIGNED)
    assert run("kb", "diff", "lama", "baru")[0] == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"cases": ("never: [pegang_kks]", "never: []")}, "✗ larangan pegang_kks hilang (dari kks_hilang"),
        ({"uang_dikuras": ("when: dikuras", "when: [dikuras, {absent: kartu_hilang}]")}, "✗ bahaya dana_dikuras hilang"),
        ({"cases": ("symptoms: kartu_hilang", "symptoms: [kartu_hilang, dikuras]")}, "✗ urgensi kks_hilang turun: mendesak → hilang"),
        ({"cases": ("to: darurat", "to: mendesak")}, "✗ urgensi kks_hilang turun: darurat → mendesak"),
        ({"kartu": ("kartu ..3 hilang", "kartu ..3 raib")}, "tanda kartu_hilang (diubah)"),
    ],
    ids=["prohibition", "danger", "case", "raise", "words"],
)  # fmt: skip
def test_what_makes_a_plan_less_safe_fails(
    run: Run, here: Path, changed: dict[str, tuple[str, str]], said: str
) -> None:
    small(here / "baru", **changed)
    code, out, _ = run("kb", "diff", "lama", "baru")
    assert code == 1
    assert said in out


@pytest.mark.parametrize(
    "changed",
    [{"cases": ("urgency: mendesak", "urgency: darurat")}, {"cases": ("refer: [dinsos]", "refer: [polisi]")}],
    ids=["raised", "referral"],
)
def test_other_changes_are_shown_and_pass(run: Run, here: Path, changed: dict[str, tuple[str, str]]) -> None:
    small(here / "baru", **changed)
    code, out, _ = run("kb", "diff", "lama", "baru")
    assert code == 0
    assert "kasus kks_hilang (diubah)" in out


def test_the_most_dangerous_change_comes_first(run: Run, here: Path) -> None:
    small(here / "baru", cases=("never: [pegang_kks]", "never: []"), dangers=("steps: [blokir_kartu]", "steps: []"))
    text = json.loads(run("kb", "diff", "lama", "baru", "--json")[1])
    assert [c["dangerous"] for c in text["changes"]] == sorted((c["dangerous"] for c in text["changes"]), reverse=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SIGNED.replace("case: kks_hilang, ", ""), "CHANGES.yaml:1:4: tanda-tangan: sebutkan tepat satu"),
        (SIGNED.replace("from: mendesak", "from: gawat"), "CHANGES.yaml:1:39: tanda-tangan: from harus salah satu"),
        (SIGNED.replace("date: 2026-11-23", "date: …"), "harus tanggal"),
        (SIGNED.replace("reviewer: supervisor, ", ""), "kunci 'reviewer' belum ada"),
    ],
    ids=["nothing named", "no urgency", "no date", "no reviewer"],
)
def test_a_malformed_signature_is_named_with_its_place(run: Run, here: Path, text: str, message: str) -> None:
    sign(small(here / "baru", cases=LOWER), text)
    code, out, err = run("kb", "diff", "lama", "baru")
    assert (code, out) == (1, "")
    assert message in err


def test_an_unused_signature_is_reported(run: Run, here: Path) -> None:
    sign(small(here / "baru", cases=("title: Kartu hilang", "title: Kartu KKS hilang")), SIGNED)
    code, out, _ = run("kb", "diff", "lama", "baru")
    assert code == 0
    assert "CHANGES.yaml:1:3: tanda-tangan: tidak ada perubahan yang cocok" in out


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_git_revision_is_compared_with_the_working_tree(run: Run, here: Path) -> None:
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    small(here)
    for arguments in (["init", "-q"], ["add", "knowledge", "rules"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *arguments], cwd=here, check=True)
    small(here, cases=LOWER)
    code, out, _ = run("kb", "diff", "HEAD")
    assert code == 1
    assert "kks_hilang turun" in out
    assert run("kb", "diff", "HEAD", "HEAD")[0] == 0
    (here / "rules" / "danger" / "uang-dikuras.yaml").write_text(RULE.replace("id: uang", "id: uan"))
    assert "rules/danger/uang-dikuras.yaml:1:1" in run("kb", "diff", "HEAD")[2]


@pytest.mark.parametrize("name", ["tidak-ada", "-x", "--help=1"])
def test_an_unknown_revision_is_one_sentence(run: Run, here: Path, name: str) -> None:
    code, out, err = run("kb", "diff", "--", name, "lama")
    assert (code, out) == (1, "")
    assert err.startswith(f"{name}: revisi: ")
    assert len(err.splitlines()) == 1
