"""Lints of cases: nothing of a case is missing, and nothing in it works against itself."""

from __future__ import annotations

from collections.abc import Iterator

from triage.check.lint import Lint
from triage.kb.problems import Problem
from triage.kb.types import CaseDef, Knowledge, StepDef, StepWhen
from triage.model import urgency_rank

_NEEDED = ("steps", "refer", "remind", "never", "ask_next")


class Incomplete(Lint):
    """Kasus perlu langkah, rujukan, larangan, pengingat, pertanyaan, dan sesuatu yang dapat menaikkan urgensinya."""

    id = "lengkap"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for case in knowledge.cases.values():
            for name in _NEEDED:
                if not getattr(case, name):
                    yield self.at(knowledge, "cases", case.id, f"{name} masih kosong", "isi", (name,))
            if case.urgency != "darurat" and not case.raise_when and not _raised_elsewhere(knowledge, case.id):
                message = "tidak ada yang dapat menaikkan urgensinya"
                yield self.at(knowledge, "cases", case.id, message, "isi raise_when")


def _raised_elsewhere(kb: Knowledge, case: str) -> bool:
    by_rule = any(r.then.urgency and case in r.then.urgency.cases for r in kb.rules.values())
    return by_rule or any(case in d.cases for d in kb.dangers.values())


class LastStep(Lint):
    """Larangan suatu kasus tidak boleh membuang semua langkahnya."""

    id = "langkah-terakhir"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for case in knowledge.cases.values():
            rules = [knowledge.prohibitions[name] for name in case.never if name in knowledge.prohibitions]
            banned = {tag for rule in rules for tag in rule.removes}
            always = (s for entry, s in _steps(knowledge, case) if not isinstance(entry, StepWhen))
            if not any(banned.isdisjoint(step.tags) for step in always):
                yield self.at(knowledge, "cases", case.id, "larangannya sendiri membuang semua langkahnya")


def _steps(kb: Knowledge, case: CaseDef) -> Iterator[tuple[str | StepWhen, StepDef]]:
    for entry in case.steps:
        step = kb.steps.get(entry.step if isinstance(entry, StepWhen) else entry)
        if step is not None:
            yield entry, step


class Contradiction(Lint):
    """Kasus tidak boleh menganjurkan langkah yang dilarangnya sendiri."""

    id = "pertentangan"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for case in knowledge.cases.values():
            for name in case.never:
                rule = knowledge.prohibitions.get(name)
                if rule is None or case.id in rule.lifted_for:
                    continue
                for entry, step in _steps(knowledge, case):
                    for tag in sorted(set(step.tags) & set(rule.removes)):
                        message = f"langkah {step.id} dilarang oleh {name} (tag {tag})"
                        at = ("steps", case.steps.index(entry))
                        yield self.at(knowledge, "cases", case.id, message, "pilih salah satu", at)


class Yielding(Lint):
    """Kasus hanya boleh mengalah kepada kasus yang sedikitnya sama mendesak."""

    id = "mengalah"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for case in knowledge.cases.values():
            for i, other in enumerate(case.yields_to):
                rival = knowledge.cases.get(other)
                if rival is not None and urgency_rank(rival.urgency) < urgency_rank(case.urgency):
                    message = f"mengalah kepada {other} yang kurang mendesak"
                    yield self.at(knowledge, "cases", case.id, message, "", ("yields_to", i))


class BackgroundCase(Lint):
    """Tanda latar, misalnya hamil atau lansia, tidak boleh sendirian menjadi kasus."""

    id = "latar"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for case in knowledge.cases.values():
            sign = knowledge.signs.get(case.symptoms) if isinstance(case.symptoms, str) else None
            if sign is not None and sign.kind != "problem":
                message = f"tanda latar {sign.id} saja tidak boleh menjadi kasus"
                yield self.at(knowledge, "cases", case.id, message, "", ("symptoms",))


class TooFewExamples(Lint):
    """Tanda perlu 3 matches dan 3 ignores, kasus 3 dan 2, aturan 1 dan 1; tiap contoh memberi hasil yang ditulis."""

    id = "contoh"

    def find(self, knowledge: Knowledge) -> Iterator[Problem]:
        for sign in knowledge.signs.values():
            if sign.kind != "topic" and (len(sign.matches) < 3 or len(sign.ignores) < 3):
                yield self.at(knowledge, "signs", sign.id, "perlu paling sedikit 3 matches dan 3 ignores")
        for case in knowledge.cases.values():
            if len(case.examples.matches) < 3 or len(case.examples.ignores) < 2:
                yield self.at(knowledge, "cases", case.id, "perlu paling sedikit 3 matches dan 2 ignores")
        for rule in knowledge.rules.values():
            if not rule.examples.matches or not rule.examples.ignores:
                yield self.at(knowledge, "rules", rule.id, "perlu paling sedikit 1 matches dan 1 ignores")


CASES = (Incomplete(), LastStep(), Contradiction(), Yielding(), BackgroundCase(), TooFewExamples())
