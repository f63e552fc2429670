"""191 labelled sentences: asserted, negated, hypothetical, past, resolved, about somebody else."""

from __future__ import annotations

import pytest

from tests.text.language_files import ROOT, context_language
from triage.text import read

SENTENCES = ROOT.parent / "shared" / "domain" / "context_sentences.tsv"
CONTEXTS = {
    "": "asserted",
    "negasi": "negated",
    "andai": "hypothetical",
    "lain": "other",
    "selesai": "resolved",
    "lampau": "past",
}
LEAST = 0.95


@pytest.mark.skipif(not SENTENCES.exists(), reason=f"{SENTENCES} tidak ada: kalimat konteks hanya diuji di bengkel")
def test_at_least_95_percent_of_the_labels_are_right() -> None:
    right = total = 0
    wrong = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        text, _, labels = line.partition("\t")
        gold = dict(_label(label) for label in labels.split())
        found = _contexts(text)
        for concept in gold.keys() | {c for c, context in found.items() if context == "asserted"}:
            total += 1
            right += gold.get(concept) == found.get(concept)
            if gold.get(concept) != found.get(concept):
                wrong.append((text, concept, gold.get(concept), found.get(concept)))
    assert right / total >= LEAST, wrong


def _label(label: str) -> tuple[str, str]:
    concept, _, status = label.partition("/")
    return concept, CONTEXTS[status]


def _contexts(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for evidence in read(text, context_language()):
        if evidence.context == "asserted" or evidence.sign not in found:
            found[evidence.sign] = evidence.context
    return found
