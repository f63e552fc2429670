"""A map file: what columns say is what a household file would say; what cannot be said is refused with its place."""

from __future__ import annotations

import csv
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from triage.batch.fields import targets
from triage.batch.mapping import REMEMBERED, Mapping
from triage.batch.model import Cell, Reject, Row
from triage.batch.read_map import read_map
from triage.facts.household import Household
from triage.facts.read import FactsFile, read_household
from triage.kb.problems import Problems
from triage.kb.types import Knowledge
from triage.pipeline import Machine, triage
from triage.render.as_json import to_json

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEADER = ("Aduan", "Kartu", "Umur", "Sekolah", "Diancam", "Kelas", "Utang", "Batas", "NIK")
Read = Callable[..., Mapping]


@pytest.fixture
def read(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Read:
    """read(yaml text, header) -> Mapping; the file is called peta.yaml."""
    monkeypatch.chdir(tmp_path)

    def make(text: str, header: tuple[str, ...] = HEADER) -> Mapping:
        Path("peta.yaml").write_text(text, encoding="utf-8")
        return read_map(Path("peta.yaml"), header, knowledge)

    return make


def row(**cells: Cell) -> Row:
    return Row(7, 8, tuple(cells.get(name) for name in HEADER))


def household(mapping: Mapping, **cells: Cell) -> dict[str, Any]:
    """What one row says, as a household file would write it."""
    found = mapping.facts(row(**cells))
    assert not isinstance(found, Reject), found
    return found.household.model_dump(exclude_none=True, exclude_defaults=True) if found else {}


COLUMNS = {
    "Kartu": "{isi: kartu.keadaan, nilai: {Raib: hilang, X: }}",
    "Umur": "{isi: anggota.usia, anggota: anak1}",
    "Sekolah": "{isi: anggota.sekolah.status, anggota: anak1}",
    "Diancam": "{tanda: pelapor_diancam, pelaku: agen, nilai: {Y: ya, T: tidak}}",
    "Kelas": '{isi: tanda, nilai: {Kartu raib: [kartu_hilang, -pin_lupa], Potong: bantuan_dipotong@calo, "*": }}',
    "Utang": "{isi: ekonomi.utang, nilai: {bank emok: rentenir}}",
    "Batas": "{isi: pembayaran.batas_ambil}",
}
MAP = "aduan: Aduan\nanggota: {anak1: anak}\nkolom:\n" + "".join(f"  {k}: {v}\n" for k, v in COLUMNS.items())


@pytest.mark.parametrize(
    ("cells", "file"),
    [
        ({"Kartu": "Raib"}, "kartu: {keadaan: hilang}"),
        ({"Kartu": " RAIB "}, "kartu: {keadaan: hilang}"),
        ({"Kartu": "Belum diterima"}, "kartu: {keadaan: belum_diterima}"),
        ({"Umur": "12"}, "anggota: [{kode: anak1, peran: anak, usia: 12}]"),
        ({"Umur": 12.0}, "anggota: [{kode: anak1, peran: anak, usia: 12}]"),
        ({"Umur": "0,5 th"}, "anggota: [{kode: anak1, peran: anak, usia: 0.5}]"),
        ({"Umur": "14", "Sekolah": "putus"}, "anggota: [{kode: anak1, peran: anak, usia: 14, sekolah: {status: putus}}]"),
        ({"Diancam": "Y"}, "tanda: {pelapor_diancam: {ada: ya, pelaku: agen}}"),
        ({"Diancam": False}, "tanda: {pelapor_diancam: {ada: tidak, pelaku: agen}}"),
        ({"Kelas": "kartu raib"}, "tanda: {kartu_hilang: ya, pin_lupa: tidak}"),
        ({"Kelas": "Potong"}, "tanda: {bantuan_dipotong: {ada: ya, pelaku: calo}}"),
        ({"Utang": "bank, pinjol"}, "ekonomi: {utang: [bank, pinjol]}"),
        ({"Utang": "Bank Emok"}, "ekonomi: {utang: [rentenir]}"),
        ({"Utang": "Bank emok dan PINJOL / "}, "ekonomi: {utang: [rentenir, pinjol]}"),
        ({"Batas": "25/11/2026"}, "pembayaran: {batas_ambil: 2026-11-25}"),
    ],
)  # fmt: skip
def test_a_cell_says_what_a_household_file_says(cells: dict[str, Cell], file: str, read: Read) -> None:
    wanted = Household.model_validate(yaml.safe_load(file))
    assert household(read(MAP), **cells) == wanted.model_dump(exclude_none=True, exclude_defaults=True)


@pytest.mark.parametrize("nothing", ["", " ", "-", "–", None, "n/a", "NaN"])
def test_an_empty_cell_is_unknown_and_never_no(nothing: Cell, read: Read) -> None:
    assert read(MAP).facts(row(**dict.fromkeys(COLUMNS, nothing))) is None


def test_unknown_can_be_written_in_the_map(read: Read) -> None:
    assert household(read(MAP), Kartu="x", Kelas="apa saja") == {}


def test_members_keep_apart_and_only_those_spoken_of_belong_to_the_row(read: Read) -> None:
    mapping = read(
        "anggota: {a: kpm, b: anak, c: anak}\nkolom:\n  Umur: {isi: anggota.usia, anggota: b}\n"
        "  Sekolah: {isi: anggota.sekolah.status, anggota: c}\n  Diancam: {isi: anggota.hamil, anggota: a}"
    )
    assert household(mapping, Umur="3", Sekolah="putus") == {
        "anggota": ({"kode": "b", "peran": "anak", "usia": 3.0}, {"kode": "c", "peran": "anak", "sekolah": {"status": "putus"}})
    }  # fmt: skip


def test_a_dash_may_mean_something_in_one_column(read: Read) -> None:
    assert household(read('kolom: {Kartu: {isi: kartu.keadaan, nilai: {"-": ada}}}'), Kartu="-") == {
        "kartu": {"keadaan": "ada"}
    }


def test_another_value_is_tried_before_it_counts_as_the_rest(read: Read) -> None:
    mapping = read('kolom: {Kartu: {isi: kartu.keadaan, nilai: {"*": ada}}}')
    assert household(mapping, Kartu="rusak") == {"kartu": {"keadaan": "rusak"}}
    assert household(mapping, Kartu="kurang jelas") == {"kartu": {"keadaan": "ada"}}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Kartu": "3201010101010001"}, "kolom 'Kartu' berisi yang bukan pilihan yang sah"),
        ({"Umur": "6 bulan"}, "kolom 'Umur' harus angka dalam tahun"),
        ({"Umur": "200"}, "kolom 'Umur' harus paling banyak 125"),
        ({"Diancam": "mungkin"}, "kolom 'Diancam' harus ya atau tidak"),
        ({"Batas": "31/02/2026"}, "kolom 'Batas' harus tanggal, misalnya 2026-11-23 atau 23/11/2026"),
        ({"Utang": "bank, Bu Sri"}, "kolom 'Utang' berisi yang bukan pilihan yang sah"),
    ],
)
def test_a_value_without_meaning_refuses_the_row_and_names_only_the_column(
    cells: dict[str, Cell], told: str, read: Read
) -> None:
    found = read(MAP).facts(row(**cells))
    assert isinstance(found, Reject)
    assert (found.number, found.line, found.reason) == (7, 8, "nilai_tidak_sah")
    assert found.told == f"{told} (betulkan, atau terjemahkan di bagian nilai pada peta)"
    assert next(csv.reader([found.raw])) == [str(cells.get(name, "")) for name in HEADER]


