"""The candidate's file: private, merged without doubling, whole after kill -9, safe for two processes at once."""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from triage.kb.problems import Problems
from triage.train import store_file
from triage.train.store import Given, Review, Store

AT = datetime(2026, 11, 23, 13, 10, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


def given(number: int = 0, **more: Any) -> Given:
    parts: dict[str, Any] = {
        "item": f"soal{number}", "kind": "kasus", "objective": "kenali:berat", "case": "kdrt", "right": True,
        "chosen": "kdrt", "seconds": 4.5, "at": AT + timedelta(minutes=number), "where": "kuis",
    } | more  # fmt: skip
    return Given(**parts)


def review(number: int = 0) -> Review:
    return Review("kdrt/tanda", "abc", 3, AT + timedelta(days=number), 2500)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "a.db") as opened:
        yield opened


def test_answers_come_back_oldest_first_and_filtered(store: Store) -> None:
    late, early = given(5, where="ujian", right=False, options=("kdrt", "narkoba")), given(1, case="narkoba")
    store.answered(late)
    store.answered(early)
    assert store.answers() == (early, late)
    assert store.answers(where=["ujian"]) == store.answers(cases=["kdrt"]) == store.answers(since=late.at) == (late,)
    assert store.answers(objectives=["rujuk:berat"]) == ()


def test_a_time_zone_is_needed_and_told_in_any_zone(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.answered(given(at=datetime(2026, 11, 23)))
    store.answered(given(at=datetime.fromisoformat("2026-11-23T20:10:00+07:00")))
    assert store.answers()[0].at == AT


def test_the_file_and_what_lies_beside_it_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    path.touch(mode=0o644)
    with Store.open(path) as opened:
        opened.answered(given())
        assert {file.stat().st_mode & 0o777 for file in tmp_path.glob("b.db*")} == {0o600}
        assert len(list(tmp_path.glob("b.db*"))) > 1  # the log ahead of the file, too


def test_without_a_path_it_lies_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with Store.open() as opened:
        assert opened.path == tmp_path / "triage" / "kemajuan.db"
    assert (tmp_path / "triage").stat().st_mode & 0o777 == 0o700


def test_a_review_can_be_taken_back(store: Store) -> None:
    first, slip = store.reviewed(review(0)), store.reviewed(review(1))
    store.unreview(slip)
    assert store.reviews() == (first,)


def test_a_session_is_kept_replaced_and_forgotten(store: Store) -> None:
    store.keep("ujian", {"soal": [1, 2], "é": None})
    store.keep("ujian", {"soal": [3]})
    store.keep("kuis", {})
    assert (store.kept("ujian"), store.kept("kuis"), store.kept("lain")) == ({"soal": [3]}, {}, None)
    store.forget("ujian")
    assert store.kept("ujian") is None


def test_a_session_kept_now_wins_over_a_clock_that_was_wrong(store: Store) -> None:
    store.import_json(exported(store, kept=[{"name": "ujian", "state": '{"n": 1}', "at": "2099-01-01T00:00:00+00:00"}]))
    assert store.kept("ujian") == {"n": 1}
    store.keep("ujian", {"n": 2})
    assert store.kept("ujian") == {"n": 2}


def exported(store: Store, **parts: Any) -> str:
    return json.dumps(json.loads(store.export_json()) | parts)


def test_two_copies_are_merged_without_doubling(store: Store, tmp_path: Path) -> None:
    store.answered(given(0))
    store.answered(given(0))  # the same answer given twice is two answers
    store.reviewed(review(0))
    with Store.open(tmp_path / "laptop.db") as laptop:
        assert laptop.import_json(store.export_json()) == (2, 1)
        assert laptop.candidate == store.candidate
        laptop.answered(given(7))
        store.reviewed(review(3))
        assert laptop.import_json(store.export_json()) == (0, 1)
        assert store.import_json(laptop.export_json()) == (1, 0)
        assert store.import_json(laptop.export_json()) == (0, 0)
        assert store.answers() == laptop.answers() == (given(0), given(0), given(7))
        assert store.reviews() == laptop.reviews() == (review(0), review(3))


def test_an_import_changes_nothing_that_is_here(store: Store) -> None:
    kept = store.answered(given(right=False))
    told = json.loads(store.export_json())["answers"]
    assert store.import_json(exported(store, answers=[told[0] | {"right": True}])) == (0, 0)
    assert store.answers() == (kept,)


def test_the_newer_state_wins_and_what_was_forgotten_stays_so(store: Store, tmp_path: Path) -> None:
    store.keep("ujian", {"n": 1})
    old = store.export_json()
    store.keep("ujian", {"n": 2})
    store.import_json(old)
    assert store.kept("ujian") == {"n": 2}
    store.forget("ujian")
    store.import_json(old)
    assert store.kept("ujian") is None


def test_another_candidates_file_is_only_joined_on_request(store: Store, tmp_path: Path) -> None:
    store.answered(given())
    with Store.open(tmp_path / "orang-lain.db") as other:
        other.answered(given(3))
        with pytest.raises(Problems, match="kemajuan peserta lain") as refused:
            store.import_json(other.export_json(), "hasil.json")
        assert "--join" in str(refused.value)
        assert len(store.answers()) == 1
        assert store.import_json(other.export_json(), join=True) == (1, 0)


ANSWER = {
    "item": "i", "kind": "k", "objective": "o", "case": "c", "right": True, "chosen": "", "seconds": 1,
    "at": "2026-11-23T20:10:00+07:00", "where": "kuis", "id": "1",
}  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"schema": "triage.progress/9"}, "nilai 'schema' bukan pilihan yang sah"),
        ({"answers": [ANSWER | {"where": "rumah"}]}, "answers[0].where: nilai 'where' bukan pilihan"),
        ({"answers": [ANSWER, ANSWER | {"seconds": -1}]}, "answers[1].seconds: harus angka, paling sedikit 0"),
        ({"answers": [ANSWER | {"at": "2026-11-23T20:10:00"}]}, "answers[0].at: waktu perlu zona waktu"),
        ({"answers": [ANSWER | {"id": ""}]}, "answers[0].id: tidak boleh kosong"),
        (
            {"reviews": [{"card": "a", "meaning": "b", "grade": 5, "at": ANSWER["at"], "milliseconds": 1, "id": "2"}]},
            "reviews[0].grade",
        ),
        ({"kept": [{"name": "ujian", "state": "[1]", "at": ANSWER["at"]}]}, "kept[0].state: isinya rusak"),
        ({"candidate": ""}, "candidate: tidak boleh kosong"),
    ],
)
def test_a_broken_export_is_refused_whole_with_the_place(parts: dict[str, Any], message: str, store: Store) -> None:
    text = exported(store, **({"answers": [ANSWER | {"id": "good"}]} | parts))
    with pytest.raises(Problems) as refused:
        store.import_json(text, "hasil.json")
    assert str(refused.value).startswith("hasil.json: kemajuan: ")
    assert message in str(refused.value)
    assert store.answers() == ()


