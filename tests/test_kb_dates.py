"""What holds on a day: names, numbers and contacts follow their dates, and what has run out is told in one line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from triage.check.of_dates import Validity
from triage.kb.build import build_what_is_sound
from triage.kb.dates import knowledge_at, lapses
from triage.kb.types import ContactDef, Knowledge, NameDef, ReferralDef, ThresholdDef, ValueDef
from triage.pipeline import Machine, triage

Run = Callable[..., tuple[int, str, str]]
DAY = dt.date.fromisoformat
END = DAY("2024-12-31")
NEW_YEAR = DAY("2025-01-01")
VALUES = (ValueDef(value=70, valid_until=END), ValueDef(value=60, valid_from=NEW_YEAR))


def threshold(*values: ValueDef, **more: Any) -> ThresholdDef:
    return ThresholdDef(id="usia_lansia", says="Umur lansia", unit="tahun", sources=(), values=values, **more)


def contact(value: str, **more: Any) -> ContactDef:
    return ContactDef(kind="phone", value=value, source="s", seen_on="2026-11-21", **more)


def with_limit(knowledge: Knowledge, entry: ThresholdDef) -> Knowledge:
    return replace(knowledge, thresholds={**knowledge.thresholds, entry.id: entry})


def with_referral(knowledge: Knowledge, **more: Any) -> Knowledge:
    """The police with other names or contacts."""
    return replace(
        knowledge, referrals={**knowledge.referrals, "polisi": replace(knowledge.referrals["polisi"], **more)}
    )


@pytest.mark.parametrize(
    ("day", "value"), [("2024-12-31", 70), ("2025-01-01", 60), ("1990-01-01", 70), ("2090-01-01", 60)]
)
def test_the_number_of_the_day_holds_from_its_first_to_its_last_day(day: str, value: int, knowledge: Knowledge) -> None:
    for values in (VALUES, VALUES[::-1]):
        dated = with_limit(knowledge, threshold(*values))
        assert knowledge_at(dated, DAY(day)).thresholds["usia_lansia"].value == value


def test_a_sign_read_from_a_file_follows_the_number_of_the_day(machine: Machine, tmp_path: Path) -> None:
    from triage.facts.read import read_household

    file = tmp_path / "rumah.yaml"
    file.write_text("anggota: [{kode: nenek, peran: orang_tua, usia: 65}]\n", encoding="utf-8")
    dated = replace(machine, knowledge=with_limit(machine.knowledge, threshold(*VALUES)))
    facts = read_household(file, machine.knowledge.signs)
    for day, old in (("2024-06-01", False), ("2026-06-01", True)):
        plan = triage(dated, facts=facts, now=dt.datetime.fromisoformat(f"{day}T09:00+07:00"))
        assert ("lansia", "present") in {(e.sign, e.state) for e in plan.evidence} or not old
        assert old or ("lansia", "present") not in {(e.sign, e.state) for e in plan.evidence}


def test_a_renamed_institution_has_the_name_of_the_day_and_its_older_names_beside_it(knowledge: Knowledge) -> None:
    before, after = (knowledge_at(knowledge, DAY(day)).referrals["kp2mi"] for day in ("2024-11-04", "2024-11-05"))
    assert (before.name, before.formerly) == ("BP2MI", ())
    assert after.name.startswith("KP2MI")
    assert [old.name for old in after.formerly] == ["BP2MI"]


def test_only_contacts_of_the_day_are_printed(run: Run) -> None:
    for at, printed in (("2026-02-18", False), ("2026-02-19", True)):
        _, out, _ = run("new", "--json", "suami saya pakai sabu", "--at", f"{at}T09:00")
        (bnn,) = [r for r in json.loads(out)["referrals"] if r["id"] == "bnn"]
        assert (bnn["contacts"] != []) is printed


def test_knowledge_without_dates_is_handed_through_and_the_chosen_day_leaves_the_cached_value_alone(
    knowledge: Knowledge,
) -> None:
    plain = replace(knowledge, thresholds={}, referrals={})
    assert knowledge_at(plain, END) is plain
    dated = with_limit(knowledge, threshold(*VALUES, value=60))
    assert knowledge_at(dated, END).thresholds["usia_lansia"].value == 70
    assert dated.thresholds["usia_lansia"].value == 60
    assert knowledge_at(dated, END).thresholds["usia_anak"] is dated.thresholds["usia_anak"]


def test_what_has_run_out_is_one_line_under_a_plan_that_rests_on_it_and_no_other(machine: Machine) -> None:
    from triage.render.plain import plain_text

    gone = with_referral(machine.knowledge, contacts=(contact("110", valid_until=END),))
    for text, told in (("semalam dipukul suami", True), ("anak saya belum imunisasi", False)):
        plan = triage(replace(machine, knowledge=gone), text=text, now=dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC))
        assert bool(plan.lapses) is told
        line = "Kontak 110 (Kepolisian (110 atau polsek terdekat)) berlaku sampai 31 Desember 2024, periksa."
        assert (line in " ".join(plain_text(plan).split())) is told
        assert "110" not in {c.value for r in plan.referrals if r.id == "polisi" for c in r.contacts}


def test_every_surface_tells_what_has_run_out(machine: Machine) -> None:
    from triage.render import rendered_for
    from triage.render.as_json import to_json

    gone = with_referral(machine.knowledge, names=(NameDef(name="Polisi lama", valid_until=END),))
    plan = triage(
        replace(machine, knowledge=gone), text="semalam dipukul suami", now=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    )
    assert to_json(plan)["lapses"] == [{"kind": "name", "text": "Polisi lama", "until": "2024-12-31", "since": None}]
    for suffix in (".md", ".html"):
        assert "Nama Polisi lama berlaku sampai 31 Desember 2024, periksa." in " ".join(
            rendered_for(plan, suffix).split()
        )


def test_a_contact_with_a_successor_of_its_kind_is_history_and_not_told(knowledge: Knowledge) -> None:
    old, new = contact("1", valid_until=END), contact("2", valid_from=NEW_YEAR)
    assert [
        f for f in lapses(with_referral(knowledge, contacts=(old, new)), DAY("2026-01-01")) if f.id == "polisi"
    ] == []
    (found,) = [f for f in lapses(with_referral(knowledge, contacts=(old,)), DAY("2026-01-01")) if f.id == "polisi"]
    assert (found.lapse.until, found.inside) == ("2024-12-31", ("contacts", 0, "valid_until"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (VALUES, None),
        ((VALUES[0], ValueDef(value=60, valid_from=DAY("2025-01-03"))), "tidak ada nilai yang berlaku 2025-01-01 sampai 2025-01-02"),
        ((VALUES[0], ValueDef(value=60, valid_from=END)), "dua nilai berlaku bersamaan sejak 2024-12-31"),
        ((ValueDef(value=70), ValueDef(value=60)), "dua nilai berlaku bersamaan"),
        ((ValueDef(value=70, valid_from=NEW_YEAR, valid_until=END),), "valid_until 2024-12-31 sebelum valid_from 2025-01-01"),
    ],
)  # fmt: skip
def test_gaps_and_overlaps_are_errors(values: tuple[ValueDef, ...], words: str | None, knowledge: Knowledge) -> None:
    found = list(Validity().find(with_limit(knowledge, threshold(*values))))
    assert [words in p.message for p in found] == ([True] if words else []), found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: {says: A, unit: tahun, sources: []}", "kunci 'value' belum ada"),
        ("a: {says: A, unit: tahun, sources: [], value: 1, values: [{value: 2}]}", "ada 'value' dan 'values'"),
        ("a: {says: A, unit: tahun, sources: [], values: []}", "'values' tidak boleh kosong"),
        ("a: {says: A, unit: tahun, sources: [], value: 1, valid_until: besok}", "'valid_until' harus tanggal"),
    ],
)
def test_a_number_stands_once_short_or_with_dates(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "thresholds.yaml").write_text(text, encoding="utf-8")
    kb, problems = build_what_is_sound([(tmp_path, tmp_path / "rules")], "h")
    assert kb.thresholds == {}
    assert [words in p.message for p in problems] == [True], problems
    assert problems[0].line == 1


def test_show_and_check_take_a_day(run: Run) -> None:
    assert "Nilai: 16" in run("kb", "show", "usia_kawin", "--at", "2019-10-14", "--plain")[1]
    assert "Nilai: 19" in run("kb", "show", "usia_kawin", "--plain")[1]
    assert "lewat-tinjau" in run("kb", "check", "--no-examples", "--at", "2031-01-01")[2]
    for command in (("kb", "show", "usia_kawin"), ("kb", "check")):
        code, out, err = run(*command, "--at", "kemarin")
        assert (code, out) == (1, "")
        assert err == "--at: waktu: tanggal tidak terbaca (misalnya 2026-11-23)\n"


def test_the_name_of_a_referral_without_a_day_is_the_latest() -> None:
    from triage.kb.dates import with_latest

    names = (NameDef(name="Baru", valid_from=NEW_YEAR), NameDef(name="Lama", valid_until=END))
    made = with_latest(ReferralDef(id="x", does="x", names=names))
    assert (made.name, [old.name for old in made.formerly]) == ("Baru", ["Lama"])


@pytest.mark.parametrize(("day", "there"), [("2024-12-31", True), ("2025-01-01", False)])
def test_a_contact_holds_through_its_last_day_and_is_told_from_the_next(
    day: str, there: bool, knowledge: Knowledge
) -> None:
    kb = with_referral(knowledge, contacts=(contact("1", valid_until=END),))
    assert bool(knowledge_at(kb, DAY(day)).referrals["polisi"].contacts) is there
    assert bool([f for f in lapses(kb, DAY(day)) if f.id == "polisi"]) is not there