PLACES = {
    "kolom: {Kartuu: {isi: kartu.keadaan}}": "1:9: peta: kolom 'Kartuu' tidak ada di daftar (maksudnya Kartu?)",
    "aduan: Cerita": "1:1: peta: kolom 'Cerita' tidak ada di daftar (yang ada: Aduan, Kartu, Umur, Sekolah, Diancam, Kelas, Utang, Batas, NIK)",
    "kolom: {Kartu: {isi: kartu.keadan}}": "1:17: peta: isian 'kartu.keadan' tidak dikenal (maksudnya kartu.keadaan?)",
    "kolom: {Kartu: {tanda: kartu_hilan}}": "1:17: peta: tanda 'kartu_hilan' tidak dikenal (maksudnya kartu_hilang?)",
    "kolom: {Kartu: {isi: kartu.keadaan, nilai: {A: lenyap}}}": "1:45: peta: terjemahan 'lenyap' berisi yang bukan pilihan yang sah (pilih ada, hilang, rusak, tertelan, belum_diterima, terblokir)",
    "kolom: {Kartu: {isi: kartu.keadaan, nilai: {A: ilang}}}": "1:45: peta: terjemahan 'ilang' berisi yang bukan pilihan yang sah (maksudnya hilang?)",
    "kolom: {Kartu: {isi: kartu.keadaan, nilai: {'': ada}}}": "sel kosong selalu berarti tidak diketahui (hapus baris ini)",
    "kolom: {Kartu: {isi: kartu.keadaan, nilai: {A: ada, a: ada}}}": "nilai 'a' ditulis dua kali",
    "kolom: {Kartu: {isi: tanda, nilai: {A: kartu_hilan}}}": "tanda 'kartu_hilan' tidak dikenal (maksudnya kartu_hilang?)",
    "kolom: {Kartu: {isi: tanda, nilai: {A: ~kartu_hilang}}}": "tanda '~kartu_hilang' tidak dapat ditulis begini",
    "kolom: {Kartu: {isi: tanda, nilai: {A: kartu_hilang@paman}}}": "pelaku 'paman' tidak dikenal",
    "kolom: {Kartu: {isi: tanda}}": "isi: tanda perlu nilai",
    "kolom: {Kartu: {}}": "kolom ini harus punya isi atau tanda, salah satu",
    "kolom: {Kartu: {isi: kartu.keadaan, tanda: kartu_hilang}}": "kolom ini harus punya isi atau tanda, salah satu",
    "kolom: {Kartu: {isi: kartu.keadaan, pelaku: agen}}": "pelaku hanya untuk kolom dengan tanda",
    "kolom: {Kartu: {isi: kartu.keadaan, anggota: a}}\nanggota: {a: anak}": "kartu.keadaan bukan tentang satu anggota",
    "kolom: {Umur: {isi: anggota.usia}}": "anggota.usia belum menyebut anggota",
    "kolom: {Umur: {isi: anggota.usia, anggota: anak2}}\nanggota: {anak1: anak}": "anggota 'anak2' tidak ada di peta (maksudnya anak1?)",
    "aduan: Kartu\nkolom: {Kartu: {isi: kartu.keadaan}}": "2:9: peta: kolom 'Kartu' dipakai dua kali (satu kolom hanya punya satu arti)",
    "wilayah: [Kartu, Kartu]\naduan: Aduan": "1:18: peta: kolom 'Kartu' dipakai dua kali",
    "kolom: {Kartu: {isi: kartu.keadaan}, Kelas: {isi: kartu.keadaan}}": "kartu.keadaan sudah diisi dari kolom 'Kartu'",
    "kolom: {Kartu: {isii: kartu.keadaan}}": "kunci 'isii' tidak dikenal (maksudnya isi?)",
    "aduann: Aduan": "kunci 'aduann' tidak dikenal (maksudnya aduan?)",
    "wilayah: [Kartu]": "peta ini tidak menyebut kolom yang dibaca",
    "- aduan": "peta kolom harus berisi kunci dan nilai",
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES)
def test_a_wrong_map_is_refused_with_its_place(text: str, read: Read) -> None:
    with pytest.raises(Problems) as caught:
        read(text)
    assert f"{PLACES[text]}" in str(caught.value)
    assert all(str(p).startswith("peta.yaml:") for p in caught.value.problems)


