"""The shapes of what is read from words and files: signs, inquiries, language; and the base of all entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from triage.model import Actor, State, Urgency

About = Literal["household", "facilitator", "kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain"]


class Entry:
    """Base of everything an author writes: pydantic refuses unknown keys and silent conversions."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "str_min_length": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Entry):
    """What holds from a day until a day, both included; None for no limit."""

    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef(Entry):
    id: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Dated):
    """valid_from, valid_until: when a law or rule is in force."""

    id: str
    title: str
    kind: Literal["dokumen", "halaman_publik", "peraturan", "usulan"]
    seen_on: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Test(Entry):
    """A typed predicate over one field of the household file."""

    field: str
    test: Literal[
        "is", "one_of", "not_one_of", "contains", "at_least", "at_most", "above", "below",
        "within_days", "overdue_days",
    ]  # fmt: skip
    value: Any = None
    threshold: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Test):
    """How a sign is read from the household file: this test, if all `where` tests hold too."""

    where: tuple[Test, ...] = ()
    actor_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDef(Entry):
    id: str
    says: str
    about: About
    ask: str
    ask_aloud: str = ""
    kind: Literal["problem", "background", "topic"] = "problem"
    safer: State = "present"
    danger: bool = False
    accuses: bool = False
    actor: Literal["none", "nearby"] = "none"
    default_actor: Actor | None = None
    hint: Urgency = "terencana"
    phrases: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    reads: tuple[Read, ...] = ()
    holds: tuple[Any, ...] = ()
    fails: tuple[Any, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    todo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningDef(Entry):
    """Safety questions that an opening calls for: when one of `signs` is read, or one of `cases` found or resembled.

    when_nothing: not about safety, but what to ask first when nothing at all was understood.
    together: not about safety either; what is no danger is read out as one list, the rest is asked alone.
    """

    id: str
    says: str
    ask: tuple[str, ...]
    signs: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    when_nothing: bool = False
    together: bool = False
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryDef(Entry):
    """A question about procedure, answered from the knowledge."""

    id: str
    title: str
    phrases: tuple[str, ...]
    matches: tuple[str, ...]
    ignores: tuple[str, ...]
    answer: tuple[str, ...]
    refer: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    not_phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CueDef(Entry):
    """A ConText cue. scope: words it reaches; crosses: may pass a clause break."""

    id: str
    kind: Literal["pseudo", "negated", "hypothetical", "other", "resolved", "past", "hedged", "general", "quoted"]
    phrases: tuple[str, ...]
    direction: Literal["forward", "backward", "both"] = "forward"
    scope: int = 6
    crosses: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageDef(Entry):
    """One file of knowledge/language/: any of the parts; files are merged."""

    spelling: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    people: dict[Actor, tuple[str, ...]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    cues: tuple[CueDef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesDef(Entry):
    """One file of knowledge/stories/: tellings by the case (or cases, joined by +) they are about, or `bukan_kasus`."""

    stories: dict[str, tuple[str, ...]]
