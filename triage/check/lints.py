"""What `triage kb check` finds wrong besides examples: references, closed lists, conditions, gaps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from triage.check.phrases import phrase_traps, word_traps
from triage.facts.household import field_paths
from triage.facts.predicates import holds, threshold_value
from triage.kb.closed import CASES, DANGERS, PROHIBITIONS, REFERRALS, REMINDERS
from triage.kb.place import problem
from triage.kb.problems import Problem, did_you_mean
from triage.kb.references import references, signs_in
from triage.kb.sound import SOUND
from triage.kb.types import CaseDef, Knowledge, SignDef, StepWhen, WaiverDef
from triage.model import urgency_rank
from triage.text.lint import phrases_parse


def check(kb: Knowledge) -> list[Problem]:
    """All problems of the knowledge as a whole, sorted by place. An empty list means that it may be used."""
    found: list[Problem] = []
    for one in CHECKS:
        found += one(kb)
    return sorted(unwaived(kb, set(found), dt.date.today()))


def unwaived(kb: Knowledge, found: set[Problem], today: dt.date) -> set[Problem]:
    """The problems without a valid waiver; a waiver that has run out or covers nothing is a problem itself."""
    covering = [(w, {p for p in found if _covers(w, p)}) for w in kb.waivers]
    out = found.difference(*(covered for w, covered in covering if w.until >= today))
    for waiver, covered in covering:
        name = f"{waiver.rule}/{waiver.id}"
        if waiver.until < today:
            out.add(
                problem(kb, "waivers", name, "pengecualian", f"habis pada {waiver.until}", "tinjau lagi, atau hapus")
            )
        elif not covered:
            out.add(problem(kb, "waivers", name, "pengecualian", "tidak lagi menutupi apa pun", "hapus"))
    return out


def _covers(waiver: WaiverDef, found: Problem) -> bool:
    return (waiver.rule, waiver.id) == (found.rule, found.entry) and waiver.about in found.message


def closed_lists(kb: Knowledge) -> Iterator[Problem]:
    """The published ids must all be there."""
    lists = (
        ("cases", CASES),
        ("dangers", DANGERS),
        ("referrals", REFERRALS),
        ("prohibitions", PROHIBITIONS),
        ("reminders", REMINDERS),
    )
    for kind, wanted in lists:
        for name in wanted:
            if name not in getattr(kb, kind):
                yield problem(kb, kind, name, "daftar-tertutup", "belum ada", "lengkapi pengetahuan")


def sign_gaps(kb: Knowledge) -> Iterator[Problem]:
    """A sign needs a question, examples on both sides, and a way to be observed."""
    fields = field_paths()
    for sign in kb.signs.values():
        if sign.todo:
            yield problem(kb, "signs", sign.id, "belum-selesai", f"TODO: {sign.todo}")
        if not sign.ask.endswith("?"):
            yield problem(kb, "signs", sign.id, "pertanyaan", "ask harus kalimat tanya")
        if len(sign.matches) < 3 or len(sign.ignores) < 3:
            yield problem(kb, "signs", sign.id, "contoh", "perlu paling sedikit 3 matches dan 3 ignores")
        if not sign.phrases and not _derived(kb, sign.id):
            yield problem(kb, "signs", sign.id, "tak-teramati", "tidak punya phrases dan tidak diturunkan aturan")
        for read in sign.reads:
            for test in (read, *read.where):
                if test.field not in fields:
                    yield problem(
                        kb,
                        "signs",
                        sign.id,
                        "bidang",
                        f"bidang {test.field!r} tidak ada",
                        did_you_mean(test.field, fields),
                    )
        yield from _boundaries(kb, sign)


def _derived(kb: Knowledge, name: str) -> bool:
    return any(rule.then.sign == name for rule in kb.rules.values())


def _boundaries(kb: Knowledge, sign: SignDef) -> Iterator[Problem]:
    """holds and fails prove the first read of a typed sign."""
    if not sign.reads:
        return
    if not sign.holds or not sign.fails:
        yield problem(kb, "signs", sign.id, "batas", "tanda bertipe perlu holds dan fails")
    read, today = sign.reads[0], dt.date(2026, 11, 23)
    if read.threshold and read.threshold not in kb.thresholds:
        return
    limit = threshold_value(read, kb.thresholds)
    for values, want in ((sign.holds, True), (sign.fails, False)):
        for raw in values:
            days = isinstance(raw, int) and read.test in ("within_days", "overdue_days")
            value = today + dt.timedelta(days=raw) if days else raw
            if holds(read.test, value, limit, today) is not want:
                yield problem(
                    kb,
                    "signs",
                    sign.id,
                    "batas",
                    f"nilai {raw!r} seharusnya {'memenuhi' if want else 'tidak memenuhi'}",
                )


def case_gaps(kb: Knowledge) -> Iterator[Problem]:
    """A case needs steps that cannot all vanish, a referral, a reminder, questions, an escalator, examples."""
    for case in kb.cases.values():
        for name, value in (
            ("steps", case.steps),
            ("refer", case.refer),
            ("remind", case.remind),
            ("never", case.never),
            ("ask_next", case.ask_next),
        ):
            if not value:
                yield problem(kb, "cases", case.id, "lengkap", f"{name} masih kosong")
        if case.urgency != "darurat" and not case.raise_when and not _raised_elsewhere(kb, case.id):
            yield problem(
                kb, "cases", case.id, "lengkap", "tidak ada yang dapat menaikkan urgensinya", "isi raise_when"
            )
        if len(case.examples.matches) < 3 or len(case.examples.ignores) < 2:
            yield problem(kb, "cases", case.id, "contoh", "perlu paling sedikit 3 matches dan 2 ignores")
        yield from _last_step(kb, case)
        for other in case.yields_to:
            if other in kb.cases and urgency_rank(kb.cases[other].urgency) < urgency_rank(case.urgency):
                yield problem(kb, "cases", case.id, "mengalah", f"mengalah kepada {other} yang kurang mendesak")


def _raised_elsewhere(kb: Knowledge, case: str) -> bool:
    by_rule = any(r.then.urgency and case in r.then.urgency.cases for r in kb.rules.values())
    return by_rule or any(case in d.cases for d in kb.dangers.values())


def _last_step(kb: Knowledge, case: CaseDef) -> Iterator[Problem]:
    """Prohibitions of the case itself must leave it a step (semantics 13)."""
    banned = {tag for name in case.never if name in kb.prohibitions for tag in kb.prohibitions[name].removes}
    for entry in case.steps:
        step = kb.steps.get(entry.step if isinstance(entry, StepWhen) else entry)
        if step is not None and not isinstance(entry, StepWhen) and banned.isdisjoint(step.tags):
            return
    yield problem(kb, "cases", case.id, "langkah-terakhir", "larangannya sendiri membuang semua langkahnya")


def own_contradictions(kb: Knowledge) -> Iterator[Problem]:
    """A case must not recommend what it forbids, unless the step stands behind a gate."""
    for case in kb.cases.values():
        for name in case.never:
            for entry in case.steps:
                step = kb.steps.get(entry.step if isinstance(entry, StepWhen) else entry)
                rule = kb.prohibitions.get(name)
                if step is None or rule is None or case.id in rule.lifted_for:
                    continue
                for tag in set(step.tags) & set(rule.removes):
                    yield problem(
                        kb, "cases", case.id, "pertentangan", f"langkah {step.id} dilarang oleh {name} (tag {tag})"
                    )


def unused(kb: Knowledge) -> Iterator[Problem]:
    """Signs and steps that nothing uses are dead weight."""
    used = {(kind, name) for _, _, kind, name in references(kb)}
    for name, sign in kb.signs.items():
        if ("signs", name) not in used and not sign.accuses:
            yield problem(
                kb, "signs", name, "tak-terpakai", "tidak dipakai kasus atau aturan mana pun", "pakai atau hapus"
            )
    for name in kb.steps:
        if ("steps", name) not in used:
            yield problem(
                kb, "steps", name, "tak-terpakai", "tidak dipakai kasus atau aturan mana pun", "pakai atau hapus"
            )


def danger_rules(kb: Knowledge) -> Iterator[Problem]:
    """Every danger flag needs a rule that raises it."""
    raised = {rule.then.danger for rule in kb.rules.values()}
    for name in kb.dangers:
        if name not in raised:
            yield problem(kb, "dangers", name, "tanpa-aturan", "tidak ada aturan yang menyalakannya")


def absent_only_when_observable(kb: Knowledge) -> Iterator[Problem]:
    """A condition that needs an absence must name a sign that can be asked."""
    for case in kb.cases.values():
        for name in signs_in(case.symptoms):
            if name in kb.signs and kb.signs[name].kind == "background" and case.symptoms == name:
                yield problem(kb, "cases", case.id, "latar", f"tanda latar {name} saja tidak boleh menjadi kasus")


CHECKS: tuple[Callable[[Knowledge], Iterable[Problem]], ...] = (
    *SOUND, closed_lists, phrases_parse, sign_gaps, case_gaps, own_contradictions,
    unused, danger_rules, absent_only_when_observable, phrase_traps, word_traps,
)  # fmt: skip
