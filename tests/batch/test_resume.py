"""Ctrl-C, kill -9 and a full disk: the run goes on where it stood, and the result is byte for byte the undisturbed one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.lists import tellings, write_list
from tests.conftest import ROOT
from triage.batch import journal as journals
from triage.batch.classify import BUCKETS, Counts
from triage.batch.journal import Block, Journal, earlier
from triage.batch.tally import Tally
from triage.kb.problems import Problems

AT = ("--at", "2026-11-23T20:10")
ROWS = 2400
KILLS = 20
SOME = 150_000
"""Bytes of finished lines, about four chunks: the first ones count by then, and most of the work is still ahead."""
HURRIED = (
    "import sys, triage.batch.run as run, triage.cli.batch_job as jobs\n"
    "from triage.cli.app import main\n"
    "if __name__ == '__main__':\n"
    "    run.KEEP_EVERY = 0.0\n"
    "    run.CHUNK = 20\n"
    "    sys.exit(main(sys.argv[1:]))\n"
)  # small chunks, each one kept at once, so that there are many moments to be killed at


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resume")
    (folder / "hurried.py").write_text(HURRIED, encoding="utf-8")
    texts = list(tellings(ROWS))
    write_list(folder / "aduan.csv", texts)
    with (folder / "aduan.csv").open("a", encoding="utf-8") as file:
        file.write("satu;kolom;kurang\n")
    return folder


def start(place: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run in its own process group, so that its workers can be killed with it."""
    return subprocess.Popen(
        [sys.executable, str(place / "hurried.py"), "batch", str(place / "aduan.csv"), "-o", str(out), *AT, *more],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def finished(process: subprocess.Popen[bytes]) -> str:
    _, err = process.communicate(timeout=300)
    assert process.returncode == 3, err.decode()
    return err.decode()


@pytest.fixture(scope="module")
def undisturbed(place: Path) -> dict[str, bytes]:
    out = place / "utuh.csv"
    finished(start(place, out, "--sort", "urgency", "--jobs", "1"))
    return {"": out.read_bytes(), ".rejects.csv": (place / "utuh.csv.rejects.csv").read_bytes()}


def progress(folder: Path) -> int:
    """Records that the journal counts, 0 when there is none yet."""
    try:
        found = earlier(folder)
    except Problems:  # locked by the run itself
        return -1
    return found[1] if found else 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_at_twenty_random_moments(place: Path, undisturbed: dict[str, bytes], jobs: str) -> None:
    """Half of the kills with one process, half with two; every one at a moment of its own in the work."""
    out, chance = place / f"putus{jobs}.csv", random.Random(int(jobs))
    folder = out.with_name(f".{out.name}.triage")
    wanted = ("--sort", "urgency", "--jobs", jobs)
    kills, seen = 0, set()
    more: tuple[str, ...] = ()
    while kills < KILLS // 2:
        process = start(place, out, *wanted, *more)
        _wait_for_work(process, folder)
        time.sleep(chance.uniform(0.0, 0.25))
        if process.poll() is not None:
            break
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        kills += 1
        seen.add(progress(folder))
        more = ("--resume",)
        if max(seen) > ROWS // 2:  # the end is near: begin anew, so that every kill falls into the work
            more, seen = ("--restart",), seen | {0}
    finished(start(place, out, *wanted, "--resume"))
    assert kills >= KILLS // 2, "the runs were too quick to be killed"
    assert len(seen) > 2, "the kills did not fall into the work"
    for suffix, wanted_bytes in undisturbed.items():
        assert out.with_name(out.name + suffix).read_bytes() == wanted_bytes
    assert not folder.exists()


def _wait_for_work(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Until the first lines are there; loading takes most of a second and is not worth killing."""
    before = _sizes(folder)
    while process.poll() is None and _sizes(folder) in (before, 0):
        time.sleep(0.002)


def _sizes(folder: Path) -> int:
    try:
        return sum(path.stat().st_size for path in folder.glob("[!j]*")) if folder.is_dir() else 0
    except FileNotFoundError:  # done and cleared away in this moment
        return 0


def test_ctrl_c_keeps_what_is_done(place: Path, undisturbed: dict[str, bytes]) -> None:
    out = place / "ctrl.csv"
    process = start(place, out, "--sort", "urgency", "--jobs", "2", "--fail-fast")  # the bad row is the last one
    while process.poll() is None and _sizes(out.with_name(".ctrl.csv.triage")) < SOME:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in err.decode()
    assert "Traceback" not in err.decode()
    assert not out.exists(), "no half-written result"
    again = start(place, out, "--sort", "urgency", "--jobs", "2")
    _, err = again.communicate(timeout=60)
    assert again.returncode == 1, "an unfinished run is not thrown away unasked"
    assert "--restart" in err.decode()
    finished(start(place, out, "--sort", "urgency", "--jobs", "1", "--resume"))
    assert out.read_bytes() == undisturbed[""]


def test_a_killed_run_leaves_no_process_behind(place: Path) -> None:
    """Workers that lived on would keep complaints in memory and hold the terminal open."""
    out = place / "yatim.csv"
    process = start(place, out, "--jobs", "2")
    _wait_for_work(process, out.with_name(".yatim.csv.triage"))
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)  # ends only when every process that holds stderr is gone


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 450 kB."""
    folder = tmp_path / "kecil"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=450k", "tmpfs", str(folder)], capture_output=True, check=False
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_costs_no_row(place: Path, undisturbed: dict[str, bytes], small_disk: Path) -> None:
    out = small_disk / "hasil.csv"
    process = start(place, out, "--sort", "urgency", "--jobs", "1")
    _, err = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "--resume" in err.decode()
    assert "Traceback" not in err.decode()
    assert not out.exists()
    subprocess.run(["mount", "-o", "remount,size=20M", str(small_disk)], check=True)
    finished(start(place, out, "--sort", "urgency", "--jobs", "1", "--resume"))
    assert out.read_bytes() == undisturbed[""]


def block(chunk: int, lines: bytes) -> Block:
    counts = Counts(1, 1, 0, 0, 0, (1, *[0] * (len(BUCKETS) - 1)))
    return Block(chunk, (lines, *[b""] * (len(journals.FILES) - 1)), counts, Tally())


def test_what_was_written_but_not_counted_is_cut_off(tmp_path: Path) -> None:
    folder = tmp_path / "kerja"
    first = Journal(folder, {"a": 1}, resume=False)
    first.append([block(0, b"satu\n")])
    first.close()
    with (folder / BUCKETS[0]).open("ab") as file:
        file.write(b"dua, terpotong di ten")
    second = Journal(folder, {"a": 1}, resume=True)
    second.append([block(1, b"dua\n")])
    assert (folder / BUCKETS[0]).read_bytes() == b"satu\ndua\n"
    assert second.counts().rows == 2
    second.discard()
    assert not folder.exists()


def test_another_job_is_not_taken_up(tmp_path: Path) -> None:
    first = Journal(tmp_path, {"masukan": "a", "pilihan": 1}, resume=False)
    first.append([block(0, b"satu\n")])
    first.close()
    with pytest.raises(Problems, match="berbeda dalam: masukan"):
        Journal(tmp_path, {"masukan": "b", "pilihan": 1}, resume=True)


def test_two_runs_never_write_the_same_result(tmp_path: Path) -> None:
    first = Journal(tmp_path, {"a": 1}, resume=False)
    with pytest.raises(Problems, match="sedang dikerjakan proses lain"):
        Journal(tmp_path, {"a": 1}, resume=False)
    first.close()
