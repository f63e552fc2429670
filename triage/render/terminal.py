"""The plan on a terminal: safety first, 80 columns, readable without colour and in any encoding."""

from __future__ import annotations

from rich.console import Console

from triage.model import Plan
from triage.render import labels, sections
from triage.render.header import Header, header
from triage.render.page import Page
from triage.render.symbols import symbols_for

MAX_WIDTH = 100
MIN_WIDTH = 30
FIRST_SCREEN_STEP = 15
"""The latest line for the first step of an alarming plan; else the steps come before the findings."""
URGENCY_STYLES = {"darurat": "bold red", "mendesak": "yellow", "terencana": "cyan", "rutin": "green"}


def render(plan: Plan, console: Console) -> None:
    """Print the plan. Complaint text is data: no markup, no escapes, nothing that moves a cursor."""
    width = max(MIN_WIDTH, min(console.width, MAX_WIDTH))
    for line in compose(plan, width, console.encoding).lines:
        console.print(line, no_wrap=True, crop=False, overflow="ignore", highlight=False, emoji=False)


def compose(plan: Plan, width: int, encoding: str) -> Page:
    """The whole answer laid out for a width in cells and an output encoding."""
    page = Page(width, symbols_for(encoding))
    top = header(plan)
    _safety(page, top, plan.urgency or "")
    if plan.outcome == "need_more_information":
        sections.questions(page, plan, labels.ASK_FIRST)
    sections.answer(page, plan)
    parts = [sections.findings, sections.steps]
    draft = Page(width, page.symbols)
    sections.findings(draft, plan)
    if top.alarming and len(page.lines) + len(draft.lines) > FIRST_SCREEN_STEP:
        parts.reverse()
    for part in parts:
        part(page, plan)
    sections.referrals(page, plan)
    sections.bypass(page, plan)
    sections.prohibitions(page, plan)
    sections.reminders(page, plan)
    if plan.outcome != "need_more_information":
        sections.questions(page, plan, labels.QUESTIONS)
    sections.conflicts(page, plan)
    sections.suggestions(page, plan)
    sections.footer(page, plan)
    return page


def _safety(page: Page, top: Header, urgency: str) -> None:
    style = "bold red" if top.alarming else URGENCY_STYLES.get(urgency, "bold")
    titled = len(top.alarms) > 1 or not page.fits_title(top.word, top.headline)
    body = [(f"{title[:1].upper()}{title[1:]}." if titled else "", text) for title, text in top.alarms]
    body += [(text, "") for text in top.bypass]
    body += [("", note) for note in top.notes]
    if top.show_grounds:
        body.append(("", sections.read_parts(page, top.grounds)))
    if top.calls:
        body.append((labels.CALL, f" {page.symbols.dot} ".join(top.calls)))
    page.box(top.word, top.headline, body, style, heavy=top.alarming)
