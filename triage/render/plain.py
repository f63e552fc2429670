"""The plan for screen readers and line printers: sentences with labels, no boxes, columns or marks."""

from __future__ import annotations

from collections.abc import Iterator

from triage.model import Plan
from triage.render import labels, view
from triage.render.header import header
from triage.render.symbols import clean
from triage.render.wrap import wrap

WIDTH = 80
_SPOKEN = str.maketrans("—→·–«»", ',,,-""', "•✗")

FINDING = "Temuan {i} dari {n}: {title}."
URGENCY = "Urgensi: {urgency}."
CODE = "Kode: {case}."
MARK = "Catatan: {marks}."
BECAUSE = "Karena: {grounds}."
QUOTED = 'kata pelapor "{text}"'
STEP = "Langkah {i} dari {n}: {text}"
OWNER = "Oleh: {owner}."
DUE = "Paling lambat: {due}."
CONSENT = "Dengan persetujuan."
DANGER = "Bahaya {i} dari {n}: {title}."
ONE_DANGER = "Bahaya: {title}."
CALL = "Telepon: {calls}."
REFERRAL = "Rujukan {i} dari {n}: {name}."
CONTACT = "{label} {value}"
VERIFY = "Cek dahulu nomor setempat."
DONT = "Jangan {i} dari {n}: {text}"
QUESTION = "Pertanyaan {i} dari {n}: {text}"
SUGGESTION = 'Mungkin juga: {title}. Mirip kalimat "{like}". Kode: {case}.'
CONFLICT = "Keterangan berbeda: {text}."
SIDE = "Kata keterangan {state}: {ground}."


def plain_text(plan: Plan, width: int = WIDTH) -> str:
    """The plan as labelled sentences, at most `width` columns, sections separated by one empty line."""
    parts = (_top, _questions_first, _answer, _findings, _steps, _referrals, _bypass, _prohibitions,
             _reminders, _questions_last, _conflicts, _suggestions, _footer)  # fmt: skip
    blocks = ["\n".join(line for p in part(plan) for line in _paragraph(p, width)) for part in parts]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _paragraph(text: str, width: int) -> list[str]:
    return wrap(clean(text.translate(_SPOKEN)).replace(" ,", ","), width)


def _end(text: str) -> str:
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _top(plan: Plan) -> Iterator[str]:
    top = header(plan)
    yield _end(f"{top.word}. {_upper(top.headline)}" if top.headline else top.word)
    for i, (title, text) in enumerate(top.alarms, 1):
        if len(top.alarms) > 1:
            yield DANGER.format(i=i, n=len(top.alarms), title=title)
        elif title != top.headline:
            yield ONE_DANGER.format(title=title)
        if text:
            yield text
    yield from top.bypass
    yield from top.notes
    if top.show_grounds and top.grounds:
        yield labels.READ_PARTS.format(parts=_grounds(top.grounds))
    elif top.show_grounds:
        yield labels.READ_NOTHING
    if top.calls:
        yield CALL.format(calls=", ".join(top.calls))


def _ground(ground: view.Ground) -> str:
    if ground.quoted:
        return QUOTED.format(text=ground.text)
    return f"{ground.text} ({ground.place})" if ground.place else ground.text


def _grounds(grounds: tuple[view.Ground, ...]) -> str:
    return "; ".join(_ground(g) for g in grounds)


def _findings(plan: Plan) -> Iterator[str]:
    found = view.findings(plan)
    for i, finding in enumerate(found, 1):
        said = [FINDING.format(i=i, n=len(found), title=finding.title)]
        said.append(URGENCY.format(urgency=finding.urgency))
        if finding.marks:
            said.append(MARK.format(marks=", ".join(finding.marks)))
        if finding.grounds:
            said.append(BECAUSE.format(grounds="; ".join(view.reasons(finding, _ground))))
        yield " ".join([*said, CODE.format(case=finding.case)])


def _steps(plan: Plan) -> Iterator[str]:
    todo = view.steps(plan)
    for step in todo:
        said = [_end(STEP.format(i=step.number, n=len(todo), text=step.text))]
        if step.consent:
            said.append(CONSENT)
        said.append(OWNER.format(owner=step.owner))
        if step.due_long:
            said.append(DUE.format(due=step.due_long))
        yield " ".join(said)


def _referrals(plan: Plan) -> Iterator[str]:
    found = view.referrals(plan)
    for i, referral in enumerate(found, 1):
        name = referral.name
        if referral.formerly:
            name += f", {labels.FORMERLY} {', '.join(referral.formerly)}"
        if referral.instead:
            name += f", {labels.INSTEAD} {referral.instead}"
        said = [REFERRAL.format(i=i, n=len(found), name=name)]
        for contact in referral.contacts:
            text = CONTACT.format(label=_upper(contact.label), value=contact.value)
            said.append(_end(f"{text}, {contact.note}" if contact.note else text))
        if any(contact.verify for contact in referral.contacts):
            said.append(VERIFY)
        yield " ".join(said)


def _bypass(plan: Plan) -> Iterator[str]:
    for entry in view.bypass(plan):
        if entry.because:
            yield f"{labels.BYPASS} {entry.role}. {BECAUSE.format(grounds='; '.join(entry.because))}"


def _prohibitions(plan: Plan) -> Iterator[str]:
    texts = view.texts(plan.prohibitions)
    for i, text in enumerate(texts, 1):
        yield _end(DONT.format(i=i, n=len(texts), text=text))


def _reminders(plan: Plan) -> Iterator[str]:
    for text in view.texts(plan.reminders):
        yield _end(f"{labels.REMINDERS}: {text}")


def _questions_first(plan: Plan) -> Iterator[str]:
    return _questions(plan, labels.ASK_FIRST) if plan.outcome == "need_more_information" else iter(())


def _questions_last(plan: Plan) -> Iterator[str]:
    return iter(()) if plan.outcome == "need_more_information" else _questions(plan, labels.QUESTIONS)


def _questions(plan: Plan, title: str) -> Iterator[str]:
    if plan.questions:
        yield f"{title}:"
    for i, question in enumerate(plan.questions, 1):
        text = QUESTION.format(i=i, n=len(plan.questions), text=clean(question.text))
        yield f"{text} ({clean(question.why)})." if question.why else text


def _answer(plan: Plan) -> Iterator[str]:
    if plan.answer:
        yield f"{labels.ANSWER}:"
    yield from plan.answer


def _conflicts(plan: Plan) -> Iterator[str]:
    for entry in view.conflicts(plan):
        said = [SIDE.format(state=state, ground=_ground(ground)) for state, ground in entry.sides]
        yield " ".join([CONFLICT.format(text=entry.text), *said, f"{_upper(labels.SAFER_TAKEN)}."])


def _suggestions(plan: Plan) -> Iterator[str]:
    for entry in plan.suggestions:
        title = plan.titles.get(entry.case, entry.case)
        yield SUGGESTION.format(title=title, like=entry.like, case=entry.case)


def _footer(plan: Plan) -> Iterator[str]:
    if plan.lapses:
        yield view.lapses(plan)
    if plan.modules:
        yield f"{labels.MODULE}: {view.modules(plan)}."
    yield plan.disclaimer
    yield f"{labels.KNOWLEDGE} {plan.version}, {plan.hash[:6]}."
