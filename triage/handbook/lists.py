"""The pages that hold one kind of entry each: dangers, prohibitions, ethics, procedures, who is led around."""

from __future__ import annotations

from triage.handbook.case_page import source_lines
from triage.handbook.markdown import (
    box,
    bullets,
    condition,
    ended,
    escaped,
    indented,
    links,
    page_text,
    section,
    title_of,
    to,
)
from triage.handbook.uses import Uses, by_urgency
from triage.kb.types import BypassDef, DangerDef, Knowledge, ProhibitionDef
from triage.kb.words import capitalised, listed
from triage.labels import OWNERS, ROLES

MANY = 6
"""More links than this fold away."""


def dangers_page(knowledge: Knowledge, uses: Uses) -> str:
    """The safety blocks: what to do in the first minutes, and when."""
    head = ["# Bahaya", "", "Satu saja dari ini membuat keluarga itu **darurat**. Kerjakan kotaknya dulu.", ""]
    return page_text([*head, *(line for each in knowledge.dangers.values() for line in _danger(each, knowledge, uses))])


def _danger(danger: DangerDef, knowledge: Knowledge, uses: Uses) -> list[str]:
    page = "bahaya.md"
    rules = [knowledge.rules[name] for name in uses.of("dangers", danger.id, "rules")]
    signs = [line for rule in rules if rule.then.danger == danger.id for line in condition(rule.when, knowledge)]
    parts: list[tuple[str, list[str]]] = [
        ("Langkah pertama", bullets(escaped(ended(knowledge.steps[name].text)) for name in danger.steps)),
        ("JANGAN", bullets(links(page, knowledge, "prohibitions", danger.never))),
        ("Ke mana", bullets(links(page, knowledge, "referrals", danger.refer))),
        ("Tandanya", signs),
        ("Etika", bullets(links(page, knowledge, "reminders", danger.remind))),
        ("Kasus", bullets(links(page, knowledge, "cases", danger.cases))),
        ("Sumber", bullets(source_lines(page, danger.sources, knowledge))),
    ]
    body = [line for title, lines in parts if lines for line in (f"**{title}**", "", *lines, "")]
    block = box("danger", "Sekarang", escaped(danger.text))
    return section(capitalised(danger.title), [*block, *body], danger.id)


def prohibitions_page(knowledge: Knowledge, uses: Uses) -> str:
    """What never to do, why, and for which cases."""
    head = ["# JANGAN", "", "Nasihat yang dapat mencelakakan. Larangan menang atas langkah mana pun.", ""]
    body = (line for each in knowledge.prohibitions.values() for line in _prohibition(each, knowledge, uses))
    return page_text([*head, *body])


def _prohibition(entry: ProhibitionDef, knowledge: Knowledge, uses: Uses) -> list[str]:
    page, named = "larangan.md", ("prohibitions", entry.id)
    cases = [name for name in uses.of(*named, "cases") if entry.id in knowledge.cases[name].never]
    lines = [escaped(ended(entry.why)), ""]
    lines += _inline("Kasus", links(page, knowledge, "cases", by_urgency(cases, knowledge)))
    lines += _inline("Bahaya", links(page, knowledge, "dangers", uses.of(*named, "dangers")))
    rules = [escaped(knowledge.rules[name].why) for name in uses.of(*named, "rules")]
    if rules:
        lines += ["**Aturan lain yang melarangnya:**", "", *bullets(dict.fromkeys(rules))]
    lines += _inline("Sumber", source_lines(page, entry.sources, knowledge))
    return section(title_of(knowledge, *named), lines, entry.id)


def reminders_page(knowledge: Knowledge, uses: Uses) -> str:
    """The ethics: what to keep in mind, and in which cases it is printed."""
    page = "etika.md"
    lines = ["# Etika", "", "Yang dijaga pada setiap keluarga, apa pun kasusnya.", ""]
    for entry in knowledge.reminders.values():
        cases = uses.of("reminders", entry.id, "cases")
        body = _inline("Terutama pada", links(page, knowledge, "cases", by_urgency(cases, knowledge)))
        body += _inline("Sumber", source_lines(page, entry.sources, knowledge))
        lines += section(entry.text, body, entry.id)
    return page_text(lines)


def inquiries_page(knowledge: Knowledge) -> str:
    """Questions about procedure and their answers."""
    page = "tata-cara.md"
    lines = ["# Tata cara", "", "Pertanyaan yang sering datang, dengan jawaban yang boleh dibacakan.", ""]
    for entry in knowledge.inquiries.values():
        asked = [f"“{escaped(text)}”" for text in entry.matches]
        body = [f"*{' · '.join(asked)}*", "", *bullets(escaped(text) for text in entry.answer)]
        body += _inline("Tanyakan ke", links(page, knowledge, "referrals", entry.refer))
        body += _inline("Sumber", source_lines(page, entry.sources, knowledge))
        lines += section(entry.title, body, entry.id)
    return page_text(lines)


def bypass_page(knowledge: Knowledge) -> str:
    """Who must not touch a case when he is the one complained about, and who stands in."""
    head = [
        "# Jangan lewat orang yang diadukan",
        "",
        "Bila seseorang diduga merugikan keluarga, tidak ada langkah, kabar, atau rujukan yang melewati dia.",
        "",
    ]
    return page_text([*head, *(line for each in knowledge.bypass.values() for line in _bypass(each, knowledge))])


def _bypass(entry: BypassDef, knowledge: Knowledge) -> list[str]:
    page = "jangan-lewat.md"
    lines = [f"Jangan lewat {escaped(ended(entry.says))}", ""]
    items = [f"Tugas {OWNERS[old]} dikerjakan {OWNERS[new]}." for old, new in entry.owners.items()]
    for old, new in entry.referrals.items():
        here, there = (to(page, "referrals", name, title_of(knowledge, "referrals", name)) for name in (old, new))
        items.append(f"Bukan ke {here}, tetapi ke {there}.")
    ways = [escaped(knowledge.tags[tag].says).lower() for tag in entry.channels]
    if ways:
        items.append(f"Tidak {listed(ways, 'atau')}.")
    return section(capitalised(ROLES[entry.id]), [*lines, *bullets(items)], entry.id)


def _inline(title: str, items: list[str]) -> list[str]:
    """One paragraph, or a list that folds when there are many."""
    if len(items) > MANY:
        return [f'??? note "{title} ({len(items)})"', "", *indented(bullets(items))]
    return [f"**{title}:** {'; '.join(items)}.", ""] if items else []
