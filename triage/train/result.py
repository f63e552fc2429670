"""What a finished test or quiz says: the score, by domain, level and objective, and what to study next."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

from triage.kb.types import Knowledge
from triage.train.exam import Answered, Mode, Sitting
from triage.train.exam_words import DOMAINS, LEVELS
from triage.train.model import Item
from triage.train.words import SKILLS, objective_words

SCHEMA = "triage.result/1"
FEWEST = 40
"""A verdict on fewer items would let a lucky guesser pass."""
LOWEST_MARK = 60
"""Percent; a lower pass mark would, too."""
WEAK = 70
"""Percent below which an objective is to be studied again where no pass mark is set."""
MOST_NEXT = 8
"""So many cases are advised at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the sheet. name: the id; before: percent right in the pretest, None without one."""

    name: str
    title: str
    right: int
    asked: int
    before: int | None = None

    @property
    def percent(self) -> int:
        return percent(self.right, self.asked)


@dataclass(frozen=True, slots=True)
class Next:
    """One case to study. missed: its items that were not right; group: for its cards."""

    case: str
    title: str
    group: str
    missed: int


@dataclass(frozen=True, slots=True)
class Miss:
    """An item that was not right. chosen: the text of what was chosen, '' for nothing."""

    number: int
    item: str
    case: str
    stem: str
    chosen: str
    right: str
    why: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """passed: None where there is no verdict (a pretest, a posttest, or too few items). seconds: spent."""

    mode: Mode
    started: str
    ended: str
    asked: int
    given: int
    right: int
    seconds: float
    minutes: int
    pass_mark: int
    passed: bool | None
    domains: tuple[Line, ...]
    levels: tuple[Line, ...]
    objectives: tuple[Line, ...]
    study: tuple[Next, ...]
    misses: tuple[Miss, ...]
    before: int | None = None

    @property
    def percent(self) -> int:
        return percent(self.right, self.asked)


def percent(right: int, asked: int) -> int:
    """Rounded down, so that nobody passes by rounding; 0 for nothing asked."""
    return 100 * right // asked if asked else 0


def result_of(sitting: Sitting, knowledge: Knowledge, before: Sitting | None = None) -> Result:
    """Items that were never reached count as not right. before: the pretest of a posttest."""
    paper, answers, asked = sitting.paper, sitting.answers, len(sitting.paper.slots)
    right = sum(one.right for one in answers)
    judged = paper.mode == "sertifikasi" and asked >= FEWEST
    earlier = before.answers if before else ()
    return Result(
        paper.mode, sitting.started, sitting.ended, asked, sitting.given, right, round(sitting.spent, 1),
        paper.minutes, paper.pass_mark, percent(right, asked) >= paper.pass_mark if judged else None,
        _lines(answers, lambda item: item.domain, DOMAINS.items(), earlier),
        _lines(answers, lambda item: item.level, LEVELS.items(), earlier),
        _lines(answers, lambda item: item.objective.id, _objective_titles(answers), earlier),
        studies(answers, knowledge), tuple(_misses(answers)),
        percent(sum(one.right for one in earlier), len(before.paper.slots)) if before else None,
    )  # fmt: skip


def objective_lines(answers: Iterable[Answered]) -> tuple[Line, ...]:
    """For a quiz: the objectives alone."""
    answers = tuple(answers)
    return _lines(answers, lambda item: item.objective.id, _objective_titles(answers), ())


def studies(answers: Iterable[Answered], knowledge: Knowledge) -> tuple[Next, ...]:
    """The cases with the most items missed, in the order of the knowledge where they are equal."""
    missed = [one.item.case for one in answers if not one.right]
    known = [case for case in knowledge.cases.values() if case.id in missed]
    known.sort(key=lambda case: -missed.count(case.id))
    return tuple(Next(case.id, case.title, case.group, missed.count(case.id)) for case in known[:MOST_NEXT])


def to_json(result: Result) -> str:
    """The contract triage.result/1: the fields of Result, percents worked out."""
    raw = {"schema": SCHEMA, "percent": result.percent, **asdict(result)}
    for name in ("domains", "levels", "objectives"):
        raw[name] = [{**asdict(line), "percent": line.percent} for line in getattr(result, name)]
    return json.dumps(raw, ensure_ascii=False, indent=2) + "\n"


def _lines(
    answers: Iterable[Answered], of: Callable[[Item], str], titles: Iterable[tuple[str, str]], old: Iterable[Answered]
) -> tuple[Line, ...]:
    now, before = _counts(answers, of), _counts(old, of)
    return tuple(
        Line(name, title, *now[name], percent(*before[name]) if name in before else None)
        for name, title in titles
        if name in now
    )


def _counts(answers: Iterable[Answered], of: Callable[[Item], str]) -> dict[str, tuple[int, int]]:
    """(right, asked) by name."""
    out: dict[str, tuple[int, int]] = {}
    for one in answers:
        right, asked = out.get(of(one.item), (0, 0))
        out[of(one.item)] = right + one.right, asked + 1
    return out


def _objective_titles(answers: Iterable[Answered]) -> Iterator[tuple[str, str]]:
    """Skill by skill, as they are listed everywhere."""
    met = {one.item.objective for one in answers}
    for skill in SKILLS:
        for objective in sorted(one for one in met if one.skill == skill):
            yield objective.id, objective_words(objective.id)


def _misses(answers: Iterable[Answered]) -> Iterator[Miss]:
    for number, one in enumerate(answers, 1):
        if not one.right:
            item, text = one.item, {option.key: option.text for option in one.item.options}
            chosen = text.get(one.chosen, "")
            yield Miss(number, item.id, item.case, item.stem, chosen, text[item.right], item.why, item.sources)
