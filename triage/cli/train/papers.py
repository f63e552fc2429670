"""From what was asked for on the command line, or by a trainer's course file, to the paper of a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.train.exam import Mode, Paper, Sitting
    from triage.train.model import Objective
    from triage.train.store import Given, Where

WHERE = {"pretes": "pretes", "postes": "postes", "sertifikasi": "ujian"}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a test keeps to. cases and parts: all when empty; objectives: those of a pretest."""

    cases: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    objectives: tuple[Objective, ...] = ()


def selection(extra: Sequence[Path], groups: Sequence[str] | None, cases: Sequence[str] | None) -> Selection:
    """Groups and cases by name. Raises Problems for one that does not exist."""
    from triage.cli.train.choices import checked, groups_of
    from triage.kb.load import load
    from triage.train.objectives import objectives

    kb = load(extra)
    named = checked("--case", "kasus", cases, kb.cases)
    grouped = checked("--group", "kelompok", groups, groups_of(kb))
    wanted = (*named, *(case.id for case in kb.cases.values() if case.group in grouped and case.id not in named))
    asked = {kb.cases[name].group for name in wanted}
    return Selection(wanted, (), tuple(o for o in objectives(kb) if not asked or o.group in asked))


def course_limits(path: Path, extra: Sequence[Path], limits: dict[str, Any]) -> Selection:
    """What the course asks; its pass mark goes into `limits` where none was given. Raises Problems."""
    from triage.kb.load import load
    from triage.train.course import read_course
    from triage.train.model import Objective
    from triage.train.result import LOWEST_MARK

    kb = load(extra)
    course = read_course(path, kb)
    limits["pass_mark"] = limits["pass_mark"] or course.lulus
    if limits["pass_mark"] < LOWEST_MARK:
        message = f"batas lulus {course.lulus} % terlalu rendah untuk ujian: penebak dapat lulus"
        raise Problems([Problem(str(path), 0, 0, "kursus", message, f"tulis paling sedikit {LOWEST_MARK}")])
    parts = course.parts(kb)
    asked = tuple(Objective(cast(Any, skill), group) for skill, groups in parts for group in groups)
    return Selection(course.cases(kb), parts, asked)


def course_notes(path: Path, extra: Sequence[Path], mode: Mode) -> tuple[str, ...]:
    """Which course this is and when; whether today is outside of it, or not the day planned for this test."""
    from triage.kb.load import load
    from triage.train.course import read_course
    from triage.train.plot import day_words

    course, today = read_course(path, load(extra)), date.today()
    begin, end = (day_words(day, year=True) if day else "…" for day in (course.mulai, course.selesai))
    about = f"Kursus: {course.nama}" + (f", {begin} sampai {end}." if course.mulai or course.selesai else ".")
    if not (course.mulai or date.min) <= today <= (course.selesai or date.max):
        return (
            about,
            "Hari ini di luar masa kursus; ujian tetap dapat dikerjakan, hasilnya dicatat dengan tanggalnya.",
        )
    planned = [day.tanggal for day in course.jadwal if day.acara == WHERE[mode]]
    if planned and today not in planned:
        return (about, f"Menurut jadwal: {', '.join(day_words(day, year=True) for day in sorted(planned))}.")
    return (about,)


def new_paper(mode: Mode, seed: int, count: int | None, chosen: Selection, limits: dict[str, Any]) -> Paper:
    """A pretest or a certification."""
    from triage.train.exam import ITEMS, certification, pretest

    number = count or ITEMS[mode]
    more = {**limits, "cases": chosen.cases, "parts": chosen.parts}
    if mode == "sertifikasi":
        return certification(seed, number, **more)
    return pretest(seed, chosen.objectives, number, **more)


def pretest_of(chosen: bool) -> None:
    """A posttest asks what its pretest asked. Raises Problems when something else was chosen."""
    if chosen:
        message = "postes mengikuti pretesnya; pilihan isi tidak berlaku di sini"
        raise Problems([Problem("postes", 0, 0, "ujian", message, "buang --course, --group, --case, dan --count")])


def givens(over: Sitting) -> Iterator[Given]:
    """Every item that was shown, as an answer to keep; the same test always gives the same ids."""
    from triage.train.store import Given

    for number, one in enumerate(over.answers, 1):
        item, at = one.item, datetime.fromisoformat(one.at or over.ended)
        yield Given(
            item.id, item.kind, item.objective.id, item.case, one.right, one.chosen, one.seconds, at,
            cast("Where", WHERE[over.paper.mode]), tuple(option.key for option in one.options), f"{over.id}-{number}",
        )  # fmt: skip
