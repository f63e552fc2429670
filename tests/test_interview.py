"""What holds for every interview, whatever is answered: random clients, a new one for every seed."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import get_args

import pytest

from tests.conftest import NOW
from tests.simulated import Client, clients
from triage.interview import MOST, Answer, Ask, Interviewer, Opening, Turn, Value
from triage.model import Plan, urgency_rank
from triage.pipeline import Machine

SEEDS = range(16)
VALUES: tuple[Value, ...] = get_args(Value)


@pytest.fixture(scope="module")
def interviewer(machine: Machine) -> Interviewer:
    return Interviewer(machine)


@pytest.fixture(scope="module")
def people(machine: Machine) -> list[Client]:
    return clients(machine)


def somehow(ask: Ask, rng: random.Random) -> list[Answer]:
    """Any answer, with any of the offered actors; of a list, any number of its choices."""
    if ask.choices:
        return [Answer(c.sign, rng.choice(("ya", "tidak_tahu")), list=ask.sign) for c in ask.choices]
    value = rng.choice(VALUES)
    actor = rng.choice(ask.actors) if value == "ya" and ask.actors and rng.random() < 0.7 else ""
    return [Answer(ask.sign, value, actor, confirmed=bool(ask.told))]


def started(interviewer: Interviewer, people: list[Client], rng: random.Random) -> tuple[Opening, list[Answer]]:
    """An opening and the answers to up to ten questions of somebody who answers anything."""
    opening = Opening(rng.choice(people).opening)
    answers: list[Answer] = []
    for _ in range(rng.randrange(1, 10)):
        turn = interviewer.turn(opening, answers, NOW)
        if turn.ask is None:
            break
        answers += somehow(turn.ask, rng)
    return opening, answers


@pytest.mark.parametrize("seed", SEEDS)
def test_not_knowing_is_never_less_urgent_than_the_harmless_answer(
    interviewer: Interviewer, people: list[Client], machine: Machine, seed: int
) -> None:
    """Nor is skipping, nor do they lower what stood before. A sign asked, one read in the opening, and any other."""
    rng = random.Random(seed)
    opening, answers = started(interviewer, people, rng)
    before = interviewer.turn(opening, answers, NOW)
    read = [e.sign for e in before.plan.evidence if e.source == "text" and e.state == "present"]
    signs = [answers[-1].sign] if answers else []
    for sign in [*signs, *rng.sample(read, min(2, len(read))), rng.choice(list(machine.knowledge.signs))]:
        others = [answer for answer in answers if answer.sign != sign]
        rank = {value: _rank(interviewer.turn(opening, [*others, Answer(sign, value)], NOW)) for value in VALUES}
        least = max(min(rank["ya"], rank["tidak"]), _rank(interviewer.turn(opening, others, NOW)))
        assert rank["tidak_tahu"] >= least, (opening, others, sign, rank)
        assert rank["lewati"] >= least, (opening, others, sign, rank)


@pytest.mark.parametrize("seed", SEEDS)
def test_an_answer_that_was_changed_counts_as_if_it_had_been_given_at_once(
    interviewer: Interviewer, people: list[Client], seed: int
) -> None:
    """And so does going back over a later answer: the whole turn is the same, next question included."""
    rng = random.Random(seed)
    opening, answers = started(interviewer, people, rng)
    if not answers:
        return  # nothing is asked after this opening
    place = rng.randrange(len(answers))
    other = replace(answers[place], value=rng.choice([v for v in VALUES if v != answers[place].value]), actor="")
    changed = interviewer.turn(opening, [*answers, other], NOW)
    at_once = interviewer.turn(opening, [*answers[:place], other, *answers[place + 1 :]], NOW)
    assert changed == at_once


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_answers_does_not_matter(interviewer: Interviewer, people: list[Client], seed: int) -> None:
    rng = random.Random(seed)
    opening, answers = started(interviewer, people, rng)
    mixed = rng.sample(answers, len(answers))
    one, two = interviewer.turn(opening, answers, NOW), interviewer.turn(opening, mixed, NOW)
    assert _in_order(one.plan) == _in_order(two.plan)
    assert one.ask == two.ask
    assert one.differential == two.differential
    assert set(one.open_safety) == set(two.open_safety)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_asked_twice_and_it_ends(interviewer: Interviewer, people: list[Client], seed: int) -> None:
    rng = random.Random(seed)
    opening = Opening(rng.choice(people).opening)
    answers: list[Answer] = []
    asked: list[tuple[str, bool]] = []
    while (ask := interviewer.turn(opening, answers, NOW).ask) is not None:
        names = [choice.sign for choice in ask.choices] or [ask.sign]
        new = [(name, bool(ask.told)) for name in names]
        assert not set(new) & set(asked)
        asked += new
        answers += somehow(ask, rng)
        assert len({answer.list or (answer.sign, answer.confirmed) for answer in answers}) <= MOST


def test_not_knowing_what_was_already_said_takes_nothing_back(interviewer: Interviewer, people: list[Client]) -> None:
    """Every sign of an opening that carries its urgency: "tidak_tahu" or skipping leaves it as urgent as it was."""
    for client in people[::2]:
        opening = Opening(client.opening)
        before = interviewer.turn(opening, [], NOW)
        for name in dict.fromkeys(e.sign for e in before.plan.evidence if e.state == "present"):
            for value in VALUES[2:]:
                after = interviewer.turn(opening, [Answer(name, value)], NOW)
                assert _rank(after) >= _rank(before), (client.opening, name, value)


def test_a_skipped_safety_question_stays_open_until_it_is_answered(
    interviewer: Interviewer, people: list[Client]
) -> None:
    """It is named, it holds the urgency up, and any answer closes it."""
    held = 0
    for client in people[::2]:
        opening = Opening(client.opening)
        ask = interviewer.turn(opening, [], NOW).ask
        if ask is None:
            continue
        skipped = interviewer.turn(opening, [Answer(ask.sign, "lewati")], NOW)
        denied = interviewer.turn(opening, [Answer(ask.sign, "tidak")], NOW)
        assert not denied.open_safety
        assert _rank(skipped) >= _rank(denied), client.name
        held += ask.sign in skipped.open_safety
    assert held >= 5, "safety comes first in too few openings to mean anything"


def _rank(turn: Turn) -> int:
    return urgency_rank(turn.plan.urgency)


def _in_order(plan: Plan) -> Plan:
    """What was said is shown in the order it was said; everything else is compared as it is."""
    return replace(plan, evidence=tuple(sorted(plan.evidence, key=repr)))
