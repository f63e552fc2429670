"""`triage train quiz`: items one after the other, explained at once; every answer is kept."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

from triage.cli import options
from triage.cli.train import exam_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from triage.cli.ask_fronts import Front
    from triage.kb.types import Knowledge
    from triage.train.exam import Answered
    from triage.train.store import Store

COUNT = 10
HELP = "huruf menjawab, ? belum tahu (lihat jawabannya), s selesai, ! tutup layar"
FILTERS = ("kinds", "groups", "cases", "skills")


def quiz(
    kinds: exam_options.Kinds = None, groups: exam_options.Groups = None, cases: exam_options.Cases = None,
    skills: exam_options.Skills = None, count: exam_options.Count = None, seed: exam_options.Seed = None,
    plain: options.Plain = False, db: exam_options.Db = None, knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Ask until the number is reached, the bank has no more, or the candidate stops."""
    from triage.cli.ask_fronts import front_for
    from triage.cli.ask_lines import lines
    from triage.cli.train.choices import bank_of, checked, groups_of, new_seed
    from triage.train.model import SKILLS
    from triage.train.objectives import KINDS
    from triage.train.quiz import questions
    from triage.train.store import Store

    checked("--kind", "jenis soal", kinds, KINDS)
    checked("--skill", "kemampuan", skills, SKILLS)
    kb, bank = bank_of(tuple(knowledge or ()))
    checked("--group", "kelompok", groups, groups_of(kb))
    checked("--case", "kasus", cases, kb.cases)
    drawn, number = new_seed() if seed is None else seed, count or COUNT
    given: dict[str, Any] = dict(zip(FILTERS, (kinds, groups, cases, skills), strict=True))
    source = questions(bank, drawn, **{name: tuple(value) for name, value in given.items() if value})
    front = front_for(plain, as_json=False)
    answers: list[Answered] = []
    with Store.open(db) as store:
        try:
            _run(front, source, number, kb, store, answers)
        finally:
            if answers:
                front.show(_result(answers, kb, drawn))
    if not answers:
        front.show(lines("", "Tidak ada soal yang dijawab."))
    return 0


def _run(
    front: Front, source: Iterable[Answered], count: int, kb: Knowledge, store: Store, answers: list[Answered]
) -> None:
    from itertools import islice

    from triage.cli.ask_lines import lines
    from triage.cli.train.item_screen import explained

    for one in islice(source, count):
        done = _asked(front, one, len(answers) + 1, count)
        if done is None:
            return
        answers.append(done)
        store.answered(_given(done))
        front.show(explained(done, kb.cases[done.item.case].title))
    if len(answers) < count:
        front.show(lines("", "Soal dari pilihan ini sudah habis."))


def _asked(front: Front, one: Answered, number: int, count: int) -> Answered | None:
    """The item with its answer, '' for not known; None to stop."""
    from dataclasses import replace

    from triage.cli.ask_lines import lines
    from triage.cli.train.item_screen import options_of, question

    since = time.monotonic()
    while True:
        front.show(question(one, number, count))
        front.show(lines(HELP, style="dim", lead="  "))
        reply = front.choose_one(options_of(one), lettered=True)
        if reply.kind in ("stop", "back"):
            return None
        if reply.kind == "hide":
            front.hide()
            continue
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        chosen = reply.text if reply.kind == "pick" else ""
        return replace(one, chosen=chosen, seconds=round(time.monotonic() - since, 1), at=at)


def _given(one: Answered) -> Any:
    from triage.train.store import Given

    item = one.item
    return Given(
        item.id, item.kind, item.objective.id, item.case, one.right, one.chosen, one.seconds,
        datetime.fromisoformat(one.at), "kuis", tuple(option.key for option in one.options),
    )  # fmt: skip


def _result(answers: list[Answered], kb: Knowledge, seed: int) -> Callable[[Any], None]:
    from triage.cli.train.item_screen import study_next
    from triage.train.result import objective_lines, percent, studies

    right = sum(one.right for one in answers)

    def draw(page: Any) -> None:
        page.heading("Hasil kuis")
        page.item("", f"{right} dari {len(answers)} benar ({percent(right, len(answers))} %)", "bold")
        for line in objective_lines(answers):
            page.item(f"  {page.symbols.bullet} ", f"{line.title}: {line.right}/{line.asked}")
        study_next(page, studies(answers, kb))
        page.item("", f"Soal yang sama lagi: --seed {seed}", "dim")

    return draw
