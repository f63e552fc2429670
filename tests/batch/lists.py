"""Small complaint lists for the tests of `triage batch`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

TELLINGS = (
    "kartu kks saya hilang di pasar", "saldo nol terus sudah dua tahap", "suami memukul saya tadi malam, saya takut",
    "anak saya tidak sekolah karena malu", "terima kasih, bantuan sudah cair", "apa syarat dapat pkh?",
    "ketua kelompok pegang kartu kami semua dan uang dipotong 50 ribu", "ibu hamil 7 bulan belum pernah periksa",
    "rumah kebanjiran, kami mengungsi di balai desa", "", "tetangga dipukuli suaminya sampai berdarah",
    "dulu suami suka memukul, sekarang sudah baik", "kakek lumpuh tinggal sendiri tidak ada yang rawat",
    "mau tanya kalau kartu hilang lapor ke mana", "zxcv qwer asdf", "anak saya dipaksa kerja jadi pengemis",
)  # fmt: skip


def tellings(count: int) -> Iterator[str]:
    """Distinct complaints that differ in what is told and in how it begins."""
    for i in range(count):
        words = TELLINGS[i % len(TELLINGS)]
        yield f"pak, laporan {i}: {words}" if words and i % 3 else words


def write_list(path: Path, texts: Iterable[str], delimiter: str = ";") -> Path:
    """No;NIK;Desa;Isi Aduan."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter=delimiter)
        out.writerow(["No", "NIK", "Desa", "Isi Aduan"])
        out.writerows([i, "3507123412340001", f"Desa {i % 4}", text] for i, text in enumerate(texts, 1))
    return path


def read_list(path: Path, delimiter: str = ";") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))
