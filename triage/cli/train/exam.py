"""`triage train exam`: pretest, posttest, or the certification; with a clock, resumable, explained at the end."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triage.cli import options
from triage.cli.train import exam_options
from triage.kb.problems import Problem, Problems, did_you_mean

if TYPE_CHECKING:
    from triage.cli.ask_fronts import Front
    from triage.train.exam import Mode, Sitting
    from triage.train.store import Store

RUNNING = "ujian"
"""The name under which the test that is not over is kept; a finished one under hasil/MODE."""
GO_ON = "Tersimpan; lanjutkan dengan triage train exam --resume"
NAMES = {"pretest": "pretes", "posttest": "postes", "certification": "sertifikasi"}
Which = Annotated[str, typer.Argument(help="pretes, postes, atau sertifikasi.", metavar="UJIAN", show_default=False)]
Minutes = Annotated[
    int | None, typer.Option("--minutes", help="Waktu dalam menit; 0: tanpa batas.", metavar="MENIT", min=0, max=1440)
]
Pass = Annotated[
    int | None, typer.Option("--pass", help="Batas lulus dalam persen; asalnya 70.", metavar="PERSEN", min=60, max=100)
]
CourseFile = Annotated[Path | None, typer.Option("--course", help="Berkas kursus dari pelatih.", metavar="BERKAS")]
Resume = Annotated[bool, typer.Option("--resume", help="Lanjutkan ujian yang belum selesai.")]
Discard = Annotated[bool, typer.Option("--discard", help="Buang ujian yang belum selesai.")]
Last = Annotated[bool, typer.Option("--last", help="Hasil terakhir dengan pembahasannya, tanpa ujian baru.")]
Html = Annotated[Path | None, typer.Option("--html", help="Simpan lembar hasil sebagai HTML.", metavar="BERKAS")]


def exam(
    which: Which = "sertifikasi", count: exam_options.Count = None, minutes: Minutes = None, mark: Pass = None,
    seed: exam_options.Seed = None, groups: exam_options.Groups = None, cases: exam_options.Cases = None,
    course: CourseFile = None, resume: Resume = False, discard: Discard = False, last: Last = False, html: Html = None,
    as_json: options.Json = False, plain: options.Plain = False, db: exam_options.Db = None,
    knowledge: options.KnowledgeFolders = None,
) -> int:  # fmt: skip
    """Sit a test, or look at the result of the last one."""
    from triage.cli.private import check_writable
    from triage.cli.train.papers import course_notes
    from triage.train.store import Store

    mode = _mode(which)
    if html is not None:
        check_writable(html)
    extra = tuple(knowledge or ())
    with Store.open(db) as store:
        if discard:
            return _discard(store)
        if last:
            return _report(_finished(store, mode), store, extra, html, as_json, plain, whole=True)
        notes: tuple[str, ...] = ()
        if resume:
            sitting = _broken_off(store)
        else:
            _none_running(store)
            sitting = _new(mode, store, extra, seed, count, course, groups, cases, minutes, mark)
            notes = course_notes(course, extra, mode) if course else ()
        over = _sit(sitting, store, extra, plain, as_json, resume, notes)
        return _report(over, store, extra, html, as_json, plain) if over else 0


def _sit(
    sitting: Sitting, store: Store, extra: tuple[Path, ...], plain: bool, as_json: bool, resumed: bool,
    notes: tuple[str, ...],
) -> Sitting | None:  # fmt: skip
    """The test when it is over and kept; None when the candidate stopped for now."""
    from datetime import datetime

    from triage.cli.ask_fronts import front_for
    from triage.cli.ask_lines import lines
    from triage.cli.train.choices import bank_of
    from triage.cli.train.sitting import Left, Seat
    from triage.cli.train.windows import keeper
    from triage.train.exam import to_state

    front, keep = front_for(plain, as_json), keeper(store, RUNNING, "ujian")
    begun = False
    try:
        if not _started(front, sitting, resumed, notes):
            return None
        begun = True
        _, bank = bank_of(extra)
        seat = Seat(
            front, bank, sitting, lambda now: keep(to_state(now)), lambda: datetime.now().astimezone(), time.monotonic
        )
        over = seat.run()
    except (Left, KeyboardInterrupt) as stop:
        if begun or resumed:
            front.show(lines("", GO_ON))
        if isinstance(stop, KeyboardInterrupt):
            raise
        return None
    _keep_result(over, store)
    return over


def _started(front: Front, sitting: Sitting, resumed: bool, notes: tuple[str, ...]) -> bool:
    """Say what comes, with notes on the course, and wait until the candidate is ready: only then the clock runs."""
    from triage.cli.ask_lines import lines
    from triage.cli.ask_words import Option
    from triage.train.exam_words import MODES, duration

    paper, left = sitting.paper, sitting.left()
    limit = f"waktu {duration(left)}" if left is not None else "tanpa batas waktu"
    judged = f", batas lulus {paper.pass_mark} %" if paper.mode == "sertifikasi" else ""
    head = f"{MODES[paper.mode]}: {len(paper.slots)} soal, {limit}{judged}."
    front.show(lines(*notes))
    more = f"Dilanjutkan: {sitting.given} soal sudah dijawab." if resumed else f"Nomor undian: {paper.seed}."
    front.show(lines("", head, style="bold"))
    front.show(lines(f"{more} Pembahasan menyusul di akhir. Boleh berhenti kapan saja; sisanya dilanjutkan nanti."))
    reply = front.choose((Option("mulai", "Mulai", ("m", "ya")), Option("nanti", "Nanti saja", ("n",))), "mulai")
    return reply.kind == "pick" and reply.text == "mulai"


def _new(
    mode: Mode, store: Store, extra: tuple[Path, ...], seed: int | None, count: int | None, course: Path | None,
    groups: list[str] | None, cases: list[str] | None, minutes: int | None, mark: int | None,
) -> Sitting:  # fmt: skip
    from dataclasses import replace
    from datetime import datetime
    from uuid import uuid4

    from triage.cli.train.choices import new_seed
    from triage.cli.train.papers import Selection, course_limits, new_paper, pretest_of, selection
    from triage.train.exam import Sitting, posttest

    drawn = new_seed() if seed is None else seed
    if mode == "postes":
        pretest_of(any((course, groups, cases, count)))
        paper = posttest(drawn, _finished(store, "pretes"))
        paper = replace(paper, minutes=minutes) if minutes is not None else paper
    else:
        limits: dict[str, Any] = {"minutes": minutes, "pass_mark": mark}
        chosen = Selection()
        if course is not None:
            chosen = course_limits(course, extra, limits)
        elif groups or cases or mode == "pretes":
            chosen = selection(extra, groups, cases)
        paper = new_paper(mode, drawn, count, chosen, limits)
    return Sitting(uuid4().hex, paper, datetime.now().astimezone().isoformat(timespec="seconds"))


def _report(
    sitting: Sitting, store: Store, extra: tuple[Path, ...], html: Path | None, as_json: bool, plain: bool,
    whole: bool = False,
) -> int:  # fmt: skip
    """The result sheet, on the screen or as JSON, and as HTML where that was asked for."""
    from triage.cli.ask_fronts import front_for
    from triage.cli.ask_lines import lines
    from triage.cli.private import write_private
    from triage.cli.train.result_screen import misses_screen, result_screen, score_words
    from triage.kb.load import load
    from triage.train.result import result_of, to_json
    from triage.train.result_html import result_html

    knowledge = load(extra)
    before = _finished(store, "pretes") if sitting.paper.mode == "postes" else None
    result = result_of(sitting, knowledge, before)
    if html is not None:
        write_private(html, result_html(result, knowledge, score_words(result)))
    if as_json:
        print(to_json(result), end="")
        return 0
    front = front_for(plain, as_json)
    if whole:
        front.show(misses_screen(result))
    front.show(result_screen(result))
    notes = [f"Pembahasan: triage train exam {sitting.paper.mode} --last"] if result.misses and not whole else []
    notes += [f"Lembar hasil: {html}"] if html is not None else []
    front.show(lines("", *notes, style="dim") if notes else lines())
    return 0


def _keep_result(over: Sitting, store: Store) -> None:
    """Answers first: should this be interrupted, --resume leads here again and nothing is counted twice."""
    from triage.cli.train.papers import givens
    from triage.train.exam import to_state

    for given in givens(over):
        store.answered(given)
    store.keep(f"hasil/{over.paper.mode}", to_state(over))
    store.forget(RUNNING)


def _finished(store: Store, mode: Mode) -> Sitting:
    """Raises Problems when no test of this mode was finished."""
    from triage.train.exam import from_state

    state = store.kept(f"hasil/{mode}")
    if state is None:
        hint = f"kerjakan dulu: triage train exam {mode}"
        raise Problems([Problem("ujian", 0, 0, "ujian", f"belum ada {mode} yang selesai", hint)])
    return from_state(state)


def _broken_off(store: Store) -> Sitting:
    from triage.train.exam import from_state

    state = store.kept(RUNNING)
    if state is None:
        raise Problems([Problem("--resume", 0, 0, "ujian", "tidak ada ujian yang terhenti", "mulai tanpa --resume")])
    return from_state(state)


def _none_running(store: Store) -> None:
    if store.kept(RUNNING) is not None:
        hint = "lanjutkan dengan --resume, atau buang dengan --discard"
        raise Problems([Problem("ujian", 0, 0, "ujian", "masih ada ujian yang belum selesai", hint)])


def _discard(store: Store) -> int:
    had = store.kept(RUNNING) is not None
    store.forget(RUNNING)
    print("ujian yang belum selesai sudah dibuang" if had else "tidak ada ujian yang belum selesai")
    return 0


def _mode(word: str) -> Mode:
    """Raises Problems with the nearest name."""
    from triage.train.exam import MODES

    wanted = NAMES.get(word, word)
    for mode in MODES:
        if mode == wanted:
            return mode
    hint = did_you_mean(word, [*MODES, *NAMES]) or f"pilih {', '.join(MODES)}"
    raise Problems([Problem("ujian", 0, 0, "ujian", f"ujian {word!r} tidak dikenal", hint)])
