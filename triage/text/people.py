"""Who did it, and to whom: roles named in or near a phrase."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from triage.text.coded import CodedText
from triage.text.language import Language
from triage.text.match import Hit
from triage.text.search import Span

REACH = 6


class Person(NamedTuple):
    """A role word in a coded text."""

    role: str
    start: int
    end: int


def role_in(span: Span, code: str, language: Language) -> str:
    """The role that an element of a phrase names, '' when there is none; span: of the element."""
    start, end = span
    return language.roles.get(code[start:end], "") if start >= 0 else ""


def nearby_role(hit: Hit, coded: CodedText, language: Language) -> str:
    """The role word that most likely names the actor, within six words in the same clause.

    After a passive verb the actor follows (dipukul suami), before an active verb it precedes (suami memukul). The
    person the sign is about is never the actor.
    """
    about = language.owners[hit.owner].about.removeprefix("member:?")
    marked = language.phrases[hit.phrase].subject
    subject = hit.groups[marked] if marked >= 0 else None
    people = [p for p in _people(hit, coded.code, language) if p.role != about and (p.start, p.end) != subject]
    if not people:
        return ""
    if len(people) == 1:
        return people[0].role
    consumed = hit.consumed()
    verb, voice = _verb(consumed, {i: w.word.voice for i, w in enumerate(coded.words(hit.start, hit.end), hit.start)})

    def cost(person: Person) -> tuple[bool, bool, int]:
        after = person.start > verb
        wrong_side = bool(voice) and after != (voice == "di")
        distance = min(abs(person.start - verb), abs(person.end - 1 - verb)) if voice else _distance(person, hit)
        return wrong_side, not voice and person.start in consumed, distance

    return min(people, key=cost).role


def _verb(consumed: set[int], voices: Mapping[int, str]) -> tuple[int, str]:
    """The first word of the phrase with a voice."""
    for at in sorted(consumed):
        if voices.get(at):
            return at, voices[at]
    return min(consumed), ""


def _distance(person: Person, hit: Hit) -> int:
    """Words between the person and the phrase, 0 inside it."""
    return max(hit.start - person.end + 1, person.start - hit.end + 1, 0)


def _people(hit: Hit, code: str, language: Language) -> list[Person]:
    """Role words in the hit and up to six words around it, not across a clause break."""
    start, end = hit.start, hit.end
    while start > 0 and hit.start - start < REACH and code[start - 1] not in language.breaks:
        start -= 1
    while end < len(code) and end - hit.end < REACH and code[end] not in language.breaks:
        end += 1
    found: list[Person] = []
    at = start
    while at < end:
        size = _role_length(code, at, end, language)
        if size:
            found.append(Person(language.roles[code[at : at + size]], at, at + size))
        at += size or 1
    return found


def _role_length(code: str, at: int, end: int, language: Language) -> int:
    """Words of the longest role name that begins here, 0 for none."""
    if code[at] not in language.role_starts:
        return 0
    longest = min(language.longest_role, end - at)
    return next((n for n in range(longest, 0, -1) if code[at : at + n] in language.roles), 0)
