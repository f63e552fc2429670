"""Phrases as programs for the scanner in `_scanner.c`: one row of numbers a phrase.

    first, node, node, …, 0        first: the set of words a match may begin with, -1 for any word
    1, most, forbidden             a gap of at most so many words, none of the forbidden set
    2, optional, size, n, first, option…  an element with n options, tried in this order, which begin with one of the
                                   set `first`; `size` numbers in all
    length, set, set, …            an option: so many words in a row, each in its set

A set is a number. A phrase needs three sets, of each of which every match holds a word. It is tried where the first,
its anchor, occurs in a text, and so many words before it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from triage.text.codes import Codes
from triage.text.phrases import Element, Gap, span_of
from triage.text.phrases import Sequence as Phrase

FORMAT: Final = 2
"""Of the numbers, and of those that are found; a scanner compiled for another one is not used."""
END, GAP, ELEMENT = 0, 1, 2
ANY: Final = -1
NEEDS: Final = 3
SMALL: Final = "H"
NUMBER: Final = "i"


class Program(NamedTuple):
    """What a scanner is made of, in its order; bytes of native numbers."""

    alphabet: str
    members: bytes
    ends: bytes
    rows: bytes
    begins: bytes
    needs: bytes
    before: bytes


class _Sets:
    """Sets of characters to their numbers."""

    def __init__(self) -> None:
        self.numbers: dict[frozenset[str], int] = {}

    def number(self, chars: Iterable[str]) -> int:
        return self.numbers.setdefault(frozenset(chars), len(self.numbers))

    def packed(self) -> tuple[str, bytes, bytes]:
        """The alphabet of all sets, whose characters count from 1; the members of every set; where each ends."""
        alphabet = "".join(sorted(set().union(*self.numbers)))
        number = {char: i for i, char in enumerate(alphabet, 1)}
        members, ends = array(SMALL), array(NUMBER)
        for chars in self.numbers:
            members.extend(sorted(map(number.__getitem__, chars)))
            ends.append(len(members))
        return alphabet, members.tobytes(), ends.tobytes()


def programmed(
    phrases: Sequence[Phrase], codes: Codes, breaks: str, commonness: Callable[[str], float] | None = None
) -> Program:
    """The programs of all phrases. breaks: what no gap crosses.

    A phrase needs its elements with the least commonness, or the words that a match begins with.
    """
    sets = _Sets()
    rows, begins, needs, before = (array(NUMBER) for _ in range(4))
    for phrase in phrases:  # first, so that these sets have the lowest numbers
        needed, words = _needed(phrase, codes, commonness) if commonness else ([_first(phrase, codes) or ()] * NEEDS, 0)
        needs.extend(map(sets.number, needed))
        before.append(words)
    for phrase in phrases:
        first = _first(phrase, codes)
        begins.append(len(rows))
        rows.append(ANY if first is None else sets.number(first))
        for item in phrase:
            rows.extend(_gap(item, codes, breaks, sets) if isinstance(item, Gap) else _element(item, codes, sets))
        rows.append(END)
    return Program(*sets.packed(), rows.tobytes(), begins.tobytes(), needs.tobytes(), before.tobytes())


def _needed(phrase: Phrase, codes: Codes, commonness: Callable[[str], float]) -> tuple[list[str], int]:
    """The characters of the rarest elements that must be there, and how many words come before the rarest at most."""
    chars = codes.anchors(phrase)
    ranked = sorted(range(len(chars)), key=lambda i: commonness(chars[i]))
    required = [at for at, item in enumerate(phrase) if isinstance(item, Element) and not item.optional]
    needed = [chars[i] for i in ranked[:NEEDS]]
    return needed + needed[:1] * (NEEDS - len(needed)), span_of(phrase[: required[ranked[0]]])


def _first(phrase: Phrase, codes: Codes) -> set[str] | None:
    """The characters a match may begin with; None when a gap may come first."""
    found: set[str] = set()
    for item in phrase:
        if isinstance(item, Gap):
            if item.words:
                return None
            continue
        for option in codes.options(item):
            found.update(option[0])
        if not item.optional:
            break
    return found


def _gap(gap: Gap, codes: Codes, breaks: str, sets: _Sets) -> Sequence[int]:
    return (GAP, gap.words, sets.number(codes.forbidden(gap, breaks))) if gap.words else ()


def _element(element: Element, codes: Codes, sets: _Sets) -> Sequence[int]:
    options = codes.options(element)
    numbers = [n for option in options for n in (len(option), *map(sets.number, option))]
    first = sets.number({char for option in options for char in option[0]})
    return ELEMENT, int(element.optional), 5 + len(numbers), len(options), first, *numbers
