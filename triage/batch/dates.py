"""The day of a complaint, however the list writes it: ISO, day/month/year, a month by name, an Excel day number."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_CLOCK = r"(?:[T ,]\s*\d{1,2}[:.]\d{2}.*)?"
_DAY_NAME = r"(?:[a-z']{3,7}\.?,?\s+)?"
_YEAR = r"(\d{4}|\d{2})"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}", re.I)
_NUMBERS = re.compile(rf"{_DAY_NAME}(\d{{1,2}})([-/. ])(\d{{1,2}})\2{_YEAR}{_CLOCK}", re.I)
_WORDS = re.compile(rf"{_DAY_NAME}(\d{{1,2}})[-/. ]*([a-z]{{3,9}})[-/., ]*{_YEAR}{_CLOCK}", re.I)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_MONTHS = {
    name: month
    for month, names in enumerate(
        ("jan", "feb peb", "mar mrt", "apr", "mei may", "jun", "jul", "agu ags agt aug", "sep", "okt oct",
         "nov nop", "des dec"), 1,
    )
    for name in names.split()
}  # fmt: skip


@lru_cache(4096)
def day_of(text: str) -> date | None:
    """None where no day can be told. Day before month, as Indonesia writes; two digits of a year are 20xx."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(text):
        return _day(found[4], found[3], found[1])
    if found := _WORDS.fullmatch(text):
        return _day(found[3], str(_MONTHS.get(found[2][:3].lower(), 0)), found[1])
    if found := _SERIAL.fullmatch(text):
        return _EXCEL_BEGINS + timedelta(int(found[1]))
    return None


def week_of(day: date) -> str:
    """The ISO week: '2026-W47'. Sorts by time."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday(week: str) -> date:
    """The first day of '2026-W47'."""
    year, _, number = week.partition("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
