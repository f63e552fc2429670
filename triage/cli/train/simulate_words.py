"""The words of a simulation on a terminal."""

from __future__ import annotations

TITLE = "Simulasi"
LEAD = (
    "Bertanyalah, lalu putuskan. Orang ini rekaan; jawabannya dinilai terhadap rencana untuk keadaan yang sebenarnya."
)
ASK = "Apa yang Anda tanyakan?"
ASK_HELP = "Enter saja: pertanyaan lain."
SAFE, ENOUGH = "Pastikan dulu tidak ada yang mendengar", "Cukup, saya putuskan sekarang"
YOU, CLIENT = "Anda", "Klien"
KNOWN, NOTHING_KNOWN = "Yang sudah diketahui", "belum ada"
ASKED = "{} pertanyaan"
NOT_UNDERSTOOD = "Pilih dari daftarnya."
NO_WAY_BACK = "Keputusan tidak ditarik kembali di sini."
CONSEQUENCE = "AKIBAT"
ANSWER = "Apa jawab Anda?"
LEFT = "Simulasi tersimpan; lanjutkan dengan triage train simulate --resume"
STAGES = {
    "bahaya": ("Bahaya apa yang ada sekarang?", "Tidak ada bahaya: Enter saja."),
    "kasus": ("Kasus apa saja ini?", ""),
    "urgensi": ("Seberapa mendesak?", ""),
    "langkah": ("Apa yang Anda lakukan atau sarankan?", "Yang tidak dipilih tidak dikerjakan."),
    "rujukan": ("Ke mana dirujuk?", ""),
    "larangan": ("Mana yang TIDAK boleh dilakukan?", ""),
    "etika": ("Mana yang akan Anda lakukan?", ""),
}
PARTS = {
    "bahaya": "Bahaya", "kasus": "Kasus", "urgensi": "Urgensi", "langkah": "Langkah", "rujukan": "Rujukan",
    "larangan": "Yang tidak boleh", "etika": "Etika", "tanya": "Bertanya",
}  # fmt: skip
URGENCIES = {
    "darurat": "darurat: sekarang, lewat telepon",
    "mendesak": "mendesak: hari ini atau besok",
    "terencana": "terencana: dalam tujuh hari",
    "rutin": "rutin: pertemuan berikutnya",
}
FAULTS = {
    "bahaya_terlewat": "Bahaya terlewat",
    "terlalu_rendah": "Urgensi terlalu rendah",
    "terlalu_tinggi": "Urgensi terlalu tinggi",
    "saluran": "Saluran keliru",
    "nasihat_terlarang": "Dilarang, tetapi dilakukan",
    "etika": "Melanggar etika",
    "terdengar": "Hal pribadi ditanyakan saat ada yang mendengar",
    "kurang_bertanya": "Belum terungkap",
    "terlalu_banyak": "Terlalu banyak bertanya",
    "pergi": "Simulasi terhenti",
}
PASSED, FAILED = "LULUS", "BELUM LULUS"
SCORE = "{} dari 100"
FATAL = "tidak dapat lulus dengan ini"
YOURS, PLANS = "Anda", "Rencana"
SAME, MISSED, NOTHING = "=", "+", "(tidak ada)"
LEGEND = "= sama, + terlewat, {} keliru"
UNDECIDED = "tidak sempat diputuskan"
SOURCES = "sumber: {}"
NOT_TOLD = "Tidak sempat terungkap"
AGAIN = "Ulangi: triage train simulate {} --seed {}"
AGAIN_RANDOM = "Ulangi: triage train simulate --random --case {} --seed {}"
STUDY = "Pelajari: triage train study {}"
