"""What `triage batch` says while it works and when it is done; all of it on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.batch.classify import Counts
    from triage.batch.run import Job
    from triage.cli.batch import Asked

CLASSES = {
    "darurat": "darurat", "belum_jelas": "bahaya belum jelas", "mendesak": "mendesak", "terencana": "terencana",
    "rutin": "rutin", "tanpa_kelas": "tanpa kelas",
}  # fmt: skip


BROAD = 76
"""Columns of a screen on which bar and rate do not cut off the numbers."""


class Progress:
    """A line with rows, rate, time left and how many are on fire; nothing where nobody watches."""

    def __init__(self, job: Job) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._begun: tuple[float, int] | None = None
        if sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("", total=job.estimate or None, fire=0, rate="")

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, counts: Counts) -> None:
        """Show how far it is; rows that an earlier run had done do not count for the rate."""
        if self._bar is None:
            return
        if self._begun is None:
            self._begun = (time.monotonic(), counts.rows)
        begun, before = self._begun
        passed = time.monotonic() - begun
        rate = f"{number(round((counts.rows - before) / passed))}/detik" if passed > 1 else ""
        self._bar.update(self._task, completed=counts.rows, fire=number(counts.by_bucket[0]), rate=rate)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    rate = (BarColumn(20), TextColumn("{task.fields[rate]}"), TextColumn("sisa"), TimeRemainingColumn())
    return Progress(
        MofNCompleteColumn(), TextColumn("baris"), *(rate if console.width >= BROAD else ()),
        TextColumn("· {task.fields[fire]} darurat"), console=console, transient=True,
    )  # fmt: skip


def told(job: Job, counts: Counts, asked: Asked, cut: bool) -> str:
    """The closing lines: that nothing is missing, what is on fire, where the files are. cut: not all was read."""
    from triage.batch.classify import BUCKETS

    out = f" + {number(counts.left_out)} tidak diminta" if counts.left_out else ""
    read = f"{number(counts.rows)} baris {'pertama' if cut else 'masuk'}"
    total = f"{read} = {number(counts.taken)} keluar + {number(counts.rejected)} ditolak{out}"
    classes = [f"{number(n)} {CLASSES[name]}" for name, n in zip(BUCKETS, counts.by_bucket, strict=True) if n]
    lines = [f"{total}.", f"{', '.join(classes)}; {number(counts.to_check)} perlu diperiksa manual." if classes else ""]
    if cut:
        lines.insert(0, "Daftar dipotong oleh --limit: sisanya tidak dibaca, yang genting bisa tertinggal di sana.")
    if asked.out is not None:
        lines.append(f"Hasil: {asked.out}")
    if counts.rejected:
        lines.append(f"Ditolak: {job.rejects}")
    if asked.report is not None:
        lines.append(f"Gambaran: {asked.report}")
    return "\n".join(line for line in lines if line)


def number(value: int) -> str:
    """36.547, as numbers are written in Indonesia."""
    return f"{value:,}".replace(",", ".")
