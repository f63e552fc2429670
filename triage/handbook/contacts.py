"""How an institution is reached, in one line: every number that nobody has dialled yet says so."""

from __future__ import annotations

from datetime import date

from triage.handbook import labels
from triage.handbook.markdown import escaped
from triage.kb.spoken import Dated
from triage.kb.types import ContactDef, ReferralDef


def contact_line(referral: ReferralDef) -> str:
    """All contacts in one line, or where to ask."""
    return "; ".join(contact_words(contact) for contact in referral.contacts) or labels.NO_CONTACT


def time_words(one: Dated) -> str:
    """'sejak 1 Januari 2025 sampai 30 Juni 2026'; '' for what always holds."""
    since = f"sejak {_day(one.valid_from)}" if one.valid_from else ""
    until = f"sampai {_day(one.valid_until)}" if one.valid_until else ""
    return " ".join(filter(None, (since, until)))


def _day(day: date) -> str:
    return f"{day.day} {labels.MONTHS[day.month - 1]} {day.year}"


def contact_words(contact: ContactDef) -> str:
    """'telepon **129** (perlu diverifikasi; …)'."""
    notes = [contact.note] if contact.note else []
    notes += [f"berlaku {held}"] if (held := time_words(contact)) else []
    if contact.verify and labels.VERIFY not in contact.note:
        notes.insert(0, labels.VERIFY)
    said = f"{labels.CONTACTS[contact.kind]} **{escaped(contact.value)}**"
    return f"{said} ({escaped('; '.join(notes))})" if notes else said
