"""The report as one self-contained page: inline style, still pictures, no script, nothing loaded, prints on A4.

The same summary, knowledge and `About` give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from triage.batch.dates import monday
from triage.batch.report import words
from triage.batch.report.charts import can_draw, lying, thousands
from triage.batch.report.checked import data_quality, repeats, spots, unclear
from triage.batch.report.parts import Named, beside, by_urgency, charted, paragraph, parts, section, table
from triage.batch.report.style import CSS, PATTERNS
from triage.batch.summary import Line, Summary
from triage.handbook.labels import GROUPS
from triage.kb.types import Knowledge
from triage.render import labels
from triage.render.html import e, tag
from triage.render.html_style import CSS as PLAN_CSS
from triage.render.html_style import POLICY
from triage.render.when import stamp

DRAWN = 12
"""So many bars in a chart; the table beside it has as many, a second one the rest."""


@dataclass(frozen=True, slots=True)
class About:
    """sources: names of the lists, without folders; made: when, ISO 8601."""

    sources: tuple[str, ...]
    made: str


def page(found: Summary, knowledge: Knowledge, about: About) -> str:
    """A whole document in Indonesian."""
    told = [part for part in _sections(found, knowledge) if part[2]]
    links = "".join(f'<li><a href="#{name}">{e(title)}</a></li>' for name, title, _ in told)
    inside = "\n".join((
        PATTERNS, _top(found, about), f'<nav aria-label="{words.CONTENTS}"><ul>{links}</ul></nav>',
        *(section(name, title, *inner) for name, title, inner in told), _footer(knowledge, about),
    ))  # fmt: skip
    return (
        f'<!doctype html>\n<html lang="id">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{words.TITLE}</title>\n<style>\n{PLAN_CSS}{CSS}</style>\n</head>\n"
        f"<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"
    )


def _sections(found: Summary, knowledge: Knowledge) -> Iterator[tuple[str, str, Sequence[str]]]:
    """(id, title, finished parts); without parts it is left out."""
    cases = [(_title(line.id, knowledge), line) for line in found.cases]
    groups = [(dict(GROUPS).get(line.id, line.id), line) for line in found.groups]  # type: ignore[call-overload]
    weeks = [(_week(line.id), line) for line in found.weeks]
    places = [(line.id, line) for line in found.places]
    yield "urgensi", words.URGENCY, [_urgency(found)]
    yield "periksa", words.SPOTS, spots(found, knowledge)
    yield "kasus", words.CASES, _cases(cases)
    yield "kelompok", words.GROUPS, _groups(groups)
    earlier = (words.WEEKS_EARLIER, found.earlier) if found.earlier.total else None
    weekly = charted(words.WEEKS, "Senin", weeks, upright=True, note=earlier) if weeks else ""
    yield "minggu", words.WEEKS, [paragraph(words.WEEKS_RULE), weekly] if weeks else []
    yield "tempat", words.PLACES, _places(places, found.place_count)
    yield "berulang", words.REPEATS, repeats(found)
    yield "belum", words.UNCLEAR, unclear(found, knowledge)
    yield "mutu", words.DATA, data_quality(found)
    yield "tentang", words.ABOUT, [_list(words.NOTES)]


def _top(found: Summary, about: About) -> str:
    fire, soon = found.urgency.levels[-1], found.urgency.levels[-2]
    said = f"{thousands(found.rows)} {words.ROW}: {thousands(fire)} {words.FIRE}, {thousands(soon)} {words.SOON}"
    sources = tag("p", f"{words.SOURCE}: {e(', '.join(about.sources))}", "kecil")
    chart = "" if can_draw() else tag("p", e(words.NO_CHART))
    level = "bahaya" if fire else "rutin"
    inner = f"<h1><strong>{words.TITLE}</strong> {said}</h1>\n<p>{e(words.READ_FIRST)}</p>\n{sources}{chart}"
    return tag("header", inner, f"u-{level}")


def _urgency(found: Summary) -> str:
    """One bar for each urgency, the highest first."""
    lines = _by_level(found)
    picture = lying([(name, parts(line)) for name, line in lines], words.CHART.format(title=words.URGENCY))
    rows = [(name, thousands(line.total)) for name, line in lines]
    return beside(picture, table(words.URGENCY, (words.URGENCY.lower(), words.ROW), rows, hidden=True))


def _by_level(found: Summary) -> list[Named]:
    ranks = range(len(words.LEVELS) - 1, -1, -1)
    alone = {rank: tuple(n if i == rank else 0 for i, n in enumerate(found.urgency.levels)) for rank in ranks}
    return [(words.LEVELS[rank], Line("", alone[rank])) for rank in ranks]


def _cases(cases: list[Named]) -> list[str]:
    if not cases:
        return []
    rest = by_urgency(words.OTHER_CASES, "kasus", cases[DRAWN:]) if cases[DRAWN:] else ""
    return [paragraph(words.CASES_RULE), charted(words.CASES, "kasus", cases[:DRAWN]), rest]


def _groups(groups: list[Named]) -> list[str]:
    return [paragraph(words.GROUPS_RULE), charted(words.GROUPS, "kelompok", groups)] if groups else []


def _places(places: list[Named], count: int) -> list[str]:
    if not places:
        return []
    more = words.MORE_LISTED.format(n=thousands(count - len(places))) if count > len(places) else ""
    return [paragraph(words.PLACES_RULE), charted(words.PLACES, "tempat", places), paragraph(more) if more else ""]


def _title(case: str, knowledge: Knowledge) -> str:
    return knowledge.cases[case].title if case in knowledge.cases else case


def _week(week: str) -> str:
    """The Monday: '16 Nov 26'."""
    day = monday(week)
    return f"{day.day} {labels.MONTHS_SHORT[day.month - 1]} {day:%y}"


def _list(items: Sequence[str]) -> str:
    return tag("ul", "\n".join(tag("li", e(item)) for item in items))


def _footer(knowledge: Knowledge, about: About) -> str:
    known = f"{labels.KNOWLEDGE} {e(knowledge.version)} ({e(knowledge.hash[:6])})."
    return tag("footer", f"{known} {labels.MADE} {stamp(about.made)}.")
