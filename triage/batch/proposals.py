"""What a structured column probably says: a field by its name, one sign by its name, or signs by its values.

Only ever a proposal for a person to correct.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from triage.batch.cells import squeezed
from triage.batch.fields import SIGNS, YES_NO, Target, read_value, targets
from triage.batch.guess import plain, words
from triage.kb.types import Knowledge
from triage.model import Evidence

Reader = Callable[[str], tuple[Evidence, ...]]
FEW = 30
"""A class has at most so many different values in the sample."""
SHORT = 6.0
"""And at most so many words on average."""
_FIELDS = (
    ("kartu.keadaan", r"\b(kondisi|keadaan|status)\b.*\b(kartu|kks|atm)\b"),
    ("kartu.pemegang", r"\b(pemegang|dipegang|memegang)\b"), ("kartu.pin_lupa", r"\bpin\b.*\blupa\b|\blupa pin\b"),
    ("kartu.nama_sesuai_ktp", r"\bnama\b.*\bsesuai\b"), ("pembayaran.saldo", r"\bsaldo\b"),
    ("pembayaran.tahap_tidak_masuk", r"\btahap\b.*\b(tidak|tdk|belum|blm|gagal)\b"),
    ("pembayaran.batas_ambil", r"\bbatas\b.*\b(ambil|pengambilan|pencairan)\b"),
    ("pembayaran.dipotong", r"\b(dipotong|potongan)\b"), ("kepesertaan.desil", r"\bdesil\b"),
    ("kepesertaan.komponen_aktif", r"\bjumlah komponen\b|\bkomponen aktif\b"),
    ("kepesertaan.terdaftar", r"\b(terdaftar|peserta pkh|penerima pkh)\b"), ("kepesertaan.graduasi", r"\bgraduasi\b"),
    ("rumah.layak", r"\brumah layak\b|\blayak huni\b"), ("rumah.air_bersih", r"\bair bersih\b"),
    ("rumah.jamban", r"\bjamban\b"), ("rumah.bencana", r"\bbencana\b"),
    ("ekonomi.utang", r"\b(utang|hutang|pinjaman)\b"),
    ("anggota.kehamilan.usia_minggu", r"\b(usia|umur) (hamil|kehamilan|kandungan)\b"), ("anggota.hamil", r"\bhamil\b"),
    ("anggota.usia", r"\b(usia|umur)\b"), ("anggota.sekolah.kehadiran_persen", r"\bkehadiran\b"),
    ("anggota.sekolah.jenjang", r"\b(jenjang|tingkat) (sekolah|pendidikan)\b|\bjenjang\b"),
    ("anggota.sekolah.status", r"\bsekolah\b"), ("anggota.imunisasi", r"\bimunisasi\b"),
    ("anggota.gizi", r"\b(gizi|stunting)\b"), ("anggota.disabilitas.jenis", r"\b(disabilitas|difabel)\b"),
    ("anggota.sakit.jkn_aktif", r"\b(jkn|bpjs|kis)\b"), ("pelapor", r"^((peran|status|jenis) )?pelapor$"),
)  # fmt: skip
_MEMBERS = (
    ("anak1", "anak", r"\b(anak|balita|bayi|siswa|sekolah|imunisasi|gizi|kehadiran|jenjang)\b"),
    ("lansia1", "orang_tua", r"\b(lansia|kakek|nenek|orang tua)\b"),
    ("suami1", "suami", r"\bsuami\b"),
    ("kpm1", "kpm", ""),
)
_MEANS = {
    **dict.fromkeys(("y", "iya", "yes", "true", "v", "√", "✓", "1", "ada"), "ya"),
    **dict.fromkeys(("t", "tdk", "no", "n", "false", "0", "tidak ada", "tdk ada"), "tidak"),
}
_SAID = {
    "aman": "ada", "baik": "ada", "patah": "rusak", "retak": "rusak", "ditelan": "tertelan", "blokir": "terblokir",
    "sendiri": "kpm", "ketua": "ketua_kelompok", "0": "nol", "kosong": "nol", "nihil": "nol", "utuh": "normal",
    "penuh": "normal", "berhenti": "putus",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """One column's entry of a map file. values: what is written -> its translation, '' for not known.

    open: other values are to count as not known.
    """

    target: Target
    sign: str = ""
    member: str = ""
    role: str = ""
    values: dict[str, str] = field(default_factory=dict)
    open: bool = False

    @property
    def fills(self) -> tuple[str, str]:
        """What no second column may fill, except with signs."""
        return self.target.path, self.member


def propose(name: str, filled: Sequence[str], knowledge: Knowledge, read: Reader) -> Proposal | None:
    """What the column with this name probably says; None when nothing fits what is filled in."""
    first: dict[str, str] = {}
    for text in filled:
        first.setdefault(squeezed(text), text)
    values = list(first.values())
    if words(values) > SHORT:
        return None
    return _field(name, values) or _sign(name, values, knowledge, read) or _class(values, knowledge, read)


def _field(name: str, values: list[str]) -> Proposal | None:
    """The field that is called so: with a closed list for a class, else if at least half of it can be read."""
    path = next((path for path, pattern in _FIELDS if re.search(pattern, plain(name))), None)
    if path is None:
        return None
    target = targets()[path]
    made = {text: _translated(target, text) for text in values}
    fits = len(values) <= FEW if target.values else 2 * sum(map(bool, made.values())) >= len(values)
    if not fits:
        return None
    code, role = _member(name) if target.of_member else ("", "")
    needed = {text: meaning for text, meaning in made.items() if meaning != text}
    return Proposal(target, "", code, role, dict(islice(needed.items(), FEW)), open=len(needed) > FEW)


def _member(name: str) -> tuple[str, str]:
    return next((code, role) for code, role, pattern in _MEMBERS if re.search(pattern, plain(name)))


def _translated(target: Target, text: str) -> str:
    """As it stands when it can be read, else the value it resembles; '' for none."""
    try:
        read_value(target, text)
    except ValueError:
        if target.kind == "yes_no":
            return _MEANS.get(squeezed(text), "")
        return _resembling(target.values, text) if target.kind in ("choice", "choices") else ""
    return text


def _resembling(known: Sequence[str], text: str) -> str:
    parts = plain(text).split()
    inside = [value for value in known if set(value.split("_")) <= set(parts)]
    near = difflib.get_close_matches("_".join(parts), known, n=1, cutoff=0.7)
    said = [value for part in parts if (value := _SAID.get(part, "")) in known]
    return next(iter([*inside, *near, *said]), "")


def _sign(name: str, values: list[str], knowledge: Knowledge, read: Reader) -> Proposal | None:
    """The sign that the name itself tells, for a column of yes and no."""
    means = {text: _MEANS.get(squeezed(text), squeezed(text)) for text in values}
    if not values or not set(means.values()) <= set(YES_NO):
        return None
    told = [e for e in read(name) if e.state == "present" and knowledge.signs[e.sign].kind == "problem"]
    if not told:
        return None
    needed = {text: meaning for text, meaning in means.items() if squeezed(text) != meaning}
    return Proposal(Target(SIGNS, "yes_no"), told[0].sign, values=needed)


def _class(values: list[str], knowledge: Knowledge, read: Reader) -> Proposal | None:
    """Signs that the values tell, when there are few values and at least half of them tell one."""
    if not 0 < len(values) <= FEW:
        return None
    made = {text: next((n for e in read(text) if (n := _notation(e, knowledge))), "") for text in values}
    told = 2 * sum(map(bool, made.values())) >= len(values)
    return Proposal(Target(SIGNS, "signs"), values=made, open=True) if told else None


def _notation(evidence: Evidence, knowledge: Knowledge) -> str:
    """A problem as a map file writes it; '' for what is no problem or not certain."""
    sign = knowledge.signs[evidence.sign]
    if evidence.state is None or sign.kind != "problem" or evidence.certainty != "certain":
        return ""
    actor = f"@{evidence.actor}" if evidence.actor and evidence.actor != sign.default_actor else ""
    return f"-{sign.id}" if evidence.state == "absent" else sign.id + actor
