"""Arrow keys on a terminal, by questionary. Imported only when a person sits at one."""

from __future__ import annotations

import string
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from questionary.prompts.common import InquirerControl

from triage.cli import ask_words as words
from triage.cli.ask_fronts import WIPE
from triage.cli.ask_screen import lines
from triage.cli.ask_words import COMMANDS, Option, Reply, understood
from triage.cli.screen import new_page, show_page

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

    from triage.cli.ask_screen import Draw

SENTENCE = "\0"
"""The option that opens a line for free text."""
STYLE = questionary.Style([("pointer", "bold"), ("highlighted", "bold"), ("answer", "bold"), ("question", "")])
PAUSE = 0.4
"""Seconds after `k` or `s` in which another letter makes it the start of a sentence."""


class Menu:
    """One list at a time; commands act on the key, numbers and letters move to their option."""

    def show(self, draw: Draw) -> None:
        page = new_page(plain=False)
        draw(page)
        show_page(page, plain=False)

    def choose(self, options: Sequence[Option], current: str | None = None, *, free: bool = False) -> Reply:
        shown = [*options, *([Option(SENTENCE, "Dengan kalimat sendiri …")] if free else [])]
        if free:
            self.show(lambda page: page.item("  ", words.HELP, "dim"))
        while True:
            reply = self._pick(shown, current, free)
            if reply.kind == "pick" and reply.text == SENTENCE:
                reply = Reply("said")
            if reply.kind != "said":
                return reply
            told = self._line(reply.text)
            reply = understood(told, options) if told else reply
            if told and (free or reply.kind != "said"):
                return reply

    def _pick(self, options: Sequence[Option], current: str | None, free: bool) -> Reply:
        names = [f"{i} {option.label}" for i, option in enumerate(options, 1)]
        picked = names[next((i for i, option in enumerate(options) if option.value == current), 0)]
        question = questionary.select(
            "Jawab", names, default=picked, qmark="", pointer="»", instruction=" ", style=STYLE, use_jk_keys=False,
            use_emacs_keys=False,
        )  # fmt: skip
        app = question.application
        control = next(w.content for w in app.layout.find_all_windows() if isinstance(w.content, InquirerControl))
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), _keys(options, control, free)])
        app.timeoutlen = PAUSE
        answer = question.unsafe_ask()
        return answer if isinstance(answer, Reply) else Reply("pick", options[names.index(answer)].value)

    def tell(self, start: str = "") -> str:
        return self._line(start)

    def _line(self, start: str) -> str:
        """A line of free text; `!` as its first character clears the screen without waiting for Enter."""
        question = questionary.text("", default=start, qmark=">", style=STYLE)
        keys = KeyBindings()

        @keys.add("!")
        def _(event: KeyPressEvent) -> None:
            if event.current_buffer.text:
                event.current_buffer.insert_text("!")
            else:
                event.app.exit(result="!")

        app = question.application
        app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), keys])
        told: str = question.unsafe_ask()
        return told.strip()

    def hide(self) -> None:
        sys.stdout.write(WIPE)
        sys.stdout.flush()
        self.show(lines(*words.HARMLESS))
        sys.stdin.readline()
        sys.stdout.write(WIPE)
        sys.stdout.flush()


def _keys(options: Sequence[Option], control: Any, free: bool) -> KeyBindings:
    """Commands, numbers, first letters; with `free` any other writing opens a line that begins with it."""
    keys = KeyBindings()
    typed: list[str] = []

    def command(event: KeyPressEvent) -> None:
        event.app.exit(result=Reply(COMMANDS[event.key_sequence[0].key]))

    def write(event: KeyPressEvent) -> None:
        written = "".join([*typed, *(press.data for press in event.key_sequence)])
        event.app.exit(result=Reply("said", " ".join(written.split())))

    def letter(event: KeyPressEvent) -> None:
        pressed = event.key_sequence[0].data.lower()
        if typed and free:
            write(event)
            return
        order = [*range(control.pointed_at + 1, len(options)), *range(control.pointed_at + 1)]
        hits = [i for i in order if options[i].label.lower().startswith(pressed)]
        if hits:
            control.pointed_at = min(hits) if free else hits[0]
            typed.append(pressed)
        elif free:
            write(event)

    def number(event: KeyPressEvent) -> None:
        at = int(event.key_sequence[0].data) - 1
        control.pointed_at = at if 0 <= at < len(options) else control.pointed_at
        typed.clear()

    for name in COMMANDS:
        keys.add(name)(command)
    for name in string.digits:
        keys.add(name)(number)
    for name in set(string.ascii_letters) - set(COMMANDS):
        keys.add(name)(letter)
    if free:
        for name in (n for n in COMMANDS if n.isalpha()):
            for follow in (set(string.ascii_lowercase) | {" "}) - set(COMMANDS):
                keys.add(name, follow)(write)
        keys.add("<bracketed-paste>")(write)
    return keys
