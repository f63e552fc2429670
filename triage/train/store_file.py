"""The SQLite file behind the store: where it is, what stands in it, and what goes wrong with it in plain words."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from triage.kb.problems import reason, shown
from triage.train.extra import missing
from triage.train.progress import refused

OURS = 0x504B4854
"""SQLite's application id: no other program's file is touched."""
PATIENCE = 10.0
"""Seconds that one process waits for another one's writing."""
DAMAGED = "berkas ini rusak atau bukan berkas kemajuan", "pilih berkas lain dengan --db, lalu --import cadangannya"
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        'CREATE TABLE answer (id TEXT PRIMARY KEY, item TEXT NOT NULL, kind TEXT NOT NULL, objective TEXT NOT NULL, '
        '"case" TEXT NOT NULL, "right" INTEGER NOT NULL CHECK ("right" IN (0, 1)), chosen TEXT NOT NULL, '
        'seconds REAL NOT NULL, at TEXT NOT NULL, "where" TEXT NOT NULL, options TEXT NOT NULL)',
        "CREATE INDEX answer_at ON answer (at)",
        "CREATE TABLE review (id TEXT PRIMARY KEY, card TEXT NOT NULL, meaning TEXT NOT NULL, "
        "grade INTEGER NOT NULL CHECK (grade BETWEEN 1 AND 4), at TEXT NOT NULL, milliseconds INTEGER NOT NULL)",
        "CREATE INDEX review_at ON review (at)",
        "CREATE TABLE kept (name TEXT PRIMARY KEY, state TEXT, at TEXT NOT NULL)",
    ),
)  # fmt: skip
"""Statement lists; a file's user_version counts those it has. Never change one that was released: add another."""


def usual_place() -> Path:
    """The candidate's file in the platform's data folder, which is made for its owner only. Raises Problems."""
    try:
        from platformdirs import user_data_path
    except ImportError:
        raise missing("platformdirs", "menyimpan kemajuan") from None
    folder = user_data_path("triage", appauthor=False)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise refused(str(folder), f"folder tidak dapat dibuat: {reason(error)}", "pilih berkas dengan --db") from None
    return folder / "kemajuan.db"


def connect(path: Path) -> sqlite3.Connection:
    """The file, made (0600) or brought up to date where needed. Raises Problems."""
    _make(path)
    with guarded(path):
        connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            _check(connection, path)
            _close_to_others(path)
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _make(path: Path) -> None:
    """An empty private file where there is none."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        hint = "periksa folder dan izinnya, atau pilih berkas lain dengan --db"
        raise refused(shown(path), f"tidak dapat dibuka: {reason(error)}", hint) from None


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises Problems for a file of another program or of a newer version."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and connection.execute("PRAGMA application_id").fetchone()[0] != OURS:
        raise refused(shown(path), "ini bukan berkas kemajuan triage", "pilih berkas lain dengan --db")
    if _version(connection) > len(MIGRATIONS):
        raise refused(shown(path), "berkas ini dari triage yang lebih baru", "perbarui triage")


def _close_to_others(path: Path) -> None:
    """Only once it is known to be ours; what SQLite lays beside it takes over its permissions."""
    with suppress(OSError):  # somebody else's file, shared with us: it can still be used
        path.chmod(0o600)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and a writer at once. SQLite does not wait by itself while another process switches over, too."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _migrate(connection: sqlite3.Connection) -> None:
    """All missing steps or none; looked at again inside the transaction, as another process may have been first."""
    if _version(connection) == len(MIGRATIONS):
        return
    with transaction(connection):
        version = _version(connection)
        for statement in (one for step in MIGRATIONS[version:] for one in step):
            connection.execute(statement)
        if not version:
            connection.execute("INSERT INTO about VALUES ('candidate', ?)", (uuid4().hex,))
        connection.execute(f"PRAGMA application_id = {OURS}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is written, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """What SQLite complains about, and rows that hold what was never written here, as Problems."""
    try:
        yield
    except ValueError:
        raise refused(shown(path), *DAMAGED) from None
    except sqlite3.Error as error:
        said = _said(_code(error))
        if said is None:
            raise
        raise refused(shown(path), *said) from None


def _code(error: sqlite3.Error) -> int:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def _said(code: int) -> tuple[str, str] | None:
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return "sedang dipakai program lain", "tutup program itu, lalu ulangi"
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return DAMAGED
    if code == sqlite3.SQLITE_FULL:
        return "tempat penyimpanan penuh", "kosongkan sebagian, lalu ulangi"
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR):
        return "tidak dapat ditulis", "periksa folder dan izinnya, atau pilih berkas lain dengan --db"
    return None
