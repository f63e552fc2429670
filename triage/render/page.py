"""A page of terminal lines: headings, hanging items, table rows and boxes, all measured in cells."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from triage.render.symbols import Symbols
from triage.render.wrap import hang, pad, wrap

Cell = tuple[str, int, str]


class Page:
    """Collects lines of at most `width` cells; every text passes through the symbols of the output."""

    def __init__(self, width: int, symbols: Symbols) -> None:
        self.width = width
        self.symbols = symbols
        self.lines: list[Text] = []

    def text(self) -> str:
        """The page without styles."""
        return "".join(f"{line.plain}\n" for line in self.lines)

    def line(self, *parts: tuple[str, str]) -> None:
        """One line of (text, style) parts, already measured."""
        line = Text()
        for text, style in parts:
            line.append(text, style or None)
        line.rstrip()
        self.lines.append(line)

    def heading(self, title: str, note: str = "", style: str = "bold") -> None:
        """An empty line, then the title with a quiet note at its right."""
        self.line()
        fitted = self.symbols.fit(title)
        note = self.symbols.fit(f"({note})") if note else ""
        gap = self.width - cell_len(fitted) - cell_len(note)
        if note and gap >= 2:
            self.line((fitted, style), (" " * gap, ""), (note, "dim"))
            return
        self.item("", title, style)
        if note:
            self.item("  ", note, "dim")

    def item(self, lead: str, text: str, style: str = "", *, further: int = 0) -> None:
        """A paragraph hanging behind its lead; its second line starts `further` cells to the right."""
        for line in hang(lead, self.symbols.fit(text), self.width, further):
            self.line((line, style))

    def row(self, lead: str, cells: list[Cell]) -> None:
        """Wrapped cells (text, width, style) side by side behind the lead, one cell of space between."""
        blocks = [wrap(self.symbols.fit(text), width) for text, width, _ in cells]
        for i in range(max(len(block) for block in blocks)):
            parts = [(lead if i == 0 else " " * cell_len(lead), "")]
            for block, (_, width, style) in zip(blocks, cells, strict=True):
                parts.append((pad(block[i] if i < len(block) else "", width), style))
                parts.append((" ", ""))
            self.line(*parts)

    def fits_title(self, word: str, headline: str) -> bool:
        """Whether word and headline fit into the upper border of a box."""
        return cell_len(self._title(word, headline)) <= self.width - 6

    def _title(self, word: str, headline: str) -> str:
        joined = f"{word} {self.symbols.dash} {headline}" if headline else word
        return self.symbols.alarm + self.symbols.fit(joined)

    def box(self, word: str, headline: str, body: list[tuple[str, str]], style: str, *, heavy: bool) -> None:
        """A bordered block of (bold lead, text): heavy for danger; a titled rule when nothing is inside."""
        title = self._title(word, headline)
        if not self.fits_title(word, headline):
            title = self._title(word, "")
        left, flat, right, side, low_left, low_right = self.symbols.heavy if heavy else self.symbols.light
        rest = self.width - cell_len(title) - 4
        left, right = (left, right) if body else (flat, flat)
        self.line(
            (f"{left} ", style),
            (title, f"reverse {style}" if heavy else style),
            (f" {flat * rest}{right}", style),
        )
        if not body:
            return
        for lead, text in body:
            bold = len(self.symbols.fit(lead))
            for line in wrap(self.symbols.fit(f"{lead} {text}"), self.width - 4):
                inner = pad(line, self.width - 4)
                told = ((inner[:bold], "bold"), (inner[bold:], ""))
                self.line((f"{side} ", style), *told, (f" {side}", style))
                bold = max(0, bold - len(line) - 1)
        self.line((f"{low_left}{flat * (self.width - 2)}{low_right}", style))
