"""The plan as one self-contained page: inline style, no script, nothing loaded, prints on A4."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape as _escape

from triage.model import Plan
from triage.render import labels, view
from triage.render.header import Header, header
from triage.render.html_style import CSS, POLICY
from triage.render.symbols import clean
from triage.render.when import stamp


def html_page(plan: Plan) -> str:
    """A whole document in Indonesian; everything from the plan is escaped."""
    top = header(plan)
    title = e(f"{labels.PAGE_TITLE}: {top.word.lower()}")
    head = (
        f'<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{CSS}</style>\n</head>\n"
    )
    body = [_top(top, plan.urgency or "tanpa"), *_sections(plan), _footer(plan)]
    inside = "\n".join(part for part in body if part)
    return f"{head}<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"


def e(text: str) -> str:
    """Cleaned and escaped for text and attributes."""
    return _escape(clean(text), quote=True)


def tag(name: str, inner: str, css: str = "") -> str:
    """An element around finished HTML; empty when there is nothing inside."""
    start = f'{name} class="{css}"' if css else name
    return f"<{start}>{inner}</{name}>" if inner else ""


def _top(top: Header, urgency: str) -> str:
    inner = [f"<h1><strong>{e(top.word)}</strong> {e(top.headline)}</h1>"]
    for title, text in top.titled:
        bold = tag("strong", e(title))
        inner.append(tag("p", f"{bold} {e(text)}".strip()))
    inner += [tag("p", e(text), "lewat") for text in top.bypass]
    inner += [tag("p", e(note)) for note in top.notes]
    if top.show_grounds and top.grounds:
        inner.append(tag("p", labels.READ_PARTS.format(parts=", ".join(_ground(g) for g in top.grounds))))
    elif top.show_grounds:
        inner.append(tag("p", labels.READ_NOTHING))
    if top.calls:
        numbers = " · ".join(tag("span", e(call), "utuh") for call in top.calls)
        inner.append(tag("p", f"{labels.CALL} <strong>{numbers}</strong>"))
    level = "bahaya" if top.alarming else urgency
    return tag("header", "\n".join(part for part in inner if part), f"u-{level}")


def _sections(plan: Plan) -> list[str]:
    first = plan.outcome == "need_more_information"
    asked = _section(labels.ASK_FIRST if first else labels.QUESTIONS, _questions(plan))
    title = labels.TURN_TO if plan.outcome == "out_of_scope" else labels.REFERRALS
    if view.verifies(plan):
        title += f" ({labels.VERIFY})"
    prohibited = [e(t) for t in view.texts(plan.prohibitions)]
    return [
        asked if first else "",
        _section(labels.ANSWER, [e(t) for t in plan.answer]),
        _section(labels.FINDINGS, _findings(plan), ordered=True),
        _steps(plan),
        _section(title, _referrals(plan)),
        _section(labels.BYPASS, _bypass(plan), "x"),
        _section(labels.PROHIBITIONS, prohibited, "x jangan"),
        _section(labels.REMINDERS, [e(t) for t in view.texts(plan.reminders)]),
        "" if first else asked,
        _section(labels.CONFLICTS, _conflicts(plan)),
        _section(labels.SUGGESTIONS, _suggestions(plan)),
    ]


def _section(title: str, items: Iterable[str], css: str = "", *, ordered: bool = False) -> str:
    inner = "\n".join(tag("li", item) for item in items)
    if not inner:
        return ""
    return tag("section", tag("h2", e(title)) + tag("ol" if ordered else "ul", inner), css)


def _ground(ground: view.Ground) -> str:
    if ground.quoted:
        return f"<q>{e(ground.text)}</q>"
    return e(f"{ground.text} ({ground.place})" if ground.place else ground.text)


def _findings(plan: Plan) -> list[str]:
    return [_finding(finding) for finding in view.findings(plan)]


def _finding(finding: view.FindingView) -> str:
    marks = "".join(f" ({e(mark)})" for mark in finding.marks)
    head = f"<strong>{e(finding.title)}</strong>{marks} <span class='u'>{finding.urgency}</span>"
    because = " + ".join(view.reasons(finding, _ground))
    why = tag("div", f"{labels.BECAUSE}: {because}", "kecil") if because else ""
    return f"{head} <code>{e(finding.case)}</code>{why}"


def _steps(plan: Plan) -> str:
    todo = view.steps(plan)
    if not todo:
        return ""
    columns = "".join(f"<span>{name}</span>" for name in ("", "", labels.WHO, labels.DUE))
    head = f"<li class='kepala' aria-hidden='true'>{columns}</li>"
    rows = "\n".join(_step(step) for step in todo)
    return f"<section class='langkah'><h2>{labels.STEPS}</h2><ol>\n{head}\n{rows}\n</ol></section>"


def _step(step: view.StepView) -> str:
    consent = f" <em>({labels.CONSENT})</em>" if step.consent else ""
    return (
        f"<li><span class='kotak'></span><span>{step.number}. {e(step.text)}{consent}</span>"
        f"<span>{step.owner}</span><strong>{step.due}</strong></li>"
    )


def _referrals(plan: Plan) -> list[str]:
    return [_referral(referral) for referral in view.referrals(plan)]


def _referral(referral: view.ReferralView) -> str:
    line = tag("strong", e(referral.name))
    if referral.formerly:
        line += f" ({labels.FORMERLY} {e(', '.join(referral.formerly))})"
    if referral.instead:
        line += f", {labels.INSTEAD} {e(referral.instead)}"
    contacts = " · ".join(f"{c.label} {e(c.value)}" + _note(c.note) for c in referral.contacts)
    return f"{line}: {contacts}" if contacts else line


def _note(note: str) -> str:
    return f" ({e(note)})" if note else ""


def _bypass(plan: Plan) -> list[str]:
    found = [entry for entry in view.bypass(plan) if entry.because]
    return [f"{e(b.role)}, {labels.BECAUSE}: {e('; '.join(b.because))}" for b in found]


def _questions(plan: Plan) -> list[str]:
    return [e(question.text) + _note(question.why) for question in plan.questions]


def _conflicts(plan: Plan) -> list[str]:
    return [
        f"{e(c.text)} ({'; '.join(f'{state}: {_ground(g)}' for state, g in c.sides)}); {labels.SAFER_TAKEN}"
        for c in view.conflicts(plan)
    ]


def _suggestions(plan: Plan) -> list[str]:
    return [
        f"{e(plan.titles.get(s.case, s.case))} <code>{e(s.case)}</code>, {labels.LIKE} <q>{e(s.like)}</q>"
        for s in plan.suggestions
    ]


def _footer(plan: Plan) -> str:
    lapses = f"{e(view.lapses(plan))} " if plan.lapses else ""
    module = f"{labels.MODULE}: {e(view.modules(plan))}. " if plan.modules else ""
    known = f"{labels.KNOWLEDGE} {e(plan.version)} ({e(plan.hash[:6])})."
    return tag("footer", f"{lapses}{module}{e(plan.disclaimer)} {known} {labels.MADE} {stamp(plan.now)}.")
