"""Where a page of lines goes: a terminal with its width and colours, or plain text of 80 columns."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from triage.render.page import Page

PLAIN_WIDTH = 80
NARROWEST, WIDEST = 40, 100


def is_terminal(plain: bool) -> bool:
    """Whether a person looks at the output on a terminal and did not ask for plain text."""
    return sys.stdout.isatty() and not plain


def plain_width(target: TextIO) -> int:
    """Columns for plain text: those of a terminal, at most 80; 80 for a pipe or a file."""
    columns = os.get_terminal_size(target.fileno()).columns if target.isatty() else PLAIN_WIDTH
    return max(NARROWEST, min(columns, PLAIN_WIDTH))


def new_page(plain: bool) -> Page:
    """An empty page as wide as the output."""
    from rich.console import Console

    from triage.render.page import Page
    from triage.render.symbols import symbols_for

    width = max(NARROWEST, min(Console().width, WIDEST)) if is_terminal(plain) else PLAIN_WIDTH
    return Page(width, symbols_for(sys.stdout.encoding))


def show_page(page: Page, plain: bool) -> None:
    """Print the page. Text of the knowledge is data: no markup in it is obeyed."""
    if not is_terminal(plain):
        print(page.text().lstrip("\n"), end="")
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    for line in page.lines:
        console.print(line, no_wrap=True, crop=False, overflow="ignore", highlight=False, emoji=False)
