"""The lints of phrases, words and cues: each finds its trap and leaves the good twin alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.tiny import sign, tiny
from triage.check.lints import unwaived
from triage.check.phrases import phrase_traps, word_traps
from triage.kb.problems import Problem
from triage.kb.types import CueDef, Knowledge, LanguageDef, WaiverDef

WORDS = LanguageDef(
    classes={"KARTU": ("kartu", "atm"), "HILANG": ("hilang", "raib")},
    people={"suami": ("suami",)},
    ignore=("kok", "itu", "yang"),
    breaks=("tapi",),
    keep=("slamet",),
    cues=(
        CueDef(id="tidak", kind="negated", phrases=("tidak",)),
        CueDef(id="takut", kind="hypothetical", phrases=("takut",)),
    ),
)


def kb_of(*phrases: str, language: LanguageDef = WORDS, **more: Any) -> Knowledge:
    return replace(tiny(signs=[sign("x", phrases=phrases, **more)]), language=language)


def rules_of(problems: Any) -> list[str]:
    return sorted({p.rule for p in problems})


@pytest.mark.parametrize(
    ("phrase", "rule"),
    [
        ("KARTU ..2 HILANG", None),
        ("@suami ..2 pukul", None),
        ("telat #>=3 bulan", None),
        ("di-pukul suami", None),
        ("[nomor] kartu hilang", None),
        ("kartu ..2!hilang hilang", None),
        ("kartu yang hilang", "kata-diabaikan"),
        ("pulang takut ..1 kartu", None),
        ("tidak ..2 kartu", None),
    ],
)
def test_a_phrase_must_be_heard_when_it_is_said(phrase: str, rule: str | None) -> None:
    found = rules_of(phrase_traps(kb_of(phrase)))
    assert found == ([rule] if rule else [])


def test_a_cue_that_always_cancels_a_phrase_is_named() -> None:
    said = ("tidak pukul suami", "pukul suami")
    assert list(phrase_traps(kb_of(*said))) == []
    (found,) = phrase_traps(kb_of(*said, not_phrases=("tidak",)))
    assert found.rule == "ditelan-penanda"
    assert "'tidak'" in found.message


def test_a_phrase_that_its_own_exception_takes_away_never_matches() -> None:
    (found,) = phrase_traps(kb_of("kartu hilang", not_phrases=("kartu hilang",)))
    assert found.rule == "tak-pernah-kena"
    assert "kartu hilang" in found.message


def test_one_bare_word_is_too_little_for_a_danger_only() -> None:
    assert rules_of(phrase_traps(kb_of("pukul", danger=True))) == ["kata-tunggal"]
    assert rules_of(phrase_traps(kb_of("pukul [keras]", danger=True))) == ["kata-tunggal"]
    assert rules_of(phrase_traps(kb_of("pukul suami", danger=True))) == []
    assert rules_of(phrase_traps(kb_of("pukul"))) == []


def test_the_same_phrase_in_two_problems_is_reported_once_and_backgrounds_may_share() -> None:
    twins = [sign("x", phrases=("kartu hilang",)), sign("y", phrases=("kartu hilang",))]
    found = list(phrase_traps(replace(tiny(signs=twins), language=WORDS)))
    assert [(p.rule, p.entry) for p in found] == [("frasa-kembar", "y")]
    shared = [twins[0], sign("y", phrases=("kartu hilang",), kind="background")]
    assert list(phrase_traps(replace(tiny(signs=shared), language=WORDS))) == []


@pytest.mark.parametrize(
    ("spelling", "count"),
    [
        ({"hilang": ("ilang", "leungit")}, 0),
        ({"hilang": ("ilang",), "raib": ("ilang",)}, 1),
        ({"hilang": ("raib",), "raib": ("raip",)}, 1),
        ({"selamat": ("slamet",)}, 1),
    ],
)
def test_a_variant_has_one_base_and_is_no_name(spelling: dict[str, tuple[str, ...]], count: int) -> None:
    kb = kb_of("KARTU HILANG", "KARTU ..2 HILANG", language=replace(WORDS, spelling=spelling))
    assert [p.rule for p in word_traps(kb)] == ["sinonim-ganda"] * count


def test_a_class_that_nothing_or_one_phrase_uses_is_reported() -> None:
    assert rules_of(word_traps(kb_of("kartu hilang"))) == ["kelas-tak-terpakai"]
    assert rules_of(word_traps(kb_of("KARTU HILANG", "KARTU ..2 raib"))) == ["kelas-sekali"]
    assert rules_of(word_traps(kb_of("KARTU HILANG", "KARTU ..2 HILANG"))) == []


TODAY = dt.date(2026, 11, 23)
TRAP = Problem("a.yaml", 1, 1, "kata-tunggal", "tanda x: frasa 'pukul' …", "", "x")


def waiver(**changes: Any) -> WaiverDef:
    parts = {
        "rule": "kata-tunggal",
        "id": "x",
        "about": "'",
        "reason": "sebut sendiri",
        "until": dt.date(2027, 6, 1),
    } | changes
    return WaiverDef(**parts)


def test_a_waiver_silences_its_lint_for_its_entry_until_its_day() -> None:
    kb = replace(kb_of("pukul"), waivers=(waiver(),))
    assert unwaived(kb, {TRAP}, TODAY) == set()
    assert unwaived(replace(kb, waivers=(waiver(until=TODAY),)), {TRAP}, TODAY) == set()
    other = replace(TRAP, entry="y")
    assert unwaived(kb, {TRAP, other}, TODAY) == {other}


def test_a_waiver_covers_only_what_it_names() -> None:
    kb = replace(kb_of("pukul"), waivers=(waiver(about="'pukul'"),))
    second = replace(TRAP, message="tanda x: frasa 'tendang' …")
    assert unwaived(kb, {TRAP, second}, TODAY) == {second}


def test_a_waiver_that_ran_out_or_covers_nothing_is_reported() -> None:
    expired = replace(kb_of("pukul"), waivers=(waiver(until=dt.date(2026, 11, 22)),))
    assert {p.rule for p in unwaived(expired, {TRAP}, TODAY)} == {"kata-tunggal", "pengecualian"}
    idle = replace(kb_of("pukul"), waivers=(waiver(),))
    assert {p.rule for p in unwaived(idle, set(), TODAY)} == {"pengecualian"}
