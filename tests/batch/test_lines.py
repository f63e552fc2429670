"""Lines where blocks, character widths and open quotes meet."""

from __future__ import annotations

from pathlib import Path

from triage.batch.model import Reject, Row
from triage.batch.sources import open_sources


def test_utf16_lines_end_at_whole_characters_and_broken_halves_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good = "1;\u0a61\u6100"  # its bytes hold 0A 00 across two characters
    half = "2;".encode("utf-16-le") + b"\x3d\xd8"
    text = (
        f"a;b\n{good}\n".encode("utf-16-le") + half + "\n3;x\n".encode("utf-16-le") + "4;y".encode("utf-16-le") + b"z"
    )
    path.write_bytes(b"\xff\xfe" + text)
    records = list(open_sources([path]).records())
    assert [(r.line, r.cells if isinstance(r, Row) else r.reason) for r in records] == [
        (2, ("1", "\u0a61\u6100")), (3, "tidak_terbaca"), (4, ("3", "x")), (5, "tidak_terbaca"),
    ]  # fmt: skip
    path.write_bytes(b"\xff\xfe" + f"a;b\n{good}".encode("utf-16-le"))
    assert [r.cells for r in open_sources([path]).records() if isinstance(r, Row)] == [("1", "\u0a61\u6100")]


def test_cells_over_many_lines_cross_every_block(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [(str(n), "\n".join([f"baris {n}"] * 400)) for n in range(1_500)]
    path.write_text("a;b\n" + "".join(f'{a};"{b}"\n' for a, b in rows))
    assert [r.cells for r in open_sources([path]).records() if isinstance(r, Row)] == rows


def test_an_open_quote_that_meets_a_quoted_delimiter_takes_no_row_along(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b;c\n1;x;"buka\n2;";) senang";y\n3;x;y\n')
    records = list(open_sources([path]).records())
    assert [r.reason if isinstance(r, Reject) else r.cells[0] for r in records] == ["kutip_tidak_tutup", "2", "3"]
