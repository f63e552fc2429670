"""A list in partitions through a Dask cluster: the same rows as on one machine, also when a worker is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.lists import tellings, write_list
from tests.conftest import ROOT

distributed = pytest.importorskip("distributed", reason="dask is not installed (extra cluster)")
pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra parquet)")
Run = Callable[..., tuple[int, str, str]]
AT = ("--at", "2026-11-23T20:10")
PARTS, ROWS = 5, 80


@pytest.fixture
def partitions(tmp_path: Path) -> list[Path]:
    texts = list(tellings(PARTS * ROWS))
    paths = [tmp_path / f"bagian-{i}.csv" for i in range(PARTS)]
    for i, path in enumerate(paths):
        write_list(path, texts[i * ROWS : (i + 1) * ROWS])
    with paths[1].open("a", encoding="utf-8") as file:
        file.write("kurang;kolom\n")
    return paths


def rows_of(path: Path) -> list[dict[str, object]]:
    import pyarrow.parquet

    return list(pyarrow.parquet.read_table(path).to_pylist())


def test_a_lost_worker_changes_nothing(run: Run, partitions: list[Path], tmp_path: Path) -> None:
    """Two workers; one is killed as soon as the first partition is done."""
    alone, out = tmp_path / "sendiri.parquet", tmp_path / "kluster"
    paths = [str(path) for path in partitions]
    assert run("batch", *paths, "-o", str(alone), *AT, "--jobs", "1")[0] == 3
    scheduler = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
         "--scheduler-file", str(tmp_path / "penjadwal.json"), "--no-dashboard"],
        cwd=ROOT, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    workers = []
    try:
        address = _address(tmp_path / "penjadwal.json")
        workers = [_worker(address) for _ in range(2)]
        killer = threading.Thread(target=_kill_when_busy, args=(workers[0], out))
        killer.start()
        code, _, err = run("batch", *paths, "-o", str(out), *AT, "--scheduler", address)
        killer.join()
        assert workers[0].wait(10) == -signal.SIGKILL
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()
    assert code == 3, err
    together = [row for path in sorted(out.glob("part-*.parquet")) for row in rows_of(path)]
    assert together == rows_of(alone)
    assert len(together) == PARTS * ROWS
    counts = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]
    assert counts["read"] == counts["written"] + counts["rejected"] == PARTS * ROWS + 1
    assert "kurang;kolom" in (out / "part-00001.parquet.rejects.csv").read_text(encoding="utf-8-sig")


def _address(file: Path) -> str:
    for _ in range(600):
        if file.exists():
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise AssertionError("the scheduler did not start")


def _worker(address: str) -> subprocess.Popen[bytes]:
    """One process without a nanny, so that killing it loses a worker for good."""
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _kill_when_busy(worker: subprocess.Popen[bytes], out: Path) -> None:
    """In the middle of the work: some partitions are done, others not."""
    while worker.poll() is None and not list(out.glob("part-*.parquet")):
        time.sleep(0.01)
    os.kill(worker.pid, signal.SIGKILL)


@pytest.mark.parametrize("wish", [["--sort", "urgency"], ["--limit", "3"], ["--report", "x.html"]])
def test_what_needs_the_whole_list_is_refused(
    run: Run, partitions: list[Path], tmp_path: Path, wish: list[str]
) -> None:
    code, _, err = run("batch", str(partitions[0]), "-o", str(tmp_path / "k"), "--scheduler", "local", *wish)
    assert code == 1
    assert wish[0] in err


def test_partitions_with_other_columns_are_named(run: Run, partitions: list[Path], tmp_path: Path) -> None:
    other = write_list(tmp_path / "lain.csv", ["kartu hilang"])
    other.write_text(other.read_text(encoding="utf-8").replace("Desa", "Kampung"), encoding="utf-8")
    code, _, err = run("batch", str(partitions[0]), str(other), "-o", str(tmp_path / "k"), "--scheduler", "local")
    assert code == 1
    assert "kolomnya berbeda" in err
    assert "lain.csv" in err


def test_a_partition_never_overwrites_an_input(tmp_path: Path) -> None:
    from triage.batch.distributed import partitions
    from triage.kb.problems import Problems

    with pytest.raises(Problems, match="menimpa masukannya"):
        partitions([tmp_path / "a.csv", tmp_path / "part-00000.parquet"], tmp_path, {})
