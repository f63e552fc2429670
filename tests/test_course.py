"""A remembered course is the one that this household would get by itself."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests.test_shortcuts import drawn
from tests.tiny import NOW
from triage.engine import infer_once
from triage.kb.types import Knowledge
from triage.model import Danger, Derived, Evidence, Finding, Inference, Outcome, Plan, Reason
from triage.pipeline import Machine
from triage.plan.course import Course, advise, grounds
from triage.plan.deadlines import Calendar
from triage.plan.district import District, LocalContact, LocalOffice
from triage.plan.planner import Setting, make_plan
from triage.plan.verdict import Verdict
from triage.signs import Settled

CASE = "saldo_nol"
OFFICE = LocalOffice(nama="Dinsos Contoh", kontak=(LocalContact(jenis="phone", nilai="021-000"),))


def planned(settled: Settled, machine: Machine) -> Plan:
    readings = tuple(e for evidence in settled.because.values() for e in evidence)
    infer = partial(infer_once, machine.productions)
    return make_plan(settled, infer(settled.signs), readings, machine.knowledge, Setting(NOW, Calendar()), infer)


def test_households_one_after_the_other_get_what_each_gets_alone(machine: Machine) -> None:
    households = drawn(machine.knowledge)
    together = [planned(settled, machine) for settled in households]
    for settled, plan in zip(households, together, strict=True):
        advise.cache_clear()
        assert planned(settled, machine) == plan


def course(knowledge: Knowledge, changed: str = "") -> Course:
    """Of a household with one finding, in which one thing is otherwise."""
    finding = Finding(CASE, "rutin" if changed == "urgency" else "mendesak", "certain", "household", ("s",), ())
    danger = (Danger("ancaman_bunuh_atau_senjata", "household", ("s",)),) if changed == "danger" else ()
    verdict = Verdict((finding,), danger, finding.urgency)
    rule = Derived("prohibit", next(iter(knowledge.prohibitions)), "", "household", "", "certain", ())
    inference = Inference((rule,) if changed == "rule" else ())
    roles = [Reason("pendamping", "", ())] if changed == "role" else []
    asked = [Evidence(f"tanya:{name}", None) for name in knowledge.inquiries] if changed == "asked" else []
    outcome: Outcome = "inquiry" if changed == "outcome" else "plan"
    found = grounds(outcome, verdict, Verdict((), (), None) if changed == "near" else verdict, inference, roles, asked)
    calendar = Calendar(extra_closed=frozenset({NOW.date() + timedelta(1)}) if changed == "closed" else frozenset())
    district = District(nama="Contoh", kantor={"dinsos": OFFICE} if changed == "office" else {})
    return advise(found, knowledge, NOW + timedelta(days=changed == "day"), calendar, district)


CHANGES = ("urgency", "danger", "rule", "role", "asked", "outcome", "near", "closed", "office", "day")


@pytest.mark.parametrize("changed", CHANGES)
def test_whatever_matters_brings_another_course(changed: str, machine: Machine) -> None:
    assert course(machine.knowledge, changed) != course(machine.knowledge)


def test_the_words_behind_a_finding_do_not(machine: Machine) -> None:
    """They are of one person: nothing of them is remembered."""
    told = Finding(
        CASE, "mendesak", "suspected", "member:a", ("s",), ("r",), (Evidence("s", "present", quote="rahasia"),)
    )
    bare = told._replace(certainty="certain", subject="household", because=(), rules=(), evidence=())
    one, other = (
        grounds("plan", verdict, verdict, Inference(), (), ())
        for verdict in (Verdict((each,), (), each.urgency) for each in (told, bare))
    )
    assert one == other
    assert "rahasia" not in repr(one)
