"""`triage kb new`: a scaffold that says what belongs where, never overwrites, and that `check` refuses until it is filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from triage.author.scaffold import SCAFFOLDS
from triage.check.todos import MARK, todos, without_echoes
from triage.kb.build import build_what_is_sound
from triage.kb.load import layers
from triage.kb.problems import Problem
from triage.kb.yamlmap import read_yaml

Run = Callable[..., tuple[int, str, str]]
NEW = {
    "case": ("keracunan_makanan", "cases.yaml"),
    "sign": ("muntah_bersama", "signs/baru.yaml"),
    "step": ("simpan_sisa_makanan", "steps.yaml"),
    "rule": ("keracunan-banyak-orang", "rules/baru/keracunan-banyak-orang.yaml"),
}


def marked(path: Path) -> list[int]:
    """Line of every TODO in a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) for _ in range(line.count(f'"{MARK}:'))]


@pytest.mark.parametrize("kind", NEW)
def test_check_refuses_every_todo_at_its_place_and_says_nothing_twice(kind: str, run: Run, tmp_path: Path) -> None:
    name, file = NEW[kind]
    code, out, err = run("kb", "new", kind, name, "--knowledge", str(tmp_path))
    assert (code, err) == (0, "")
    path = tmp_path / file
    assert out.splitlines() == [
        f"{path.as_posix()}:1",
        "Ganti tiap TODO di sana dengan isinya, lalu jalankan:",
        f"  triage kb check --knowledge {tmp_path}",
    ]
    stack = layers([tmp_path])
    _, problems = build_what_is_sound(stack, "x")
    found = todos(stack)
    assert [p.line for p in found] == marked(path)
    assert {(p.path, p.rule) for p in found} == {(path.as_posix(), "belum-selesai")}
    assert problems, "the scaffold itself must not pass for knowledge"
    assert without_echoes(problems, found) == []


def test_the_check_command_fails_with_the_todos(run: Run, tmp_path: Path) -> None:
    run("kb", "new", "langkah", "simpan_sisa_makanan", "--knowledge", str(tmp_path))
    code, _, err = run("kb", "check", "--no-examples", "--knowledge", str(tmp_path))
    assert code == 1
    assert f"{(tmp_path / 'steps.yaml').as_posix()}:3:3: belum-selesai: phase masih TODO: Tahap: selamatkan" in err


def test_a_problem_that_is_no_echo_stays() -> None:
    found = [Problem("a.yaml", 3, 3, "belum-selesai", "phase masih TODO: x")]
    other = Problem("a.yaml", 4, 3, "bentuk", "kunci 'x' tidak dikenal")
    echo = Problem("a.yaml", 3, 10, "bentuk", "nilai 'phase' bukan pilihan yang sah")
    named = Problem("a.yaml", 1, 1, "rujukan-id", "langkah 'TODO: id langkah' tidak ada")
    elsewhere = Problem("a.yaml", 3, 3, "tenggat", "'2' bukan tenggat")
    assert without_echoes([other, echo, named, elsewhere], found) == [other, elsewhere]


def test_a_todo_left_in_a_text_that_is_valid_is_still_refused(tmp_path: Path) -> None:
    (tmp_path / "reminders.yaml").write_text('baru: {text: "TODO tulis nanti"}\n', encoding="utf-8")
    (problem,) = todos(layers([tmp_path]))
    assert (problem.line, problem.col) == (1, 8)


def test_the_word_inside_a_text_is_no_todo(tmp_path: Path) -> None:
    (tmp_path / "reminders.yaml").write_text(
        'baru: {text: "TODOAN bukan tanda. Tulis TODO di buku."}\n', encoding="utf-8"
    )
    assert todos(layers([tmp_path])) == []


def test_nothing_shipped_is_unfinished() -> None:
    assert todos(layers()) == []


def test_the_new_entry_goes_after_what_is_there(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "signs" / "kks.yaml"
    path.parent.mkdir()
    old = "# catatan\r\nlama: {says: a, about: household, ask: b?}"
    path.write_bytes(old.encode())
    assert run("kb", "new", "sign", "baru_sekali", "--theme", "kks", "--knowledge", str(tmp_path))[1].startswith(
        f"{path.as_posix()}:3\n"
    )
    raw = path.read_bytes().decode()
    assert raw.startswith(f"{old}\r\nbaru_sekali:\r\n")
    assert "\n" not in raw.replace("\r\n", "")
    assert list(read_yaml(path).data) == ["lama", "baru_sekali"]


def test_two_cases_stand_apart(run: Run, tmp_path: Path) -> None:
    for name in ("satu", "dua"):
        assert run("kb", "new", "kasus", name, "--knowledge", str(tmp_path))[0] == 0
    text = (tmp_path / "cases.yaml").read_text(encoding="utf-8")
    assert "\n\n- id: dua\n" in text
    assert [one["id"] for one in read_yaml(tmp_path / "cases.yaml").data] == ["satu", "dua"]


@pytest.mark.parametrize("kind", NEW)
def test_an_entry_is_never_overwritten(kind: str, run: Run, tmp_path: Path) -> None:
    name, file = NEW[kind]
    run("kb", "new", kind, name, "--knowledge", str(tmp_path))
    before = (tmp_path / file).read_bytes()
    code, out, err = run("kb", "new", kind, name, "--knowledge", str(tmp_path))
    assert (code, out) == (1, "")
    assert f"sudah ada di {(tmp_path / file).as_posix()}:1:" in err
    assert (tmp_path / file).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("case", "kdrt"), "'kdrt' sudah ada di knowledge/cases.yaml:"),
        (("rule", "pin-tidak-dibagi"), "sudah ada di rules/forbid/pin-tidak-dibagi.yaml"),
        (("case", "Kasus-Baru"), "disambung _"),
        (("rule", "aturan_baru"), "disambung -"),
        (("sign", "../lari"), "harus huruf kecil"),
        (("sign", "baru", "--theme", "../lari"), "tema"),
        (("step", "baru", "--theme", "kks"), "tidak berlaku"),
        (("kassus", "baru"), "maksudnya kasus?"),
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], message: str, run: Run, tmp_path: Path
) -> None:
    code, out, err = run("kb", "new", *arguments, "--knowledge", str(tmp_path))
    assert (code, out) == (1, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("old", ["lama: [\n", "{lama: {text: a}}\n", "- a\n"])
def test_a_file_that_cannot_take_the_entry_is_left_as_it_is(old: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "steps.yaml"
    path.write_text(old, encoding="utf-8")
    code, _, err = run("kb", "new", "step", "baru", "--knowledge", str(tmp_path))
    assert (code, len(err.splitlines())) == (1, 1)
    assert err.startswith(path.as_posix())
    assert path.read_text(encoding="utf-8") == old
    assert [p.name for p in tmp_path.iterdir()] == ["steps.yaml"]


@pytest.mark.parametrize("kind", SCAFFOLDS)
def test_a_scaffold_holds_only_fields_that_exist(kind: str, tmp_path: Path, run: Run) -> None:
    """Whoever renames a field learns it here: the validation must complain of values only."""
    run("kb", "new", kind, NEW[kind][0], "--knowledge", str(tmp_path))
    _, problems = build_what_is_sound(layers([tmp_path]), "x")
    assert not [p for p in problems if "tidak dikenal" in p.message or "belum ada" in p.message]
