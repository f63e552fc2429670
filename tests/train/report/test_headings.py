"""Headings are known in many spellings and in any order; text that only sounds like one is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.train.report.reports import FILES, counts, read_text
from triage.train.report import read_report

TEXT = "Saya menulis cerita yang cukup panjang di sini supaya terlihat sebagai isi bagian ini."


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("2a", "2a"),
        ("2.a", "2a"),
        ("2 a. Pendekatan awal", "2a"),
        ("II.a Pendekatan awal", "2a"),
        ("II A. PENDEKATAN AWAL", "2a"),
        ("(2a) Pendekatan awal", "2a"),
        ("a. Pendekatanan awal yang dilakukan", "2a"),
        ("Pendekatan awal", "2a"),
        ("PENDEKATAN AWAL YANG DILAKUKAN", "2a"),
        ("Pendekatan awal:", "2a"),
        ("2.1 Pendekatan awal", "2a"),
        ("Bagian 2b", "2b"),
        ("b) Mengidentifikasi masalah dan potensi / sumber", "2b"),
        ("b. Pengidentifikasian masalah", "2b"),
        ("2b. Asesmen", "2b"),
        ("c. Rencana pemecahan masalah", "2c"),
        ("2c. Perencanaan intervensi", "2c"),
        ("d. Pelaksanaan pemecahan masalah", "2d"),
        ("e. Megevaluasi hasil yang dicapai dan belum dicapai", "2e"),
        ("Evaluasi", "2e"),
        ("f. Terminasi atau pengakhiran", "2f"),
        ("Pengakhiran penanganan masalah", "2f"),
        ("III.a Konsep yang digunakan", "3a"),
        ("a. Pengetahuan/konsep yang digunakan (sekurang kurangnya 3 konsep)", "3a"),
        ("3b Teknik yang dipakai", "3b"),
        ("b. Teknik teknik yang digunakan", "3b"),
        ("c. Nilai nilai/ kode etik yang diterapkan", "3c"),
        ("Kode etik", "3c"),
        ("3 - c : Nilai dan kode etik", "3c"),
        ("A. Deskripsi kasus", "A"),
        ("Deskripsi Kasus : Kartu yang hilang", "A"),
        ("URAIAN KASUS", "A"),
    ],
)  # fmt: skip
def test_a_heading_is_known(line: str, part: str, tmp_path: Path) -> None:
    report = read_text(f"{line}\n{TEXT}\n", tmp_path)
    assert counts(report) == {part: len(TEXT.split())}


@pytest.mark.parametrize(
    "line",
    [
        "Evaluasi menunjukkan bahwa keluarga sudah lebih tenang.",
        "- Teknik wawancara dengan seluruh keluarga",
        "- Teori pembelajaran sosial",
        "a. Ibu diantar ke puskesmas",
        "2 anaknya tidak sekolah",
        "Nilai matematika anak itu naik",
        "Rencana itu disetujui keluarga",
        "2c. Rencana pemecahan masalah ........ 3",
        "Konsep diri anak itu membaik sesudahnya",
    ],
)
def test_text_that_sounds_like_a_heading_is_text(line: str, tmp_path: Path) -> None:
    report = read_text(f"2d. Melaksanakan pemecahan masalah\n{line}\n{TEXT}\n", tmp_path)
    assert counts(report) == {"2d": len(f"{line} {TEXT}".split())}


def test_parts_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = (FILES / "baik-sekolah.txt").read_text(encoding="utf-8").strip().split("\n")
    pairs = [lines[i : i + 2] for i in range(0, len(lines), 2)]
    turned = read_text("\n".join(line for pair in reversed(pairs) for line in pair), tmp_path)
    assert counts(turned) == counts(read_report(FILES / "baik-sekolah.txt"))


def test_text_after_the_colon_of_a_heading_counts(tmp_path: Path) -> None:
    assert counts(read_text(f"2a. Pendekatan awal: {TEXT}\n", tmp_path)) == {"2a": len(TEXT.split())}


def test_a_letter_on_its_own_line_belongs_to_the_next(tmp_path: Path) -> None:
    assert counts(read_text(f"c.\nNilai nilai/ kode etik\n{TEXT}\n", tmp_path)) == {"3c": len(TEXT.split())}


def test_literature_after_the_last_part_does_not_count(tmp_path: Path) -> None:
    report = read_text(f"3c. Kode etik\n{TEXT}\nDAFTAR PUSTAKA\nSebuah buku.\n", tmp_path)
    assert counts(report) == {"3c": len(TEXT.split())}
    assert [line.text for line in report.rest] == ["Sebuah buku."]


def test_marks_of_markdown_are_no_words(tmp_path: Path) -> None:
    text = "## 2a. **Pendekatan awal**\n\n- satu _dua_\n- **tiga** [empat](x.html)\n\n| lima | enam |\n|---|---|\n\n<!-- tujuh -->\n---\n"
    assert counts(read_text(text, tmp_path, "l.md")) == {"2a": 6}
