"""The cases to read: on shelves by group or P2K2 module, each with its page of the handbook and her own marks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from triage.browse.search import search
from triage.handbook.case_page import case_page
from triage.handbook.uses import Uses
from triage.kb.types import CaseDef, Knowledge
from triage.train.words import group_words

By = Literal["kelompok", "modul"]
BlockKind = Literal["title", "heading", "heading3", "text", "item", "note"]
LAST = 6
"""So many answers on a case tell whether it is weak."""
FEWEST = 2
"""With fewer answers nothing is said."""
WEAK = 0.6
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^)\s]*\)")
_MARKS = re.compile(r"(?<!\\)\*{1,2}|<br>")
_ESCAPE = re.compile(r"\\([\\`*{}\[\]<>|_#+.)-])")
_ITEM = re.compile(r"^( *)(- |\d+\. )(.*)$")


class Answer(Protocol):
    """What is looked at of a kept answer."""

    @property
    def case(self) -> str: ...
    @property
    def right(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cases under one title. name: the id of the group or module; sessions: P2K2 meetings of the module, else 0."""

    name: str
    title: str
    cases: tuple[CaseDef, ...]
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page. depth: how far it is indented; mark: '•' or '3.' for an item, else ''."""

    kind: BlockKind
    text: str
    depth: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The candidate's own: cases that were read, that have cards due, that she often gets wrong."""

    read: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()

    def of(self, case: str) -> tuple[str, ...]:
        """In words: dibaca, kartu, lemah."""
        held = (("dibaca", self.read), ("kartu", self.due), ("lemah", self.weak))
        return tuple(word for word, cases in held if case in cases)


def shelves(knowledge: Knowledge, by: By = "kelompok") -> tuple[Shelf, ...]:
    """Every case on exactly one shelf, in the order of the knowledge."""
    cases = tuple(knowledge.cases.values())
    if by == "modul":
        modules = knowledge.modules.values()
        return tuple(Shelf(m.id, m.title, _of(cases, "module", m.id), m.sessions) for m in modules)
    groups = dict.fromkeys(case.group for case in cases)
    return tuple(Shelf(name, group_words(name), _of(cases, "group", name)) for name in groups)


def _of(cases: Iterable[CaseDef], field: str, name: str) -> tuple[CaseDef, ...]:
    return tuple(case for case in cases if getattr(case, field) == name)


def found(knowledge: Knowledge, words: list[str]) -> tuple[CaseDef, ...]:
    """The cases in which all the words occur, the best first."""
    return tuple(knowledge.cases[hit.id] for hit in search(knowledge, words, ("cases",)))


def page(case: CaseDef, knowledge: Knowledge, uses: Uses) -> tuple[Block, ...]:
    """Signs, urgency and why, steps, referrals with old names, JANGAN, ethics, questions, examples, sources."""
    return tuple(blocks(case_page(case, knowledge, uses)))


def blocks(markdown: str) -> Iterator[Block]:
    """The Markdown that the handbook writes, as plain paragraphs; links keep their words only."""
    depth = 0
    for line in markdown.splitlines():
        bare, item = line.strip(), _ITEM.match(line)
        indent = (len(line) - len(line.lstrip())) // 4
        if not bare:
            continue
        if bare.startswith("#"):
            marks, _, title = bare.partition(" ")
            yield Block(_HEADINGS[min(len(marks), 3)], plain(title.partition(" { #")[0]))
            depth = 0
        elif bare.startswith("!!! "):
            yield Block("heading3", plain(bare.partition('"')[2].rstrip('"')))
        elif item:
            depth = len(item[1]) // 4
            yield Block("item", plain(item[3]), depth, "•" if item[2] == "- " else item[2].strip())
        else:
            quiet = bare.startswith("*") and not bare.startswith("**")
            yield Block("note" if quiet else "text", plain(bare), indent)


_HEADINGS: Mapping[int, BlockKind] = {1: "title", 2: "heading", 3: "heading3"}


def plain(text: str) -> str:
    """One line of Markdown without its marks."""
    return _ESCAPE.sub(r"\1", _MARKS.sub("", _LINK.sub(r"\1", text))).strip()


def weak(answers: Iterable[Answer]) -> frozenset[str]:
    """Cases of which the last answers were often not right. answers: oldest first."""
    by: dict[str, list[bool]] = {}
    for one in answers:
        by.setdefault(one.case, []).append(one.right)
    late = {case: rights[-LAST:] for case, rights in by.items()}
    return frozenset(c for c, rights in late.items() if len(rights) >= FEWEST and sum(rights) < WEAK * len(rights))


def first_unread(shelf: Shelf, read: Collection[str]) -> str:
    """The case to go on with: the first that was not read, else the first."""
    return next((case.id for case in shelf.cases if case.id not in read), shelf.cases[0].id if shelf.cases else "")
