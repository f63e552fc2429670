"""A conversation with a simulated client: (scenario, state, move) -> new state and what is said. Nothing is kept here.

First the candidate asks, then the client may ask for something, then seven decisions. A dangerous move has
consequences at once; some clients then ask for no more help, and the simulation ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from triage.train.offers import ADVICE, STAGES, Stage, reasons
from triage.train.scenario import Scenario

Phase = Literal["tanya", "minta", "putuskan", "selesai"]
Kind = Literal["ask", "say", "safe", "enough", "comply", "decline", "decide"]
Speaker = Literal["klien", "akibat", "keterangan"]
PATIENCE = 2
"""After so many questions the client says what she wants."""
SAFE = "Kita pindah ke tempat yang tidak terdengar orang lain. Sekarang kita bisa bicara."
ALREADY = "Tempat ini sudah aman untuk bicara."
LOOKS = "Ia menjawab pelan dan melihat sekeliling."
UNHEARD = "Maaf, maksudnya bagaimana?"
UNKNOWN = "Saya kurang tahu."
NO = ("Tidak.", "Tidak ada.", "Rasanya tidak.")
YES = "Iya, begitu."


@dataclass(frozen=True, slots=True)
class Move:
    """ask: keys are signs. say: text. decide: keys are options of the stage at hand. The rest stand for themselves."""

    kind: Kind
    keys: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    who: Speaker
    words: str


@dataclass(frozen=True, slots=True)
class State:
    """known: true signs that came out. unsafe: private questions asked where others hear. acts: prohibitions broken."""

    asked: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    questions: int = 0
    safe: bool = False
    unsafe: int = 0
    answered: int = 0
    acts: tuple[str, ...] = ()
    deciding: bool = False
    decided: tuple[tuple[Stage, tuple[str, ...]], ...] = ()
    gone: bool = False

    def choice(self, stage: Stage) -> tuple[str, ...] | None:
        return next((keys for name, keys in self.decided if name == stage), None)


@dataclass(frozen=True, slots=True)
class Reaction:
    state: State
    said: tuple[Said, ...] = ()


class IllegalMove(ValueError):  # noqa: N818  named as what it is
    """A move that does not belong to the phase: a defect of the caller, not of the candidate."""


def start(scenario: Scenario) -> State:
    """What the opening says is known."""
    return State(known=scenario.told)


def phase(scenario: Scenario, state: State) -> Phase:
    """What is to be done now."""
    if state.gone or len(state.decided) == len(STAGES):
        return "selesai"
    waiting = state.answered < len(scenario.client.requests)
    if waiting and (state.deciding or state.questions >= PATIENCE * (state.answered + 1)):
        return "minta"
    return "putuskan" if state.deciding else "tanya"


def stage(state: State) -> Stage:
    """The decision at hand."""
    return STAGES[len(state.decided)]


def play(scenario: Scenario, state: State, move: Move) -> Reaction:
    """One move. Raises IllegalMove when it does not belong to the phase."""
    now = phase(scenario, state)
    if now == "tanya" and move.kind in ("ask", "say", "safe", "enough"):
        return _talk(scenario, state, move)
    if now == "minta" and move.kind in ("comply", "decline"):
        return _reply(scenario, state, comply=move.kind == "comply")
    if now == "putuskan" and move.kind == "decide":
        return _decide(scenario, state, move.keys)
    raise IllegalMove(f"{move.kind} in {now}")


def _talk(scenario: Scenario, state: State, move: Move) -> Reaction:
    if move.kind == "enough":
        return Reaction(replace(state, deciding=True))
    if move.kind == "safe":
        return Reaction(replace(state, safe=True), (Said("keterangan", ALREADY if state.safe else SAFE),))
    if move.kind == "ask":
        return _ask(scenario, state, move.keys, len(move.keys))
    hearing = scenario.world.hearing
    if hearing.asks_for_safety(move.text) and not state.safe:
        return Reaction(replace(state, safe=True), (Said("keterangan", SAFE),))
    asked = hearing.asked(move.text, scenario.questions)
    true = [name for name in asked if name in scenario.true]  # a sentence that may mean several things gets one no
    return _ask(scenario, state, true or asked[:1], 1) if asked else Reaction(state, (Said("klien", UNHEARD),))


def _ask(scenario: Scenario, state: State, signs: Iterable[str], count: int) -> Reaction:
    """Answers about each sign, for so many questions; a private truth stays hidden until nobody can overhear."""
    said: list[Said] = []
    evaded = False
    for sign in dict.fromkeys(signs):
        voice = scenario.client.truth.get(sign)
        if voice is not None and voice.private and not state.safe:
            evaded = True
            said += [Said("klien", scenario.client.evades), Said("keterangan", LOOKS)]
            continue
        found = sign in scenario.true and sign not in state.known
        known = (*state.known, sign) if found else state.known
        state = replace(state, known=known, asked=tuple(dict.fromkeys((*state.asked, sign))))
        said.append(Said("klien", answer(scenario, sign)))
    state = replace(state, questions=state.questions + count, unsafe=state.unsafe + evaded)
    return Reaction(state, tuple(dict.fromkeys(said)))


def answer(scenario: Scenario, sign: str) -> str:
    """The client's words about a sign, when she can speak freely."""
    client = scenario.client
    if sign in client.truth:
        return client.truth[sign].words
    if sign in scenario.true:
        return YES
    if sign in client.unknown:
        return client.unknown[sign] or UNKNOWN
    return client.denied.get(sign) or NO[sum(map(ord, sign)) % len(NO)]


def _reply(scenario: Scenario, state: State, *, comply: bool) -> Reaction:
    request = scenario.client.requests[state.answered]
    state = replace(state, answered=state.answered + 1)
    return _suffer(scenario, state, [request.comply]) if comply else Reaction(state)


def _decide(scenario: Scenario, state: State, keys: tuple[str, ...]) -> Reaction:
    now = stage(state)
    chosen = tuple(option.key for option in scenario.offers[now].options if option.key in keys)
    state = replace(state, decided=(*state.decided, (now, chosen)))
    return _suffer(scenario, state, reasons(chosen, ADVICE)) if now == "langkah" else Reaction(state)


def _suffer(scenario: Scenario, state: State, prohibitions: Iterable[str]) -> Reaction:
    """The consequences of dangerous moves; after one that drives the client away nothing more is decided."""
    said: list[Said] = []
    for name in prohibitions:
        effect = scenario.effect(name)
        said.append(Said("akibat", effect.words))
        state = replace(state, acts=(*state.acts, name), gone=state.gone or effect.leaves)
    return Reaction(state, tuple(said))


def as_data(state: State) -> dict[str, Any]:
    """The state as plain data for a file."""
    return asdict(state)


def from_data(raw: dict[str, Any], scenario: Scenario) -> State | None:
    """The state of plain data, None when it does not belong to this scenario any more."""
    try:
        decided = tuple((name, tuple(keys)) for name, keys in raw["decided"])
        lists = {name: tuple(raw[name]) for name in ("asked", "known", "acts")}
        state = State(**{**raw, **lists, "decided": decided})
    except (KeyError, TypeError, ValueError):
        return None
    stages = tuple(name for name, _ in decided)
    known = {n: {o.key for o in offer.options} for n, offer in scenario.offers.items()}
    right = stages == STAGES[: len(stages)] and all(known[name].issuperset(keys) for name, keys in decided)
    return state if right and scenario.true.issuperset(state.known) else None
