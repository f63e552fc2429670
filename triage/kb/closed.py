"""The published ids that output, tests and other tools rely on: add, never rename."""

from __future__ import annotations

CASES = tuple(
    """
    kks_hilang kks_rusak saldo_nol kks_tidak_diterima nama_kks_salah pin_lupa kks_tertelan
    syarat_tidak_terpenuhi data_tidak_diperbarui verval_belum tidak_hadir_pertemuan
    tidak_cairkan_tepat_waktu kks_untuk_keperluan_lain pinjaman_modal_macet anak_tidak_sekolah
    anak_tidak_imunisasi bumil_tidak_periksa tidak_ikut_pelatihan kdrt eksploitasi_perdagangan_anak
    penelantaran_anak narkoba gangguan_jiwa bencana_alam hidup_tidak_layak kriminal konflik_masyarakat
    dieksploitasi_pihak_lain keuangan_buruk_utang ketergantungan_bansos anak_berkebutuhan_khusus
    sakit_menahun disabilitas lansia_sebatang_kara musibah usaha_terdampak relokasi butuh_pelatihan
    akses_layanan bantuan_hukum advokasi_hak pendamping_kekerasan pendamping_dituduh_dana
    pendamping_sulit_jangkau pendamping_beban_kerja pendamping_sarana pendamping_gaji
    pendamping_pelatihan pendamping_burnout pendamping_mundur pendamping_meninggal batal_graduasi
    konflik_rumah_tangga kenakalan_remaja perjudian belum_terdaftar salah_sasaran pungli_pemotongan
    app_teknis pendamping_tidak_responsif kekerasan_seksual risiko_bunuh_diri perkawinan_anak
    penipuan_digital pekerja_migran_bermasalah kekerasan_anak_di_sekolah stunting
    """.split()
)
DANGERS = tuple(
    """
    kekerasan_fisik_baru_atau_pelaku_di_rumah kekerasan_seksual ancaman_bunuh_atau_senjata
    ide_bunuh_diri anak_di_bawah_5_tanpa_pengasuh_atau_tidak_makan anak_dibawa_atau_akan_diberangkatkan
    tanda_bahaya_kehamilan overdosis_atau_gawat_medis terapi_penunjang_hidup_terputus
    lansia_tidak_makan_atau_tidak_bangun bahaya_bencana_sedang_berlangsung massa_mengancam
    dana_sedang_dikuras petugas_terancam
    """.split()
)
REFERRALS = tuple(
    """
    bank kantor_pos dinsos korkab kemensos_171 itjen pemdes puskesos disdukcapil polisi polres_ppa
    bhabinkamtibmas kejaksaan uptd_ppa sapa_129 lpa peksos lpsk lbh posbankum bapas puskesmas igd
    ambulans_119 layanan_jiwa rsj bnn ipwl bpjs bpbd basarnas damkar pmi disperkim disdik sekolah
    slb_inklusif pkbm disnaker dinkop ojk lapor ombudsman lks_lu sentra kp2mi konsultasi_keluarga
    hrd_kemensos jaminan_kerja diklat
    """.split()
)
PROHIBITIONS = tuple(
    """
    mediasi_dengan_pelaku damai_kekeluargaan konfrontasi_pelaku interogasi_korban datang_sendirian
    ancam_cabut_bantuan coret_langsung pegang_kks tahu_pin ambilkan_uang tentukan_belanja talangi_dana
    tunggu_tahap_berikut tuduh_tanpa_bukti lewat_terlapor suruh_bayar kirim_otp sebar_identitas
    bahas_di_pertemuan janji_hasil janji_kebal_hukum janji_rahasia_mutlak paksa_graduasi nikahkan pasung
    lepas_sendiri tinggalkan_sendiri ceramahi_korban diagnosis tunda_terapi utang_baru saran_investasi
    tagih_utang panti_pertama masuk_zona_bahaya tunggu_program hapus_bukti datangi_pelapor
    sita_barang_bukti stigma pinjam_uang_kpm isi_fiktif bagikan_kartu_sendiri olahraga_saja
    kuasai_keputusan
    """.split()
)
REMINDERS = tuple(
    """
    kerahasiaan persetujuan kepentingan_anak menentukan_sendiri tidak_menghakimi kks_dipegang_kpm
    batas_wewenang konflik_kepentingan lindungi_pelapor praduga keselamatan_petugas catatan_fakta
    data_minimal bukan_diagnosis nondiskriminasi serah_terima integritas
    """.split()
)
