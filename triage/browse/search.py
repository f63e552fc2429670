"""Entries in which all words occur: in ids, titles, texts, phrases, examples; ranked by where and how well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from triage.browse.kinds import FIELDS, file_of, place_of, short_text
from triage.kb.place import SINGULAR
from triage.kb.types import Knowledge
from triage.text.affixes import bases
from triage.text.lexicon import read_roots

WEIGHTS = (
    ("id", "id", 8), ("title", "judul", 7), ("text", "isi", 7), ("says", "isi", 7), ("name", "nama", 7),
    ("ask", "pertanyaan", 4), ("does", "tugas", 4), ("why", "alasan", 4), ("note", "catatan", 2),
    ("answer", "jawaban", 3), ("formerly", "nama lama", 5), ("also", "sebutan lain", 5),
    ("phrases", "frasa", 2), ("matches", "contoh", 2), ("ignores", "contoh yang tidak", 1),
)  # fmt: skip
"""(field of an entry, its word, how much a hit there counts)"""
EXACT, PREFIX, AFFIX = 1.0, 0.7, 0.6
SHORTEST_BASE = 4
SNIPPET = 60
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """snippet: the text that matched, cut around the match; spans: (start, end) of the words in it."""

    kind: str
    id: str
    title: str
    score: float
    where: str
    snippet: str
    spans: tuple[tuple[int, int], ...]
    place: str
    text: str = ""
    """The whole text that the snippet is from."""


def tokens(text: str) -> list[str]:
    """Lower-case words and numbers; '_' and '-' part them."""
    return _WORD.findall(text.lower())


class Matcher:
    """How well one word of the query fits written words; remembers every written word it has seen."""

    def __init__(self, word: str, roots: frozenset[str]) -> None:
        self.word = word
        self.roots = roots
        self.bases = self._bases(word)
        self._seen: dict[str, float] = {}

    def _bases(self, word: str) -> set[str]:
        found = {base for base, _ in bases(word) if len(base) >= SHORTEST_BASE and base in self.roots}
        return found | {word} if len(word) >= SHORTEST_BASE else found

    def fit(self, token: str) -> float:
        """1 the same word, less for a prefix or another form of the same base, 0 for none."""
        known = self._seen.get(token)
        if known is None:
            known = self._seen[token] = self._fit(token)
        return known

    def _fit(self, token: str) -> float:
        if token == self.word:
            return EXACT
        if token.startswith(self.word):
            return PREFIX
        return AFFIX if self.bases and not self.bases.isdisjoint(self._bases(token)) else 0.0

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the word stands in a text."""
        return [found.span() for found in _WORD.finditer(text.lower()) if self.fit(found[0])]


def search(kb: Knowledge, words: list[str], fields: tuple[str, ...] = FIELDS) -> list[Hit]:
    """All entries that hold every word, best first; equal ones in the order of the files."""
    roots = read_roots()
    matchers = [Matcher(word, roots) for word in dict.fromkeys(token for word in words for token in tokens(word))]
    hits: list[Hit] = []
    for field in fields if matchers else ():
        for name, entry in getattr(kb, field).items():
            found = _hit(kb, field, name, entry, matchers)
            if found is not None:
                hits.append(found)
    return sorted(hits, key=lambda hit: -hit.score)


def _hit(kb: Knowledge, field: str, name: str, entry: Any, matchers: list[Matcher]) -> Hit | None:
    best = [0.0] * len(matchers)
    top: tuple[int, float, str, str] = (0, 0.0, "", "")
    for where, weight, text in _texts(entry):
        fits = [max((m.fit(token) for token in tokens(text)), default=0.0) for m in matchers]
        best = [max(old, weight * new) for old, new in zip(best, fits, strict=True)]
        here = (sum(fit > 0 for fit in fits), weight * sum(fits), where, text)
        if here[:2] > top[:2]:
            top = here
    if not all(best):
        return None
    together = 1.5 if top[0] == len(matchers) > 1 else 1.0
    shown, spans = _snippet(top[3], matchers)
    score = round(sum(best) * together, 2)
    place = place_of(kb, field, name)
    return Hit(SINGULAR[field], name, short_text(field, entry), score, top[2], shown, spans, place, top[3])


def _texts(entry: Any) -> Iterator[tuple[str, int, str]]:
    for field, word, weight in WEIGHTS:
        value = getattr(entry, field, None)
        if field in ("matches", "ignores") and value is None:
            value = getattr(getattr(entry, "examples", None), field, None)
        for one in [value] if isinstance(value, str) else value or ():
            text = getattr(one, "name", one)
            if isinstance(text, str) and text:
                yield word, weight, text


def _snippet(text: str, matchers: list[Matcher]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text, or a window of it that begins shortly before the first match."""
    spans = sorted(span for m in matchers for span in m.spans(text))
    start = 0
    if len(text) > SNIPPET and spans and spans[0][0] > SNIPPET // 3:
        before = spans[0][0] - SNIPPET // 4
        start = max(text.rfind(" ", 0, before), text.rfind("|", 0, before)) + 1
    lead = "… " if start else ""
    moved = tuple((a - start + len(lead), b - start + len(lead)) for a, b in spans)
    return lead + text[start:], moved


def nearer(hit: Hit) -> str:
    """path:line:col of the text that matched, when it stands in the file as it is; else the place of the entry."""
    path = file_of(hit.place)
    if path == hit.place or hit.where == "id":
        return hit.place
    first = int(hit.place.rsplit(":", 2)[1])
    for number, line in enumerate(_lines(path)[first - 1 :], start=first):
        found = line.find(hit.text)
        if found >= 0:
            return f"{path}:{number}:{found + 1}"
    return hit.place


@cache
def _lines(path: str) -> tuple[str, ...]:
    try:
        return tuple(Path(path).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return ()
