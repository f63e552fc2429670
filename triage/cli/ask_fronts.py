"""The two ways to ask: numbered lines for any stream or screen reader, and (ask_menu.py) arrow keys on a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TextIO

from triage.cli import ask_words as words
from triage.cli.ask_lines import lines
from triage.cli.ask_words import Option, Reply, understood, understood_list

if TYPE_CHECKING:
    from triage.cli.ask_lines import Draw
    from triage.render.page import Page

WIPE = "\x1b[H\x1b[2J\x1b[3J"
"""Cursor home, clear the screen, clear what could be scrolled back to."""
LONGEST = 20_000
"""Characters of one typed line that are read."""


UNTYPED = "\0"
"""A label that nobody types."""
Clock = Callable[[], str]
"""The time that is left, in words; '' when there is none."""


class Front(Protocol):
    """How the interview speaks with a person. Every method may raise KeyboardInterrupt."""

    def show(self, draw: Draw) -> None:
        """Print a page."""

    def choose(self, options: Sequence[Option], current: str | None = None, *, free: bool = False) -> Reply:
        """One of the options, a command, or (free) a sentence. current: what an empty line stands for."""

    def choose_one(
        self, options: Sequence[Option], current: str | None = None, clock: Clock | None = None, *,
        lettered: bool = False,
    ) -> Reply:  # fmt: skip
        """One of long options by its number or words ("pick"), or a command: a slip of the finger picks none.

        clock: shown beside the options while it runs; "stop" is the reply when it has run out.
        lettered: the labels begin with letters and get no numbers.
        """

    def choose_many(self, options: Sequence[Option], before: Reply | None = None) -> Reply:
        """Several of the options or none ("many"), tidak_tahu or lewati, a command, or a sentence.

        before: the reply that stands when nothing is changed.
        """

    def tell(self, start: str = "") -> str:
        """One line of free text; '' for an empty one. Raises EOFError when there is nothing left to read."""

    def hide(self) -> None:
        """Clear everything at once and show something harmless until Enter."""


def front_for(plain: bool, as_json: bool) -> Front:
    """Arrow keys where a person sits at a capable terminal, else numbered lines; --json keeps stdout to itself."""
    capable = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if capable and not plain and not as_json:
        try:
            from triage.cli.ask_menu import Menu

            return Menu()
        except ImportError:
            pass
    return Numbered(sys.stdin, sys.stderr if as_json else sys.stdout)


class Numbered:
    """Questions as lines, answers as lines: works through a pipe, with a screen reader and in 40 columns."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source, self._target = source, target
        self._echoed = source.isatty()
        reconfigure = getattr(source, "reconfigure", None)
        if reconfigure is not None and source.errors != "replace":  # once it was read from, it cannot be set
            reconfigure(errors="replace")

    def show(self, draw: Draw) -> None:
        page = _page(self._target)
        draw(page)
        self._write(page.text())

    def choose(self, options: Sequence[Option], current: str | None = None, *, free: bool = False) -> Reply:
        self.show(_numbered(options))
        if free:
            self.show(lambda page: page.item("  ", words.HELP, "dim"))
        while True:
            try:
                line = self.tell()
            except EOFError:
                return Reply("stop")
            if not line and current is not None:
                return Reply("pick", current)
            reply = understood(line, options)
            if reply.kind != "said" or (free and line):
                return reply
            self.show(lambda page: page.item("  ", words.UNCLEAR))

    def choose_one(
        self, options: Sequence[Option], current: str | None = None, clock: Clock | None = None, *,
        lettered: bool = False,
    ) -> Reply:  # fmt: skip
        self.show(_rows(options, lettered))
        unnamed = [Option(option.value, UNTYPED, option.words) for option in options]
        while True:
            try:
                line = self.tell()
            except EOFError:
                return Reply("stop")
            if not line and current is not None:
                return Reply("pick", current)
            reply = understood(line, unnamed)
            if reply.kind != "said":
                return reply
            said = words.LETTER_HELP if lettered else words.NUMBER_HELP
            self.show(lines(said.format(len(options)), lead="  "))

    def choose_many(self, options: Sequence[Option], before: Reply | None = None) -> Reply:
        self.show(_listed(options))
        while True:
            try:
                line = self.tell()
            except EOFError:
                return Reply("stop")
            if not line and before is not None:
                return before
            reply = understood_list(line, options)
            if reply.kind != "said" or any(map(str.isalpha, line)):
                return reply
            self.show(lines(words.LIST_HELP_TYPED))

    def tell(self, start: str = "") -> str:
        self._write("> ")
        line = self._source.readline(LONGEST)
        if not self._echoed:
            self._write("\n")
        if not line:
            raise EOFError
        return line.strip().lstrip("\ufeff")

    def hide(self) -> None:
        if self._target.isatty():
            self._write(WIPE)
        self.show(lines(*words.HARMLESS))
        self._source.readline(LONGEST)
        if self._target.isatty():
            self._write(WIPE)

    def _write(self, text: str) -> None:
        self._target.write(text)
        self._target.flush()


def _numbered(options: Sequence[Option]) -> Draw:
    """The options with their numbers, as many on a line as fit; none is broken."""

    def draw(page: Page) -> None:
        line = ""
        for number, option in enumerate(options, 1):
            one = f"{number} {option.label}"
            longer = f"{line} {page.symbols.dot} {one}" if line else one
            if line and len(longer) + 2 > page.width:
                page.item("  ", line)
                longer = one
            line = longer
        page.item("  ", line)

    return draw


def _rows(options: Sequence[Option], lettered: bool = False) -> Draw:
    """The options with their numbers or letters, one below the other."""

    def draw(page: Page) -> None:
        for number, option in enumerate(options, 1):
            letter, _, text = option.label.partition(" ")
            page.item(*((f"  {letter} ", text) if lettered else (f"  {number} ", option.label)))

    return draw


def _listed(options: Sequence[Option]) -> Draw:
    """The options with their numbers, one below the other, and what may be typed."""

    def draw(page: Page) -> None:
        _rows(options)(page)
        page.item("  ", words.LIST_HELP_TYPED, "dim")
        page.item("  ", words.HELP, "dim")

    return draw


def _page(target: TextIO) -> Page:
    from triage.cli.screen import plain_width
    from triage.render.page import Page
    from triage.render.symbols import symbols_for

    return Page(plain_width(target), symbols_for(target.encoding))
