"""Which phrases could match a text at all? Those whose rarest required words appear in it, in order, in one sentence.

A bit-parallel subsequence filter in the manner of Shift-And (Baeza-Yates and Gonnet 1992): one bit a phrase, one
wide integer a slot and a word. It costs about as much as twenty phrase searches and leaves one phrase in
six hundred; bench/text.py prints both figures.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable
from itertools import compress

from triage.text.codes import UNKNOWN_WORD

SLOTS = 3
Slots = tuple[int, int, int]
Groups = tuple[tuple[str, tuple[int, ...]], ...]
"""(characters, places that each of them serves); a place is slot * number of phrases + phrase."""


def grouped(anchors: list[list[str]], commonness: Callable[[str], float]) -> Groups:
    """The slots of all phrases. anchors: for every phrase the characters of its required elements, in order."""
    places: dict[str, list[int]] = {}
    for phrase, elements in enumerate(anchors):
        kept = _rarest(elements, commonness)
        for slot, chars in enumerate(kept, SLOTS - len(kept)):
            places.setdefault(chars, []).append(slot * len(anchors) + phrase)
    return tuple((chars, tuple(found)) for chars, found in places.items())


def _rarest(elements: list[str], commonness: Callable[[str], float]) -> list[str]:
    """The rarest elements that find a slot, in their order."""
    ranked = sorted(range(len(elements)), key=lambda i: commonness(elements[i]))
    return [elements[i] for i in sorted(ranked[:SLOTS])]


class Candidates:
    """The filter of one language."""

    def __init__(self, groups: Groups, phrases: int, resets: Iterable[str]) -> None:
        """resets: characters that no phrase reaches across."""
        self._bytes = (phrases // 64 + 1) * 8
        self._served = _Served(groups, phrases, resets)
        taken = self._served.slots(range(len(groups)))
        everything = (1 << phrases) - 1
        self._from_second, self._from_third = everything & ~taken[0], everything & ~taken[1]

    def among(self, code: str) -> list[int]:
        """Numbers of the phrases that this coded text may match, ascending."""
        served = self._served
        after_first, after_second, found = self._from_second, self._from_third, 0
        for char in code.replace(UNKNOWN_WORD, ""):
            slots = served[char]
            if slots:
                first, second, third = slots
                if third:
                    found |= after_second & third
                if second:
                    after_second |= after_first & second
                if first:
                    after_first |= first
            elif slots is None:
                after_first, after_second = self._from_second, self._from_third
        return _set_bits(found, self._bytes)


class _Served(dict[str, Slots | tuple[()] | None]):
    """Character to the phrases it serves in each slot, () for none, None where every phrase ends; made when needed."""

    def __init__(self, groups: Groups, phrases: int, resets: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(resets))
        self._groups, self._phrases = groups, phrases
        self._groups_of: dict[str, list[int]] = {}
        for number, (chars, _) in enumerate(groups):
            for char in chars:
                self._groups_of.setdefault(char, []).append(number)

    def __missing__(self, char: str) -> Slots | tuple[()]:
        found = self[char] = self.slots(self._groups_of[char]) if char in self._groups_of else ()
        return found

    def slots(self, groups: Iterable[int]) -> Slots:
        """For each slot the phrases that these groups of words serve."""
        raw = [bytearray(self._phrases // 8 + 1) for _ in range(SLOTS)]
        for number in groups:
            for place in self._groups[number][1]:
                slot, phrase = divmod(place, self._phrases)
                raw[slot][phrase >> 3] |= 1 << (phrase & 7)
        first, second, third = (int.from_bytes(bits, "little") for bits in raw)
        return first, second, third


def _set_bits(number: int, size: int) -> list[int]:
    """Positions of the bits that are set; by 64-bit words, because most are empty."""
    out = []
    words = array("Q", number.to_bytes(size, "little"))
    if sys.byteorder == "big":
        words.byteswap()
    for i in compress(range(len(words)), words):
        word = words[i]
        while word:
            lowest = word & -word
            out.append(64 * i + lowest.bit_length() - 1)
            word ^= lowest
    return out