def test_everything_wrong_is_told_at_once(read: Read) -> None:
    with pytest.raises(Problems) as caught:
        read(
            "aduan: Cerita\nkolom:\n  Kartuu: {isi: kartu.warna, nilai: {A: b}}\n  Umur: {isi: kartu.keadaan, nilai: {A: b}}"
        )
    assert [p.line for p in caught.value.problems] == [1, 3, 3, 4]


def test_a_name_that_two_columns_share_is_refused(read: Read) -> None:
    with pytest.raises(Problems, match="ada 2 kolom bernama 'Aduan' di daftar"):
        read("aduan: Aduan", ("Aduan", "Aduan"))
    assert read("aduan: aduan", ("Aduan ", "Kartu")).text == (0,)
    assert read("aduan: aduan", ("Aduan", "aduan")).text == (1,)


def test_the_complaint_is_the_cell_as_it_stands_and_several_columns_stand_below_each_other(read: Read) -> None:
    assert read("aduan: Aduan").complaint(row(Aduan=" kartu hilang ")) == " kartu hilang "
    both = read("aduan: [Aduan, Kelas]")
    assert both.complaint(row(Aduan="a", Kelas=3.0)) == "a\n3"
    assert both.complaint(row(Aduan=None, Kelas=" ")) == ""


