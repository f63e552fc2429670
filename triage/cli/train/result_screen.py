"""The result of a test on a terminal: the score, the objectives, what to study next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from triage.cli.train.item_screen import RIGHT_IS, study_next
from triage.render.wrap import wrap
from triage.train.exam_words import MODES, duration

if TYPE_CHECKING:
    from triage.cli.ask_lines import Draw
    from triage.render.page import Page
    from triage.train.result import Line, Result

PASSED, FAILED = "LULUS", "BELUM LULUS"
TOO_FEW = "terlalu sedikit soal untuk menyatakan lulus atau belum"
BAR = 10
MOST_ROWS = 12
"""Of more objectives only the weakest are listed."""
SCORE = 18
"""Cells behind a title: right of asked, percent, the pretest."""


def result_screen(result: Result) -> Draw:
    """The whole sheet."""

    def draw(page: Page) -> None:
        page.heading(f"Hasil: {MODES[result.mode].lower()}")
        page.item("", score_words(result), _style(result))
        limit = f" dari {duration(result.minutes * 60)}" if result.minutes else ""
        page.item("", f"Waktu: {duration(result.seconds)}{limit}")
        if result.given < result.asked:
            page.item("", f"{result.asked - result.given} soal tidak dijawab; dihitung belum tepat.")
        _table(page, "Menurut ranah", result.domains, result)
        _table(page, "Menurut tingkat", result.levels, result)
        _objectives(page, result)
        study_next(page, result.study)

    return draw


def misses_screen(result: Result) -> Draw:
    """Every item that was not right, with what is and why."""

    def draw(page: Page) -> None:
        for one in result.misses:
            page.heading(f"Soal {one.number}")
            for line in one.stem.splitlines():
                page.item("", line)
            page.item("Jawaban Anda: ", one.chosen or "tidak dijawab", "" if one.chosen else "dim")
            page.item(RIGHT_IS, one.right, "bold")
            page.item("", one.why)

    return draw


def score_words(result: Result) -> str:
    """'78 % (78 dari 100 benar): LULUS, batas 70 %'; a posttest tells the pretest too."""
    score = f"{result.percent} % ({result.right} dari {result.asked} benar)"
    if result.before is not None:
        return f"{score}; pretes {result.before} %"
    if result.mode != "sertifikasi":
        return score
    if result.passed is None:
        return f"{score}; {TOO_FEW}"
    return f"{score}: {PASSED if result.passed else FAILED}, batas {result.pass_mark} %"


def _style(result: Result) -> str:
    return {True: "bold green", False: "bold red", None: "bold"}[result.passed]


def _objectives(page: Page, result: Result) -> None:
    """All of them, or where there are many the weakest."""
    rows, few = result.objectives, len(result.objectives) <= MOST_ROWS
    weak = sorted((line for line in rows if line.percent < result.pass_mark), key=lambda line: line.percent)
    _table(page, "Menurut tujuan belajar", rows if few else weak[:MOST_ROWS], result)
    more = len(weak) - MOST_ROWS
    if not few and more > 0:
        page.item("  ", f"{more} tujuan lagi di bawah {result.pass_mark} %; semuanya: --html BERKAS", "dim")
    if not few:
        page.item("  ", f"{len(rows) - len(weak)} tujuan sudah mencapai {result.pass_mark} %.", "dim")


def _table(page: Page, title: str, rows: Iterable[Line], result: Result) -> None:
    """Title, a bar, right of asked, percent; too narrow for all: the bar goes first."""
    page.heading(title)
    listed = tuple(rows)
    wide = page.width >= 60
    room = page.width - SCORE - (BAR + 1 if wide else 0) - 4
    for line in listed:
        name, *more = wrap(page.symbols.fit(line.title), room)
        before = f" ({line.before} %)" if line.before is not None else ""
        score = f"{line.right}/{line.asked}".rjust(7) + f"{line.percent} %".rjust(6)
        full = round(BAR * line.right / line.asked)
        bar = f"{'#' * full}{'.' * (BAR - full)} " if wide else ""
        weak = line.percent < result.pass_mark
        gap = " " * (room - cell_len(name) + 1)
        style = "bold" if weak else ""
        page.line((f"  {name}{gap}", style), (bar, "dim"), (f"{score}{before}", ""))
        for rest in more:
            page.line((f"  {rest}", style))
