"""The page of one case, in the order in which somebody on her way to a family needs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.handbook import labels
from triage.handbook.case_steps import steps_section
from triage.handbook.contacts import contact_line
from triage.handbook.markdown import (
    LONG,
    box,
    bullets,
    condition,
    ended,
    escaped,
    indented,
    introduced,
    links,
    page_text,
    section,
    title_of,
    to,
)  # fmt: skip
from triage.handbook.uses import Uses, may_become, referrals_of
from triage.kb.types import CaseDef, Knowledge, Shift, SourceRef
from triage.kb.words import capitalised, decapitalised, listed, sentence
from triage.model import URGENCIES, Urgency, urgency_rank


def case_page(case: CaseDef, knowledge: Knowledge, uses: Uses) -> str:
    """The whole page."""
    page = f"kasus/{case.id}.md"
    return page_text(
        [
            f"# {escaped(case.title)}",
            "",
            *_head(page, case, knowledge),
            *section("Kapan memikirkan kasus ini", _signs(page, case, knowledge, uses)),
            *section("Urgensi", _urgency(page, case, knowledge, uses)),
            *section("Langkah", steps_section(page, case, knowledge, may_become(case, knowledge, uses))),
            *section("Ke mana merujuk", _referrals(page, case, knowledge)),
            *section("JANGAN", _never(page, case, knowledge)),
            *section("Etika", bullets(links(page, knowledge, "reminders", case.remind))),
            *section("Yang perlu ditanyakan", bullets(escaped(knowledge.signs[s].ask) for s in case.ask_next)),
            *section("Contoh aduan", _examples(case)),
            *section("Sumber", bullets(source_lines(page, case.sources, knowledge))),
        ]
    )


def source_lines(page: str, sources: Sequence[SourceRef], knowledge: Knowledge) -> list[str]:
    """One line a source, with the place in it."""
    return [
        to(page, "sources", s.id, title_of(knowledge, "sources", s.id)) + (f", {escaped(s.at)}" if s.at else "")
        for s in sources
    ]


def _head(page: str, case: CaseDef, knowledge: Knowledge) -> list[str]:
    module = to(page, "modules", case.module, title_of(knowledge, "modules", case.module))
    group = decapitalised(labels.GROUPS[case.group])
    lines = [f"Urgensi: **{case.urgency}** · Kelompok: {group} · Bahan P2K2: {module}", ""]
    if case.certainty == "suspected":
        lines += ["Kasus ini selalu dugaan sampai dipastikan.", ""]
    if case.yields_to:
        others = listed(links(page, knowledge, "cases", case.yields_to), "atau")
        lines += [f"Bila juga terbaca {others}, kasus itu yang dikerjakan.", ""]
    return lines + (box("note", "Catatan", escaped(case.note)) if case.note else [])


def _signs(page: str, case: CaseDef, knowledge: Knowledge, uses: Uses) -> list[str]:
    lines = introduced("Bila", case.symptoms, knowledge)
    rules = (knowledge.rules[name] for name in uses.of("cases", case.id, "rules"))
    other = [line for rule in rules if rule.then.case == case.id for line in condition(rule.when, knowledge)]
    if other:
        lines += ["Juga bila:", "", *other]
    return lines


def _urgency(page: str, case: CaseDef, knowledge: Knowledge, uses: Uses) -> list[str]:
    lines = [f"Biasanya **{case.urgency}**: {labels.URGENCIES[case.urgency]}.", ""]
    dangers = uses.of("cases", case.id, "dangers")
    if dangers:
        said = (
            "Bahaya yang sering menyertai:"
            if case.urgency == "darurat"
            else "Menjadi **darurat** bila disertai bahaya:"
        )
        lines += [said, "", *bullets(links(page, knowledge, "dangers", dangers))]
    changes = [*case.raise_when, *_raised_by_rules(case, knowledge, uses)]
    for level in reversed(URGENCIES[urgency_rank(case.urgency) + 1 :]):
        lines += _shifts(f"Menjadi **{level}** bila:", changes, level, knowledge)
    for level in URGENCIES:
        lines += _shifts(f"Boleh diturunkan menjadi **{level}** hanya bila:", case.lower_when, level, knowledge)
    still = "Tetap **{}**, apa pun yang lain, bila:" if case.lower_when else "**{}** terlebih bila:"
    lines += _shifts(capitalised(still.format(case.urgency)), changes, case.urgency, knowledge)
    return lines


def _raised_by_rules(case: CaseDef, knowledge: Knowledge, uses: Uses) -> list[Shift]:
    """The rules across cases that raise this one, in the form in which a case says it itself."""
    rules = (knowledge.rules[name] for name in uses.of("cases", case.id, "rules"))
    return [
        Shift(to=rule.then.urgency.to, when=rule.when, why=rule.why)
        for rule in rules
        if rule.then.urgency and case.id in rule.then.urgency.cases
    ]


def _shifts(title: str, shifts: Sequence[Shift], level: Urgency, knowledge: Knowledge) -> list[str]:
    """The shifts to one level under a title; nothing when there are none."""
    lines = [line for shift in shifts if shift.to == level for line in _shift(shift, knowledge)]
    return [title, "", *lines, ""] if lines else []


def _shift(shift: Shift, knowledge: Knowledge) -> list[str]:
    """The reason people are given, and what is tested where that says more."""
    why, said = escaped(ended(shift.why)), sentence(shift.when, knowledge)
    if _words(said) <= _words(shift.why):
        return [f"- {why}"]
    if len(said) <= LONG:
        return [f"- {why} *Tandanya: {escaped(decapitalised(said))}.*"]
    head, *rest = introduced("Tandanya,", shift.when, knowledge)
    return [f"- {why} *{head}*", *indented(line for line in rest if line)]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _referrals(page: str, case: CaseDef, knowledge: Knowledge) -> list[str]:
    lines = []
    for name in referrals_of(case, knowledge):
        referral = knowledge.referrals[name]
        old = f" (dulu {escaped(listed([f.name for f in referral.formerly]))})" if referral.formerly else ""
        lines.append(f"{to(page, 'referrals', name, referral.name)}{old}: {contact_line(referral)}")
    return bullets(lines)


def _never(page: str, case: CaseDef, knowledge: Knowledge) -> list[str]:
    return bullets(
        f"{to(page, 'prohibitions', name, title_of(knowledge, 'prohibitions', name))}. "
        f"*{escaped(ended(knowledge.prohibitions[name].why))}*"
        for name in case.never
    )


def _examples(case: CaseDef) -> list[str]:
    """Complaints as people say them; those given as signs are for the check only."""
    yes = [f"“{escaped(text)}”" for text in case.examples.matches if isinstance(text, str)]
    no = [f"“{escaped(text)}”" for text in case.examples.ignores if isinstance(text, str)]
    return [
        *bullets(yes),
        *(
            ["Mirip, tetapi belum tentu kasus ini (bisa kasus lain, atau perlu ditanyakan):", "", *bullets(no)]
            if no
            else []
        ),
    ]
