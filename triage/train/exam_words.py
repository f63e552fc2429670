"""What tests and quizzes call their closed lists, and how they say times."""

from __future__ import annotations

from triage.train.exam import Mode
from triage.train.model import Domain, Kind, Level

DOMAINS: dict[Domain, str] = {
    "pengetahuan": "Pengetahuan",
    "nilai": "Nilai",
    "keterampilan": "Keterampilan",
}
LEVELS: dict[Level, str] = {"mudah": "Mudah", "sedang": "Sedang", "sukar": "Sukar"}
KINDS: dict[Kind, str] = {
    "kasus": "kasus mana",
    "urgensi": "urgensi",
    "rujukan": "rujukan",
    "urutan": "urutan langkah",
    "larangan": "nasihat yang dilarang",
    "etika": "etika",
    "tanya": "pertanyaan berikutnya",
    "nama": "nama lama dan baru",
    "ingkar": "yang tidak ada",
    "catatan": "catatan kasus",
}
MODES: dict[Mode, str] = {"pretes": "Pretes", "postes": "Postes", "sertifikasi": "Latihan uji sertifikasi"}


def duration(seconds: float) -> str:
    """'1 jam 5 menit', '40 detik'; never below zero."""
    whole = max(0, round(seconds))
    hours, minutes = whole // 3600, whole % 3600 // 60
    parts = [f"{hours} jam"] if hours else []
    parts += [f"{minutes} menit"] if minutes else []
    return " ".join(parts) or f"{whole} detik"


def clock(seconds: float) -> str:
    """'1:05:09' or '4:09', as on a clock that runs."""
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
