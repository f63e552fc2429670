"""Every fixed Indonesian word of the handbook."""

from __future__ import annotations

from triage.kb.types import Group
from triage.labels import PHASES as LOWER_PHASES
from triage.model import Phase, Urgency

GROUPS: dict[Group, str] = {
    "berat": "Kasus berat",
    "teknis_kks": "Kartu KKS dan pencairan",
    "ringan": "Kasus ringan",
    "lainnya": "Kasus lain",
    "tambahan": "Kasus tambahan",
    "faq": "Tanya jawab",
    "kasus_sertifikasi": "Uji sertifikasi",
    "disebut": "Disebut dalam bahan",
    "pendamping": "Tentang pendamping sendiri",
}
PHASES: dict[Phase, str] = {phase: word.capitalize() for phase, word in LOWER_PHASES.items()}
URGENCIES: dict[Urgency, str] = {
    "darurat": "nyawa, badan, kebebasan, atau uang sedang hilang; bertindak sekarang, lewat telepon",
    "mendesak": "dapat menjadi berat dalam beberapa hari; mulai hari ini atau besok",
    "terencana": "perlu rencana dan lembaga lain; mulai dalam tujuh hari",
    "rutin": "keterangan dan pendidikan; pada pertemuan berikutnya",
}
CONTACTS = {
    "phone": "telepon",
    "emergency": "telepon",
    "whatsapp": "WA",
    "sms": "SMS",
    "web": "laman",
    "email": "surel",
    "address": "alamat",
}
DUE_UNITS = {"h": "jam", "wh": "jam kerja", "d": "hari", "wd": "hari kerja"}
SOURCES = {
    "dokumen": "dokumen",
    "halaman_publik": "halaman publik",
    "peraturan": "peraturan",
    "usulan": "usulan proyek ini",
}
KINDS = {
    "cases": "kasus",
    "dangers": "bahaya",
    "referrals": "rujukan",
    "prohibitions": "larangan",
    "reminders": "etika",
    "inquiries": "tata cara",
    "thresholds": "angka",
    "modules": "modul",
    "rules": "aturan",
    "steps": "langkah",
    "signs": "tanda",
}
VERIFY = "perlu diverifikasi"
GATED = "Ada syaratnya: lihat halaman kasusnya."
NO_CONTACT = "tanyakan nomor setempat"
TERMS = (
    ("DTSEN", "data tunggal sosial dan ekonomi nasional; dasar penerima bantuan. Dulu DTKS."),
    ("Desil", "kelompok kesejahteraan keluarga, dari 1 (paling miskin) sampai 10."),
    ("Graduasi", "keluar dari program karena sudah mampu, dengan kemauan sendiri atau karena syaratnya habis."),
    ("JKN dan PBI", "jaminan kesehatan nasional; PBI adalah peserta yang iurannya dibayar negara."),
    ("KKS", "Kartu Keluarga Sejahtera, kartu bank tempat bantuan masuk."),
    ("Komponen", "anggota keluarga yang menjadi alasan menerima PKH, misalnya ibu hamil, anak sekolah, lansia."),
    ("Korkab", "koordinator PKH kabupaten atau kota, atasan pendamping."),
    ("KPM", "keluarga penerima manfaat; di sini juga pengurus yang mewakilinya."),
    ("P2K2 atau FDS", "pertemuan bulanan kelompok untuk belajar; bahannya dibagi dalam modul."),
    ("Pendamping", "petugas PKH yang mendampingi keluarga di wilayahnya."),
    ("PKH", "Program Keluarga Harapan, bantuan bersyarat untuk keluarga miskin."),
    ("Tanda", "satu hal yang dilihat atau diceritakan. Yang belum ditanyakan bukan berarti tidak ada."),
    ("Verval", "verifikasi dan validasi data keluarga."),
)
USAGE = """\
## Membaca satu halaman kasus

1. **Kapan memikirkan kasus ini**: tanda-tandanya. Yang tidak disebut orang bukan berarti tidak ada; tanyakan.
2. **Urgensi**: seberapa cepat, dan apa yang mengubahnya.
3. **Langkah**: menurut tahap, dengan pelaksana dan batas waktunya. *Dengan persetujuan* berarti tanyakan dulu
   kepada orangnya.
4. **Ke mana merujuk**: nama lembaga sekarang, nama lamanya, dan nomornya. Nomor bertanda *perlu diverifikasi*
   dicek dulu di daerah Anda.
5. **JANGAN**: baca sebelum berangkat. Larangan menang atas langkah mana pun.
6. **Yang perlu ditanyakan**: jawabannya dapat mengubah urgensi dan langkah.

Satu keluarga sering membawa beberapa kasus sekaligus. Bila ada [bahaya](bahaya.md), dahulukan bahayanya.

## Memakai programnya

Program `triage` membaca cerita, mencari kasusnya, dan menyusun satu rencana dari semua halaman yang berlaku:

    triage new "kartu saya hilang di pasar"
    triage new -f keluarga.yaml
    triage new "…" -o rencana.html

Cara lengkapnya ada di [panduan singkat](../panduan.md).

## Bila programnya dan buku ini berbeda

Isinya satu sumber. Rencana dari program lebih tepat untuk satu keluarga: langkah yang dilarang sudah dibuang,
langkah beberapa kasus sudah digabung, dan orang yang diadukan sudah dilewati. Halaman buku memuat semua kemungkinan.

## Batas

Buku ini alat bantu pertimbangan: bukan keputusan, bukan diagnosis, bukan nasihat hukum. Halaman ini dibuat dari
basis pengetahuan dengan `triage kb docs`; perbaikan dilakukan di basis pengetahuan, bukan di halamannya.
"""
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
