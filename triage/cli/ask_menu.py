"""Arrow keys on a terminal, by questionary. Imported only when a person sits at one."""

from __future__ import annotations

import string
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import questionary
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from questionary.prompts.common import InquirerControl

from triage.cli import ask_words as words
from triage.cli.ask_fronts import WIPE, Clock
from triage.cli.ask_lines import chosen_labels, lines
from triage.cli.ask_words import COMMANDS, Option, Reply, understood, understood_list
from triage.cli.screen import new_page, show_page
from triage.render.wrap import hang

if TYPE_CHECKING:
    from prompt_toolkit.key_binding import KeyPressEvent

    from triage.cli.ask_lines import Draw

SENTENCE = "\0"
"""The option that opens a line for free text."""
STYLE = questionary.Style([("pointer", "bold"), ("highlighted", "bold"), ("answer", "bold"), ("question", "")])
LOOK: dict[str, Any] = {"qmark": "", "pointer": "»", "instruction": " ", "style": STYLE}
MARGIN = " " * 5
"""Before the number of a choice stand pointer and mark."""
POINTER = " " * 3
"""Where nothing is marked, the pointer alone."""
LETTERS = frozenset(string.ascii_letters) - set(COMMANDS)
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
        answer = _asked(
            questionary.select("Jawab", names, default=picked, use_jk_keys=False, use_emacs_keys=False, **LOOK),
            lambda control: _jumps(options, control, free),
        )
        return answer if isinstance(answer, Reply) else Reply("pick", options[names.index(answer)].value)

    def choose_one(
        self, options: Sequence[Option], current: str | None = None, clock: Clock | None = None, *,
        lettered: bool = False,
    ) -> Reply:  # fmt: skip
        question = questionary.select(
            "Jawab",
            _wrapped(options, POINTER, lettered=lettered),
            default=current,
            use_jk_keys=False,
            use_emacs_keys=False,
            rprompt=clock,
            **LOOK,
        )
        if clock is not None:
            _until(question, clock)
        answer = _asked(question, lambda control: _jumps(options, control, free=False))
        return answer if isinstance(answer, Reply) else Reply("pick", answer)

    def choose_many(self, options: Sequence[Option], before: Reply | None = None) -> Reply:
        self.show(lines(words.LIST_HELP, words.HELP, style="dim", lead="  "))
        while True:
            reply = self._mark(options, before)
            if reply.kind == "many":
                self.show(chosen_labels(reply, options))
            told = self._line(reply.text) if reply.kind == "said" else ""
            reply = understood_list(told, options) if told else reply
            if told or reply.kind != "said":
                return reply

    def _mark(self, options: Sequence[Option], before: Reply | None) -> Reply:
        listed = _wrapped(options, MARGIN, before.chosen if before else ())
        question = questionary.checkbox(
            "Jawab", listed, use_jk_keys=False, use_emacs_keys=False, erase_when_done=True, **LOOK
        )
        _forget(question, "a", "i")
        answer = _asked(question, lambda control: _marks(options, control))
        if isinstance(answer, Reply):
            return answer
        unchanged = not answer and before is not None and before.kind == "pick"
        return before if before and unchanged else Reply("many", chosen=tuple(answer))

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


def _asked(question: questionary.Question, keys: Callable[[InquirerControl], KeyBindings]) -> Any:
    """What was chosen, or the Reply of one of our own keys. Raises KeyboardInterrupt."""
    app = question.application
    control = next(w.content for w in app.layout.find_all_windows() if isinstance(w.content, InquirerControl))
    app.key_bindings = merge_key_bindings([app.key_bindings or KeyBindings(), keys(control)])
    app.timeoutlen = PAUSE
    return question.unsafe_ask()


