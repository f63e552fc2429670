"""What people said, by the case it is about: the examples of the case and the stories that fit into an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from triage.kb.types import Knowledge

LONGEST = 320
"""Characters; a longer telling is read in the study pages, not in an item."""
KNOWN = 0.7
KNOWN_STORY = 0.8
"""So large a part of a telling's words must be words that the knowledge itself uses: not a regional language."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Telling:
    """labels: the cases that its author says it is about. indirect: a story, told around the matter."""

    text: str
    labels: frozenset[str]
    indirect: bool = False
    place: int = 0
    """Its number among the tellings of its list, so that two tellings of one meaning get different distractors."""


@lru_cache(maxsize=1024)
def tellings(knowledge: Knowledge, case: str) -> tuple[Telling, ...]:
    """The plain tellings of a case, then the indirect ones."""
    fits = _fit(knowledge)
    return (
        *(
            Telling(text, frozenset({case}), place=i)
            for i, text in _texts(knowledge.cases[case].examples.matches, fits)
        ),
        *(
            Telling(text, frozenset(labels), True, i)
            for labels, stories in knowledge.stories.items()
            if case in labels
            for i, text in enumerate(stories)
            if len(text) <= LONGEST and fits(text, KNOWN_STORY)
        ),
    )


@lru_cache(maxsize=1024)
def denials(knowledge: Knowledge, case: str) -> tuple[Telling, ...]:
    """The texts that their author says are not about the case, although they sound like it."""
    ignored = knowledge.cases[case].examples.ignores
    return tuple(Telling(text, frozenset(), place=i) for i, text in _texts(ignored, _fit(knowledge)))


def _texts(examples: Iterable[object], fits: _Fit) -> Iterator[tuple[int, str]]:
    """The examples that are text and fit, each with its number among those that are text."""
    texts = (text for text in examples if isinstance(text, str))
    return ((i, text) for i, text in enumerate(texts) if fits(text))


@lru_cache(maxsize=4)
def _fit(knowledge: Knowledge) -> _Fit:
    return _Fit(knowledge)


class _Fit:
    """Whether a text is said in words that the knowledge uses itself."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = {w for text in _own_texts(knowledge) for w in _WORD.findall(text.lower())}

    def __call__(self, text: str, least: float = KNOWN) -> bool:
        words = _WORD.findall(text.lower())
        return bool(words) and sum(word in self._words for word in words) >= least * len(words)


def _own_texts(knowledge: Knowledge) -> Iterator[str]:
    for sign in knowledge.signs.values():
        yield from (sign.says, sign.ask)
    for inquiry in knowledge.inquiries.values():
        yield from inquiry.matches
    for step in knowledge.steps.values():
        yield step.text
    for case in knowledge.cases.values():
        yield from (case.title, *(shift.why for shift in case.raise_when))
    for prohibition in knowledge.prohibitions.values():
        yield from (prohibition.text, prohibition.why)
    for referral in knowledge.referrals.values():
        yield referral.does
    yield from knowledge.stories.get((), ())
