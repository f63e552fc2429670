"""Writing results: what was read is written alike, whole or not at all, for its owner only, and the same every time."""

from __future__ import annotations

import csv
import io
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.batch.formats import xlsx
from triage.batch.model import Cell, Dialect, Kind, Row
from triage.batch.sources import open_sources
from triage.batch.targets import finish, head, lines
from triage.kb.problems import Problems

PLAIN = Dialect()
HEADER = ("teks", "angka", "pecahan", "benar")
ROWS: list[tuple[Cell, ...]] = [
    ("=HYPERLINK(“x”)", 1, 0.5, True),
    ('https://contoh.id; a, b\t"c"', 3173012345678901, 2.0, False),
    ("satu\ndua\r\ntiga\rempat", None, None, None),
    ("-1", 10**15, 1e300, None),
]
KINDS: tuple[Kind, ...] = ("csv", "tsv", "jsonl", "xlsx", "parquet")
text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
cells = (
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False) | text
)
quick = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(st.lists(st.lists(cells, min_size=1, max_size=4).map(tuple), max_size=4), st.sampled_from(",;\t|"))
@quick
def test_lines_are_those_of_the_csv_module(rows: list[tuple[Cell, ...]], delimiter: str) -> None:
    """Which quotes a CR or LF inside a cell only when its own line end has it."""
    words = {True: "ya", False: "tidak"}
    for newline in ("\n", "\r\n"):
        out: list[str] = []
        for row in rows:
            line = io.StringIO(newline="")
            texts = [words[cell] if isinstance(cell, bool) else cell for cell in row]
            csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(texts)
            out.append(line.getvalue().removesuffix("\r\n") + newline)
        written = lines(rows, "csv", HEADER, Dialect(delimiter, newline=newline))
        assert written.decode() == "".join(out)


def make(
    folder: Path,
    kind: Kind,
    rows: list[tuple[Cell, ...]],
    dialect: Dialect = PLAIN,
    header: tuple[str, ...] = HEADER,
) -> Path:
    """In two parts, as a run makes them."""
    parts = []
    for number, some in enumerate((rows[:1], rows[1:])):
        parts.append(folder / f"bagian-{number}")
        parts[-1].write_bytes(lines(some, kind, header, dialect))
    target = folder / f"hasil.{kind}"
    finish(parts, target, kind, header, dialect)
    return target


def back(target: Path) -> list[tuple[Cell, ...]]:
    records = list(open_sources([target]).records())
    return [r.cells for r in records if isinstance(r, Row)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_make_the_same_bytes_for_the_owner_only_and_leave_nothing_else_behind(
    tmp_path: Path, kind: Kind
) -> None:
    target = make(tmp_path, kind, ROWS)
    first = target.read_bytes()
    assert make(tmp_path, kind, ROWS).read_bytes() == first
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert {file.name for file in tmp_path.iterdir()} == {target.name, "bagian-0", "bagian-1"}


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_types_are_kept(tmp_path: Path, kind: Kind) -> None:
    assert back(make(tmp_path, kind, ROWS)) == ROWS


def test_parquet_columns_of_mixed_values_become_text_without_loss(tmp_path: Path) -> None:
    rows: list[tuple[Cell, ...]] = [("x", 2**53 + 1, 1, True), (1, 0.5, 2**63, "a"), (None, None, None, None)]
    assert back(make(tmp_path, "parquet", rows)) == [("x", str(2**53 + 1), "1", "true"), ("1", "0.5", str(2**63), "a")]


def test_xlsx_holds_text_as_text_and_long_numbers_in_full(tmp_path: Path) -> None:
    target = make(tmp_path, "xlsx", ROWS)
    assert back(target) == [
        ("=HYPERLINK(“x”)", 1, 0.5, True),
        ('https://contoh.id; a, b\t"c"', "3173012345678901", 2, False),
        ("satu\ndua\r\ntiga\rempat", None, None, None),
        ("-1", str(10**15), "1e+300", None),
    ]
    with zipfile.ZipFile(target) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_xlsx_continues_long_cells_and_long_lists_on_further_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 3)
    rows: list[tuple[Cell, ...]] = [(f"{n}" + "é" * 70_000 * (n == 4), n) for n in range(7)]
    target = make(tmp_path, "xlsx", rows, header=("teks", "n"))
    found = [row for name in ("hasil", "hasil 2", "hasil 3") for row in open_sources([target], sheet=name).records()]
    assert [row.cells[1] for row in found if isinstance(row, Row)] == list(range(7))
    long = str(next(row.cells[0] for row in found if isinstance(row, Row) and row.cells[1] == 4))
    rest = [row.cells for row in open_sources([target], sheet="lanjutan").records() if isinstance(row, Row)]
    assert [row[:2] for row in rest] == [(5, "teks"), (5, "teks")]
    assert long.removesuffix(xlsx.MORE) + "".join(str(row[2]) for row in rest) == rows[4][0]


