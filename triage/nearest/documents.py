"""Which sentences of the knowledge tell about which case: stories, case examples, and examples of telling signs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from triage.kb.conditions import alternatives, parse_condition
from triage.kb.types import Knowledge
from triage.nearest.features import Features
from triage.nearest.index import NOTHING, Document, Index
from triage.text import Language, read

_NOT_TELLING = ("terima", "kasih", "tolong", "mohon", "bu", "pak", "mas", "mbak", "kak", "selamat", "assalamualaikum")
SIGN_EXAMPLE = 0.6
"""An example of a sign is short and tells only part of a case: it counts less than a story."""


def build_index(knowledge: Knowledge, language: Language) -> Index:
    """The index of one knowledge base, which must hold its examples and stories."""
    spoken = knowledge.language
    ignored = {*spoken.ignore, *spoken.common, *_NOT_TELLING}
    features = Features(language.lexicon, ignored, spoken.classes)
    return Index(list(documents(knowledge)), features, lambda text: read(text, language))


def documents(knowledge: Knowledge) -> Iterator[Document]:
    """Every labelled sentence. A sign shared by several cases weighs less for each."""
    for cases, texts in knowledge.stories.items():
        for text in texts:
            yield Document(text, dict.fromkeys(cases or (NOTHING,), 1.0))
    for case in knowledge.cases.values():
        for example in case.examples.matches:
            if isinstance(example, str):
                yield Document(example, {case.id: 1.0})
    for sign, weights in sign_cases(knowledge).items():
        for text in knowledge.signs[sign].matches:
            yield Document(text, {case: SIGN_EXAMPLE * weight for case, weight in weights.items()}, sign)


def sign_cases(knowledge: Knowledge) -> dict[str, dict[str, float]]:
    """For every sign the cases that it points to most directly: alone, or with the fewest companions."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for case in knowledge.cases.values():
        node, _ = parse_condition(case.symptoms)
        for way in alternatives(node, knowledge.signs) if node else ():
            names = {a.id for a in way if a.kind == "sign" and a.state == "present"}
            for name in sorted(names):
                found[name][case.id] = max(found[name].get(case.id, 0.0), 1 / len(names))
    out = {}
    for name, weights in found.items():
        most = max(weights.values())
        kept = [case for case, weight in weights.items() if weight == most]
        out[name] = dict.fromkeys(kept, most / len(kept))
    return out
