"""What is still worth asking, the answer that can change most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from triage.kb.conditions import alternatives, parse_condition
from triage.kb.types import Knowledge, SignDef
from triage.model import Evidence, Finding, Question, Suggestion
from triage.plan.verdict import Verdict
from triage.signs import Settled

MOST = 10
Ask = tuple[str, int, str]
"""(sign, rank: lower is asked first, why)"""


def open_questions(
    verdict: Verdict, settled: Settled, readings: Iterable[Evidence], knowledge: Knowledge,
    suggestions: Iterable[Suggestion] = (),
) -> tuple[Question, ...]:  # fmt: skip
    """Conflicts and unclear dangers first, then what raises urgency or names a suspect, then the rest.

    What is worse than anything found and resembled is asked before all else; where no case was found, other
    resemblances come right after the unclear dangers.
    """
    asked: dict[str, tuple[int, str]] = {}
    for name, rank, why in (
        *_doubts(settled, readings, knowledge),
        *_resembled(suggestions, settled, knowledge, bool(verdict.findings)),
        *(ask for i, finding in enumerate(verdict.findings) for ask in _of_finding(i, finding, settled, knowledge)),
        *(_missing_parts(settled, knowledge) if not verdict.findings else ()),
    ):
        if name not in asked or rank < asked[name][0]:
            asked[name] = (rank, why)
    order = _order(knowledge)
    ranked = sorted(asked, key=lambda n: (asked[n][0], order[n]))
    return tuple(Question(n, knowledge.signs[n].ask, asked[n][1]) for n in ranked[:MOST])


@lru_cache(maxsize=8)
def _order(knowledge: Knowledge) -> dict[str, int]:
    return {name: i for i, name in enumerate(knowledge.signs)}


def _doubts(settled: Settled, readings: Iterable[Evidence], knowledge: Knowledge) -> Iterator[Ask]:
    """Conflicts, and dangers that were mentioned without being said to happen now."""
    known = {sign.id for sign in settled.signs}
    for conflict in settled.conflicts:
        yield conflict.sign, 0, "keterangannya berbeda"
    for name in sorted({e.sign for e in readings if e.state is None} - known):
        if name in knowledge.signs and knowledge.signs[name].danger:
            yield name, 1, "disebut, tetapi belum jelas terjadi sekarang"


def _resembled(suggestions: Iterable[Suggestion], settled: Settled, knowledge: Knowledge, found: bool) -> Iterator[Ask]:
    """What would tell whether a case that the wording resembles is really there."""
    known = {sign.id for sign in settled.signs}
    for i, suggestion in enumerate(suggestions):
        rank = -MOST if suggestion.worse else 35 if found else 2
        if suggestion.sign in knowledge.signs and suggestion.sign not in known:
            yield suggestion.sign, rank + i, f"ceritanya mirip: {knowledge.cases[suggestion.case].title}"


def _of_finding(i: int, finding: Finding, settled: Settled, knowledge: Knowledge) -> Iterator[Ask]:
    """What the case itself wants to know, and what its own certainty hangs on."""
    case = knowledge.cases[finding.case]
    known = {sign.id for sign in settled.signs}
    raising = _raising(knowledge)[case.id]
    for j, name in enumerate(case.ask_next):
        if name not in known:
            rank, why = _rank(knowledge.signs[name], raising.get(name, ""), case.title, i, j)
            yield name, rank, why
    for j, name in enumerate(finding.because):
        if finding.certainty == "suspected" and _only_suspected(name, settled):
            yield name, 5 + j, f"memastikan: {case.title}"


@lru_cache(maxsize=8)
def _raising(knowledge: Knowledge) -> dict[str, dict[str, str]]:
    """For every case the signs that raise its urgency, and why: the reason that needs the fewest other signs."""
    found: dict[str, dict[str, str]] = {}
    for case in knowledge.cases.values():
        ways = [(way, shift.why) for shift in case.raise_when for way in _together(shift.when, knowledge)]
        ways.sort(key=lambda way: -len(way[0]))  # the last one stays
        found[case.id] = {name: why for names, why in ways for name in names}
    return found


def _together(raw: Any, knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    """The signs of every way in which a condition can hold."""
    node, _ = parse_condition(raw)
    for way in alternatives(node, knowledge.signs) if node else ():
        yield tuple(dict.fromkeys(atom.id for atom in way if atom.kind == "sign"))


def _missing_parts(settled: Settled, knowledge: Knowledge) -> Iterator[Ask]:
    """The signs that alone keep a case from being found, with the case; only asked when no case was found."""
    present = {s.id for s in settled.signs if s.state == "present"}
    known = {s.id for s in settled.signs}
    ways = _ways(knowledge)
    rank = 60
    for number in sorted({number for name in present for number in ways.naming.get(name, ())}):
        title, named = ways.all[number]
        missing = [name for name in named if name not in present]
        if len(missing) == 1 and missing[0] not in known:
            yield missing[0], rank, f"menentukan apakah ini {title}"
            rank += 1


class _Ways(NamedTuple):
    """all: (title of a case, signs that together make it), two or more; naming: sign to their numbers."""

    all: list[tuple[str, list[str]]]
    naming: dict[str, list[int]]


@lru_cache(maxsize=8)
def _ways(knowledge: Knowledge) -> _Ways:
    """Every way to a case that takes more than one present sign, in the order of the knowledge."""
    found = _Ways([], defaultdict(list))
    for case in knowledge.cases.values():
        node, _ = parse_condition(case.symptoms)
        for way in alternatives(node, knowledge.signs) if node else ():
            named = [a.id for a in way if a.kind == "sign" and a.state == "present"]
            if len(named) > 1:
                for name in dict.fromkeys(named):
                    found.naming[name].append(len(found.all))
                found.all.append((case.title, named))
    return found


def _rank(sign: SignDef, raises: str, title: str, i: int, j: int) -> tuple[int, str]:
    if raises:
        return (10 if sign.danger else 20) + i + j, f"menaikkan urgensi bila ya: {raises}"
    if sign.accuses:
        return 30 + i + j, "menentukan siapa yang harus dilewati"
    return (15 if sign.danger else 40) + i + j, f"menentukan langkah: {title}"


def _only_suspected(name: str, settled: Settled) -> bool:
    mine = [s for s in settled.signs if s.id == name]
    return bool(mine) and all(s.certainty == "suspected" for s in mine)
