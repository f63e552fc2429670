"""`triage kb check`: everything wrong with the knowledge, at once."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triage.cli import options
from triage.cli.day import day

if TYPE_CHECKING:
    from triage.kb.problems import Problem
    from triage.kb.types import Knowledge

ListLints = Annotated[bool, typer.Option("--list", help="Tampilkan semua pemeriksaan dan artinya.")]
GAPS = 3
"""So many gaps of the training items are named."""
WORDS = {"error": "kesalahan", "warning": "peringatan"}


def check(
    knowledge: options.KnowledgeFolders = None,
    examples: options.RunExamples = True,
    as_json: options.Json = False,
    list_lints: ListLints = False,
    at: options.Day = None,
) -> int:
    """All problems on stderr (or as JSON on stdout); exit 1 when there is an error, 0 when only warnings."""
    today = day(at)
    if list_lints:
        return _list(today, as_json)
    from triage.check import check_all
    from triage.check.lints import severities
    from triage.check.todos import todos, without_echoes
    from triage.kb.build import build_what_is_sound
    from triage.kb.load import content_hash, layers

    stack = layers(knowledge or ())
    base, read = build_what_is_sound(stack, content_hash(stack))
    checked = check_all(base, today, examples=examples)
    unfinished = todos(stack)
    problems = sorted({*unfinished, *without_echoes([*read, *checked.problems], unfinished)})
    kinds = severities(today)
    if knowledge and not read:
        problems = sorted({*problems, *_refused(knowledge)})
    warnings = [p for p in problems if kinds.get(p.rule) == "warning"]
    if as_json:
        print(json.dumps([_as_json(p, kinds.get(p.rule, "error")) for p in problems], ensure_ascii=False, indent=2))
    else:
        for item in problems:
            print(_shown(item) if item in warnings else item, file=sys.stderr)
        print(f"{checked.productions} aturan terkompilasi, {checked.examples} contoh dijalankan")
        print(_summary(base, problems, len(warnings)))
        if len(problems) == len(warnings):  # recipes need sound references
            print(_items(base))
    return 1 if len(problems) > len(warnings) else 0


def _refused(folders: Sequence[Path]) -> Sequence[Problem]:
    """Statements of invariants.yaml that a district's folders break."""
    from triage.compiled import load_machine
    from triage.kb.problems import Problems

    try:
        load_machine(folders)
    except Problems as refused:
        return [p for p in refused.problems if p.rule in ("lapisan", "pernyataan")]  # all others are known already
    return ()


def _shown(problem: Problem) -> str:
    """A warning says that it is one; the place stays in front, where editors look for it."""
    return str(problem).replace(f" {problem.rule}: ", f" peringatan: {problem.rule}: ", 1)


def _as_json(problem: Problem, severity: str) -> dict[str, str | int]:
    return {
        "path": problem.path, "line": problem.line, "col": problem.col, "rule": problem.rule, "severity": severity,
        "message": problem.message, "hint": problem.hint, "entry": problem.entry,
    }  # fmt: skip


def _summary(base: Knowledge, problems: Sequence[Problem], warnings: int) -> str:
    sizes = ", ".join(f"{len(getattr(base, kind))} {word}" for kind, word in COUNTED)
    todo = sum(p.rule == "belum-selesai" for p in problems)
    return f"{sizes}; {todo} TODO; {len(problems) - warnings} masalah, {warnings} peringatan"


def _items(base: Knowledge) -> str:
    """Whether every case can be practised for every skill; counted by structure, proved only when items are drawn."""
    from triage.train.bank import coverage_of
    from triage.train.model import SKILLS

    found = coverage_of(base)
    sizes = f"soal latihan: {len(found.cases)} kasus × {len(SKILLS)} keterampilan"
    if not found.gaps:
        return f"{sizes}, semuanya terisi"
    shown = ", ".join(f"{case} ({skill})" for case, skill in found.gaps[:GAPS])
    more = f", dan {len(found.gaps) - GAPS} lagi" if len(found.gaps) > GAPS else ""
    return f"{sizes}; belum ada soal: {shown}{more}"


def _list(today: dt.date, as_json: bool) -> int:
    from triage.check.lints import catalogue

    rows = catalogue(today)
    if as_json:
        found = [{"rule": rule, "severity": kind, "sentence": text} for rule, kind, text in rows]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    width = max(len(rule) for rule, _, _ in rows)
    for rule, kind, text in rows:
        print(f"{rule:{width}}  {WORDS[kind]:10}  {text}")
    return 0


COUNTED = (
    ("signs", "tanda"), ("cases", "kasus"), ("rules", "aturan"), ("steps", "langkah"), ("dangers", "bahaya"),
    ("prohibitions", "larangan"), ("reminders", "pengingat"), ("referrals", "rujukan"), ("inquiries", "pertanyaan"),
)  # fmt: skip
