"""Without a map: the columns are told by name and content, and a proposed map is one that can be used at once."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.batch.guess import guess_columns
from triage.batch.mapping import Mapping
from triage.batch.model import Cell, Reject, Row
from triage.batch.read_map import read_map
from triage.batch.suggest_map import suggest_map
from triage.kb.problems import Problems
from triage.pipeline import Machine

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
TOLD = "kartu saya hilang kemarin waktu di pasar, tolong dibantu"
ANSWERED = "sudah dijelaskan bahwa kartu dapat diganti di bank penyalur dengan membawa KTP dan KK"


def rows(*cells: tuple[Cell, ...]) -> list[Row]:
    return [Row(i, i + 1, one) for i, one in enumerate(cells, 1)]


def guessed(header: tuple[str, ...], *cells: tuple[Cell, ...]) -> dict[str, str | list[str]]:
    """The names of the columns that were told."""
    found = guess_columns(header, rows(*cells))
    single = {"household": found.household, "date": found.date, "official": found.official}
    named = {key: header[i] for key, i in single.items() if i is not None}
    places = {"place": [header[i] for i in found.place]} if found.place else {}
    return {"text": ", ".join(header[i] for i in found.text), **named, **places}


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (("No", "Tgl Lapor", "Kecamatan", "Desa/Kelurahan", "No KK", "Nama Pendamping", "Isi Aduan"),
         {"text": "Isi Aduan", "household": "No KK", "date": "Tgl Lapor", "official": "Nama Pendamping", "place": ["Kecamatan", "Desa/Kelurahan"]}),
        (("Timestamp", "NIK", "Kec.", "Kel/Desa", "Keluhan", "Tindak Lanjut"),
         {"text": "Keluhan", "household": "NIK", "date": "Timestamp", "place": ["Kec.", "Kel/Desa"]}),
        (("Kategori Aduan", "Judul Laporan", "Isi Laporan Akhir", "Tanggal Laporan Masuk", "Tanggal Selesai"),
         {"text": "Isi Laporan Akhir", "date": "Tanggal Laporan Masuk"}),
        (("id_dtks", "nik_pendamping", "tgl_lahir", "catatan_pengaduan", "kabupaten", "ketua kelompok"),
         {"text": "catatan_pengaduan", "household": "id_dtks", "official": "ketua kelompok", "place": ["kabupaten"]}),
        (("isiAduan", "noKK", "NIK"), {"text": "isiAduan", "household": "noKK"}),
        (("Uraian Masalah", "Jawaban atas Keluhan"), {"text": "Uraian Masalah"}),
        (("Pesan",), {"text": "Pesan"}),
    ],
)  # fmt: skip
def test_columns_are_told_by_their_names(header: tuple[str, ...], wanted: dict[str, object]) -> None:
    assert guessed(header) == wanted


def test_what_stands_in_a_column_counts_too() -> None:
    assert guessed(("Pengaduan", "Catatan"), ("Y", TOLD)) == {"text": "Catatan"}
    assert guessed(("a", "b"), ("x", TOLD)) == {"text": "b"}
    assert guessed(("Isi Pesan", "Isi Aduan"), ("bukti terlampir", TOLD)) == {"text": "Isi Aduan"}
    assert guessed(("a", "Tanggapan"), (TOLD, ANSWERED)) == {"text": "a"}
    assert guessed(("Keluhan", "Tanggal"), (TOLD, "belum ada")) == {"text": "Keluhan"}
    assert guessed(("Keluhan", "Tanggal"), (TOLD, "3 Nov 2026"), (TOLD, "")) == {"text": "Keluhan", "date": "Tanggal"}


@pytest.mark.parametrize("cells", [("satu", "dua"), (TOLD, TOLD)])
def test_nothing_is_guessed_when_it_cannot_be_told(cells: tuple[Cell, ...]) -> None:
    with pytest.raises(Problems, match=r"kolom aduan tidak dapat ditebak \(pakai --text KOLOM; calon: a, b\)"):
        guess_columns(("a", "b"), rows(cells))


def test_a_column_named_by_a_person_is_taken_and_used_for_nothing_else() -> None:
    assert guess_columns(("NIK", "Keluhan"), [], text=(0,)) == Mapping(text=(0,))


def suggested(header: tuple[str, ...], sample: list[Row], machine: Machine) -> str:
    return suggest_map(header, sample, machine.knowledge, machine.language)


def used(text: str, header: tuple[str, ...], machine: Machine, folder: Path) -> Mapping:
    file = folder / "peta.yaml"
    file.write_text(text, encoding="utf-8")
    return read_map(file, header, machine.knowledge)


def test_the_proposed_map_of_the_example_reads_its_rows(machine: Machine, tmp_path: Path) -> None:
    with (EXAMPLES / "aduan.csv").open(encoding="utf-8", newline="") as file:
        header, *cells = (tuple(one) for one in csv.reader(file, delimiter=";"))
    text = suggested(header, rows(*cells), machine)
    by_hand = read_map(EXAMPLES / "peta-kolom.yaml", header, machine.knowledge)
    mapping = used(text, header, machine, tmp_path)
    assert (mapping.text, mapping.place, mapping.date) == (by_hand.text, by_hand.place, by_hand.date)
    assert [c.target for c in mapping.columns] == [c.target for c in by_hand.columns if not c.sign]
    assert not [one for one in rows(*cells) if isinstance(mapping.facts(one), Reject)]
    assert mapping.columns[0].values == {"patah": "rusak", "aman": "ada", "ditelan atm": "tertelan"}


HEADER = ("Keluhan", "Kategori", "Kartu Hilang", "Status KKS", "Umur Anak", "HP", "Alamat", 'Kode: "x" #1', "no")
CELLS = [
    (TOLD, "KKS hilang", "Y", "hilang", "6 th", "081234567890", "Jl. Melati 3", "# a", "yes"),
    (TOLD, "Bantuan belum cair", "T", "KKS rusak", "7 bulan", "3201010101010001", "Jl. Mawar 1", "b: c", "no"),
    (TOLD, "Lainnya", "", "dibawa orang", 12, "", "", "", ""),
]


def test_values_are_translated_and_what_cannot_be_is_unknown(machine: Machine, tmp_path: Path) -> None:
    mapping = used(suggested(HEADER, rows(*CELLS), machine), HEADER, machine, tmp_path)
    found = {c.name: (c.target.path, c.sign, c.values) for c in mapping.columns}
    assert found == {
        "Kategori": ("tanda", "", {"kks hilang": (("kartu_hilang", True, ""),), "bantuan belum cair": (("saldo_kosong", True, ""),), "lainnya": None, "*": None}),
        "Kartu Hilang": ("tanda", "kartu_hilang", {"y": True, "t": False}),
        "Status KKS": ("kartu.keadaan", "", {"kks rusak": "rusak", "dibawa orang": None}),
        "Umur Anak": ("anggota.usia", "", {"7 bulan": None}),
    }  # fmt: skip


def test_no_number_or_address_of_a_person_is_shown(machine: Machine) -> None:
    text = suggested(HEADER, rows(*CELLS), machine)
    assert not [secret for secret in ("0812", "3201", "Melati", "Mawar", TOLD) if secret in text]
    assert '#  "Kode: \\"x\\" #1": {isi: }   # contoh: # a · b: c' in text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.one_of(st.sampled_from(["Saldo", "Umur", "Jenis", "Hamil", "Desil"]), st.text(max_size=12)), min_size=1, max_size=4),
    data=st.data(),
)  # fmt: skip
def test_whatever_stands_in_a_table_the_proposal_can_be_read_and_refuses_no_sampled_row(
    names: list[str], data: st.DataObject, machine: Machine, tmp_path: Path
) -> None:
    header = ("Isi Aduan", *names)
    value = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.text(max_size=15),
        st.sampled_from(["Y", "T", "0", "12 th", "kartu hilang", "yes", "-"]),
    )
    sample = rows(*data.draw(st.lists(st.tuples(st.just(TOLD), *[value] * len(names)), max_size=4)))
    mapping = used(suggested(header, sample, machine), header, machine, tmp_path)
    assert mapping.text == (0,)
    assert not [one for one in sample if isinstance(mapping.facts(one), Reject)]
