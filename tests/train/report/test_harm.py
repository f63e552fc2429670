"""Advice against a prohibition is known in the facilitator's acts; denials, other people's acts and right advice are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.train.report.reports import read_text, told
from triage.kb.types import Knowledge
from triage.pipeline import Machine
from triage.train.report import template
from triage.train.report.advice import advice_in

FORBIDDEN = {
    "Saya melakukan mediasi antara suami dan istri di balai desa.": "mediasi_dengan_pelaku",
    "Kedua belah pihak dipertemukan di balai desa.": "mediasi_dengan_pelaku",
    "Saya berencana memediasi suami dan istri tersebut.": "mediasi_dengan_pelaku",
    "Bila suaminya setuju, kami akan mempertemukan mereka berdua.": "mediasi_dengan_pelaku",
    "Mediasi dilakukan pada malam hari.": "mediasi_dengan_pelaku",
    "Saya menyarankan ibu untuk berdamai.": "damai_kekeluargaan",
    "Saya mendatangi pelaku untuk meminta klarifikasi.": "konfrontasi_pelaku",
    "Saya membujuk keluarga untuk menikahkan anaknya.": "nikahkan",
    "Saya menyuruh beliau menunggu pencairan tahap berikutnya.": "tunggu_tahap_berikut",
    "KKS milik klien saya simpan sementara di rumah agar aman.": "pegang_kks",
    "Sementara itu kartu KKS disimpan oleh pendamping.": "pegang_kks",
    "Saya menanyakan PIN kartunya.": "tahu_pin",
    "Saya mengambilkan uang bantuan milik ibu di agen.": "ambilkan_uang",
    "Saya berjanji kepada ibu bahwa bantuannya pasti cair bulan depan.": "janji_hasil",
    "Saya meyakinkan keluarga bahwa ia akan bebas dari proses hukum.": "janji_kebal_hukum",
    "Saya berjanji tidak akan menceritakannya kepada siapa pun.": "janji_rahasia_mutlak",
    "Saya menyimpulkan ibu itu mengalami depresi berat.": "diagnosis",
    "Saya menutup kekurangannya dengan uang pribadi saya.": "talangi_dana",
    "Saya menganjurkan keluarga mengambil pinjaman baru di koperasi.": "utang_baru",
    "Saya mengisi formulir tanpa melihat rumahnya.": "isi_fiktif",
    "Saya mendesak ibu menandatangani surat mundur.": "paksa_graduasi",
    "Saya mengantar beliau ke panti pada minggu yang sama.": "panti_pertama",
    "Saya menunda pengobatan sampai jaminannya aktif.": "tunda_terapi",
    "Saya meminta keluarga mengikat tangan klien pada malam hari.": "pasung",
    "Saya menyebarkan foto dan alamat ibu di grup warga.": "sebar_identitas",
}
RIGHT = [
    "Kami tidak melakukan mediasi karena ada kekerasan.",
    "Saya tidak mempertemukan korban dan pelaku.",
    "Mediasi dengan pelaku tidak dilakukan.",
    "Saya menghindari mediasi.",
    "Saya menolak usul ketua RT untuk memediasi suami istri itu.",
    "Ketua RT sempat memediasi keduanya sebelum saya datang.",
    "Suaminya meminta saya mendamaikan mereka tetapi saya menolak.",
    "Saya memberi pengertian bahwa kekerasan tidak boleh diselesaikan secara kekeluargaan.",
    "Agen menyimpan KKS ibu selama setahun.",
    "KKS ibu dipegang oleh agen.",
    "Saya menjelaskan bahwa memegang KKS milik KPM adalah pelanggaran.",
    "Saya meminta ibu menyimpan KKS di tempat aman.",
    "Saya menunggu di luar supaya tidak mengetahui PIN.",
    "Saya tidak menjanjikan bantuan apa pun.",
    "Bantuan ibu dicabut karena datanya salah.",
    "Kasus ini tidak saya bahas di pertemuan kelompok.",
    "Prinsip kerahasiaan melarang saya membahas kasus dalam pertemuan kelompok.",
    "Keluarga mengikat tangan klien sejak dua bulan lalu.",
    "Ketua RT memaksa ibu agar mundur dari PKH.",
]
VIOLENT = "Pada bulan Mei 2024 suami memukul istrinya, seorang KPM, di rumah karena uang habis."
QUARREL = "Pada bulan Mei 2024 dua warga di desa berselisih tentang batas kebun karena patoknya hilang."
MEDIATION = "Saya melakukan mediasi di balai desa."


def advised(text: str, knowledge: Knowledge) -> set[str]:
    return {advice.harm.prohibition for advice in advice_in(text, knowledge, template())}


@pytest.mark.parametrize(("sentence", "prohibition"), FORBIDDEN.items())
def test_forbidden_advice_is_known(sentence: str, prohibition: str, knowledge: Knowledge) -> None:
    assert advised(sentence, knowledge) == {prohibition}


@pytest.mark.parametrize("sentence", RIGHT)
def test_what_was_not_done_or_was_done_by_others_is_no_advice(sentence: str, knowledge: Knowledge) -> None:
    assert advised(sentence, knowledge) == set()


def test_no_step_and_no_reminder_of_the_knowledge_is_forbidden_advice(knowledge: Knowledge) -> None:
    texts = [entry.text for entries in (knowledge.steps, knowledge.reminders) for entry in entries.values()]  # type: ignore[attr-defined]
    assert {text: advised(text, knowledge) for text in texts if advised(text, knowledge)} == {}


def test_every_kind_of_advice_names_a_prohibition(knowledge: Knowledge) -> None:
    assert {harm.prohibition for harm in template().harm} <= set(knowledge.prohibitions)


@pytest.mark.parametrize(("story", "is_told"), [(VIOLENT, True), (QUARREL, False)])
def test_mediation_is_told_only_where_violence_is_told(
    story: str, is_told: bool, machine: Machine, tmp_path: Path
) -> None:
    report = read_text(f"A. Deskripsi kasus\n{story}\n2d. Pelaksanaan\n{MEDIATION}\n", tmp_path)
    assert (("larangan:mediasi_dengan_pelaku", "2d", 4, "wajib") in told(report, machine)) is is_told


def test_a_sentence_over_two_lines_is_told_at_the_line_of_the_act(machine: Machine, tmp_path: Path) -> None:
    report = read_text(
        f"A. Deskripsi kasus\n{VIOLENT}\n2d. Pelaksanaan\nPada malam itu\nsaya melakukan mediasi\n", tmp_path
    )
    assert ("larangan:mediasi_dengan_pelaku", "2d", 5, "wajib") in told(report, machine)
