"""Plans as the planner would build them, one for each outcome and one full of hostile text."""

from __future__ import annotations

from dataclasses import replace

from triage.model import (
    Banner,
    Conflict,
    Contact,
    Danger,
    Evidence,
    Finding,
    Owner,
    Phase,
    Plan,
    PlanReferral,
    PlanStep,
    Question,
    Reason,
    Suggestion,
)

NOW = "2026-11-23T20:10:00+07:00"
DISCLAIMER = "Alat bantu pertimbangan, bukan keputusan, bukan nasihat hukum."
HASH = "3f9c2a71d0b4"


def step(
    name: str,
    text: str,
    phase: Phase,
    owner: Owner,
    hours: float | None,
    due_at: str | None,
    referral: str | None = None,
    *,
    consent: bool = False,
) -> PlanStep:
    """A step of one case."""
    return PlanStep(name, text, phase, owner, hours, due_at, referral, consent, ("saldo_nol",), ("dosir",))


def reasons(*texts: str) -> tuple[Reason, ...]:
    """Prohibitions or reminders with made-up ids."""
    return tuple(Reason(f"r{i}", text, ("saldo_nol",)) for i, text in enumerate(texts))


def phone(value: str, note: str = "") -> tuple[Contact, ...]:
    """One number to be checked locally."""
    return (Contact("phone", value, True, note),)


def quote(sign: str, text: str, **more: object) -> Evidence:
    """A present sign read from the complaint."""
    return Evidence(sign, "present", quote=text, start=0, end=len(text))._replace(**more)  # type: ignore[arg-type]


HELD = quote("pemegang_kks_bukan_kpm", "kartuku dibawa bu ketua kelompok", actor="ketua_kelompok")
LESS = quote("bantuan_dipotong", "uangnya selalu kurang 50rb", start=58, end=84)
EMPTY = quote("saldo_kosong", "saldonya malah 0", start=91, end=107)


FINDINGS = (
    Finding(
        "saldo_nol",
        "darurat",
        "certain",
        "household",
        ("saldo_kosong", "pemegang_kks_bukan_kpm"),
        ("saldo-ditarik-orang-lain",),
        (EMPTY, HELD),
    ),
    Finding(
        "pungli_pemotongan",
        "darurat",
        "certain",
        "household",
        ("pemegang_kks_bukan_kpm", "bantuan_dipotong"),
        ("case:pungli_pemotongan",),
        (HELD, LESS),
    ),
)
PROHIBITIONS = reasons(
    "menyalurkan aduan lewat orang yang diadukan",
    "menegur atau menemui dia lebih dulu, atau menyelesaikan «kekeluargaan»",
    "menyuruh menunggu tahap berikutnya, atau menutup kekurangan dengan uang sendiri",
    "menyebut nama pelapor, membahasnya di pertemuan atau grup",
)
REMINDERS = reasons(
    "KKS dan PIN hanya di tangan KPM, tanpa pengecualian.",
    "Praduga tak bersalah: catat yang dilihat dan didengar, bukan tafsir.",
    "Lindungi pelapor; simpan data seperlunya.",
)
TITLES = {
    "saldo_nol": "Saldo kosong padahal bantuan diharapkan",
    "pungli_pemotongan": "Kartu dikuasai dan bantuan dipotong",
    "keuangan": "Pengelolaan Keuangan",
}
SAYS = {
    "pemegang_kks_bukan_kpm": "Kartu KKS dipegang orang lain",
    "saldo_kosong": "Saldo KKS kosong",
    "bantuan_dipotong": "Bantuan diterima kurang dari semestinya",
}


STEPS = (
    step(
        "blokir_kartu",
        "Blokir kartu lewat nomor resmi bank, bukan nomor di stiker ATM",
        "selamatkan",
        "kpm",
        2,
        "2026-11-23T22:10:00+07:00",
        "bank",
    ),
    step(
        "cek_mutasi",
        "Minta mutasi rekening 12 bulan dan kartu + PIN baru (bawa KTP, KK)",
        "amankan_bukti",
        "kpm",
        19,
        "2026-11-24T15:00:00+07:00",
        "bank",
    ),
    step(
        "lapor_korkab",
        "Laporkan tertulis ke koordinator kabupaten atau Dinsos, minta identitas dirahasiakan",
        "rujuk",
        "kpm",
        20,
        "2026-11-24T16:00:00+07:00",
        "korkab",
        consent=True,
    ),
    step(
        "adukan",
        "Adukan ke 171 atau SP4N-LAPOR!; bila ada ancaman, polisi 110",
        "rujuk",
        "kpm",
        72,
        "2026-11-26T16:00:00+07:00",
        "kemensos_171",
    ),
    step(
        "tanya_lain",
        "Tanyakan, tanpa menyebut nama pelapor, apakah keluarga lain mengalami hal sama",
        "urus",
        "korkab",
        168,
        "2026-11-30T16:00:00+07:00",
    ),
    step(
        "periksa",
        "Periksa: kartu baru di tangan KPM, uang tahap ini utuh, pelapor aman",
        "pantau",
        "korkab",
        336,
        "2026-12-07T16:00:00+07:00",
    ),
)


