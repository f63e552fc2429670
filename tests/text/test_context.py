"""What a cue does to a reading (semantics 2)."""

from __future__ import annotations

import pytest

from tests.text.language_files import compiled, only, sign
from triage.text import read

LANGUAGE = compiled(
    sign("kartu_hilang", "KARTU ..4 HILANG"),
    sign("dipukul", "di-PUKUL ..2 SUAMI", "SUAMI ..3 PUKUL", about="kpm"),
    sign("belum_cair", "TIDAK ..2 CAIR"),
    sign("banjir", "[kena] banjir"),
    sign("diancam_warga", "di-ANCAM ..2 warga", about="facilitator"),
)

TABLE = [
    ("kartu saya hilang", "asserted", "present", "household", "certain"),
    ("kartu saya tidak hilang", "negated", "absent", "household", "certain"),
    ("bukan kartu saya hilang", "negated", "absent", "household", "certain"),
    ("kalau kartu saya hilang", "hypothetical", None, "household", "certain"),
    ("takut kartunya hilang", "hypothetical", None, "household", "certain"),
    ("jangan sampai kartu hilang", "hypothetical", None, "household", "certain"),
    ("bagaimana cara kalau kartu hilang", "hypothetical", None, "household", "certain"),
    ("tetangga saya kartunya hilang", "other", "present", "other_household", "certain"),
    ("kartu hilang tapi sudah ketemu", "resolved", None, "household", "certain"),
    ("dulu kartu saya hilang", "past", None, "household", "certain"),
    ("katanya kartunya hilang", "asserted", "present", "household", "suspected"),
    ("sepertinya kartu saya hilang", "asserted", "present", "household", "suspected"),
    ("katru saya hilang", "asserted", "present", "household", "suspected"),
    ("kata tetangga kartu saya hilang", "asserted", "present", "household", "certain"),
    ("tidak hanya kartu saya hilang", "asserted", "present", "household", "certain"),
    ("gak tau kenapa kartu saya hilang", "asserted", "present", "household", "certain"),
    ("materi penyuluhan kartu hilang", "hypothetical", None, "household", "certain"),
    ("kartu tetangga tidak hilang", "negated", "absent", "other_household", "certain"),
    ("saya tidak pernah dipukul suami", "negated", "absent", "member:?kpm", "certain"),
    ("dulu suami suka mukul", "past", None, "member:?kpm", "certain"),
    ("bantuan belum cair", "asserted", "present", "household", "certain"),
    ("kalau bantuan belum cair", "hypothetical", None, "household", "certain"),
    ("rumah kami tidak kena banjir", "negated", "absent", "household", "certain"),
    ("saya diancam warga lain", "asserted", "present", "facilitator", "certain"),
]


@pytest.mark.parametrize(("text", "context", "state", "subject", "certainty"), TABLE, ids=[row[0] for row in TABLE])
def test_a_cue_decides_the_reading(text: str, context: str, state: str | None, subject: str, certainty: str) -> None:
    e = only(text, LANGUAGE)
    assert (e.context, e.state, e.subject, e.certainty) == (context, state, subject, certainty)


def test_a_negation_ends_at_the_next_clause() -> None:
    found = {e.sign: e.context for e in read("kartu gak hilang, cuma bantuan blm cair", LANGUAGE)}
    assert found == {"kartu_hilang": "negated", "belum_cair": "asserted"}


RUN_TOGETHER = [
    ("saya gak bisa tidur tiap malam dipukul suami", "dipukul", "asserted"),
    ("uangnya gak cukup saya dipukul suami", "dipukul", "asserted"),
    ("saya tidak dipukul suami", "dipukul", "negated"),
    ("tidak bisa dibuka ibu juga bantuan belum cair", "belum_cair", "asserted"),
    ("bukan bantuan belum cair", "belum_cair", "negated"),
    ("mau tanya apa benar bisa kemarin kartu saya hilang", "kartu_hilang", "asserted"),
    ("kalau kemarin kartu saya hilang", "kartu_hilang", "hypothetical"),
    ("dulu sering dapat sekarang kartu saya hilang", "kartu_hilang", "asserted"),
    ("dulu lancar bantuan sekarang belum cair", "belum_cair", "asserted"),
    ("kartu hilang nanti kalau sudah ketemu", "kartu_hilang", "asserted"),
    ("kartu hilang kemarin sudah ketemu", "kartu_hilang", "resolved"),
]


@pytest.mark.parametrize(("text", "name", "context"), RUN_TOGETHER, ids=[row[0] for row in RUN_TOGETHER])
def test_a_cue_stays_in_its_clause_without_punctuation(text: str, name: str, context: str) -> None:
    assert {e.sign: e.context for e in read(text, LANGUAGE)}.get(name) == context


def test_the_cue_is_quoted() -> None:
    assert only("kartu saya ga ilang bu", LANGUAGE).cue == "ga"
    assert only("kartu ilang tp udh ketemu", LANGUAGE).cue == "udh ketemu"


def test_a_resolving_cue_belongs_to_the_nearest_sign() -> None:
    found = {e.sign: e.context for e in read("kartu hilang, rumah banjir tapi sudah beres", LANGUAGE)}
    assert found == {"kartu_hilang": "asserted", "banjir": "resolved"}