def _wrapped(
    options: Sequence[Option], margin: str, marked: Sequence[str] = (), *, lettered: bool = False
) -> list[questionary.Choice]:
    """The options with their numbers or letters, hanging behind them. margin: what stands before the first line."""
    width = new_page(plain=False).width - len(margin)
    parts = [o.label.partition(" ")[::2] if lettered else (str(i), o.label) for i, o in enumerate(options, 1)]
    titles = [f"\n{margin}".join(hang(f"{mark} ", text, width)) for mark, text in parts]
    return [questionary.Choice(t, o.value, checked=o.value in marked) for t, o in zip(titles, options, strict=True)]


def _until(question: questionary.Question, clock: Clock) -> None:
    """Show the clock anew every second; leave when it has run out."""
    app = question.application
    app.refresh_interval = 1

    def check(_: object) -> None:
        if not clock() and not app.is_done:
            app.exit(result=Reply("stop"))

    app.after_render += check


def _forget(question: questionary.Question, *letters: str) -> None:
    """Letters that mark everything or the reverse elsewhere begin a sentence here."""
    keys = question.application.key_bindings
    if isinstance(keys, KeyBindings):
        for letter in letters:
            keys.remove(letter)


def _jumps(options: Sequence[Option], control: InquirerControl, free: bool) -> KeyBindings:
    """Numbers and first letters move; with `free` any other writing opens a line that begins with it."""
    typed: list[str] = []
    dialled: list[int] = []
    keys = _commands(typed, free)

    def letter(event: KeyPressEvent) -> None:
        pressed = event.key_sequence[0].data.lower()
        if typed and free:
            _write(event, typed)
            return
        order = [*range(control.pointed_at + 1, len(options)), *range(control.pointed_at + 1)]
        hits = [i for i in order if options[i].label.lower().startswith(pressed)]
        if hits:
            control.pointed_at = min(hits) if free else hits[0]
            typed.append(pressed)
        elif free:
            _write(event, typed)

    def number(event: KeyPressEvent) -> None:
        pressed = int(event.key_sequence[0].data)
        longer = 10 * (control.pointed_at + 1) + pressed  # 1 and then 2: the twelfth
        at = longer if control.pointed_at in dialled and longer <= len(options) else pressed
        control.pointed_at = at - 1 if 1 <= at <= len(options) else control.pointed_at
        typed.clear()
        dialled[:] = [control.pointed_at]

    _bind(keys, LETTERS, letter)
    _bind(keys, string.digits, number)
    return keys


def _marks(options: Sequence[Option], control: InquirerControl) -> KeyBindings:
    """Numbers mark or unmark; letters open a line; `?` and `!` carry along what was marked."""
    keys = _commands([], free=True, marked=control.selected_options)

    def number(event: KeyPressEvent) -> None:
        at = int(event.key_sequence[0].data) - 1
        if 0 <= at < len(options):
            control.pointed_at, value, marked = at, options[at].value, control.selected_options
            (marked.remove if value in marked else marked.append)(value)

    _bind(keys, LETTERS, lambda event: _write(event, []))
    _bind(keys, string.digits, number)
    return keys


def _commands(typed: Sequence[str], free: bool, marked: Sequence[str] = ()) -> KeyBindings:
    """`k ? ! s` act at once; with `free` a letter right behind one of them makes both the start of a sentence."""
    keys = KeyBindings()

    def command(event: KeyPressEvent) -> None:
        event.app.exit(result=Reply(COMMANDS[event.key_sequence[0].key], chosen=tuple(marked)))

    _bind(keys, COMMANDS, command)
    if free:
        for name in (n for n in COMMANDS if n.isalpha()):
            for follow in (set(string.ascii_lowercase) | {" "}) - set(COMMANDS):
                keys.add(name, follow)(lambda event: _write(event, typed))
        keys.add("<bracketed-paste>")(lambda event: _write(event, typed))
    return keys


def _bind(keys: KeyBindings, names: Iterable[str], act: Callable[[KeyPressEvent], None]) -> None:
    for name in names:
        keys.add(name)(act)


def _write(event: KeyPressEvent, typed: Sequence[str]) -> None:
    """Leave the list for a line that begins with what was typed."""
    written = "".join([*typed, *(press.data for press in event.key_sequence)])
    event.app.exit(result=Reply("said", " ".join(written.split())))
