"""The sections of the terminal page below the safety block, in the order a facilitator works."""

from __future__ import annotations

from rich.cells import cell_len

from triage.model import Plan
from triage.render import labels, view
from triage.render.page import Page

NARROW = 64
OWNER_WIDTH = 14
DUE_WIDTH = 14
BOX = "[ ]"


def read_parts(page: Page, grounds: tuple[view.Ground, ...]) -> str:
    """One sentence with what was read, or that nothing was."""
    if not grounds:
        return labels.READ_NOTHING
    return labels.READ_PARTS.format(parts=", ".join(said(page, g) for g in grounds))


def said(page: Page, ground: view.Ground) -> str:
    """A reason as it is printed: quoted words, or a statement and its place."""
    text = page.symbols.fit(ground.text)
    if ground.quoted:
        return page.symbols.quote(text)
    return f"{text} ({ground.place})" if ground.place else text


def findings(page: Page, plan: Plan) -> None:
    """Numbered findings: title, urgency, case id; below each the words that led to it."""
    found = view.findings(plan)
    if not found:
        return
    page.heading(labels.FINDINGS)
    right = max(12 + cell_len(f.case) for f in found)
    for number, finding in enumerate(found, 1):
        title = " ".join([finding.title, *(f"({mark})" for mark in finding.marks)])
        tail = f"{finding.urgency:<9} [{finding.case}]"
        lead = f"  {number}. "
        if page.width < NARROW:
            page.item(lead, title, "bold")
            page.item("     ", tail, "dim")
        else:
            page.row(lead, [(title, page.width - len(lead) - right - 1, "bold"), (tail, right, "")])
        if finding.grounds:
            because = " + ".join(view.reasons(finding, lambda g: said(page, g)))
            page.item(f"     {labels.BECAUSE}: ", because)


def steps(page: Page, plan: Plan) -> None:
    """A checklist: number, text, who, until when."""
    todo = view.steps(plan)
    if not todo:
        return
    lead_width = 6 + len(str(len(todo)))
    text_width = page.width - lead_width - OWNER_WIDTH - DUE_WIDTH - 2
    if page.width < NARROW:
        page.heading(labels.STEPS)
    else:
        page.line()
        head = labels.STEPS.ljust(lead_width + text_width + 1)
        page.line((head, "bold"), (labels.WHO.ljust(OWNER_WIDTH + 1), "dim"), (labels.DUE, "dim"))
    for step in todo:
        lead = f" {BOX} {step.number}".ljust(lead_width)
        text = f"{step.text} ({labels.CONSENT})" if step.consent else step.text
        if page.width < NARROW:
            page.item(lead, text)
            page.item(" " * lead_width, f"{page.symbols.dash} {step.owner}, {step.due}".rstrip(" ,"), "dim")
        else:
            who, until = (step.owner, OWNER_WIDTH, ""), (step.due, DUE_WIDTH, "bold")
            page.row(lead, [(text, text_width, ""), who, until])


def referrals(page: Page, plan: Plan) -> None:
    """Where to go, with the numbers to call."""
    found = view.referrals(plan)
    if not found:
        return
    title = labels.TURN_TO if plan.outcome == "out_of_scope" else labels.REFERRALS
    page.heading(title, labels.VERIFY if view.verifies(plan) else "")
    for referral in found:
        name = referral.name
        if referral.formerly:
            name += f" ({labels.FORMERLY} {', '.join(referral.formerly)})"
        if referral.instead:
            name += f", {labels.INSTEAD} {referral.instead}"
        dot = f" {page.symbols.dot} "
        contacts = dot.join(_contact(c) for c in referral.contacts)
        page.item("  ", f"{name} — {contacts}" if contacts else name, "", further=2)


def _contact(contact: view.ContactView) -> str:
    text = f"{contact.label} {contact.value}"
    return f"{text} ({contact.note})" if contact.note else text


def bypass(page: Page, plan: Plan) -> None:
    """Who must not be the channel and why; the warning itself stands in the safety block."""
    found = [b for b in view.bypass(plan) if b.because]
    if not found:
        return
    page.heading(labels.BYPASS)
    for entry in found:
        page.item(f"  {page.symbols.cross} ", f"{entry.role}, {labels.BECAUSE}: {'; '.join(entry.because)}")


def prohibitions(page: Page, plan: Plan) -> None:
    """What must not be done."""
    _list(page, labels.PROHIBITIONS, page.symbols.cross, view.texts(plan.prohibitions), "bold red")


def reminders(page: Page, plan: Plan) -> None:
    """Ethics."""
    _list(page, labels.REMINDERS, page.symbols.bullet, view.texts(plan.reminders), "bold")


def _list(page: Page, title: str, mark: str, texts: tuple[str, ...], style: str) -> None:
    if texts:
        page.heading(title, style=style)
    for text in texts:
        page.item(f"  {mark} ", text)


def answer(page: Page, plan: Plan) -> None:
    """The answer to a question about procedure."""
    if plan.answer:
        page.heading(labels.ANSWER)
    for text in plan.answer:
        page.item("  ", text)


def questions(page: Page, plan: Plan, title: str) -> None:
    """What is still to be asked, and what the answer decides."""
    if plan.questions:
        page.heading(title)
    for question in plan.questions:
        page.item("  ? ", f"{question.text} ({question.why})" if question.why else question.text)


def conflicts(page: Page, plan: Plan) -> None:
    """What was said both ways."""
    found = view.conflicts(plan)
    if found:
        page.heading(labels.CONFLICTS, labels.SAFER_TAKEN)
    for entry in found:
        page.item("  ? ", entry.text)
        for state, ground in entry.sides:
            page.item(f"    {state}: ", said(page, ground))


def suggestions(page: Page, plan: Plan) -> None:
    """Cases that the wording resembles; never a finding."""
    if plan.suggestions:
        page.heading(labels.SUGGESTIONS, labels.GUESS_ONLY)
    for entry in plan.suggestions:
        title = plan.titles.get(entry.case, entry.case)
        like = page.symbols.quote(page.symbols.fit(entry.like))
        page.item("  ? ", f"{title} [{entry.case}], {labels.LIKE} {like}")


def footer(page: Page, plan: Plan) -> None:
    """What has run out, learning module, disclaimer and the knowledge this came from."""
    page.line()
    if plan.lapses:
        page.item("", page.symbols.fit(view.lapses(plan)), "dim")
    module = f"{labels.MODULE}: {view.modules(plan)}. " if plan.modules else ""
    known = f"{labels.KNOWLEDGE} {plan.version} ({plan.hash[:6]})."
    page.item("", f"{module}{plan.disclaimer} {known}", "dim")
