"""A case as a page that a facilitator can read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from triage.browse import parts
from triage.browse.page import EntryPage, Item, Section, listed
from triage.browse.uses import Users
from triage.browse.words import condition_in_words, deadlines, ids_of, owner
from triage.kb.types import CaseDef, Knowledge, Shift, StepWhen
from triage.kb.words import decapitalised
from triage.model import PHASES, Urgency
from triage.render.labels import PHASES as PHASE_WORDS
from triage.render.labels import WHO

_HOURS = {"h": 1, "wh": 3, "d": 24, "wd": 24}
"""Rough length of a unit, only to put steps of one phase in order."""


def case_page(kb: Knowledge, case: CaseDef, users: Users) -> EntryPage:
    """Symptoms, what moves the urgency, steps in their order, referrals, prohibitions, ethics, questions, sources."""
    module = kb.modules.get(case.module)
    facts = (
        ("Urgensi bawaan", case.urgency),
        ("Kelompok", case.group),
        ("Bahan P2K2", f"{module.title if module else '(tidak ada)'} [{case.module}]"),
        *((("Kepastian", "paling tinggi dugaan"),) if case.certainty == "suspected" else ()),
        *((("Catatan", case.note),) if case.note else ()),
    )
    place = kb.places.get(("cases", case.id), "")
    return EntryPage("kasus", case.id, case.title, place, facts, _sections(kb, case, users))


def _sections(kb: Knowledge, case: CaseDef, users: Users) -> tuple[Section, ...]:
    return (
        *parts.condition("Gejala", case.symptoms, kb),
        *listed("Urgensi naik bila", _shifts(kb, case.raise_when)),
        *listed("Urgensi turun bila", _shifts(kb, case.lower_when)),
        *listed(f"Langkah, urut menurut tahap ({WHO}, paling lambat)", list(_steps(kb, case))),
        *listed("Rujukan", _referrals(kb, case)),
        *listed("JANGAN", _prohibitions(kb, case)),
        *listed("Etika", parts.named(kb, "reminders", case.remind)),
        *listed("Yang ditanyakan", _questions(kb, case)),
        *listed("Tidak dilaporkan bila ditemukan juga", parts.named(kb, "cases", case.yields_to)),
        *parts.sources(kb, case.sources),
        *listed("Contoh aduan", [Item(f"«{text}»") for text in case.examples.matches if isinstance(text, str)]),
        *parts.used_by(kb, users, "cases", case.id),
    )


def _shifts(kb: Knowledge, shifts: tuple[Shift, ...]) -> list[Item]:
    return [Item(f"{shift.to}: {shift.why}", (_when(shift.when, kb),)) for shift in shifts]


def _when(raw: object, kb: Knowledge) -> str:
    return f"bila {decapitalised(condition_in_words(raw, kb))} [{ids_of(raw)}]"


def _steps(kb: Knowledge, case: CaseDef) -> Iterator[Item]:
    """In the order of the plan: phase, deadline, place in the file."""
    places = {name: index for index, name in enumerate(kb.steps)}
    wanted = [(s.step, s.when) if isinstance(s, StepWhen) else (s, None) for s in case.steps]

    def order(item: tuple[str, object]) -> tuple[int, float, int]:
        step = kb.steps.get(item[0])
        if step is None:
            return len(PHASES), 0, 0
        return PHASES.index(step.phase), _hours(step.due, case.urgency), places[step.id]

    for number, (name, when) in enumerate(sorted(wanted, key=order), start=1):
        step = kb.steps.get(name)
        if step is None:
            yield Item(f"(tidak ada) [{name}]", mark=f"{number}.")
            continue
        notes = [f"{owner(step.owner)}; {deadlines(step.due)}; tahap {PHASE_WORDS[step.phase]}"]
        notes += ["dengan persetujuan"] if step.consent else []
        notes += [f"hanya {_when(when, kb)}"] if when is not None else []
        yield Item(f"{step.text} [{step.id}]", tuple(notes), f"{number}.")


def _hours(due: str | dict[Urgency, str], urgency: Urgency) -> float:
    text = due if isinstance(due, str) else due.get(urgency) or next(iter(due.values()))
    unit = text.lstrip("0123456789")
    number = text[: len(text) - len(unit)]
    return float(number) * _HOURS.get(unit, 1) if number else 0.0


def _referrals(kb: Knowledge, case: CaseDef) -> list[Item]:
    return [
        parts.referral(kb.referrals[name]) if name in kb.referrals else Item(f"(tidak ada) [{name}]")
        for name in case.refer
    ]


def _prohibitions(kb: Knowledge, case: CaseDef) -> list[Item]:
    out = []
    for name in case.never:
        known = kb.prohibitions.get(name)
        out.append(Item(f"{known.text if known else '(tidak ada)'} [{name}]", (known.why,) if known else (), "✗"))
    return out


def _questions(kb: Knowledge, case: CaseDef) -> list[Item]:
    known = kb.signs
    return [Item(f"{known[n].ask if n in known else '(tidak ada)'} [{n}]", mark="?") for n in case.ask_next]
