"""A list from file to file: nothing lost, nothing doubled, the same whatever the order, the chunks and the processes."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.batch.damage import damaged
from tests.batch.lists import TELLINGS, read_list, tellings, write_list
from tests.conftest import NOW
from triage.batch.classify import Classifier, Wishes
from triage.batch.columns import RESULT
from triage.batch.mapping import Mapping
from triage.batch.model import Row
from triage.pipeline import Machine

Run = Callable[..., tuple[int, str, str]]
AT = ("--at", "2026-11-23T20:10")


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return write_list(tmp_path / "aduan.csv", tellings(64))


def test_every_row_comes_out_once_and_in_order(run: Run, listed: Path, tmp_path: Path) -> None:
    code, _, err = run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1")
    rows = read_list(tmp_path / "hasil.csv")
    assert code == 0
    assert [row["No"] for row in rows] == [str(i) for i in range(1, 65)]
    assert [row["Isi Aduan"] for row in rows] == list(tellings(64))
    assert list(rows[0])[4:] == list(RESULT)
    assert "64 baris masuk = 64 keluar + 0 ditolak" in err
    assert not list(tmp_path.glob(".*")), "no unfinished work stays"


def test_what_is_on_fire_comes_first(run: Run, listed: Path, tmp_path: Path) -> None:
    run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1", "--sort", "urgency")
    rows = read_list(tmp_path / "hasil.csv")
    unclear = ["bahaya disebut" in row["alasan_periksa"] for row in rows]
    order = ["darurat", "belum jelas", "mendesak", "terencana", "rutin", ""]
    levels = [
        "belum jelas" if doubtful and row["urgensi"] != "darurat" else row["urgensi"]
        for row, doubtful in zip(rows, unclear, strict=True)
    ]
    assert levels == sorted(levels, key=order.index)
    assert set(order) - set(levels) == {"rutin"}, "the list holds every other kind"
    assert sorted(int(row["No"]) for row in rows) == list(range(1, 65))


def test_a_cell_is_told_what_triage_new_tells(run: Run, tmp_path: Path) -> None:
    listed = write_list(tmp_path / "aduan.csv", ["suami memukul saya tadi malam, saya takut"])
    run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1")
    row = read_list(tmp_path / "hasil.csv")[0]
    assert row["urgensi"] == "darurat"
    assert row["kasus"] == "kdrt"
    assert row["nama_kasus"] == "Kekerasan dalam rumah tangga"
    assert "memukul saya" in row["kutipan"]
    assert "mempertemukan korban dengan pelaku" in row["larangan"]
    assert row["langkah_1"].startswith("Tanyakan berdua saja")
    assert "2026-11-23" in row["langkah_1"]


def test_full_detail_is_the_contract_of_triage_new(run: Run, tmp_path: Path) -> None:
    texts = [text for text in TELLINGS if text]
    listed = write_list(tmp_path / "aduan.csv", texts)
    run("batch", str(listed), "-o", str(tmp_path / "hasil.jsonl"), *AT, "--jobs", "1", "--detail", "full")
    records = [json.loads(line) for line in (tmp_path / "hasil.jsonl").read_text(encoding="utf-8").splitlines()]
    for text, record in zip(texts, records, strict=True):
        _, alone, _ = run("new", text, "--json", *AT)
        assert record == json.loads(alone)


def test_full_detail_in_a_table_is_one_more_column(run: Run, listed: Path, tmp_path: Path) -> None:
    run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1", "--detail", "full")
    first = read_list(tmp_path / "hasil.csv")[0]
    assert json.loads(first["rencana"])["schema"] == "triage.plan/1"
    assert first["kasus"] == "kks_hilang"


def test_the_number_of_processes_changes_nothing(run: Run, listed: Path, tmp_path: Path) -> None:
    written = set()
    for jobs in ("1", "2"):
        run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", jobs)
        written.add((tmp_path / "hasil.csv").read_bytes())
    assert len(written) == 1


HEADER = ("No", "Isi")


@given(st.permutations(range(2 * len(TELLINGS))), st.integers(1, 9))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_order_nor_chunks_change_a_row(machine: Machine, order: list[int], size: int) -> None:
    rows = [Row(i + 1, i + 2, (i, text)) for i, text in enumerate(tellings(2 * len(TELLINGS)))]
    wishes = Wishes(HEADER, Mapping((1,)), NOW)
    together = {one.number: one for one in Classifier(machine, wishes)(rows).taken}
    shuffled = [rows[i] for i in order]
    classify = Classifier(machine, wishes)
    apart = [one for i in range(0, len(rows), size) for one in classify(shuffled[i : i + size]).taken]
    assert {one.number: one for one in apart} == together


def test_the_manifest_tells_what_became_of_every_row(run: Run, listed: Path, tmp_path: Path) -> None:
    lines = listed.read_text(encoding="utf-8").splitlines(keepends=True)
    listed.write_text("".join([*lines[:5], "rusak;baris;ini;terlalu;panjang\n", *lines[5:]]), encoding="utf-8")
    code, _, err = run(
        "batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1", "--only", "darurat"
    )  # fmt: skip
    counts = json.loads((tmp_path / "hasil.csv.manifest.json").read_text(encoding="utf-8"))["counts"]
    rows = read_list(tmp_path / "hasil.csv")
    assert code == 3
    assert {row["urgensi"] for row in rows} == {"darurat"}
    assert counts["read"] == 65 == counts["written"] + counts["rejected"] + counts["left_out"]
    assert counts["written"] == len(rows)
    rejected = read_list(tmp_path / "hasil.csv.rejects.csv", ",")
    assert [(row["baris"], row["alasan"]) for row in rejected] == [("6", "jumlah_kolom")]
    assert rejected[0]["isi_asli"] == "rusak;baris;ini;terlalu;panjang"
    assert "1 ditolak" in err


def test_the_first_bad_row_can_end_it(run: Run, listed: Path, tmp_path: Path) -> None:
    with listed.open("a", encoding="utf-8") as file:
        file.write("rusak;baris\n")
    code, _, err = run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), "--jobs", "1", "--fail-fast")
    assert code == 1
    assert "aduan.csv:66" in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aduan.csv"]


def test_a_limit_keeps_the_most_urgent(run: Run, listed: Path, tmp_path: Path) -> None:
    out = tmp_path / "hasil.csv"
    run("batch", str(listed), "-o", str(out), *AT, "--jobs", "1", "--sort", "urgency", "--limit", "3")
    rows = read_list(out)
    assert [row["urgensi"] for row in rows] == ["darurat"] * 3


@pytest.mark.parametrize("suffix", [".xlsx", ".jsonl", ".tsv", ".parquet"])
def test_other_formats_hold_the_same(run: Run, listed: Path, tmp_path: Path, suffix: str) -> None:
    """Written in another format and read back by triage itself as a list."""
    other = tmp_path / f"hasil{suffix}"
    run("batch", str(listed), "-o", str(other), *AT, "--jobs", "1")
    run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1")
    again = tmp_path / "lagi.csv"
    code, _, err = run("batch", str(other), "-o", str(again), *AT, "--jobs", "1", "--text", "Isi Aduan")
    assert code == 0, err
    before = read_list(tmp_path / "hasil.csv")
    after = read_list(again, ",")
    assert [row["kasus_triase"] for row in after] == [row["kasus"] for row in before]
    assert [row["langkah_1"] for row in after] == [row["langkah_1"] for row in before]


def test_a_pipe_in_and_a_pipe_out(listed: Path) -> None:
    import subprocess
    import sys

    from tests.conftest import ROOT

    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "batch", "--jobs", "1"],
        input=listed.read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    rows = list(csv.DictReader(done.stdout.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert done.returncode == 0
    assert len(rows) == 64
    assert "64 baris masuk" in done.stderr.decode()


def test_files_are_the_owners_alone(run: Run, listed: Path, tmp_path: Path) -> None:
    run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), "--jobs", "1", "--report", str(tmp_path / "g.html"))
    for name in ("hasil.csv", "hasil.csv.manifest.json", "g.html"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tak_ada.csv", "-o", "x.csv"], "tidak ditemukan"),
        (["{list}", "-o", "hasil.doc"], "akhiran '.doc' tidak dikenal"),
        (["{list}", "-o", "{list}"], "menimpa masukannya sendiri"),
        (["{list}", "-o", "x.csv", "--text", "Isi Aduam"], "maksudnya Isi Aduan?"),
        (["{list}", "-o", "/tak/ada/x.csv"], "tidak dapat ditulis"),
        (["{list}", "--resume"], "beri -o BERKAS"),
    ],
)
def test_a_wrong_wish_is_one_sentence(
    run: Run, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run("batch", *(each.replace("{list}", str(listed)) for each in arguments))
    assert code == 1
    assert said in err
    assert "Traceback" not in err
    assert out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["aduan.csv"]


def test_wishes_are_values(machine: Machine) -> None:
    """A worker gets them by pickle; nothing in them may be a function of this process."""
    import pickle

    wishes = Wishes(HEADER, Mapping((1,)), NOW)
    assert pickle.loads(pickle.dumps(wishes)) == wishes
    assert replace(wishes, full=True) != wishes


def test_a_damaged_list_loses_nothing(run: Run, tmp_path: Path) -> None:
    """10,000 rows with 37 kinds of damage: every good row is classified, every bad one stands among the rejects."""
    made = damaged(10_000, 1)
    (tmp_path / "rusak.csv").write_bytes(made.data)
    code, _, err = run("batch", str(tmp_path / "rusak.csv"), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "2")
    assert code == 3, err
    rejects = read_list(tmp_path / "hasil.csv.rejects.csv", ",")
    assert [(int(row["baris"]), row["alasan"]) for row in rejects] == [(bad.line, bad.reason) for bad in made.bad]
    rows = read_list(tmp_path / "hasil.csv")
    assert [row["id"] for row in rows] == [str(cells[0]) for _, cells in made.good]
    assert all(row["hasil"] for row in rows)


def test_a_result_with_a_missing_row_is_not_called_complete(
    run: Run, listed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever loses a row on the way to the disk is noticed, because the result is read again."""
    from triage.batch import run as running

    real = running.finish

    def losing(parts: list[Path], target: Path, *rest: object) -> None:
        parts[0].write_bytes(b"".join(parts[0].read_bytes().splitlines(keepends=True)[:-1]))
        real(parts, target, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "finish", losing)
    code, _, err = run("batch", str(listed), "-o", str(tmp_path / "hasil.csv"), *AT, "--jobs", "1")
    assert code == 1
    assert "seharusnya 64 baris, terbaca 63" in err
