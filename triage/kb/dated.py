"""The shapes of what changes with time: institutions with their names and contacts, and numbers.

Which of several dated values holds on a day: `dates.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import Literal

from triage.kb.spoken import Dated, Entry, SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDef(Dated):
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
class NameDef(Dated):
    """An official name and when it was or will be the name."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralDef(Entry):
    """formerly: names it had before, printed beside the new one; also: other names people use.

    An author writes `name`, or `names` with dates; then `name` is the one of the day (dates.py), else the latest.
    """

    id: str
    does: str
    name: str = ""
    names: tuple[NameDef, ...] = ()
    formerly: tuple[FormerName, ...] = ()
    also: tuple[FormerName, ...] = ()
    contacts: tuple[ContactDef, ...] = ()
    fallback: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[SourceRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueDef(Dated):
    """A number and when it holds."""

    value: float
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdDef(Dated):
    """An author writes `value`, or `values` with dates; then `value` is the one of the day, else the latest."""

    id: str
    says: str
    unit: str
    sources: tuple[SourceRef, ...]
    value: float = nan
    values: tuple[ValueDef, ...] = ()
    review_after: str | None = None
