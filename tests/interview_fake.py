"""A scripted interviewer for tests of the terminal: always the same questions, whatever is answered.

Run as a program, it is `triage` with that interviewer: `python -m tests.interview_fake new …`. The environment
variable FAKE_ASKS names the questions: "" for ASKS, "list" for one with choices, "told" for a contradiction.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from triage.cli.ask import Interview
from triage.cli.ask_lines import Draw
from triage.cli.ask_words import Option, Reply, understood, understood_list
from triage.interview import Answer, Ask, Choice, Opening, Standing, Turn
from triage.model import Plan, Question
from triage.pipeline import Machine
from triage.render.page import Page
from triage.render.symbols import symbols_for

ASKS = (
    Ask("pelaku_serumah", "Apakah orang itu serumah?", "keselamatan lebih dulu", safety=True),
    Ask("pemegang_kks_bukan_kpm", "Siapa memegang kartunya, bukan KPM?", "menentukan siapa yang harus dilewati",
        actors=("suami", "ketua_kelompok", "agen")),
    Ask("kartu_hilang", "Apakah kartunya hilang?", "menentukan apakah ini Kartu hilang"),
    Ask("pin_lupa", "Apakah PIN-nya lupa?", "dapat mengubah langkah"),
)  # fmt: skip
LIST = Ask(
    "kartu_hilang", "Mana yang terjadi pada kartunya?", "dapat mengubah langkah",
    choices=(
        Choice("kartu_hilang", "Kartunya hilang atau tercecer dan sampai sekarang belum ditemukan"),
        Choice("pemegang_kks_bukan_kpm", "Kartunya dipegang orang lain"),
        Choice("pin_lupa", "PIN-nya lupa"),
    ),
)  # fmt: skip
TOLD = Ask("kartu_hilang", "Apakah kartunya hilang?", "keterangannya berbeda", told="kartu saya hilang")
NOW = datetime(2026, 11, 23, 13, 10, tzinfo=UTC)
SCRIPTS = {"": ASKS, "list": (LIST, ASKS[0]), "told": (ASKS[2], TOLD, ASKS[3])}
DIFFERENTIAL = (
    Standing("kks_hilang", "mungkin", missing=("kartu_hilang",)),
    Standing("pin_lupa", "gugur", against=("pin_lupa",)),
)


class Scripted:
    """Asks its questions in order; its plan lists as questions what was said.

    A question is over when its sign is answered; one with `told` comes when a "no" was not confirmed.
    """

    def __init__(self, asks: tuple[Ask, ...] = ASKS) -> None:
        self.asks = asks
        self.calls: list[tuple[Answer, ...]] = []

    def turn(self, opening: Opening, answers: Sequence[Answer], now: datetime) -> Turn:
        self.calls.append(tuple(answers))
        given = {answer.sign: answer for answer in answers}
        ask = next((one for one in self.asks if _open(one, given.get(one.sign))), None)
        skipped = tuple(
            one.sign for one in self.asks if one.safety and one.sign in given and given[one.sign].value == "lewati"
        )
        said = tuple(Question(a.sign, f"JAWAB {_line(a)}", "") for a in answers)
        plan = Plan(
            "need_more_information", "rutin", "1", "abcdef0", now.isoformat(), questions=said, disclaimer="Selesai."
        )
        return Turn(ask, plan, DIFFERENTIAL, skipped)


def _open(ask: Ask, given: Answer | None) -> bool:
    if ask.told:
        return given is not None and given.value == "tidak" and not given.confirmed
    return given is None


def _line(answer: Answer) -> str:
    """sign/subject=value@actor, with a `!` when it was confirmed."""
    about = answer.subject and f"/{answer.subject}"
    return f"{answer.sign}{about}={answer.value}@{answer.actor}{'!' * answer.confirmed}"


class Person:
    """Types the given lines, one at each prompt; then there is nobody any more."""

    def __init__(self, *typed: str) -> None:
        self.typed = list(typed)
        self.seen = ""
        self.hidden = 0

    def show(self, draw: Draw) -> None:
        page = Page(80, symbols_for("utf-8"))
        draw(page)
        self.seen += page.text()

    def choose(self, options: Sequence[Option], current: str | None = None, *, free: bool = False) -> Reply:
        line = self.tell()
        return Reply("pick", current) if not line and current is not None else understood(line, options)

    def choose_many(self, options: Sequence[Option], before: Reply | None = None) -> Reply:
        line = self.tell()
        return before if not line and before is not None else understood_list(line, options)

    def tell(self, start: str = "") -> str:
        if not self.typed:
            raise EOFError
        return self.typed.pop(0)

    def hide(self) -> None:
        self.hidden += 1


def conversation(machine: Machine, person: Person, asks: tuple[Ask, ...] = ASKS) -> Interview:
    """An interview of that person with the scripted interviewer; it has not begun yet."""
    return Interview(Scripted(asks), machine, person, Opening("x"), lambda: NOW)  # type: ignore[arg-type]


def said(interview: Interview) -> dict[str, str]:
    """What counts: sign -> value, with the actor."""
    return {a.sign: f"{a.value}{a.actor and '@'}{a.actor}" for entry in interview.entries for a in entry.answers}


def main() -> int:
    from triage.cli import ask_session
    from triage.cli.app import main as program

    def scripted(case: Any) -> Any:
        return Scripted(SCRIPTS[os.environ.get("FAKE_ASKS", "")])

    ask_session.make_interviewer = scripted
    return program()


if __name__ == "__main__":
    raise SystemExit(main())
