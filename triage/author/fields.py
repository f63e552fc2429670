"""What every field of the knowledge means, in Indonesian: shown by editors and written as TODO by `triage kb new`."""

from __future__ import annotations

FROM, UNTIL = "Hari pertama berlakunya, misalnya 2026-01-01.", "Hari terakhir berlakunya."
SOURCES = "Sumber isi ini: daftar {id: id di sources.yaml, at: bagian yang dipakai}."
SYMPTOMS = "Syarat dari tanda: id tanda, {all: […]}, {any: […]}, atau {absent: id}. Lihat docs/knowledge-format.md."
IDS = "daftar id"
CONSENT = "true bila hanya boleh dengan persetujuan klien."
NOTE = "Catatan singkat; boleh tidak ada."
PHRASES = "Frasa: cara orang mengatakannya, kata dasar; lihat bagian Phrases di docs/knowledge-format.md."

EXPECTED = {
    "cases": "kasus", "danger": "bahaya", "steps": "langkah", "tags": "jenis langkah", "refer": "rujukan",
    "never": "larangan", "bypass": "peran yang dilewati", "owner": "pelaksana", "remind": "pengingat",
    "questions": "tanda yang ditanyakan",
}  # fmt: skip

FIELDS: dict[str, dict[str, str]] = {
    "SourceRef": {"id": "Id sumber di sources.yaml.", "at": "Bagian, pasal, atau halaman yang dipakai."},
    "Source": {
        "title": "Judul sumber.", "kind": "Jenis sumber.", "seen_on": "Tanggal dibaca, misalnya '2026-11-21'.",
        "valid_from": FROM, "valid_until": UNTIL,
        "note": "Apa yang dipakai dari sumber ini, dan apa yang tidak.",
    },
    "Test": {
        "field": "Bidang berkas rumah tangga, misalnya anggota.usia.", "test": "Cara membandingkan isinya.",
        "value": "Nilai pembanding; ya atau tidak untuk is, daftar untuk one_of.",
        "threshold": "Id ambang di thresholds.yaml, sebagai ganti value.",
    },
    "Read": {
        "where": "Syarat tambahan pada anggota yang sama; semuanya harus terpenuhi.",
        "actor_from": "Bidang yang menyebut pelakunya, misalnya kartu.pemegang.",
    },
    "SignDef": {
        "id": "Id tanda: huruf kecil, angka, dan _; tidak pernah diganti.",
        "says": "Satu kalimat pernyataan, masa kini, tanpa menyalahkan: apa yang terlihat atau dikatakan.",
        "about": "Tentang siapa: household (keluarga), facilitator (pendamping), atau peran anggota keluarga.",
        "ask": "Pertanyaan yang dapat diucapkan; jawaban ya berarti tanda ini ada. Akhiri dengan tanda tanya.",
        "ask_aloud": "Cara bertanya yang aman bila orang yang ditakuti mungkin mendengar; boleh tidak ada.",
        "kind": "problem: masalah. background: keadaan biasa seperti hamil atau lansia. topic: pokok wawancara.",
        "safer": "Keadaan yang dipakai bila keterangan bertentangan.",
        "danger": "true: bacaan yang belum jelas tetap ditanyakan, tidak pernah dibuang.",
        "accuses": "true: pelakunya menjadi terduga dan dilewati di seluruh rencana.",
        "actor": "nearby: orang yang disebut paling dekat dianggap pelakunya.",
        "default_actor": "Pelaku bila tidak disebut.",
        "hint": "Seberapa mendesak bila hanya tanda ini yang terbaca.",
        "phrases": PHRASES,
        "not_phrases": "Frasa pengecualian: yang bertumpuk dengannya tidak dihitung.",
        "matches": "Paling sedikit 3 kalimat aduan yang harus terbaca sebagai tanda ini.",
        "ignores": "Paling sedikit 3 kalimat mirip yang tidak boleh terbaca sebagai tanda ini.",
        "reads": "Cara membacanya dari berkas rumah tangga.",
        "holds": "Nilai bidang yang memenuhi, termasuk nilai batasnya.",
        "fails": "Nilai bidang yang tidak memenuhi, termasuk nilai batasnya.",
        "sources": SOURCES,
        "todo": "Yang belum selesai pada tanda ini; check menolaknya sampai dihapus.",
    },
    "ScreeningDef": {
        "says": "Kapan kelompok pertanyaan ini diperlukan, dalam kata-kata.",
        "ask": "Tanda yang ditanyakan, yang paling menentukan di depan.",
        "signs": "Bila salah satu tanda ini terbaca.", "cases": "Bila salah satu kasus ini ditemukan atau mirip.",
        "when_nothing": "true: pertanyaan pembuka bila belum ada yang terbaca, bukan soal keselamatan.",
        "together": "true: yang bukan bahaya dibacakan sebagai satu daftar pilihan; bahaya ditanyakan sendiri.",
        "sources": SOURCES,
    },
    "InquiryDef": {
        "title": "Judul pertanyaan tata cara.", "phrases": PHRASES, "not_phrases": "Frasa pengecualian.",
        "matches": "Contoh pertanyaan yang harus dikenali.", "ignores": "Contoh yang tidak boleh dikenali.",
        "answer": "Jawaban, satu kalimat pendek tiap butir.", "refer": "Ke mana bertanya: id rujukan.",
        "sources": SOURCES,
    },
    "CueDef": {
        "id": "Id penanda.", "kind": "Akibat penanda: negated (sangkalan), past (lampau), hypothetical (andai) …",
        "phrases": "Kata penanda.", "direction": "forward: gejala sesudah penanda; backward: sebelumnya.",
        "scope": "Sejauh berapa kata.", "crosses": "true: boleh melewati koma dan kata seperti tapi.",
    },
    "LanguageDef": {
        "spelling": "Kata dasar dan bentuk lain yang artinya persis sama.", "numbers": "Kata bilangan dan nilainya.",
        "classes": "Kelas kata (HURUF BESAR di dalam frasa) dan kata-katanya.",
        "people": "Peran dan kata yang menyebutnya.", "ignore": "Kata pengisi yang dilewati.",
        "breaks": "Kata yang memutus anak kalimat.", "common": "Kata umum yang tidak dilaporkan sebagai tak dikenal.",
        "keep": "Kata sah yang tidak boleh dibetulkan ejaannya.", "cues": "Penanda konteks.",
    },
    "StoriesDef": {"stories": "Kisah karangan menurut kasus (atau kasus + kasus), atau bukan_kasus."},
    "Examples": {
        "matches": "Aduan atau {tanda: [id, -id, id@pelaku]} yang harus memberi isi ini.",
        "ignores": "Aduan atau {tanda: […]} yang tidak boleh memberi isi ini.",
    },
    "Shift": {
        "to": "Urgensi yang baru.", "when": f"Kapan berlaku. {SYMPTOMS}", "why": "Alasan yang dibaca pendamping."
    },
    "StepWhen": {"step": "Id langkah di steps.yaml.", "when": f"Kapan langkah ini muncul. {SYMPTOMS}"},
    "WaiverDef": {
        "rule": "Id pemeriksaan, seperti tertulis pada keluhan check.", "id": "Id isi yang dikecualikan.",
        "about": "Kata dari keluhan itu, misalnya frasanya.", "reason": "Mengapa pemeriksaan itu keliru di sini.",
        "until": "Tanggal untuk meninjau lagi, misalnya 2027-06-01.",
    },
    "CaseDef": {
        "id": "Id kasus: huruf kecil, angka, dan _; tidak pernah diganti.",
        "title": "Judul pendek yang dibaca pendamping, tanpa menyalahkan.",
        "group": "Kelompok kasus menurut sumbernya.",
        "urgency": "Urgensi bawaan: rutin, terencana, mendesak, atau darurat.",
        "symptoms": f"Tanda yang membuat kasus ini ditemukan. {SYMPTOMS}",
        "steps": f"Langkah: {IDS} dari steps.yaml; yang bersyarat ditulis {{step: id, when: syarat}}.",
        "refer": f"Rujukan: {IDS} dari referrals.yaml.",
        "never": f"Larangan: {IDS} dari prohibitions.yaml.",
        "remind": f"Pengingat etika: {IDS} dari reminders.yaml.",
        "module": "Id modul P2K2 di modules.yaml.",
        "sources": SOURCES,
        "examples": "matches: paling sedikit 3 aduan yang memberi kasus ini; ignores: paling sedikit 2 yang tidak.",
        "ask_next": f"Yang ditanyakan bila belum diketahui, terpenting dulu: {IDS} tanda.",
        "raise_when": "Yang menaikkan urgensi: daftar {to: urgensi, when: syarat, why: alasan}.",
        "lower_when": "Yang menurunkan urgensi; hanya kenyataan yang positif, misalnya pelaku sudah ditahan.",
        "yields_to": "Kasus yang menggantikannya: tidak dilaporkan bila salah satunya ditemukan.",
        "certainty": "suspected: kasus ini tidak pernah lebih dari dugaan.",
        "note": NOTE,
    },
    "StepDef": {
        "id": "Id langkah: huruf kecil, angka, dan _; tidak pernah diganti.",
        "text": "Kalimat perintah, kata kerja di depan, dapat dikerjakan; tetap benar bila pelaksananya diganti.",
        "phase": "Tahap: selamatkan, hubungi, amankan_bukti, rujuk, urus, edukasi, atau pantau.",
        "owner": "Pelaksana: kpm, pendamping, korkab, dinsos, keluarga, perangkat_desa, peksos, atau pihak_rujukan.",
        "due": "Tenggat: 2h jam, 7wh jam kerja, 1wd hari kerja, 7d hari; satu nilai atau menurut urgensi.",
        "referral": "Id lembaga yang didatangi; hapus baris ini bila tidak ada.",
        "otherwise": "Id langkah pengganti bila yang ini lewat terlapor; hapus baris ini bila tidak ada.",
        "consent": CONSENT,
        "tags": f"Jenis langkah: {IDS} dari tags.yaml; larangan membuang langkah menurut jenisnya.",
        "sources": SOURCES,
    },
    "ContactDef": {
        "kind": "Jenis kontak.", "value": "Nomor atau alamat, dalam tanda kutip.", "source": "Id sumber kontak ini.",
        "seen_on": "Tanggal dilihat.", "verify": "true: perlu dicek setempat.", "note": NOTE,
        "valid_from": FROM, "valid_until": UNTIL,
    },
    "NameDef": {"name": "Nama resmi pada masa itu.", "note": NOTE, "valid_from": FROM, "valid_until": UNTIL},
    "ValueDef": {"value": "Angkanya pada masa itu.", "note": NOTE, "valid_from": FROM, "valid_until": UNTIL},
    "FormerName": {"name": "Nama lama atau sebutan lain.", "note": NOTE},
    "ReferralDef": {
        "name": "Nama lembaga sekarang.", "names": "Sebagai ganti name: nama-nama resmi menurut masa berlakunya.",
        "does": "Apa yang dikerjakannya, satu kalimat.",
        "formerly": "Nama lama yang masih dipakai orang.", "also": "Sebutan lain.", "contacts": "Nomor dan alamat.",
        "fallback": "Lembaga pengganti bila tidak ada: daftar id rujukan.", "note": NOTE, "sources": SOURCES,
    },
    "ProhibitionDef": {
        "text": "Dibaca sesudah kata JANGAN.", "why": "Mengapa dilarang, satu kalimat.",
        "removes": "Jenis langkah (tags.yaml) yang dibuang.", "lifted_for": "Kasus yang tidak terkena.",
        "sources": SOURCES,
    },
    "ReminderDef": {"text": "Pengingat etika, satu atau dua kalimat pendek.", "sources": SOURCES},
    "TagDef": {
        "says": "Apa arti jenis langkah ini.", "only_when": f"Syarat agar langkahnya boleh muncul. {SYMPTOMS}"
    },
    "DangerDef": {
        "title": "Nama bahaya, huruf kecil.", "text": "Yang dikerjakan pada menit pertama; dicetak paling atas.",
        "cases": "Kasus yang berlaku, yang paling lazim di depan.", "steps": "Langkah: daftar id.",
        "refer": "Rujukan: daftar id.", "never": "Larangan: daftar id.", "remind": "Pengingat: daftar id.",
        "sources": SOURCES,
    },
    "ModuleDef": {"title": "Judul modul P2K2.", "sessions": "Jumlah pertemuan.", "sources": SOURCES},
    "BypassDef": {
        "says": "Siapa yang dilewati, untuk kalimat rencana.", "channels": "Jenis langkah yang melewati orang itu.",
        "owners": "Pelaksana dan penggantinya.", "referrals": "Rujukan dan penggantinya.",
    },
    "ThresholdDef": {
        "says": "Apa arti angka ini.", "value": "Angkanya.", "valid_from": FROM, "valid_until": UNTIL,
        "values": "Sebagai ganti value: beberapa angka menurut masa berlakunya.",
        "unit": "Satuannya, misalnya tahun.",
        "sources": SOURCES, "review_after": "Tanggal untuk memeriksa ulang.",
    },
    "UrgencyChange": {"to": "Urgensi paling sedikit.", "cases": "Kasus yang terkena: daftar id."},
    "Then": {
        "sign": "Tanda yang diturunkan.", "actor": "copy: pelaku disalin dari tanda pada syarat.",
        "case": "Kasus yang ditemukan.", "danger": "Bahaya yang dinyalakan.", "urgency": "Urgensi yang dinaikkan.",
        "bypass": "the_actor atau daftar peran yang dilewati.", "never": "Larangan: daftar id.",
        "remove_steps": "Langkah yang dibuang: daftar id.", "replace_with": "Langkah penggantinya.",
        "remind": "Pengingat: daftar id.", "steps": "Langkah: daftar id.", "refer": "Rujukan: daftar id.",
    },
    "RuleDef": {
        "id": "Id aturan: huruf kecil, angka, dan -; sama dengan nama berkasnya.",
        "when": f"Kapan aturan ini berlaku. {SYMPTOMS}",
        "then": "Simpulannya: sign, case, danger, urgency, bypass, never, remove_steps, remind, steps, atau refer.",
        "why": "Mengapa aturan ini ada, satu kalimat yang dibaca pendamping.",
        "sources": SOURCES,
        "examples": "matches: paling sedikit 1 contoh yang memicunya; ignores: paling sedikit 1 yang tidak.",
    },
    "InvariantDef": {
        "id": "Id pernyataan.", "says": "Pernyataannya dalam satu kalimat.", "then": "Yang harus selalu benar.",
        "when": f"Kapan berlaku. {SYMPTOMS}", "unless": f"Kecuali bila. {SYMPTOMS}",
        "every": "Dibuktikan untuk setiap anggota jenis ini.", "each": "Dibuktikan untuk tiap tanda ini.",
        "own_household": "true: hanya bila tidak ada cerita tentang keluarga lain.",
        "covers": "Bacaan berbahaya yang dijaganya.", "sources": SOURCES,
        "except_for": "Anggota every yang tidak termasuk dalam pernyataan ini.",
    },
    "Claim": {
        "urgency": "Urgensi paling sedikit.", "one_of_cases": "Salah satu kasus ini ditemukan.",
        "no_cases": "Tidak satu pun kasus ini ditemukan.", "one_of_dangers": "Salah satu bahaya ini menyala.",
        "prohibited": "Semua larangan ini dicetak.", "one_of_steps": "Salah satu langkah ini ada.",
        "one_of_tags": "Ada langkah berjenis salah satu dari ini.", "no_steps": "Tidak satu pun langkah ini ada.",
        "no_tags": "Tidak ada langkah berjenis ini.", "no_carries": "Tidak ada langkah berjenis ini pada dia.",
        "one_of_referrals": "Salah satu rujukan ini ada.", "remind": "Semua pengingat ini dicetak.",
        "bypass": "Semua peran ini dilewati.", "some": "Bagian rencana yang tidak boleh kosong.",
        "around_role": "Peran terduga bukan pelaksana, rujukan, atau saluran langkah apa pun.",
        "any_case": "Paling sedikit satu kasus ditemukan.",
        "urgency_never_falls": "Keterangan tambahan tidak pernah menurunkan urgensi, kecuali lewat lower_when.",
    },
    "OverlayDef": {
        "name": "Nama daerah atau lembaga pemilik lapisan ini.", "about": "Untuk apa lapisan ini, satu kalimat.",
        "replaces": "Isi bawaan yang diganti folder ini, dengan alasannya.",
        "disables": "Isi bawaan yang dimatikan, dengan alasannya; tidak boleh masih dipakai isi lain.",
    },
    "OverlayChange": {
        "kind": "Jenis isi, seperti nama berkasnya: steps, referrals, inquiries …", "id": "Id isi bawaan itu.",
        "reason": "Mengapa, satu kalimat.",
    },
    "Carries": {"tags": "Jenis langkah.", "owner": "Pelaksana."},
    "Expect": {
        "outcome": "Jenis hasil, satu atau beberapa yang boleh.", "urgency": "Urgensi, satu atau beberapa yang boleh.",
        **{name: f"Semua ini harus ada: {what}." for name, what in EXPECTED.items()},
        **{f"not_{name}": f"Tidak satu pun boleh ada: {what}." for name, what in EXPECTED.items()},
    },
    "Told": {
        "name": "Satu kalimat: apa yang dijanjikan.", "expect": "Yang harus ada dan tidak boleh ada di rencana.",
        "text": "Aduan.", "signs": "Tanda: id, -id, id@pelaku.", "facts": "Berkas rumah tangga.",
        "guards": "Bacaan berbahaya yang dijaganya.",
    },
}  # fmt: skip
"""Class of the entry -> field -> what belongs there. What a subclass inherits stands at its base."""
