"""The imperatives that a step may begin with, beside those made with me- and ber-."""

from __future__ import annotations

VERBS = frozenset((
    "adukan", "ajak", "ajari", "ajukan", "aktifkan", "alihkan", "amankan", "ambil", "antar", "arahkan", "atur",
    "awasi", "baca", "bagi", "bahas", "bandingkan", "bantu", "batasi", "bawa", "bayar", "bebaskan", "belanjakan",
    "beli", "bentuk", "berhenti", "beri", "berikan", "berobat", "bersihkan", "betulkan", "biarkan", "bicara",
    "bicarakan", "blokir", "buang", "buat", "buka", "bukukan", "cabut", "cairkan", "cari", "carikan", "catat",
    "cegah", "cek", "ceritakan", "cetak", "coba", "cocokkan", "daftar", "daftarkan", "dahulukan", "dampingi",
    "datang", "datangi", "dengar", "dengarkan", "desak", "dorong", "dukung", "fotokopi", "gali", "ganti", "gunakan",
    "hadir", "hadiri", "hapus", "hentikan", "hidupkan", "hindari", "hitung", "hubungi", "hubungkan", "ikut",
    "ikuti", "ikutkan", "imunisasi", "ingatkan", "isi", "istirahatkan", "izinkan", "jaga", "jalankan", "jangan",
    "jauhi", "jauhkan", "jelaskan", "jemput", "kabari", "kaji", "kawal", "kembali", "kembalikan", "kenali",
    "kerjakan", "kirim", "kirimkan", "kosongkan", "kumpulkan", "kunci", "kunjungi", "kurangi", "lacak", "lakukan",
    "lampirkan", "lanjutkan", "lapor", "laporkan", "latih", "lengkapi", "lepaskan", "libatkan", "lihat", "lindungi",
    "luruskan", "masukkan", "matikan", "minta", "mintakan", "mohon", "muat", "mulai", "mundur", "mutakhirkan",
    "naikkan", "nyatakan", "obati", "olah", "pahami", "pakai", "pantau", "pasang", "pastikan", "pelajari",
    "perbaiki", "perbarui", "percepat", "periksa", "periksakan", "perkenalkan", "pertahankan", "pertemukan",
    "pilah", "pilih", "pindah", "pindahkan", "pinjam", "pisahkan", "potret", "pulang", "pulihkan", "putuskan",
    "rahasiakan", "rapatkan", "rawat", "rekam", "rencanakan", "rinci", "ringkas", "rujuk", "rundingkan", "salin",
    "samakan", "sambungkan", "sampaikan", "sebut", "sebutkan", "sediakan", "segarkan", "segel", "selamatkan",
    "selesaikan", "selidiki", "sepakati", "serahkan", "sertakan", "siapkan", "simpan", "singkirkan", "sisihkan",
    "susun", "tahan", "taksir", "tambah", "tambahkan", "tampung", "tanam", "tandai", "tangani", "tanggapi", "tanya",
    "tanyai", "tanyakan", "tarik", "tata", "tawari", "tawarkan", "telepon", "teliti", "telusuri", "temani",
    "tempatkan", "tempuh", "temui", "temukan", "tenangkan", "tentukan", "terangkan", "terima", "teruskan",
    "tetapkan", "tidur", "tiduri", "timbang", "tindak", "tindaklanjuti", "tinggal", "tinggalkan", "tinjau", "titip",
    "tolak", "tolong", "tukar", "tulis", "tunda", "tunggu", "tunjuk", "tunjukkan", "turunkan", "turuti", "tutup",
    "ubah", "uji", "ukur", "ulangi", "umumkan", "undang", "ungsikan", "urus", "urutkan", "usahakan", "usulkan",
    "utamakan", "verifikasi", "wajibkan",
))  # fmt: skip
