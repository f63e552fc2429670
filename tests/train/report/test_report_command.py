"""`triage train report`: exit codes, JSON, the screen; a report is never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.train.report.reports import FILES

Run = Callable[..., tuple[int, str, str]]


def test_a_good_report_exits_with_0(run: Run) -> None:
    code, out, err = run("train", "report", str(FILES / "baik-sekolah.txt"))
    assert (code, err) == (0, "")
    assert "Tidak ada yang perlu diperbaiki" in out


def test_findings_exit_with_1_and_fit_80_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "l.txt").write_text("2a. Pendekatan awal\nIbu Sumiyatun memanggil kami ke rumahnya\n", encoding="utf-8")
    code, out, _ = run("train", "report", str(tmp_path / "l.txt"))
    assert code == 1
    assert "Bagian 2a baru 6 dari 100 kata." in out
    assert "2a · baris 2" in out
    assert "Sumiyatun" not in out
    assert max(map(len, out.splitlines()[1:])) <= 80


def test_json_holds_parts_and_findings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "l.md").write_text("## 2a. Pendekatan awal\n\nsatu dua tiga\n", encoding="utf-8")
    code, out, _ = run("train", "report", "--json", str(tmp_path / "l.md"))
    data = json.loads(out)
    assert (code, data["schema"], data["unit"]) == (1, "triage.report/1", "baris")
    assert data["parts"][1] == {
        "id": "2a",
        "title": "Pendekatan awal yang dilakukan",
        "line": 1,
        "words": 3,
        "least": 100,
    }
    short = next(one for one in data["findings"] if one["check"] == "panjang")
    assert (short["part"], short["line"], short["severity"]) == ("2a", 1, "wajib")


def test_a_missing_file_is_one_sentence(run: Run, tmp_path: Path) -> None:
    for name in ("x.docx", "x.md"):
        code, out, err = run("train", "report", str(tmp_path / name))
        assert (code, out) == (1, "")
        assert "berkas tidak ditemukan" in err
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize("suffix", [".docx", ".md"])
def test_a_new_skeleton_is_private_and_is_never_overwritten(suffix: str, run: Run, tmp_path: Path) -> None:
    out = tmp_path / f"k{suffix}"
    assert run("train", "report", "new", "-o", str(out))[0] == 0
    assert out.stat().st_mode & 0o777 == 0o600
    before = out.read_bytes()
    code, _, err = run("train", "report", "new", "-o", str(out))
    assert (code, out.read_bytes()) == (1, before)
    assert "sudah ada dan tidak ditimpa" in err


def test_another_kind_of_skeleton_is_told(run: Run, tmp_path: Path) -> None:
    code, _, err = run("train", "report", "new", "-o", str(tmp_path / "k.pdf"))
    assert code == 1
    assert "pakai .docx atau .md" in err


def test_wrong_usage_exits_with_2(run: Run) -> None:
    assert run("train", "report")[0] == 2
    assert run("train", "report", "new")[0] == 2
