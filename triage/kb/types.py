"""The shapes of the knowledge files, as plain frozen dataclasses.

They are validated by pydantic in `validate.py` and unpickled from the cache without it.
What every field means to an author: docs/knowledge-format.md.
What is read from words: `spoken.py`; what changes with time: `dated.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from triage.kb.dated import ContactDef, FormerName, NameDef, ReferralDef, ThresholdDef, ValueDef
from triage.kb.spoken import (
    CueDef,
    Entry,
    InquiryDef,
    LanguageDef,
    Read,
    ScreeningDef,
    SignDef,
    Source,
    SourceRef,
    StoriesDef,
    Test,
)
from triage.model import Actor, Certainty, Owner, Phase, Urgency

__all__ = [
    "BypassDef", "CaseDef", "ContactDef", "CueDef", "DangerDef", "Entry", "Examples", "FormerName", "InquiryDef",
    "Knowledge", "LanguageDef", "ModuleDef", "NameDef", "OverlayChange", "OverlayDef", "ProhibitionDef", "Read",
    "ReferralDef", "ReminderDef", "RuleDef", "ScreeningDef", "Shift", "SignDef", "Source", "SourceRef", "StepDef",
    "StepWhen", "StoriesDef", "TagDef", "Test", "Then", "ThresholdDef", "UrgencyChange", "ValueDef", "WaiverDef",
]  # fmt: skip

NO_CASE = "bukan_kasus"
"""Under this key stand tellings that are about nothing of ours."""
Due = str | dict[Urgency, str]
Group = Literal[
    "teknis_kks", "ringan", "berat", "lainnya", "pendamping", "faq", "kasus_sertifikasi", "disebut", "tambahan"
]

OverlayKind = Literal[
    "signs", "cases", "rules", "steps", "referrals", "prohibitions", "reminders", "tags", "dangers", "modules",
    "bypass", "thresholds", "inquiries", "screening", "sources",
]  # fmt: skip


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
class WaiverDef(Entry):
    """A lint that does not hold for one entry, why, and until when somebody must look again.

    about: words of the message that it covers, such as the phrase; so a second problem of the same kind is still told.
    """

    rule: str
    id: str
    about: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDef(Entry):
    id: str
    title: str
    group: Group
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
class OverlayChange(Entry):
    """One entry of an earlier layer that an overlay replaces or disables. kind: as its file is named; why."""

    kind: OverlayKind
    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayDef(Entry):
    """overlay.yaml of a district's folder: whose it is, what for, and a reason for all that it takes from others."""

    name: str
    about: str
    replaces: tuple[OverlayChange, ...] = ()
    disables: tuple[OverlayChange, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """All knowledge, by id, in the order of the files.

    Equal only to itself, so that what follows from it alone can be remembered (`lru_cache`).
    """

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
    screening: dict[str, ScreeningDef] = field(default_factory=dict)
    stories: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """Tellings for the second reader, by the cases they are about; those about nothing of ours under ()."""
    waivers: tuple[WaiverDef, ...] = ()
    overlays: tuple[OverlayDef, ...] = ()
    """What districts' folders say of themselves, in the order of the layers."""
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    """Where every entry stands, as named from the folder `made_in`."""
    made_in: str = ""
