"""The result of a test on a terminal: the score, the objectives, what to study next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from triage.cli.train.item_screen import RIGHT_IS, study_next
from triage.render.wrap import shorten
from triage.train.exam_words import MODES, duration

if TYPE_CHECKING:
    from triage.cli.ask_screen import Draw
    from triage.render.page import Page
    from triage.train.result import Line, Result

PASSED, FAILED = "LULUS", "BELUM LULUS"
TOO_FEW = "terlalu sedikit soal untuk menyatakan lulus atau belum"
BAR = 10
SCORE = 18
"""Cells behind a title: right of asked, percent, the pretest."""


def result_screen(result: Result) -> Draw:
    """The whole sheet."""

    def draw(page: Page) -> None:
        words: dict[str, str] = {**MODES}
        page.heading(f"Hasil: {words[result.mode].lower()}")
        page.item("", score_words(result), _style(result))
        limit = f" dari {duration(result.minutes * 60)}" if result.minutes else ""
        page.item("", f"Waktu: {duration(result.seconds)}{limit}")
        if result.given < result.asked:
            page.item("", f"{result.asked - result.given} soal tidak dijawab; dihitung belum tepat.")
        _table(page, "Menurut ranah", result.domains, result)
        _table(page, "Menurut tingkat", result.levels, result)
        _table(page, "Menurut tujuan belajar", result.objectives, result)
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


def _table(page: Page, title: str, rows: Iterable[Line], result: Result) -> None:
    """Title, a bar, right of asked, percent; too narrow for all: the bar goes first."""
    page.heading(title)
    listed = tuple(rows)
    wide = page.width >= 60
    room = page.width - SCORE - (BAR + 1 if wide else 0) - 4
    for line in listed:
        name = shorten(page.symbols.fit(line.title), room, page.symbols.ellipsis)
        before = f" ({line.before} %)" if line.before is not None else ""
        score = f"{line.right}/{line.asked}".rjust(7) + f"{line.percent} %".rjust(6)
        full = round(BAR * line.right / line.asked)
        bar = f"{'#' * full}{'.' * (BAR - full)} " if wide else ""
        weak = line.percent < result.pass_mark
        gap = " " * (room - cell_len(name) + 1)
        page.line((f"  {name}{gap}", "bold" if weak else ""), (bar, "dim"), (f"{score}{before}", ""))
