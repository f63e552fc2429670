"""All pages of the handbook, its index, and its menu."""

from __future__ import annotations

from collections.abc import Mapping

from triage.handbook import labels
from triage.handbook.case_page import case_page
from triage.handbook.lists import bypass_page, dangers_page, inquiries_page, prohibitions_page, reminders_page
from triage.handbook.markdown import bullets, escaped, links, page_text, section
from triage.handbook.reference import sources_page, terms_page
from triage.handbook.referral_page import referral_page
from triage.handbook.uses import by_urgency, uses_of
from triage.kb.types import Knowledge

MENU = "menu.yml"
INDEX = "index.md"
LISTS = {
    "cara-memakai.md": "Cara memakai triage",
    "bahaya.md": "Bahaya",
    "larangan.md": "JANGAN",
    "jangan-lewat.md": "Jangan lewat",
    "etika.md": "Etika",
    "tata-cara.md": "Tata cara",
    "istilah.md": "Istilah dan angka",
    "sumber.md": "Sumber",
}


def pages(knowledge: Knowledge, folder: str = "buku") -> Mapping[str, str]:
    """Path below the handbook's folder → text. The same knowledge always gives the same texts.

    folder: where the handbook stands below the root of the site, for its menu.
    """
    uses = uses_of(knowledge)
    out = {
        INDEX: index_page(knowledge),
        "cara-memakai.md": page_text(["# Cara memakai triage", "", labels.USAGE]),
        "bahaya.md": dangers_page(knowledge, uses),
        "larangan.md": prohibitions_page(knowledge, uses),
        "jangan-lewat.md": bypass_page(knowledge),
        "etika.md": reminders_page(knowledge, uses),
        "tata-cara.md": inquiries_page(knowledge),
        "istilah.md": terms_page(knowledge),
        "sumber.md": sources_page(knowledge, uses),
    }
    out |= {f"kasus/{case.id}.md": case_page(case, knowledge, uses) for case in knowledge.cases.values()}
    out |= {f"rujukan/{each.id}.md": referral_page(each, knowledge, uses) for each in knowledge.referrals.values()}
    return out | {MENU: menu(knowledge, folder)}


def index_page(knowledge: Knowledge) -> str:
    """Every case by group and by module, every institution, every prohibition, and the other pages."""
    return page_text(
        [
            "# Buku pegangan pendamping",
            "",
            "Kasus yang dijumpai pendamping PKH: kapan memikirkannya, apa yang dikerjakan lebih dulu, ke mana merujuk,",
            "dan apa yang jangan dilakukan. Mulai dari [cara memakai triage](cara-memakai.md).",
            "",
            '!!! danger "Ada bahaya sekarang?"',
            "",
            "    Telepon **112** (bila tersedia di daerah ini), polisi **110**, atau ambulans **119**.",
            "    Lalu buka [bahaya](bahaya.md).",
            "",
            *section("Isi", bullets(f"[{escaped(title)}]({page})" for page, title in LISTS.items())),
            *_cases_by_group(knowledge),
            *_cases_by_module(knowledge),
            *section("Ke mana merujuk", bullets(links(INDEX, knowledge, "referrals", knowledge.referrals)), "rujukan"),
            *section("JANGAN", bullets(links(INDEX, knowledge, "prohibitions", knowledge.prohibitions)), "larangan"),
        ]
    )


def _in_group(group: str, knowledge: Knowledge) -> list[str]:
    return by_urgency([case.id for case in knowledge.cases.values() if case.group == group], knowledge)


def _case_lines(names: list[str], knowledge: Knowledge) -> list[str]:
    return bullets(f"{links(INDEX, knowledge, 'cases', [name])[0]} ({knowledge.cases[name].urgency})" for name in names)


def _cases_by_group(knowledge: Knowledge) -> list[str]:
    lines = ["Kelompok mengikuti bahan asalnya dan bukan ukuran urgensi.", ""]
    for group, title in labels.GROUPS.items():
        lines += section(title, _case_lines(_in_group(group, knowledge), knowledge), f"kelompok-{group}", level=3)
    return section("Kasus menurut kelompok", lines, "kelompok")


def _cases_by_module(knowledge: Knowledge) -> list[str]:
    lines: list[str] = []
    for module in knowledge.modules.values():
        names = by_urgency([case.id for case in knowledge.cases.values() if case.module == module.id], knowledge)
        said = [f"Bahan P2K2, {module.sessions} sesi.", "", *_case_lines(names, knowledge)]
        lines += section(module.title, said, f"modul-{module.id}", level=3)
    return section("Kasus menurut modul", lines, "modul")


def menu(knowledge: Knowledge, folder: str) -> str:
    """The `nav` part of mkdocs.yml, which inherits it."""
    lines = ["# Dibuat oleh: triage kb docs", "nav:", f"  - Buku pegangan: {folder}/{INDEX}"]
    lines += [f"  - {title}: {folder}/{page}" for page, title in LISTS.items()]
    lines.append("  - Kasus:")
    for group, title in labels.GROUPS.items():
        names = _in_group(group, knowledge)
        lines += [f"      - {title}:", *(f"          - {folder}/kasus/{name}.md" for name in names)] if names else []
    lines += ["  - Rujukan:", *(f"      - {folder}/rujukan/{name}.md" for name in knowledge.referrals)]
    return "\n".join([*lines, "  - Panduan program: panduan.md"]) + "\n"
