"""Lists and command lines that once lost, hid or leaked something."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.lists import read_list, tellings, write_list
from tests.conftest import ROOT
from triage.batch import run as running
from triage.batch import targets
from triage.batch.cut import first_records
from triage.batch.formats import xlsx
from triage.batch.model import Dialect
from triage.batch.safe import column_names

Run = Callable[..., tuple[int, str, str]]
ONE = ("--at", "2026-11-23T20:10", "--jobs", "1")
NIK = "3507123412340001"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("limit", [(), ("--limit", "3")])
def test_a_utf16_list_comes_out_as_utf16(run: Run, here: Path, encoding: str, limit: tuple[str, ...]) -> None:
    text = write_list(here / "a.csv", ["kartu hilang\ndi pasar", "saldo nol", "Ċ ∢ \u200a", *tellings(9)]).read_text()
    (here / "a.csv").write_bytes(f"\ufeff{text}".encode(encoding))
    code, _, err = run("batch", "a.csv", "-o", "b.csv", *ONE, *limit)
    assert code == 0, err
    rows = list(csv.reader((here / "b.csv").read_text("utf-16").splitlines(keepends=True), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [str(i) for i in range(1, 4 if limit else 13)]
    assert rows[1][3] == "kartu hilang\ndi pasar"


def test_a_limit_knows_where_a_record_ends(tmp_path: Path) -> None:
    for dialect in (Dialect(newline="\r"), Dialect(encoding="utf-16-le"), Dialect()):
        rows = [("1", 'a "\n\n" b'), ("2", "Ċ\u220a"), ("3", "c")]
        part, cut = tmp_path / "bagian", tmp_path / "potong"
        part.write_bytes(targets.lines(rows, "csv", ("x", "y"), dialect))
        first_records([part], 2, "csv", dialect, cut)
        assert cut.read_bytes() == targets.lines(rows[:2], "csv", ("x", "y"), dialect)


@pytest.mark.parametrize(
    "text",
    [
        "No;A;B;Isi Aduan\n1;2;3;\"kartu hilang\n" + "a;" * 20 + 'b\nselesai"\n',
        ";".join(["Isi Aduan", *(f"k{i}" for i in range(1999))]) + "\nkartu hilang" + ";x" * 1999 + "\n",
    ],
)  # fmt: skip
def test_what_is_proved_is_the_result_and_not_our_taste(run: Run, here: Path, text: str) -> None:
    """A cell that holds a pasted table, and more columns than an input may have."""
    (here / "a.csv").write_text(text, encoding="utf-8")
    code, _, err = run("batch", "a.csv", "-o", "b.csv", *ONE)
    assert code == 0, err
    assert [row["kasus"] for row in read_list(here / "b.csv")] == ["kks_hilang"]


def test_a_long_xlsx_is_counted_over_all_its_sheets(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)
    write_list(here / "a.csv", ["kartu hilang " * 4000, *tellings(9)])
    assert run("batch", "a.csv", "-o", "b.xlsx", *ONE)[0] == 0


def test_a_result_with_a_missing_row_never_takes_its_place(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = targets._build

    def losing(parts: list[Path], made: Path, *rest: object) -> None:
        real(parts, made, *rest)  # type: ignore[arg-type]
        made.write_bytes(made.read_bytes().rpartition(b"\n9;")[0] + b"\n")

    monkeypatch.setattr(targets, "_build", losing)
    write_list(here / "a.csv", tellings(9))
    (here / "b.csv").write_text("yang lama", encoding="utf-8")
    code, _, err = run("batch", "a.csv", "-o", "b.csv", *ONE)
    assert code == 1
    assert "seharusnya 9 baris, terbaca 8" in err
    assert (here / "b.csv").read_text(encoding="utf-8") == "yang lama"


def test_names_of_columns_are_as_harmless_as_cells(run: Run, here: Path) -> None:
    (here / "a.csv").write_text(f"=1+1;Isi Aduan;\x1b[31mX;A {NIK};A {NIK[::-1]}\n1;saldo nol;a;b;c\n", "utf-8")
    for out in ("b.csv", "b.tsv", "b.jsonl"):
        assert run("batch", "a.csv", "-o", out, *ONE, "--header")[0] == 0
        written = (here / out).read_text("utf-8")
        assert NIK not in written
        assert "\x1b" not in written
        assert written.lstrip("\ufeff").startswith('{"=1+1":"1"' if out == "b.jsonl" else "'=1+1")
    assert column_names([f"A {NIK}", f"A {NIK[::-1]}"], keep_text=False, spreadsheet=True) == (
        "A " + "•" * 16, "A " + "•" * 16 + "_2",
    )  # fmt: skip


def test_a_list_without_column_names_does_not_lose_its_first_row(run: Run, here: Path) -> None:
    text = write_list(here / "a.csv", tellings(9)).read_text("utf-8").partition("\n")[2]
    (here / "a.csv").write_text(text, encoding="utf-8")
    code, _, err = run("batch", "a.csv", "-o", "b.csv", *ONE)
    assert code == 0
    assert "Baris pertama dibaca sebagai isi" in err
    assert [row["kolom_1"] for row in read_list(here / "b.csv")] == [str(i) for i in range(1, 10)]


def test_a_file_named_twice_is_not_counted_twice(run: Run, here: Path) -> None:
    write_list(here / "a.csv", tellings(9))
    (here / "lain.csv").symlink_to("a.csv")
    code, _, err = run("batch", "a.csv", "lain.csv", "-o", "b.csv", *ONE)
    assert code == 2
    assert "lebih dari sekali" in err
    assert not (here / "b.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.csv", "-o", "b.csv", "--report", "a.csv"], "menimpa masukannya"),
        (["a.csv", "-o", "b.csv", "--rejects", "a.csv"], "menimpa masukannya"),
        (["b.csv.rejects.csv", "-o", "b.csv"], "menimpa masukannya"),
        (["a.csv", "-o", "b.csv", "--rejects", "./b.csv"], "satu berkas"),
        (["a.csv", "-o", "b.csv", "--report", "b.csv.manifest.json"], "satu berkas"),
        (["a.csv", "-o", "pipa", "--to", "csv"], "bukan berkas biasa"),
        (["a.csv", "--rejects", "tak/ada.csv"], "tidak dapat ditulis"),
    ],
)
def test_no_file_is_written_over_another(run: Run, here: Path, arguments: list[str], said: str) -> None:
    write_list(here / "a.csv", tellings(9))
    write_list(here / "b.csv.rejects.csv", tellings(9))
    os.mkfifo(here / "pipa")
    before = {path.name: path.read_bytes() for path in here.glob("*.csv")}
    code, _, err = run("batch", *arguments, *ONE)
    assert code == 1
    assert said in err
    assert {path.name: path.read_bytes() for path in here.glob("*.csv")} == before
    assert (here / "pipa").is_fifo()


def test_rejects_of_an_earlier_run_do_not_stay(run: Run, here: Path) -> None:
    write_list(here / "a.csv", tellings(9))
    (here / "b.csv.rejects.csv").write_text("yang lama", encoding="utf-8")
    (here / "ditolak.rejects.csv").write_text("dari daftar lain", encoding="utf-8")
    assert run("batch", "a.csv", "-o", "b.csv", *ONE)[0] == 0
    assert not (here / "b.csv.rejects.csv").exists()
    assert (here / "ditolak.rejects.csv").exists()


def test_rejects_of_several_files_say_which_one(run: Run, here: Path) -> None:
    for name, value in (("a.csv", "ya"), ("b.csv", "entah")):
        (here / name).write_text(f"Isi Aduan;Hamil\nsaldo nol;{value}\nx\n", encoding="utf-8")
    (here / "peta.yaml").write_text(
        "aduan: Isi Aduan\nkolom: {Hamil: {tanda: saldo_kosong}}\n", encoding="utf-8"
    )  # fmt: skip
    code, _, err = run("batch", "a.csv", "b.csv", "-o", "c.csv", "--map", "peta.yaml", *ONE)
    assert code == 3, err
    rejects = read_list(here / "c.csv.rejects.csv", ",")
    assert [(row["berkas"], row["baris"]) for row in rejects] == [("1", "3"), ("2", "2"), ("2", "3")]
    _, _, err = run("batch", "a.csv", "b.csv", "-o", "d.csv", "--map", "peta.yaml", *ONE, "--fail-fast")
    assert err.startswith("a.csv:3:1: ")


def test_a_list_that_can_be_read_only_once_is_read_whole(here: Path) -> None:
    write_list(here / "a.csv", tellings(9))
    os.mkfifo(here / "pipa.csv")
    feeding = threading.Thread(target=lambda: (here / "pipa.csv").write_bytes((here / "a.csv").read_bytes()))
    feeding.start()
    command = [sys.executable, str(ROOT / "cli.py"), "batch", "pipa.csv", "-o", "b.csv", *ONE]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120, cwd=here)
    feeding.join()
    assert done.returncode == 0, done.stderr
    assert len(read_list(here / "b.csv")) == 9


def test_a_list_saved_anew_while_it_is_read_is_not_called_complete(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_list(here / "a.csv", tellings(9))
    real = running._keep

    def meanwhile(*kept: object) -> None:
        real(*kept)  # type: ignore[arg-type]
        os.utime(here / "a.csv", ns=(1, 1))

    monkeypatch.setattr(running, "_keep", meanwhile)
    code, _, err = run("batch", "a.csv", "-o", "b.csv", *ONE)
    assert code == 1
    assert "berubah selama dibaca" in err
    assert not (here / "b.csv").exists()


def test_what_is_made_is_made_where_a_later_run_clears_it(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After kill -9 during the last write no half-written result stays beside the list for good."""
    real, places = targets._build, []

    def seen(parts: list[Path], made: Path, *rest: object) -> None:
        places.append(made.parent.parent.name)
        real(parts, made, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(targets, "_build", seen)
    write_list(here / "a.csv", tellings(9)).open("a").write("1;2\n")
    assert run("batch", "a.csv", "-o", "b.csv", *ONE)[0] == 3
    assert places == [".b.csv.triage"] * 2


def test_the_picture_shows_the_whole_list_whatever_the_limit(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHUNK", 4)
    write_list(here / "a.csv", tellings(16))
    code, _, err = run("batch", "a.csv", "-o", "b.csv", "--limit", "2", "--report", "g.html", *ONE)
    assert code == 0
    assert "16 baris masuk = 2 keluar" in err


def test_sheets_that_are_not_read_are_named(run: Run, here: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(here / "a.xlsx")) as book:
        for name in ("Januari", "Februari"):
            page = book.add_worksheet(name)
            for at, row in enumerate([("No", "Isi Aduan"), (1, f"{name}: kartu hilang")]):
                page.write_row(at, 0, row)
    _, _, err = run("batch", "a.xlsx", "-o", "b.csv", *ONE)
    assert "Hanya lembar Januari yang dibaca; lainnya dengan --sheet: Februari." in err
    _, _, err = run("batch", "a.xlsx", "-o", "c.csv", *ONE, "--sheet", "Februari")
    assert "lembar" not in err
    assert read_list(here / "c.csv", ",")[0]["Isi Aduan"].startswith("Februari")


@pytest.mark.parametrize(("width", "whole"), [("40", "1234/5678 baris · 12.345 darurat"), ("80", "sisa")])
def test_a_narrow_screen_cuts_off_no_number(monkeypatch: pytest.MonkeyPatch, width: str, whole: str) -> None:
    from rich.console import Console

    from triage.cli.batch_screen import _bar

    monkeypatch.setenv("COLUMNS", width)
    bar = _bar()
    bar.add_task("", total=5678, completed=1234, fire="12.345", rate="1.234/detik")
    console = Console(width=int(width))
    with console.capture() as shown:
        console.print(bar.get_renderable())
    assert whole in shown.get()
    assert "…" not in shown.get()
