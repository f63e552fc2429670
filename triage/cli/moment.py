"""The moment a plan is made for: now, or the one that was asked for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from triage.kb.problems import Problem, Problems

if TYPE_CHECKING:
    from triage.plan.district import District

ZONE = "Asia/Jakarta"


def moment(at: str | None, local: District | None) -> datetime:
    """With the district's time zone. Raises Problems for a time that cannot be read."""
    zone = local.zone() if local else ZoneInfo(ZONE)
    if at is None:
        return datetime.now(zone)
    try:
        read = datetime.fromisoformat(at)
    except ValueError:
        raise Problems([Problem("--at", 0, 0, "waktu", "waktu tidak terbaca", "misalnya 2026-11-23T20:10")]) from None
    return read.astimezone(zone) if read.tzinfo else read.replace(tzinfo=zone)
