"""End to end: `triage batch` CSV to CSV, beside the floor of any such program, by size and by number of processes.

    python bench/batch.py [--rows 1000,10000,100000,1000000] [--jobs 1,2] [--most 200000] [-o RESULTS]

The floor reads the same file, lower-cases and cuts every text into words, and writes the row again, in plain Python and one
process. Everything is run as its own program, start included, the floor next to each run of ours. Memory: the most that all
processes held together (proportional shares, sampled now and then: looking takes a processor 6 ms, and them too), so
shared pages count once. The plot is drawn when matplotlib is there.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.lists import Shape, write
from bench.machine import notes
from triage.kb.load import load

ROOT = Path(__file__).resolve().parents[1]
FLOOR = Path(__file__).with_name("floor.py")
LOOK_EVERY = 0.5
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Run:
    """One program's run. wall, cpu: seconds; peak: MB over all its processes."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Measured:
    rows: int
    jobs: int
    ours: Run
    floor: Run


def run(command: list[str]) -> Run:
    """Run it to its end. Raises CalledProcessError unless it says 0."""
    before, start, peak = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter(), 0.0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            peak = max(peak, sum(megabytes(each) for each in family(process.pid)))
            with suppress(subprocess.TimeoutExpired):
                process.wait(LOOK_EVERY)
        wall = time.perf_counter() - start
        told = process.stderr.read() if process.stderr else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        children = [int(each) for task in tasks for each in (task / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in children for each in family(child))]


def megabytes(pid: int) -> float:
    """The process's share of memory; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def measure(folder: Path, rows: int, jobs: list[int]) -> list[Measured]:
    """All numbers of processes over one list, each beside the floor."""
    source = folder / f"daftar-{rows}.csv"
    write(source, Shape(rows), load())
    done = []
    for each in jobs:
        least = run([sys.executable, str(FLOOR), str(source), str(folder / "lantai.csv")])
        target = folder / f"hasil-{rows}-{each}.csv"
        ours = run([sys.executable, "-m", "triage", "batch", str(source), "-o", str(target), "--jobs", str(each)])
        _complete(target, rows)
        done.append(Measured(rows, each, ours, least))
        print(line(done[-1]), file=sys.stderr)
        target.unlink()
    source.unlink()
    return done


def _complete(target: Path, rows: int) -> None:
    with target.open(encoding="utf-8-sig", newline="") as file:
        written = sum(1 for _ in csv.reader(file)) - 1
    if written != rows:
        sys.exit(f"{written} rows written of {rows}")


def line(m: Measured) -> str:
    """A row of the table."""
    return (
        f"| {m.rows:,} | {m.jobs} | {m.ours.wall:.1f} | {m.rows / m.ours.wall:,.0f} | {m.ours.cpu / m.rows * 1e6:,.0f} | "
        f"{m.rows / m.floor.wall:,.0f} | {m.ours.wall / m.floor.wall:.1f} | {m.ours.cpu / m.floor.cpu:.1f} | {m.ours.peak:.0f} |"
    )


HEAD = """| rows | processes | seconds | rows/s | processor µs/row | floor, rows/s | × floor (wall) | × floor (processor) | peak MB |
| --: | --: | --: | --: | --: | --: | --: | --: | --: |"""


def gains(measured: list[Measured]) -> list[str]:
    """How much faster more processes are, by size."""
    one = {m.rows: m for m in measured if m.jobs == 1}
    return [
        f"{m.rows:,} rows: {m.jobs} processes are {one[m.rows].ours.wall / m.ours.wall:.2f} × one."
        for m in measured
        if m.jobs > 1 and m.rows in one
    ]


def draw(measured: list[Measured], target: Path) -> None:
    """Rows a second by size: floor, its twelfth, and ours by processes."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.2), layout="constrained")
    for jobs, style in zip(sorted({m.jobs for m in measured}), ("o-", "s--", "^:", "d-."), strict=False):
        mine = [m for m in measured if m.jobs == jobs]
        axes.plot(
            [m.rows for m in mine],
            [m.rows / m.ours.wall for m in mine],
            style,
            label=f"triage batch, {jobs} process(es)",
        )
    least = list({m.rows: m for m in reversed(measured)}.values())[::-1]
    sizes, speeds = [m.rows for m in least], [m.rows / m.floor.wall for m in least]
    axes.plot(sizes, speeds, "k-", linewidth=1, label="floor: read, lower, tokenise, write")
    axes.plot(sizes, [speed / 12 for speed in speeds], "k:", linewidth=1, label="a twelfth of the floor")
    axes.set(xscale="log", yscale="log", xlabel="rows", ylabel="rows a second, start included")
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    figure.savefig(target, metadata={"Date": None})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="1000,10000,100000")
    parser.add_argument("--jobs", default="1,2")
    parser.add_argument("--most", type=int, default=200_000, help="longer lists only with the last number of processes")
    parser.add_argument("-o", "--out", type=Path)
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = str(ROOT)
    jobs = [int(each) for each in options.jobs.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        sizes = [int(each) for each in options.rows.split(",")]
        measured = [
            m for rows in sizes for m in measure(Path(folder), rows, jobs if rows <= options.most else jobs[-1:])
        ]
    text = "\n".join([HEAD, *map(line, measured), "", *gains(measured), "", notes()]) + "\n"
    print(text)
    if options.out:
        options.out.write_text(text, encoding="utf-8")
        try:
            draw(measured, options.out.with_suffix(".svg"))
        except ImportError:
            print("matplotlib is not installed: no plot", file=sys.stderr)


if __name__ == "__main__":
    main()
