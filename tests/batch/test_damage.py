"""A list with 37 kinds of damage: every good row comes through, every damaged record is refused for its reason."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from tests.batch.damage import HEADER, KINDS, damaged
from triage.batch.formats.table import Progress
from triage.batch.model import Reject, Row
from triage.batch.sources import open_sources


def read(path: Path) -> tuple[list[Row], list[Reject]]:
    records = list(open_sources([path]).records())
    assert [r.number for r in records] == list(range(1, len(records) + 1))
    return [r for r in records if isinstance(r, Row)], [r for r in records if isinstance(r, Reject)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_good_row_comes_through_and_every_bad_one_is_refused_for_its_reason(tmp_path: Path, seed: int) -> None:
    made = damaged(10_000 if seed == 1 else 2_000, seed)
    path = tmp_path / "rusak.csv"
    path.write_bytes(made.data)
    source, progress = open_sources([path]), Progress()
    records = list(source.records(progress))
    assert source.header == HEADER
    assert len(KINDS) == 37
    assert {bad.kind for bad in made.bad} == set(KINDS)
    assert [(r.line, r.cells) for r in records if isinstance(r, Row)] == made.good
    refused = [r for r in records if isinstance(r, Reject)]
    assert [(r.line, r.reason) for r in refused] == [(bad.line, bad.reason) for bad in made.bad]
    assert progress.blank == made.blank
    assert progress.read == source.size == len(made.data)


def test_a_refused_record_keeps_its_text_and_says_what_to_do_without_repeating_it(tmp_path: Path) -> None:
    path = tmp_path / "rusak.csv"
    for kind, (_, data) in KINDS.items():
        path.write_bytes(
            ";".join(HEADER).encode() + b"\n1;2;3;\xe2\x80\x9csatu\xe2\x80\x9d;5\n" + data + b"\n2;2;3;dua;5\n"
        )
        rows, [refused] = read(path)
        assert [row.cells[0] for row in rows] == ["1", "2"], kind
        kept = data.decode("utf-8", "backslashreplace").replace("\0", "\\x00")
        assert refused.raw == kept[:1_000_000], kind
        assert refused.told.endswith("."), kind
        assert "\n" not in refused.told, kind
        assert len(refused.told) < 130, kind
        assert "Cilacap" not in refused.told, kind


def test_the_last_line_may_be_cut_off_anywhere(tmp_path: Path) -> None:
    whole = 'id;keluhan;desa\n1;"kartu; hilang";Adipala\n2;"saldo “nol”\nlagi";Kroya'.encode()
    path = tmp_path / "terpotong.csv"
    ends = range(len(b'id;keluhan;desa\n1;"kartu; hilang";Adipala\n2;'), len(whole) - 6)
    for end in ends:
        path.write_bytes(whole[:end])
        rows, refused = read(path)
        assert [row.cells for row in rows] == [("1", "kartu; hilang", "Adipala")], end
        assert [r.line for r in refused] in ([3], [3, 4]), end


def test_an_open_quote_costs_one_line_and_not_the_quoted_rows_after_it(tmp_path: Path) -> None:
    lines = ["a;b;c", '1;"buka;x', "2;baik;x", '3;";) senang";x', '4;"dua\nbaris";x', '5;"buka lagi;x']
    lines += ["6;baik;x", "7;baik;x", "8;baik;x", '9;asal";x', "10;y;z"]
    path = tmp_path / "kutip.csv"
    path.write_text("\n".join(lines))
    rows, refused = read(path)
    assert [row.cells[0] for row in rows] == ["2", "3", "4", "6", "7", "8", "9", "10"]
    assert [(r.line, r.reason) for r in refused] == [(2, "kutip_tidak_tutup"), (7, "kutip_tidak_tutup")]


@pytest.mark.parametrize(
    "line", ['p",q"r,"', 'x,"d,"e"f,"', 'x,"abc', '"', '""",', 'x,"d,"'], ids=lambda line: line.replace('"', "'")
)
def test_hostile_quotes_take_no_quadratic_time(tmp_path: Path, line: str) -> None:
    path = tmp_path / "musuh.csv"
    path.write_text("a,b\n1,2\n" + f"{line}\n" * 20_000 + "3,4\n")
    looked_at = 0
    from triage.batch.formats import records

    class Counted(records._Feed):
        def __next__(self) -> str:
            nonlocal looked_at
            looked_at += 1
            return super().__next__()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records, "_Feed", Counted)
        rows, refused = read(path)
    assert rows[0].cells == ("1", "2")
    assert (
        "3,4" in refused[-1].raw if refused and refused[-1].number > rows[-1].number else rows[-1].cells == ("3", "4")
    )
    assert looked_at < 20_000 * 150


def test_a_file_without_line_ends_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "panjang.csv"
    path.write_bytes(b"a;b\n1;2\n" + b"x" * 40_000_000 + b"\n3;4\n")
    tracemalloc.start()
    records = [(r.line, r.reason if isinstance(r, Reject) else r.cells) for r in open_sources([path]).records()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert records == [(2, ("1", "2")), (3, "terlalu_panjang"), (4, ("3", "4"))]
    assert peak < 30_000_000


JSON = {
    '{"id": 1, "keluhan": "kartu hilang"': "json_rusak",
    "{'id': 1}": "json_rusak",
    '{"id": 1,}': "json_rusak",
    '{"id": 1} {"id": 2}': "json_rusak",
    '{"id": 1, "id": 2}': "json_rusak",
    '{"id": NaN}': "json_rusak",
    "kartu hilang": "json_rusak",
    "[1, 2]": "json_rusak",
    '"kartu hilang"': "json_rusak",
    "42": "json_rusak",
    "null": "json_rusak",
    '{"id": ' + "[" * 30 + "]" * 30 + "}": "json_rusak",
    '{"id": ' + "[" * 90_000 + "]" * 90_000 + "}": "json_rusak",
    '{"id": 1e999}': "nilai_tidak_sah",
    '{"id": "\\ud83d"}': "tidak_terbaca",
    '{"id": "\\u0000"}': "tidak_terbaca",
    '{"id": "a\0b"}': "tidak_terbaca",
    '{"id": "' + "x" * 200_001 + '"}': "terlalu_panjang",
    '{"id": "' + "x" * 1_000_001 + '"}': "terlalu_panjang",
}  # fmt: skip


def test_a_broken_line_of_jsonl_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    path = tmp_path / "rusak.jsonl"
    lines = [
        line
        for n, bad in enumerate(JSON)
        for line in (json.dumps({"id": n, "keluhan": "é"}, ensure_ascii=False), bad, "")
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    rows, refused = read(path)
    assert [row.cells for row in rows] == [(n, "é") for n in range(len(JSON))]
    assert [(r.line, r.reason) for r in refused] == [(3 * n + 2, reason) for n, reason in enumerate(JSON.values())]
    assert [r.raw for r in refused] == [bad.replace("\0", "\\x00")[:1_000_000] for bad in JSON]
