"""What leaves a batch: no number of a person, no formula, nothing that a terminal obeys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.batch.lists import read_list, write_list
from triage.batch.model import Cell
from triage.batch.safe import defused, is_personal, masked, without_escapes

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("NIK 3507123412340001", "NIK ••••••••••••••••"),
        (3507123412340001, "••••••••••••••••"),
        (3507123412340001.0, "••••••••••••••••"),
        ("WA 0812-3456-7890", "WA ••••••••••••••"),
        (150000, 150000),
        (2.5, 2.5),
        (True, True),
        (None, None),
        ("", ""),
    ],
)
def test_numbers_of_persons_are_hidden(value: Cell, shown: Cell) -> None:
    assert masked(value) == shown


@pytest.mark.parametrize(
    "column",
    ["NIK", "No. KK", "no_kk", "No HP", "Nomor Telepon", "WA Pelapor", "Norek", "No Rekening", "Nomor KKS", "kartu"],
)
def test_a_column_for_numbers_of_persons_hides_them_in_any_form(column: str) -> None:
    assert is_personal(column)
    assert masked("81234567890", personal=True) == "•" * 11, "Excel has taken the leading zero"


@pytest.mark.parametrize("column", ["No", "Kecamatan", "Tahap", "Wawancara", "Kakak", "Isi Aduan", "Saldo"])
def test_other_columns_are_not_taken_for_one(column: str) -> None:
    assert not is_personal(column)


@pytest.mark.parametrize("text", ["=1+1", "+62", "-cmd|x", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "\n=1", "＝1+1"])
def test_a_formula_is_disarmed(text: str) -> None:
    shown = defused(text)
    assert isinstance(shown, str)
    assert shown == text if text == "+62" else shown == f"'{text}"


@pytest.mark.parametrize("text", ["-6.2", "+12", "-1.500,50", "12", "saldo -50 ribu", "", "a=b"])
def test_plain_numbers_and_words_stay(text: str) -> None:
    assert defused(text) == text


@given(st.text())
def test_whatever_is_written_no_cell_begins_a_formula(text: str) -> None:
    shown = defused(without_escapes(masked(text)))
    assert isinstance(shown, str)
    begins = shown.lstrip(" ")[:1]
    assert begins not in ("=", "@", "\t", "\r")
    assert begins not in ("+", "-") or shown.strip("+-%")[0].isdigit()


def test_a_list_comes_out_harmless(run: Run, tmp_path: Path) -> None:
    listed = write_list(tmp_path / "a.csv", ["=cmd|' /C calc'!A0 kartu hilang", "kartu hilang \x1b[2J hp 081234567890"])
    run("batch", str(listed), "-o", str(tmp_path / "b.csv"), "--jobs", "1")
    raw = (tmp_path / "b.csv").read_bytes()
    rows = read_list(tmp_path / "b.csv")
    assert b"\x1b" not in raw
    assert b"081234567890" not in raw
    assert b"3507123412340001" not in raw
    assert rows[0]["Isi Aduan"].startswith("'=cmd")
    assert [row["kasus"] for row in rows] == ["kks_hilang", "kks_hilang"]


def test_the_text_is_kept_when_that_is_wanted(run: Run, tmp_path: Path) -> None:
    listed = write_list(tmp_path / "a.csv", ["kartu hilang, hp 081234567890"])
    run("batch", str(listed), "-o", str(tmp_path / "b.csv"), "--jobs", "1", "--keep-text")
    row = read_list(tmp_path / "b.csv")[0]
    assert (row["NIK"], row["Isi Aduan"]) == ("3507123412340001", "kartu hilang, hp 081234567890")
    assert "081234567890" not in row["kutipan"]