def test_evidence_names_its_column(read: Read, machine: Machine) -> None:
    mapping = read("kolom: {Kartu: {isi: kartu.keadaan}, Kelas: {tanda: kartu_hilang}, Diancam: {tanda: kartu_hilang}}")
    facts = mapping.facts(row(Kartu="hilang", Kelas="ya", Diancam="ya"))
    assert isinstance(facts, FactsFile)
    plan = triage(machine, facts=facts, now=NOW)
    assert {e.place for e in plan.evidence if e.sign == "kartu_hilang"} == {"kolom Kartu", "kolom Kelas, Diancam"}


def test_what_was_read_is_forgotten_in_time_and_never_confused(read: Read) -> None:
    mapping = read(
        "anggota: {a: anak}\nkolom: {Umur: {isi: anggota.usia, anggota: a}, Diancam: {tanda: pelapor_diancam, nilai: {'1': ya}}}"
    )
    for i in range(2 * REMEMBERED):
        assert household(mapping, Umur=f"{i % 120},{i // 120}")["anggota"][0]["usia"] == float(f"{i % 120}.{i // 120}")
        assert len(mapping._known) <= REMEMBERED
    assert household(mapping, Diancam=1)["tanda"] == {"pelapor_diancam": ({"ada": True},)}
    assert household(mapping, Diancam=False)["tanda"] == {"pelapor_diancam": ({"ada": False},)}
    assert pickle.loads(pickle.dumps(mapping)) == mapping
    assert replace(mapping, text=(0,))._known == {}


def test_every_field_of_the_household_file_can_be_filled(read: Read) -> None:
    samples = {"yes_no": "ya", "number": "1", "date": "2026-11-23"}
    for path, target in targets().items():
        member = ", anggota: a" if target.of_member else ""
        mapping = read(f"anggota: {{a: anak}}\nkolom: {{Kartu: {{isi: {path}{member}}}}}")
        for value in target.values or (samples[target.kind],):
            assert household(mapping, Kartu=value), path


def as_file(said: Household, path: Path) -> Path:
    data = said.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    words = {True: "ya", False: "tidak"}

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items()}
        return (
            [plain(one) for one in value]
            if isinstance(value, list)
            else words[value]
            if isinstance(value, bool)
            else value
        )

    path.write_text(yaml.safe_dump(plain(data), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def same_plan(mapping: Mapping, one: Row, machine: Machine, folder: Path) -> None:
    facts, text = mapping.facts(one), mapping.complaint(one)
    assert isinstance(facts, FactsFile)
    file = read_household(as_file(facts.household, folder / "rumah.yaml"), machine.knowledge.signs)
    assert file.household == facts.household
    plans = [triage(machine, text=text, facts=given, now=NOW) for given in (facts, file)]
    ours, theirs = ({**to_json(plan), "conflicts": [c.sign for c in plan.conflicts]} for plan in plans)
    assert ours == theirs  # only the places differ: a column, a line


def test_the_example_rows_give_the_plan_of_a_household_file(machine: Machine, tmp_path: Path) -> None:
    with (EXAMPLES / "aduan.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    mapping = read_map(EXAMPLES / "peta-kolom.yaml", tuple(header), machine.knowledge)
    given = [Row(i, i + 1, tuple(cells)) for i, cells in enumerate(rows, 1)]
    assert len(given) == 12
    assert sum(mapping.facts(one) is None for one in given) == 1  # one row has nothing but text
    for one in given:
        if mapping.facts(one) is not None:
            same_plan(mapping, one, machine, tmp_path)


VALUES = {
    "Kartu": ["Raib", "ada", "-", "terblokir"], "Umur": ["0", "6", "17", ""], "Sekolah": ["putus", "", "lulus"],
    "Diancam": ["Y", "T", ""], "Kelas": ["Kartu raib", "Potong", "lain"], "Utang": ["bank", "bank emok/pinjol", ""],
    "Batas": ["24/11/2026", "1 Des 2026", ""], "Aduan": ["", "saldo saya kosong dan pin tidak lupa"],
}  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}))
def test_any_row_gives_the_plan_of_a_household_file(
    cells: dict[str, Cell], read: Read, machine: Machine, tmp_path: Path
) -> None:
    mapping = read(MAP)
    if mapping.facts(row(**cells)) is not None:
        same_plan(mapping, row(**cells), machine, tmp_path)
