"""The words that authors write in phrases, classes and cues, brought to the lemmas of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable

from triage.kb.types import LanguageDef
from triage.text.affixes import bases
from triage.text.lexicon import read_roots
from triage.text.numbers import MULTIPLIERS, TEEN, lemma_of

Lemmas = tuple[str, ...]
EVERYBODY = "PELAKU"
_NUMBER = re.compile(r"\d+(?:\.\d+)?$")
_AUTHOR_WORD = re.compile(r"[a-z][a-z0-9]*")


class Vocabulary:
    """Surface words to lemmas, word classes to lemma sequences, and who plays which role."""

    def __init__(self, language: LanguageDef, phrases: Iterable[str]) -> None:
        """phrases: every phrase and cue that will be compiled; their words become known words."""
        self.known: dict[str, Lemmas] = {}
        self._add_spelling(language)
        self._add_authors_words(language, phrases)
        self.ignored = frozenset(x for word in language.ignore for x in self.lemmas(word))
        self.breaks = frozenset(x for word in language.breaks for x in self.lemmas(word))
        self.common = frozenset(x for word in language.common for x in self.lemmas(word))
        self.roles: dict[Lemmas, str] = {}
        self.classes: dict[str, tuple[Lemmas, ...]] = {}
        self._add_people(language)
        for name, members in language.classes.items():
            own = [found for member in members if (found := self.sequence(member))]
            self.classes[name] = tuple(dict.fromkeys([*self.classes.get(name, ()), *own]))

    def lemmas(self, word: str) -> Lemmas:
        """The lemmas of one author's word; a new word is its own lemma."""
        word = word.lower()
        if _NUMBER.match(word):
            return (lemma_of(float(word)),)
        if word not in self.known and "-" in word:
            first, _, second = word.partition("-")
            return self.lemmas(first) if first == second else (*self.lemmas(first), *self.lemmas(second))
        return self.known.setdefault(word, (word,))

    def sequence(self, words: str) -> Lemmas:
        """The lemmas of several words, ignored ones dropped."""
        return tuple(x for word in words.split() for x in self.lemmas(word) if x not in self.ignored)

    def _add_spelling(self, language: LanguageDef) -> None:
        for word in (*MULTIPLIERS, TEEN):
            self.known[word] = (word,)
        for word, value in language.numbers.items():
            self.known[word] = (lemma_of(value),)
        for base in language.spelling:
            if " " not in base:
                self.known.setdefault(base, (base,))
        for base, variants in language.spelling.items():
            lemmas = tuple(x for word in base.split() for x in self.lemmas(word))
            for variant in variants:
                self.known.setdefault(variant, lemmas)

    def _add_authors_words(self, language: LanguageDef, phrases: Iterable[str]) -> None:
        """Bring inflected words that authors wrote (dipegang) to the base that they or the spelling know."""
        texts = [*language.ignore, *language.breaks, *language.common, *phrases]
        texts += [m for members in language.classes.values() for m in members]
        texts += [m for members in language.people.values() for m in members]
        words = {w for text in texts for part in text.split() for w in _plain_words(part)}
        new = sorted(words - self.known.keys(), key=lambda w: (len(w), w))
        if not new:
            return
        roots = read_roots()
        plain = frozenset(language.ignore) | frozenset(language.keep)
        for word in new:
            known = [b for b, _ in bases(word, authors=True) if b in self.known]
            if word in roots or word in plain or not known:
                self.known[word] = (word,)
            else:
                self.known[word] = self.known[max(known, key=len)]

    def _add_people(self, language: LanguageDef) -> None:
        for role, members in language.people.items():
            own = tuple(dict.fromkeys(found for member in members if (found := self.sequence(member))))
            self.classes[role.upper()] = own
            for lemmas in own:
                self.roles.setdefault(lemmas, role)
        self.classes[EVERYBODY] = tuple(self.roles)


def _plain_words(part: str) -> list[str]:
    """Lower-case words in one piece of phrase syntax; class names and operators give none."""
    return [word for word in _AUTHOR_WORD.findall(part) if word not in ("di", "me") or "-" not in part]
