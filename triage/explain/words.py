"""The words of an explanation that several trees share, and where the knowledge says a thing."""

from __future__ import annotations

from collections.abc import Iterable

from triage.explain.tree import Branch, Cited
from triage.kb.types import Knowledge, SourceRef
from triage.kb.words import decapitalised
from triage.labels import ROLES
from triage.model import FACILITATOR, HOUSEHOLD, OTHER_HOUSEHOLD, Evidence, Sign

CONTEXTS = {
    "negated": "disangkal", "past": "tentang masa lalu", "resolved": "sudah selesai",
    "hypothetical": "hanya andai atau pertanyaan", "other": "tentang orang lain",
}  # fmt: skip


def cited(refs: Iterable[SourceRef], kb: Knowledge) -> tuple[Cited, ...]:
    """The sources of an entry with their titles."""
    return tuple(Cited(r.id, r.at, kb.sources[r.id].title if r.id in kb.sources else r.id) for r in refs)


def subject_words(subject: str) -> str:
    """Whom a statement is about; '' for the household itself."""
    if subject == HOUSEHOLD:
        return ""
    if subject in (OTHER_HOUSEHOLD, FACILITATOR):
        return "rumah tangga lain" if subject == OTHER_HOUSEHOLD else "pendamping"
    key = subject.removeprefix("member:").removeprefix("?")
    return ROLES.get(key, key)


def sign_words(sign: Sign, kb: Knowledge) -> str:
    """What a sign states, denied when it is absent."""
    says = kb.signs[sign.id].says if sign.id in kb.signs else sign.id
    return f"tidak benar bahwa {decapitalised(says)}" if sign.state == "absent" else says


def sign_note(sign: Sign, kb: Knowledge) -> str:
    """Who did it, whom it is about, and whether that is sure."""
    about = kb.signs[sign.id].about if sign.id in kb.signs else ""
    whom = "" if sign.subject == about else subject_words(sign.subject)
    who = f"oleh {ROLES.get(sign.actor, sign.actor)}" if sign.actor else ""
    return joined(who, f"tentang {whom}" if whom else "", "belum pasti" if sign.certainty == "suspected" else "")


def joined(*parts: str) -> str:
    """The parts that say something, with semicolons."""
    return "; ".join(part for part in parts if part)


def leaf(evidence: Evidence) -> Branch:
    """Where something was read: the quoted words, the answer, or the line of a file."""
    context = CONTEXTS.get(evidence.context, "")
    if evidence.source == "answer":
        said = "tidak" if evidence.state == "absent" or evidence.context == "negated" else "ya"
        return Branch("evidence", evidence.sign, f"jawaban: {said}", evidence=evidence)
    if evidence.source == "file":
        return Branch("evidence", evidence.sign, f"berkas: {evidence.place}", evidence.quote, evidence=evidence)
    unsure = "" if evidence.state else "tidak dipakai mesin"
    cue = f"karena kata «{evidence.cue}»" if evidence.cue and not evidence.state else ""
    note = joined(context if context != "disangkal" or evidence.state is None else "", cue, unsure)
    return Branch("evidence", evidence.sign, f"kata pelapor: «{evidence.quote}»", note, evidence=evidence)
