"""A course as a trainer writes it: objectives, cases, dates, pass mark. All mistakes are told at once, with places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from triage.kb.problems import Problem, Problems, did_you_mean
from triage.kb.types import Knowledge
from triage.kb.validate import sentence
from triage.kb.yamlmap import YamlFile, read_yaml
from triage.train.model import SKILLS
from triage.train.objectives import groups, objectives

MAX_BYTES = 1_000_000
HINT = "lihat examples/kursus/angkatan-contoh.yaml"


class CourseDay(BaseModel):
    """Something that happens on one day."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    tanggal: dt.date
    acara: Literal["pretes", "belajar", "postes", "ujian"]
    catatan: str = ""


class Course(BaseModel):
    """tujuan: objectives, `rujuk:berat` or `rujuk` for all groups; kasus: case ids. Empty means all of them.

    lulus: the percent that passes.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    nama: Annotated[str, Field(min_length=1, max_length=120)]
    mulai: dt.date | None = None
    selesai: dt.date | None = None
    lulus: Annotated[int, Field(ge=0, le=100)] = 70
    tujuan: tuple[str, ...] = ()
    kasus: tuple[str, ...] = ()
    jadwal: tuple[CourseDay, ...] = ()

    def takes(self, objective: str, case: str) -> bool:
        """Whether an item of this objective (`skill:group`) about this case belongs to the course."""
        skill = objective.partition(":")[0]
        return (not self.tujuan or objective in self.tujuan or skill in self.tujuan) and (
            not self.kasus or case in self.kasus
        )

    def cases(self, knowledge: Knowledge) -> tuple[str, ...]:
        """The cases about which the course asks anything, in the order of the knowledge."""
        return tuple(
            case.id
            for case in knowledge.cases.values()
            if any(self.takes(f"{skill}:{case.group}", case.id) for skill in SKILLS)
        )

    def parts(self, knowledge: Knowledge) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each skill with the groups in which it is asked: filters for `Bank.draw`, one draw a part."""
        cases = knowledge.cases.values()
        asked = [
            one
            for one in objectives(knowledge)
            if any(c.group == one.group and self.takes(one.id, c.id) for c in cases)
        ]
        skills = dict.fromkeys(one.skill for one in asked)
        return tuple((skill, tuple(one.group for one in asked if one.skill == skill)) for skill in skills)


def read_course(path: Path, knowledge: Knowledge) -> Course:
    """Raises Problems: unreadable file, unknown key, objective or case, impossible dates."""
    file = read_yaml(path, MAX_BYTES)
    if not isinstance(file.data, dict):
        raise Problems([file.problem((), "kursus", "berkas kursus harus berisi kunci dan nilai", HINT)])
    problems = [*_unknown(file, knowledge)]
    course: Course | None = None
    try:
        course = Course.model_validate(file.data)
    except ValidationError as error:
        known = [*Course.model_fields, *CourseDay.model_fields]
        for detail in error.errors(include_url=False):
            message, hint = sentence(detail, known)
            inside = isinstance(detail["loc"][-1], int)  # a number is no name of anything
            problems.append(
                file.problem(tuple(detail["loc"]), "kursus", "isi ini tidak sah" if inside else message, hint)
            )
    if course is not None:
        problems += [*_dates(file, course), *_never_asked(file, course, knowledge)]
    if problems or course is None:
        raise Problems(problems)
    return course


def _unknown(file: YamlFile, knowledge: Knowledge) -> Iterator[Problem]:
    """Names that nothing has, and names written twice."""
    known = [*SKILLS, *(one.id for one in objectives(knowledge))]
    for key, what, names in (("tujuan", "tujuan", known), ("kasus", "kasus", list(knowledge.cases))):
        given = file.data.get(key)
        seen: set[Any] = set()
        for i, name in enumerate(given if isinstance(given, list) else ()):
            if isinstance(name, str) and name not in names:
                hint = did_you_mean(name, names) or _all(key, knowledge)
                yield file.problem((key, i), "kursus", f"{what} {name!r} tidak dikenal", hint)
            elif isinstance(name, str) and name in seen:
                yield file.problem((key, i), "kursus", f"{what} {name!r} ditulis dua kali", "hapus salah satunya")
            seen.add(name if isinstance(name, str) else None)


def _all(key: str, knowledge: Knowledge) -> str:
    if key == "kasus":
        return "lihat triage kb list kasus"
    return f"tulis {' | '.join(SKILLS)}, boleh dengan kelompok, misalnya rujuk:{groups(knowledge)[0]}"


def _dates(file: YamlFile, course: Course) -> Iterator[Problem]:
    begin, end = course.mulai or dt.date.min, course.selesai or dt.date.max
    if begin > end:
        yield file.problem(("selesai",), "kursus", "tanggal selesai sebelum tanggal mulai", "betulkan tanggalnya")
        return
    for i, day in enumerate(course.jadwal):
        if not begin <= day.tanggal <= end:
            yield file.problem(("jadwal", i, "tanggal"), "kursus", "tanggal ini di luar masa kursus", "betulkan")


def _never_asked(file: YamlFile, course: Course, knowledge: Knowledge) -> Iterator[Problem]:
    """Cases of which no objective of the course speaks, and objectives without a case: nobody means that."""
    asked = course.cases(knowledge)
    for i, name in enumerate(course.kasus):
        if name in knowledge.cases and name not in asked:
            hint = f"tambahkan tujuan untuk kelompok {knowledge.cases[name].group}, atau hapus kasusnya"
            yield file.problem(("kasus", i), "kursus", f"kasus {name!r} tidak tercakup tujuan mana pun", hint)
    here = {knowledge.cases[name].group for name in asked}
    for i, objective in enumerate(course.tujuan):
        group = objective.partition(":")[2]
        if group in groups(knowledge) and group not in here:
            hint = "tambahkan kasus dari kelompok itu, atau hapus tujuannya"
            yield file.problem(("tujuan", i), "kursus", f"tujuan {objective!r} tidak punya kasus di sini", hint)
