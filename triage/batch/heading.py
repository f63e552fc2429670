"""Whether a table begins with the names of its columns: by their words, and how they differ from what stands below.

A complaint taken for a name is lost, a name taken for a complaint is one odd row: in doubt the first row is content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from triage.batch.cells import EMPTY, squeezed, written
from triage.batch.dates import day_of
from triage.batch.guess import plain
from triage.batch.model import Cell
from triage.text import mask

_WORDS = re.compile(r"\w+").findall
_CORE = frozenset(
    _WORDS("""
    no nomor id kode nik kk nokk ktp nama tanggal tgl hari bulan tahun waktu jam timestamp alamat dusun desa kel
    kelurahan kec kecamatan distrik kab kabupaten kota provinsi rt rw aduan pengaduan keluhan laporan masalah
    permasalahan isi uraian kronologi narasi cerita pesan chat curhat curhatan deskripsi keterangan catatan teks kasus
    pertanyaan kategori jenis status hp telp telepon wa whatsapp email umur usia peran sumber urgensi
    name date text complaint message village district phone address age type category notes number
    """)
)
"""What columns are called."""
_BESIDE = frozenset(
    _WORDS("""
    dan atau yang di dari untuk ke pada kpm krt warga masyarakat klien penerima peserta pkh lengkap singkat domisili
    lahir masuk terima diterima kejadian lapor pelaporan sosial lapangan kelamin cap stempel asli anda kontak dtks bdt
    dtsen idbdt of the full
    """)
)
"""What stands beside such a word in a name."""
_ROLES = frozenset(("pendamping", "petugas", "pelapor", "kelompok", "ketua", "agen", "anggota", "operator", "korkab"))
"""These are names of columns and also what stands in one."""
_LABEL = re.compile(
    r"(?:no|nomor|id|kode|nama|nik|alamat|umur|usia|jumlah|kondisi|status)"
    r"(?: (?:kartu|kks|atm|rek|rekening|kip|kis|bpjs|jkn|bank|keluarga|rumah|tangga|ibu|suami|anak|pengurus|kpm|pkh))+"
)
"""Words that a complaint is made of too count only behind one that it hardly begins with."""
_FIGURES = re.compile(r"[-+(]?[\d.,:/% )-]*\d[\d.,:/% )-]*")
_LONG_NUMBER = re.compile(r"\d{5}")
ENOUGH = 3
"""So many cells that are all numbers or dates show that a word above them is a name."""


class Heading(NamedTuple):
    """rows: how many at the top name the columns, 0 to 2. sure: their words say so."""

    rows: int
    sure: bool = True


def find_heading(first: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> Heading:
    """first: the first row with a value; below: some of the rows after it, as wide."""
    texts = [written(cell) for cell in first]
    columns = [_filled(row[i] for row in below) for i in range(len(first))]
    again = any(list(map(written, row)) == texts for row in below)  # lists that were put one behind the other
    pairs = [(text, [] if again else column) for text, column in zip(texts, columns, strict=True)]
    values = sum(_is_value(text) or _recurs(text, column) for text, column in pairs)
    score = sum(_weight(text) for text, column in pairs if not _recurs(text, column))
    if score > max(1, 2 * values):
        return Heading(2 if _goes_on(texts, below) else 1)
    stands_out = any(map(_stands_out, texts, columns))
    return Heading(1, sure=False) if stands_out and not values else Heading(0)


def _filled(cells: Iterable[Cell]) -> list[str]:
    return [text for cell in cells if squeezed(text := written(cell)) not in EMPTY]


def _goes_on(texts: list[str], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether the second row names what the first left open, as below cells that were joined."""
    if not below or all(texts):
        return False
    second = [written(cell) for cell in below[0]]
    filled = [text for text in second if text]
    fills = any(low and not high for high, low in zip(texts, second, strict=True))
    return fills and not any(map(_is_value, filled)) and sum(map(_weight, filled)) > len(filled)


def _weight(text: str) -> int:
    """2 for nothing but words that columns are called by, 1 where they may as well be content."""
    name = plain(text)
    words = set(name.split())
    if _LABEL.fullmatch(name) or (words & _CORE and words <= _CORE | _BESIDE | _ROLES):
        return 2
    return int(bool(words & _ROLES) and words <= _BESIDE | _ROLES)


def _stands_out(text: str, column: list[str]) -> bool:
    """A word above nothing but numbers and dates."""
    word = squeezed(text) not in EMPTY and not _is_value(text)
    return word and len(column) >= ENOUGH and all(map(_is_value, column))


def _is_value(text: str) -> bool:
    """A number, a date, or with a number of a person in it."""
    number = _FIGURES.fullmatch(text) or _LONG_NUMBER.search(text)
    return number is not None or mask(text) != text or day_of(text) is not None


def _recurs(text: str, column: list[str]) -> bool:
    return bool(text) and squeezed(text) in map(squeezed, column)
