"""A simulation on a terminal: ask, answer requests, decide; every move goes through the stateless core."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from triage.cli.ask_lines import lines
from triage.cli.ask_words import Option, Reply
from triage.cli.train import simulate_screen as screen
from triage.cli.train import simulate_words as words
from triage.train.offers import STAGES
from triage.train.simulate import Move, phase, play, stage

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.train.scenario import Scenario
    from triage.train.simulate import State

PAGE, PAGE_NARROW = 4, 3
"""So many questions on one page: what the client said last stays in sight, on a narrow screen too."""
NARROW = 60
SAFE, ENOUGH = "!aman", "!cukup"
MANY = ("many", "pick")


class Left(Exception):  # noqa: N818  leaving is no error
    """The candidate stopped for now; everything is kept."""


@dataclass(slots=True)
class Talk:
    """keep: called with the state after every move."""

    front: Front
    scenario: Scenario
    state: State
    keep: Callable[[State], None]
    page: int = 0

    def run(self) -> State:
        """The state when all is decided or the client has gone. Raises Left, KeyboardInterrupt."""
        self.front.show(screen.introduction(self.scenario))
        while (now := phase(self.scenario, self.state)) != "selesai":
            {"tanya": self._ask, "minta": self._request, "putuskan": self._decide}[now]()
        return self.state

    def _play(self, move: Move, question: str = "") -> None:
        reaction = play(self.scenario, self.state, move)
        self.state = reaction.state
        self.keep(self.state)
        if question or reaction.said:
            self.front.show(screen.spoken(reaction.said, question))

    def _ask(self) -> None:
        """One page of questions not asked yet; nothing marked turns to the next page."""
        left = [n for n in self.scenario.questions if n not in self.state.asked]
        size = PAGE if get_terminal_size().columns >= NARROW else PAGE_NARROW
        pages = max(1, -(-len(left) // size))
        shown = left[self.page % pages * size :][:size]
        signs = self.scenario.world.knowledge.signs
        other = [Option(ENOUGH, words.ENOUGH)] if self.state.safe else [
            Option(SAFE, words.SAFE), Option(ENOUGH, words.ENOUGH)
        ]  # fmt: skip
        self.front.show(screen.ask_page(self.state.questions))
        reply = self._many([*(Option(n, signs[n].ask) for n in shown), *other])
        if reply.kind == "said":
            self._play(Move("say", text=reply.text), reply.text)
        elif reply.kind == "stop":
            self._play(Move("enough"))
        elif reply.kind in ("back", "many", "pick") and not reply.chosen:
            self.page += -1 if reply.kind == "back" else 1
        elif reply.kind == "many":
            self._put(reply.chosen)

    def _put(self, chosen: tuple[str, ...]) -> None:
        signs = self.scenario.world.knowledge.signs
        if SAFE in chosen:
            self._play(Move("safe"), words.SAFE)
        for name in chosen:
            if name not in (SAFE, ENOUGH):
                self._play(Move("ask", (name,)), signs[name].ask)
        if ENOUGH in chosen:
            self._play(Move("enough"))

    def _request(self) -> None:
        """The client asks for something; which of the two replies comes first says nothing."""
        request = self.scenario.client.requests[self.state.answered]
        self.front.show(lines("", f"{words.CLIENT}: «{request.words}»"))
        self.front.show(lines(words.ANSWER, style="bold"))
        options = [Option("comply", request.yes), Option("decline", request.no)]
        if (self.scenario.seed + len(request.words)) % 2:
            options.reverse()
        reply = self._aside(self.front.choose_one(options))
        if reply is not None and reply.kind == "pick":
            said = request.yes if reply.text == "comply" else request.no
            self._play(Move("comply" if reply.text == "comply" else "decline"), said)

    def _decide(self) -> None:
        now = stage(self.state)
        offer = self.scenario.offers[now]
        self.front.show(screen.decision(now, STAGES.index(now) + 1, len(STAGES)))
        options = [Option(o.key, words.URGENCIES.get(o.key, o.text)) for o in offer.options]
        reply = self._aside(self.front.choose_one(options)) if now == "urgensi" else self._aside(self._many(options))
        if reply is None:
            return
        if now == "urgensi" and reply.kind == "pick":
            self._play(Move("decide", (reply.text,)))
        elif now != "urgensi" and reply.kind in MANY:
            self._play(Move("decide", reply.chosen))
        else:
            self.front.show(lines(words.NOT_UNDERSTOOD))

    def _many(self, options: list[Option]) -> Reply:
        reply = self.front.choose_many(options, Reply("many"))  # Enter alone marks nothing
        return reply if reply.kind not in ("why", "hide") else self._aside(reply) or self._many(options)

    def _aside(self, reply: Reply) -> Reply | None:
        """None when the reply only interrupts; stopping while deciding keeps everything for later."""
        if reply.kind == "hide":
            self.front.hide()
        elif reply.kind == "why":
            self.front.show(screen.recap(self.scenario, self.state))
        elif reply.kind == "back":
            self.front.show(lines(words.NO_WAY_BACK))
        elif reply.kind == "stop":
            raise Left
        else:
            return reply
        return None
