"""The values of a batch: rows read, rows refused, and what is wanted. Frozen, without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | bool | None
"""One value of a row; dates are ISO text, nested JSON is JSON text. A CSV file has only str."""

Kind = Literal["csv", "tsv", "xlsx", "jsonl", "parquet"]
Reason = Literal[
    "jumlah_kolom", "tidak_terbaca", "terlalu_panjang", "json_rusak", "nilai_tidak_sah", "kutip_tidak_tutup", "kosong",
]  # fmt: skip
"""Why a row was refused: wrong column count, undecodable, too long, broken JSON, invalid value, open quote, empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record. number: from 1 over all inputs, refused ones counted; line: where it begins in its file.

    cells: one for each column of the header. file: which of the inputs, from 0.
    """

    number: int
    line: int
    cells: tuple[Cell, ...]
    file: int = 0


@dataclass(frozen=True, slots=True)
class Reject:
    """One record that could not be taken. told: one Indonesian sentence; raw: the record as it stood."""

    number: int
    line: int
    reason: Reason
    told: str
    raw: str
    file: int = 0


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file was written, so that the result is written alike. bom: it began with a byte order mark."""

    delimiter: str = ","
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
