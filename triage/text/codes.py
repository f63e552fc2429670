"""One character per word: the alphabet in which texts are written and phrases become regular expressions.

A lemma that some phrase asks for by voice (`di-pukul`) has three characters, one a voice; every number
bucket has one; punctuation has its own. Ignored words have none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from triage.text.affixes import VOICES
from triage.text.numbers import bucket, buckets, parse_range, value_of
from triage.text.phrases import Element, Gap, Sequence

HARD, SOFT, UNKNOWN_WORD = "\u0001", "\u0002", "\u0005"
PUNCTUATION = {
    ".": HARD, "!": HARD, ";": HARD, "\n": HARD, "?": HARD,
    ",": SOFT, ":": SOFT, "…": SOFT,
}  # fmt: skip
_FIRST_WORD = 0x4E00
_FIRST_NUMBER = 0xE000


class Codes:
    """Lemma and number to character."""

    def __init__(
        self, lemmas: Iterable[str], voiced: Collection[str], ignored: Collection[str], bounds: list[float],
        breaks: Collection[str] = (),
    ) -> None:  # fmt: skip
        """voiced: lemmas with a character a voice; bounds: numbers that phrases mention, sorted.

        breaks: lemmas that end a gap; their characters follow each other, so that every gap is one short range.
        """
        self.bounds = bounds
        self.voiced_lemmas = frozenset(voiced)
        self.of: dict[str, str] = {}
        self.voiced: dict[tuple[str, str], str] = {}
        at = _FIRST_WORD
        for lemma in sorted(set(lemmas) - set(ignored), key=lambda lemma: (lemma not in breaks, lemma)):
            if lemma[0] == "#":
                continue
            for voice in VOICES if lemma in voiced else ("",):
                self.voiced[lemma, voice] = chr(at)
                at += 1
            self.of[lemma] = self.voiced[lemma, ""]
        for lemma in ignored:
            self.of[lemma] = ""
        if at >= 0xD800:
            raise OverflowError("terlalu banyak kata untuk satu huruf per kata")

    def char(self, lemma: str, voice: str = "") -> str:
        """The character of one lemma as written with this voice; '' when ignored, a filler when unknown."""
        if lemma[0] == "#":
            return chr(_FIRST_NUMBER + bucket(value_of(lemma), self.bounds))
        return self.voiced.get((lemma, voice)) or self.of.get(lemma, UNKNOWN_WORD)

    def chars(self, atom: str) -> str:
        """All characters that satisfy one atom of a phrase (see phrases.Element)."""
        if atom[0] == "#":
            return "".join(chr(_FIRST_NUMBER + b) for b in buckets(atom, self.bounds))
        if atom[:3] in ("di-", "me-"):
            return self.voiced.get((atom[3:], atom[:2]), "")
        if atom in self.voiced_lemmas:
            return "".join(dict.fromkeys(c for v in VOICES if (c := self.voiced.get((atom, v)))))
        return self.voiced.get((atom, ""), "")

    def numbers(self) -> str:
        """The characters of all numbers."""
        return self.chars("#")

    def source(self, sequence: Sequence, breaks: str) -> str:
        """The regular expression of a phrase: one capturing group an element, lazy gaps in between."""
        return "".join(self._gap(item, breaks) if isinstance(item, Gap) else self._element(item) for item in sequence)

    def _gap(self, gap: Gap, breaks: str) -> str:
        return f"[^{_ranges(self.forbidden(gap, breaks))}]{{0,{gap.words}}}?" if gap.words else ""

    def _element(self, element: Element) -> str:
        alternatives = ["".join(map(_one_of, words)) for words in self.options(element)]
        return f"({'|'.join(alternatives)})" + ("?" if element.optional else "")

    def forbidden(self, gap: Gap, breaks: str) -> set[str]:
        """The characters that a gap does not cross."""
        return {c for lemma in gap.without for c in self.chars(lemma)}.union(breaks)

    def options(self, element: Element) -> list[list[Collection[str]]]:
        """What an element may be, in the order of trying: for every option the characters of its words in a row."""
        single = {c for o in element.options if len(o) == 1 for c in self.chars(o[0])}
        several: list[list[Collection[str]]] = [[self.chars(atom) for atom in o] for o in element.options if len(o) > 1]
        several.sort(key=lambda words: sum(len(chars) + 2 for chars in words), reverse=True)
        return several + ([[single]] if single else [])

    def anchors(self, sequence: Sequence) -> list[str]:
        """For every required element, the characters it may begin with."""
        return [
            "".join(sorted({c for option in item.options for c in self.chars(option[0])}))
            for item in sequence
            if isinstance(item, Element) and not item.optional
        ]

    def within(self, sequences: Iterable[Sequence]) -> frozenset[str]:
        """All characters that some element of these phrases may take."""
        return frozenset("".join(self.chars(atom) for atom in set(_atoms(sequences))))


def _one_of(chars: Collection[str]) -> str:
    """Any of these characters."""
    return f"[{_ranges(chars)}]"


def _ranges(chars: Iterable[str]) -> str:
    """The inside of a class; three or more characters in a row as a range, which compiles fast."""
    out: list[list[str]] = []
    for char in sorted(chars):
        if out and ord(char) == ord(out[-1][-1]) + 1:
            out[-1].append(char)
        else:
            out.append([char])
    return "".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else "".join(run) for run in out)


def voiced_lemmas(sequences: Iterable[Sequence]) -> set[str]:
    """Lemmas that some phrase wants in one voice only."""
    return {atom[3:] for atom in _atoms(sequences) if atom[:3] in ("di-", "me-")}


def number_bounds(sequences: Iterable[Sequence]) -> list[float]:
    """Every number that some phrase mentions, sorted."""
    found = {parse_range(atom) for atom in _atoms(sequences) if atom[0] == "#"}
    infinity = float("inf")
    return sorted({x for spec in found if spec for x in spec[:2] if abs(x) != infinity})


def _atoms(sequences: Iterable[Sequence]) -> Iterable[str]:
    for sequence in sequences:
        for item in sequence:
            if isinstance(item, Element):
                for option in item.options:
                    yield from option
