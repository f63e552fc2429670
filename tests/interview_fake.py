"""A scripted interviewer for tests of the terminal: always the same questions, whatever is answered.

Run as a program, it is `triage` with that interviewer: `python -m tests.interview_fake new …`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from triage.interview import Answer, Ask, Opening, Standing, Turn
from triage.model import Plan, Question

ASKS = (
    Ask("pelaku_serumah", "Apakah orang itu serumah?", "keselamatan lebih dulu", safety=True),
    Ask("pemegang_kks_bukan_kpm", "Siapa memegang kartunya, bukan KPM?", "menentukan siapa yang harus dilewati",
        actors=("suami", "ketua_kelompok", "agen")),
    Ask("kartu_hilang", "Apakah kartunya hilang?", "menentukan apakah ini Kartu hilang"),
    Ask("pin_lupa", "Apakah PIN-nya lupa?", "dapat mengubah langkah"),
)  # fmt: skip
DIFFERENTIAL = (
    Standing("kks_hilang", "mungkin", missing=("kartu_hilang",)),
    Standing("pin_lupa", "gugur", against=("pin_lupa",)),
)


class Scripted:
    """Asks ASKS in order, skipping what is answered; its plan lists as rules of a question what was said."""

    def __init__(self, asks: tuple[Ask, ...] = ASKS) -> None:
        self.asks = asks
        self.calls: list[tuple[Answer, ...]] = []

    def turn(self, opening: Opening, answers: Sequence[Answer], now: datetime) -> Turn:
        self.calls.append(tuple(answers))
        given = {answer.sign: answer for answer in answers}
        ask = next((one for one in self.asks if one.sign not in given), None)
        skipped = tuple(
            one.sign for one in self.asks if one.safety and one.sign in given and given[one.sign].value == "lewati"
        )
        said = tuple(Question(a.sign, f"JAWAB {a.sign}={a.value}@{a.actor}", "") for a in given.values())
        plan = Plan(
            "need_more_information", "rutin", "1", "abcdef0", now.isoformat(), questions=said, disclaimer="Selesai."
        )
        return Turn(ask, plan, DIFFERENTIAL, skipped)


def main() -> int:
    from triage.cli import ask_session
    from triage.cli.app import main as program

    def scripted(case: Any) -> Any:
        return Scripted()

    ask_session.make_interviewer = scripted
    return program()


if __name__ == "__main__":
    raise SystemExit(main())
