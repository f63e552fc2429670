"""Reading a list as it comes: delimiter, encoding, several files, XLSX, JSONL, Parquet; nothing lost, nothing invented."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from triage.batch.formats.table import Progress
from triage.batch.model import Cell, Dialect, Reject, Row
from triage.batch.sources import Source, open_sources
from triage.kb.problems import Problems

ROWS = [
    ("No", "Keluhan", "Tanggal"),
    ("1", "kartu, uang, dan pin, semuanya, diambil; saya takut", "2026-11-02"),
    ("2", "saldo “nol” | sudah dua bulan…", "2026-11-03"),
]
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def cells(source: Source) -> list[tuple[Cell, ...]]:
    records = list(source.records())
    assert not [r for r in records if isinstance(r, Reject)]
    return [r.cells for r in records if isinstance(r, Row)]


def written(rows: Iterable[Iterable[str]], delimiter: str, newline: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark", "seen"),
    [
        ("utf-8", b"", Dialect(encoding="utf-8")),
        ("utf-8", b"\xef\xbb\xbf", Dialect(encoding="utf-8", bom=True)),
        ("cp1252", b"", Dialect(encoding="cp1252")),
        ("utf-16-le", b"\xff\xfe", Dialect(encoding="utf-16-le", bom=True)),
        ("utf-16-be", b"\xfe\xff", Dialect(encoding="utf-16-be", bom=True)),
        ("utf-16-le", b"", Dialect(encoding="utf-16-le")),
        ("utf-16-be", b"", Dialect(encoding="utf-16-be")),
    ],
    ids=["utf8", "utf8-bom", "cp1252", "utf16le-bom", "utf16be-bom", "utf16le", "utf16be"],
)
def test_a_list_of_two_rows_full_of_commas_is_read_however_it_was_saved(
    tmp_path: Path, newline: str, delimiter: str, encoding: str, mark: bytes, seen: Dialect
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(mark + written(ROWS, delimiter, newline).encode(encoding))
    source = open_sources([path])
    assert source.header == ROWS[0]
    assert cells(source) == ROWS[1:]
    assert source.dialect == Dialect(delimiter, seen.encoding, seen.bom, "\r" if newline == "\r" else "\n")


@pytest.mark.parametrize(
    ("text", "delimiter", "header"),
    [
        ("id;keluhan\n1;a, b, c\n2;a, b, c\n", ";", ("id", "keluhan")),
        ("id,keluhan\n1,a; b; c\n2,x; y; z\n", ",", ("id", "keluhan")),
        ("No;Nama, Alamat;Keluhan\n1;Ani, Kroya;lapar\n", ";", ("No", "Nama, Alamat", "Keluhan")),
        ("id|keluhan\n", "|", ("id", "keluhan")),
        ('"id","keluhan; panjang"\n"1","a;b;c;d"\n', ",", ("id", "keluhan; panjang")),
        ("keluhan\nkartu hilang\n", ",", ("keluhan",)),
        ("keluhan\nkartu, uang; pin\n", "\t", ("keluhan",)),
        ("sep=|\nid|keluhan\n1|a;b\n", "|", ("id", "keluhan")),
        ("id;nilai\n1;2,5\n2;3,5\n", ";", ("id", "nilai")),
        ('id;keluhan\n1;"buka, x\n2;a, b\n3;a, b\n', ";", ("id", "keluhan")),
    ],
)
def test_the_delimiter_is_found(tmp_path: Path, text: str, delimiter: str, header: tuple[str, ...]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text)
    source = open_sources([path])
    assert (source.dialect.delimiter, source.header) == (delimiter, header)


def test_one_broken_byte_does_not_make_a_file_cp1252_but_one_cp1252_letter_among_plain_ones_does(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    plain = b"id;keluhan\n" + b"1;kartu hilang\n" * 50_000
    for extra, encoding in [
        (b"2;caf\xe9\n", "cp1252"),
        (b"2;\xff\xfe\n", "utf-8"),
        (b"2;caf\xe9\n3;caf\xc3\xa9\n", "utf-8"),
        (b"2;caf\xe9\n" * 100 + "3;“ya”\n".encode(), "cp1252"),
    ]:
        path.write_bytes(plain + extra)
        assert open_sources([path]).dialect.encoding == encoding, extra[:12]


def test_double_and_empty_column_names_become_unique_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nama;nama;;nama_2;nama\n1;2;3;4;5\n")
    source = open_sources([path])
    assert source.header == ("nama", "nama_3", "kolom_3", "nama_2", "nama_4")
    assert source.notes == (
        "Kolom ke-2 bernama sama (nama); di sini disebut nama_3.",
        "Kolom ke-3 tidak bernama; di sini disebut kolom_3.",
        "Kolom ke-5 bernama sama (nama); di sini disebut nama_4.",
    )
    assert cells(source) == [("1", "2", "3", "4", "5")]


def test_several_files_are_one_table_matched_by_column_name(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;keluhan\n1;x\n")
    (tmp_path / "b.tsv").write_text("keluhan\tdesa\ny\tKroya\nrusak\n")
    (tmp_path / "c.jsonl").write_text('{"desa": "Adipala", "id": 3}\n')
    source = open_sources([tmp_path / name for name in ("a.csv", "b.tsv", "c.jsonl")])
    assert source.header == ("id", "keluhan", "desa")
    assert [(r.number, r.file, r.line, r.cells if isinstance(r, Row) else r.raw) for r in source.records()] == [
        (1, 0, 2, ("1", "x", "")),
        (2, 1, 2, ("", "y", "Kroya")),
        (3, 1, 3, "rusak"),
        (4, 2, 1, (3, None, "Adipala")),
    ]
    assert list(source.records()) == list(source.records())


@quick
@given(st.binary(max_size=300) | st.text('ab;"\n\r ;\n"', max_size=80).map(str.encode))
@example(b'";";a\n";"\n;;\n"a"";b\n";c;\x00\n\xff\r\n"x\ny";2;3\n')
def test_every_line_belongs_to_exactly_one_row_or_refusal_or_is_blank(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "acak.csv"
    path.write_bytes(b"a;b;c\n" + data)
    progress = Progress()
    records = list(open_sources([path], delimiter=";", encoding="utf-8").records(progress))
    lines = [line.decode("utf-8", "backslashreplace").replace("\0", "\\x00") for line in data.split(b"\n")]
    assert progress.read == len(data) + 6
    begins = [record.line - 2 for record in records] + [len(lines)]
    blanks = lines[: begins[0]]
    for record, begin, end in zip(records, begins, begins[1:], strict=False):
        own = "\n".join(lines[begin:end])
        assert record.number == records.index(record) + 1
        if isinstance(record, Reject):
            assert own.startswith(record.raw)
            blanks += own[len(record.raw) :].split("\n")
        else:
            letters = re.sub(r"\r(?!\r*(?:\n|\Z))", "\x1a", own)
            first, *more = csv.reader(io.StringIO(letters, newline=""), delimiter=";")
            assert tuple(re.sub(r"\r(?!\r*\n)", "\x1a", str(cell)) for cell in record.cells) == tuple(first)
            blanks += ["".join(row) for row in more]
    assert not "".join(blanks).strip('"; \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\x1a')


text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\n\r"), max_size=12)
cell = st.tuples(text, st.sampled_from(["", "\n", "\r\n", '"', ";", ",", "\t"]), text).map("".join)


@quick
@given(
    rows=st.lists(st.tuples(cell, cell, cell), max_size=8),
    delimiter=st.sampled_from([";", ",", "\t", "|"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
)
def test_a_sound_file_is_read_as_the_csv_module_reads_it(
    tmp_path: Path, rows: list[tuple[str, str, str]], delimiter: str, newline: str, encoding: str
) -> None:
    path = tmp_path / "utuh.csv"
    out = written([("satu", "dua", "tiga"), *rows], delimiter, newline)
    path.write_bytes(out.encode(encoding))
    oracle = csv.reader(io.StringIO(out, newline=""), delimiter=delimiter)
    wanted = [tuple(row) for row in oracle if any(map(str.strip, row))]
    source = open_sources([path])
    assert [source.header, *cells(source)] == wanted


def workbook(path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        page, other = book.add_worksheet("Data"), book.add_worksheet("Lain")
        page.write(1, 1, "REKAPITULASI PENGADUAN")
        page.write_row(3, 1, ["No", "Tanggal", "Keluhan", "Benar", "Jam"])
        page.write_row(4, 1, [1.0, "", "kartu, kata bu ketua", True])
        page.write_datetime(4, 2, dt.datetime(2026, 11, 2), book.add_format({"num_format": "dd/mm/yyyy"}))
        page.write_datetime(4, 5, dt.time(8, 30), book.add_format({"num_format": "hh:mm"}))
        page.write_row(6, 1, [2.5, 3173012345678])
        other.write_row(0, 0, ["a"])
        other.write_row(1, 0, ["x"])


def test_xlsx_gives_dates_whole_numbers_and_its_own_row_numbers_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path)
    source, progress = open_sources([path]), Progress()
    assert source.header == ("No", "Tanggal", "Keluhan", "Benar", "Jam")
    assert source.notes == (
        "Hanya lembar Data yang dibaca; lainnya dengan --sheet: Lain.",
        "Baris 2 hanya judul, bukan kepala kolom; dilewati.",
    )
    assert list(source.records(progress)) == [
        Row(1, 5, (1, "2026-11-02", "kartu, kata bu ketua", True, "08:30:00")),
        Row(2, 7, (2.5, 3173012345678, None, None, None)),
    ]
    assert (progress.blank, progress.read) == (1, source.size)
    assert cells(open_sources([path], sheet="Lain")) == [("x",)]


def test_parquet_gives_plain_values_and_refuses_what_is_no_text(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    day = dt.datetime(2026, 11, 2, 8, 30)
    broken = arrow.Array.from_buffers(arrow.string(), 1, arrow.array([b"k\xff"], arrow.binary()).buffers())
    columns = {
        "teks": arrow.chunked_array([arrow.array(["kartu hilang", None, "a\0b"]), broken]),
        "hari": [day.date()] * 4, "jam": arrow.array([day] * 4, arrow.timestamp("ns")),
        "isi": [{"a": [1]}] * 4, "angka": [1, 2, 3, 4], "nilai": [0.5, float("nan"), 1.0, 2.0],
    }  # fmt: skip
    path = tmp_path / "a.parquet"
    parquet.write_table(arrow.table(columns), path)
    rest = ("2026-11-02", "2026-11-02T08:30:00", '{"a": [1]}')
    records = list(open_sources([path]).records())
    assert records[:2] == [Row(1, 1, ("kartu hilang", *rest, 1, 0.5)), Row(2, 2, (None, *rest, 2, None))]
    assert [(r.line, r.reason) for r in records[2:] if isinstance(r, Reject)] == [
        (3, "tidak_terbaca"),
        (4, "tidak_terbaca"),
    ]


def test_jsonl_keeps_types_and_has_every_key_as_a_column(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": 1, "b": true}\n\n{"b": null}\n{}\n{"c": {"x": [1, "é"]}, "a": 1.5}\r\n', encoding="utf-8")
    source, progress = open_sources([path]), Progress()
    assert source.header == ("a", "b", "c")
    assert [r.cells for r in source.records(progress) if isinstance(r, Row)] == [
        (1, True, None),
        (1.5, None, '{"x": [1, "é"]}'),
    ]
    assert progress.blank == 3


@pytest.mark.parametrize(
    ("name", "data", "options", "said"),
    [
        ("kosong.csv", b"", {}, "kosong.csv: berkas: berkas ini kosong (berkas perlu judul kolom dan isi)"),
        ("kosong.csv", b"\n \n", {}, "kosong.csv: berkas: berkas ini kosong (berkas perlu judul kolom dan isi)"),
        ("a.csv", b";;\n", {}, "a.csv: berkas: berkas ini kosong (berkas perlu judul kolom dan isi)"),
        ("a.csv", b'id;"keluhan\n1;2\n', {}, "a.csv:1:1: berkas: judul kolom tidak terbaca (tanda kutip (\") di baris ini tidak berpasangan; tutup atau hapus)"),
        ("a.jsonl", b"[1]\n", {}, 'a.jsonl: berkas: tidak ada objek JSON di berkas ini (tulis satu {"kolom": nilai} di tiap baris)'),
        ("a.xlsx", b"PK\x03\x04", {}, "a.xlsx: berkas: berkas ini bukan XLSX yang utuh (buka lalu simpan ulang sebagai .xlsx tanpa kata sandi)"),
        ("a.parquet", b"PAR1", {}, "a.parquet: berkas: berkas ini bukan Parquet yang utuh (minta ulang atau ekspor ulang berkasnya)"),
        ("a.doc", b"x", {}, "a.doc: berkas: jenis berkas ini tidak dikenal (pakai .csv, .txt, .tsv, .tab, .xlsx, .xlsm, .jsonl, .ndjson, .parquet, .pq, atau sebut jenisnya)"),
        ("a.csv", b"x", {"encoding": "utf-9"}, "--encoding: pengodean: pengodean 'utf-9' tidak dikenal (pakai utf-8, cp1252, atau utf-16)"),
        ("a.csv", b"x", {"encoding": "base64"}, "--encoding: pengodean: pengodean 'base64' tidak dikenal (pakai utf-8, cp1252, atau utf-16)"),
        ("a.csv", b"x", {"delimiter": "ab"}, "--delimiter: pemisah: pemisah 'ab' tidak dapat dipakai (pakai ; atau , atau tab atau |)"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes, options: dict[str, str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(data)
    with pytest.raises(Problems) as error:
        open_sources([Path(name)], **options)
    assert str(error.value) == said


def test_all_bad_inputs_are_named_at_once_and_missing_libraries_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workbook(tmp_path / "a.xlsx")
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    for library in ("python_calamine", "pyarrow"):
        monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(Problems) as error:
        open_sources([Path("tak-ada.csv"), tmp_path, Path("a.xlsx"), Path("a.parquet")])
    assert str(error.value).splitlines() == [
        ".: berkas: itu folder, bukan berkas (sebut berkas daftarnya)",
        "pyarrow: pasang: membaca Parquet perlu pyarrow (pip install 'triage-pkh[parquet]')",
        "python-calamine: pasang: membaca XLSX perlu python-calamine (pip install 'triage-pkh[batch]')",
        "tak-ada.csv: berkas: berkas tidak ditemukan (periksa nama dan foldernya)",
    ]


def test_an_unknown_sheet_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx")
    with pytest.raises(Problems, match=r"lembar 'Dat' tidak ada \(maksudnya Data\?\)"):
        open_sources([tmp_path / "a.xlsx"], sheet="Dat")