BANNERS = (
    Banner(
        "dana_sedang_dikuras",
        "uang sedang berpindah tangan",
        "Amankan rekening hari ini, sebelum hal lain.",
    ),
)
BYPASS = (
    Reason(
        "ketua_kelompok",
        "Jangan lewat ketua kelompok yang diadukan atau orang dekatnya.",
        ("pemegang_kks_bukan_kpm",),
    ),
)
QUESTIONS = (
    Question("diancam", "Apakah ada yang mengancam Ibu sejak uangnya kurang?", "menentukan 110/LPSK"),
    Question("pin_diketahui_orang_lain", "Siapa lagi yang tahu PIN-nya?", "menentukan ganti PIN"),
)


def darurat() -> Plan:
    """The sample plan of the design: money is moving, the group leader is accused."""
    return Plan(
        outcome="plan",
        urgency="darurat",
        version="1.0.0",
        hash=HASH,
        now=NOW,
        dangers=(Danger("dana_sedang_dikuras", "household", ("saldo_kosong", "pemegang_kks_bukan_kpm")),),
        banners=BANNERS,
        findings=FINDINGS,
        steps=STEPS,
        referrals=_darurat_referrals(),
        bypass=BYPASS,
        prohibitions=PROHIBITIONS,
        reminders=REMINDERS,
        questions=QUESTIONS,
        evidence=(HELD, LESS, EMPTY, quote("diancam", "takut diancam", state=None, context="hypothetical")),
        modules=("keuangan",),
        disclaimer=DISCLAIMER,
        titles=TITLES,
        groups={"saldo_nol": "teknis_kks", "pungli_pemotongan": "tambahan"},
        says=SAYS,
    )


def _darurat_referrals() -> tuple[PlanReferral, ...]:
    cases = ("saldo_nol",)
    return (
        PlanReferral("bank", "Bank penyalur KKS", (), cases),
        PlanReferral("korkab", "Koordinator PKH kabupaten", (), cases, instead="ketua kelompok"),
        PlanReferral(
            "kemensos_171",
            "Kementerian Sosial",
            (Contact("phone", "171", True), Contact("whatsapp", "0811-1022-210", True, "hanya pesan")),
            cases,
        ),
        PlanReferral("polisi", "Kepolisian", phone("110"), cases),
        PlanReferral("uptd_ppa", "UPTD PPA", (), cases, formerly=("P2TP2A",)),
        PlanReferral("ombudsman", "Ombudsman", phone("137", "bila tak ditanggapi"), cases),
    )


RUTIN_STEPS = (
    step(
        "buku_kia",
        "Lihat buku KIA bersama ibu; catat imunisasi yang belum",
        "urus",
        "pendamping",
        72,
        "2026-11-26T16:00:00+07:00",
        consent=True,
    ),
    step(
        "jadwal",
        "Antar ke jadwal posyandu berikutnya",
        "rujuk",
        "keluarga",
        9000,
        "2027-12-06T12:00:00+07:00",
        "puskesmas",
    ),
    step("kabari", "Kabari kembali bila anak demam", "pantau", "pihak_rujukan", None, None),
)
RUTIN_TITLES = {
    "anak_tidak_imunisasi": "Imunisasi anak belum lengkap",
    "pin_lupa": "PIN KKS lupa",
    "stunting": "Anak berisiko stunting",
    "kesehatan_gizi": "Kesehatan dan Gizi",
}
RUTIN_SAYS = {
    "imunisasi_belum": "Imunisasi dasar belum lengkap",
    "jadwal_terlewat": "Jadwal posyandu terlewat",
}


FILED = Evidence("imunisasi_belum", "present", subject="member:budi", source="file", place="keluarga.yaml:14")
ANSWERED = Evidence("jadwal_terlewat", "present", source="answer")
DENIED = Evidence("jadwal_terlewat", "absent", quote="jadwalnya belum lewat")
NEIGHBOUR = quote("pin_lupa", "tetangga saya katanya lupa PIN", subject="other_household", certainty="suspected")
RUTIN_FINDINGS = (
    Finding(
        "anak_tidak_imunisasi",
        "rutin",
        "certain",
        "member:?anak",
        ("imunisasi_belum",),
        ("r",),
        (FILED, ANSWERED),
    ),
    Finding("pin_lupa", "rutin", "suspected", "other_household", ("pin_lupa",), ("r",), (NEIGHBOUR,)),
)


