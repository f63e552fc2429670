"""The pages to look things up: words and numbers, sources."""

from __future__ import annotations

from triage.handbook import labels
from triage.handbook.case_page import source_lines
from triage.handbook.contacts import time_words
from triage.handbook.markdown import PLACES, bullets, ended, escaped, page_text, section, title_of, to
from triage.handbook.uses import Uses
from triage.kb.types import Knowledge, Source, ThresholdDef


def terms_page(knowledge: Knowledge) -> str:
    """Words, old names, levels of urgency, and the numbers that come from law or programme."""
    page = "istilah.md"
    levels = [f"**{name}**: {says}" for name, says in labels.URGENCIES.items()]
    words = [f"**{word}**: {says}" for word, says in labels.TERMS]
    numbers: list[str] = []
    for entry in knowledge.thresholds.values():
        again = f" Periksa ulang setelah {_date(entry.review_after)}." if entry.review_after else ""
        said = f"{escaped(ended(entry.says))}{again}"
        numbers += section(
            f"{entry.value:g} {entry.unit}".replace(".", ","),
            [said, "", *_times(entry), f"**Sumber:** {'; '.join(source_lines(page, entry.sources, knowledge))}."],
            entry.id,
            level=3,
        )
    return page_text(
        [
            "# Istilah dan angka",
            "",
            *section("Istilah", bullets(words)),
            *section("Tingkat urgensi", bullets(levels)),
            *section("Nama lama dan nama lain", bullets(_old_names(page, knowledge))),
            *section("Angka", numbers),
        ]
    )


def _times(entry: ThresholdDef) -> list[str]:
    """Every number with its time, where there are several."""
    said = []
    for value in entry.values:
        note = f" ({escaped(value.note)})" if value.note else ""
        said.append(f"{value.value:g} {time_words(value)}{note}".replace(".", ","))
    return [*bullets(said), ""] if said else []


def _old_names(page: str, knowledge: Knowledge) -> list[str]:
    found = []
    for entry in knowledge.referrals.values():
        for how, names in (("kini", entry.formerly), ("lihat", entry.also)):
            for name in names:
                note = f" ({escaped(name.note)})" if name.note else ""
                found.append(f"**{escaped(name.name)}**: {how} {to(page, 'referrals', entry.id, entry.name)}{note}")
    return sorted(found, key=str.lower)


def sources_page(knowledge: Knowledge, uses: Uses) -> str:
    """Where the knowledge comes from, when it was read, and what rests on it."""
    page = "sumber.md"
    lines = ["# Sumber", "", "Fakta berasal dari sumber ini; kalimatnya disusun sendiri.", ""]
    for kind, title in labels.SOURCES.items():
        here = [source for source in knowledge.sources.values() if source.kind == kind]
        body = [line for source in here for line in _source(page, source, knowledge, uses)]
        lines += section(title[:1].upper() + title[1:], body)
    return page_text(lines)


def _source(page: str, source: Source, knowledge: Knowledge, uses: Uses) -> list[str]:
    lines = [f"Dibaca {_date(source.seen_on)}." + (f" {escaped(ended(source.note))}" if source.note else ""), ""]
    users = [named for named in dict.fromkeys(uses.by.get(("sources", source.id), ())) if named[0] in PLACES]
    found = [to(page, kind, name, title_of(knowledge, kind, name)) for kind, name in users]
    if found:
        lines += [f'??? note "Dipakai di {len(found)} halaman atau bagian"', ""]
        lines += [f"    - {item}" for item in found]
    behind = _counted(source, uses)
    return section(source.title, [*lines, "", *([behind] if behind else [])], source.id, level=3)


def _counted(source: Source, uses: Uses) -> str:
    counts = ((len(uses.of("sources", source.id, kind)), labels.KINDS[kind]) for kind in ("steps", "rules", "signs"))
    said = [f"{count} {word}" for count, word in counts if count]
    return f"Mendasari {', '.join(said)}." if said else ""


def _date(iso: str) -> str:
    """'21 November 2026' for 2026-11-21; other texts as they are."""
    parts = iso.split("-")
    if len(parts) != 3:
        return escaped(iso)
    return f"{int(parts[2])} {labels.MONTHS[int(parts[1]) - 1]} {parts[0]}"
