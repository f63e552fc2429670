"""What every reader of one file hands to `sources`, and the limits and sentences they share."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from triage.batch.model import Dialect, Kind, Reason, Reject, Row
from triage.kb.problems import Problem, Problems, reason, shown

LONGEST_FIELD = 200_000
"""Characters one cell may hold."""
LONGEST_RECORD = 1_000_000
"""Characters one record may hold; a longer one is refused and only this much of it is kept."""
MOST_COLUMNS = 2_000

Record = Row | Reject
Records = Generator[Record, None, int]
"""Yields the records of a file, returns the number of the last one."""


@dataclass(slots=True)
class Progress:
    """What a reader tells beside the records, kept up to date while it reads. blank: records without any value.

    read: bytes of the inputs done so far, for a progress bar.
    """

    blank: int = 0
    read: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """Where a file stands among the inputs: the last number already given, its index, its bytes."""

    number: int = 0
    file: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """One file, opened: its columns and how to read it. notes: Indonesian sentences a person should see.

    above: lines of the file before its first record. named: the columns have names of their own.
    """

    path: Path
    kind: Kind
    header: tuple[str, ...]
    dialect: Dialect
    notes: tuple[str, ...]
    read: Callable[[Start, Progress], Records]
    above: int = 0
    named: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record cannot be taken, before it has a number."""

    reason: Reason
    told: str


NUL = Fault("tidak_terbaca", "Ada karakter NUL (rusak) di baris ini; ketik ulang baris ini.")
SURROGATE = Fault("tidak_terbaca", "Ada huruf yang rusak di baris ini; ketik ulang baris ini.")
TOO_LONG = Fault(
    "terlalu_panjang", "Satu kolom berisi lebih dari 200.000 karakter; ringkas isinya atau periksa tanda kutip."
)
CUT = Fault(
    "terlalu_panjang", "Baris ini lebih dari 1.000.000 karakter; hanya awalnya disalin di sini, lihat berkas asalnya."
)
OPEN_QUOTE = Fault("kutip_tidak_tutup", 'Tanda kutip (") di baris ini tidak berpasangan; tutup atau hapus.')


def undecodable(encoding: str) -> Fault:
    name = encoding.upper()
    return Fault(
        "tidak_terbaca", f"Ada huruf yang tidak terbaca sebagai {name}; simpan ulang berkas sebagai CSV UTF-8."
    )


def wrong_width(found: int, wanted: int) -> Fault:
    return Fault(
        "jumlah_kolom", f"Baris ini berisi {found} kolom, seharusnya {wanted}; periksa pemisah dan tanda kutip."
    )


def refuse(path: Path, message: str, hint: str, line: int = 0) -> Problems:
    """One problem about a whole file."""
    return Problems([Problem(shown(path), line, int(line > 0), "berkas", message, hint)])


def unreadable(path: Path, error: OSError) -> Problems:
    if isinstance(error, FileNotFoundError):
        return refuse(path, "berkas tidak ditemukan", "periksa nama dan foldernya")
    if isinstance(error, IsADirectoryError):
        return refuse(path, "itu folder, bukan berkas", "sebut berkas daftarnya")
    return refuse(path, f"berkas tidak dapat dibaca: {reason(error)}", "periksa izin berkas")


def missing_library(library: str, purpose: str, extra: str) -> Problems:
    hint = f"pip install 'triage-pkh[{extra}]'"
    return Problems([Problem(library, 0, 0, "pasang", f"{purpose} perlu {library}", hint)])
