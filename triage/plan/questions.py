"""What is still worth asking, the answer that can change most first."""

from __future__ import annotations

from collections.abc import Iterable

from triage.kb.conditions import alternatives, parse_condition
from triage.kb.references import signs_in
from triage.kb.types import Knowledge, SignDef
from triage.model import Evidence, Question
from triage.plan.verdict import Verdict
from triage.signs import Settled

MOST = 10


def open_questions(
    verdict: Verdict, settled: Settled, readings: Iterable[Evidence], knowledge: Knowledge
) -> tuple[Question, ...]:
    """Conflicts and unclear dangers first, then what raises urgency or names a suspect, then the rest."""
    unclear = {(e.sign, e.subject) for e in readings if e.state is None}
    known = {sign.id for sign in settled.signs}
    asked: dict[str, tuple[int, str]] = {}

    def ask(name: str, rank: int, why: str) -> None:
        if name in knowledge.signs and (name not in asked or rank < asked[name][0]):
            asked[name] = (rank, why)

    for conflict in settled.conflicts:
        ask(conflict.sign, 0, "keterangannya berbeda")
    for name, _ in sorted(unclear):
        sign = knowledge.signs.get(name)
        if sign is not None and sign.danger and name not in known:
            ask(name, 1, "disebut, tetapi belum jelas terjadi sekarang")
    for i, finding in enumerate(verdict.findings):
        case = knowledge.cases[finding.case]
        raising = {s: shift.why for shift in case.raise_when for s in signs_in(shift.when)}
        for j, name in enumerate(case.ask_next):
            if name not in known:
                ask(name, *_rank(knowledge.signs[name], raising.get(name, ""), case.title, i, j))
        if finding.certainty == "suspected":
            for j, name in enumerate(finding.because):
                if _only_suspected(name, settled):
                    ask(name, 5 + j, f"memastikan: {case.title}")
    if not verdict.findings:
        for rank, (name, why) in enumerate(_missing_parts(settled, knowledge)):
            ask(name, 60 + rank, why)
    order = {name: i for i, name in enumerate(knowledge.signs)}
    ranked = sorted(asked, key=lambda n: (asked[n][0], order[n]))
    return tuple(Question(n, knowledge.signs[n].ask, asked[n][1]) for n in ranked[:MOST])


def _missing_parts(settled: Settled, knowledge: Knowledge) -> list[tuple[str, str]]:
    """The signs that alone keep a case from being found, with the case; only asked when no case was found."""
    present = {s.id for s in settled.signs if s.state == "present"}
    known = {s.id for s in settled.signs}
    out = []
    for case in knowledge.cases.values():
        node, _ = parse_condition(case.symptoms)
        if node is None:
            continue
        for way in alternatives(node, knowledge.signs):
            named = [a.id for a in way if a.kind == "sign" and a.state == "present"]
            missing = [name for name in named if name not in present]
            if len(missing) == 1 and len(named) > 1 and missing[0] not in known:
                out.append((missing[0], f"menentukan apakah ini {case.title}"))
    return out


def _rank(sign: SignDef, raises: str, title: str, i: int, j: int) -> tuple[int, str]:
    if raises:
        return (10 if sign.danger else 20) + i + j, f"menaikkan urgensi bila ya: {raises}"
    if sign.accuses:
        return 30 + i + j, "menentukan siapa yang harus dilewati"
    return (15 if sign.danger else 40) + i + j, f"menentukan langkah: {title}"


def _only_suspected(name: str, settled: Settled) -> bool:
    mine = [s for s in settled.signs if s.id == name]
    return bool(mine) and all(s.certainty == "suspected" for s in mine)