@pytest.mark.parametrize(
    ("dialect", "start"),
    [
        (Dialect(";"), b"teks;n\n"),
        (Dialect(";", bom=True), b"\xef\xbb\xbfteks;n\n"),
        (Dialect(";", newline="\r\n"), b"teks;n\r\n"),
        (Dialect(";", "utf-16-le", bom=True), b"\xff\xfet\0e\0k\0s\0;\0n\0\n\0"),
        (Dialect(";", "cp1252"), b"\xef\xbb\xbfteks;n\n"),
    ],
    ids=["utf8", "bom", "crlf", "utf16", "cp1252-becomes-utf8"],
)
def test_a_result_is_written_as_its_input_was(tmp_path: Path, dialect: Dialect, start: bytes) -> None:
    rows: list[tuple[Cell, ...]] = [("“a”; ✗", "1"), ("b\nc", "2")]
    target = make(tmp_path, "csv", rows, dialect, ("teks", "n"))
    assert target.read_bytes().startswith(start)
    assert head("csv", ("teks", "n"), dialect) == start
    assert back(target) == rows


@quick
@given(
    st.lists(st.tuples(cells, cells), max_size=6), st.sampled_from([";", ",", "\t"]), st.sampled_from(["\n", "\r\n"])
)
def test_what_was_written_is_read_back(
    tmp_path: Path, rows: list[tuple[Cell, ...]], delimiter: str, newline: str
) -> None:
    header, dialect = ("a", "b"), Dialect(delimiter, newline=newline)
    taken = [row for row in rows if any(cell is not None and cell != "" for cell in row)]
    jsonl = make(tmp_path, "jsonl", [("x", "y"), *rows], header=header)
    assert repr(back(jsonl)) == repr([("x", "y"), *taken])
    made = head("csv", header, dialect) + lines(rows, "csv", header, dialect)
    wanted = [
        tuple("" if c is None else {True: "ya", False: "tidak"}[c] if isinstance(c, bool) else str(c) for c in row)
        for row in rows
    ]
    assert [tuple(row) for row in csv.reader(io.StringIO(made.decode(), newline=""), delimiter=delimiter)] == [
        header,
        *wanted,
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(
    tmp_path: Path, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")
    import signal

    monkeypatch.chdir(tmp_path)
    part, target = Path("bagian"), Path(f"hasil.{kind}")
    rows: list[tuple[Cell, ...]] = [(f"{n}" + chr(97 + n % 26) * (n * 7919 % 90), n) for n in range(3_000)]
    part.write_bytes(lines(rows, kind, ("teks", "n"), Dialect()))
    target.write_bytes(b"lama")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, hard))
        with pytest.raises(Problems) as error:
            finish([part], target, kind, ("teks", "n"), Dialect())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, old)
    said = "tidak dapat ditulis: berkas terlalu besar untuk tempat itu (kosongkan ruang disk, atau periksa folder dan izinnya)"
    assert str(error.value) == f"hasil.{kind}: keluaran: {said}"
    assert target.read_bytes() == b"lama"
    assert {file.name for file in Path().iterdir()} == {part.name, target.name}


@pytest.mark.parametrize(("kind", "module", "said"), [("xlsx", "xlsxwriter", "XlsxWriter: pasang: menulis XLSX perlu XlsxWriter (pip install 'triage-pkh[batch]')"), ("parquet", "pyarrow", "pyarrow: pasang: menulis Parquet perlu pyarrow (pip install 'triage-pkh[parquet]')")])  # fmt: skip
def test_a_missing_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind, module: str, said: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.exceptions", None)
    with pytest.raises(Problems) as error:
        make(tmp_path, kind, ROWS)
    assert str(error.value) == said


def test_a_folder_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="tidak dapat ditulis"):
        finish([], tmp_path / "tak" / "ada.csv", "csv", HEADER, Dialect())
