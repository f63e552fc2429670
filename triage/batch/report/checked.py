"""The parts of the report that a person has to look into: hot spots, repeats, what was not understood, data quality."""

from __future__ import annotations

from triage.batch.report import words
from triage.batch.report.charts import thousands
from triage.batch.report.parts import badge, by_urgency, numbers, paragraph, table
from triage.batch.summary import FEWEST, Line, Spot, Summary
from triage.kb.types import Knowledge
from triage.labels import ROLES
from triage.render.html import e, tag


def spots(found: Summary, knowledge: Knowledge) -> list[str]:
    """What several households point to, the most serious first."""
    if not found.spots:
        return [paragraph(words.SPOTS_NONE.format(fewest=FEWEST))]
    items = "\n".join(_spot(spot, knowledge) for spot in found.spots)
    more = found.spot_count - len(found.spots)
    return [
        paragraph(words.SPOT_RULE.format(fewest=FEWEST)),
        f'<ol class="titik">\n{items}\n</ol>',
        paragraph(words.MORE_LISTED.format(n=thousands(more))) if more else "",
    ]


def _spot(spot: Spot, knowledge: Knowledge) -> str:
    danger = knowledge.dangers.get(spot.what) if spot.kind == "tempat" else None
    what = danger.title if danger else ROLES.get(spot.what, spot.what)
    said = (words.SPOT[spot.kind] if spot.at else words.SPOT_NOWHERE).format(what=what, at=spot.at)
    because = " + ".join(f"{_sign(sign, knowledge)} ({thousands(n)})" for sign, n in spot.signs)
    count = words.SPOT_COUNT.format(n=thousands(spot.households))
    head = f'<strong>{e(said)}</strong> <span class="utuh">{badge(spot.level)} {e(count)}</span>'
    why = tag("div", e(f"{words.BECAUSE}: {because}"), "kecil")
    return tag("li", f"{head}{why}{tag('div', e(f'{words.AT_ROWS} {numbers(spot.rows, spot.more)}'), 'kecil')}")


def _sign(sign: str, knowledge: Knowledge) -> str:
    return knowledge.signs[sign].says if sign in knowledge.signs else sign


def repeats(found: Summary) -> list[str]:
    """Households with several different complaints, by row numbers alone."""
    if not found.families:
        return [paragraph(words.REPEATS_NO_KEY)]
    rule = words.REPEATS_RULE.format(
        n=thousands(found.repeat_count), of=thousands(found.families), rows=thousands(found.repeat_rows)
    )
    if not found.repeats:
        return [paragraph(rule)]
    head = "".join(f'<th scope="col">{name}</th>' for name in words.REPEATS_COLUMNS)
    rows = "\n".join(
        f'<tr><th scope="row">{thousands(one.complaints)}</th><td>{badge(one.level)}</td>'
        f"<td>{numbers(one.rows, one.more)}</td></tr>"
        for one in found.repeats
    )
    more = found.repeat_count - len(found.repeats)
    title = f'<caption class="dengar">{words.REPEATS}</caption>'
    listed = f"<table>{title}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"
    return [paragraph(rule), listed, paragraph(words.MORE_LISTED.format(n=thousands(more))) if more else ""]


def unclear(found: Summary, knowledge: Knowledge) -> list[str]:
    """What became of the rows, why a person should look, and which cases the unread ones resemble."""
    outcomes = [(words.OUTCOMES.get(line.id, line.id), line) for line in found.outcomes]
    reasons = [(line.id, line) for line in found.reasons]
    resembled = [(_case(line, knowledge), line) for line in found.suggestions]
    return [
        paragraph(words.UNCLEAR_RULE),
        by_urgency(words.OUTCOME_TITLE, "hasil", outcomes) if outcomes else "",
        by_urgency(words.REASON_TITLE, "alasan", reasons) if reasons else "",
        by_urgency(words.SUGGESTION_TITLE, "kasus", resembled) if resembled else "",
        paragraph(words.SUGGESTION_RULE) if resembled else "",
        paragraph(words.NO_WORDS),
    ]


def _case(line: Line, knowledge: Knowledge) -> str:
    return knowledge.cases[line.id].title if line.id in knowledge.cases else line.id


def data_quality(found: Summary) -> list[str]:
    """How far the list itself can be trusted."""
    refused = sum(found.rejects.values())
    rows = [(words.DATA_ROWS, found.rows), (words.REFUSED, refused), (words.COPIES, found.copies)]
    rows += [(said, found.data[name]) for name, said in words.DATA_NAMES.items() if found.data.get(name)]
    why = [(dict(words.REJECTS).get(reason, reason), n) for reason, n in found.rejects.items()]  # type: ignore[call-overload]
    return [
        table(words.DATA, words.DATA_COLUMNS, [(said, thousands(n)) for said, n in rows], hidden=True),
        table(words.REJECT_TITLE, words.DATA_COLUMNS, [(said, thousands(n)) for said, n in why]) if why else "",
    ]
