"""Lints of signs: each can be asked, observed and proven, and danger and background mean what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from triage.check.lint import Lint
from triage.facts.household import field_paths
from triage.facts.predicates import holds, threshold_value
from triage.kb.conditions import atoms_of, parse_condition
from triage.kb.dates import knowledge_at
from triage.kb.problems import Problem, did_you_mean
from triage.kb.types import Knowledge, SignDef

_TODAY = dt.date(2026, 11, 23)
"""Boundary values of dates are days from a fixed day: the outcome is the same whichever it is."""


class Question(Lint):
    """Pertanyaan suatu tanda harus kalimat tanya."""

    id = "pertanyaan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for name, sign in knowledge.signs.items():
            if not sign.ask.endswith("?"):
                yield self.at(knowledge, "signs", name, "ask harus kalimat tanya", "akhiri dengan ?", ("ask",))


class Unobservable(Lint):
    """Suatu tanda harus dapat terlihat: lewat phrases, lewat reads, atau diturunkan aturan. Pokok hanya dipilih."""

    id = "tak-teramati"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        derived = {rule.then.sign for rule in knowledge.rules.values()}
        for name, sign in knowledge.signs.items():
            if sign.kind != "topic" and not sign.phrases and name not in derived:
                yield self.at(knowledge, "signs", name, "tidak punya phrases dan tidak diturunkan aturan")


class NeverAsked(Lint):
    """Tanda yang harus disangkal ({absent: …}) agar sesuatu berlaku harus ada di ask_next suatu kasus."""

    id = "tak-ditanyakan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        asked = {name for case in knowledge.cases.values() for name in case.ask_next}
        told: set[str] = set()
        for raw in _conditions(knowledge):
            node, _ = parse_condition(raw)
            for leaf in atoms_of(node) if node else ():
                if leaf.kind == "sign" and leaf.state == "absent" and leaf.id in knowledge.signs:
                    told.add(leaf.id)
        for name in sorted(told - asked):
            message = "suatu syarat menunggu jawaban tidak atas tanda ini, tetapi tidak ada kasus yang menanyakannya"
            yield self.at(knowledge, "signs", name, message, "tambahkan ke ask_next suatu kasus")


def _conditions(kb: Knowledge) -> Iterator[object]:
    yield from (rule.when for rule in kb.rules.values())
    yield from (tag.only_when for tag in kb.tags.values() if tag.only_when is not None)
    for case in kb.cases.values():
        yield case.symptoms
        yield from (shift.when for shift in (*case.raise_when, *case.lower_when))
        yield from (entry.when for entry in case.steps if not isinstance(entry, str))


class UnknownField(Lint):
    """Bidang yang dibaca suatu tanda harus ada dalam berkas rumah tangga."""

    id = "bidang"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        fields = field_paths()
        for name, sign in knowledge.signs.items():
            for i, read in enumerate(sign.reads):
                for test in (read, *read.where):
                    if test.field not in fields:
                        message, hint = f"bidang {test.field!r} tidak ada", did_you_mean(test.field, fields)
                        yield self.at(knowledge, "signs", name, message, hint, ("reads", i, "field"))


@dataclass(frozen=True)
class Boundary(Lint):
    """Tanda yang dibaca dari berkas membuktikan batasnya dengan nilai holds dan fails."""

    today: dt.date
    """Whose limits are tested."""
    id: ClassVar[str] = "batas"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for sign in knowledge.signs.values():
            if sign.reads and not (sign.holds and sign.fails):
                yield self.at(knowledge, "signs", sign.id, "tanda bertipe perlu holds dan fails")
            elif sign.reads:
                yield from self._of(knowledge, sign)

    def _of(self, kb: Knowledge, sign: SignDef) -> Iterator[Problem]:
        read = sign.reads[0]
        if read.threshold and read.threshold not in kb.thresholds:
            return
        limit = threshold_value(read, knowledge_at(kb, self.today).thresholds)
        for part, values, want in (("holds", sign.holds, True), ("fails", sign.fails, False)):
            for i, raw in enumerate(values):
                days = isinstance(raw, int) and read.test in ("within_days", "overdue_days")
                value = _TODAY + dt.timedelta(days=raw) if days else raw
                if holds(read.test, value, limit, _TODAY) is not want:
                    message = f"nilai {raw!r} seharusnya {'memenuhi' if want else 'tidak memenuhi'}"
                    yield self.at(kb, "signs", sign.id, message, inside=(part, i))


class DangerWithoutRule(Lint):
    """Tiap tanda bahaya rumah tangga perlu aturan yang menyalakannya."""

    id = "tanpa-aturan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        raised = {rule.then.danger for rule in knowledge.rules.values()}
        for name in knowledge.dangers:
            if name not in raised:
                yield self.at(knowledge, "dangers", name, "tidak ada aturan yang menyalakannya")


SIGNS = (Question(), Unobservable(), NeverAsked(), UnknownField(), DangerWithoutRule())
