"""Without a map file: which column holds the complaint, the household, the place, the date and the official.

By the names that district offices give their columns, checked against what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.batch.cells import EMPTY, squeezed, written
from triage.batch.dates import day_of
from triage.batch.mapping import Mapping
from triage.batch.model import Row
from triage.kb.problems import Problem, Problems

WORDY = 4.0
"""Mean number of words from which a column without a telling name may be the complaint."""
FEWEST_WORDS = 2.0
"""A column named like a complaint that has fewer words on average holds a class or a yes, not a telling."""
CLEARLY = 1.5
"""So many times wordier than the next one must it be."""

_TOLD = "(aduan|pengaduan|keluhan|laporan|masalah|permasalahan|pesan|curhat|curhatan|kejadian|kasus|pertanyaan)"
_TEXT = (
    rf"\b(isi|uraian|deskripsi|rincian|detail|detil|catatan|kronologi|kronologis|narasi|bunyi|teks)\b.*\b{_TOLD}\b",
    rf"^({_TOLD}|chat|uraian|kronologi|kronologis|narasi|cerita)( (kpm|warga|masyarakat|klien|pelapor|singkat|wa))*$",
    r"^(isi|deskripsi|teks|text|complaint|message|catatan|keterangan|komentar)$",
)
_NO_TEXT = (
    r"\b(tanggapan|jawaban|jawab|balasan|respon|respons|tindak|solusi|hasil|saran|kategori|jenis|status|no|nomor|kode|id|tanggal"
    r"|tgl|alamat|nama|petugas|disposisi|langkah|rencana|urgensi)\b"
)
_HOUSEHOLD = (
    r"^((no|nomor) )?(kk|kartu keluarga)$|^nokk$",
    r"^(kode|id|no|nomor) (keluarga|kpm|krt|rumah tangga|ruta|peserta|pkh)$",
    r"^(id|no|nomor) ?(idbdt|bdt|dtks|dtsen)$",
    r"^((no|nomor) )?(nik|ktp)( (kpm|pelapor|pengurus|klien|ibu))?$",
)
_WHOSE = "( (kpm|pelapor|domisili|klien))?$"
_PLACES = (
    rf"^(nama )?(kab|kabupaten|kota)( (kab|kabupaten|kota))?{_WHOSE}", rf"^(nama )?(kec|kecamatan|distrik){_WHOSE}",
    rf"^(nama )?(desa|kelurahan|kel|kampung|nagari|gampong)( (desa|kelurahan|kel|kampung))?{_WHOSE}",
)  # fmt: skip
_DATE = (
    r"\b(tgl|tanggal|waktu|hari)\b.*\b(lapor|laporan|pelaporan|aduan|pengaduan|masuk|terima|diterima|keluhan)\b",
    r"^(tgl|tanggal|date|waktu|timestamp|cap waktu|stempel waktu|created at)$",
    r"\b(tgl|tanggal|waktu)\b.*\bkejadian\b",
)
_OFFICIAL = (
    r"^(nama )?pendamping( (sosial|pkh|kpm|desa))*$", r"^(nama )?ketua( kelompok)?( (kpm|pkh))?$",
    r"^(nama )?agen( (bank|penyalur|brilink))?$", r"^(nama )?petugas( (lapangan|pkh))?$",
)  # fmt: skip


def guess_columns(header: tuple[str, ...], sample: Sequence[Row], *, text: tuple[int, ...] = ()) -> Mapping:
    """The mapping that names and contents suggest; `text`: the columns of the complaint where a person named them.

    Raises Problems when no complaint can be told among the columns.
    """
    found = guess(header, sample, text)
    if found.text:
        return found
    names = [header[i] for i, _ in _wordy(header, sample)] or list(header)
    message = "kolom aduan tidak dapat ditebak" if header else "daftar ini tidak punya kolom"
    hint = f"pakai --text KOLOM; calon: {', '.join(names[:6])}" if header else "periksa baris pertamanya"
    raise Problems([Problem("daftar", 0, 0, "kolom", message, hint)])


def guess(header: tuple[str, ...], sample: Sequence[Row], text: tuple[int, ...] = ()) -> Mapping:
    """As `guess_columns`; the mapping has no `text` when no complaint can be told."""
    names = [plain(name) for name in header]
    text = text or _text(header, sample)
    used = set(text)
    dates = [i for i in range(len(header)) if _is_dates(column(sample, i))]
    date = _first(names, _DATE, used, dates)
    household, official = _first(names, _HOUSEHOLD, used), _first(names, _OFFICIAL, used)
    places = tuple(i for level in _PLACES if (i := _first(names, (level,), used)) is not None)
    return Mapping(text=text, household=household, place=places, date=date, official=official)


def plain(name: str) -> str:
    """A column's name as small words: `No_KK` -> `no kk`, `isiAduan` -> `isi aduan`."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.findall(r"[^\W_]+", apart.casefold()))


def column(sample: Sequence[Row], index: int) -> list[str]:
    """What is filled in in one column of the sample."""
    texts = (written(row.cells[index]) for row in sample)
    return [text for text in texts if squeezed(text) not in EMPTY]


def words(texts: Sequence[str]) -> float:
    """Mean number of words."""
    return sum(len(text.split()) for text in texts) / len(texts) if texts else 0.0


def _first(names: list[str], patterns: Sequence[str], used: set[int], among: Sequence[int] | None = None) -> int | None:
    """The column with the best name that is not used yet; it counts as used from now on."""
    for pattern in patterns:
        for i in range(len(names)) if among is None else among:
            if i not in used and re.search(pattern, names[i]):
                used.add(i)
                return i
    return None


def _text(header: tuple[str, ...], sample: Sequence[Row]) -> tuple[int, ...]:
    """The column with the best name, the wordiest among equals; without such a name the clearly wordiest; or none."""
    length = [words(column(sample, i)) for i in range(len(header))]
    for pattern in _TEXT:
        named = [i for i, name in enumerate(header) if re.search(pattern, plain(name)) and not _is_other(name)]
        told = [i for i in named if length[i] >= FEWEST_WORDS or not column(sample, i)]
        if told:
            return (max(told, key=lambda i: (length[i], -i)),)
    wordy = _wordy(header, sample)
    if wordy and (len(wordy) == 1 or wordy[0][1] >= CLEARLY * wordy[1][1]):
        return (wordy[0][0],)
    return ()


def _wordy(header: tuple[str, ...], sample: Sequence[Row]) -> list[tuple[int, float]]:
    """Columns that hold sentences, the wordiest first, with their mean number of words."""
    found = [(i, words(column(sample, i))) for i, name in enumerate(header) if not _is_other(name)]
    return sorted(((i, mean) for i, mean in found if mean >= WORDY), key=lambda one: (-one[1], one[0]))


def _is_other(name: str) -> bool:
    """Named as something that is no complaint: an answer, a class, a number, an address."""
    return re.search(_NO_TEXT, plain(name)) is not None


def _is_dates(texts: list[str]) -> bool:
    """Most of it can be read as dates, or nothing stands there."""
    return 2 * sum(day_of(text) is not None for text in texts) >= len(texts)
