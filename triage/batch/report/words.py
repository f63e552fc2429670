"""Every fixed Indonesian word of the report."""

from __future__ import annotations

from triage.batch.model import Reason

TITLE = "Gambaran aduan"
CONTENTS = "Isi halaman"
ROW, ROWS_ALL, OTHER, NONE = "aduan", "jumlah", "lain", "belum jelas"
"""Column names; `lain` is everything below mendesak."""
FIRE, SOON = "darurat", "mendesak"
LEVELS = ("belum ada kelas", "rutin", "terencana", SOON, FIRE)
"""By urgency rank, from -1."""

URGENCY, SPOTS, CASES, GROUPS = "Urgensi", "Perlu dicek bersama", "Kasus", "Kelompok kasus"
WEEKS, PLACES, REPEATS = "Per minggu", "Tempat", "Keluarga berulang"
UNCLEAR, DATA, ABOUT = "Belum terbaca", "Mutu data", "Tentang halaman ini"

READ_FIRST = (
    "Halaman ini menghitung hasil baca program, bukan putusan. Yang disebut dugaan perlu dicek dulu; baca aduannya"
    " sebelum bertindak."
)
NO_CHART = "Grafik tidak digambar: pustakanya belum terpasang (pip install 'triage-pkh[report]'). Angkanya ada."
CHART = "Grafik {title}. Angkanya ada di tabel «{title}»."
NOTHING = "Tidak ada."
MORE = "dan {n} lagi"
MORE_LISTED = "{n} lainnya tidak ditampilkan."
OTHER_CASES = "Kasus lainnya"

SPOT_RULE = (
    "{fewest} aduan atau lebih, dari keluarga berbeda, menunjuk hal yang sama. Satu keluarga dihitung sekali."
    " Ini dugaan: orangnya belum tentu sama dan belum tentu bersalah; petugas yang tercatat pada aduan belum tentu"
    " orang yang diduga. Jangan menegur atau memberi tahu yang diduga; serahkan kepada petugas yang berwenang mengecek."
)
SPOT = {
    "petugas": "Dugaan tentang {what}; petugas yang tercatat {at}",
    "peran": "Dugaan tentang {what} di {at}",
    "tempat": "Bahaya yang sama di {at}: {what}",
}
SPOT_NOWHERE = "Dugaan tentang {what}; tempat tidak tercatat"
SPOT_COUNT = "{n} aduan"
BECAUSE = "karena"
AT_ROWS = "baris"
SPOTS_NONE = "Belum ada {fewest} aduan dari keluarga berbeda yang menunjuk hal yang sama."

CASES_RULE = "Satu aduan dapat berisi beberapa kasus."
GROUPS_RULE = "Kelompok menurut bahan asal kasusnya; bukan ukuran urgensi."
WEEKS_RULE = "Minggu dimulai hari Senin. Minggu terakhir mungkin belum lengkap."
WEEKS_EARLIER = "sebelumnya"
WEEK = "{day} {month} {year}"
PLACES_RULE = "Urut darurat terbanyak. Jumlah penduduk tidak ditimbang; tempat yang sepi aduan belum tentu aman."
REPEATS_RULE = (
    "{n} dari {of} keluarga mengadu lebih dari sekali ({rows} aduan). Baca bersama: masalahnya mungkin belum selesai."
)
REPEATS_NO_KEY = "Daftar ini tidak punya kolom kunci keluarga yang dapat dipakai."
REPEATS_COLUMNS = ("aduan", "urgensi tertinggi", "baris")

UNCLEAR_RULE = "Yang belum terbaca perlu dibaca orang: bukan berarti tidak ada masalah."
OUTCOMES = {
    "plan": "ada rencana",
    "need_more_information": "keterangan belum cukup",
    "inquiry": "pertanyaan tata cara",
    "out_of_scope": "tidak ada kasus yang cocok",
}
OUTCOME_TITLE, REASON_TITLE = "Hasil baca", "Alasan perlu diperiksa sendiri"
SUGGESTION_TITLE = "Mungkin mirip kasus ini"
SUGGESTION_RULE = "Hanya kemiripan kalimat pada aduan yang belum terbaca; bukan temuan."
NO_WORDS = "Kata-kata yang belum dikenal tidak dimuat, karena dapat berupa nama orang."

DATA_ROWS = "aduan dibaca program"
REFUSED = "baris ditolak (lihat berkas tolakan)"
COPIES = "salinan persis aduan lain"
DATA_NAMES = {
    "teks_kosong": "teks aduan kosong",
    "kunci_kosong": "tanpa kunci keluarga",
    "kunci_rusak": "kunci keluarga rusak oleh lembar kerja (3,2E+15 atau berakhir 0000)",
    "tempat_kosong": "tanpa tempat",
    "tanggal_kosong": "tanpa tanggal",
    "tanggal_tidak_terbaca": "tanggal tidak terbaca",
    "tanggal_nanti": "tanggal sesudah minggu ini",
    "tanggal_terlalu_lama": "tanggal sebelum PKH ada (2007)",
}
REJECTS: dict[Reason, str] = {
    "jumlah_kolom": "jumlah kolom tidak cocok",
    "tidak_terbaca": "huruf tidak terbaca",
    "terlalu_panjang": "terlalu panjang",
    "json_rusak": "JSON rusak",
    "nilai_tidak_sah": "nilai tidak sah",
    "kutip_tidak_tutup": "tanda kutip tidak ditutup",
    "kosong": "baris kosong",
}
DATA_COLUMNS = ("keadaan", "baris")
REJECT_TITLE = "Sebab ditolak"

NOTES = (
    "Nomor baris adalah urutan dalam daftar asal, mulai dari 1; baris judul tidak dihitung.",
    "Isi aduan, nama, NIK, dan nomor kartu tidak dimuat. Petugas hanya ditulis inisialnya.",
    "Keluarga dikenali dari kode acak yang dibuat untuk sekali hitung dan tidak disimpan di halaman ini.",
    "Tanggal dibaca dengan urutan hari, bulan, tahun.",
    "Nama tempat dan nomor baris dapat menunjuk orang. Simpan seperti berkas kasus; jangan dikirim ke grup.",
)
SOURCE = "Sumber"
