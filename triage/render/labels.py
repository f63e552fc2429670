"""Every Indonesian word that several surfaces show: labels of closed lists, headings, fixed sentences."""

from __future__ import annotations

from triage.labels import OWNERS, PHASES, ROLES
from triage.model import Outcome, Urgency

__all__ = ["OWNERS", "PHASES", "ROLES"]  # with everything below

URGENCIES: dict[Urgency, str] = {
    "darurat": "darurat",
    "mendesak": "mendesak",
    "terencana": "terencana",
    "rutin": "rutin",
}
OUTCOMES: dict[Outcome, str] = {
    "plan": "RENCANA",
    "need_more_information": "PERLU KETERANGAN",
    "inquiry": "PERTANYAAN",
    "out_of_scope": "DI LUAR CAKUPAN",
}
CONTACTS: dict[str, str] = {
    "phone": "telepon",
    "emergency": "telepon",
    "whatsapp": "WA",
    "sms": "SMS",
    "web": "laman",
    "email": "surel",
    "address": "alamat",
}
DIALLED = ("emergency", "phone", "whatsapp", "sms")

# headings
FINDINGS = "Yang terbaca"
STEPS = "Langkah"
REFERRALS = "Rujukan"
TURN_TO = "Ke mana bertanya"
LINE = "berkas, baris"
BYPASS = "Jangan lewat"
PROHIBITIONS = "JANGAN"
REMINDERS = "Etika"
QUESTIONS = "Masih perlu ditanyakan"
ASK_FIRST = "Tanyakan dulu"
CONFLICTS = "Keterangan berbeda"
SUGGESTIONS = "Mungkin juga"
WORSE = "Ceritanya mirip «{title}», yang lebih mendesak: tanyakan itu dulu."
ANSWER = "Jawaban"
WHO = "siapa"
DUE = "paling lambat"
BECAUSE = "karena"
MODULE = "Bahan P2K2"
LAPSES = {"value": "angka «{}»", "name": "nama {}", "contact": "kontak {}"}
LAPSED = "{what} berlaku sampai {day}, periksa"
NOT_YET = "{what} baru berlaku sejak {day}, periksa"
KNOWLEDGE = "Basis pengetahuan"
PAGE_TITLE = "Rencana penanganan"

# marks and short connectors
SUSPECTED = "dugaan"
OTHER_HOUSEHOLD = "rumah tangga lain"
CONSENT = "dengan persetujuan"
VERIFY = "cek nomor setempat"
FORMERLY = "dulu"
INSTEAD = "sebagai ganti"
ANSWERED = "jawaban"
DENIED = "dijawab tidak"
PRESENT = "ya"
ABSENT = "tidak"
UNCLEAR = "belum jelas"
LIKE = "mirip"
MADE = "Disusun"
CALL = "Telepon:"
NOW = "sekarang"
TODAY = "hari ini"
TOMORROW = "besok"
AT = "pukul"

# fixed sentences
ACT_NOW = "bertindak sekarang, sebelum hal lain"
FIRST_DUE = "langkah pertama paling lambat"
MANY_DANGERS = "{n} bahaya sekaligus"
READ_PARTS = "Yang terbaca: {parts}."
READ_NOTHING = "Tidak ada bagian cerita yang dikenali."
NEED_MORE = "keterangan belum cukup"
NEED_MORE_NOTE = "Belum cukup untuk menyusun rencana; jawaban atas pertanyaan di bawah menentukan langkahnya."
OUT_OF_SCOPE = "tidak ada kasus yang cocok"
OUT_OF_SCOPE_NOTE = (
    "Tidak ada kasus dalam basis pengetahuan ini yang cocok dengan cerita itu. Ini bukan tanda bahwa"
    " masalahnya tidak ada."
)
IN_DANGER = "Bila ada bahaya sekarang: telepon 112 (bila tersedia di daerah ini) atau polisi 110."
SAFER_TAKEN = "dipakai yang lebih aman sampai jelas"
GUESS_ONLY = "hanya dugaan dari kemiripan kalimat; tanyakan dulu"

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DAYS_SHORT = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def subject_label(subject: str) -> str:
    """'' for the household itself, else whom a finding is about."""
    if subject == "household":
        return ""
    if subject == "other_household":
        return OTHER_HOUSEHOLD
    if subject.startswith("member:"):
        key = subject.removeprefix("member:").removeprefix("?")
        return ROLES.get(key, key)
    return ROLES["pendamping"] if subject == "facilitator" else subject


def role_label(role: str) -> str:
    """The Indonesian name of an actor role."""
    return ROLES.get(role, role.replace("_", " "))
