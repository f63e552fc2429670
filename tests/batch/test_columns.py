"""Which rows a person should read herself, and the reason that is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from triage.batch.columns import RESULT, cells_of, result_columns, why_look
from triage.kb.types import Knowledge
from triage.model import Conflict, Plan, Suggestion

PlanOf = Callable[..., Plan]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("kartu kks saya hilang di pasar", ()),
        ("katanya kartu kks tetangga hilang", ("baru dugaan",)),
        ("dulu pernah mau bunuh diri, kartu saya hilang", ("bahaya disebut, belum jelas",)),
        ("zxcv qwer asdf", ("tidak ada yang terbaca",)),
        ("apa syarat dapat pkh?", ()),
    ],
)
def test_the_reason_to_look_is_told(plan_of: PlanOf, knowledge: Knowledge, text: str, reasons: tuple[str, ...]) -> None:
    assert why_look(plan_of(text), True, knowledge) == reasons


def test_an_empty_complaint_says_so(plan_of: PlanOf, knowledge: Knowledge) -> None:
    assert why_look(plan_of(""), False, knowledge) == ("aduan kosong",)


def test_a_contradiction_says_so(plan_of: PlanOf, knowledge: Knowledge) -> None:
    plan = replace(plan_of("kartu hilang"), conflicts=(Conflict("kartu_hilang", "household", ()),))
    assert why_look(plan, True, knowledge) == ("keterangan berbeda",)


@pytest.mark.parametrize(
    ("text", "like", "looks"),
    [
        ("suami memukul saya tadi malam", "kks_hilang", False),
        ("kartu hilang", "kdrt", True),
        ("zxcv", "pin_lupa", True),
    ],
)
def test_a_resemblance_matters_where_it_may_be_worse(
    plan_of: PlanOf, knowledge: Knowledge, text: str, like: str, looks: bool
) -> None:
    plan = replace(plan_of(text), suggestions=(Suggestion(like, 0.3, "…"),))
    assert ("mirip kasus lain" in why_look(plan, True, knowledge)) == looks


def test_every_cell_has_its_column(plan_of: PlanOf, knowledge: Knowledge) -> None:
    assert len(cells_of(plan_of("kartu hilang"), (), knowledge)) == len(RESULT)


def test_a_name_that_the_table_has_is_not_taken_twice() -> None:
    header = ["No", "Urgensi", "urgensi_triase", "rencana"]
    names = result_columns(header, full=True)
    assert names[0] == "urgensi_triase_triase", "a result was classified again"
    assert names[-1] == "rencana_triase"
    assert len({*names, *header}) == len(names) + len(header)
