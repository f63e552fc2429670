"""The household file: what its fields say, what they do not say, and where each thing was read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.tiny import sign, tiny
from triage.facts.evidence import household_evidence, member_roles
from triage.facts.predicates import holds
from triage.facts.read import read_household
from triage.kb import types as t

TODAY = dt.date(2026, 11, 23)
SIGNS = [
    sign("lansia", about="orang_tua", reads=(t.Read(field="anggota.usia", test="at_least", threshold="tua"),)),
    sign("hamil", about="kpm", reads=(t.Read(field="anggota.hamil", test="is", value=True),)),
    sign("dipegang", reads=(t.Read(field="kartu.pemegang", test="not_one_of", value=["kpm"], actor_from="kartu.pemegang"),)),
    sign("muda", about="anak", reads=(t.Read(field="anggota.hamil", test="is", value=True, where=(t.Test(field="anggota.usia", test="below", value=18),)),)),
]  # fmt: skip
KB = tiny(signs=SIGNS, thresholds=[t.ThresholdDef(id="tua", says="t", value=60, unit="tahun", sources=())])


def said(text: str, tmp_path: Path) -> set[tuple[str, str | None, str, str]]:
    file = tmp_path / "k.yaml"
    file.write_text(text)
    found = household_evidence(read_household(file, KB.signs), KB, TODAY)
    return {(e.sign, e.state, e.subject, e.actor) for e in found}


@pytest.mark.parametrize(("age", "state"), [(60, "present"), (95, "present")])
def test_a_threshold_includes_its_own_value(age: int, state: str, tmp_path: Path) -> None:
    assert said(f"anggota: [{{kode: a, peran: orang_tua, usia: {age}}}]", tmp_path) == {
        ("lansia", state, "member:a", "")
    }


def test_a_value_below_the_threshold_is_not_absence_while_the_list_of_members_is_open(tmp_path: Path) -> None:
    assert said("anggota: [{kode: a, peran: anak, usia: 59}]", tmp_path) == set()


def test_absence_needs_a_complete_list_with_the_field_filled_for_everyone(tmp_path: Path) -> None:
    complete = "anggota_lengkap: ya\nanggota: [{kode: a, peran: anak, usia: 59}, {kode: b, peran: anak%s}]"
    assert said(complete % "", tmp_path) == set()
    assert said(complete % ", usia: 3", tmp_path) == {
        ("lansia", "absent", "member:a", ""),
        ("lansia", "absent", "member:b", ""),
    }


def test_a_clear_no_is_absence(tmp_path: Path) -> None:
    assert said("anggota: [{kode: a, peran: kpm, hamil: tidak}]", tmp_path) == {("hamil", "absent", "member:a", "")}


def test_the_holder_of_the_card_becomes_the_actor(tmp_path: Path) -> None:
    assert said("kartu: {pemegang: agen}", tmp_path) == {("dipegang", "present", "household", "agen")}


def test_a_condition_on_the_same_member_that_is_unknown_says_nothing(tmp_path: Path) -> None:
    young = "anggota: [{kode: a, peran: anak, hamil: ya%s}]"
    assert ("muda", "present", "member:a", "") not in said(young % "", tmp_path)
    assert ("muda", "present", "member:a", "") in said(young % ", usia: 16", tmp_path)


def test_signs_set_by_hand_carry_actor_and_member(tmp_path: Path) -> None:
    text = "anggota: [{kode: a, peran: anak, tanda: [-muda]}]\ntanda: {dipegang: {ada: ya, pelaku: calo}, hamil: {ada: ya, anggota: a}}"
    assert said(text, tmp_path) == {
        ("muda", "absent", "member:a", ""), ("dipegang", "present", "household", "calo"), ("hamil", "present", "member:a", ""),
    }  # fmt: skip


def test_evidence_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("k.yaml").write_text("kode: x\nkartu:\n  pemegang: agen\n")
    (found,) = household_evidence(read_household(Path("k.yaml"), KB.signs), KB, TODAY)
    assert found.place == "k.yaml:3"


def test_members_and_their_roles(tmp_path: Path) -> None:
    file = tmp_path / "k.yaml"
    file.write_text("anggota: [{kode: ibu, peran: kpm}, {kode: budi, peran: anak}]")
    household = read_household(file, KB.signs).household
    assert member_roles(household) == {"member:ibu": "kpm", "member:budi": "anak"}


@pytest.mark.parametrize(
    ("test", "value", "limit", "want"),
    [
        ("below", 84.9, 85, True), ("below", 85, 85, False), ("at_most", 4, 4, True), ("above", 4, 4, False),
        ("within_days", dt.date(2026, 11, 30), 7, True), ("within_days", dt.date(2026, 12, 1), 7, False),
        ("within_days", dt.date(2026, 11, 1), 7, True), ("overdue_days", dt.date(2026, 11, 1), 7, True),
        ("overdue_days", dt.date(2026, 11, 20), 7, False), ("contains", ("pinjol",), ["pinjol", "rentenir"], True),
        ("is", True, True, True), ("is", 1, True, False), ("at_least", True, 1, False), ("at_least", "9", 1, False),
    ],
)  # fmt: skip
def test_predicates_never_pass_on_the_wrong_type(test: str, value: object, limit: object, want: bool) -> None:
    assert holds(test, value, limit, TODAY) is want
