"""What the interview shows: a question, what was understood, and why it is asked with the cases so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from triage.cli import ask_words as words
from triage.cli.ask_entries import signs_of
from triage.cli.ask_hear import tells
from triage.cli.ask_lines import Draw
from triage.render.labels import ROLES

if TYPE_CHECKING:
    from triage.cli.ask_hear import Heard
    from triage.interview import Answer, Ask, Standing, Turn
    from triage.kb.types import Knowledge
    from triage.render.page import Page

MOST_CASES = 6
"""So many cases of one kind are listed."""


@dataclass(frozen=True, slots=True)
class Screens:
    """The pages of one interview; only reads the knowledge."""

    knowledge: Knowledge

    def question(self, number: int, ask: Ask, before: Sequence[Answer], disputed: Answer | None = None) -> Draw:
        """The question with its number; marked and with advice when it is about safety.

        before: its answers when it was asked already. disputed: the answer that `ask.told` contradicts.
        """

        def draw(page: Page) -> None:
            note = f" {page.symbols.dot} {words.SAFETY.upper()}" if ask.safety else ""
            page.line()
            page.item("", f"Pertanyaan {number}{note}", "bold red" if ask.safety else "dim")
            if ask.told:
                said = answer_words(disputed) if disputed else ""
                page.item("", words.TOLD.format(ask.told, said) if said else words.TOLD_ONLY.format(ask.told))
            page.item("", ask.text, "bold")
            if ask.safety:
                page.item("  ", words.ALOUD.format(ask.aloud) if ask.aloud else words.SAFETY_HELP, "dim")
            if before:
                page.item("  ", words.BEFORE.format(before_words(before, ask)), "dim")

        return draw

    def why(self, ask: Ask | None, turn: Turn) -> Draw:
        """The reason of the question, then the differential."""

        def draw(page: Page) -> None:
            if ask is not None:
                page.heading(words.WHY)
                page.item("  ", ask.why or "-")
            page.heading(words.CASES)
            for how, title in words.STANDINGS.items():
                self._standings(page, title, [one for one in turn.differential if one.how == how])
            if not turn.differential:
                page.item("  ", words.NO_CASES)

        return draw

    def _standings(self, page: Page, title: str, found: Sequence[Standing]) -> None:
        if not found:
            return
        page.item("  ", title, "bold")
        for one in found[:MOST_CASES]:
            name = self.knowledge.cases[one.case].title if one.case in self.knowledge.cases else one.case
            page.item(f"  {page.symbols.bullet} ", f"{name}{self._because(one)}")
        if len(found) > MOST_CASES:
            page.item("    ", words.MORE.format(len(found) - MOST_CASES), "dim")

    def _because(self, one: Standing) -> str:
        parts = ((words.MISSING, one.missing), (words.AGAINST, one.against))
        said = [f"{what}: {'; '.join(self.says(name) for name in names)}" for what, names in parts if names]
        return f" ({', '.join(said)})" if said else ""

    def heard(self, heard: Heard, ask: Ask) -> Draw:
        """What was read in a sentence, so that a person can object."""

        def draw(page: Page) -> None:
            if not heard.answers:
                page.item("  ", words.NOTHING_READ_LIST if ask.choices else words.NOTHING_READ)
                return
            page.item("  ", f"{words.UNDERSTOOD}:")
            for one in heard.answers:
                if one.sign in signs_of(ask) or tells(one.sign, self.knowledge):
                    page.item(f"  {page.symbols.bullet} ", f"{self.says(one.sign)}: {answer_words(one)}")
            if not heard.answered:
                page.item("  ", words.NOT_ANSWERED, "bold")

        return draw

    def says(self, sign: str) -> str:
        """What the sign means, in words."""
        known = self.knowledge.signs.get(sign)
        return known.says if known else sign


def answer_words(answer: Answer) -> str:
    """An answer as it is read back: "ya, tetangga"."""
    who = f", {ROLES.get(answer.actor, answer.actor)}" if answer.actor else ""
    return f"{words.label(answer.value)}{who}"


def before_words(answers: Sequence[Answer], ask: Ask) -> str:
    """What was answered to the question: its value, or what was chosen of its list."""
    if not ask.choices:
        return answer_words(answers[0])
    text = {choice.sign: choice.text for choice in ask.choices}
    who = {one.sign: f" ({ROLES.get(one.actor, one.actor)})" if one.actor else "" for one in answers}
    chosen = [f"{text[one.sign]}{who[one.sign]}" for one in answers if one.value == "ya"]
    skipped = {one.value for one in answers} == {"lewati"}
    return "; ".join(chosen) or (words.label("lewati") if skipped else words.NONE.label.lower())
