"""Simulated clients: hidden truths of tests/clients/*.yaml, played against the interview or any list of questions.

A client answers only what is asked: yes (with who did it) when the sign is true of her or follows from what is true,
"tidak_tahu" when she cannot know, else no. From a list that is read out she picks what is true of her; what she does
not pick stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, get_args

import yaml

from triage.interview import Answer, Ask, Interviewer, Opening, evidence_of
from triage.kb.types import Knowledge
from triage.model import URGENCIES, Actor, Plan, Urgency
from triage.notation import sign_evidence
from triage.pipeline import Machine, triage
from triage.signs import settle

FOLDER = Path(__file__).resolve().parent / "clients"
ALLOWED = {"name", "opening", "truth", "unknown", "expect"}
EXPECTED = {"cases", "urgency", "danger", "also_ok"}
GIVE_UP = 40
"""A game that is longer than this is broken off, so that a lost interview still ends."""


@dataclass(frozen=True, slots=True)
class Client:
    """truth: every sign that is so, with who did it or ''. unknown: signs that she cannot answer."""

    name: str
    opening: str
    truth: Mapping[str, str]
    unknown: frozenset[str]
    cases: frozenset[str]
    urgency: Urgency
    dangers: frozenset[str]
    also_ok: frozenset[str]
    file: str = ""

    def answers(self, ask: Ask) -> list[Answer]:
        """One answer, or one for each choice of a list."""
        if not ask.choices:
            return [replace(self.answer(ask.sign), confirmed=bool(ask.told))]
        return [
            Answer(choice.sign, "ya", self.truth[choice.sign], list=ask.sign)
            if choice.sign in self.truth
            else Answer(choice.sign, "tidak_tahu", list=ask.sign)
            for choice in ask.choices
        ]

    def answer(self, sign: str) -> Answer:
        if sign in self.truth:
            return Answer(sign, "ya", self.truth[sign])
        return Answer(sign, "tidak_tahu" if sign in self.unknown else "tidak")


@dataclass(frozen=True, slots=True)
class Game:
    """One interview. seconds: how long each turn took, the first is that of the opening alone."""

    client: Client
    asked: tuple[Ask, ...]
    answers: tuple[Answer, ...]
    plan: Plan
    seconds: tuple[float, ...]
    reached_after: int | None
    """After so many questions the expected outcome stood, and stood until the end; None when it does not in the end."""

    def wrong(self) -> tuple[str, ...]:
        plan, client = self.plan, self.client
        return (*misses(plan, client), *overlooked(plan, client), *needless(plan, client))


def clients(machine: Machine) -> list[Client]:
    """All clients, their truth closed under what follows from it. Raises AssertionError for a wrong file."""
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            wrong = list(_wrong(raw, machine.knowledge))
            assert not wrong, f"{path.name}: {raw.get('name')}: {'; '.join(wrong)}"
            found.append(_client(raw, machine, path.stem))
    names = [client.name for client in found]
    assert len(names) == len(set(names)), "two clients with the same name"
    return found


def play(interviewer: Interviewer, client: Client, now: datetime) -> Game:
    """Ask until the interview stops by itself."""
    opening = Opening(client.opening)
    asked: list[Ask] = []
    answers: list[Answer] = []
    seconds: list[float] = []
    reached: int | None = None
    while True:
        start = perf_counter()
        turn = interviewer.turn(opening, answers, now)
        seconds.append(perf_counter() - start)
        if misses(turn.plan, client) or overlooked(turn.plan, client):
            reached = None
        elif reached is None:
            reached = len(asked)
        if turn.ask is None or len(asked) == GIVE_UP:
            return Game(client, tuple(asked), tuple(answers), turn.plan, tuple(seconds), reached)
        asked.append(turn.ask)
        answers += client.answers(turn.ask)


def misses(plan: Plan, client: Client) -> tuple[str, ...]:
    """Cases that should have been found, and an urgency that is not the expected one."""
    found = {finding.case for finding in plan.findings}
    urgency = [] if plan.urgency == client.urgency else [f"{plan.urgency} bukan {client.urgency}"]
    return (*(f"-{case}" for case in sorted(client.cases - found)), *urgency)


def overlooked(plan: Plan, client: Client) -> tuple[str, ...]:
    """Danger flags that should have been raised."""
    return tuple(f"-{name}!" for name in sorted(client.dangers - {danger.id for danger in plan.dangers}))


def needless(plan: Plan, client: Client) -> tuple[str, ...]:
    """Cases and danger flags that are not so."""
    cases = {finding.case for finding in plan.findings} - client.cases - client.also_ok
    dangers = {danger.id for danger in plan.dangers} - client.dangers
    return (*(f"+{case}" for case in sorted(cases)), *(f"+{name}!" for name in sorted(dangers)))


def plan_from(machine: Machine, client: Client, answers: Iterable[Answer], now: datetime, text: str = "") -> Plan:
    """The plan when these answers are all that is known, or with a text too."""
    stated = (evidence_of(answer, machine.knowledge) for answer in answers)
    return triage(machine, text=text, answers=[e for e in stated if e is not None], now=now)


def truth_of(client: Client) -> list[Answer]:
    return [client.answer(sign) for sign in client.truth]


def everything_of(client: Client, knowledge: Knowledge) -> list[Answer]:
    """Her answer to every question there is."""
    return [client.answer(sign) for sign in knowledge.signs]


def _client(raw: dict[str, Any], machine: Machine, file: str) -> Client:
    said = {sign: (how or {}).get("pelaku", "") if how != "ya" else "" for sign, how in raw["truth"].items()}
    expect = raw["expect"]
    return Client(
        raw["name"], raw["opening"], _with_what_follows(said, machine), frozenset(raw.get("unknown", ())),
        frozenset(expect["cases"]), expect["urgency"], frozenset(expect.get("danger", ())),
        frozenset(expect.get("also_ok", ())), file,
    )  # fmt: skip


def _with_what_follows(said: dict[str, str], machine: Machine) -> dict[str, str]:
    """A client who was choked will not deny that she was hurt, nor that this is what she came about (a topic)."""
    signs = machine.knowledge.signs
    stated = [sign_evidence(f"{name}@{actor}" if actor else name, signs) for name, actor in said.items()]
    inferred = machine.infer(settle(stated, signs).signs)
    more = {item.id: item.actor for item in inferred.derived if item.kind == "sign" and item.value != "absent"}
    true = {**more, **said}
    about = [group.signs for group in machine.knowledge.screening.values() if not true.keys().isdisjoint(group.ask)]
    topics = {name: "" for names in about for name in names if signs[name].kind == "topic"}
    return {**topics, **true}


def _wrong(raw: dict[str, Any], knowledge: Knowledge) -> Iterator[str]:
    yield from (f"unknown key {key}" for key in raw.keys() - ALLOWED)
    yield from (f"unknown key {key} in expect" for key in raw["expect"].keys() - EXPECTED)
    yield from (f"no such sign {sign}" for sign in {*raw["truth"], *raw.get("unknown", ())} - knowledge.signs.keys())
    yield from (f"{sign} is both true and unknown" for sign in set(raw["truth"]) & set(raw.get("unknown", ())))
    cases = {*raw["expect"]["cases"], *raw["expect"].get("also_ok", ())}
    yield from (f"no such case {case}" for case in cases - knowledge.cases.keys())
    yield from (f"no such danger {name}" for name in set(raw["expect"].get("danger", ())) - knowledge.dangers.keys())
    if raw["expect"]["urgency"] not in URGENCIES:
        yield "no such urgency"
    for sign, how in raw["truth"].items():
        if how != "ya" and not (isinstance(how, dict) and list(how) == ["pelaku"] and how["pelaku"] in get_args(Actor)):
            yield f"{sign}: neither ya nor a known pelaku"
