"""The plan as Markdown: headings and a task list; complaint text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from triage.model import Plan
from triage.render import labels, view
from triage.render.header import Header, header
from triage.render.symbols import clean

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#])")


def markdown(plan: Plan) -> str:
    """The plan as CommonMark with GitHub task boxes, without raw HTML."""
    top = header(plan)
    blocks = [*_top(top), *_body(plan), *_footer(plan)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as written: marks, HTML and addresses lose their meaning."""
    safe = _SPECIAL.sub(r"\\\1", clean(text)).replace("&", "&amp;").replace("://", ":&#47;&#47;")
    return re.sub(r"^(\d+)([.)])|^([-+=])", r"\1\\\2\3", safe)


def _top(top: Header) -> Iterator[str]:
    yield f"# {escape(top.title)}"
    quote = []
    for title, text in top.titled:
        bold = f"**{escape(title)}** " if title else ""
        quote.append(f"{bold}{escape(text)}".strip())
    quote += [f"**{escape(text)}**" for text in top.bypass]
    quote += [escape(note) for note in top.notes]
    if top.show_grounds and top.grounds:
        quote.append(labels.READ_PARTS.format(parts=", ".join(_ground(g) for g in top.grounds)))
    elif top.show_grounds:
        quote.append(labels.READ_NOTHING)
    if top.calls:
        quote.append(f"{labels.CALL} {' · '.join(escape(c) for c in top.calls)}")
    yield "\n>\n".join(f"> {text}" for text in quote if text)


def _body(plan: Plan) -> Iterator[str]:
    first = plan.outcome == "need_more_information"
    if first:
        yield _section(labels.ASK_FIRST, _questions(plan))
    yield _section(labels.ANSWER, (escape(text) for text in plan.answer))
    yield _section(labels.FINDINGS, _findings(plan), "")
    yield _section(labels.STEPS, _steps(plan), "")
    title = labels.TURN_TO if plan.outcome == "out_of_scope" else labels.REFERRALS
    yield _section(f"{title} ({labels.VERIFY})" if view.verifies(plan) else title, _referrals(plan))
    yield _section(labels.BYPASS, _bypass(plan))
    yield _section(labels.PROHIBITIONS, (f"✗ {escape(t)}" for t in view.texts(plan.prohibitions)))
    yield _section(labels.REMINDERS, (escape(t) for t in view.texts(plan.reminders)))
    if not first:
        yield _section(labels.QUESTIONS, _questions(plan))
    yield _section(labels.CONFLICTS, _conflicts(plan))
    yield _section(labels.SUGGESTIONS, _suggestions(plan))


def _section(title: str, items: Iterator[str], mark: str = "- ") -> str:
    lines = [f"{mark}{item}" for item in items]
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _ground(ground: view.Ground) -> str:
    text = escape(ground.text)
    if ground.quoted:
        return f"«{text}»"
    return f"{text} ({escape(ground.place)})" if ground.place else text


def _findings(plan: Plan) -> Iterator[str]:
    for number, finding in enumerate(view.findings(plan), 1):
        marks = "".join(f" ({escape(mark)})" for mark in finding.marks)
        line = f"{number}. **{escape(finding.title)}**{marks}, {finding.urgency}, `{finding.case}`"
        because = " + ".join(view.reasons(finding, _ground))
        yield f"{line}  \n   {labels.BECAUSE}: {because}" if because else line


def _steps(plan: Plan) -> Iterator[str]:
    for step in view.steps(plan):
        consent = f" ({labels.CONSENT})" if step.consent else ""
        due = f", {labels.DUE} **{step.due}**" if step.due else ""
        yield f"- [ ] {step.number}\\. {escape(step.text)}{consent} · _{step.owner}_{due}"


def _referrals(plan: Plan) -> Iterator[str]:
    for referral in view.referrals(plan):
        line = f"**{escape(referral.name)}**"
        if referral.formerly:
            line += f" ({labels.FORMERLY} {escape(', '.join(referral.formerly))})"
        if referral.instead:
            line += f", {labels.INSTEAD} {escape(referral.instead)}"
        contacts = " · ".join(f"{c.label} {escape(c.value)}" + _note(c.note) for c in referral.contacts)
        yield f"{line}: {contacts}" if contacts else line


def _note(note: str) -> str:
    return f" ({escape(note)})" if note else ""


def _bypass(plan: Plan) -> Iterator[str]:
    for entry in view.bypass(plan):
        if entry.because:
            yield f"✗ {escape(entry.role)}, {labels.BECAUSE}: {escape('; '.join(entry.because))}"


def _questions(plan: Plan) -> Iterator[str]:
    for question in plan.questions:
        yield escape(question.text) + _note(question.why)


def _conflicts(plan: Plan) -> Iterator[str]:
    for entry in view.conflicts(plan):
        sides = "; ".join(f"{state}: {_ground(ground)}" for state, ground in entry.sides)
        yield f"{escape(entry.text)} ({sides}); {labels.SAFER_TAKEN}"


def _suggestions(plan: Plan) -> Iterator[str]:
    for entry in plan.suggestions:
        title = escape(plan.titles.get(entry.case, entry.case))
        yield f"{title} `{entry.case}`, {labels.LIKE} «{escape(entry.like)}»"


def _footer(plan: Plan) -> Iterator[str]:
    yield "---"
    if plan.lapses:
        yield escape(view.lapses(plan))
    if plan.modules:
        yield f"{labels.MODULE}: {escape(view.modules(plan))}."
    yield escape(f"{plan.disclaimer} {labels.KNOWLEDGE} {plan.version} ({plan.hash[:6]}).")
