"""One candidate in front of one test: question after question, with a clock, a pause, and a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from triage.cli.ask_lines import lines
from triage.cli.ask_words import Option
from triage.cli.train.item_screen import options_of, question
from triage.train.exam import Answered, Draws, Sitting, next_item
from triage.train.exam_words import clock, duration

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.cli.ask_words import Reply

HELP = "huruf menjawab, ? lewati dulu, k jeda, s simpan dan berhenti, ! tutup layar"
PAUSED = "Jeda. Waktu tetap berjalan; berhenti menghentikannya."
DONE = "Semua soal sudah tampil."
EMPTY = "{} soal belum dijawab."
LATE = "Waktu habis. Ujian dikumpulkan."
CONTINUE = Option("lanjut", "Lanjutkan", ("l",))
BACK = Option("kembali", "Soal sebelumnya", ("k",))
OPEN = Option("kosong", "Soal yang belum dijawab", ("b",))
LEAVE = Option("berhenti", "Simpan dan berhenti", ("s",))
SUBMIT = Option("kumpul", "Kumpulkan sekarang", ("kumpulkan",))


class Left(Exception):  # noqa: N818  leaving is no error
    """The candidate stopped for now; everything is kept."""


class Keeps(Protocol):
    """Where the test is kept after every answer."""

    def __call__(self, sitting: Sitting) -> None: ...


@dataclass(slots=True)
class Seat:
    """now: with its zone; tick: seconds of a clock that never goes back; keep: called after every answer."""

    front: Front
    bank: Draws
    sitting: Sitting
    keep: Keeps
    now: Callable[[], datetime]
    tick: Callable[[], float]
    begun: float = 0.0

    def run(self) -> Sitting:
        """The test when it is over. Raises Left, KeyboardInterrupt: it is kept, with the time spent."""
        self.begun = self.tick()
        try:
            self._all()
        except BaseException:
            self._keep()
            raise
        return replace(self.sitting, ended=self.now().isoformat(timespec="seconds"))

    def _all(self) -> None:
        answers, total = self.sitting.answers, len(self.sitting.paper.slots)
        at = len(answers) - 1 if answers and not answers[-1].chosen else len(answers)
        while not self._late():
            wish = self._ask(at) if at < total else self._menu(at)
            if wish == "kumpul":
                self._spend()
                return
            at = {"lanjut": at, "kembali": max(0, at - 1), "kosong": self._open(0)}.get(wish, self._open(at + 1))
        self._spend()
        self.front.show(lines("", LATE, style="bold red"))

    def _ask(self, at: int) -> str:
        """Put the item of that number; '' when the next one follows, else what was chosen in the pause."""
        if at == len(self.sitting.answers):
            self._put(at, next_item(self.bank, self.sitting))
        one, since = self.sitting.answers[at], self.tick()
        self.front.show(question(one, at + 1, len(self.sitting.paper.slots), self._note()))
        self.front.show(lines(HELP, style="dim", lead="  "))
        timer = self._clock if self._limited else None
        reply = self.front.choose_one(options_of(one), one.chosen or None, timer, lettered=True)
        if self._late():
            return "lanjut"
        taken = one.seconds + self.tick() - since
        if reply.kind == "pick":
            one = replace(one, chosen=reply.text, at=self.now().isoformat(timespec="seconds"))
        self._put(at, replace(one, seconds=round(taken, 1)))
        return self._other(reply, at)

    def _other(self, reply: Reply, at: int) -> str:
        if reply.kind == "stop":
            raise Left
        if reply.kind == "back":
            return self._menu(at)
        if reply.kind == "hide":
            self.front.hide()
            return "lanjut"
        return ""

    def _menu(self, at: int) -> str:
        """What to do in a pause, or when all items have been shown."""
        total, answers = len(self.sitting.paper.slots), self.sitting.answers
        over, open_ = at == total, sum(not one.chosen for one in answers[:at])
        said = [DONE if over else PAUSED, *([EMPTY.format(open_)] if open_ else []), *filter(None, [self._note()])]
        self.front.show(lines("", *said))
        options = [*([] if over else [CONTINUE]), *([OPEN] if open_ else []), *([BACK] if at else []), LEAVE, SUBMIT]
        options = [SUBMIT, *options[:-1]] if over and not open_ else options
        reply = self.front.choose(options)
        if reply.kind == "stop" or reply.text == "berhenti":
            raise Left
        if reply.kind == "hide":
            self.front.hide()
        known = {option.value for option in options}
        return reply.text if reply.text in known else "kembali" if reply.kind == "back" and at else "lanjut"

    def _open(self, start: int) -> int:
        """The first item from there on without an answer; a new one when there is none."""
        answers = self.sitting.answers
        return next((n for n in range(start, len(answers)) if not answers[n].chosen), len(answers))

    def _put(self, at: int, one: Answered) -> None:
        answers = self.sitting.answers
        self.sitting = replace(self.sitting, answers=(*answers[:at], one, *answers[at + 1 :]))
        self._keep()

    def _keep(self) -> None:
        self._spend()
        self.keep(self.sitting)

    def _spend(self) -> None:
        """Count the time since the last time this was done, at most what there is."""
        now, limit = self.tick(), self.sitting.paper.minutes * 60
        spent = self.sitting.spent + now - self.begun
        self.sitting, self.begun = replace(self.sitting, spent=min(spent, limit) if limit else spent), now

    @property
    def _limited(self) -> bool:
        return self.sitting.paper.minutes > 0

    def _left(self) -> float | None:
        return self.sitting.left(self.tick() - self.begun)

    def _late(self) -> bool:
        left = self._left()
        return left is not None and left <= 0

    def _clock(self) -> str:
        left = self._left()
        return f"sisa {clock(left)}" if left is not None and left > 0 else ""

    def _note(self) -> str:
        left = self._left()
        return f"sisa {duration(left)}" if left is not None else ""
