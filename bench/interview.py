"""The interview beside a fixed questionnaire: the clients of tests/clients, how many questions each takes, and how long.

    python bench/interview.py

The questionnaire asks case by case, in the order of the knowledge: the symptoms, what raises the urgency, what to ask
next; each sign once. It is stopped by an oracle as soon as cases, urgency and dangers stand, which no real one could
do; the interview must know by itself when to stop. Both start from the same opening sentence. A list that is read
out counts as one question. The clients of tambahan.yaml were written before the interview was tuned, and stand apart.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.simulated import Client, Game, clients, misses, overlooked, plan_from, play
from triage.compiled import load_machine
from triage.engine import Engine, Memo
from triage.interview import Answer, Interviewer
from triage.kb.references import signs_in
from triage.kb.types import Knowledge
from triage.pipeline import Machine

NOW = datetime(2026, 11, 23, 20, 10, tzinfo=ZoneInfo("Asia/Jakarta"))


def main() -> None:
    machine = load_machine(())
    machine.memo = Memo(Engine(machine.productions).infer)
    everybody = clients(machine)
    questions = list(dict.fromkeys(questionnaire(machine.knowledge)))
    interviewer = Interviewer(machine)
    play(interviewer, everybody[0], NOW)  # what is built once is not counted
    games = [play(interviewer, client, NOW) for client in everybody]
    fixed = [needed(machine, client, questions) for client in everybody]
    for name, blind in (("clients", False), ("clients written before tuning", True)):
        mine = [i for i, client in enumerate(everybody) if (client.file == "tambahan") == blind]
        _print_questions(name, [games[i] for i in mine], [fixed[i] for i in mine], len(questions))
    _print_times(games)


def questionnaire(knowledge: Knowledge) -> Iterator[str]:
    """Every sign that a case names, in the order of the knowledge, with repetitions."""
    for case in knowledge.cases.values():
        yield from signs_in(case.symptoms)
        for shift in case.raise_when:
            yield from signs_in(shift.when)
        yield from case.ask_next


def needed(machine: Machine, client: Client, questions: list[str]) -> int:
    """After how many questions of the list the expected outcome stands; all of them when it never does."""
    answers: list[Answer] = []
    for count, sign in enumerate(questions):
        if (count == 0 or answers[-1].value == "ya") and _stands(machine, client, answers):
            return count
        answers.append(client.answer(sign))
    return len(questions)


def _stands(machine: Machine, client: Client, answers: list[Answer]) -> bool:
    plan = plan_from(machine, client, answers, NOW, client.opening)
    return not misses(plan, client) and not overlooked(plan, client)


def _print_questions(name: str, games: list[Game], fixed: list[int], most: int) -> None:
    asked = [len(game.asked) for game in games]
    reached = [game.reached_after for game in games if game.reached_after is not None]
    found = sum(not misses(game.plan, game.client) for game in games)
    missed = sum(bool(overlooked(game.plan, game.client)) for game in games)
    print(f"{name:<32} {len(games)}")
    print(f"cases and urgency found          {found} ({found / len(games):.1%})")
    print(f"dangers missed                   {missed}")
    print(f"questions asked until it stops   median {statistics.median(asked):g}, most {max(asked)}, sum {sum(asked)}")
    print(f"… until the outcome stood        median {statistics.median(reached):g} of the {len(reached)} found")
    print(
        f"fixed questionnaire ({most} long)  median {statistics.median(fixed):g}, most {max(fixed)}, sum {sum(fixed)}"
    )
    print(
        f"interview / questionnaire        medians {statistics.median(asked) / statistics.median(fixed):.2f}, "
        f"sums {sum(asked) / sum(fixed):.2f}"
    )


def _print_times(games: list[Game]) -> None:
    took = sorted(seconds * 1000 for game in games for seconds in game.seconds)
    print(
        f"next question, ms                median {statistics.median(took):.1f}, "
        f"99 % {took[int(len(took) * 0.99)]:.1f}, worst {took[-1]:.1f} of {len(took)}"
    )


if __name__ == "__main__":
    main()
