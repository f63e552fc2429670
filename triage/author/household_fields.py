"""What the fields of a household file, a district file and a map file mean, where their names do not say it all."""

from __future__ import annotations

YES = "ya atau tidak; kosongkan bila tidak tahu."

FIELDS: dict[str, dict[str, str]] = {
    "Household": {
        "kode": "Kode berkas buatan sendiri; jangan nama atau NIK.", "pelapor": "Siapa yang bercerita.",
        "anggota_lengkap": "ya bila semua anggota keluarga sudah ditulis; barulah yang tidak ada berarti tidak.",
        "anggota": "Anggota keluarga, tanpa nama.", "kartu": "Keadaan kartu KKS.", "pembayaran": "Uang bantuan.",
        "kepesertaan": "Kepesertaan PKH dan pemutakhiran data.", "rumah": "Rumah dan bencana.",
        "ekonomi": "Utang, usaha, makan.", "keamanan": "Kekerasan dan keselamatan.", "hukum": "Perkara hukum.",
        "pendamping": "Keadaan pendamping sendiri.", "tanda": "Tanda yang diisi langsung: id tanda dan ya atau tidak.",
        "catatan": "Cerita dengan kata-kata sendiri; dibaca seperti aduan.",
    },
    "Member": {
        "kode": "Kode pendek anggota, misalnya anak1; jangan nama.", "peran": "Peran dalam keluarga.",
        "usia": "Umur dalam tahun; bayi 6 bulan = 0.5.", "imunisasi": "Kelengkapan imunisasi menurut umurnya.",
        "gizi": "Status gizi menurut petugas kesehatan.", "tanda": "Id tanda tentang anggota ini; -id bila tidak.",
    },
    "School": {"kehadiran_persen": "Kehadiran dalam persen, 0 sampai 100.", "absen_hari": "Lama tidak masuk, hari."},
    "Pregnancy": {"usia_minggu": "Umur kehamilan dalam minggu.", "kunjungan": "Berapa kali sudah diperiksa."},
    "Work": {"jam_per_hari": "Jam kerja sehari."},
    "Illness": {"jadwal_terapi": "Tanggal terapi berikutnya.", "jkn_aktif": "Apakah kepesertaan JKN aktif."},
    "Card": {
        "pemegang": "Siapa yang memegang kartu.",
        "pin_diketahui": "Siapa selain KPM yang tahu PIN; jangan tulis PIN-nya.",
    },
    "Payment": {
        "tahap_tidak_masuk": "Berapa tahap berturut-turut tidak masuk.", "riwayat": "Isi riwayat transaksi bank.",
        "batas_ambil": "Tanggal terakhir mengambil bantuan.",
    },
    "Membership": {"desil": "Desil 1 sampai 10.", "absen_p2k2_berturut": "Berapa kali berturut-turut tidak hadir."},
    "Housing": {"luas_per_jiwa": "Meter persegi per orang.", "digusur_tanggal": "Tanggal rencana penggusuran."},
    "Economy": {"tunggakan_bulan": "Berapa bulan menunggak.", "usaha_turun_persen": "Turunnya hasil usaha, persen."},
    "Safety": {"hari_sejak_kejadian": "Berapa hari sejak kejadian terakhir.", "pelaku": "Peran orang yang diduga."},
    "Legal": {"tanggal_sidang": "Tanggal sidang berikutnya."},
    "Facilitator": {"jumlah_kpm": "Banyaknya KPM yang didampingi."},
    "District": {
        "nama": "Nama kabupaten atau kota.", "zona_waktu": "Zona waktu, misalnya Asia/Jakarta.",
        "buka": "Jam buka kantor, misalnya \"08:00\".", "tutup": "Jam tutup kantor.",
        "hari_libur": "Hari libur daerah di luar libur nasional.", "kantor": "Id rujukan dan kantor setempatnya.",
    },
    "LocalOffice": {
        "nama": "Nama kantor.", "wilayah": "Wilayah layanannya.", "jam_buka": "Jam buka, dengan kata-kata.",
        "berkas": "Yang perlu dibawa.", "kontak": "Nomor dan alamat setempat.",
    },
    "LocalContact": {
        "jenis": "Jenis kontak.", "nilai": "Nomor atau alamat.", "catatan": "Catatan singkat.",
        "rahasia": "true: tidak pernah dicetak, misalnya alamat rumah aman.", "diperiksa": "Tanggal nomor ini dicek.",
    },
    "Course": {
        "nama": "Nama kursus atau angkatan.", "mulai": "Hari pertama kursus.", "selesai": "Hari terakhir kursus.",
        "lulus": "Batas lulus dalam persen, 0 sampai 100.",
        "tujuan": "Kecakapan:kelompok, misalnya rujuk:berat; kecakapan saja berarti semua kelompok. Kosong: semua.",
        "kasus": "Id kasus yang dilatih; kosong berarti semua.", "jadwal": "Hari-hari pentingnya.",
    },
    "CourseDay": {"tanggal": "Tanggalnya.", "acara": "Apa yang diadakan.", "catatan": "Catatan singkat."},
    "ColumnMap": {
        "aduan": "Kolom cerita klien; satu nama atau daftar nama.",
        "keluarga": "Kolom No KK atau kode keluarga: isi yang sama berarti keluarga yang sama.",
        "wilayah": "Kolom tempat, dari yang besar ke yang kecil, misalnya kecamatan lalu desa.",
        "tanggal": "Kolom tanggal aduan.", "petugas": "Kolom pendamping, ketua kelompok, atau agen.",
        "anggota": "Kode anggota keluarga yang disebut kolom, dan perannya.",
        "kolom": "Nama kolom dan artinya. Kolom yang tidak disebut tidak dibaca.",
    },
    "ColumnDef": {
        "isi": "Isian berkas rumah tangga, misalnya kartu.keadaan; atau tanda, bila nilainya tanda.",
        "tanda": "Id satu tanda; nilainya ya atau tidak.", "pelaku": "Peran pelaku, untuk kolom dengan tanda.",
        "anggota": "Kode anggota yang dimaksud kolom ini.",
        "nilai": "Yang tertulis dan artinya; artinya kosong bila tidak diketahui; \"*\" untuk isi lain.",
    },
}  # fmt: skip
