"""The smallest pages of a conversation; apart from ask_screen.py, so that asking needs nothing of the interview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from triage.cli import ask_words as words
from triage.cli.ask_words import Option, Reply

if TYPE_CHECKING:
    from triage.render.page import Page

Draw = Callable[["Page"], None]


def lines(*texts: str, style: str = "", lead: str = "") -> Draw:
    """A page of plain sentences."""

    def draw(page: Page) -> None:
        for text in texts:
            page.item(lead, text, style)

    return draw


def chosen_labels(reply: Reply, options: Sequence[Option]) -> Draw:
    """What stays on the screen of a list that was answered."""
    labels = [option.label for option in options if option.value in reply.chosen]

    def draw(page: Page) -> None:
        for label in labels or [words.NONE.label]:
            page.item("  + " if labels else "  ", label)

    return draw
