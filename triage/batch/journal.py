"""What of a batch is safely on the disk, so that a run can go on after Ctrl-C, kill -9, power cut or a full disk.

A folder beside the output holds the finished lines of every bucket, the rejects, and journal.sqlite. Lines are
written and synced first; then one transaction says how long every file is now. Whatever lies beyond that was
never counted and is cut off when the work is taken up again, so no row is lost or doubled.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from triage.batch.classify import BUCKETS, Counts
from triage.batch.model import Reject
from triage.batch.tally import TABLES, Tally, store
from triage.kb.problems import Problem, Problems, reason

REJECTS = "ditolak"
FILES = (*BUCKETS, REJECTS)
_TABLES = """
CREATE TABLE IF NOT EXISTS job (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS done (
  chunk INTEGER PRIMARY KEY, counts TEXT NOT NULL, lengths TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Block:
    """The finished lines of one chunk. lines: bytes for every file of FILES; refused: its first bad row."""

    chunk: int
    lines: tuple[bytes, ...]
    counts: Counts
    tally: Tally
    refused: Reject | None = None


class Journal:
    """The open work of one output. Raises Problems: locked by another run, or left by a different job."""

    def __init__(self, folder: Path, job: Mapping[str, Any], *, resume: bool) -> None:
        """job: everything the result depends on, as JSON; the job that is resumed must have the same."""
        self.folder = folder
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            self.db = _open(folder)
        except (OSError, sqlite3.DatabaseError) as error:
            why = reason(error) if isinstance(error, OSError) else "catatan kerjanya rusak"
            hint = "mulai lagi dengan --restart, atau beri nama lain dengan -o"
            raise Problems([Problem(str(folder), 0, 0, "simpan", f"tidak dapat dipakai: {why}", hint)]) from None
        self.resumed = False
        self._begin(dict(job), resume)
        self._files: list[BinaryIO] = [self._cut(folder / name, length) for name, length in self._lengths()]

    def _begin(self, job: dict[str, Any], resume: bool) -> None:
        known = dict(self.db.execute("SELECT name, value FROM job"))
        wanted = {name: json.dumps(value, sort_keys=True) for name, value in job.items()}
        if not resume or not known:
            _empty(self.db)
            self.db.executemany("INSERT INTO job VALUES (?, ?)", wanted.items())
            self.db.commit()
            return
        differs = sorted(n for n in {*known, *wanted} - {"garam"} if known.get(n) != wanted.get(n))
        if differs:
            self.close()
            message = f"pekerjaan yang terhenti berbeda dalam: {', '.join(differs)}"
            hint = "ulangi dengan masukan dan pilihan yang sama, atau mulai lagi dengan --restart"
            raise Problems([Problem("--resume", 0, 0, "lanjutan", message, hint)])
        self.resumed = True

    def _lengths(self) -> list[tuple[str, int]]:
        last = self.db.execute("SELECT lengths FROM done ORDER BY chunk DESC LIMIT 1").fetchone()
        lengths = json.loads(last[0]) if last else [0] * len(FILES)
        return list(zip(FILES, lengths, strict=True))

    def _cut(self, path: Path, length: int) -> BinaryIO:
        """The file opened for appending, without what was never counted."""
        file = open(path, "ab", opener=_private)  # noqa: SIM115  kept open until close()
        if file.tell() < length:
            file.close()
            self.close()
            message = f"berkas kerja {path.name} lebih pendek dari catatannya"
            raise Problems([Problem(str(self.folder), 0, 0, "lanjutan", message, "mulai lagi dengan --restart")])
        file.truncate(length)
        return file

    @property
    def chunks(self) -> int:
        """So many chunks are done; they are always the first ones."""
        return int(self.db.execute("SELECT count(*) FROM done").fetchone()[0])

    def counts(self) -> Counts:
        """All chunks together."""
        return added([Counts(**json.loads(row[0])) for row in self.db.execute("SELECT counts FROM done")])

    def append(self, blocks: Sequence[Block]) -> None:
        """Keep these chunks, which follow those before, for good. Raises OSError or sqlite3.Error: nothing counted."""
        for block in blocks:
            for file, lines in zip(self._files, block.lines, strict=True):
                file.write(lines)
        for file in self._files:
            file.flush()
            os.fsync(file.fileno())
        lengths = json.dumps([file.tell() for file in self._files])
        with self.db:
            for block in blocks:
                counts = json.dumps({name: getattr(block.counts, name) for name in Counts.__slots__})
                self.db.execute("INSERT INTO done VALUES (?, ?, ?)", (block.chunk, counts, lengths))
                store(self.db, block.chunk, block.tally)

    def parts(self) -> tuple[Path, ...]:
        """The line files in the order of the result, the rejects left out."""
        return tuple(self.folder / name for name in BUCKETS)

    def close(self) -> None:
        """What a full disk left in the buffers was never counted and is given up."""
        for file in getattr(self, "_files", ()):
            with suppress(OSError):
                file.close()
        self.db.close()

    def discard(self) -> None:
        """The work is done: nothing of it stays."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def earlier(folder: Path) -> tuple[dict[str, Any], int] | None:
    """What an unfinished run in this folder was about and how many records it had done; None when there is none."""
    path = folder / "journal.sqlite"
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=0)) as db:
            job = {name: json.loads(value) for name, value in db.execute("SELECT name, value FROM job")}
            done = [Counts(**json.loads(row[0])) for row in db.execute("SELECT counts FROM done")]
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise _locked(folder) from None
        return None
    return (job, added(done).rows) if job else None


def added(many: Sequence[Counts]) -> Counts:
    """The sum of counts; of none: all zero."""
    by_bucket = tuple(map(sum, zip(*(c.by_bucket for c in many), strict=True))) if many else (0,) * len(BUCKETS)
    total = {n: sum(getattr(c, n) for c in many) for n in ("rows", "taken", "rejected", "left_out", "to_check")}
    return Counts(**total, by_bucket=by_bucket)


def _open(folder: Path) -> sqlite3.Connection:
    """The journal, for this process alone."""
    path = folder / "journal.sqlite"
    os.close(_private(str(path), os.O_CREAT | os.O_RDWR))
    db = sqlite3.connect(path, timeout=0)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("BEGIN EXCLUSIVE")
        db.commit()
        db.executescript(_TABLES + TABLES)
        return db
    except sqlite3.OperationalError as error:
        db.close()
        if "locked" not in str(error):
            raise
        raise _locked(folder) from None


def _locked(folder: Path) -> Problems:
    message = "keluaran ini sedang dikerjakan proses lain"
    return Problems([Problem(str(folder), 0, 0, "lanjutan", message, "tunggu sampai selesai")])


def _empty(db: sqlite3.Connection) -> None:
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for name in names:
        db.execute(f'DELETE FROM "{name}"')
    db.commit()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
