"""The simulation: what each way of playing is worth, what dangerous moves lead to, and that nothing is kept inside."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from tests.train.policies import (
    any_advice,
    careless,
    coin,
    knowing_but,
    oracle,
    played,
    through_the_accused,
    unethical,
)
from triage.kb.types import Knowledge
from triage.model import URGENCIES
from triage.pipeline import Machine
from triage.train.clients import read_clients, read_effects
from triage.train.debrief import POINTS, debrief
from triage.train.drawn import draw_client
from triage.train.offers import ADVICE, MOST, STAGES, reasons
from triage.train.scenario import Scenario, World, make_scenario
from triage.train.simulate import (
    LOOKS,
    UNHEARD,
    YES,
    IllegalMove,
    Move,
    State,
    as_data,
    from_data,
    phase,
    play,
    stage,
    start,
)

CONTENT = Path(__file__).resolve().parents[2] / "training"
SEEDS = (1, 2)


@pytest.fixture(scope="module")
def world(knowledge: Knowledge, machine: Machine) -> World:
    return World(knowledge, machine, read_effects(CONTENT / "akibat.yaml", knowledge))


@pytest.fixture(scope="module")
def all_of(world: World) -> list[Scenario]:
    clients = read_clients(CONTENT / "clients", world.knowledge)
    return [make_scenario(client, world, seed) for client in clients for seed in SEEDS]


def one(all_of: list[Scenario], name: str) -> Scenario:
    return next(scenario for scenario in all_of if scenario.client.id == name)


def test_who_plays_the_plan_scores_everything_with_every_client(all_of: list[Scenario]) -> None:
    found = {(s.client.id, s.seed): played(s, oracle)[1] for s in all_of}
    assert {name: (d.score, d.faults) for name, d in found.items() if d.score < 100 or d.faults or not d.passed} == {}
    assert sum(POINTS.values()) == 100


def test_who_does_not_care_fails_every_client_in_danger(all_of: list[Scenario]) -> None:
    dangerous = [s for s in all_of if s.danger]
    assert len(dangerous) >= 30 * len(SEEDS)
    for scenario in dangerous:
        found = played(scenario, careless)[1]
        assert not found.passed, scenario.client.id
        assert any(fault.fatal for fault in found.faults), scenario.client.id
        assert found.score < 40, scenario.client.id


def test_one_forbidden_advice_fails_a_client_in_danger_whatever_else_was_right(all_of: list[Scenario]) -> None:
    for scenario in [s for s in all_of if s.danger]:
        state, found = played(scenario, knowing_but(any_advice))
        assert state.acts, scenario.client.id
        assert not found.passed, scenario.client.id
        assert "nasihat_terlarang" in {fault.fault for fault in found.faults}


def test_throwing_a_coin_is_worth_next_to_nothing(all_of: list[Scenario]) -> None:
    found = [played(scenario, coin(seed))[1] for seed, scenario in enumerate(all_of)]
    assert mean(one.score for one in found) < 15
    assert sum(one.passed for one in found) <= 0.02 * len(found)


def test_a_way_through_the_accused_is_a_fault_of_its_own(all_of: list[Scenario]) -> None:
    accused = [s for s in all_of if s.plan.bypass]
    assert len({s.plan.bypass[0].id for s in accused}) >= 6
    for scenario in accused:
        found = played(scenario, knowing_but(through_the_accused))[1]
        assert {fault.fault for fault in found.faults} == {"saluran"}, scenario.client.id
        assert found.score <= 90
        assert found.passed != scenario.danger


def test_broken_ethics_are_named(all_of: list[Scenario]) -> None:
    for scenario in all_of[::7]:
        found = played(scenario, knowing_but(unethical))[1]
        assert {fault.fault for fault in found.faults} == {"etika"}, scenario.client.id
        assert next(r for r in found.results if r.part == "etika").points == 0


def test_too_low_costs_more_than_too_high_and_more_with_the_distance(all_of: list[Scenario]) -> None:
    points: dict[int, set[float]] = {}
    for scenario in all_of:
        done = played(scenario, oracle)[0]
        right = URGENCIES.index(scenario.plan.urgency or "rutin")
        for chosen, level in enumerate(URGENCIES):
            decided = tuple((name, (level,) if name == "urgensi" else keys) for name, keys in done.decided)
            found = debrief(scenario, State(**{**vars_of(done), "decided": decided}))
            points.setdefault(chosen - right, set()).add(next(r.points for r in found.results if r.part == "urgensi"))
            if chosen < right and scenario.danger:
                assert not found.passed
    worth = {distance: values.pop() for distance, values in points.items() if len(values) == 1}
    assert set(worth) == {-3, -2, -1, 0, 1, 2, 3}
    assert worth[0] > worth[1] > worth[2] > worth[3] > worth[-3]
    assert all(worth[n] > worth[-n] for n in (1, 2, 3))
    assert worth[-1] > worth[-2] > worth[-3] == 0


def vars_of(state: State) -> dict[str, Any]:
    return {name: getattr(state, name) for name in State.__slots__}


def test_a_private_truth_comes_out_only_where_nobody_hears(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "takut_pulang")
    evasive = play(scenario, start(scenario), Move("ask", ("kekerasan_fisik",)))
    assert [said.words for said in evasive.said] == [scenario.client.evades, LOOKS]
    assert (evasive.state.known, evasive.state.unsafe) == (start(scenario).known, 1)
    safe = play(scenario, evasive.state, Move("say", text="Kita bicara berdua dulu, ya")).state
    told = play(scenario, safe, Move("ask", ("kekerasan_fisik",)))
    assert told.said[0].words == "Semalam ia memukul saya."
    assert "kekerasan_fisik" in told.state.known


def test_what_is_typed_is_understood_or_not_counted(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "saldo_kosong_di_agen")
    safe = play(scenario, start(scenario), Move("safe")).state
    asked = play(scenario, safe, Move("say", text="Siapa yang memegang kartunya?"))
    assert [said.words for said in asked.said] == ["Kartunya disimpan yang punya warung, biar tidak repot."]
    assert asked.state.questions == 1
    unheard = play(scenario, safe, Move("say", text="zzz qqq"))
    assert (unheard.said[0].words, unheard.state) == (UNHEARD, safe)


def test_mediating_with_a_violent_husband_drives_the_client_away(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "takut_pulang")
    asking = play(scenario, State(deciding=True), Move("comply"))
    assert asking.state.gone
    assert asking.said[0].who == "akibat"
    assert "tidak dibalas lagi" in asking.said[0].words
    assert phase(scenario, asking.state) == "selesai"
    found = debrief(scenario, asking.state)
    assert (found.score, found.passed) == (0, False)  # what was not decided is worth nothing
    assert {fault.fault for fault in found.faults if fault.fatal} == {"pergi", "nasihat_terlarang"}
    assert not any(result.decided for result in found.results if result.part != "tanya")


def test_declining_costs_nothing_and_the_talk_goes_on(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "diam_dua_minggu")
    state = start(scenario)
    for name in scenario.questions[:2]:
        state = play(scenario, state, Move("ask", (name,))).state
    assert phase(scenario, state) == "minta"
    declined = play(scenario, state, Move("decline"))
    assert (declined.said, declined.state.acts, phase(scenario, declined.state)) == ((), (), "tanya")


def test_asking_everything_costs_a_little_and_asking_nothing_more(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "balita_main_sendiri")

    def asking(names: tuple[str, ...]) -> float:
        state = play(scenario, start(scenario), Move("ask", names)).state
        return next(r.points for r in debrief(scenario, state).results if r.part == "tanya")

    assert asking(scenario.needed) == POINTS["tanya"]
    assert 0 < asking(scenario.questions) < POINTS["tanya"]
    assert asking(()) < asking(scenario.questions)
    assert "kurang_bertanya" in {fault.fault for fault in debrief(scenario, start(scenario)).faults}


def test_the_same_seed_gives_the_same_and_another_order_with_another(world: World, all_of: list[Scenario]) -> None:
    first, second = (s for s in all_of if s.client.id == "takut_pulang")
    again = make_scenario(first.client, world, first.seed)
    assert (again.questions, again.offers) == (first.questions, first.offers)
    assert second.questions != first.questions
    assert set(second.questions) >= set(first.client.truth) - set(first.told)


def test_every_decision_fits_the_keyboard_and_holds_right_and_wrong(all_of: list[Scenario]) -> None:
    for scenario in all_of:
        for name in STAGES:
            offer = scenario.offers[name]
            assert 2 <= len(offer.options) <= MOST, (scenario.client.id, name)
            assert offer.wrong, (scenario.client.id, name)
            assert offer.right or name == "bahaya", (scenario.client.id, name)
            assert len({o.text for o in offer.options}) == len(offer.options), (scenario.client.id, name)


def test_no_advice_is_called_forbidden_that_the_plan_itself_holds(all_of: list[Scenario]) -> None:
    for scenario in all_of:
        knowledge = scenario.world.knowledge
        tags = {tag for step in scenario.plan.steps for tag in knowledge.steps[step.id].tags}
        options = (*scenario.offers["langkah"].options, *scenario.offers["larangan"].options)
        for name in reasons((option.key for option in options), ADVICE):
            assert tags.isdisjoint(knowledge.prohibitions[name].removes), (scenario.client.id, name)


def test_referring_to_the_accused_office_is_a_wrong_channel(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "telinga_merah")
    assert scenario.offers["rujukan"].channel == {"sekolah"}
    sent = knowing_but(lambda here, _: {"sekolah"} if here == "rujukan" else set())
    found = played(scenario, sent)[1]
    assert [(fault.fault, fault.fatal) for fault in found.faults] == [("saluran", True)]


def test_what_follows_from_the_truth_is_true_too(all_of: list[Scenario]) -> None:
    longer = [s for s in all_of if s.true > set(s.client.truth)]
    assert longer
    for scenario in longer:
        follows = next(iter(scenario.true - set(scenario.client.truth)))
        told = play(scenario, State(safe=True), Move("ask", (follows,)))
        assert (told.said[0].words, told.state.known) == (YES, (follows,))


def test_every_line_of_a_debrief_says_why(all_of: list[Scenario]) -> None:
    for scenario in all_of:
        for result in played(scenario, coin(7))[1].results:
            for line in result.lines:
                assert line.why or result.part == "tanya", (scenario.client.id, result.part, line.text)
                assert set(line.sources) <= set(scenario.world.knowledge.sources)


def test_a_state_survives_a_file_and_is_refused_when_it_does_not_fit(all_of: list[Scenario]) -> None:
    scenario, other = one(all_of, "capek_sekali"), one(all_of, "nama_beda")
    done = played(scenario, coin(3))[0]
    raw = json.loads(json.dumps(as_data(done)))
    assert from_data(raw, scenario) == done
    assert from_data(json.loads(json.dumps(as_data(played(scenario, oracle)[0]))), other) is None
    assert from_data({"known": 3}, scenario) is None


def test_a_move_of_another_phase_is_refused(all_of: list[Scenario]) -> None:
    scenario = one(all_of, "nama_beda")
    for state, move in (
        (start(scenario), Move("decide")),
        (State(deciding=True), Move("ask")),
        (State(gone=True), Move("safe")),
    ):
        with pytest.raises(IllegalMove):
            play(scenario, state, move)
    assert stage(State(deciding=True)) == "bahaya"


def test_drawn_clients_are_reproducible_and_the_plan_scores_everything(world: World, knowledge: Knowledge) -> None:
    cases = set()
    for seed in range(25):
        client = draw_client(world, knowledge, seed)
        assert client == draw_client(world, knowledge, seed)
        assert client == draw_client(world, knowledge, seed, client.cases[0])
        scenario = make_scenario(client, world, seed)
        assert played(scenario, oracle)[1].score == 100, client.id
        assert not (scenario.danger and played(scenario, careless)[1].passed)
        cases.add(client.cases[0])
    assert len(cases) >= 15
