"""The twenty dangerous readings, and the contradictions of the sources that rules resolve: how each guard can be broken.

Every break is one that a careless edit could make: a rule deleted, a condition, prohibition or step dropped.
`noticed` names the statement of invariants.yaml that must fail, or `check:` and the lint where no proof can tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.mutations import (
    Cut,
    gate,
    given,
    lowered,
    no_accuser,
    rule_without,
    together,
    with_step,
    without,
    without_danger,
    without_prohibition,
    without_rule,
    without_symptom,
)  # fmt: skip

CHECK = "check:"
GATE = ("kekerasan_fisik", "ancaman_kekerasan", "takut_pelaku", "kendali_paksa")


@dataclass(frozen=True, slots=True)
class Break:
    """what: in words, for the table."""

    what: str
    cut: Cut
    noticed: str


@dataclass(frozen=True, slots=True)
class Reading:
    """id: as in `guards` and `covers`. says: the reading that must never come back."""

    id: str
    says: str
    breaks: tuple[Break, ...]


def _half_open(sign: str) -> Cut:
    return gate("mediasi", {"all": [{"absent": name} for name in GATE if name != sign]})


def _gone(rule: str, noticed: str) -> Break:
    return Break(f"rule `{rule}` deleted", without_rule(rule), noticed)


def _recommended(step: str, tag: str, prohibition: str, case: str, noticed: str, **more: str) -> Break:
    cut = together(given("prohibitions", prohibition, removes=()), with_step(step, tag, cases=(case,), **more))
    return Break(f"`{prohibition}` removes no step; a step tagged `{tag}` added to `{case}`", cut, noticed)


def _never(rule: str, prohibition: str, noticed: str, case: str) -> Break:
    """The prohibition is said twice, by a rule and by the case that goes with it: both are lost."""
    cut = together(without_rule(rule), without("cases", case, never=prohibition))
    return Break(f"rule `{rule}` deleted, and `{case}` no longer says `{prohibition}`", cut, noticed)


READINGS = (
    Reading("bahaya-1", "mediation where there is violence", (
        Break("gate of `mediasi` opened and `mediasi_dengan_pelaku` removes only talks with the suspect", together(gate("mediasi", None), given("prohibitions", "mediasi_dengan_pelaku", removes=("temui_terduga",))), "mediasi-hanya-setelah-ditanya"),
        Break("gate of `mediasi` no longer asks about fear", _half_open("takut_pelaku"), "mediasi-hanya-setelah-ditanya"),
        _gone("kekerasan-baru-atau-pelaku-serumah", "kekerasan-serumah-menyala"),
    )),
    Reading("bahaya-2", "the suspected parent or recruiter is warned or taken along", (
        _gone("orang-tua-terduga-tidak-diberi-tahu", "orang-tua-terduga-tidak-diberi-tahu"),
        _gone("anak-dibawa-atau-diberangkatkan", "anak-dibawa-menyala"),
    )),
    Reading("bahaya-3", "an empty account taken for a delay of the bank", (
        _gone("dana-ditarik-orang-luar", "dana-dikuras-menyala"),
        _gone("dana-kartu-dikuasai-uang-kurang", "kartu-dikuasai-uang-kurang"),
        Break("`saldo_nol` no longer reads the history (`cek_mutasi`)", without("cases", "saldo_nol", steps="cek_mutasi"), "saldo-kosong-diperiksa"),
    )),
    Reading("bahaya-4", "help with the PIN becomes knowing the PIN", (
        Break("nothing says `tahu_pin`", without_prohibition("tahu_pin"), "pin-tidak-diketahui-siapa-pun"),
        Break("a step that keeps the card for the KPM added to `verval_belum`", with_step("simpan_kartu", "pegang_kartu", cases=("verval_belum",)), "kartu-hanya-di-tangan-kpm"),
    )),
    Reading("bahaya-5", "a swallowed card and the number on the sticker", (
        _gone("dana-penipuan-di-mesin-atm", "dana-dikuras-menyala"),
        Break("`kks_tertelan` no longer blocks the card", without("cases", "kks_tertelan", steps="blokir_kartu"), "kartu-tertelan-diblokir"),
    )),
    Reading("bahaya-6", "investing as advice for indebted families", (
        _never("utang-bukan-investasi", "saran_investasi", "berutang-dilarang-berinvestasi", "keuangan_buruk_utang"),
        _recommended("tawarkan_emas", "investasi", "saran_investasi", "keuangan_buruk_utang", "miskin-berutang-tidak-berinvestasi"),
    )),
    Reading("bahaya-7", "crime means only reintegration", (
        _gone("tersangka-didampingi-dulu", "tersangka-tidak-disuruh-bercerita"),
        _gone("massa-mengancam-keluarga", "massa-menyala"),
    )),
    Reading("bahaya-8", "nobody will be punished for narcotics", (
        Break("no rule or case says `janji_kebal_hukum`", without_prohibition("janji_kebal_hukum"), "narkoba-tanpa-janji"),
        _gone("keracunan-atau-gawat", "gawat-menyala"),
    )),
    Reading("bahaya-9", "mental illness means the psychiatric hospital", (
        _gone("pikiran-mengakhiri-hidup", "bunuh-diri-menyala"),
        _never("pasung-jangan-dilepas-sendiri", "lepas_sendiri", "pasung-tidak-dilepas-sendiri", "gangguan_jiwa"),
    )),
    Reading("bahaya-10", "a threatened facilitator goes to the superior first", (
        _gone("petugas-terancam", "petugas-terancam-menyala"),
        _gone("petugas-dikepung-massa", "massa-menyala"),
    )),
    Reading("bahaya-11", "an accused facilitator clears it up with the complainant", (
        Break("`pendamping_dituduh_dana` no longer says `datangi_pelapor`", without("cases", "pendamping_dituduh_dana", never="datangi_pelapor"), "terlapor-tidak-mendatangi-pelapor"),
        Break("who demands money or cuts the aid is accused no more", no_accuser("diminta_bayar", "bantuan_dipotong"), "pendamping-diadukan-dilewati"),
    )),
    Reading("bahaya-12", "low pay excuses using the family's money", (
        Break("`pendamping_gaji` no longer says `pinjam_uang_kpm`", without("cases", "pendamping_gaji", never="pinjam_uang_kpm"), "gaji-bukan-alasan"),
    )),
    Reading("bahaya-13", "burnout is answered with sport", (
        Break("`pendamping_burnout` no longer says `olahraga_saja`", without("cases", "pendamping_burnout", never="olahraga_saja"), "lelah-bukan-olahraga"),
        _gone("pendamping-ide-bunuh-diri", "bunuh-diri-menyala"),
    )),
    Reading("bahaya-14", "explaining consequences becomes a threat to cut the aid", (
        _never("pemakaian-tanpa-ancaman", "ancam_cabut_bantuan", "pemakaian-tanpa-ancaman", "kks_untuk_keperluan_lain"),
        _recommended("jelaskan_sanksi", "sebut_sanksi", "ancam_cabut_bantuan", "kdrt", "korban-tidak-diancam-bantuannya"),
    )),
    Reading("bahaya-15", "an old people's home offered first", (
        Break("`lansia_sebatang_kara` and its rule no longer say `panti_pertama`", together(without("cases", "lansia_sebatang_kara", never="panti_pertama"), without_rule("panti-bukan-pilihan-pertama")), "panti-tidak-ditawarkan-kepada-korban"),
        _recommended("daftarkan_panti", "panti", "panti_pertama", "lansia_sebatang_kara", "lansia-di-rumah-dulu"),
    )),
    Reading("bahaya-16", "dependence said of the old, disabled, sick and their carers", (
        _gone("rentan-bukan-ketergantungan", "yang-rentan-bukan-bergantung"),
        Break("rule `rentan-bukan-ketergantungan` no longer looks at the old", rule_without("rentan-bukan-ketergantungan", "lansia"), "yang-rentan-bukan-bergantung"),
    )),
    Reading("bahaya-17", "talking the family back into leaving", (
        _gone("graduasi-diperiksa-petugas-lain", "tekanan-tanpa-pertemuan"),
        _gone("tekanan-graduasi", "tekanan-tanpa-pertemuan"),
        Break("`tekanan_keluar_program` accuses nobody", no_accuser("tekanan_keluar_program"), "graduasi-tertekan-bukan-pendamping-itu"),
    )),
    Reading("bahaya-18", "the facilitator becomes a debt collector", (
        _never("pendamping-bukan-penagih", "tagih_utang", "diminta-menagih-dilarang", "pinjaman_modal_macet"),
        _recommended("tagih_cicilan", "tagih", "tagih_utang", "pinjaman_modal_macet", "pendamping-bukan-penagih"),
    )),
    Reading("bahaya-19", "out of the programme because no child goes to school", (
        Break("`syarat_tidak_terpenuhi` no longer checks every component", without("cases", "syarat_tidak_terpenuhi", steps="periksa_semua_komponen"), "komponen-diperiksa-dulu"),
        Break("`syarat_tidak_terpenuhi` no longer says `coret_langsung`", without("cases", "syarat_tidak_terpenuhi", never="coret_langsung"), "komponen-lain-diperiksa"),
    )),
    Reading("bahaya-20", "data are updated at the social office only; the sick wait", (
        _gone("data-bagi-yang-sulit-datang", "yang-sakit-boleh-diwakili"),
        _gone("terapi-hidup-terputus", "terapi-terputus-menyala"),
        Break("`data_tidak_diperbarui` knows the social office only", together(given("cases", "data_tidak_diperbarui", refer=("dinsos",)), without("cases", "data_tidak_diperbarui", steps="urus_dukcapil")), "data-tidak-hanya-di-dinsos"),
    )),
)  # fmt: skip

CONTRADICTIONS = (
    Reading("kontradiksi-1", "domestic conflict: mediate or report", (
        Break("`konflik_rumah_tangga` yields to nothing", given("cases", "konflik_rumah_tangga", yields_to=()), "kekerasan-bukan-cekcok"),
    )),
    Reading("kontradiksi-2", "a settlement after sexual violence", (
        Break("nothing says `damai_kekeluargaan`", without_prohibition("damai_kekeluargaan"), "kekerasan-seksual-tanpa-damai"),
        Break("nothing raises the danger `kekerasan_seksual`", without_danger("kekerasan_seksual"), "kekerasan-seksual-menyala"),
    )),
    Reading("kontradiksi-3", "disability and special needs: listed, never worked out", (
        Break("`disabilitas` has no step and no referral", given("cases", "disabilitas", steps=(), refer=()), "dua-kasus-disabilitas-lengkap"),
    )),
    Reading("kontradiksi-4", "who verifies and who records", (
        Break("`verval_belum` no longer hands the result on", without("cases", "verval_belum", steps="teruskan_hasil_verval"), "verval-dilihat-sendiri"),
    )),
    Reading("kontradiksi-5", "component ended and commitment unmet are two facts", (
        Break("`syarat_tidak_terpenuhi` forgets unmet commitments", without_symptom("syarat_tidak_terpenuhi", "komitmen_tidak_dipenuhi"), "komponen-lain-diperiksa"),
    )),
    Reading("kontradiksi-6", "unfit housing or relocation", (
        Break("rule `bencana-sedang-berlangsung` no longer looks at moving ground", rule_without("bencana-sedang-berlangsung", "tanah_bergerak_sekarang"), "bencana-menyala"),
    )),
    Reading("kontradiksi-7", "disaster or mishap", (_gone("kebakaran-sedang-berlangsung", "bencana-menyala"),)),
    Reading("kontradiksi-8", "dealer and user are two facts", (_gone("mengedar-perkara-lain", "mengedar-perkara-lain"),)),
    Reading("kontradiksi-9", "lacking means: which ones", (
        Break("`pendamping_sarana` no longer asks which", without("cases", "pendamping_sarana", steps="rinci_sarana"), "sarana-dirinci-dulu"),
    )),
    Reading("kontradiksi-10", "an institution for children named for the old", (
        Break("`lansia_sebatang_kara` no longer goes to LKS LU", together(without("cases", "lansia_sebatang_kara", refer="lks_lu"), without("cases", "lansia_sebatang_kara", steps="rujuk_lks_lu")), "lansia-di-rumah-dulu"),
    )),
    Reading("kontradiksi-11", "secrecy or calling everybody together", (
        Break("`aparat_desa` is led around nowhere", given("bypass", "aparat_desa", channels=(), owners={}, referrals={}), "aparat-diadukan-dilewati"),
        Break("`kabar_terbuka` is forbidden by nothing; a step that tells the group added to `kdrt`", together(*(given("prohibitions", name, removes=()) for name in ("sebar_identitas", "tuduh_tanpa_bukti", "bahas_di_pertemuan")), with_step("umumkan", "kabar_terbuka", cases=("kdrt",))), "nama-tidak-disebar"),
    )),
    Reading("kontradiksi-12", "do not impose, yet steer back to graduation", (
        Break("`batal_graduasi` and its rules no longer say `paksa_graduasi`", without_prohibition("paksa_graduasi"), "graduasi-keputusan-kpm"),
    )),
    Reading("kontradiksi-13", "the early-childhood component ends at six, not five", (
        Break("the threshold `usia_dini` set to 5", given("thresholds", "usia_dini", value=5), "check:batas"),
    )),
    Reading("kontradiksi-19", "the source's group is not the urgency", (
        Break("`saldo_nol` is lowered to routine as a technical matter", together(lowered("saldo_nol", "rutin", "saldo_kosong"), without_danger("dana_sedang_dikuras")), "dana-dikuras-menyala"),
    )),
)  # fmt: skip
EVERY = (*READINGS, *CONTRADICTIONS)
