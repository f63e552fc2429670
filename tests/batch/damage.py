"""A complaint list with 37 kinds of damage between good rows, and what must become of each record.

`python tests/batch/damage.py FILE` writes one. The same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import random
import sys
from dataclasses import dataclass
from pathlib import Path

HEADER = ("id", "tanggal", "kecamatan", "keluhan", "petugas")
SAID = (
    "kartu saya hilang di pasar", "uangnya kurang 50rb, bu ketua yang ambil", "saldo nol; padahal tetangga sudah cair",
    'kata beliau "sabar ya bu"', "anak saya sakit\nbelum dibawa ke puskesmas", "“tolong” – suami saya memukul saya…",
    "dipotong lagi,, lagi,, dan lagi", "baris satu\n\nbaris tiga; masih sama", "  spasi di depan", "é ñ ü 你好 😀", "",
)  # fmt: skip
ROW = b"7;2026-11-02;Cilacap;kartu hilang;budi"

KINDS: dict[str, tuple[str, bytes]] = {
    "satu kolom kurang": ("jumlah_kolom", b"7;2026-11-02;Cilacap;kartu hilang"),
    "satu kolom lebih": ("jumlah_kolom", ROW + b";tambahan"),
    "koma sebagai pemisah": ("jumlah_kolom", ROW.replace(b";", b",")),
    "tab sebagai pemisah": ("jumlah_kolom", ROW.replace(b";", b"\t")),
    "hanya satu sel": ("jumlah_kolom", b"7"),
    "pemisah di akhir": ("jumlah_kolom", ROW + b";"),
    "pemisah di awal": ("jumlah_kolom", b";" + ROW),
    "dua baris menyatu": ("jumlah_kolom", ROW + ROW),
    "titik koma tanpa kutip": ("jumlah_kolom", b"7;2026-11-02;Cilacap;hilang; lalu diblokir;budi"),
    "terpotong di tengah": ("jumlah_kolom", ROW[:18]),
    "komentar": ("jumlah_kolom", b"# diekspor oleh admin"),
    "garis": ("jumlah_kolom", b"-----------------"),
    "halaman galat": ("jumlah_kolom", b"<html><body>502 Bad Gateway</body></html>"),
    "kutip tunggal": ("jumlah_kolom", b"7;2026-11-02;Cilacap;'hilang; lalu diblokir';budi"),
    "garis miring terbalik": ("jumlah_kolom", b'7;2026-11-02;Cilacap;"kata \\"ya;tidak\\" bu";budi'),
    "sel berbaris dengan kolom lebih": ("jumlah_kolom", b'7;2026-11-02;Cilacap;"satu\ndua";budi;lebih'),
    "kutip terbuka di sel terakhir": ("kutip_tidak_tutup", b'7;2026-11-02;Cilacap;kartu hilang;"budi'),
    "kutip terbuka di tengah": ("kutip_tidak_tutup", b'7;2026-11-02;Cilacap;"kartu hilang;budi'),
    "kutip terbuka di sel pertama": ("kutip_tidak_tutup", b'"' + ROW),
    "kutip terbuka lalu kutip ganda": ("kutip_tidak_tutup", b'7;2026-11-02;Cilacap;"kartu ""hilang"";budi'),
    "kutip sendirian di akhir": ("kutip_tidak_tutup", b'7;2026-11-02;Cilacap;kartu hilang;"'),
    "tiga kutip": ("kutip_tidak_tutup", b'7;2026-11-02;Cilacap;"""kartu hilang;budi'),
    "huruf cp1252": ("tidak_terbaca", b"7;2026-11-02;Cilacap;kartu\xe9 hilang;budi"),
    "kutip miring cp1252": ("tidak_terbaca", b"7;2026-11-02;Cilacap;\x93hilang\x94;budi"),
    "bita sampah": ("tidak_terbaca", b"7;2026-11-02;Cilacap;\xff\xfe\xfa;budi"),
    "huruf terpotong": ("tidak_terbaca", b"7;2026-11-02;Cilacap;kartu\xe2\x80;budi"),
    "bentuk kepanjangan": ("tidak_terbaca", b"7;2026-11-02;Cilacap;\xc0\xaf;budi"),
    "separuh huruf": ("tidak_terbaca", b"7;2026-11-02;Cilacap;\xed\xa0\x80;budi"),
    "di luar Unicode": ("tidak_terbaca", b"7;2026-11-02;Cilacap;\xf5\x80\x80\x80;budi"),
    "NUL di tengah": ("tidak_terbaca", b"7;2026-11-02;Cil\x00acap;hilang;budi"),
    "hanya NUL": ("tidak_terbaca", b"\x00" * 40),
    "baris UTF-16": ("tidak_terbaca", ROW.decode().encode("utf-16-le")),
    "bita rusak dalam sel berbaris": ("tidak_terbaca", b'7;2026-11-02;Cilacap;"satu\ndua\xff\ntiga";budi'),
    "sel terlalu panjang": ("terlalu_panjang", b"7;2026-11-02;Cilacap;" + b"x" * 200_001 + b";budi"),
    "sel berkutip terlalu panjang": ("terlalu_panjang", b'7;2026-11-02;Cilacap;"' + b"x; " * 70_000 + b'";budi'),
    "sel berbaris terlalu panjang": ("terlalu_panjang", b'7;2026-11-02;Cilacap;"' + b"kata\n" * 45_000 + b'";budi'),
    "baris lebih dari sejuta": ("terlalu_panjang", b"7;2026-11-02;Cilacap;" + b"y" * 1_100_000 + b";budi"),
}  # fmt: skip


@dataclass(frozen=True)
class Bad:
    kind: str
    reason: str
    line: int
    data: bytes


@dataclass(frozen=True)
class Damaged:
    """data: the file; good: cells of the good rows in order, each with the line it begins in."""

    data: bytes
    good: list[tuple[int, tuple[str, ...]]]
    bad: list[Bad]
    blank: int


def damaged(rows: int = 10_000, seed: int = 1, times: int = 6) -> Damaged:
    """So many good rows, every kind of damage `times` times (a record of 200,000 characters once), blank lines too."""
    chance = random.Random(seed)
    kinds = [name for name, (_, data) in KINDS.items() for _ in range(times if len(data) < 10_000 else 1)]
    chance.shuffle(kinds)
    before = dict(zip(chance.sample(range(rows), len(kinds)), kinds, strict=True))
    blank_before = set(chance.sample(range(rows), rows // 200))
    out, line = io.BytesIO(), 2
    out.write(";".join(HEADER).encode() + b"\n")
    good, bad = [], []
    for number in range(rows):
        if number in blank_before:
            out.write(chance.choice([b"\n", b"  \n", b";;;;\n"]))
            line += 1
        if number in before:
            reason, data = KINDS[before[number]]
            bad.append(Bad(before[number], reason, line, data))
            out.write(data + b"\n")
            line += data.count(b"\n") + 1
        cells = (
            str(number),
            f"2026-11-{number % 28 + 1:02}",
            "Cilacap",
            chance.choice(SAID),
            chance.choice(["ani", ""]),
        )
        text = io.StringIO()
        csv.writer(text, delimiter=";", lineterminator="\n").writerow(cells)
        good.append((line, cells))
        out.write(text.getvalue().encode())
        line += text.getvalue().count("\n")
    return Damaged(out.getvalue(), good, bad, len(blank_before))


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(damaged().data)
