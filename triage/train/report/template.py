"""The certification template and the closed lists of its check, read from training/laporan.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Section:
    """One part as the template asks for it. form: the words of the form's own heading; least: words, 0 for no least."""

    id: str
    title: str
    titles: re.Pattern[str]
    form: tuple[str, ...]
    least: int
    hint: str


@dataclass(frozen=True, slots=True)
class Harm:
    """How advice against one prohibition is worded (phrases of the text stage).

    own: an act of the facilitator herself. always: forbidden in every case, not only where the plan forbids it.
    """

    prohibition: str
    phrases: tuple[str, ...]
    not_phrases: tuple[str, ...]
    own: bool
    always: bool


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """Everything the check knows besides the knowledge base. Patterns look at `plain` text. Equal only to itself."""

    sections: Mapping[str, Section]
    groups: tuple[str, ...]
    ends: re.Pattern[str]
    web: re.Pattern[str]
    blanks: re.Pattern[str]
    aspects: Mapping[str, re.Pattern[str]]
    concepts: Mapping[str, re.Pattern[str]]
    techniques: re.Pattern[str]
    values: re.Pattern[str]
    achieved: re.Pattern[str]
    not_achieved: re.Pattern[str]
    termination: re.Pattern[str]
    harm: tuple[Harm, ...]
    harm_classes: Mapping[str, tuple[str, ...]]
    harm_spelling: Mapping[str, tuple[str, ...]]
    denies: Mapping[str, tuple[str, ...]]

    def name(self, part: str) -> str:
        """The part as a person names it."""
        return f"{part} {self.sections[part].title}" if part in self.sections else part

    def instructions(self) -> tuple[str, ...]:
        """Every sentence of the form and every hint."""
        own = (text for one in self.sections.values() for text in (*one.form, one.hint))
        return (*self.groups, *own)


def plain(text: str) -> str:
    """Small letters and digits, words parted by one blank: what patterns look at."""
    return " ".join(_WORD.findall(text.lower()))


@cache
def template() -> Template:
    """Read once a process. Raises Problems when the file is not readable YAML."""
    from triage.kb.yamlmap import read_yaml
    from triage.paths import shipped

    raw = read_yaml(shipped("training") / "laporan.yaml").data
    return Template(
        sections={name: _section(name, one) for name, one in raw["parts"].items()},
        groups=tuple(map(_whole, raw["groups"])),
        ends=re.compile(rf"(?:{'|'.join(raw['ends'])})$"),
        web=re.compile(rf"(?:{'|'.join(raw['web'])})\b"),
        blanks=re.compile("|".join(raw["blanks"]), re.IGNORECASE),
        aspects={name: _any(words) for name, words in raw["aspects"].items()},
        concepts={name: _any(words) for name, words in raw["concepts"].items()},
        **{name: _any(raw[name]) for name in ("techniques", "values", "achieved", "not_achieved", "termination")},
        harm=tuple(_harm(name, one) for name, one in raw["harm"].items()),
        harm_classes={name: tuple(words) for name, words in raw["harm_classes"].items()},
        harm_spelling={name: tuple(words) for name, words in raw["harm_spelling"].items()},
        denies={name: tuple(words) for name, words in raw["denies"].items()},
    )


def _section(name: str, raw: Mapping[str, Any]) -> Section:
    titles = re.compile(rf"(?:{'|'.join(raw['titles'])})\b")
    return Section(name, raw["title"], titles, tuple(map(_whole, raw["form"])), raw["least"], raw["hint"])


def _whole(sentence: str | Mapping[str, str]) -> str:
    """A sentence of the form; a long one stands in pieces."""
    return sentence if isinstance(sentence, str) else " ".join(sentence.values())


def _harm(name: str, raw: Mapping[str, Any]) -> Harm:
    return Harm(
        name, tuple(raw["phrases"]), tuple(raw.get("not_phrases", ())), raw.get("own", False), raw.get("always", False)
    )


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(str, words))})(?:nya)?\b")
