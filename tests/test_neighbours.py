"""What stands beside a danger does not make it unsaid: a film seen, a drill, a feast, thanks, a question.

After a full stop the danger counts as if it stood alone. Run into one sentence with what may mean that it was only
seen, played or long ago, it may become a question, but never nothing.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from triage.model import Plan
from triage.pipeline import Machine, triage

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
DANGERS = [
    "suami memukul saya", "saya ditampar suami", "suami mencekik leher saya", "anak saya diperkosa tetangga",
    "saya mau bunuh diri", "anak saya mau gantung diri", "bapak memukul adik sampai berdarah",
    "anak saya dibawa orang tidak dikenal", "bayi saya kejang", "adik saya overdosis", "saya diancam kpm pakai parang",
    "saya terlanjur kasih kode otp ke penipu",
]  # fmt: skip
BEFORE = [
    "tadi malam nonton drakor", "habis nonton film horor", "tadi pagi lomba agustusan", "habis simulasi gempa",
    "pulang dari karnaval", "habis baca novel", "tadi main game", "waktu saya sd sudah susah", "mau tanya bu",
    "alhamdulillah bantuan sudah cair", "semoga ibu sehat", "di rumah tidak ada apa apa", "tagihan listrik naik",
]  # fmt: skip
AFTER = ["ini bukan cerita film", "saya tidak bercanda", "habis itu nonton tv", "padahal baru lomba agustusan"]


def told(machine: Machine, text: str) -> Plan:
    return triage(machine, text=text, now=NOW)


def cases(plan: Plan) -> set[str]:
    return {finding.case for finding in plan.findings}


@pytest.mark.parametrize("danger", DANGERS)
def test_after_a_full_stop_a_danger_counts_as_if_it_stood_alone(machine: Machine, danger: str) -> None:
    alone = told(machine, danger)
    assert alone.urgency == "darurat"
    for before in BEFORE:
        beside = told(machine, f"{before}. {danger}")
        assert beside.urgency == "darurat", before
        assert cases(alone) <= cases(beside), before


@pytest.mark.parametrize("danger", DANGERS)
def test_run_together_with_something_else_a_danger_is_at_least_asked_about(machine: Machine, danger: str) -> None:
    alone = cases(told(machine, danger))
    for text in [
        *(f"{before}{between}{danger}" for before in BEFORE for between in (", ", " ", " terus ")),
        *(f"{danger}{between}{after}" for after in AFTER for between in (", ", " ")),
    ]:
        plan = told(machine, text)
        assert alone & cases(plan) or plan.urgency == "darurat" or plan.questions, text


@pytest.mark.parametrize(
    "text",
    [
        "gara gara tugas skripsi anak saya mau gantung diri", "tagihan numpuk saya mau gantung diri saja",
        "sakit sekali rasanya saya mau mati saja", "seminggu lapar rasanya mau mati saja",
        "pusing tagihan listrik, pengen mati rasanya",
    ],
)  # fmt: skip
def test_a_wish_to_die_for_everyday_reasons_is_never_taken_for_a_figure_of_speech(machine: Machine, text: str) -> None:
    plan = told(machine, text)
    assert plan.urgency == "darurat"
    assert "risiko_bunuh_diri" in cases(plan) or any(q.sign == "ide_bunuh_diri" for q in plan.questions)
