"""An item on a screen: the question, and after it what was right, why, and where to read on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.cli.ask_words import Option

if TYPE_CHECKING:
    from triage.cli.ask_lines import Draw
    from triage.render.page import Page
    from triage.train.exam import Answered
    from triage.train.result import Next

RIGHT, WRONG, UNKNOWN = "Benar.", "Belum tepat.", "Belum tahu, tidak apa-apa."
RIGHT_IS = "Yang benar: "


def question(one: Answered, number: int, count: int | None = None, note: str = "") -> Draw:
    """'Soal 3 dari 100' with a note, the situation, and the question itself in bold."""
    *situation, asked = one.item.stem.splitlines()
    place = f"Soal {number} dari {count}" if count else f"Soal {number}"

    def draw(page: Page) -> None:
        page.line()
        page.item("", f"{place} {page.symbols.dot} {note}" if note else place, "dim")
        for line in situation:
            lead, _, rest = line.partition(" ")
            page.item(*((f"{lead} ", rest) if lead[:1].isdigit() and lead.endswith(".") else ("", line)))
        page.item("", asked, "bold")

    return draw


def options_of(one: Answered) -> tuple[Option, ...]:
    """A, B, C, D: numbers would be mixed up with the steps that some items number."""
    pairs = zip("ABCDEFGH", one.options, strict=False)
    return tuple(Option(option.key, f"{letter}. {option.text}", (letter.lower(),)) for letter, option in pairs)


def explained(one: Answered, title: str) -> Draw:
    """Whether it was right, what is, why, and the command that shows the whole case. title: of the case."""
    word = RIGHT if one.right else WRONG if one.chosen else UNKNOWN
    right = next(option.text for option in one.options if option.key == one.item.right)

    def draw(page: Page) -> None:
        page.line()
        page.item("", word, "bold green" if one.right else "bold red" if one.chosen else "bold")
        if not one.right:
            page.item(RIGHT_IS, right, "bold")
        page.item("", one.item.why)
        page.item("", f"Kasusnya: {title} {page.symbols.dash} triage train study {one.item.case}", "dim")

    return draw


def study_next(page: Page, cases: Sequence[Next]) -> None:
    """What to read again, each with its commands; nothing when nothing was missed."""
    if not cases:
        return
    page.heading("Pelajari berikutnya")
    for one in cases:
        count = f"{one.missed} soal belum tepat"
        page.item(f"  {page.symbols.bullet} ", f"{one.title} ({count})")
        page.item("      ", f"triage train study {one.case}", "dim")
    names = " ".join(f"--group {group}" for group in dict.fromkeys(one.group for one in cases[:3]))
    page.item("  ", f"Kartunya: triage train cards {names}", "dim")
