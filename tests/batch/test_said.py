"""What a list run says is true, in Indonesian, about the file as it was given; and no earlier file is lost."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.batch.lists import read_list, tellings, write_list
from tests.conftest import ROOT
from triage.batch import run as running
from triage.batch.formats.xlsx_errors import shown_errors
from triage.batch.manifest import digest
from triage.batch.model import Row
from triage.batch.sources import open_sources

Run = Callable[..., tuple[int, str, str]]
ONE = ("--at", "2026-11-23T20:10", "--jobs", "1")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("limit", "cut"), [("2", True), ("9", False)])
def test_a_list_that_was_cut_is_not_called_the_whole(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, limit: str, cut: bool
) -> None:
    monkeypatch.setattr(running, "CHUNK", 4)
    write_list(here / "a.csv", tellings(9))
    _, _, err = run("batch", "a.csv", "-o", "b.csv", "--limit", limit, *ONE)
    assert ("Daftar dipotong oleh --limit" in err) == cut
    counts = json.loads((here / "b.csv.manifest.json").read_text("utf-8"))["counts"]
    assert counts["whole_input"] is not cut


def test_the_estimate_of_records_leaves_out_the_names(here: Path) -> None:
    for text in ("No;Isi\n1;x\n2;y\n", "No;Isi\n1;x\n2;y"):
        (here / "a.csv").write_text(text)
        assert digest(here / "a.csv").lines - open_sources([here / "a.csv"]).tables[0].above == 2


def test_an_error_in_a_cell_stays_visible(run: Run, here: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook("a.xlsx") as book:
        book.add_worksheet("Lain")
        page = book.add_worksheet("Data & isi")
        page.write_row(1, 1, ["No", "Nama", "Isi Aduan"])
        page.write_row(2, 1, [1, "", "kartu hilang"])
        page.write_formula(2, 2, "=A9", None, "#REF!")
        page.write_formula(4, 3, "=NA()", None, "#N/A")
    source = open_sources([here / "a.xlsx"], sheet="Data & isi")
    assert list(source.records()) == [Row(1, 3, (1, "#REF!", "kartu hilang")), Row(2, 5, (None, None, "#N/A"))]
    assert source.notes == ("2 sel berisi kesalahan rumus (#N/A, #REF!); ditulis seperti yang tampak.",)


@pytest.mark.parametrize(
    ("name", "option"), [("a.csv", ("--sheet", "X")), ("a.jsonl", ("--delimiter", ";")), ("a.jsonl", ("--no-header",))]
)
def test_an_option_that_nothing_can_follow_is_wrong_usage(
    run: Run, here: Path, name: str, option: tuple[str, ...]
) -> None:
    (here / "a.csv").write_text("No;Isi\n1;x\n")
    (here / "a.jsonl").write_text('{"Isi": "x"}\n')
    code, _, err = run("batch", name, *option)
    assert (code, err.count("\n")) == (2, 1)
    assert "hanya untuk" in err


def test_what_was_piped_in_goes_by_no_path_of_ours(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, code in ((b"\n", 1), (b"No;Isi Aduan\n1;kartu hilang\n", 0)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        found, _, err = run("batch", "-o", "b.csv", *ONE)
        assert found == code, err
        assert "triage-" not in err
        assert "masukan baku: " in err or not code
    assert json.loads((here / "b.csv.manifest.json").read_text("utf-8"))["inputs"][0]["name"] == "masukan baku"


def test_rejects_of_a_list_to_stdout_take_a_free_name(run: Run, here: Path) -> None:
    (here / "a.csv").write_text("No;Isi Aduan\n1;kartu hilang\nrusak\n")
    (here / "ditolak.rejects.csv").write_text("yang lama")
    code, _, err = run("batch", "a.csv", *ONE)
    assert code == 3
    assert "Ditolak: ditolak-2.rejects.csv" in err
    assert (here / "ditolak.rejects.csv").read_text() == "yang lama"
    assert [row["isi_asli"] for row in read_list(here / "ditolak-2.rejects.csv", ",")] == ["rusak"]


def test_a_file_without_the_column_of_the_complaint_is_refused(run: Run, here: Path) -> None:
    (here / "a.csv").write_text("No;Isi Aduan\n1;kartu hilang\n")
    (here / "b.csv").write_text("Nomor;Keluhan Warga\n1;saldo nol\n")
    code, _, err = run("batch", "a.csv", "b.csv", "-o", "c.csv", *ONE)
    assert code == 1
    assert err.startswith("b.csv: kolom: kolom aduan (Isi Aduan) tidak ada di berkas ini")
    assert run("batch", "a.csv", "b.csv", "-o", "c.csv", *ONE, "--text", "Isi Aduan", "--text", "Keluhan Warga")[0] == 0
    with (here / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["kasus"] != "" for row in csv.DictReader(file, delimiter=";")] == [True, True]


class _Kind(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


class Later(metaclass=_Kind):
    """A clock that is a day further on each time it is asked."""

    asked = 0

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        cls.asked += 1
        return datetime(2030, 1, 1) + timedelta(days=cls.asked)


def test_a_workbook_taken_up_again_later_is_the_undisturbed_one(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import xlsxwriter.core

    monkeypatch.setattr(xlsxwriter.core, "datetime", Later)
    monkeypatch.setattr(running, "CHUNK", 4)
    monkeypatch.setattr(running, "KEEP_EVERY", 0.0)
    write_list(here / "a.csv", tellings(12))
    assert run("batch", "a.csv", "-o", "utuh.xlsx", *ONE)[0] == 0
    real = running._keep

    def once(*kept: object) -> None:
        real(*kept)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(running, "_keep", once)
    code, _, err = run("batch", "a.csv", "-o", "putus.xlsx", *ONE)
    assert (code, "terhenti setelah 4 baris" in err) == (130, True)
    monkeypatch.setattr(running, "_keep", real)
    assert run("batch", "a.csv", "-o", "putus.xlsx", *ONE, "--resume")[0] == 0
    assert (here / "putus.xlsx").read_bytes() == (here / "utuh.xlsx").read_bytes()


def test_the_benchmark_names_the_extra_it_needs() -> None:
    command = (
        "import runpy, sys, importlib.util as u\n"
        "u.find_spec = lambda name, *rest: None\n"
        "sys.argv = ['bench/engines.py']\n"
        "runpy.run_path('bench/engines.py', run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "triage-pkh[bench]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("damaged", [".b.csv.triage", ".b.csv.triage/journal.sqlite"])
def test_a_place_of_work_that_is_spoilt_is_one_sentence(run: Run, here: Path, damaged: str) -> None:
    write_list(here / "a.csv", tellings(2))
    (here / damaged).parent.mkdir(exist_ok=True)
    (here / damaged).write_text("bukan catatan " * 100)
    code, _, err = run("batch", "a.csv", "-o", "b.csv", *ONE)
    assert (code, "tidak dapat dipakai" in err) == (1, True)
    assert not (here / "b.csv").exists()


SCHEMAS = "http://schemas.openxmlformats.org"
MAIN, OFFICE = f"{SCHEMAS}/spreadsheetml/2006/main", f"{SCHEMAS}/officeDocument/2006/relationships"
ODD = {
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships"><Relationship Id="r" Target="s.xml"/></Relationships>'
    ),
}


@pytest.mark.parametrize("row", ['r="dua"', 'r="2"></salah'])
def test_a_sheet_that_is_oddly_built_ends_nothing(tmp_path: Path, row: str) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><row {row}><c t="e"><v>#N/A</v></c></row></worksheet>'
    with ZipFile(tmp_path / "aneh.xlsx", "w") as book:
        for name, text in {**ODD, "xl/s.xml": sheet}.items():
            book.writestr(name, text)
    assert shown_errors(tmp_path / "aneh.xlsx", "a") == {}
