"""Filler: the same sentence again and again, the same words over and over, one text in two parts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from triage.train.report.model import Finding, Line, Part, Report
from triage.train.report.rules import Rules, sentences
from triage.train.report.template import plain

SENTENCE = 5
"""Words; a shorter sentence may come twice."""
RUN = 8
"""So many words in a row in two parts are a copy."""
SHARED = 0.25
"""So large a part of the smaller text."""
FEWEST = 60
"""Words; the variety of a shorter text says nothing."""
VARIETY = 0.42
"""Different words for every word; texts written by people have more."""


def find(report: Report, rules: Rules) -> Iterator[Finding]:
    for part in report.parts.values():
        yield from _in_part(part, rules)
    yield from _between(report, rules)


def _in_part(part: Part, rules: Rules) -> Iterator[Finding]:
    seen: dict[str, Line] = {}
    again: list[tuple[Line, str]] = []
    for line, sentence in sentences(part.lines):
        words = plain(sentence)
        if len(words.split()) >= SENTENCE and words in seen:
            again.append((line, words))
        seen.setdefault(words, line)
    if again:
        lost = sum(len(words.split()) for _, words in again)
        message = f"Kalimat yang sama diulang; tanpa pengulangan bagian {part.id} hanya {part.words - lost} kata."
        yield rules.finding("ulangan", part.id, again[0][0], message, "hapus pengulangannya dan tulis hal yang baru")
    words_used = plain(part.text).split()
    if not again and len(words_used) >= FEWEST and len(set(words_used)) < VARIETY * len(words_used):
        message = f"Bagian {part.id} memakai kata yang itu-itu saja."
        yield rules.finding(
            "ulangan", part.id, part.lines[0], message, "ceritakan yang terjadi dengan kata yang berbeda"
        )


def _between(report: Report, rules: Rules) -> Iterator[Finding]:
    runs = {part.id: _runs(part) for part in report.parts.values()}
    for one, other in combinations(report.parts.values(), 2):
        both = runs[one.id].keys() & runs[other.id].keys()
        least = min(len(runs[one.id]), len(runs[other.id]))
        if both and len(both) >= SHARED * least:
            line = min((runs[other.id][run] for run in both), key=lambda found: found.number)
            first = min(runs[one.id][run].number for run in both)
            message = f"Teks ini sama dengan bagian {one.id} ({report.document.unit} {first})."
            yield rules.finding(
                "sama", other.id, line, message, f"tulis untuk bagian {other.id} apa yang ditanyakan di sana"
            )


def _runs(part: Part) -> dict[tuple[str, ...], Line]:
    """Every run of words and the line where it begins."""
    words = [(word, line) for line in part.lines for word in plain(line.text).split()]
    return {
        tuple(word for word, _ in words[i : i + RUN]): words[i][1] for i in range(len(words) - RUN + 1)
    }  # fmt: skip
