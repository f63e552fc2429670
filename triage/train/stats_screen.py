"""A candidate's progress as lines: numbers, weak objectives, what is remembered, the learning curve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from triage.render.page import Page
from triage.train.plot import day_words, plot_lines
from triage.train.stats import AGES, FEWEST, RECENT, WINDOW, Point, Share, Standing, Stats
from triage.train.words import WHERE, objective_words

TITLE = "Kemajuan belajar"
NOTHING = "Belum ada jawaban atau kartu. Mulai dengan triage train cards atau triage train quiz."
WEAK, NO_WEAK = "Perlu dilatih lagi", "Tidak ada yang lemah sejauh ini."
WEAK_NOTE = f"{RECENT} jawaban terakhir"
CARDS, OBJECTIVES, KEPT, CURVE = "Kartu", "Menurut kecakapan", "Daya ingat", "Kurva belajar"
GOOD = "Sudah baik"
PRACTISE = "Latih kartunya dengan triage train cards --weak."
NARROW = 64
"""Below so many columns nothing stands side by side."""
MOST_WEAK = 8
"""So many weak objectives are listed; the HTML page lists all."""
CURVE_NOTE = f"persen benar dari {WINDOW} jawaban terakhir"
KEPT_NOTE = "kartu yang masih diingat"
_WHERE: dict[str, str] = {str(name): text for name, text in WHERE.items()}
MOST_DAYS = 14
"""So many days are listed where the curve is read, not seen."""


def compose(page: Page, found: Stats, *, drawn: bool) -> None:
    """drawn: the curve as a picture; else as a list, for screen readers."""
    page.item("", TITLE, "bold")
    if not found.answers.count and not found.reviews:
        page.item("  ", NOTHING)
        return
    for lead, text in summary(found):
        page.item(f"  {lead}: ", text)
    _weak(page, found)
    _others(page, [one for one in found.objectives if not one.weak])
    if found.retention:
        page.heading(KEPT, KEPT_NOTE)
        _pairs(page, kept(found), 22)
    if found.curve:
        page.heading(CURVE, CURVE_NOTE)
        _curve(page, found, drawn)


def summary(found: Stats) -> Iterator[tuple[str, str]]:
    """(what, how much) of everything."""
    if found.answers.count:
        parts = [f"{_WHERE.get(where, where)} {one.count}" for where, one in found.where.items()]
        yield "Jawaban", f"{of(found.answers)} ({', '.join(parts)})"
    cards = found.cards
    yield CARDS, f"{cards.seen} dari {cards.all} sudah dilihat, {cards.firm} hafal, {cards.due} perlu diulang"
    yield "Batas lulus", f"{found.mark:g} %"


def of(one: Share) -> str:
    """'30 dari 40 benar, 75 %'."""
    return f"{one.right} dari {one.count} benar, {one.percent:.0f} %"


def kept(found: Stats) -> Iterator[tuple[str, str]]:
    """(how long ago, how much was still known) of the cards."""
    names = [name for _, name in AGES]
    for one in sorted(found.retention, key=lambda one: names.index(one.age)):
        text = f"{one.kept.percent:.0f} % dari {one.kept.count} ulangan (perkiraan jadwal {one.expected:.0f} %)"
        yield one.age, text


def _weak(page: Page, found: Stats) -> None:
    if not found.answers.count:
        return
    page.heading(WEAK, WEAK_NOTE)
    _standings(page, found.weak[:MOST_WEAK])
    if len(found.weak) > MOST_WEAK:
        page.item("  ", f"dan {len(found.weak) - MOST_WEAK} lagi")
    page.item("  ", PRACTISE if found.weak else NO_WEAK, "dim")


def _others(page: Page, some: Sequence[Standing]) -> None:
    enough = [one for one in some if one.recent.count >= FEWEST]
    if enough:
        page.heading(GOOD, WEAK_NOTE)
        _standings(page, enough)
    if len(enough) < len(some):
        page.line()
        page.item("  ", f"{len(some) - len(enough)} tujuan lain belum cukup dijawab untuk dinilai.", "dim")


def _standings(page: Page, some: Sequence[Standing]) -> None:
    _pairs(
        page,
        ((objective_words(one.objective), f"{one.recent.right} dari {one.recent.count} benar") for one in some),
        42,
    )


def _pairs(page: Page, rows: Iterable[tuple[str, str]], width: int) -> None:
    """Two columns, the first so wide; one below the other where the screen is narrow."""
    for left, right in rows:
        if page.width < NARROW:
            page.item("  ", f"{left}: {right}")
        else:
            page.row("  ", [(left, width, ""), (right, page.width - width - 3, "")])


def _curve(page: Page, found: Stats, drawn: bool) -> None:
    if drawn:
        for line in plot_lines(found.curve, found.mark, page.width):
            page.line((line, ""))
        return
    for point in found.curve[-MOST_DAYS:]:
        page.item("  ", point_words(point))
    if len(found.curve) > MOST_DAYS:
        page.item("  ", f"(dan {len(found.curve) - MOST_DAYS} hari sebelumnya)")


def point_words(point: Point) -> str:
    return f"{day_words(point.day, year=True)}: {point.percent:.0f} % ({point.count} jawaban hari itu)"
