"""A whole list from file to file: read, classify, keep what is done, put it together, prove that nothing is missing."""

from __future__ import annotations

import errno
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from triage.batch.classify import Counts
from triage.batch.cut import first_records
from triage.batch.journal import REJECTS, Block, Journal, added
from triage.batch.manifest import Digest
from triage.batch.model import Reject, Row
from triage.batch.rejects import COLUMNS, REJECT_DIALECT
from triage.batch.sources import Source
from triage.batch.targets import finish, written_as
from triage.batch.workers import Chunk, Spec, through
from triage.kb.problems import Problem, Problems, reason

KEEP_EVERY = 2.0
"""Seconds between two commits: what a power cut costs at most."""
CHUNK = 1000
"""Records in one chunk: enough to be worth sending to a process, few enough to be kept often."""
Step = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One run. folder: where unfinished work is kept; identity: everything the result depends on, as JSON.

    estimate: about how many records there are, 0 when it is not known.

    limit: at most so many rows in the result. fail_fast: the first bad row ends it.
    """

    source: Source
    target: Path
    rejects: Path
    folder: Path
    spec: Spec
    identity: dict[str, Any]
    inputs: tuple[Digest, ...]
    estimate: int = 0
    jobs: int = 1
    limit: int | None = None
    fail_fast: bool = False


class BadRow(Problems):
    """The first bad row of a list that was to have none."""


def classify_all(job: Job, journal: Journal, step: Step) -> Counts:
    """Bring every record into the journal's files. Raises Problems, KeyboardInterrupt; the journal is consistent.

    What was not kept when it is interrupted is done again: keeping it then could keep it twice.
    """
    counts = journal.counts()
    step(counts)
    if _enough(job, counts):
        return counts
    chunks = _chunks(job.source.records(), counts.rows, journal.chunks, CHUNK)
    waiting: list[Block] = []
    last = time.monotonic()
    blocks = through(chunks, job.spec, job.jobs)
    try:
        for block in blocks:
            if job.fail_fast and block.counts.rejected:
                raise BadRow([_first_reject(block, job)])
            waiting.append(block)
            counts = added([counts, block.counts])
            step(counts)
            if _enough(job, counts):
                break
            if time.monotonic() - last >= KEEP_EVERY:
                _keep(journal, waiting)
                last = time.monotonic()
    finally:
        blocks.close()
    _keep(journal, waiting)
    return counts


def put_together(job: Job, journal: Journal, counts: Counts) -> tuple[Counts, dict[Path, tuple[Digest, int]]]:
    """Write result and rejects, each read again and counted first; (what was written, every file and its records).

    Can be repeated after an interruption. Raises Problems: a file cannot be written, or a row is missing.
    """
    _check_unchanged(job)
    parts: Sequence[Path] = journal.parts()
    header, dialect = job.spec.columns, written_as(job.spec.dialect)
    if job.limit is not None and counts.taken > job.limit:
        parts = [first_records(parts, job.limit, job.spec.kind, dialect, journal.folder / "batas")]
        counts = replace(counts, taken=job.limit, left_out=counts.left_out + counts.taken - job.limit)
    if counts.rows != counts.taken + counts.rejected + counts.left_out:
        message = f"jumlah baris tidak cocok: {counts.rows} dibaca, {counts} keluar"
        raise Problems([Problem(job.target.name, 0, 0, "jumlah", message, "laporkan; hasil tidak ditulis")])
    whole = finish(parts, job.target, job.spec.kind, header, dialect, counts.taken, job.folder)
    written = {job.target: (whole, counts.taken)}
    if counts.rejected:
        near = job.folder if job.rejects.parent == job.target.parent else None
        refused = [journal.folder / REJECTS]
        whole = finish(refused, job.rejects, "csv", COLUMNS, REJECT_DIALECT, counts.rejected, near)
        written[job.rejects] = whole, counts.rejected
    return counts, written


def _check_unchanged(job: Job) -> None:
    """An input that was saved anew while it was read may have lost rows. One that is gone was read to its end."""
    changed = [
        one.name
        for table, one in zip(job.source.tables, job.inputs, strict=True)
        if table.path.exists() and table.path.stat().st_mtime_ns != one.changed
    ]
    if changed:
        hint = "tutup berkas itu di program lain, lalu ulangi dengan --restart"
        raise Problems([Problem(name, 0, 0, "masukan", "berkas berubah selama dibaca", hint) for name in changed])


def _chunks(records: Iterable[Row | Reject], done: int, first: int, size: int) -> Iterator[Chunk]:
    """The records after the first `done` in chunks, numbered from `first`."""
    rest = islice(records, done, None)
    number = first
    while chunk := tuple(islice(rest, size)):
        yield number, chunk
        number += 1


def _keep(journal: Journal, waiting: list[Block]) -> None:
    """Put the waiting blocks on the disk. Raises Problems when it is full."""
    if not waiting:
        return
    try:
        journal.append(waiting)
    except (OSError, sqlite3.Error) as error:
        message = f"pekerjaan tidak dapat disimpan: {_why(error)}"
        hint = "kosongkan ruang simpan, lalu lanjutkan dengan --resume"
        raise Problems([Problem(str(journal.folder), 0, 0, "simpan", message, hint)]) from None
    waiting.clear()


def _why(error: OSError | sqlite3.Error) -> str:
    if isinstance(error, OSError):
        return reason(error)
    full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
    return reason(OSError(errno.ENOSPC, "")) if full else "catatan kerja tidak dapat ditulis"


def is_cut(job: Job, counts: Counts) -> bool:
    """Whether the inputs hold records that were not read, because the result is as long as it may be."""
    rest = islice(job.source.records(), counts.rows, None)
    return _enough(job, counts) and next(rest, None) is not None


def _enough(job: Job, counts: Counts) -> bool:
    """Whether the rest of the list cannot be in the result; a sorted one and the report need all rows."""
    needs_all = job.spec.ordered or bool(job.spec.wishes.salt)
    return job.limit is not None and not needs_all and counts.taken >= job.limit


def _first_reject(block: Block, job: Job) -> Problem:
    assert block.refused is not None
    return Problem(
        job.inputs[block.refused.file].name,
        block.refused.line,
        1,
        block.refused.reason,
        block.refused.told,
        "tanpa --fail-fast, baris itu disisihkan",
    )