def test_what_is_no_export_at_all_is_said_in_one_sentence(store: Store) -> None:
    for text in ("", "kemajuan saya", "[]", "\x00"):
        with pytest.raises(Problems, match="ini bukan hasil ekspor kemajuan"):
            store.import_json(text)


def test_the_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "catatan.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (text)")
    other.commit()
    other.close()
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(Problems, match="ini bukan berkas kemajuan triage"):
        Store.open(path)
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o644


def test_what_cannot_be_opened_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "surat.docx").write_bytes(b"PK\x03\x04" + b"bukan basis data" * 400)
    cases = {
        "surat.docx": "rusak atau bukan berkas kemajuan",
        "tidak/ada.db": "tidak dapat dibuka",
        ".": "tidak dapat dibuka",
    }
    for name, message in cases.items():
        with pytest.raises(Problems, match=message):
            Store.open(tmp_path / name)


def test_a_file_of_a_newer_version_is_not_touched(store: Store) -> None:
    sqlite3.connect(store.path).execute("PRAGMA user_version = 99").connection.commit()
    with pytest.raises(Problems, match="triage yang lebih baru"):
        Store.open(store.path)


def test_an_older_file_is_brought_up_to_date_with_all_it_holds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.answered(given())
    added = ("ALTER TABLE answer ADD COLUMN note TEXT NOT NULL DEFAULT 'x'",)
    monkeypatch.setattr(store_file, "MIGRATIONS", (*store_file.MIGRATIONS, added))
    with Store.open(store.path) as newer:
        assert newer.answers() == (given(),)
        assert newer.candidate == store.candidate
    assert sqlite3.connect(store.path).execute("SELECT note FROM answer").fetchall() == [("x",)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = ("CREATE TABLE half (a)", "this is no SQL")
    monkeypatch.setattr(store_file, "MIGRATIONS", (*store_file.MIGRATIONS, broken))
    with pytest.raises(sqlite3.OperationalError):
        Store.open(store.path)
    tables = sqlite3.connect(store.path).execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall()
    assert tables == []


def test_a_file_that_another_program_holds_too_long_is_said_to_be_in_use(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_file, "PATIENCE", 0.05)
    with Store.open(store.path) as second:
        store._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(Problems, match="sedang dipakai program lain"):
            second.answered(given())
        store._connection.execute("ROLLBACK")
        second.answered(given())


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.train.test_store import given
from triage.train.store import Store
from triage.train.progress import to_json
name, path = sys.argv[1], Path(sys.argv[2])
with Store.open(path) as store:
    for i in range(int(sys.argv[3])):
        kept = store.answered(given(i, item=f"{name}-{i}"))
        print(kept.item, flush=True)
        store.keep("ujian", {"n": i, "again": i, "pad": "x" * 9000})
        if i % 5 == 4:
            many = [given(j, item="batch", id=f"{name}-{i}-{j}") for j in range(40)]
            store.import_json(to_json(replace(store.progress(), answers=tuple(many))))
"""


def writer(name: str, path: Path, count: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITER, name, str(path), str(count)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_a_killed_writer_leaves_everything_it_acknowledged_and_nothing_half(tmp_path: Path) -> None:
    path, chance, told = tmp_path / "a.db", random.Random(7), set[str]()
    for life in range(6):
        process = writer(str(life), path, 100_000)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 40)):
            told.add(process.stdout.readline().strip())
        process.kill()
        told |= set(process.communicate()[0].split())
    with Store.open(path) as store:
        assert store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        items = [answer.item for answer in store.answers()]
        assert told <= set(items)
        assert len(told) > 60
        assert items.count("batch") % 40 == 0
        assert items.count("batch") > 0
        state = store.kept("ujian")
        assert state is not None
        assert state["n"] == state["again"]


def test_two_processes_begin_and_write_one_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    both = [writer(name, path, 25) for name in ("satu", "dua")]
    assert [len(process.communicate()[0].split()) for process in both] == [25, 25]
    assert [process.returncode for process in both] == [0, 0]
    with Store.open(path) as store:
        items = [answer.item for answer in store.answers()]
    assert sorted(set(items) - {"batch"}) == sorted(f"{name}-{i}" for name in ("satu", "dua") for i in range(25))
    assert items.count("batch") == 2 * 5 * 40
