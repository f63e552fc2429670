"""One page an entry, for every kind; the case has a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

from triage.browse import parts
from triage.browse.case_page import case_page
from triage.browse.kinds import FIELDS, place_of, short_text
from triage.browse.page import EntryPage, Item, Section, listed
from triage.browse.uses import Users
from triage.browse.words import about, deadlines, owner, roles
from triage.kb.place import SINGULAR
from triage.kb.spoken import Dated
from triage.kb.types import ContactDef, Knowledge, ReferralDef, RuleDef, SignDef, StepDef, Then
from triage.render.labels import PHASES, role_label

EXAMPLES = 6
"""How many examples a sign page shows of each side."""
KINDS_OF_SIGNS = {"background": "latar, bukan masalah", "topic": "pokok pembicaraan, hanya dipilih dalam wawancara"}
Facts = tuple[tuple[str, str], ...]


def page_of(kb: Knowledge, field: str, name: str, users: Users) -> EntryPage:
    """The page of an entry. Raises KeyError for an unknown id."""
    entry = getattr(kb, field)[name]
    if field == "cases":
        return case_page(kb, entry, users)
    make = _MAKERS.get(field, _other)
    facts, sections = make(kb, entry)
    own = parts.sources(kb, getattr(entry, "sources", ()))
    used = () if field in ("rules", "inquiries") else parts.used_by(kb, users, field, name)
    title = short_text(field, entry)
    return EntryPage(SINGULAR[field], name, title, place_of(kb, field, name), facts, (*sections, *own, *used))


def _sign(kb: Knowledge, sign: SignDef) -> tuple[Facts, tuple[Section, ...]]:
    facts = [("Pertanyaan", sign.ask), ("Tentang", about(sign.about)), ("Frasa", str(len(sign.phrases)))]
    facts += [("Bahaya", "ya: bacaan yang belum jelas tetap ditanyakan")] if sign.danger else []
    facts += [("Menuduh", "ya: pelakunya dilewati di seluruh rencana")] if sign.accuses else []
    facts += [("Pelaku bawaan", role_label(sign.default_actor))] if sign.default_actor else []
    facts += [("Jenis", KINDS_OF_SIGNS[sign.kind])] if sign.kind in KINDS_OF_SIGNS else []
    rules = [rule for rule in kb.rules.values() if rule.then.sign == sign.id]
    return tuple(facts), (
        *listed("Diturunkan oleh", [Item(f"aturan {r.id}: {r.why}", (place_of(kb, "rules", r.id),)) for r in rules]),
        *listed("Dibaca dari berkas rumah tangga", [Item(_read(kb, read)) for read in sign.reads]),
        *listed("Terbaca dari", _examples(sign.matches)),
        *listed("Tidak terbaca dari", _examples(sign.ignores)),
    )


def _read(kb: Knowledge, read: Any) -> str:
    said = []
    for test in (read, *read.where):
        limit = kb.thresholds.get(test.threshold or "")
        value = f"{limit.value:g} {limit.unit} [{limit.id}]" if limit else test.threshold or _value(test.value)
        word = "adalah" if test.test == "one_of" and "," not in value else TESTS[test.test]
        said.append(f"{test.field} {word} {value}".rstrip())
    return " dan ".join(said)


TESTS = {
    "is": "adalah", "one_of": "salah satu dari", "not_one_of": "bukan salah satu dari", "contains": "memuat",
    "at_least": "paling sedikit", "at_most": "paling banyak", "above": "lebih dari", "below": "kurang dari",
    "within_days": "dalam hari sebanyak", "overdue_days": "lewat lebih dari hari sebanyak",
}  # fmt: skip


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _examples(texts: tuple[str, ...]) -> list[Item]:
    more = len(texts) - EXAMPLES
    return [Item(f"«{text}»") for text in texts[:EXAMPLES]] + ([Item(f"dan {more} lagi")] if more > 0 else [])


def _rule(kb: Knowledge, rule: RuleDef) -> tuple[Facts, tuple[Section, ...]]:
    """Its title is why the rule exists, so only condition and conclusions follow."""
    return (), (
        *parts.condition("Bila", rule.when, kb),
        Section("Maka", tuple(_conclusions(kb, rule.then))),
        *listed("Contoh yang memicunya", [Item(_example(e)) for e in rule.examples.matches]),
        *listed("Contoh yang tidak memicunya", [Item(_example(e)) for e in rule.examples.ignores]),
    )


def _example(raw: Any) -> str:
    return f"«{raw}»" if isinstance(raw, str) else f"tanda: {', '.join(raw.get('tanda', ()))}"


_SAYS = {
    "sign": ("signs", "tanda"), "case": ("cases", "kasus"), "danger": ("dangers", "bahaya"),
    "never": ("prohibitions", "jangan"), "remove_steps": ("steps", "buang langkah"),
    "replace_with": ("steps", "gantinya"), "remind": ("reminders", "ingatkan"),
    "steps": ("steps", "langkah"), "refer": ("referrals", "rujuk"),
}  # fmt: skip


def _conclusions(kb: Knowledge, then: Then) -> Iterator[Item]:
    for field in fields(then):
        value = getattr(then, field.name)
        if field.name in _SAYS and value:
            kind, word = _SAYS[field.name]
            for item in parts.named(kb, kind, [value] if isinstance(value, str) else value):
                yield Item(f"{word}: {item.text}")
    if then.urgency:
        for item in parts.named(kb, "cases", then.urgency.cases):
            yield Item(f"urgensi paling sedikit {then.urgency.to}: {item.text}")
    if then.bypass:
        who = "pelaku pada tanda itu" if then.bypass == "the_actor" else roles(then.bypass)
        yield Item(f"jangan lewat: {who}")
    if then.actor:
        yield Item(f"pelaku: {'disalin dari tandanya' if then.actor == 'copy' else role_label(then.actor)}")


def _step(kb: Knowledge, step: StepDef) -> tuple[Facts, tuple[Section, ...]]:
    facts = [("Pelaksana", owner(step.owner)), ("Paling lambat", deadlines(step.due)), ("Tahap", PHASES[step.phase])]
    facts += [("Persetujuan", "hanya dengan persetujuan klien")] if step.consent else []
    bans = [p.id for p in kb.prohibitions.values() if set(p.removes) & set(step.tags)]
    return tuple(facts), (
        *listed("Rujukan", parts.named(kb, "referrals", [step.referral] if step.referral else [])),
        *listed("Bila lewat terlapor, gantinya", parts.named(kb, "steps", [step.otherwise] if step.otherwise else [])),
        *listed("Jenis", parts.named(kb, "tags", step.tags)),
        *listed("Dibuang oleh larangan", parts.named(kb, "prohibitions", bans, "✗")),
    )


def _referral(kb: Knowledge, referral: ReferralDef) -> tuple[Facts, tuple[Section, ...]]:
    facts = (("Tugas", referral.does), *((("Catatan", referral.note),) if referral.note else ()))
    return facts, (
        *listed("Kontak", [Item(parts.contact(c), (_seen(c),)) for c in referral.contacts]),
        *parts.dated((one.name, one) for one in referral.names),
        *listed("Nama lama", [Item(f"{n.name}{f' — {n.note}' if n.note else ''}") for n in referral.formerly]),
        *listed("Sebutan lain", [Item(f"{n.name}{f' — {n.note}' if n.note else ''}") for n in referral.also]),
        *listed("Bila tidak ada, ke", parts.named(kb, "referrals", referral.fallback)),
    )


def _seen(contact: ContactDef) -> str:
    held = f"; berlaku {parts.span(contact)}" if parts.span(contact) else ""
    return f"dilihat {contact.seen_on} [{contact.source}]{held}"


def _other(kb: Knowledge, entry: Any) -> tuple[Facts, tuple[Section, ...]]:
    """Prohibitions, reminders, tags, dangers, modules, inquiries, sources, thresholds and roles."""
    shown = ((label, getattr(entry, name, None)) for label, name in _FACTS)
    title = getattr(entry, "title", "")
    facts = tuple((label, f"{v:g}" if isinstance(v, float) else str(v)) for label, v in shown if v)
    facts += (("Yang dicetak", entry.text),) if title and hasattr(entry, "text") else ()
    facts += (("Berlaku", parts.span(entry)),) if isinstance(entry, Dated) and parts.span(entry) else ()
    held = getattr(entry, "values", ())
    sections = [*parts.dated((f"{v.value:g} {entry.unit}{f' ({v.note})' if v.note else ''}", v) for v in held)]
    for field, name, title in _LINKS:
        names = getattr(entry, name, ())
        sections += listed(title, parts.named(kb, field, names) if names else [])
    sections += listed("Jawaban", [Item(text) for text in getattr(entry, "answer", ())])
    if getattr(entry, "only_when", None) is not None:
        sections += parts.condition("Hanya boleh muncul bila", entry.only_when, kb)
    swaps = getattr(entry, "owners", None) or {}
    sections += listed("Pelaksana pengganti", [Item(f"{owner(a)} diganti {owner(b)}") for a, b in swaps.items()])
    moved = getattr(entry, "referrals", None) or {}
    sections += listed("Rujukan pengganti", [Item(f"{a} diganti {b}") for a, b in moved.items()])
    return facts, tuple(sections)


_FACTS = (
    ("Alasan", "why"), ("Nilai", "value"), ("Satuan", "unit"), ("Tinjau lagi", "review_after"),
    ("Pertemuan", "sessions"), ("Jenis", "kind"), ("Dilihat", "seen_on"), ("Catatan", "note"),
)  # fmt: skip
_LINKS = (
    ("tags", "removes", "Membuang langkah berjenis"), ("cases", "lifted_for", "Tidak berlaku bagi"),
    ("cases", "cases", "Kasus yang berlaku"), ("steps", "steps", "Langkah"), ("referrals", "refer", "Rujukan"),
    ("prohibitions", "never", "JANGAN"), ("reminders", "remind", "Etika"),
    ("tags", "channels", "Langkah yang melewatinya"),
)  # fmt: skip
_MAKERS: dict[str, Callable[[Knowledge, Any], tuple[Facts, tuple[Section, ...]]]] = {
    "signs": _sign, "rules": _rule, "steps": _step, "referrals": _referral,
}  # fmt: skip
assert set(_MAKERS) <= set(FIELDS)
