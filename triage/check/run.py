"""The whole check: every lint, every phrase and every example, on two processes where there is enough to do."""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial

from triage.check.examples import Item, Trial, count_examples, items, run_item
from triage.check.heard import Spoken, deaf_among, spoken
from triage.check.lints import quick, unwaived
from triage.check.of_phrases import Malformed
from triage.engine import Engine, Memo
from triage.kb.problems import Problem
from triage.kb.productions import CompileErrors, compile_productions
from triage.kb.types import Knowledge
from triage.model import Inference, Production
from triage.pipeline import Machine
from triage.text import PhraseError, compile_language
from triage.text.lint import without_bad_phrases

WORTH_IT = 1000
"""Fewer examples than this are run before a second process would have started."""
Work = list[tuple[str, Spoken | Item]]
"""('phrases' or 'examples', entry)"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, sorted by place, and how much was looked at."""

    problems: tuple[Problem, ...]
    productions: int = 0
    examples: int = 0


def check_all(kb: Knowledge, today: dt.date, *, examples: bool = True, processes: int = 2) -> Checked:
    """Every problem without a waiver. examples: run them too, if the conditions compile."""
    found = set(quick(kb, today))
    machine = _compiled(kb, found)
    if machine is None:
        return Checked(tuple(sorted(unwaived(kb, found, today))))
    run_them = examples and bool(machine.productions)
    work: Work = [("phrases", item) for item in spoken(machine.knowledge)]
    work += [("examples", item) for item in items(machine.knowledge)] if run_them else []
    counted = count_examples(kb) if run_them else 0
    found.update(_shared(machine, work, processes if counted >= WORTH_IT else 1))
    return Checked(tuple(sorted(unwaived(kb, found, today))), len(machine.productions), counted)


def _compiled(kb: Knowledge, found: set[Problem]) -> Machine | None:
    """The machine of what is sound in the knowledge; without rules when their conditions do not compile.

    What is wrong with phrases is added to `found`: nothing is, when they all compile.
    """
    try:
        language = compile_language(kb.language, kb.signs, kb.inquiries)
    except PhraseError:
        found.update(Malformed().find(kb))
        try:
            kb = without_bad_phrases(kb)
            language = compile_language(kb.language, kb.signs, kb.inquiries)
        except PhraseError:
            return None
    try:
        productions = compile_productions(kb)
    except CompileErrors:
        return Machine(replace(kb, rules={}, cases={}), language, ())
    return Machine(kb, language, productions)


def _shared(machine: Machine, work: Work, processes: int) -> list[Problem]:
    """Every second piece of work goes to another process; the order of the findings does not depend on it."""
    if processes < 2 or (os.cpu_count() or 1) < 2:
        return _done(machine, work)
    gc.freeze()
    with ProcessPoolExecutor(1, initializer=_take, initargs=(machine, work[1::2])) as pool:
        other = pool.submit(_other_half)
        mine = _done(machine, work[::2])
        try:
            return mine + other.result()
        except (BrokenProcessPool, OSError):  # no second process to be had here
            return mine + _done(machine, work[1::2])


def _done(machine: Machine, work: Work) -> list[Problem]:
    trial = Trial.of(replace(machine, memo=Memo(_Lazy(machine.productions).infer)))
    out: list[Problem] = []
    for what, item in work:
        if what == "phrases":
            out += deaf_among(machine.knowledge, trial.reader, [item])
        else:
            out += run_item(trial, item)
    return out


class _Lazy:
    """An engine that is built when the first household comes."""

    def __init__(self, productions: Sequence[Production]) -> None:
        self._make = partial(Engine, productions)
        self._engine: Engine | None = None

    def infer(self, signs: object) -> Inference:
        if self._engine is None:
            self._engine = self._make()
        return self._engine.infer(signs)  # type: ignore[arg-type]  # handed through


_HALF: list[tuple[Machine, Work]] = []
"""The second process's share, which it gets once at its start: inherited by a fork, pickled for a spawn."""


def _take(machine: Machine, work: Work) -> None:
    _HALF[:] = [(machine, work)]


def _other_half() -> list[Problem]:
    return _done(*_HALF[0])
