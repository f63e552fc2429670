"""An answer that says otherwise than the opening: the safer reading holds until somebody confirms the answer."""

from __future__ import annotations

import itertools

import pytest

from tests.conftest import NOW
from triage.interview import Answer, Interviewer, Opening
from triage.model import urgency_rank
from triage.pipeline import Machine

HIT = Opening("suami saya memukul saya tadi malam, kartu kks saya hilang di pasar")


@pytest.fixture(scope="module")
def interviewer(machine: Machine) -> Interviewer:
    return Interviewer(machine)


def test_a_denial_that_would_calm_the_plan_waits_and_is_asked_once_more(interviewer: Interviewer) -> None:
    before = interviewer.turn(HIT, [], NOW)
    after = interviewer.turn(HIT, [Answer("kekerasan_fisik", "tidak")], NOW)
    assert after.plan.urgency == before.plan.urgency == "darurat"
    assert {d.id for d in before.plan.dangers} <= {d.id for d in after.plan.dangers}
    assert after.ask is not None
    assert after.ask.sign == "kekerasan_fisik"
    assert "memukul" in after.ask.told
    assert [c.sign for c in after.plan.conflicts] == ["kekerasan_fisik"]
    assert after.plan.questions[0].sign == "kekerasan_fisik"


def test_a_confirmed_denial_is_applied_and_stays_visible(interviewer: Interviewer) -> None:
    answers = [Answer("kekerasan_fisik", "tidak"), Answer("kekerasan_fisik", "tidak", confirmed=True)]
    turn = interviewer.turn(HIT, answers, NOW)
    assert {e.state for e in turn.plan.evidence if e.sign == "kekerasan_fisik"} == {"absent", None}
    assert turn.ask is None or turn.ask.sign != "kekerasan_fisik"
    (conflict,) = turn.plan.conflicts
    assert {e.source for e in conflict.evidence} == {"text", "answer"}
    assert {e.state for e in conflict.evidence} == {"present", "absent"}
    assert "kekerasan_fisik" not in {question.sign for question in turn.plan.questions}


@pytest.mark.parametrize("value", ["tidak_tahu", "lewati"])
def test_not_deciding_keeps_the_safer_reading_for_good_and_the_question_open(
    interviewer: Interviewer, value: str
) -> None:
    answers = [Answer("kekerasan_fisik", "tidak"), Answer("kekerasan_fisik", value, confirmed=True)]  # type: ignore[arg-type]
    turn = interviewer.turn(HIT, answers, NOW)
    assert turn.plan.urgency == "darurat"
    assert turn.plan.questions[0].sign == "kekerasan_fisik"
    assert turn.ask is None or turn.ask.sign != "kekerasan_fisik"


def test_an_answer_that_makes_the_plan_more_careful_needs_no_repetition(interviewer: Interviewer) -> None:
    opening = Opening("suami saya tidak memukul saya")
    turn = interviewer.turn(opening, [Answer("kekerasan_fisik", "ya", "suami")], NOW)
    assert "kdrt" in {finding.case for finding in turn.plan.findings}
    assert turn.ask is None or not turn.ask.told


def test_two_denials_that_are_harmless_alone_wait_when_together_they_calm_the_plan(interviewer: Interviewer) -> None:
    opening = Opening("ada yang pegang parang mengancam, dia bilang mau membunuh saya")
    before = interviewer.turn(opening, [], NOW)
    assert {"ancaman_bunuh", "senjata"} <= {e.sign for e in before.plan.evidence if e.state == "present"}
    denied = [Answer("ancaman_bunuh", "tidak"), Answer("senjata", "tidak"), Answer("ancaman_kekerasan", "tidak")]
    for order in itertools.permutations(denied):
        turn = interviewer.turn(opening, order, NOW)
        assert urgency_rank(turn.plan.urgency) >= urgency_rank(before.plan.urgency)
        assert {d.id for d in before.plan.dangers} <= {d.id for d in turn.plan.dangers}


def test_the_order_of_answer_and_confirmation_does_not_matter(interviewer: Interviewer) -> None:
    answers = [Answer("kekerasan_fisik", "tidak"), Answer("kekerasan_fisik", "tidak", confirmed=True)]
    assert interviewer.turn(HIT, answers, NOW) == interviewer.turn(HIT, answers[::-1], NOW)


def test_a_reading_that_carries_everything_is_confirmed_where_the_second_reader_hears_something_else(
    interviewer: Interviewer,
) -> None:
    """With the words in sight, so that a no is believed at once and the interview begins anew."""
    opening = Opening("rehab swasta minta 6 juta sebulan, anak saya dirantai katanya metode")
    turn = interviewer.turn(opening, [], NOW)
    answers: list[Answer] = []
    while turn.ask is not None and not turn.ask.told:
        assert turn.ask.safety, "safety questions may come before, nothing else"
        answers.append(Answer(turn.ask.sign, "tidak"))
        turn = interviewer.turn(opening, answers, NOW)
    assert turn.ask is not None
    assert turn.ask.told in opening.text
    denied = interviewer.turn(opening, [*answers, Answer(turn.ask.sign, "tidak", confirmed=True)], NOW)
    assert not denied.plan.findings
    assert denied.ask is not None
