"""Sections that several pages share: sources, uses, conditions, named entries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from triage.browse.kinds import FIELDS, place_of, short_text
from triage.browse.page import Item, Section, listed
from triage.browse.uses import Users
from triage.browse.words import condition_lines, ids_of
from triage.kb.place import SINGULAR
from triage.kb.spoken import Dated
from triage.kb.types import ContactDef, Knowledge, ReferralDef, SourceRef
from triage.render.labels import CONTACTS

UNVERIFIED = "perlu diverifikasi"
MANY = 12
"""More users of a kind than this are shown by their ids only."""


def named(kb: Knowledge, field: str, names: Iterable[str], mark: str = "•") -> list[Item]:
    """Entries by id, each with what it says."""
    known = getattr(kb, field)
    return [Item(f"{short_text(field, known[n]) if n in known else '(tidak ada)'} [{n}]", mark=mark) for n in names]


def condition(title: str, raw: Any, kb: Knowledge) -> tuple[Section, ...]:
    """A condition as an outline, with the ids of what it names below."""
    items = [Item(text, depth=depth) for depth, text in condition_lines(raw, kb)]
    named_ids = ids_of(raw)
    return (Section(title, (*items, *((Item(f"[{named_ids}]", mark=" "),) if named_ids else ()))),)


def sources(kb: Knowledge, refs: Iterable[SourceRef]) -> tuple[Section, ...]:
    """Titles of the sources, the part that was used, and where the source is described."""
    items = []
    for ref in refs:
        known = kb.sources.get(ref.id)
        at = f", bagian {ref.at}" if ref.at else ""
        note = (place_of(kb, "sources", ref.id),) if known else ()
        items.append(Item(f"{known.title if known else '(tidak ada)'}{at} [{ref.id}]", note))
    return listed("Sumber", items)


def used_by(kb: Knowledge, users: Users, field: str, name: str) -> tuple[Section, ...]:
    """Everything that names the entry, by kind, with how it is used."""
    found = users.get((field, name), {})
    items = []
    for kind in FIELDS:
        ids = [key[1] for key in found if key[0] == kind and key != (field, name)]
        if len(ids) > MANY:
            items.append(Item(f"{len(ids)} {SINGULAR[kind]}: {', '.join(ids)}"))
            continue
        for one in ids:
            how = ", ".join(found[(kind, one)])
            items.append(Item(f"{SINGULAR[kind]} {one}{f' ({how})' if how else ''}: {_says(kb, kind, one)}"))
    return (Section("Dipakai oleh", tuple(items or [Item("belum dipakai apa pun")])),)


def _says(kb: Knowledge, kind: str, name: str) -> str:
    entry = getattr(kb, kind).get(name)
    return short_text(kind, entry) if entry is not None else "(tidak ada)"


def referral(entry: ReferralDef) -> Item:
    """An institution with its old names and contacts; a contact that must be verified says so."""
    old = f" (dulu {', '.join(name.name for name in entry.formerly)})" if entry.formerly else ""
    return Item(f"{entry.name}{old} [{entry.id}]", tuple(contact(one) for one in entry.contacts))


def span(one: Dated) -> str:
    """'sejak 2025-01-01 sampai 2026-06-30'; '' for what always holds."""
    since = f"sejak {one.valid_from}" if one.valid_from else ""
    return " ".join(filter(None, (since, f"sampai {one.valid_until}" if one.valid_until else "")))


def dated(items: Iterable[tuple[str, Dated]]) -> tuple[Section, ...]:
    """Names or numbers with their times, where there are several."""
    said = [Item(f"{text}{f', {span(one)}' if span(one) else ''}") for text, one in items]
    return listed("Masa berlaku", said)


def contact(one: ContactDef) -> str:
    """'telepon 110 (bila tak tersambung, datangi polsek) — perlu diverifikasi'."""
    note = f" ({one.note})" if one.note else ""
    return f"{CONTACTS.get(one.kind, one.kind)} {one.value}{note}{f' — {UNVERIFIED}' if one.verify else ''}"
