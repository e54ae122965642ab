"""Which days and weeks can be asked for, and what is told of those that cannot."""

import pytest

from tests.asking import Asking


async def test_a_week_that_is_not_there_is_told_with_those_that_are(ask: Asking) -> None:
    told = []
    for year, week in ((2025, 53), (2026, 54), (9999, 52)):
        answer = await ask(
            f"{{ calendarWeek(isoYear: {year}, isoWeek: {week}) {{ days {{ date }} }} }}"
        )
        told += [it["message"] for it in answer["errors"]]

    assert told == [
        "There is no week 53 of 2025: its weeks are 1 to 52.",
        "There is no week 54 of 2026: its weeks are 1 to 53.",
        "There is no week 52 of 9999: years are 1970 to 2100.",
    ]


async def test_the_calendar_reaches_to_the_last_day_of_its_last_week(ask: Asking) -> None:
    found = await ask.data(
        """{ calendarWeek(isoYear: 2100, isoWeek: 52) { days { date } }
        calendar(from: "2100-12-31", to: "2101-01-01") { days { date } }
        first: calendarWeek(isoYear: 1970, isoWeek: 1) { days { date } } }"""
    )

    days = {name: [it["date"] for it in said["days"]] for name, said in found.items()}
    assert days["calendarWeek"][::6] == ["2100-12-27", "2101-01-02"]
    assert days["calendar"] == ["2100-12-31"]
    assert days["first"][::6] == ["1969-12-29", "1970-01-04"]


@pytest.mark.parametrize(
    "asked",
    [
        'calendar(from: "2026-01-01", to: "2026-01-01") { days { date } }',
        'calendar(from: "2026-01-02", to: "2026-01-01") { days { date } }',
        'calendar(from: "2026-01-01", to: "2027-02-06") { days { date } }',
        'calendar(from: "1969-12-31", to: "1970-01-02") { days { date } }',
        'calendar(from: "2100-12-31", to: "2101-01-02") { days { date } }',
        'calendar(from: "2026-01-01", to: "2026-01-02", timeZone: "Mars") { days { date } }',
        "calendarMonth(year: 2026, month: 13) { days { date } }",
        "calendarMonth(year: 2026, month: 0) { days { date } }",
        "calendarMonth(year: 100000, month: 1) { days { date } }",
        "calendarWeek(isoYear: 2025, isoWeek: 53) { days { date } }",
        "calendarWeek(isoYear: 2026, isoWeek: 0) { days { date } }",
        "calendarWeek(isoYear: -1, isoWeek: 1) { days { date } }",
    ],
)
async def test_what_is_no_stretch_of_days_is_refused(ask: Asking, asked: str) -> None:
    assert await ask.code(f"{{ {asked} }}") == "BAD_USER_INPUT"
