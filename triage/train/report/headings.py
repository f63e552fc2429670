"""Which lines are headings of the template, in whatever spelling: 2a, 2.a, II.a, b), "Pendekatan awal"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from triage.train.report.model import Line
from triage.train.report.template import Section, Template, plain

LONGEST = 20
"""More words than this are no heading."""
_BULLET = re.compile(r"^[-–—•*·▪○]\s+")
_LABEL = re.compile(
    r"^\(?(?:(?:bagian|bab|poin|butir|nomor|no\.?)\s+)?"
    r"(?:(?P<group>[123]|I{1,3})(?=[\W_a-f]|$)[\s.\-–/)]*(?P<part>[a-f]|[1-6])?|(?P<letter>[a-fA-F]))"
    r"(?:[\s.):\]\-–]+|$)(?P<rest>.*)$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\.{3,}|…|\t|\s{3,})\s*\d+$")
_ROMAN = {"i": "1", "ii": "2", "iii": "3"}
_SPEECH_END = re.compile(r"[.!?;,]$")


@dataclass(frozen=True, slots=True)
class Heading:
    """part: what it opens ('' closes the part before). label: another part that its number names, else ''.

    rest: text of the part that stands on the same line.
    """

    part: str
    label: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    """part: as the number names it in full, '' when it does not. letter: a lone letter, '' for none."""

    part: str
    letter: str
    rest: str


def heading(line: Line, current: str, template: Template) -> Heading | None:
    """The heading that this line is, None for any other line. current: the part that is open, '' for none."""
    text = _BULLET.sub("", line.text)
    if _CONTENTS.search(text):
        return None
    label = _label(text)
    named = _named(plain(label.rest), template)
    if named:
        return _by_title(line, text, label, named, current)
    if label.part in template.sections:
        return _by_label(label, line)
    closes = line.styled or line.text.isupper() or len(plain(text).split()) <= 3
    return Heading("") if closes and template.ends.match(plain(label.rest)) else None


def is_label_alone(line: Line) -> bool:
    """Only a number or letter: the words of the heading follow on the next line."""
    label = _label(line.text)
    return not label.rest.strip() and bool(label.part or label.letter)


def _label(text: str) -> _Label:
    found = _LABEL.match(text)
    if found is None:
        return _Label("", "", text)
    group, part, letter = found["group"], (found["part"] or "").lower(), (found["letter"] or "").lower()
    if not group:
        return _Label("", letter, found["rest"])
    if part.isdigit():
        part = "abcdef"[int(part) - 1]
    return _Label(_ROMAN.get(group.lower(), group) + part if part else "", "", found["rest"])


def _named(words: str, template: Template) -> Section | None:
    return next((section for section in template.sections.values() if section.titles.match(words)), None)


def _by_title(line: Line, text: str, label: _Label, named: Section, current: str) -> Heading | None:
    """Its words begin as a title does; a number, a style or nothing but the title's words make it a heading."""
    title, rest = _cut(label.rest)
    bulleted = text != line.text
    own = only_form(title, named)
    marked = bool(label.part) or label.letter == named.id[-1].lower()
    short = len(title.split()) <= LONGEST and not _SPEECH_END.search(title)
    if (bulleted or named.id == current) and not (own or label.part):
        return None
    if not (own or (short and (marked or line.styled or (line.numbered and len(title.split()) <= 8)))):
        return None
    other = label.part or (named.id[0] + label.letter if label.letter and named.id != "A" else "")
    return Heading(named.id, other if other not in ("", named.id) else "", rest)


def _by_label(label: _Label, line: Line) -> Heading:
    """A full number such as 2a is enough; what follows is the heading's words when it is short, else text."""
    title, rest = _cut(label.rest)
    is_title = len(title.split()) <= LONGEST // 2 and not _SPEECH_END.search(title)
    return Heading(label.part, "", rest if is_title else label.rest)


def _cut(text: str) -> tuple[str, str]:
    """Title and the text after its colon; a few words without a full stop belong to the title (`Deskripsi: judul`)."""
    title, colon, rest = text.partition(":")
    rest = rest.strip()
    if colon and (len(rest.split()) > LONGEST or rest.endswith((".", "!", "?"))):
        return title.strip(), rest
    return (title if colon else text).strip(), ""


def only_form(text: str, section: Section) -> bool:
    """Nothing but words of the form's own heading, misspelt at most."""
    words = plain(text).split()
    known = set(plain(" ".join(section.form)).split())
    return bool(words) and all(word in known or section.titles.match(word) or _near(word, known) for word in words)


def _near(word: str, known: set[str]) -> bool:
    from difflib import get_close_matches

    return len(word) > 5 and bool(get_close_matches(word, known, 1, 0.82))