def rutin() -> Plan:
    """A suspected finding from a household file and an answer, about a member and another household."""
    return Plan(
        outcome="plan",
        urgency="rutin",
        version="1.0.0",
        hash=HASH,
        now=NOW,
        findings=RUTIN_FINDINGS,
        steps=RUTIN_STEPS,
        referrals=(PlanReferral("puskesmas", "Puskesmas atau posyandu", (), ("anak_tidak_imunisasi",)),),
        reminders=reasons("Tidak menghakimi; tanyakan kendalanya dulu."),
        conflicts=(Conflict("jadwal_terlewat", "household", (ANSWERED, DENIED)),),
        suggestions=(Suggestion("stunting", 0.41, "anak saya kecil sekali badannya"),),
        evidence=(FILED, ANSWERED, DENIED, NEIGHBOUR),
        modules=("kesehatan_gizi",),
        disclaimer=DISCLAIMER,
        titles=RUTIN_TITLES,
        groups={"anak_tidak_imunisasi": "ringan", "pin_lupa": "teknis_kks"},
        says=RUTIN_SAYS,
    )


def inquiry() -> Plan:
    """A question about procedure."""
    return Plan(
        outcome="inquiry",
        urgency=None,
        version="1.0.0",
        hash=HASH,
        now=NOW,
        disclaimer=DISCLAIMER,
        answer=(
            "PIN diganti sendiri oleh KPM di kantor cabang bank penyalur.",
            "Bawa KTP, KK, dan kartu KKS. Petugas bank tidak meminta PIN lama.",
        ),
        referrals=(PlanReferral("bank", "Bank penyalur KKS", (), ()),),
    )


def need_more() -> Plan:
    """A hint of violence that is not clear enough for a plan."""
    past = quote("kekerasan_fisik", "dulu suka nampar", state=None, context="past")
    return Plan(
        outcome="need_more_information",
        urgency="mendesak",
        version="1.0.0",
        hash=HASH,
        now=NOW,
        questions=(
            Question("kekerasan_baru", "Apakah terjadi lagi akhir-akhir ini?", "menentukan bahaya sekarang"),
            Question("pelaku_serumah", "Apakah ia tinggal serumah?", "menentukan tempat aman"),
        ),
        prohibitions=reasons("mempertemukan korban dengan pelaku"),
        referrals=(
            PlanReferral(
                "sapa_129",
                "SAPA",
                (Contact("phone", "129", True), Contact("whatsapp", "08111-129-129", True)),
                (),
            ),
        ),
        evidence=(past, quote("takut_pulang", "sekarang saya bingung mau pulang")),
        disclaimer=DISCLAIMER,
        says={"kekerasan_fisik": "Ada pukulan"},
    )


def out_of_scope() -> Plan:
    """Nothing fits, one thing was read."""
    return Plan(
        outcome="out_of_scope",
        urgency=None,
        version="1.0.0",
        hash=HASH,
        now=NOW,
        disclaimer=DISCLAIMER,
        evidence=(quote("hamil", "istri lagi hamil"),),
        referrals=(PlanReferral("puskesos", "Puskesos atau SLRT desa", (), ()),),
        suggestions=(Suggestion("bumil_tidak_periksa", 0.3, "istri hamil belum pernah periksa"),),
        titles={"bumil_tidak_periksa": "Ibu hamil belum periksa"},
    )


EVIL = (
    "[red]x[/] \x1b[31m\x9b2J <script>alert(1)</script> 👨\u200d👩\u200d👧 \u202eabc http://e.vil/ *t* "
    + "panjang" * 20
)


def hostile() -> Plan:
    """The emergency with hostile words wherever a complaint or a local knowledge file could put them."""
    base = darurat()
    evil = quote("saldo_kosong", EVIL)
    return replace(
        base,
        banners=(*base.banners, Banner("ancaman_bunuh_atau_senjata", "ancaman", EVIL)),
        findings=(base.findings[0]._replace(evidence=(evil,), subject=f"member:{EVIL}"), *base.findings[1:]),
        steps=(base.steps[0]._replace(text=EVIL), *base.steps[1:]),
        questions=(Question("q", EVIL, EVIL),),
        evidence=(evil, evil._replace(quote="\ud83d tunggal")),
        conflicts=(Conflict("saldo_kosong", "household", (evil, EMPTY)),),
        suggestions=(Suggestion("saldo_nol", 0.5, EVIL),),
        titles={**base.titles, "saldo_nol": EVIL},
    )


def crowded() -> Plan:
    """Several dangers and findings at once: the first screen must still be enough to act."""
    base = darurat()
    more = tuple(base.findings[0]._replace(case=name) for name in ("kdrt", "risiko_bunuh_diri", "penelantaran_anak"))
    return replace(
        base,
        banners=(
            Banner(
                "ide_bunuh_diri",
                "keinginan mengakhiri hidup",
                "Jangan tinggalkan sendirian; jauhkan obat, racun, tali, dan benda tajam.",
            ),
            *base.banners,
        ),
        findings=(*more, *base.findings),
        titles={
            **base.titles,
            "kdrt": "Kekerasan dalam rumah tangga",
            "risiko_bunuh_diri": "Risiko bunuh diri",
            "penelantaran_anak": "Anak ditelantarkan",
        },
    )


ALL = {
    "darurat": darurat,
    "rutin": rutin,
    "inquiry": inquiry,
    "need_more": need_more,
    "out_of_scope": out_of_scope,
    "hostile": hostile,
    "crowded": crowded,
}
