"""Days beside reckonings that are not ours: the standard library's, the law's, plain arithmetic."""

from calendar import Calendar, monthrange
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import orjson
import pytest

from services.clocks.days import WEEKDAYS, month, stretch, told, week

STOCKHOLM = "Europe/Stockholm"
NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def days_told(begins: date, ends: date, zone: str) -> list[dict[str, Any]]:
    """Tell all days from one up to another, as many at once as may be asked for."""
    found: list[dict[str, Any]] = []
    while begins < ends:
        part = min(ends, begins + 400 * DAY)
        found += orjson.loads(told(stretch(begins, part), zone, NOW))
        begins = part
    return found


def iso_week(day: date) -> tuple[int, int]:
    """Reckon a week by hand: it belongs to the year that its Thursday is in (ISO 8601)."""
    weekday = (day.toordinal() - 1) % 7  # the first of January of the year 1 was a Monday
    thursday = day + (3 - weekday) * DAY
    return thursday.year, (thursday.timetuple().tm_yday - 1) // 7 + 1


def last_sunday(year: int, month: int) -> date:
    last = date(year, month, monthrange(year, month)[1])
    return last - (last.toordinal() % 7) * DAY


def test_the_grid_of_every_month_is_that_of_the_standard_library() -> None:
    for year in range(2020, 2036):
        for number in range(1, 13):
            found = orjson.loads(told(month(year, number), STOCKHOLM, NOW))

            weeks = Calendar(0).monthdatescalendar(year, number)
            grid = [day for days in weeks for day in days]
            assert [it["date"] for it in found] == [str(it) for it in grid]
            assert [it["inMonth"] for it in found] == [it.month == number for it in grid]


def test_weeks_are_those_of_iso_8601_on_every_day_from_1990_to_2040() -> None:
    found = days_told(date(1990, 1, 1), date(2041, 1, 1), "UTC")

    assert len(found) == 18_628
    for it in found:
        day = date.fromisoformat(it["date"])
        assert (it["isoYear"], it["isoWeek"]) == iso_week(day)
        assert it["weekday"] == WEEKDAYS[(day.toordinal() - 1) % 7]


def test_every_week_from_1990_to_2040_is_the_days_that_say_so() -> None:
    for year in range(1990, 2041):
        last = 53 if iso_week(date(year, 12, 31)) == (year, 53) else 52
        for number in range(1, last + 1):
            assert {iso_week(day) for day in week(year, number)} == {(year, number)}
            assert len(list(week(year, number))) == 7


def test_days_are_as_long_in_sweden_as_the_law_says_from_1990_to_2040() -> None:
    """Summer time begins on the last Sunday of March, and ended in September until 1995."""
    found = days_told(date(1990, 1, 1), date(2041, 1, 1), STOCKHOLM)

    lengths = {}
    for it in found:
        begins, ends = (datetime.fromisoformat(it[name]) for name in ("from", "to"))
        if ends - begins != DAY:
            lengths[date.fromisoformat(it["date"])] = (ends - begins) // timedelta(hours=1)
    expected = {}
    for year in range(1990, 2041):
        expected[last_sunday(year, 3)] = 23
        expected[last_sunday(year, 9 if year < 1996 else 10)] = 25
    assert lengths == expected


@pytest.mark.parametrize(
    "zone", [STOCKHOLM, "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "Africa/Cairo"]
)
def test_days_follow_one_another_without_a_gap(zone: str) -> None:
    found = days_told(date(1990, 1, 1), date(2041, 1, 1), zone)

    assert [one["to"] for one, _ in pairwise(found)] == [
        after["from"] for _, after in pairwise(found)
    ]
    for it in found[::97]:
        first = datetime.fromisoformat(it["from"])
        assert first.astimezone(ZoneInfo(zone)).date() == date.fromisoformat(it["date"])
        before = (first - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
        assert before.date() < date.fromisoformat(it["date"])
