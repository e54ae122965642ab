"""The days that a calendar is asked for, on the clocks of whoever asks.

The rule: a day is half open, from its first moment in the zone to that of the next, so that it has
23 or 25 hours where clocks are changed. Whole weeks go from Monday to Sunday (ISO 8601).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from models.engines.sqlite import instant_text
from models.meeting import LONGEST
from services.clocks.holidays import Holiday, holidays_on, is_red
from services.clocks.zones import first_moment, zone_of
from services.errors import bad_input

MOST = 400
"""How many days may be asked for at once."""

YEARS = range(1970, 2101)
"""The years for which zones and holidays are known well enough to be told."""

WEEKDAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")

DAY = timedelta(days=1)

_APART = timedelta(hours=26)
"""How far the same local time in two zones may be apart."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days that are shown: so many from ``first``; those from ``begins`` to ``ends`` are meant."""

    first: date
    size: int
    begins: date
    ends: date

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=it) for it in range(self.size))


def stretch(begins: date, ends: date) -> Stretch:
    """Take the days from one day up to another, which is not among them; raises ``Refused``."""
    size = (ends - begins).days
    if not 0 < size <= MOST:
        raise bad_input(
            f"From {begins} to {ends} is {size} days: ask for 1 to {MOST}; `to` is the day after "
            "the last."
        )
    if not {begins.year, (ends - DAY).year} <= set(YEARS):
        raise bad_input(f"The calendar goes from the year {YEARS[0]} to {YEARS[-1]}.")
    return Stretch(begins, size, begins, ends)


def month(year: int, month: int) -> Stretch:
    """Take a month, in whole weeks; raises ``Refused``."""
    if month not in range(1, 13) or year not in YEARS:
        raise bad_input(
            f"There is no month {month} of {year}: months are 1 to 12, years {YEARS[0]} to "
            f"{YEARS[-1]}."
        )
    begins = date(year, month, 1)
    ends = date(year + month // 12, month % 12 + 1, 1)
    first = begins - begins.weekday() * DAY
    last = ends + -ends.weekday() % 7 * DAY
    return Stretch(first, (last - first).days, begins, ends)


def week(iso_year: int, iso_week: int) -> Stretch:
    """Take a week of ISO 8601; raises ``Refused``."""
    if iso_year not in YEARS:
        raise bad_input(
            f"There is no week {iso_week} of {iso_year}: years are {YEARS[0]} to {YEARS[-1]}."
        )
    last = date(iso_year, 12, 28).isocalendar().week  # which is always in the last week
    if not 0 < iso_week <= last:
        raise bad_input(f"There is no week {iso_week} of {iso_year}: its weeks are 1 to {last}.")
    begins = date.fromisocalendar(iso_year, iso_week, 1)
    return Stretch(begins, 7, begins, begins + 7 * DAY)


def told(asked: Stretch, time_zone: str, moment: datetime) -> str:
    """Tell days as JSON, as a plan reads them: ``moment`` is in the day that is today."""
    zone = zone_of(time_zone)
    today = moment.astimezone(zone).date()
    return orjson.dumps([_day(asked, it, zone, today) for it in asked]).decode()


def _day(asked: Stretch, day: date, zone: ZoneInfo, today: date) -> dict[str, Any]:
    year, week, weekday = day.isocalendar()
    next_day = day + DAY
    begins, ends = first_moment(day, zone), first_moment(next_day, zone)
    return {
        "date": day.isoformat(),
        "weekday": WEEKDAYS[weekday - 1],
        "isoYear": year,
        "isoWeek": week,
        "inMonth": asked.begins <= day < asked.ends,
        "today": day == today,
        "red": is_red(day),
        "holidays": [_holiday(it) for it in holidays_on(day)],
        "from": instant_text(begins),
        "to": instant_text(ends),
        "earliest": instant_text(begins - LONGEST - _APART),
        "latest": instant_text(ends + _APART),
        "localFrom": f"{day}T00:00:00",
        "localTo": f"{next_day}T00:00",
        "localEnd": f"{next_day}T00:00:00",
    }


def _holiday(holiday: Holiday) -> dict[str, Any]:
    return {"name": {"sv": holiday.sv, "en": holiday.en}, "public": holiday.public}


def day_of(text: str) -> date:
    """Read a day of RFC 3339; raises ``ValueError``."""
    if len(text) != len("2026-09-01") or not text.isascii():
        raise ValueError(f"{text!r} is no Date: write it like 2026-09-01.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no Date: there is no such day.") from None
