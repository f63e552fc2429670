"""Which files there are, of which kind, and which class of `validate.py` or which model reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from triage.check.scenarios import Told
from triage.facts.column_map import ColumnMap
from triage.facts.household import Household
from triage.kb import types as t
from triage.kb.build import KINDS
from triage.kb.invariants import InvariantDef
from triage.plan.district import District
from triage.train.course import Course

Shape = Literal["mapping", "list", "one", "stories"]


@dataclass(frozen=True, slots=True)
class FileKind:
    """shape: a mapping from id to entry, a list of entries, one entry, or tellings under their cases."""

    name: str
    title: str
    shape: Shape
    entry: type[Any]


_TITLES = {
    "signs": "Tanda: apa yang dapat diamati", "steps": "Langkah", "referrals": "Lembaga rujukan",
    "prohibitions": "Larangan", "reminders": "Pengingat etika", "tags": "Jenis langkah", "dangers": "Tanda bahaya",
    "modules": "Modul P2K2", "bypass": "Peran yang dilewati dan penggantinya", "thresholds": "Ambang",
    "inquiries": "Pertanyaan tata cara", "screening": "Pertanyaan keselamatan yang didahulukan",
    "sources": "Sumber",
}  # fmt: skip
FILE_KINDS: dict[str, FileKind] = {
    **{name: FileKind(name, _TITLES[name], "mapping", cls) for name, (_, cls) in KINDS.items()},
    "cases": FileKind("cases", "Kasus", "list", t.CaseDef),
    "rules": FileKind("rules", "Satu aturan", "one", t.RuleDef),
    "language": FileKind("language", "Kata, kelas kata, orang, penanda", "one", t.LanguageDef),
    "stories": FileKind("stories", "Kisah karangan bagi pembaca kedua", "stories", t.StoriesDef),
    "waivers": FileKind("waivers", "Pengecualian pemeriksaan", "list", t.WaiverDef),
    "invariants": FileKind("invariants", "Pernyataan yang selalu benar", "list", InvariantDef),
    "overlay": FileKind("overlay", "Lapisan daerah: yang diganti dan dimatikan, dan mengapa", "one", t.OverlayDef),
    "scenarios": FileKind("scenarios", "Skenario", "list", Told),
    "household": FileKind("household", "Berkas rumah tangga", "one", Household),
    "district": FileKind("district", "Berkas daerah", "one", District),
    "course": FileKind("course", "Berkas kursus", "one", Course),
    "map": FileKind("map", "Peta kolom daftar aduan", "one", ColumnMap),
}
