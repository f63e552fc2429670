"""Deadlines as people say them, computed only from two ISO 8601 strings."""

from __future__ import annotations

from datetime import datetime

from triage.render import labels

YEAR_DAYS = 365


def short_when(due_at: str | None, now: str) -> str:
    """'hari ini 22.10', 'besok 15.00', 'Kam 26 Nov', 'Jum 26 Nov 2027'; '' without a deadline.

    due_at, now: ISO 8601; `now` is read in the time zone of the deadline when both carry one.
    """
    return _say(due_at, now, labels.DAYS_SHORT, labels.MONTHS_SHORT, " ")


def long_when(due_at: str | None, now: str) -> str:
    """'hari ini pukul 22.10', 'besok pukul 15.00', 'Kamis 26 November'; '' without a deadline."""
    return _say(due_at, now, labels.DAYS, labels.MONTHS, f" {labels.AT} ")


def date_words(day: str) -> str:
    """'31 Desember 2026' for 2026-12-31."""
    at = datetime.fromisoformat(day)
    return f"{at.day} {labels.MONTHS[at.month - 1]} {at.year}"


def stamp(moment: str) -> str:
    """'Senin 23 November 2026 20.10': when something was made."""
    at = datetime.fromisoformat(moment)
    return f"{labels.DAYS[at.weekday()]} {at.day} {labels.MONTHS[at.month - 1]} {at:%Y %H.%M}"


def _say(due_at: str | None, now: str, days: tuple[str, ...], months: tuple[str, ...], clock: str) -> str:
    if not due_at:
        return ""
    due, today = _pair(due_at, now)
    if due == today:
        return labels.NOW
    ahead = (due.date() - today.date()).days
    if ahead in (0, 1):
        return f"{labels.TOMORROW if ahead else labels.TODAY}{clock}{due:%H.%M}"
    said = f"{days[due.weekday()]} {due.day} {months[due.month - 1]}"
    return f"{said} {due.year}" if abs(ahead) >= YEAR_DAYS else said


def _pair(due_at: str, now: str) -> tuple[datetime, datetime]:
    due, today = datetime.fromisoformat(due_at), datetime.fromisoformat(now)
    if due.tzinfo is None or today.tzinfo is None:
        return due.replace(tzinfo=None), today.replace(tzinfo=None)
    return due, today.astimezone(due.tzinfo)
