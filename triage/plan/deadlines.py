"""From "2h", "8wh", "1wd" or "7d" to a moment: hours and days run always, working hours and days only when offices do.

Holidays are looked up only when a working deadline is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from triage.model import URGENCIES, Urgency, urgency_rank
from triage.plan.holiday import indonesian_holidays

OPEN, CLOSE = time(8, 0), time(15, 0)
_DUE = re.compile(r"(\d+)(h|wh|wd|d)\Z")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working time of offices. opens/closes: local time; `extra_closed`: further closed days of a district."""

    opens: time = OPEN
    closes: time = CLOSE
    extra_closed: frozenset[date] = frozenset()
    holiday: Callable[[date], bool] | None = None
    """Instead of the national holidays."""

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.extra_closed and not (self.holiday or _national)(day)

    def next_opening(self, moment: datetime) -> datetime:
        """The moment itself when offices are open, else when they open next."""
        while not (self.is_working(moment.date()) and moment.time() < self.closes):
            moment = datetime.combine(moment.date() + timedelta(days=1), self.opens, moment.tzinfo)
        return max(moment, datetime.combine(moment.date(), self.opens, moment.tzinfo))

    def add_working(self, moment: datetime, hours: float) -> datetime:
        moment = self.next_opening(moment)
        left = timedelta(hours=hours)
        while True:
            end = datetime.combine(moment.date(), self.closes, moment.tzinfo)
            if moment + left <= end:
                return moment + left
            left -= end - moment
            moment = self.next_opening(datetime.combine(moment.date() + timedelta(days=1), time(0), moment.tzinfo))

    def add_days(self, moment: datetime, days: int) -> datetime:
        """The closing time of the n-th working day after today."""
        day = moment.date()
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return datetime.combine(day, self.closes, moment.tzinfo)


OFFICES = Calendar()
"""Where no district says otherwise."""


def _national(day: date) -> bool:
    return day in indonesian_holidays(day.year)


def due_moment(due: str, now: datetime, calendar: Calendar) -> datetime:
    """When a step that is due in `due` must be done. `now` carries the district's time zone."""
    match = _DUE.match(due)
    if match is None:
        raise ValueError(f"tenggat {due!r} tidak dikenal")
    amount, unit = int(match[1]), match[2]
    if unit == "h":
        return now + timedelta(hours=amount)
    if unit == "d":
        return datetime.combine(now.date() + timedelta(days=amount), time(16, 0), now.tzinfo)
    return calendar.add_working(now, amount) if unit == "wh" else calendar.add_days(now, amount)


def due_for(due: str | Mapping[Urgency, str], urgency: Urgency) -> str:
    """The deadline for an urgency; where none is written, that of the next lower one that is."""
    if isinstance(due, str):
        return due
    for level in URGENCIES[urgency_rank(urgency) :: -1]:
        if level in due:
            return due[level]
    return next(iter(due.values()))
