"""The candidate's own file: what she answered and reviewed, and the sessions she can go on with.

Answers and reviews are only ever added: what a card's schedule is follows from its reviews (schedule.py), so that two
copies of a file are merged by putting their lines together. Every call is written to disk before it returns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, cast
from uuid import uuid4

from triage.kb.problems import shown
from triage.train.progress import (
    SCHEMA,
    Given,
    Grade,
    Kept,
    Progress,
    Review,
    Where,
    from_json,
    moment,
    refused,
    to_json,
)
from triage.train.store_file import connect, guarded, transaction, usual_place

__all__ = ["Given", "Review", "Store", "Where"]

_ANSWER = 'id, item, kind, objective, "case", "right", chosen, seconds, at, "where", options'
_REVIEW = "id, card, meaning, grade, at, milliseconds"
_KEEP = "INSERT INTO kept VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state, at = "
_LATEST = _KEEP + "max(excluded.at, kept.at)"
"""What is kept here and now stays, even when a clock that was wrong has been here before."""
_NEWER = _KEEP + "excluded.at WHERE excluded.at > kept.at"
_JOIN = "bila keduanya milik Anda (dua komputer), tambahkan --join; bila bukan, pilih berkas lain dengan --db"


class Store:
    """One file, one candidate. Every method raises Problems when the file cannot be read or written."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path | None = None) -> Store:
        """The file given, else the one in the platform's data folder; made (0600) where there is none."""
        place = path or usual_place()
        return cls(place, connect(place))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def candidate(self) -> str:
        """Whose file it is: a number drawn by lot."""
        return str(self._rows("SELECT value FROM about WHERE name = 'candidate'")[0][0])

    def answered(self, answer: Given) -> Given:
        """Keep one answer, and return it as kept. Raises ValueError for a time without a zone."""
        new = replace(answer, id=answer.id or uuid4().hex)
        self._write(_insert("answer", _ANSWER), _answer_row(new))
        return new

    def answers(
        self, *, where: Iterable[str] = (), objectives: Iterable[str] = (), cases: Iterable[str] = (),
        since: datetime | None = None,
    ) -> tuple[Given, ...]:  # fmt: skip
        """Oldest first; an empty filter lets everything pass."""
        wanted = (("where", list(where)), ("objective", list(objectives)), ("case", list(cases)))
        tests, values = ["1"], []
        for column, names in wanted:
            if names:
                tests.append(f'"{column}" IN ({", ".join("?" * len(names))})')
                values += names
        if since is not None:
            tests.append("at >= ?")
            values.append(moment(since))
        asked = f"SELECT {_ANSWER} FROM answer WHERE {' AND '.join(tests)} ORDER BY at, rowid"
        with guarded(self.path):
            return tuple(_answer(row) for row in self._rows(asked, values))

    def reviewed(self, review: Review) -> Review:
        """Keep one review of a card, and return it as kept."""
        new = replace(review, id=review.id or uuid4().hex)
        self._write(_insert("review", _REVIEW), _review_row(new))
        return new

    def reviews(self) -> tuple[Review, ...]:
        """Oldest first."""
        with guarded(self.path):
            return tuple(_review(row) for row in self._rows(f"SELECT {_REVIEW} FROM review ORDER BY at, rowid"))

    def unreview(self, review: Review) -> None:
        """Take back a review that was a slip of the finger."""
        self._write("DELETE FROM review WHERE id = ?", (review.id,))

    def keep(self, name: str, state: dict[str, Any]) -> None:
        """Keep the state of a session under its name, in place of an earlier one."""
        self._keep(name, json.dumps(state, ensure_ascii=False))

    def kept(self, name: str) -> dict[str, Any] | None:
        """The state under this name, None when there is none."""
        with guarded(self.path):
            rows = self._rows("SELECT state FROM kept WHERE name = ? AND state IS NOT NULL", (name,))
            return cast(dict[str, Any], json.loads(rows[0][0])) if rows else None

    def forget(self, name: str) -> None:
        """Drop the state under this name. That it was dropped stays known, so that no older copy brings it back."""
        self._keep(name, None)

    def _keep(self, name: str, state: str | None) -> None:
        self._write(_LATEST, _kept_row(Kept(name, state, datetime.now(UTC))))

    def progress(self) -> Progress:
        """All of it, as at one moment."""
        with guarded(self.path), transaction(self._connection):
            rows = self._rows("SELECT name, state, at FROM kept ORDER BY name")
            kept = tuple(Kept(name, state, datetime.fromisoformat(at)) for name, state, at in rows)
            return Progress(SCHEMA, self.candidate, self.answers(), self.reviews(), kept)

    def export_json(self) -> str:
        return to_json(self.progress())

    def import_json(self, text: str, name: str = "berkas", *, join: bool = False) -> tuple[int, int]:
        """Add what is not here yet, all or nothing. Returns how many answers and reviews were new.

        An empty store takes over whose file it is. join: also from another candidate's file.
        """
        told = from_json(text, name)
        with guarded(self.path), transaction(self._connection):
            self._take_over(told, name, join)
            before = self._counts()
            self._connection.executemany(_insert("answer", _ANSWER), map(_answer_row, told.answers))
            self._connection.executemany(_insert("review", _REVIEW), map(_review_row, told.reviews))
            self._connection.executemany(_NEWER, map(_kept_row, told.kept))
            after = self._counts()
        return after[0] - before[0], after[1] - before[1]

    def _take_over(self, told: Progress, name: str, join: bool) -> None:
        if told.candidate == self.candidate:
            return
        if not any(self._counts()):
            self._connection.execute("UPDATE about SET value = ? WHERE name = 'candidate'", (told.candidate,))
        elif not join:
            raise refused(name, f"ini kemajuan peserta lain, bukan pemilik {shown(self.path)}", _JOIN)

    def _counts(self) -> tuple[int, int]:
        row = self._rows("SELECT (SELECT count(*) FROM answer), (SELECT count(*) FROM review)")[0]
        return row[0], row[1]

    def _rows(self, asked: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with guarded(self.path):
            return self._connection.execute(asked, values).fetchall()

    def _write(self, statement: str, values: Sequence[Any]) -> None:
        with guarded(self.path):
            self._connection.execute(statement, values)


def _insert(table: str, columns: str) -> str:
    """What is there already stays as it is."""
    return f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({', '.join('?' * len(columns.split(', ')))})"


def _answer_row(one: Given) -> tuple[Any, ...]:
    return (
        one.id, one.item, one.kind, one.objective, one.case, int(one.right), one.chosen, one.seconds, moment(one.at),
        one.where, json.dumps(one.options),
    )  # fmt: skip


def _answer(row: tuple[Any, ...]) -> Given:
    name, item, kind, objective, case, right, chosen, seconds, at, where, options = row
    when, shown_keys = datetime.fromisoformat(at), tuple(json.loads(options))
    return Given(item, kind, objective, case, bool(right), chosen, seconds, when, where, shown_keys, name)


def _review_row(one: Review) -> tuple[Any, ...]:
    return one.id, one.card, one.meaning, one.grade, moment(one.at), one.milliseconds


def _review(row: tuple[Any, ...]) -> Review:
    name, card, meaning, grade, at, milliseconds = row
    return Review(card, meaning, cast(Grade, grade), datetime.fromisoformat(at), milliseconds, name)


def _kept_row(one: Kept) -> tuple[Any, ...]:
    return one.name, one.state, moment(one.at)
