"""The interview on a terminal: one question after the other, back and forth, until nothing is worth asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from triage.cli import ask_words as words
from triage.cli.ask_hear import hear, masked
from triage.cli.ask_screen import Screens, lines
from triage.cli.ask_words import Option, Reply, understood
from triage.interview import Answer, Ask
from triage.model import Plan, Question
from triage.render.labels import ROLES

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.interview import Interviewer, Opening, Turn
    from triage.pipeline import Machine


@dataclass(frozen=True, slots=True)
class Entry:
    """One question that was asked, with its answer first and what else was said in the same breath."""

    ask: Ask
    answers: tuple[Answer, ...]
    asked_at: str = ""

    @property
    def own(self) -> Answer:
        return self.answers[0]


@dataclass(slots=True)
class Interview:
    """The state of one conversation. fixed: corrections given before it; clock: the time, with its zone."""

    interviewer: Interviewer
    machine: Machine
    front: Front
    opening: Opening
    clock: Callable[[], datetime]
    fixed: tuple[Answer, ...] = ()
    entries: tuple[Entry, ...] = ()
    stopped: bool = False
    extras: list[Answer] = field(default_factory=list)
    """Read in a sentence that left its question open: they go with the next answer."""
    shown_at: str = ""

    def run(self) -> Turn:
        """Ask until the interviewer has nothing left or the person stops. Raises KeyboardInterrupt."""
        at, turn = len(self.entries), self.turn()
        while True:
            old = self.entries[at] if at < len(self.entries) else None
            ask = old.ask if old else turn.ask
            if ask is None and not self.entries:
                return turn
            reply = self._put(at, ask, old)
            if ask is None and reply.kind in ("pick", "stop"):
                return turn
            if reply.kind == "back":
                at = self._before(at)
            elif reply.kind in ("why", "hide"):
                self._aside(reply, ask, turn)
            elif ask is not None:
                if reply.kind == "stop":
                    self.stopped = True
                answers = self._unsaid(old, ask) if reply.kind == "stop" else self._answers(reply, ask, turn)
                if answers:
                    self._keep(at, Entry(ask, answers, old.asked_at if old else self.shown_at))
                    at, turn = len(self.entries), self.turn()
                if self.stopped:
                    return turn

    def _keep(self, at: int, entry: Entry) -> None:
        self.extras.clear()
        self.entries = answered(self.entries, at, entry)

    def _unsaid(self, old: Entry | None, ask: Ask) -> tuple[Answer, ...]:
        """Stopping loses nothing: what was said beside the question stays, a safety question counts as skipped."""
        if old is None and (self.extras or ask.safety):
            return (Answer(ask.sign, "lewati", "", "", self._now()), *self.extras)
        return (*old.answers, *self.extras) if old and self.extras else ()

    def turn(self) -> Turn:
        """The interviewer's word on everything said so far."""
        said = (*self.fixed, *(answer for entry in self.entries for answer in entry.answers), *self.extras)
        return self.interviewer.turn(self.opening, said, self.clock())

    def _now(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    def _put(self, at: int, ask: Ask | None, old: Entry | None) -> Reply:
        """Show the question, or that there is none left, and take the reply."""
        self.shown_at = self._now()
        if ask is None:
            self.front.show(lines("", words.NO_MORE))
            return self._choose(words.FINISH)
        self.front.show(self._screens.question(at + 1, ask, old.own if old else None))
        return self._choose(words.VALUES, old.own.value if old else None, free=True)

    @property
    def _screens(self) -> Screens:
        return Screens(self.machine.knowledge)

    def _choose(self, options: tuple[Option, ...], current: str | None = None, *, free: bool = False) -> Reply:
        try:
            return self.front.choose(options, current, free=free)
        except EOFError:
            return Reply("stop")

    def _before(self, at: int) -> int:
        if at == 0:
            self.front.show(lines(words.FIRST))
        return max(0, at - 1)

    def _aside(self, reply: Reply, ask: Ask | None, turn: Turn) -> None:
        if reply.kind == "hide":
            self.front.hide()
        else:
            self.front.show(self._screens.why(ask, turn))

    def _answers(self, reply: Reply, ask: Ask, turn: Turn) -> tuple[Answer, ...]:
        """The answer first, then what else was said; empty when the question has to be put again."""
        if reply.kind == "said":
            return self._heard(reply.text, ask, turn)
        actor = ""
        if reply.text == "ya" and ask.actors:
            who = self._who(ask, turn)
            if who.kind == "back":
                return ()
            actor = who.text if who.kind == "pick" else ""
        return (Answer(ask.sign, reply.text, actor, "", self._now()), *self.extras)  # type: ignore[arg-type]

    def _who(self, ask: Ask, turn: Turn) -> Reply:
        """The actor of a yes; `k` leads back to the question, `s` stops without naming anybody."""
        named = {evidence.actor for evidence in turn.plan.evidence}
        roles = sorted(ask.actors, key=lambda role: role not in named)
        options = (*map(_role, roles), words.UNNAMED)
        while True:
            self.front.show(lines(words.WHO, style="bold"))
            reply = self._choose(options)
            if reply.kind not in ("why", "hide"):
                self.stopped = reply.kind == "stop"
                return reply
            self._aside(reply, ask, turn)

    def _heard(self, text: str, ask: Ask, turn: Turn) -> tuple[Answer, ...]:
        """What was read in a sentence, confirmed where it is doubtful; kept as extras when the question stays open."""
        heard = hear(text, ask, self._earlier(), self.machine, self._now())
        self.front.show(self._screens.heard(heard.answers, heard.answered))
        if not heard.answers or (heard.doubtful and not self._confirmed(ask, turn)):
            return ()
        answers = tuple(self._named(one, ask, turn) if one.sign == ask.sign else one for one in heard.answers)
        mine = {one.sign for one in answers}
        extras = [one for one in self.extras if one.sign not in mine]
        if heard.answered:
            return (*answers, *extras)
        self.extras = [*extras, *answers]
        return self._unsaid(None, ask) if self.stopped else ()

    def _named(self, answer: Answer, ask: Ask, turn: Turn) -> Answer:
        """Ask who it was where the sentence did not say."""
        if answer.value != "ya" or answer.actor or not ask.actors:
            return answer
        who = self._who(ask, turn)
        return replace(answer, actor=who.text) if who.kind == "pick" else answer

    def _confirmed(self, ask: Ask, turn: Turn) -> bool:
        while True:
            self.front.show(lines(words.IS_IT_RIGHT, style="bold"))
            reply = self._choose(words.CONFIRM)
            if reply.kind == "stop":  # said and not taken back: it counts
                self.stopped = True
            if reply.kind not in ("why", "hide"):
                return self.stopped or reply == Reply("pick", "ya")
            self._aside(reply, ask, turn)

    def _earlier(self) -> dict[str, str]:
        given = (*self.fixed, *(answer for entry in self.entries for answer in entry.answers))
        return {answer.sign: answer.value for answer in given if answer.value in ("ya", "tidak")}


def _role(role: str) -> Option:
    name = ROLES.get(role, role)
    return Option(role, f"{name[:1].upper()}{name[1:]}", (f"{name}nya", f"{name}ku", f"{name} saya"))


def answered(entries: tuple[Entry, ...], at: int, new: Entry) -> tuple[Entry, ...]:
    """The entries with `new` at its place. What later entries said of a sign that changed no longer holds."""
    if at == len(entries):
        return (*entries, new)
    was = {(a.sign, a.value, a.actor) for a in entries[at].answers}
    gone = {a.sign for a in new.answers if (a.sign, a.value, a.actor) not in was}
    return (*entries[:at], new, *_without(entries[at + 1 :], gone))


def _without(entries: tuple[Entry, ...], gone: set[str]) -> Iterator[Entry]:
    for entry in entries:
        if entry.ask.sign not in gone:
            yield replace(entry, answers=tuple(a for a in entry.answers if a.sign not in gone))


def tell_opening(front: Front) -> str | None:
    """What happened, in the client's words, masked; '' for nothing yet, None to stop. Raises KeyboardInterrupt."""
    while True:
        front.show(lines("", words.OPENING, style="bold"))
        front.show(lines(words.OPENING_HELP, style="dim"))
        try:
            told = front.tell()
        except EOFError:
            return None
        reply = understood(told, ())
        if reply.kind == "hide":
            front.hide()
        elif reply.kind == "stop":
            return None
        elif reply.kind == "said":
            return masked(told)


def with_open_safety(turn: Turn, interview: Interview) -> Plan:
    """The plan with the safety questions that were skipped first among what is still to be asked."""
    signs = interview.machine.knowledge.signs
    asked = {entry.ask.sign: entry.ask.text for entry in interview.entries}
    unasked = [turn.ask.sign] if turn.ask is not None and turn.ask.safety else []
    skipped = [name for name in (*turn.open_safety, *unasked) if name in asked or name in signs]
    first = [Question(name, asked.get(name) or signs[name].ask, words.STILL_SKIPPED) for name in skipped]
    rest = [question for question in turn.plan.questions if question.sign not in skipped]
    return replace(turn.plan, questions=(*first, *rest)) if first else turn.plan
