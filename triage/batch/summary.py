"""The picture of a whole list, read from the added-up tallies: exact, in a fixed order, with bounded memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from triage.batch.dates import monday, week_of
from triage.model import URGENCIES

TOP = 20
"""So many places, households and hot spots are listed; the rest is counted."""
WEEKS = 26
"""The trend shows so many weeks up to the last complaint."""
ROWS = 12
"""So many row numbers are listed."""
FEWEST = 3
"""Complaints of so many different households make a hot spot."""
PROGRAM_BEGAN = 2007
"""PKH began in this year; an earlier date is a typing error."""
LEVELS = len(URGENCIES) + 1


@dataclass(frozen=True, slots=True)
class Line:
    """How many rows say `id`. levels: of them without urgency, rutin, terencana, mendesak, darurat."""

    id: str
    levels: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class Repeat:
    """One household with several different complaints. level: the highest urgency rank; rows: the first numbers."""

    complaints: int
    level: int
    rows: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Complaints that point to the same. kind: petugas, peran or tempat; what: a role, or for tempat a danger.

    at: the place as written most often, or initials; signs: (sign, households) that link them, most frequent first.
    """

    kind: str
    what: str
    at: str
    level: int
    households: int
    signs: tuple[tuple[str, int], ...]
    rows: tuple[int, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Summary:
    """rows: classified ones; earlier: before the first of `weeks`; copies: rows that repeat another one whole."""

    rows: int
    urgency: Line
    outcomes: tuple[Line, ...]
    cases: tuple[Line, ...]
    groups: tuple[Line, ...]
    suggestions: tuple[Line, ...]
    reasons: tuple[Line, ...]
    weeks: tuple[Line, ...]
    earlier: Line
    places: tuple[Line, ...]
    place_count: int
    families: int
    repeat_count: int
    repeat_rows: int
    repeats: tuple[Repeat, ...]
    spots: tuple[Spot, ...]
    spot_count: int
    copies: int
    data: Mapping[str, int]
    rejects: Mapping[str, int]


def summary(db: sqlite3.Connection, today: date) -> Summary:
    """Everything that `store` put into db. today: later dates are counted as typing errors, not in the trend."""
    rows, different, families = _one(
        db, "SELECT count(*), (SELECT count(*) FROM (SELECT twin FROM tally_rows GROUP BY twin)), (SELECT count(*) FROM"
        " (SELECT family FROM tally_rows WHERE family IS NOT NULL GROUP BY family)) FROM tally_rows",
    )  # fmt: skip
    weeks, earlier, odd = _weeks(_lines(db, "week"), today)
    place_count = _one(db, "SELECT count(DISTINCT key) FROM tally_places")[0]
    repeats, repeat_count, repeat_rows = _repeats(db)
    spots, spot_count = _spots(db)
    data = {line.id: line.total for line in _lines(db, "data")}
    return Summary(
        rows=rows,
        urgency=_urgency(db),
        outcomes=_lines(db, "outcome"),
        cases=_lines(db, "case"),
        groups=_lines(db, "group"),
        suggestions=_lines(db, "suggestion"),
        reasons=_lines(db, "reason"),
        weeks=weeks,
        earlier=earlier,
        places=_places(db),
        place_count=place_count,
        families=families,
        repeat_count=repeat_count,
        repeat_rows=repeat_rows,
        repeats=repeats,
        spots=spots,
        spot_count=spot_count,
        copies=rows - different,
        data={**data, **odd},
        rejects={line.id: line.total for line in _lines(db, "reject")},
    )


def _one(db: sqlite3.Connection, sql: str, *values: object) -> tuple[int, ...]:
    return tuple(int(value or 0) for value in db.execute(sql, values).fetchone())


def _urgency(db: sqlite3.Connection) -> Line:
    return _line("", dict(db.execute("SELECT level, count(*) FROM tally_rows GROUP BY level")))


def _line(name: str, counted: Mapping[int, int]) -> Line:
    return Line(name, tuple(counted.get(level, 0) for level in range(-1, LEVELS - 1)))


def _lines(db: sqlite3.Connection, kind: str) -> tuple[Line, ...]:
    """Of a closed list (cases, weeks …): small. The most frequent first."""
    found: dict[str, dict[int, int]] = {}
    for key, level, n in db.execute("SELECT key, level, n FROM tally_counts WHERE kind = ?", (kind,)):
        found.setdefault(key, {})[level] = n
    return tuple(sorted((_line(key, counted) for key, counted in found.items()), key=lambda x: (-x.total, x.id)))


def _weeks(lines: tuple[Line, ...], today: date) -> tuple[tuple[Line, ...], Line, dict[str, int]]:
    """The last weeks without a gap, everything before them, and dates that cannot be."""
    last, first = week_of(today), f"{PROGRAM_BEGAN}-W01"
    odd = {
        "tanggal_nanti": sum(line.total for line in lines if line.id > last),
        "tanggal_terlalu_lama": sum(line.total for line in lines if line.id < first),
    }
    real = {line.id: line for line in lines if first <= line.id <= last}
    names = [_back(max(real), weeks) for weeks in range(WEEKS - 1, -1, -1)] if real else []
    names = [name for name in names if name >= min(real)]
    before = [line.levels for name, line in real.items() if name not in names]
    earlier = Line("", tuple(map(sum, zip(*before, strict=True))) if before else (0,) * LEVELS)
    return tuple(real.get(name, Line(name, (0,) * LEVELS)) for name in names), earlier, odd


def _back(week: str, weeks: int) -> str:
    return week_of(date.fromordinal(monday(week).toordinal() - 7 * weeks))


def _places(db: sqlite3.Connection) -> tuple[Line, ...]:
    """Most darurat first, then most mendesak, then most complaints."""
    columns = ", ".join(f"sum(n * (level = {level}))" for level in range(-1, LEVELS - 1))
    found = db.execute(
        f"SELECT key, {columns} FROM tally_places GROUP BY key"
        f" ORDER BY {LEVELS + 1} DESC, {LEVELS} DESC, sum(n) DESC, key LIMIT {TOP}"
    )
    return tuple(Line(_spelling(db, key), tuple(levels)) for key, *levels in found.fetchall())


def _spelling(db: sqlite3.Connection, key: str) -> str:
    """The place as it is written most often."""
    found = db.execute(
        "SELECT shown FROM tally_places WHERE key = ? GROUP BY shown ORDER BY sum(n) DESC, shown LIMIT 1", (key,)
    ).fetchone()
    return str(found[0]) if found else ""


def _repeats(db: sqlite3.Connection) -> tuple[tuple[Repeat, ...], int, int]:
    """Households with several complaints that differ: (the first, how many there are, how many rows they have)."""
    grouped = (
        "SELECT family, count(DISTINCT twin) AS n, count(*) AS rows, max(level) AS level, min(number) AS first"
        " FROM tally_rows WHERE family IS NOT NULL GROUP BY family HAVING n > 1"
    )
    count, rows = _one(db, f"SELECT count(*), sum(rows) FROM ({grouped})")
    found = db.execute(f"{grouped} ORDER BY n DESC, level DESC, first LIMIT {TOP}").fetchall()
    numbers: dict[int, list[int]] = {family: [] for family, *_ in found}
    chosen = f"SELECT family, number FROM tally_rows WHERE family IN ({','.join('?' * len(found))}) ORDER BY number"
    for family, number in db.execute(chosen, list(numbers)):
        if len(numbers[family]) < ROWS:
            numbers[family].append(number)
    return (
        tuple(Repeat(n, level, tuple(numbers[f]), total - len(numbers[f])) for f, n, total, level, _ in found),
        count,
        rows,
    )


def _spots(db: sqlite3.Connection) -> tuple[tuple[Spot, ...], int]:
    """Groups of complaints of at least FEWEST households that point to the same; the most serious first."""
    grouped = (
        "SELECT kind, what, at, max(shown), max(level) AS level, count(DISTINCT who) AS n, min(number) AS first,"
        f" count(DISTINCT number) FROM tally_links GROUP BY kind, what, at HAVING n >= {FEWEST}"
    )
    count = _one(db, f"SELECT count(*) FROM ({grouped})")[0]
    found = db.execute(f"{grouped} ORDER BY level DESC, n DESC, kind, what, first LIMIT {TOP}").fetchall()
    return tuple(_spot(db, *row) for row in found), count


def _spot(
    db: sqlite3.Connection, kind: str, what: str, at: str, shown: str, level: int, households: int, _: int, rows: int
) -> Spot:
    of = "FROM tally_links WHERE kind = ? AND what = ? AND at = ?"
    key = (kind, what, at)
    signs = db.execute(f"SELECT sign, count(DISTINCT who) AS n {of} GROUP BY sign ORDER BY n DESC, sign", key)
    numbers = db.execute(f"SELECT DISTINCT number {of} ORDER BY number LIMIT {ROWS}", key)
    first = tuple(number for (number,) in numbers)
    at = shown if kind == "petugas" else _spelling(db, at)
    return Spot(kind, what, at, level, households, tuple((s, n) for s, n in signs), first, rows - len(first))
