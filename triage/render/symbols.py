"""Text that is safe and printable: control characters out, symbols that the output encoding can carry."""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

_ASCII = {
    "—": "-", "–": "-", "‑": "-", "…": "...", "•": "-", "·": "-", "→": "->", "✗": "x", "×": "x",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "≤": "<=", "≥": ">=",
    "\N{NO-BREAK SPACE}": " ", "�": "?",
}  # fmt: skip
_GONE = frozenset("\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
Box = tuple[str, str, str, str, str, str]
HEAVY: Box = ("┏", "━", "┓", "┃", "┗", "┛")
LIGHT: Box = ("┌", "─", "┐", "│", "└", "┘")
PLAIN_HEAVY: Box = ("#",) * 6
PLAIN_LIGHT: Box = ("+", "-", "+", "|", "+", "+")


def clean(text: str) -> str:
    """Text on one line that no terminal obeys: white space collapsed, controls shown as '�', no bidi."""
    return " ".join("".join(_safe(char) for char in text).split())


def _safe(char: str) -> str:
    kind = unicodedata.category(char)
    if char in "\t\n\r\v\f" or kind in ("Zl", "Zp"):
        return " "
    if kind == "Cf" or char in _GONE or "\U0001f3fb" <= char <= "\U0001f3ff":  # skin tones: uncertain width
        return ""
    return "�" if kind in ("Cc", "Cs", "Co", "Cn") else char


@dataclass(frozen=True, slots=True)
class Symbols:
    """The marks of one output. heavy, light: six box characters, corner top-left to corner bottom-right."""

    encoding: str
    heavy: Box
    light: Box
    cross: str
    bullet: str
    open: str
    close: str
    dash: str
    dot: str
    ellipsis: str
    alarm: str

    def fit(self, text: str) -> str:
        """The text on one line in characters this output can carry, nearest ASCII for the others."""
        return "".join(_nearest(char, self.encoding) for char in clean(text))

    def quote(self, text: str) -> str:
        """The text between the quotation marks of this output."""
        return f"{self.open}{text}{self.close}"


def symbols_for(encoding: str | None) -> Symbols:
    """Symbols that the encoding can carry; unknown or missing encodings get ASCII."""
    try:
        name = codecs.lookup(encoding or "ascii").name
    except LookupError:
        name = "ascii"
    boxes = _carries("".join(HEAVY + LIGHT), name)
    cross, bullet, left, right, dash, dot, ellipsis = (_nearest(c, name) for c in "✗•«»─·…")
    return Symbols(
        encoding=name,
        heavy=HEAVY if boxes else PLAIN_HEAVY,
        light=LIGHT if boxes else PLAIN_LIGHT,
        cross=cross,
        bullet=bullet,
        open=left,
        close=right,
        dash=dash,
        dot=dot,
        ellipsis=ellipsis,
        alarm="" if boxes else "[!] ",
    )


def _carries(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _nearest(char: str, encoding: str) -> str:
    if char.isascii() or _carries(char, encoding):
        return char
    if char == "─":
        return "-"
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return _ASCII.get(char) or bare or "?"
