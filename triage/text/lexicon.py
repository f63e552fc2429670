"""What does this written word mean? Any surface word to lemmas, by analysis against a closed word list.

Order: exact, elongation, guard (a real Indonesian root that is not ours), affixes, one-edit typo,
vowelless abbreviation. A general stemmer knows few of the colloquial forms that this finds. Where it was compiled, the
speller of `_speller.c` does what comes after the exact words (see quick_speller.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from triage.text.affixes import bases, written_voice
from triage.text.numbers import lemma_of, parse_number
from triage.text.quick_speller import ABBREVIATED, INFLECTED, IS_COMPILED, LISTED, compiled_speller

if TYPE_CHECKING:
    from triage.text._speller import Speller

TYPO = "salah ketik"
ABBREVIATION = "singkatan"
_REPEATED = re.compile(r"(.)\1+")
_STRETCHED = re.compile(r"(.)\1\1|(.)\2$")
_TWICE = re.compile(r"([a-z]{2,})2([a-z]*)$")
_APART = re.compile("^(?:di?-+)+")
_CLITICS = ("nya", "ny", "lah", "kah", "pun", "ku", "mu", "in", "kan")
_VOWELS = frozenset("aeiou")
_MEMO_LIMIT = 20_000
LONGEST_KEPT = 40
"""Longer words are worked out each time, so that no text fills the memory."""


class Word(NamedTuple):
    """Lemmas of a written word (none: not ours), why in Indonesian, and the voice of a verb."""

    lemmas: tuple[str, ...] = ()
    reason: str = ""
    voice: str = ""

    @property
    def is_guess(self) -> bool:
        """Read with a correction or from bare consonants, so only suspected."""
        return self.reason.startswith((TYPO, ABBREVIATION))


UNKNOWN = Word()


def read_roots() -> frozenset[str]:
    """The 29,600 root words that PySastrawi ships (MIT): the guard against false corrections."""
    return frozenset(_roots_text().split())


def _roots_text() -> str:
    """The same as they are kept, one a line."""
    from importlib.resources import files  # only the first unknown word pays for this import

    path = files("Sastrawi.Stemmer") / "data" / "kata-dasar.txt"
    return path.read_text(encoding="utf-8")


class Lexicon:
    """Known words and the memoised analysis of all others. Picklable; indexes are built when first needed."""

    def __init__(self, known: Mapping[str, tuple[str, ...]], keep: Iterable[str]) -> None:
        """known: surface word to lemmas; keep: real words never to be corrected or cut."""
        self.known = dict(known)
        self.keep = frozenset(keep)
        self._reset()

    def _reset(self) -> None:
        self._memo: dict[str, Word] = {}
        self._compiled: Speller | None = None
        self._told: dict[tuple[int, str, str], Word] = {}
        self._roots: frozenset[str] | None = None
        self._near: dict[str, dict[str, str]] = {}
        self._longest = 0
        self._skeletons: dict[str, set[str]] | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"known": self.known, "keep": self.keep}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.known, self.keep = state["known"], state["keep"]
        self._reset()

    @property
    def roots(self) -> frozenset[str]:
        """Real roots; read from disk at the first unknown word."""
        if self._roots is None:
            self._roots = read_roots()
        return self._roots

    @property
    def _speller(self) -> Speller:
        """The compiled speller, made at the first unknown word."""
        if self._compiled is None:
            self._compiled = compiled_speller(self.known, self.keep, _roots_text(), _CLITICS)
        return self._compiled

    def stem(self, word: str) -> str:
        """The longest real root that the word may be an inflection of; the word itself when there is none."""
        return self._speller.stem(word) if IS_COMPILED else self.plain_stem(word)

    def plain_stem(self, word: str) -> str:
        """The same without the compiled speller."""
        if word in self.roots:
            return word
        return max((base for base, _ in bases(word) if base in self.roots), key=len, default=word)

    def word(self, token: str) -> Word:
        """The analysis of one lower-case token (see tokens.py), remembered."""
        found = self._memo.get(token)
        if found is None:
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            found = self._token(token)
            if len(token) <= LONGEST_KEPT:
                self._memo[token] = found
        return found

    def _token(self, token: str) -> Word:
        if token.isalpha() and token not in self.known:
            return self._unknown(token) if len(token) > 2 else UNKNOWN
        if token.startswith(("di-", "d-")):
            inner = self.word(_APART.sub("", token))
            return Word(inner.lemmas, inner.reason, "di")
        if token[-1:] == ".":
            return self.word(token.rstrip(".").replace(".", ""))
        if token in self.known:
            return self._listed(token, token)
        if token[:1].isdigit():
            return self._number(token)
        if "-" in token:
            return self._hyphened(token)
        twice = _TWICE.match(token)
        return self._reason(self.word(twice[1] + twice[2]), f"ulang: {twice[1]}") if twice else UNKNOWN

    def _listed(self, surface: str, token: str) -> Word:
        lemmas = self.known[surface]
        reason = "" if lemmas == (token,) else f"ejaan: {' '.join(lemmas).replace('#', '')}"
        return Word(lemmas, reason, written_voice(surface, lemmas[0]) if lemmas else "")

    @staticmethod
    def _reason(word: Word, reason: str) -> Word:
        return Word(word.lemmas, word.reason if word.is_guess else reason, word.voice) if word.lemmas else word

    def _number(self, token: str) -> Word:
        parsed = parse_number(token)
        if parsed is None:
            return UNKNOWN
        value, unit = parsed
        if unit == "k":
            unit = "rb"
        return Word((lemma_of(value), *(self.known.get(unit, ()) if unit else ())), "angka")

    def _hyphened(self, token: str) -> Word:
        parts = [part for part in token.split("-") if part]
        words = [self.word(part) for part in parts if part]
        whole = self.word("".join(parts)) if "".join(parts) in self.known else UNKNOWN
        if whole.lemmas:
            return whole
        if len(parts) == 2 and (parts[0][:3] == parts[1][:3] or parts[0].endswith(parts[1][:4])):
            best = max(words, key=lambda w: bool(w.lemmas)) if words else UNKNOWN
            return self._reason(best, f"ulang: {parts[0]}")
        return Word(tuple(x for w in words for x in w.lemmas), "gabungan") if words else UNKNOWN

    def _unknown(self, word: str) -> Word:
        """A word of letters that is not listed as it is written."""
        if not IS_COMPILED:
            return self.plain_unknown(word)
        found = (self._compiled or self._speller).spell(word)
        return UNKNOWN if found is None else self._told.get(found) or self._told_first(word, *found)

    def _told_first(self, word: str, kind: int, surface: str, voice: str) -> Word:
        """What the speller tells of a word; the same of the next word of which it tells that."""
        if kind == LISTED:
            return self._listed(surface, word)
        if kind == INFLECTED:
            found = self._inflected(surface, voice)
        else:
            found = self._abbreviated(surface) if kind == ABBREVIATED else self._mistyped(surface)
        self._told[kind, surface, voice] = found
        return found

    def plain_unknown(self, word: str) -> Word:
        """The same without the compiled speller."""
        short = _REPEATED.sub(r"\1", word) if _STRETCHED.search(word) else word
        for form in (word, short) if short != word else (word,):
            if form in self.known:
                return self._listed(form, word)
            found = self._guarded(form)
            if found is not None:
                return found
        return self._corrected(short)

    def _guarded(self, form: str) -> Word | None:
        """By affixes; UNKNOWN for a real word that is not ours; None when nothing is known about it."""
        if form in self.keep or form in self.roots:
            return UNKNOWN
        candidates = bases(form)
        real = [base for base, _ in candidates if base in self.roots or base in self.keep]
        ours = [(base, voice) for base, voice in candidates if base in self.known]
        if not ours:
            return UNKNOWN if real else None
        base, voice = max(ours, key=lambda c: (len(c[0]), c[1] == "di"))
        if real and len(max(real, key=len)) > len(base):
            return UNKNOWN
        return self._inflected(base, voice)

    def _inflected(self, base: str, voice: str) -> Word:
        lemmas = self.known[base]
        return Word(lemmas, f"imbuhan: {base}", voice or (written_voice(base, lemmas[0]) if lemmas else ""))

    def _corrected(self, word: str) -> Word:
        """One-edit typo, vowelless abbreviation, then a typo under a clitic (katrunya)."""
        if len(word) < 4:
            return self._abbreviation(word)
        near = self._neighbours(word)
        if len(word) < 5:
            near = {surface for surface in near if len(surface) >= 5}
        if near:
            return self._if_one(near)
        found = self._abbreviation(word)
        if found.lemmas:
            return found
        for suffix in _CLITICS if word.endswith(_CLITICS) else ():
            stem = word[: -len(suffix)]
            if word.endswith(suffix) and len(stem) >= 5:
                found = self._if_one(self._neighbours(stem))
                if found.lemmas:
                    return found
        return UNKNOWN

    def _if_one(self, near: set[str]) -> Word:
        """The correction when all neighbours mean the same."""
        if len({self.known[surface] for surface in near}) != 1:
            return UNKNOWN
        return self._mistyped(min(near))

    def _mistyped(self, surface: str) -> Word:
        lemmas = self.known[surface]
        return Word(lemmas, f"{TYPO}: {surface}", written_voice(surface, lemmas[0]))

    def _neighbours(self, word: str) -> set[str]:
        """Known words with the same first letter, one edit away."""
        self._longest = self._longest or max(map(len, self.known), default=0)
        if len(word) > self._longest + 1:
            return set()
        index = self._near_index(word[0])
        keys = [word, *[word[:i] + word[i + 1 :] for i in range(1, len(word))]]
        found = {other for key in keys if key in index for other in index[key].split()}
        return {other for other in found if _one_edit(word, other)}

    def _near_index(self, letter: str) -> dict[str, str]:
        """Known words and their one-letter deletions to the words (with blanks between), for one first letter."""
        index = self._near.get(letter)
        if index is None:
            index = self._near[letter] = {}
            for word, lemmas in self.known.items():
                if word[0] == letter and len(word) >= 4 and word.isalpha() and lemmas:
                    for key in {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}:
                        index[key] = f"{index[key]} {word}" if key in index else word
        return index

    def _abbreviation(self, word: str) -> Word:
        """sklh, rmh: three to five consonants of exactly one known word."""
        if not 3 <= len(word) <= 5 or _VOWELS & set(word):
            return UNKNOWN
        if self._skeletons is None:
            self._skeletons = {}
            for known, lemmas in self.known.items():
                if len(known) >= 4 and known.isalpha() and lemmas:
                    bones = "".join(c for c in known if c not in _VOWELS)
                    if len(bones) >= 3 and bones != known:
                        self._skeletons.setdefault(bones, set()).add(known)
        found = self._skeletons.get(word, set())
        return self._abbreviated(min(found)) if len({self.known[surface] for surface in found}) == 1 else UNKNOWN

    def _abbreviated(self, surface: str) -> Word:
        lemmas = self.known[surface]
        return Word(lemmas, f"{ABBREVIATION}: {' '.join(lemmas)}")


def _one_edit(a: str, b: str) -> bool:
    """At most one insertion, deletion, substitution or transposition apart."""
    if abs(len(a) - len(b)) > 1:
        return False
    i, shorter = 0, min(len(a), len(b))
    while i < shorter and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        swapped = i + 1 < len(a) and a[i] == b[i + 1] and a[i + 1] == b[i] and a[i + 2 :] == b[i + 2 :]
        return a[i + 1 :] == b[i + 1 :] or swapped
    return a[i + 1 :] == b[i:] if len(a) > len(b) else a[i:] == b[i + 1 :]
