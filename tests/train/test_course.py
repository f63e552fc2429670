"""A trainer's course file: what it takes, and every mistake at its place, all at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from triage.author.schemas import schema_of
from triage.kb.problems import Problems
from triage.kb.types import Knowledge
from triage.train.course import Course, read_course

Run = Callable[..., tuple[int, str, str]]
EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "kursus" / "angkatan-contoh.yaml"


def written(folder: Path, text: str) -> Path:
    path = folder / "kursus.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_sound_and_says_what_it_covers(run: Run, knowledge: Knowledge) -> None:
    course = read_course(EXAMPLE, knowledge)
    assert len(course.cases(knowledge)) == len(course.kasus) == 7
    code, out, _ = run("train", "course", str(EXAMPLE))
    assert (code, "Batas lulus 75 %, 7 kasus, 12 tujuan" in out) == (0, True)


def test_a_course_takes_what_both_its_objectives_and_its_cases_name() -> None:
    course = Course(nama="a", tujuan=("kenali", "rujuk:berat"), kasus=("kdrt", "pin_lupa"))
    assert course.takes("kenali:teknis_kks", "pin_lupa")
    assert course.takes("rujuk:berat", "kdrt")
    assert not course.takes("rujuk:teknis_kks", "pin_lupa")
    assert not course.takes("kenali:berat", "narkoba")
    assert Course(nama="a").takes("etika:faq", "apa_saja")


def test_its_parts_are_filters_for_drawing(knowledge: Knowledge) -> None:
    course = Course(nama="a", tujuan=("kenali", "rujuk:berat"), kasus=("kdrt", "pin_lupa"))
    assert course.parts(knowledge) == (("kenali", ("berat", "teknis_kks")), ("rujuk", ("berat",)))
    assert course.cases(knowledge) == ("kdrt", "pin_lupa")
    every = Course(nama="a").parts(knowledge)
    assert len(every) == 6
    assert len(every[0][1]) == len({case.group for case in knowledge.cases.values()})


def test_the_schema_takes_what_the_program_reads_and_refuses_what_it_refuses() -> None:
    schema = Draft7Validator(schema_of("course"))

    def errors(text: str) -> list[str]:
        return [e.message for e in schema.iter_errors(json.loads(json.dumps(yaml.safe_load(text), default=str)))]

    assert errors(EXAMPLE.read_text(encoding="utf-8")) == []
    assert len(errors(MISTAKES)) == 5  # nama, lulus, tujuann, 3, pesta; ids are not listed in a schema


MISTAKES = """\
nama: ""
mulai: 2026-12-30
selesai: besok
lulus: 170
tujuann: [a]
tujuan: [kenal, rujuk:beratt, kenali, kenali]
kasus: [kdrtt, 3]
jadwal:
  - {tanggal: 2026-12-01, acara: pesta}
"""
TOLD = [
    ":1:1: kursus: 'nama' tidak boleh kosong",
    ":3:1: kursus: 'selesai' harus tanggal, misalnya 2026-11-23",
    ":4:1: kursus: 'lulus' harus paling banyak 100",
    ":5:1: kursus: kunci 'tujuann' tidak dikenal (maksudnya tujuan?)",
    ":6:10: kursus: tujuan 'kenal' tidak dikenal (maksudnya kenali?)",
    ":6:17: kursus: tujuan 'rujuk:beratt' tidak dikenal (maksudnya rujuk:berat?)",
    ":6:39: kursus: tujuan 'kenali' ditulis dua kali (hapus salah satunya)",
    ":7:9: kursus: kasus 'kdrtt' tidak dikenal (maksudnya kdrt?)",
    ":7:16: kursus: isi ini tidak sah",
    ":9:27: kursus: nilai 'acara' bukan pilihan yang sah",
]


def test_all_mistakes_are_told_at_once_with_their_places(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path, MISTAKES)
    code, out, err = run("train", "course", str(path))
    lines = err.splitlines()
    assert (code, out, len(lines)) == (1, "", len(TOLD))
    for line, told in zip(lines, TOLD, strict=True):
        assert line.startswith(f"{path}{told}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nama: a\nmulai: 2026-12-02\nselesai: 2026-12-01\n", ":3:1: kursus: tanggal selesai sebelum tanggal mulai"),
        ("nama: a\nselesai: 2026-12-01\njadwal: [{tanggal: 2026-12-02, acara: ujian}]\n", ":3:11: kursus: tanggal ini di luar masa kursus"),
        ("nama: a\ntujuan: [kenali:berat]\nkasus: [kdrt, pin_lupa]\n", ":3:15: kursus: kasus 'pin_lupa' tidak tercakup tujuan"),
        ("nama: a\ntujuan: [kenali, rujuk:berat]\nkasus: [pin_lupa]\n", ":2:18: kursus: tujuan 'rujuk:berat' tidak punya kasus"),
        ("- kdrt\n", ":1:1: kursus: berkas kursus harus berisi kunci dan nilai"),
        ("nama: [\n", "yaml: susunan YAML tidak terbaca"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_told(text: str, message: str, tmp_path: Path, knowledge: Knowledge) -> None:
    with pytest.raises(Problems) as refused:
        read_course(written(tmp_path, text), knowledge)
    assert message in str(refused.value)
    assert len(refused.value.problems) == 1
