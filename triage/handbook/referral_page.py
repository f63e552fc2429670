"""The page of one institution: what it does, how to reach it, who is sent there, and where else to go."""

from __future__ import annotations

from triage.handbook import labels
from triage.handbook.case_page import source_lines
from triage.handbook.case_steps import gates
from triage.handbook.contacts import contact_words
from triage.handbook.markdown import bullets, ended, escaped, links, page_text, section, title_of, to
from triage.handbook.uses import Uses, by_urgency
from triage.kb.types import FormerName, Knowledge, ReferralDef
from triage.labels import ROLES


def referral_page(referral: ReferralDef, knowledge: Knowledge, uses: Uses) -> str:
    """The whole page."""
    page = f"rujukan/{referral.id}.md"
    return page_text(
        [
            f"# {escaped(referral.name)}",
            "",
            escaped(ended(referral.does)),
            "",
            *([escaped(ended(referral.note)), ""] if referral.note else []),
            *section("Nama lain", bullets(_names(referral))),
            *section("Kontak", _contacts(referral)),
            *section("Yang diminta di sini", bullets(_asked(referral, knowledge, uses))),
            *section("Kasus yang dirujuk ke sini", _when(page, referral, knowledge, uses)),
            *section(
                "Bila tidak ada atau tidak menjawab", bullets(links(page, knowledge, "referrals", referral.fallback))
            ),
            *section("Bila orangnya yang diadukan", bullets(_bypassed(page, referral, knowledge))),
            *section("Sumber", bullets(source_lines(page, referral.sources, knowledge))),
        ]
    )


def _names(referral: ReferralDef) -> list[str]:
    said = [("dulu", name) for name in referral.formerly] + [("juga disebut", name) for name in referral.also]
    return [f"{how}: {_name(name)}" for how, name in said]


def _name(name: FormerName) -> str:
    return f"**{escaped(name.name)}**" + (f" ({escaped(name.note)})" if name.note else "")


def _contacts(referral: ReferralDef) -> list[str]:
    if not referral.contacts:
        return [
            "Belum ada nomor nasional. Tanyakan nomor setempat, lalu catat di berkas daerah supaya tercetak di rencana."
        ]
    return [
        *bullets(contact_words(contact) for contact in referral.contacts),
        "Cek dulu nomornya di daerah Anda sebelum diberikan kepada keluarga.",
    ]


def _asked(referral: ReferralDef, knowledge: Knowledge, uses: Uses) -> list[str]:
    steps = (knowledge.steps[name] for name in uses.of("referrals", referral.id, "steps"))
    return [escaped(ended(step.text)) + (f" *{labels.GATED}*" if gates(step, knowledge) else "") for step in steps]


def _when(page: str, referral: ReferralDef, knowledge: Knowledge, uses: Uses) -> list[str]:
    cases = by_urgency(uses.of("referrals", referral.id, "cases"), knowledge)
    lines = bullets(
        f"{to(page, 'cases', name, knowledge.cases[name].title)} ({knowledge.cases[name].urgency})" for name in cases
    )
    dangers = uses.of("referrals", referral.id, "dangers")
    if dangers:
        lines += ["Pada bahaya:", "", *bullets(links(page, knowledge, "dangers", dangers))]
    rules = [
        name for name in uses.of("referrals", referral.id, "rules") if referral.id in knowledge.rules[name].then.refer
    ]
    if rules:
        lines += [
            "Aturan yang mengarahkan ke sini:",
            "",
            *bullets(escaped(knowledge.rules[name].why) for name in rules),
        ]
    inquiries = uses.of("referrals", referral.id, "inquiries")
    if inquiries:
        lines += ["Pertanyaan yang diarahkan ke sini:", "", *bullets(links(page, knowledge, "inquiries", inquiries))]
    return lines


def _bypassed(page: str, referral: ReferralDef, knowledge: Knowledge) -> list[str]:
    """Who stands in when the people of this institution are the ones complained about."""
    found = []
    for bypass in knowledge.bypass.values():
        other = bypass.referrals.get(referral.id)
        if other:
            who = to(page, "bypass", bypass.id, ROLES[bypass.id])
            found.append(f"{who}: ke {to(page, 'referrals', other, title_of(knowledge, 'referrals', other))}")
    return found
