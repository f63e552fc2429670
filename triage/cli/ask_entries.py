"""What was asked and answered so far: going back, taking up a draft, and keeping it without names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from triage.interview import Answer, Ask


@dataclass(frozen=True, slots=True)
class Entry:
    """One question that was asked, with its answers first and what else was said in the same breath."""

    ask: Ask
    answers: tuple[Answer, ...]
    asked_at: str = ""

    @property
    def own(self) -> tuple[Answer, ...]:
        """The answers to the question itself, in its order."""
        given = {answer.sign: answer for answer in self.answers}
        return tuple(given[sign] for sign in signs_of(self.ask) if sign in given)


def signs_of(ask: Ask) -> tuple[str, ...]:
    """What the question asks for: one sign, or those of its choices."""
    return tuple(choice.sign for choice in ask.choices) or (ask.sign,)


def answered(entries: tuple[Entry, ...], at: int, new: Entry) -> tuple[Entry, ...]:
    """The entries with `new` at its place. What later entries said of a sign that changed no longer holds."""
    if at == len(entries):
        return (*entries, new)
    was = {(a.sign, a.value, a.actor) for a in entries[at].answers}
    gone = {a.sign for a in new.answers if (a.sign, a.value, a.actor) not in was}
    return (*entries[:at], new, *(e for e in map(_without(gone), entries[at + 1 :]) if e.own))


def still_known(entries: Iterable[Entry], signs: Collection[str]) -> Iterator[Entry]:
    """The entries without what the knowledge no longer has."""
    for entry in entries:
        choices = tuple(choice for choice in entry.ask.choices if choice.sign in signs)
        answers = tuple(answer for answer in entry.answers if answer.sign in signs)
        kept = replace(entry, ask=replace(entry.ask, choices=choices), answers=answers)
        if kept.own:
            yield kept


def nameless(entries: Iterable[Entry], hide: Callable[[str], str]) -> tuple[Entry, ...]:
    """The entries as they may be kept. hide: takes probable names out of a text."""
    return tuple(
        replace(e, ask=replace(e.ask, told=hide(e.ask.told)), answers=nameless_answers(e.answers, hide))
        for e in entries
    )


def nameless_answers(answers: Iterable[Answer], hide: Callable[[str], str]) -> tuple[Answer, ...]:
    """The answers with the sentences that they were read in without names."""
    return tuple(replace(answer, said=hide(answer.said)) for answer in answers)


def _without(gone: Collection[str]) -> Callable[[Entry], Entry]:
    return lambda entry: replace(entry, answers=tuple(a for a in entry.answers if a.sign not in gone))
