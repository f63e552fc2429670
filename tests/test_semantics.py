"""docs/semantics.md, point by point, on a knowledge base of a few lines. Points 7-10 (rules): tests/engine/."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from tests.tiny import GATE, case, plan, rule, sign, step, tiny, verdict
from triage.engine import infer_once
from triage.kb import types as t
from triage.kb.productions import compile_productions
from triage.model import Evidence, Sign
from triage.plan.deadlines import Calendar, due_moment
from triage.plan.verdict import judge
from triage.signs import settle

WORDS = {name: sign(name) for name in ("a", "b")} | {
    "aman": sign("aman", safer="absent"),
    "anak": sign("anak", about="anak"),
}


def ev(name: str, state: str | None = "present", subject: str = "household", **more: str) -> Evidence:
    return Evidence(name, state, subject, **more)  # type: ignore[arg-type]


# --- signs ---------------------------------------------------------------------------------------------------


def test_01_a_sign_is_id_state_subject_actor_certainty() -> None:
    (only,) = settle([ev("a", actor="agen", certainty="suspected")], WORDS).signs
    assert only == Sign("a", "present", "household", "agen", "suspected")


def test_02_a_reading_without_state_never_reaches_the_engine() -> None:
    assert settle([ev("a", None, context="past"), ev("b", None, context="hypothetical")], WORDS).signs == frozenset()


def test_03_what_was_not_said_is_not_absent() -> None:
    assert {s.id for s in settle([ev("a")], WORDS).signs} == {"a"}


def test_04_an_unnamed_child_joins_a_named_one_only_as_suspected() -> None:
    signs = settle([ev("anak", subject="member:?anak")], WORDS, {"member:budi": "anak", "member:ibu": "kpm"}).signs
    assert signs == {Sign("anak", "present", "member:?anak"), Sign("anak", "present", "member:budi", "", "suspected")}


def test_04_what_is_said_of_the_named_member_is_not_made_doubtful_by_the_unnamed_one() -> None:
    said = [ev("anak", subject="member:?anak"), ev("anak", "absent", "member:budi")]
    assert (
        Sign("anak", "present", "member:budi", "", "suspected")
        not in settle(said, WORDS, {"member:budi": "anak"}).signs
    )


def test_05_two_actors_make_two_signs_and_an_unnamed_one_adds_none() -> None:
    signs = settle([ev("a", actor="agen"), ev("a", actor="calo"), ev("a")], WORDS).signs
    assert {s.actor for s in signs} == {"agen", "calo"}


@pytest.mark.parametrize(("name", "wins"), [("a", "present"), ("aman", "absent")])
def test_06_in_a_conflict_the_safer_state_wins_and_both_are_reported(name: str, wins: str) -> None:
    settled = settle([ev(name), ev(name, "absent")], WORDS)
    assert {s.state for s in settled.signs} == {wins}
    assert {e.state for e in settled.conflicts[0].evidence} == {"present", "absent"}


# --- urgency ---------------------------------------------------------------------------------------------------


def urgent() -> t.Knowledge:
    raise_when = (t.Shift(to="mendesak", when="lama", why="w"),)
    lower = (t.Shift(to="rutin", when="selesai", why="w"),)
    return tiny(
        signs=[sign(s) for s in ("x", "lama", "selesai", "gawat", "y")],
        cases=[case("x", raise_when=raise_when, lower_when=lower), case("y", "rutin")],
        dangers=[t.DangerDef(id="d", title="D", text="!", cases=("x",), steps=())],
        rules=[rule("r", "gawat", danger="d")],
    )


@pytest.mark.parametrize(
    ("signs", "level"),
    [
        (("x",), "terencana"),
        (("x", "lama"), "mendesak"),
        (("x", "selesai"), "rutin"),
        (("x", "selesai", "lama"), "mendesak"),
        (("x", "selesai", "gawat"), "darurat"),
        (("y",), "rutin"),
        (("x", "y"), "terencana"),
    ],
)
def test_11_urgency_is_the_highest_of_base_raises_and_dangers(signs: tuple[str, ...], level: str) -> None:
    assert verdict(urgent(), *signs).urgency == level


@pytest.mark.parametrize(("raised", "subjects"), [((), ["household", "member:?kpm"]), (("darurat",), ["member:?kpm"])])
def test_11_what_a_persons_finding_rests_on_is_not_also_told_of_the_household(
    raised: tuple[str, ...], subjects: list[str]
) -> None:
    raises = tuple(t.Shift(to=level, when="disebut", why="w") for level in raised)
    kb = tiny(
        signs=[sign("disebut"), sign("pukul", about="kpm")],
        cases=[case("k", symptoms={"any": ["disebut", "pukul"]}, raise_when=raises)],
    )
    settled = settle([ev("disebut"), ev("pukul", subject="member:?kpm")], kb.signs)
    found = judge(infer_once(compile_productions(kb), settled.signs), settled, kb).findings
    assert [f.subject for f in found] == subjects
    assert {e.sign for f in found for e in f.evidence} == {"disebut", "pukul"}


def test_12_a_danger_alone_brings_its_case_and_is_darurat() -> None:
    said = verdict(urgent(), "gawat")
    assert [(f.case, f.urgency) for f in said.findings] == [("x", "darurat")]


def test_12_an_absent_sign_lowers_nothing() -> None:
    assert verdict(urgent(), "x", "-lama").urgency == "terencana"


def test_04_the_named_child_who_may_be_meant_is_not_a_second_finding() -> None:
    kb = tiny(signs=[sign("absen", about="anak")], cases=[case("putus", symptoms="absen")])
    settled = settle([ev("absen", subject="member:?anak")], kb.signs, {"member:budi": "anak"})
    found = judge(infer_once(compile_productions(kb), settled.signs), settled, kb).findings
    assert [f.subject for f in found] == ["member:?anak"]


# --- plan --------------------------------------------------------------------------------------------------------


def test_13_a_prohibition_acts_plan_wide_even_for_a_suspected_finding() -> None:
    kb = tiny(
        signs=[sign("x"), sign("y")],
        cases=[case("x", steps=("temui", "catat")), case("y", never=("larang",))],
        steps=[step("temui", tags=("temui",)), step("catat")],
        tags=[t.TagDef(id="temui", says="t")],
        prohibitions=[t.ProhibitionDef(id="larang", text="l", why="w", removes=("temui",))],
    )
    assert {s.id for s in plan(kb, "x", "~y").steps} == {"catat", "urus_y"}
    assert "temui" in {s.id for s in plan(kb, "x").steps}


def test_13_a_rule_may_put_another_step_in_its_place() -> None:
    kb = tiny(
        signs=[sign("x"), sign("y")], cases=[case("x", steps=("sendiri",))],
        steps=[step("sendiri"), step("berdua")],
        rules=[rule("r", "y", remove_steps=("sendiri",), replace_with="berdua")],
    )  # fmt: skip
    assert [s.id for s in plan(kb, "x", "y").steps] == ["berdua"]


def accusing() -> t.Knowledge:
    return tiny(
        signs=[sign("x", accuses=True)],
        cases=[case("x", steps=("catat", "lewat", "kantor", "serah"), refer=("pemdes",))],
        steps=[
            step("catat"), step("lewat", tags=("lewat",)), step("kantor", referral="pemdes", otherwise="dinas"),
            step("dinas", referral="dinsos"), step("serah", tags=("kewajiban_terlapor",)),
        ],
        tags=[t.TagDef(id="lewat", says="t"), t.TagDef(id="kewajiban_terlapor", says="t")],
        referrals=[t.ReferralDef(id="pemdes", name="Desa", does="d"), t.ReferralDef(id="dinsos", name="Dinsos", does="d")],
        bypass=[
            t.BypassDef(id="pendamping", says="p", channels=("lewat",), owners={"pendamping": "korkab"}),
            t.BypassDef(id="aparat_desa", says="a", referrals={"pemdes": "dinsos"}),
        ],
    )  # fmt: skip


def test_14_the_accused_is_never_owner_nor_channel() -> None:
    said = plan(accusing(), "x@pendamping")
    assert {s.id: s.owner for s in said.steps} == {
        "catat": "korkab", "kantor": "korkab", "serah": "pendamping",
    }  # fmt: skip
    assert [b.id for b in said.bypass] == ["pendamping"]


def test_14_the_office_of_the_accused_gives_way_to_another() -> None:
    said = plan(accusing(), "x@aparat_desa")
    assert {s.id for s in said.steps} == {"catat", "lewat", "dinas", "serah"}
    assert "pemdes" not in {r.id for r in said.referrals}


def test_14_without_an_actor_nobody_is_bypassed() -> None:
    assert plan(accusing(), "x").bypass == ()


def quarrel() -> t.Knowledge:
    signs = [sign(s) for s in ("cekcok", "pukul", "ancam", "takut", "kendali")]
    any_violence = {"any": ["pukul", "ancam", "takut", "kendali"]}
    return tiny(
        signs=signs,
        cases=[
            case("kdrt", "darurat", any_violence, never=("mediasi_dengan_pelaku",)),
            case("konflik", "terencana", "cekcok", steps=("saring", "mediasi"), never=("mediasi_dengan_pelaku",),
                 yields_to=("kdrt",), certainty="suspected"),
        ],
        steps=[step("saring", phase="selamatkan"), step("mediasi", tags=("mediasi",))],
        tags=[t.TagDef(id="mediasi", says="t", only_when=GATE)],
        prohibitions=[
            t.ProhibitionDef(id="mediasi_dengan_pelaku", text="m", why="w", removes=("mediasi",), lifted_for=("konflik",))
        ],
    )  # fmt: skip


DENIED = ("-pukul", "-ancam", "-takut", "-kendali")


def test_15_a_quarrel_begins_with_the_screening_and_holds_no_mediation_while_anything_is_unknown() -> None:
    for n in range(4):
        said = plan(quarrel(), "cekcok", *DENIED[:n])
        assert [s.id for s in said.steps] == ["saring"]
    assert {p.id for p in said.prohibitions} == {"mediasi_dengan_pelaku"}
    assert said.findings[0].certainty == "suspected"


def test_15_mediation_appears_once_all_four_were_denied() -> None:
    assert [s.id for s in plan(quarrel(), "cekcok", *DENIED).steps] == ["saring", "mediasi"]


@pytest.mark.parametrize("violence", ["pukul", "ancam", "takut", "kendali"])
def test_15_any_violence_makes_it_kdrt_instead(violence: str) -> None:
    said = plan(quarrel(), "cekcok", violence, *(d for d in DENIED if d != f"-{violence}"))
    assert [f.case for f in said.findings] == ["kdrt"]
    assert "mediasi" not in {s.id for s in said.steps}


JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("due", "now", "until"),
    [
        ("2h", "2026-11-23T20:10", "2026-11-23T22:10"),  # hotlines never sleep
        ("2wh", "2026-11-23T09:00", "2026-11-23T11:00"),
        ("2wh", "2026-11-23T14:30", "2026-11-24T09:30"),
        ("2wh", "2026-11-27T20:10", "2026-11-30T10:00"),  # over a weekend
        ("1wd", "2026-11-23T20:10", "2026-11-24T15:00"),
        ("1wd", "2026-12-24T10:00", "2026-12-28T15:00"),  # Christmas, then a weekend
        ("3d", "2026-11-23T20:10", "2026-11-26T16:00"),
    ],
)
def test_16_emergencies_count_hours_and_offices_count_working_time(due: str, now: str, until: str) -> None:
    moment = dt.datetime.fromisoformat(now).replace(tzinfo=JAKARTA)
    assert due_moment(due, moment, Calendar()).isoformat()[:16] == until


@pytest.mark.parametrize(
    ("signs", "readings", "outcome"),
    [
        (("x",), (), "plan"),
        (("lain",), (), "need_more_information"),
        ((), (Evidence("bahaya", None, context="past"),), "need_more_information"),
        ((), (Evidence("x", None, context="hypothetical"),), "inquiry"),
        ((), (Evidence("latar", None, context="hypothetical"),), "out_of_scope"),
        ((), (Evidence("x", None, context="resolved"),), "out_of_scope"),
        (("-bahaya",), (), "out_of_scope"),
        ((), (), "out_of_scope"),
    ],
)
def test_17_the_first_outcome_that_fits_is_taken(
    signs: tuple[str, ...], readings: tuple[Evidence, ...], outcome: str
) -> None:
    from triage.notation import sign_evidence
    from triage.plan.planner import outcome_of

    kb = tiny(
        signs=[
            sign("x"), sign("lain", hint="mendesak"), sign("bahaya", danger=True, hint="darurat"),
            sign("latar", kind="background"),
        ],
        cases=[case("x")],
    )  # fmt: skip
    said = [*(sign_evidence(s, kb.signs) for s in signs), *readings]
    found, level = outcome_of(verdict(kb, *signs), settle(said, kb.signs), tuple(said), kb)
    assert found == outcome
    if "lain" in signs:
        assert level == "mendesak"


def test_18_masking_keeps_the_length_and_the_offsets() -> None:
    from triage.text import mask

    text = "nik saya 3578011234567890 hp 081234567890 tolong"
    masked = mask(text)
    assert len(masked) == len(text)
    assert "3578" not in masked
    assert "0812" not in masked
    assert masked.endswith(" tolong")
