"""The plan as a short message for WhatsApp: no complaint text, no case names, ≤ 1,800 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.model import Plan
from triage.render import labels, view
from triage.render.header import header
from triage.render.symbols import clean
from triage.render.wrap import shorten

LIMIT = 1800
STEPS = 6
PROHIBITIONS = 3
QUESTIONS = 4
CONTACTS = 4
CUT = 160
_BUDGETS = (
    (STEPS, CONTACTS, 0),
    (STEPS, 3, 0),
    (5, 3, 0),
    (4, 2, 0),
    (3, 2, 0),
    (3, 2, CUT),
    (2, 1, CUT // 2),
)
_MARKUP = re.compile(r"([*_~`]+)(\S(?:[^\n]*?\S)?)\1")
MORE = "({n} langkah lagi di rencana lengkap)"
CONTACT_TITLE = f"Kontak ({labels.VERIFY})"


def short_text(plan: Plan) -> str:
    """The message; fewer steps and contacts, then cut sentences, when it would pass the limit."""
    for steps, contacts, cut in _BUDGETS:
        blocks = [block for block in _blocks(plan, steps, contacts, cut) if block]
        message = "\n\n".join(blocks) + "\n"
        if len(message) <= LIMIT:
            return message
    return shorten(message, LIMIT - 1) + "\n"


def _blocks(plan: Plan, steps: int, contacts: int, cut: int) -> Iterator[str]:
    yield _top(plan, cut)
    if plan.outcome == "need_more_information":
        yield _list(labels.ASK_FIRST, "? ", [q.text for q in plan.questions[:QUESTIONS]], cut)
    yield _list(labels.ANSWER, "", list(plan.answer), cut)
    yield _steps(plan, steps, cut)
    yield _list(CONTACT_TITLE, "- ", _contacts(plan, contacts), cut)
    yield _list(labels.PROHIBITIONS, "- ", [p.text for p in plan.prohibitions[:PROHIBITIONS]], cut)
    yield f"{_say(plan.disclaimer, 0)} {labels.KNOWLEDGE} {plan.version} ({plan.hash[:6]})."


def _top(plan: Plan, cut: int) -> str:
    top = header(plan)
    lines = [f"*{_say(top.title, 0)}*"]
    for title, text in top.titled:
        lines.append(_say(f"{title} {text}", cut))
    lines += [_say(text, cut) for text in (*top.bypass, *top.notes)]
    return "\n".join(line for line in lines if line)


def _steps(plan: Plan, limit: int, cut: int) -> str:
    lines = []
    for step in view.steps(plan)[:limit]:
        owner = f"{step.owner}, {step.due}" if step.due else step.owner
        consent = f" ({labels.CONSENT})" if step.consent else ""
        lines.append(f"{step.number}. {_say(step.text, cut)}{consent} [{owner}]")
    left = len(view.steps(plan)) - limit
    if left > 0:
        lines.append(MORE.format(n=left))
    return "\n".join([f"*{labels.STEPS}*", *lines]) if lines else ""


def _contacts(plan: Plan, limit: int) -> list[str]:
    names = [referral.name for referral in view.referrals(plan)[:limit]]
    return list(view.calls(plan, limit)) or names


def _list(title: str, mark: str, texts: list[str], cut: int) -> str:
    lines = [f"{mark}{_say(text, cut)}" for text in texts]
    return "\n".join([f"*{title}*", *lines]) if lines else ""


def _say(text: str, cut: int) -> str:
    """One line without WhatsApp marks, shortened to `cut` characters (0: as long as it is)."""
    bare = _MARKUP.sub(r"\2", clean(text))
    return shorten(bare, cut) if cut else bare
