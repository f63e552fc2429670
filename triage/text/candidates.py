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
from typing import Final, NamedTuple

from triage.text.codes import UNKNOWN_WORD

SLOTS = 3
Slots = tuple[int, int, int]
PLACE: Final = "I"


class Groups(NamedTuple):
    """What the filter is made of, as it is kept: packed numbers, because unpacking them all costs a start too much.

    places: for a character the places that it serves; a place is slot * number of phrases + phrase.
    open: the phrases whose first, and whose second, slot is empty.
    """

    places: dict[str, bytes]
    open: tuple[int, int]


def grouped(anchors: list[list[str]], commonness: Callable[[str], float]) -> Groups:
    """The slots of all phrases. anchors: for every phrase the characters of its required elements, in order."""
    places: dict[str, array[int]] = {}
    taken: tuple[list[int], ...] = tuple([] for _ in range(SLOTS))
    for phrase, elements in enumerate(anchors):
        kept = _rarest(elements, commonness)
        for slot, chars in enumerate(kept, SLOTS - len(kept)):
            taken[slot].append(phrase)
            for char in chars:
                places.setdefault(char, array(PLACE)).append(slot * len(anchors) + phrase)
    everything = (1 << len(anchors)) - 1
    first, second = (everything & ~_bits(found, len(anchors)) for found in taken[:2])
    return Groups({char: found.tobytes() for char, found in places.items()}, (first, second))


def _rarest(elements: list[str], commonness: Callable[[str], float]) -> list[str]:
    """The rarest elements that find a slot, in their order."""
    ranked = sorted(range(len(elements)), key=lambda i: commonness(elements[i]))
    return [elements[i] for i in sorted(ranked[:SLOTS])]


class Candidates:
    """The filter of one language."""

    def __init__(self, groups: Groups, phrases: int, resets: Iterable[str]) -> None:
        """resets: characters that no phrase reaches across."""
        self._bytes = (phrases // 64 + 1) * 8
        self._served = _Served(groups.places, phrases, resets)
        self._from_second, self._from_third = groups.open

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

    def __init__(self, places: dict[str, bytes], phrases: int, resets: Iterable[str]) -> None:
        super().__init__(dict.fromkeys(resets))
        self._places, self._phrases = places, phrases

    def __missing__(self, char: str) -> Slots | tuple[()]:
        found = self[char] = self._slots(self._places[char]) if char in self._places else ()
        return found

    def _slots(self, places: bytes) -> Slots:
        """For each slot the phrases that a character serves."""
        found: tuple[list[int], ...] = ([], [], [])
        for place in memoryview(places).cast(PLACE):
            slot, phrase = divmod(place, self._phrases)
            found[slot].append(phrase)
        first, second, third = (_bits(each, self._phrases) for each in found)
        return first, second, third


def _bits(positions: Iterable[int], size: int) -> int:
    """A number with these bits set."""
    raw = bytearray(size // 8 + 1)
    for at in positions:
        raw[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(raw, "little")


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
