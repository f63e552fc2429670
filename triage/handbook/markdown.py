"""Small pieces of Markdown, and where each entry of the knowledge stands in the handbook."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Sequence
from typing import Any

from triage.kb.types import Knowledge
from triage.kb.words import ONE_OF, Line, capitalised, decapitalised, outline, sentence

_SPECIAL = re.compile(r"([\\`*{}\[\]<>|]|(?<![^\W_])_|_(?![^\W_]))")
_LIST_START = re.compile(r"^([#+-]|\d+[.)])(?=\s)")
LONG = 140
"""A condition of more characters is written as nested bullets."""
PLACES = {
    "cases": "kasus/{}.md",
    "referrals": "rujukan/{}.md",
    "dangers": "bahaya.md#{}",
    "prohibitions": "larangan.md#{}",
    "reminders": "etika.md#{}",
    "inquiries": "tata-cara.md#{}",
    "sources": "sumber.md#{}",
    "thresholds": "istilah.md#{}",
    "modules": "index.md#modul-{}",
    "bypass": "jangan-lewat.md#{}",
}


def escaped(text: str) -> str:
    """Plain text that Markdown shows as it is, on one line."""
    return _LIST_START.sub(r"\\\1", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def ended(text: str) -> str:
    """With a full stop, unless the text ends in a mark of its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def to(page: str, kind: str, name: str, text: str) -> str:
    """A link from `page` to the entry; `text` is plain."""
    target, _, anchor = PLACES[kind].format(name).partition("#")
    path = "" if target == page else posixpath.relpath(target, posixpath.dirname(page) or ".")
    return f"[{escaped(text)}]({path}{'#' + anchor if anchor else ''})"


def title_of(knowledge: Knowledge, kind: str, name: str) -> str:
    """What people call an entry; its id when the knowledge does not hold it. A prohibition begins with "Jangan"."""
    entry = getattr(knowledge, kind).get(name)
    if kind == "prohibitions" and entry is not None:
        return f"Jangan {entry.text}"
    for field in ("title", "name", "text", "says"):
        if hasattr(entry, field):
            return str(getattr(entry, field))
    return name


def links(page: str, knowledge: Knowledge, kind: str, names: Iterable[str]) -> list[str]:
    """Links to several entries of one kind, each once, in the given order."""
    return [to(page, kind, name, title_of(knowledge, kind, name)) for name in dict.fromkeys(names)]


def bullets(items: Iterable[str]) -> list[str]:
    """A list; nothing at all when there are no items."""
    lines = [f"- {item}" for item in items]
    return [*lines, ""] if lines else []


def section(title: str, lines: Sequence[str], anchor: str = "", level: int = 2) -> list[str]:
    """A heading with its lines; nothing at all when there are no lines."""
    head = f"{'#' * level} {escaped(title)}" + (f" {{ #{anchor} }}" if anchor else "")
    return [head, "", *lines, *([] if lines[-1] == "" else [""])] if lines else []


def box(kind: str, title: str, text: str) -> list[str]:
    """A coloured box. kind: a style of the theme, such as danger or note."""
    heading = title.replace('"', "”")
    return [f'!!! {kind} "{heading}"', "", f"    {text}", ""]


def condition(raw: Any, knowledge: Knowledge) -> list[str]:
    """A condition as bullets: one, or nested ones when it is long. What is simply one of several has no head line."""
    lines = _condition_lines(raw, knowledge)
    if lines and lines[0].text == capitalised(f"{ONE_OF}:"):
        lines = [Line(line.depth - 1, line.text) for line in lines[1:]]
    return _nested(lines)


def introduced(before: str, raw: Any, knowledge: Knowledge) -> list[str]:
    """'Hanya bila …' and a condition: in one line, or with the alternatives as bullets below."""
    lines = _condition_lines(raw, knowledge)
    first = f"{before} {escaped(decapitalised(lines[0].text))}" if lines else before
    if len(lines) < 2:
        return [ended(first), ""]
    return [first, "", *_nested([Line(line.depth - 1, line.text) for line in lines[1:]]), ""]


def indented(lines: Iterable[str]) -> list[str]:
    """Inside a list item or a box."""
    return [f"    {line}" if line else "" for line in lines]


def _condition_lines(raw: Any, knowledge: Knowledge) -> list[Line]:
    short = sentence(raw, knowledge)
    return [Line(0, short)] if len(short) <= LONG else outline(raw, knowledge)


def _nested(lines: Iterable[Line]) -> list[str]:
    return [f"{'    ' * line.depth}- {escaped(line.text)}" for line in lines]


def page_text(lines: Iterable[str]) -> str:
    """The page as one string: no blank line twice, one line feed at the end."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
