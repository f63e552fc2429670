"""`--at` of the commands that look at a day, not at a moment."""

from __future__ import annotations

import datetime as dt

from triage.kb.problems import Problem, Problems


def day(at: str | None) -> dt.date:
    """The day meant, else today. A moment, as `triage new --at` takes it, means its day. Raises Problems."""
    if at is None:
        return dt.date.today()
    try:
        return dt.datetime.fromisoformat(at).date()
    except ValueError:
        raise Problems([Problem("--at", 0, 0, "waktu", "tanggal tidak terbaca", "misalnya 2026-11-23")]) from None
