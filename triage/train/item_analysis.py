"""Which questions measure something: classical item analysis over the answers of many candidates.

Facility: the share of candidates who answered rightly. Discrimination: the point-biserial correlation of the item with
the share right on all other items, so that an item is not compared with itself. KR-20: how much of the spread between
candidates the items agree on; only over items that every candidate answered. All variances divide by n.
Formulas: Kuder & Richardson 1937 (formula 20); Crocker & Algina, chapter 14.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev, pvariance

from triage.train.progress import Given

TESTS = ("ujian", "pretes", "postes")
"""Answers that count: given under test conditions."""
FEWEST, ENOUGH = 10, 30
"""With fewer candidates an item is described but not judged; its discrimination needs more, as chance moves it far."""
EASY, HARD, LOW = 0.95, 0.2, 0.1
"""Facility above or below which an item tells candidates apart no more; the least discrimination worth keeping.

Four options guessed at random give a facility of 0.25, so 0.2 is worse than chance.
"""
IDLE = 0.05
"""A distractor that a smaller share takes does nothing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One option. share: of those who answered (0–1); ability: their mean share right elsewhere, None for nobody."""

    key: str
    right: bool
    count: int
    share: float
    ability: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """One item. facility: 0–1; discrimination: -1–1, None where it cannot be reckoned.

    options_known: whether options that nobody took can be named. faults: why to retire it; remarks: what to look at.
    """

    item: str
    kind: str
    objective: str
    case: str
    count: int
    facility: float
    discrimination: float | None
    choices: tuple[Choice, ...]
    options_known: bool
    faults: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """kr20: None where it cannot be reckoned; common: items answered by all candidates. items: the worst first."""

    candidates: int
    kr20: float | None
    common: int
    items: tuple[Judged, ...]

    @property
    def retire(self) -> tuple[Judged, ...]:
        return tuple(one for one in self.items if one.faults)


def analyse(answers: Mapping[str, Iterable[Given]], where: Collection[str] = TESTS) -> Analysis:
    """answers: by candidate. Of several answers of one candidate to one item the first counts."""
    firsts = {who: _firsts(some, where) for who, some in answers.items()}
    firsts = {who: some for who, some in firsts.items() if some}
    by_item: dict[str, dict[str, Given]] = {}
    for who, some in firsts.items():
        for item, answer in some.items():
            by_item.setdefault(item, {})[who] = answer
    judged = [_judged(given, firsts) for given in by_item.values()]
    judged.sort(key=lambda one: (not one.faults, one.discrimination if one.discrimination is not None else 2, one.item))
    common = [item for item, given in by_item.items() if len(given) == len(firsts)]
    table = [[some[item].right for item in common] for some in firsts.values()]
    return Analysis(len(firsts), kr20(table), len(common), tuple(judged))


def kr20(table: Sequence[Sequence[bool]]) -> float | None:
    """Rows: candidates; columns: items, all answered. None with fewer than two of either, or with equal scores."""
    width = len(table[0]) if table else 0
    spread = pvariance([sum(row) for row in table]) if len(table) > 1 else 0.0
    if width < 2 or not spread:
        return None
    shares = [fmean(row[i] for row in table) for i in range(width)]
    return width / (width - 1) * (1 - sum(p * (1 - p) for p in shares) / spread)


def point_biserial(right: Sequence[bool], scores: Sequence[float]) -> float | None:
    """The correlation of a yes-or-no with a score; None where one of them does not vary."""
    p = fmean(right) if right else 0.0
    spread = pstdev(scores) if scores else 0.0
    if p in (0.0, 1.0) or spread < 1e-12:
        return None
    above = fmean(score for yes, score in zip(right, scores, strict=True) if yes)
    below = fmean(score for yes, score in zip(right, scores, strict=True) if not yes)
    return (above - below) / spread * sqrt(p * (1 - p))


def _firsts(answers: Iterable[Given], where: Collection[str]) -> dict[str, Given]:
    out: dict[str, Given] = {}
    for answer in sorted(answers, key=lambda one: one.at):
        if answer.where in where:
            out.setdefault(answer.item, answer)
    return out


def _judged(given: Mapping[str, Given], firsts: Mapping[str, Mapping[str, Given]]) -> Judged:
    one = next(iter(given.values()))
    elsewhere = {who: _elsewhere(firsts[who], one.item) for who in given}
    compared = [(answer.right, score) for who, answer in given.items() if (score := elsewhere[who]) is not None]
    facility = fmean(answer.right for answer in given.values())
    discrimination = point_biserial([right for right, _ in compared], [score for _, score in compared])
    keys = next((answer.options for answer in given.values() if answer.options), ())
    choices = _choices(given, elsewhere, keys)
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ("data belum cukup",)
    if len(given) >= FEWEST:
        faults = tuple(_faults(facility, discrimination if len(given) >= ENOUGH else None))
        remarks = tuple(_remarks(choices))
    return Judged(
        one.item, one.kind, one.objective, one.case, len(given), facility, discrimination, choices, bool(keys),
        faults, remarks,
    )  # fmt: skip


def _elsewhere(answers: Mapping[str, Given], item: str) -> float | None:
    """The candidate's share right on all other items; None when there are no others."""
    others = [answer.right for name, answer in answers.items() if name != item]
    return fmean(others) if others else None


def _choices(
    given: Mapping[str, Given], elsewhere: Mapping[str, float | None], keys: Sequence[str]
) -> tuple[Choice, ...]:
    """Every option that was taken, and those that were offered if known; the right one first, no answer last."""
    counts = Counter(answer.chosen for answer in given.values())
    right = {answer.chosen for answer in given.values() if answer.right}
    out = []
    for key in sorted({*counts, *keys}, key=lambda key: (key not in right, not key, -counts[key], key)):
        scores = [elsewhere[who] for who, answer in given.items() if answer.chosen == key]
        known = [score for score in scores if score is not None]
        ability = fmean(known) if known else None
        out.append(Choice(key, key in right, counts[key], counts[key] / len(given), ability))
    return tuple(out)


def _faults(facility: float, discrimination: float | None) -> Iterable[str]:
    if facility > EASY:
        yield "terlalu mudah"
    if facility < HARD:
        yield "terlalu sukar"
    if discrimination is not None and discrimination < 0:
        yield "yang pandai justru salah; periksa kuncinya"
    elif discrimination is not None and round(discrimination, 2) < LOW:
        yield "tidak membedakan yang paham dari yang belum"


def _remarks(choices: Sequence[Choice]) -> Iterable[str]:
    idle = [c.key for c in choices if c.key and not c.right and c.share < IDLE]
    if idle:
        yield f"pengecoh hampir tak dipilih: {', '.join(idle)}"
    best = next((c.ability for c in choices if c.right), None)
    wrong = [(c.key, c.ability) for c in choices if not c.right and c.key and c.count > 1]
    better = [key for key, ability in wrong if ability is not None and best is not None and ability > best]
    if better:
        yield f"pengecoh dipilih yang pandai: {', '.join(better)}"
