"""Small lists of classified rows for the tests of tally and report: made of plans written by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from triage.batch.model import Reject
from triage.batch.summary import Summary, summary
from triage.batch.tally import TABLES, Seen, Tally, store
from triage.model import Danger, Finding, Plan, Reason, Suggestion, Urgency

TODAY = date(2026, 11, 23)


def plan(
    urgency: Urgency | None = "mendesak", *cases: str, bypass: dict[str, tuple[str, ...]] | None = None,
    danger: str = "", suggestions: tuple[str, ...] = (),
) -> Plan:  # fmt: skip
    """A plan with these cases; bypass: role -> signs; without cases it is out of scope."""
    findings = tuple(Finding(case, urgency or "rutin", "certain", "household", (), ()) for case in cases)
    return Plan(
        "plan" if findings else "out_of_scope", urgency, "1", "abc", "2026-11-23T20:10",
        dangers=(Danger(danger, "household", ("bantuan_dipotong",)),) if danger else (),
        findings=findings,
        bypass=tuple(Reason(role, "", signs) for role, signs in (bypass or {}).items()),
        suggestions=tuple(Suggestion(case, 0.5, "") for case in suggestions),
        groups={"kks_hilang": "teknis_kks", "kdrt": "berat", "pungli_pemotongan": "disebut"},
    )  # fmt: skip


HELD = plan("darurat", "pungli_pemotongan", bypass={"ketua_kelompok": ("pemegang_kks_bukan_kpm",)})
CUT = plan("mendesak", "pungli_pemotongan", bypass={"ketua_kelompok": ("bantuan_dipotong",)})
BEATEN = plan("darurat", "kdrt", bypass={"suami": ("kekerasan_fisik",)})
LOST = plan("mendesak", "kks_hilang")
DRAINED = plan("darurat", "pungli_pemotongan", danger="dana_sedang_dikuras")
UNREAD = plan(None, suggestions=("belum_terdaftar", "verval_belum"))


def counted(
    rows: Iterable[Seen], *, chunks: int = 1, salt: bytes = b"salt", today: date = TODAY, rejects: Iterable[Reject] = ()
) -> Summary:
    """What the list looks like when it is cut into so many chunks."""
    tallies = [Tally(salt) for _ in range(chunks)]
    for i, seen in enumerate(rows):
        tallies[i % chunks].add(seen)
    for reject in rejects:
        tallies[0].refuse(reject)
    return merged(tallies, today)


def merged(tallies: Iterable[Tally], today: date = TODAY) -> Summary:
    """The picture of these chunks."""
    db = sqlite3.connect(":memory:")
    db.executescript(TABLES)
    with db:
        for number, tally in enumerate(tallies):
            store(db, number, tally)
    try:
        return summary(db, today)
    finally:
        db.close()
