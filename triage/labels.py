"""What closed ids are called in Indonesian, on every surface: owners, phases, roles."""

from __future__ import annotations

from triage.model import Owner, Phase

OWNERS: dict[Owner, str] = {
    "kpm": "KPM",
    "pendamping": "pendamping",
    "korkab": "korkab PKH",
    "dinsos": "Dinsos",
    "keluarga": "keluarga",
    "perangkat_desa": "perangkat desa",
    "peksos": "pekerja sosial",
    "pihak_rujukan": "pihak rujukan",
}
PHASES: dict[Phase, str] = {
    "selamatkan": "selamatkan",
    "hubungi": "hubungi",
    "amankan_bukti": "amankan bukti",
    "rujuk": "rujuk",
    "urus": "urus",
    "edukasi": "edukasi",
    "pantau": "pantau",
}
ROLES: dict[str, str] = {
    "kpm": "KPM",
    "suami": "suami",
    "istri": "istri",
    "anak": "anak",
    "orang_tua": "orang tua",
    "mertua": "mertua",
    "keluarga_lain": "anggota keluarga lain",
    "mantan": "mantan pasangan",
    "tetangga": "tetangga",
    "warga": "warga",
    "pendamping": "pendamping",
    "ketua_kelompok": "ketua kelompok",
    "agen": "agen",
    "aparat_desa": "aparat desa",
    "petugas_lain": "petugas lain",
    "rentenir": "rentenir",
    "calo": "calo",
    "majikan": "majikan",
    "guru": "guru",
    "orang_tak_dikenal": "orang tak dikenal",
}
