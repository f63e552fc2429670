"""Every statement of knowledge/invariants.yaml can fail: some spoiled knowledge breaks it, and the household found is real.

A statement that nothing can break says nothing. Those that tests/readings.py breaks are proved to fail there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from tests.judged import violated
from tests.mutations import Cut, given, together, with_step, without_accusers
from tests.readings import EVERY
from tests.test_dangerous_readings import sound, spoiled, statements
from triage.kb.types import Examples, Knowledge, Then
from triage.model import Sign
from triage.verify import run
from triage.verify.plan_logic import PlanLogic

pytest.importorskip("z3", reason="perlu ekstra verify (z3)")

KINDS = (
    "mediasi", "damai", "temui_terduga", "pertemuan_bersama", "wawancara_korban_rinci", "menunggu", "kirim_data",
    "bayar_pungutan", "ruqyah_saja", "masuk_zona",
)  # fmt: skip
Broken = dict[str, tuple[tuple[str, frozenset[Sign]], ...]]


def _everywhere(**nothing: tuple[()]) -> Cut:
    """These lists are empty in every case, danger and rule."""

    def cut(kb: Knowledge) -> Knowledge:
        emptied = {n: replace(r, then=replace(r.then, **nothing)) for n, r in kb.rules.items()}
        return replace(
            kb,
            cases={n: replace(c, **nothing) for n, c in kb.cases.items()},
            dangers={n: replace(d, **nothing) for n, d in kb.dangers.items()},
            rules={n: r for n, r in emptied.items() if r.then != Then()},
        )

    return cut


def anything_goes(kb: Knowledge) -> Knowledge:
    """No prohibition removes a step, no gate is shut, and many cases recommend every dangerous kind of step."""
    free: Cut = together(*(given("prohibitions", n, removes=()) for n, p in kb.prohibitions.items() if p.removes))
    opened: Cut = given("tags", "mediasi", only_when=None)
    return together(free, opened, with_step("apa_saja", *KINDS, cases=tuple(kb.cases)[::4]))(kb)


def nothing_forbidden(kb: Knowledge) -> Knowledge:
    return _everywhere(never=(), remind=())(kb)


def nothing_to_do(kb: Knowledge) -> Knowledge:
    return _everywhere(steps=())(kb)


def nobody_to_go_to(kb: Knowledge) -> Knowledge:
    alone = replace(kb, steps={n: replace(s, referral=None) for n, s in kb.steps.items()})
    return _everywhere(refer=())(alone)


def nothing_alarms(kb: Knowledge) -> Knowledge:
    """No rule raises a danger or an urgency, and every case is routine."""
    calm = {n: replace(c, urgency="rutin", raise_when=()) for n, c in kb.cases.items()}
    rules = {n: replace(r, then=replace(r.then, danger=None, urgency=None)) for n, r in kb.rules.items()}
    return replace(kb, cases=calm, rules={n: r for n, r in rules.items() if r.then != Then()})  # type: ignore[arg-type]


def nobody_accused(kb: Knowledge) -> Knowledge:
    return _rules_without_bypass(without_accusers()(kb))


def nobody_in_the_place_of_the_facilitator(kb: Knowledge) -> Knowledge:
    return given("bypass", "pendamping", owners={})(kb)


def two_cases_yield_to_each_other(kb: Knowledge) -> Knowledge:
    first = given("cases", "kks_rusak", yields_to=("pin_lupa",))
    return together(first, given("cases", "pin_lupa", yields_to=("kks_rusak",)))(kb)


def _rules_without_bypass(kb: Knowledge) -> Knowledge:
    rules = {n: replace(r, then=replace(r.then, bypass=()), examples=Examples()) for n, r in kb.rules.items()}
    return replace(kb, rules={n: r for n, r in rules.items() if r.then != Then()})


SPOILS: dict[Cut, tuple[str, ...]] = {
    anything_goes: (
        "kekerasan-tanpa-mediasi", "korban-tidak-diinterogasi", "saldo-ditarik-orang-bukan-penundaan",
        "tidak-mengirim-kode-atau-membayar", "pungli-tidak-didamaikan", "jiwa-bukan-rohani-saja",
        "bencana-tidak-menunggu", "terapi-tidak-menunggu-berkas",
    ),
    nothing_forbidden: (
        "kekerasan-dilarang-didamaikan", "konflik-mulai-dari-keselamatan", "anak-terancam-ke-lembaga-anak",
        "nikah-anak-dicegah", "kartu-tertelan-bukan-stiker", "bunuh-diri-tidak-ditinggal", "pelapor-dilindungi",
        "ancaman-bunuh-menyala", "bahaya-hamil-menyala", "petugas-terancam-polisi-dulu", "kasus-selalu-lengkap",
    ),
    nothing_to_do: ("bahaya-selalu-punya-kasus",),
    nobody_to_go_to: ("anak-berhadapan-hukum-didampingi", "tersangka-punya-hak"),
    nothing_alarms: (
        "tanda-bahaya-tidak-tanpa-kasus", "massa-mengancam-polisi-dulu", "overdosis-pertolongan-dulu",
        "nifas-tertekan-diperiksa", "petugas-terkepung-darurat", "anak-kecil-tanpa-pengasuh-menyala",
        "lansia-tidak-makan-menyala",
    ),
    nobody_accused: ("ketua-kelompok-diadukan-dilewati", "guru-diadukan-dilewati", "pasangan-diadukan-dilewati"),
    nobody_in_the_place_of_the_facilitator: ("lewat-orang-lain",),
    two_cases_yield_to_each_other: ("kegentingan-tidak-turun",),
}  # fmt: skip
OF_THE_PLANNER = "bahaya-selalu-darurat"
"""No knowledge can break it, only the program: the planner itself makes a danger urgent."""
PAIRS = [(cut, name) for cut, names in SPOILS.items() for name in names]


@cache
def broken_by(cut: Cut) -> Broken:
    """What breaks the statements named under a spoil: one translation for all of them, any household will do."""
    named = {name: statements()[name] for name in SPOILS[cut]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("triage.verify.prove.LARGEST", 0)  # looking for the smallest takes most of the time
        return {result.id: result.broken for result in run.verify(named, cut(sound().knowledge))}


@pytest.mark.parametrize(("cut", "name"), PAIRS, ids=[name for _, name in PAIRS])
def test_a_statement_fails_where_the_knowledge_is_spoiled(cut: Cut, name: str, tmp_path: Path) -> None:
    broken = broken_by(cut)[name]
    assert broken
    machine = spoiled(cut(sound().knowledge))
    about, signs = min(broken, key=lambda each: (len(each[1]), each[0]))
    if not statements()[name][0].then.urgency_never_falls:  # tests/test_verify_faults.py looks at such a household
        assert violated(statements()[name][0], about, signs, machine, tmp_path), (about, sorted(signs))
        assert violated(statements()[name][0], about, signs, sound(), tmp_path) == []


def test_a_planner_that_does_not_listen_to_dangers_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run.logic_of

    def deaf(*given: object) -> PlanLogic:
        plan = made(*given)  # type: ignore[arg-type]
        levels = zip(*plan.own.values(), strict=True)
        plan.urgency = [plan.logic.circuit.any(level) for level in levels]
        return plan

    monkeypatch.setattr(run, "logic_of", deaf)
    (result,) = run.verify({OF_THE_PLANNER: statements()[OF_THE_PLANNER]}, sound().knowledge)
    assert result.broken


def test_every_statement_is_broken_by_something() -> None:
    here = {name for names in SPOILS.values() for name in names} | {OF_THE_PLANNER}
    elsewhere = {broken.noticed for reading in EVERY for broken in reading.breaks}
    assert set(statements()) - here - elsewhere == set()
    assert here - set(statements()) == set()
