"""Ways to play a simulated client: who knows everything, who does not care, and who throws a coin."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from triage.train.debrief import Debrief, debrief
from triage.train.offers import ADVICE, BROKEN, Stage
from triage.train.scenario import Scenario
from triage.train.simulate import Move, State, phase, play, stage, start

Policy = Callable[[Scenario, State], Move]
WAITS = {"tunggu_program", "tunda_terapi", "tunggu_tahap_berikut"}
HOLDS = {"pegang_kks", "ambilkan_uang", "tahu_pin", "bagikan_kartu_sendiri"}
MEDIATES = {"mediasi_dengan_pelaku", "damai_kekeluargaan", "nikahkan"}


def oracle(scenario: Scenario, state: State) -> Move:
    """Makes the place safe, asks what is needed and no more, and plays the plan."""
    now = phase(scenario, state)
    if now == "minta":
        return Move("decline")
    if now == "putuskan":
        return Move("decide", tuple(scenario.offers[stage(state)].right))
    if any(voice.private for voice in scenario.client.truth.values()) and not state.safe:
        return Move("safe")
    left = [name for name in scenario.needed if name not in state.known]
    return Move("ask", (left[0],)) if left else Move("enough")


def careless(scenario: Scenario, state: State) -> Move:
    """Asks nothing, sees no danger, can wait, mediates, holds the card, does whatever is asked."""
    now = phase(scenario, state)
    if now == "minta":
        return Move("comply")
    if now == "tanya":
        return Move("enough")
    here = stage(state)
    bad = {f"{ADVICE}{name}" for name in MEDIATES | WAITS | HOLDS}
    chosen = {"urgensi": {"rutin"}, "langkah": bad | scenario.offers["langkah"].channel}.get(here, set())
    return Move("decide", tuple(chosen))


def knowing_but(does: Callable[[Stage, Scenario], set[str]]) -> Policy:
    """Plays the plan, and besides does these things."""

    def policy(scenario: Scenario, state: State) -> Move:
        move = oracle(scenario, state)
        if move.kind != "decide":
            return move
        return Move("decide", (*move.keys, *does(stage(state), scenario)))

    return policy


def coin(seed: int) -> Policy:
    """Asks, answers and decides by chance; always the same for a seed."""
    chance = Random(seed)

    def policy(scenario: Scenario, state: State) -> Move:
        now = phase(scenario, state)
        if now == "minta":
            return Move(chance.choice(("comply", "decline")))
        if now == "tanya":
            return Move("enough") if chance.random() < 0.2 else Move("ask", (chance.choice(scenario.questions),))
        options = [option.key for option in scenario.offers[stage(state)].options]
        if stage(state) == "urgensi":
            return Move("decide", (chance.choice(options),))
        return Move("decide", tuple(key for key in options if chance.random() < 0.5))

    return policy


def any_advice(here: Stage, scenario: Scenario) -> set[str]:
    """The first forbidden advice on offer among the steps."""
    keys = [o.key for o in scenario.offers["langkah"].options if o.key.startswith(ADVICE)]
    return set(keys[:1]) if here == "langkah" else set()


def through_the_accused(here: Stage, scenario: Scenario) -> set[str]:
    return set(scenario.offers[here].channel)


def unethical(here: Stage, scenario: Scenario) -> set[str]:
    keys = [o.key for o in scenario.offers["etika"].options if o.key.startswith(BROKEN)]
    return set(keys) if here == "etika" else set()


def played(scenario: Scenario, policy: Policy) -> tuple[State, Debrief]:
    """The game from the first move to the end."""
    state = start(scenario)
    while phase(scenario, state) != "selesai":
        state = play(scenario, state, policy(scenario, state)).state
    return state, debrief(scenario, state)
