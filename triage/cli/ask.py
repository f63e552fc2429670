"""The interview on a terminal: one question after the other, back and forth, until nothing is worth asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from triage.cli import ask_words as words
from triage.cli.ask_entries import Entry, answered, signs_of
from triage.cli.ask_hear import hear, masked
from triage.cli.ask_lines import lines
from triage.cli.ask_screen import Screens
from triage.cli.ask_words import Option, Reply, understood
from triage.interview import Answer, Ask, Value, actors_of
from triage.model import Plan, Question
from triage.render.labels import ROLES

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.interview import Interviewer, Opening, Turn
    from triage.pipeline import Machine


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
    marked: tuple[str, ...] = ()
    """Chosen in a list that was left for a moment, by `?` or `!`."""

    def run(self) -> Turn:
        """Ask until the interviewer has nothing left or the person stops. Raises KeyboardInterrupt."""
        at, turn = len(self.entries), self.turn()
        while True:
            old = self.entries[at] if at < len(self.entries) else None
            ask = old.ask if old else turn.ask
            if ask is None and not self.entries:
                return turn
            reply = self._put(at, ask, old)
            self.marked = reply.chosen if reply.kind in ("why", "hide") else ()
            if ask is None and reply.kind in ("pick", "stop"):
                return turn
            if reply.kind == "back":
                at = self._before(at)
            elif reply.kind in ("why", "hide"):
                self._aside(reply, ask, turn)
            elif ask is not None:
                self.stopped = self.stopped or reply.kind == "stop"
                answers = self._unsaid(old, ask) if reply.kind == "stop" else self._answers(reply, ask, turn)
                if answers:
                    self._keep(at, Entry(ask, answers, old.asked_at if old else self.shown_at))
                    at, turn = len(self.entries), self.turn()
                if self.stopped:
                    return turn

    def turn(self, *supposed: Answer, now: datetime | None = None) -> Turn:
        """The interviewer's word on everything said so far, and on what is supposed besides."""
        return self.interviewer.turn(self.opening, (*self._said(), *self.extras, *supposed), now or self.clock())

    def _said(self) -> tuple[Answer, ...]:
        return (*self.fixed, *(answer for entry in self.entries for answer in entry.answers))

    def _keep(self, at: int, entry: Entry) -> None:
        self.extras.clear()
        self.entries = answered(self.entries, at, entry)

    def _unsaid(self, old: Entry | None, ask: Ask) -> tuple[Answer, ...]:
        """Stopping loses nothing: what was said beside the question stays, a safety question counts as skipped."""
        if old is None and (self.extras or ask.safety):
            return (*self._all(ask, "lewati"), *self.extras)
        return (*old.answers, *self.extras) if old and self.extras else ()

    def _all(self, ask: Ask, value: Value) -> Iterator[Answer]:
        """The same answer to everything the question asks for."""
        within = ask.sign if ask.choices else ""
        for sign in signs_of(ask):
            yield Answer(sign, value, at=self._now(), list=within, confirmed=bool(ask.told))

    def _now(self) -> str:
        return self.clock().isoformat(timespec="seconds")

    def _put(self, at: int, ask: Ask | None, old: Entry | None) -> Reply:
        """Show the question, or that there is none left, and take the reply."""
        self.shown_at = self._now()
        if ask is None:
            self.front.show(lines("", words.NO_MORE))
            return self._choose(words.FINISH)
        own = old.own if old else ()
        self.front.show(self._screens.question(at + 1, ask, own, self._disputed(at, ask)))
        if not ask.choices:
            return self._choose(words.VALUES, own[0].value if own else None, free=True)
        return self._choose_many(ask, own)

    @property
    def _screens(self) -> Screens:
        return Screens(self.machine.knowledge)

    def _disputed(self, at: int, ask: Ask) -> Answer | None:
        """The answer that the words of the opening contradict."""
        earlier = (*self.fixed, *(answer for entry in self.entries[:at] for answer in entry.answers))
        stated = [one for one in earlier if one.sign == ask.sign and one.value in ("ya", "tidak")]
        return stated[-1] if ask.told and stated else None

    def _choose(self, options: tuple[Option, ...], current: str | None = None, *, free: bool = False) -> Reply:
        try:
            return self.front.choose(options, current, free=free)
        except EOFError:
            return Reply("stop")

    def _choose_many(self, ask: Ask, own: tuple[Answer, ...]) -> Reply:
        chosen = self.marked or tuple(one.sign for one in own if one.value == "ya")
        before = Reply("many", chosen=chosen) if own or chosen else None
        if own and not chosen and all(one.value == "lewati" for one in own):
            before = Reply("pick", "lewati")
        options = tuple(Option(choice.sign, choice.text) for choice in ask.choices)
        try:
            return self.front.choose_many(options, before)
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

    def _insist(self, prompt: str, options: tuple[Option, ...], ask: Ask, turn: Turn) -> Reply:
        """A reply that decides: `?` and `!` only interrupt, and stopping is remembered."""
        while True:
            self.front.show(lines(prompt, style="bold"))
            reply = self._choose(options)
            if reply.kind not in ("why", "hide"):
                self.stopped = reply.kind == "stop"
                return reply
            self._aside(reply, ask, turn)

    def _answers(self, reply: Reply, ask: Ask, turn: Turn) -> tuple[Answer, ...]:
        """The answers to the question first, then what else was said; empty when it has to be put again."""
        if reply.kind == "said":
            return self._heard(reply.text, ask, turn)
        value: Value = "tidak_tahu" if reply.kind == "many" else reply.text  # type: ignore[assignment]
        own = [replace(one, value="ya") if one.sign in reply.chosen else one for one in self._all(ask, value)]
        named = self._named(own, ask, turn)
        return (*named, *self.extras) if named else ()

    def _named(self, answers: list[Answer], ask: Ask, turn: Turn) -> tuple[Answer, ...]:
        """Ask who it was for every yes that wants to know; empty when the person went back."""
        wanted = {choice.sign: actors_of(self.machine.knowledge.signs[choice.sign]) for choice in ask.choices}
        wanted = wanted or {ask.sign: ask.actors}
        texts = {choice.sign: choice.text for choice in ask.choices}
        out = []
        for one in answers:
            if one.value == "ya" and not one.actor and wanted.get(one.sign) and not self.stopped:
                who = self._who(wanted[one.sign], texts.get(one.sign, ""), ask, turn)
                if who.kind == "back":
                    return ()
                one = replace(one, actor=who.text if who.kind == "pick" else "")
            out.append(one)
        return tuple(out)

    def _who(self, actors: tuple[str, ...], what: str, ask: Ask, turn: Turn) -> Reply:
        """The actor of a yes; `k` leads back to the question, `s` stops without naming anybody."""
        named = {evidence.actor for evidence in turn.plan.evidence}
        roles = sorted(actors, key=lambda role: role not in named)
        prompt = words.WHO_OF.format(what) if what else words.WHO
        return self._insist(prompt, (*map(_role, roles), words.UNNAMED), ask, turn)

    def _heard(self, text: str, ask: Ask, turn: Turn) -> tuple[Answer, ...]:
        """What was read in a sentence, confirmed where it is doubtful; kept as extras when the question stays open."""
        heard = hear(text, ask, self._earlier(), self.machine, self._now())
        self.front.show(self._screens.heard(heard, ask))
        if not heard.answers or (heard.doubtful and not self._confirmed(ask, turn)):
            return ()
        own = {one.sign: one for one in self._all(ask, "tidak_tahu")}
        answers = tuple(
            replace(one, list=own[one.sign].list, confirmed=own[one.sign].confirmed) if one.sign in own else one
            for one in heard.answers
        )
        mine = {one.sign for one in answers}
        extras = [one for one in self.extras if one.sign not in mine]
        if heard.answered:
            rest = tuple(one for sign, one in own.items() if sign not in mine)
            named = self._named(list(answers), ask, turn)
            return (*named, *rest, *extras) if named else ()
        self.extras = [*extras, *answers]
        return self._unsaid(None, ask) if self.stopped else ()

    def _confirmed(self, ask: Ask, turn: Turn) -> bool:
        """Said and not taken back counts, when the person stops here."""
        reply = self._insist(words.IS_IT_RIGHT, words.CONFIRM, ask, turn)
        return self.stopped or reply == Reply("pick", "ya")

    def _earlier(self) -> dict[str, str]:
        return {one.sign: one.value for one in self._said() if one.value in ("ya", "tidak") and not one.subject}


def _role(role: str) -> Option:
    name = ROLES.get(role, role)
    return Option(role, f"{name[:1].upper()}{name[1:]}", (f"{name}nya", f"{name}ku", f"{name} saya"))


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
