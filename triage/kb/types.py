"""The shapes of the knowledge files, as plain frozen dataclasses.

They are validated by pydantic in `validate.py` and unpickled from the cache without it.
What every field means to an author: docs/knowledge-format.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from triage.model import Actor, Certainty, Owner, Phase, State, Urgency

Due = str | dict[Urgency, str]
About = Literal[
    "household", "facilitator", "kpm", "suami", "istri", "anak", "orang_tua", "mertua", "keluarga_lain"
]


class Entry:
    """Base of everything an author writes: pydantic refuses unknown keys and silent conversions."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "str_min_length": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef(Entry):
    id: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Entry):
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
    kind: Literal["problem", "background"] = "problem"
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
class Examples(Entry):
    matches: tuple[Any, ...] = ()
    ignores: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Entry):
    """A raise or lowering of one case's urgency."""

    to: Urgency
    when: Any
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWhen(Entry):
    step: str
    when: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDef(Entry):
    id: str
    title: str
    group: str
    urgency: Urgency
    symptoms: Any
    steps: tuple[str | StepWhen, ...]
    refer: tuple[str, ...]
    never: tuple[str, ...]
    remind: tuple[str, ...]
    module: str
    sources: tuple[SourceRef, ...]
    examples: Examples
    ask_next: tuple[str, ...] = ()
    raise_when: tuple[Shift, ...] = ()
    lower_when: tuple[Shift, ...] = ()
    yields_to: tuple[str, ...] = ()
    certainty: Certainty = "certain"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDef(Entry):
    """otherwise: the step that takes its place when this one would go through an accused role."""

    id: str
    text: str
    phase: Phase
    owner: Owner
    due: Due
    referral: str | None = None
    otherwise: str | None = None
    consent: bool = False
    tags: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDef(Entry):
    kind: Literal["phone", "whatsapp", "sms", "web", "email", "address", "emergency"]
    value: str
    source: str
    seen_on: str
    verify: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName(Entry):
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDef(Entry):
    id: str
    name: str
    does: str
    formerly: tuple[FormerName, ...] = ()
    contacts: tuple[ContactDef, ...] = ()
    fallback: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProhibitionDef(Entry):
    id: str
    text: str
    why: str
    removes: tuple[str, ...] = ()
    lifted_for: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDef(Entry):
    id: str
    text: str
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagDef(Entry):
    id: str
    says: str
    only_when: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DangerDef(Entry):
    id: str
    title: str
    text: str
    cases: tuple[str, ...]
    steps: tuple[str, ...]
    refer: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    remind: tuple[str, ...] = ()
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleDef(Entry):
    id: str
    title: str
    sessions: int
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BypassDef(Entry):
    """What must not touch a suspected role, and who stands in. channels: tags of steps that go through the role."""

    id: Actor
    says: str
    channels: tuple[str, ...] = ()
    owners: dict[Owner, Owner] = field(default_factory=dict)
    referrals: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdDef(Entry):
    id: str
    says: str
    value: float
    unit: str
    sources: tuple[SourceRef, ...]
    review_after: str | None = None


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
class UrgencyChange(Entry):
    to: Urgency
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Then(Entry):
    sign: str | None = None
    actor: Literal["copy"] | Actor | None = None
    case: str | None = None
    danger: str | None = None
    urgency: UrgencyChange | None = None
    bypass: Literal["the_actor"] | tuple[Actor, ...] = ()
    never: tuple[str, ...] = ()
    remove_steps: tuple[str, ...] = ()
    replace_with: str | None = None
    remind: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    refer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDef(Entry):
    id: str
    when: Any
    then: Then
    why: str
    sources: tuple[SourceRef, ...]
    examples: Examples


@dataclass(frozen=True, slots=True, kw_only=True)
class CueDef(Entry):
    """A ConText cue. scope: words it reaches; crosses: may pass a clause break."""

    id: str
    kind: Literal[
        "pseudo", "negated", "hypothetical", "other", "resolved", "past", "hedged", "general", "quoted"
    ]
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


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All knowledge, by id, in the order of the files."""

    version: str
    hash: str
    signs: dict[str, SignDef]
    cases: dict[str, CaseDef]
    rules: dict[str, RuleDef]
    steps: dict[str, StepDef]
    referrals: dict[str, ReferralDef]
    prohibitions: dict[str, ProhibitionDef]
    reminders: dict[str, ReminderDef]
    tags: dict[str, TagDef]
    dangers: dict[str, DangerDef]
    modules: dict[str, ModuleDef]
    bypass: dict[str, BypassDef]
    thresholds: dict[str, ThresholdDef]
    inquiries: dict[str, InquiryDef]
    sources: dict[str, Source]
    language: LanguageDef
    disclaimer: str
    places: dict[tuple[str, str], str] = field(default_factory=dict)
