"""The first row of a list: names of columns, or somebody's complaint that must not be lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.batch.heading import find_heading
from triage.batch.sources import open_sources

BELOW = [["1", "Ani", "kartu hilang"], ["2", "Budi", "saldo nol dua tahap"], ["3", "Cici", "rumah banjir"]]


@pytest.mark.parametrize(
    ("first", "below", "rows", "sure"),
    [
        (["No", "Nama", "Isi Aduan"], BELOW, 1, True),
        (["No", "2024", "Isi Aduan"], BELOW, 1, True),
        (["keluhan"], [["kartu hilang"], ["saldo nol"]], 1, True),
        (["id", "keluhan"], [], 1, True),
        (["No", "Isi"], [["1", "x"], ["No", "Isi"], ["1", "y"]], 1, True),
        (["urut", "siapa", "apa"], BELOW, 1, False),
        (["4", "Wati", "kartu saya hilang"], BELOW, 0, True),
        (["kartu hilang di pasar"], [["saldo nol"], ["suami memukul"]], 0, True),
        (["keluhan kartu hilang"], [["saldo nol"], ["suami memukul"]], 0, True),
        (["masalah rumah tangga"], [["saldo nol"], ["suami memukul"]], 0, True),
        (["Kecamatan Kroya", "Desa Mujur", "kartu hilang"], [["Kecamatan Kroya", "Desa Pucung", "saldo nol"]], 0, True),
        (["Ketua Kelompok", "kartu hilang"], [["warga", "saldo nol"], ["agen", "x"], ["rt", "y"]], 0, True),
        (["Desa", "kartu hilang"], [["Desa", "saldo nol"], ["Kota", "rumah banjir"]], 0, True),
        (["-", "?", "kartu hilang"], BELOW, 0, True),
        (["No", "Identitas", ""], [["", "Nama", "NIK"], ["1", "Ani", "3507123412340001"]], 2, True),
    ],
)
def test_names_are_told_from_content(first: list[str], below: list[list[str]], rows: int, sure: bool) -> None:
    assert find_heading(first, below) == (rows, sure)


def opened(tmp_path: Path, text: str, named: bool | None = None) -> tuple[tuple[str, ...], list[int], str]:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    source = open_sources([path], named=named)
    return source.header, [record.line for record in source.records()], " ".join(source.notes)


def test_a_first_row_of_words_alone_is_kept_and_that_is_said(tmp_path: Path) -> None:
    text = "Mujur;kartu hilang di pasar\nKroya;saldo nol\n"
    header, lines, said = opened(tmp_path, text)
    assert (header, lines) == (("kolom_1", "kolom_2"), [1, 2])
    assert "--header" in said
    assert opened(tmp_path, text, True) == (("Mujur", "kartu hilang di pasar"), [2], "")
    assert opened(tmp_path, "No;Isi\n1;x\n", False) == (("kolom_1", "kolom_2"), [1, 2], "")


def test_two_rows_of_names_lose_nothing_below_them(tmp_path: Path) -> None:
    text = 'No;"Iden\ntitas";\n;Nama;NIK\nrusak\n1;Ani;3507123412340001\n'
    header, lines, said = opened(tmp_path, text)
    assert (header, lines) == (("No", "Nama", "NIK"), [4, 5])
    assert "Dua baris pertama" in said


def test_parts_of_a_long_list_go_on_without_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("No;Isi Aduan\n1;x\n")
    (tmp_path / "b.csv").write_text("7;saldo nol\n8;kartu hilang\n")
    source = open_sources([tmp_path / "a.csv", tmp_path / "b.csv"], named=None)
    assert (source.header, len(list(source.records()))) == (("No", "Isi Aduan"), 3)


def test_what_stood_in_the_first_row_is_masked_in_what_is_said(tmp_path: Path) -> None:
    _, _, said = opened(tmp_path, "Ani 3507123412340001;Ani 3507123412340001\nx;y\n", True)
    assert "bernama sama" in said
    assert "3507123412340001" not in said
