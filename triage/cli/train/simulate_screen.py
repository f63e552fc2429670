"""The pages of a simulation: the client, what is said, the decisions, and the debrief side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from triage.cli.train import simulate_words as words

if TYPE_CHECKING:
    from triage.cli.ask_lines import Draw
    from triage.render.page import Page
    from triage.train.debrief import Debrief, Found, Line, Result
    from triage.train.scenario import Scenario
    from triage.train.simulate import Said, State

SIDE_BY_SIDE = 60
"""Columns from which on the two answers stand side by side."""


def introduction(scenario: Scenario) -> Draw:
    def draw(page: Page) -> None:
        page.heading(words.TITLE)
        page.item("", words.LEAD, "dim")
        page.line()
        page.item("", scenario.client.who)
        page.item(f"{words.CLIENT}: ", page.symbols.quote(scenario.client.opening), "bold")

    return draw


def ask_page(count: int) -> Draw:
    def draw(page: Page) -> None:
        page.line()
        page.item("", f"{words.ASK} ({words.ASKED.format(count)})" if count else words.ASK, "bold")
        page.item("  ", words.ASK_HELP, "dim")

    return draw


def spoken(said: Iterable[Said], question: str = "") -> Draw:
    """What was asked, and what the client or the world answers."""

    def draw(page: Page) -> None:
        if question:
            page.item(f"{words.YOU}: ", question, "dim")
        for one in said:
            if one.who == "klien":
                page.item(f"{words.CLIENT}: ", page.symbols.quote(one.words))
            elif one.who == "akibat":
                page.box(words.CONSEQUENCE, "", [("", one.words)], "red", heavy=True)
            else:
                page.item("", one.words, "dim")

    return draw


def recap(scenario: Scenario, state: State) -> Draw:
    """What came out so far."""
    signs = scenario.world.knowledge.signs

    def draw(page: Page) -> None:
        page.heading(words.KNOWN, words.ASKED.format(state.questions))
        for name in state.known:
            if signs[name].kind != "topic":
                page.item(f"  {page.symbols.bullet} ", signs[name].says)
        if not state.known:
            page.item("  ", words.NOTHING_KNOWN)

    return draw


def decision(stage: str, number: int, count: int) -> Draw:
    question, note = words.STAGES[stage]

    def draw(page: Page) -> None:
        page.heading(question, f"{number}/{count}")
        if note:
            page.item("  ", note, "dim")

    return draw


def outcome(found: Debrief, scenario: Scenario, again: str) -> Draw:
    """Score, faults, then every part with both answers, reasons and sources."""

    def draw(page: Page) -> None:
        word = words.PASSED if found.passed else words.FAILED
        page.line()
        page.box(word, words.SCORE.format(found.score), [], "green" if found.passed else "red", heavy=not found.passed)
        for fault in found.faults:
            _fault(page, fault)
        page.line()
        page.item("", words.LEGEND.format(page.symbols.cross), "dim")
        for result in found.results:
            _part(page, result, scenario)
        if found.hidden:
            signs = scenario.world.knowledge.signs
            page.heading(words.NOT_TOLD)
            for name in found.hidden:
                page.item(f"  {page.symbols.bullet} ", signs[name].says)
        page.line()
        page.item("", f"{word} {page.symbols.dash} {words.SCORE.format(found.score)}", "bold")
        page.item("", again, "dim")
        page.item("", words.STUDY.format(scenario.client.cases[0]), "dim")

    return draw


def _fault(page: Page, fault: Found) -> None:
    note = f" {page.symbols.dash} {words.FATAL}" if fault.fatal else ""
    told = f"{words.FAULTS[fault.fault]}: {fault.about}{note}"
    page.item(f"{page.symbols.cross} ", told, "red" if fault.fatal else "")
    if fault.why:
        page.item("    ", fault.why, "dim")


def _part(page: Page, result: Result, scenario: Scenario) -> None:
    page.heading(words.PARTS[result.part], f"{result.points:.0f}/{result.of}")
    if page.width >= SIDE_BY_SIDE:
        _columns(page, result)
    else:
        for line in result.lines:
            page.item(f"  {_mark(line, page)} ", line.text)
    if not result.lines:
        page.item("  ", words.NOTHING, "dim")
    if not result.decided:
        page.item("  ", words.UNDECIDED, "dim")
        return
    titles = scenario.world.knowledge.sources
    for line in result.lines if result.part != "urgensi" else result.lines[:1]:
        if (line.yours != line.plans or result.part == "urgensi") and line.why:
            page.item("    ", f"{_mark(line, page)} {line.why}", "dim")
            if line.sources:
                page.item("      ", words.SOURCES.format("; ".join(titles[s].title for s in line.sources)), "dim")


def _columns(page: Page, result: Result) -> None:
    width = (page.width - 4) // 2
    page.row("  ", [(words.YOURS, width, "bold"), (words.PLANS, width - 1, "bold")])
    for line in result.lines:
        text = f"{_mark(line, page)} {line.text}"
        left, right = (text if line.yours else ""), (text if line.plans else "")
        page.row("  ", [(left, width, ""), (right, width - 1, "")])


def _mark(line: Line, page: Page) -> str:
    return words.SAME if line.yours and line.plans else words.MISSED if line.plans else page.symbols.cross
