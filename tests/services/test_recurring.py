"""Which days a rule gives, beside what dateutil makes of the same rule, and what it takes to know.

dateutil is asked only for rules that it finds days for; what it would spin on is what ours is for.
"""

import sys
from collections.abc import Collection
from datetime import date, datetime, timedelta
from types import FrameType
from typing import Any

import pytest
from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from services.clocks.days import WEEKDAYS
from services.series.recurring import MOST_OCCURRENCES, Rule, horizon, occurrences, rule_of
from services.series.recurring import given as given_days

UNSAID: dict[str, Any] = {
    "rule_interval": 1,
    "rule_by_day": [],
    "rule_by_month_day": [],
    "rule_by_month": [],
    "rule_count": None,
    "rule_until": None,
    "rule_exclude": [],
}


def ruled(start: str, frequency: str, **said: Any) -> Rule:
    """Read a rule, of which is said only what matters."""
    parts = {f"rule_{name}": value for name, value in said.items()}
    return rule_of(UNSAID | {"local_start": f"{start}T09:00", "rule_frequency": frequency} | parts)


def on(rule: Rule) -> list[str]:
    """Write the days on which something takes place."""
    return [it.isoformat() for it in occurrences(rule)]


def day(weekday: str, nth: int | None = None) -> dict[str, Any]:
    return {"weekday": weekday} | ({"nth": nth} if nth else {})


def test_a_week_takes_its_day_from_the_start() -> None:
    rule = ruled("2026-10-01", "WEEKLY", interval=2, count=3)

    assert on(rule) == ["2026-10-01", "2026-10-15", "2026-10-29"]


def test_the_last_thursday_of_each_month_is_found_from_the_back() -> None:
    rule = ruled("2026-01-29", "MONTHLY", by_day=[day("THURSDAY", -1)], until="2026-04-30")

    assert on(rule) == ["2026-01-29", "2026-02-26", "2026-03-26", "2026-04-30"]


def test_weekdays_of_every_other_week_lie_in_the_same_weeks_from_monday() -> None:
    days = [day("TUESDAY"), day("SUNDAY")]

    rule = ruled("1997-08-05", "WEEKLY", interval=2, by_day=days, count=4)

    assert on(rule) == ["1997-08-05", "1997-08-10", "1997-08-19", "1997-08-24"]


def test_each_monday_and_the_last_friday_are_days_of_one_rule() -> None:
    days = [day("MONDAY"), day("FRIDAY", -1)]

    rule = ruled("2026-10-05", "MONTHLY", by_day=days, count=6)

    assert on(rule)[3:] == ["2026-10-26", "2026-10-30", "2026-11-02"]


def test_months_that_lack_the_day_are_passed_over() -> None:
    assert on(ruled("2027-01-31", "MONTHLY", count=3)) == ["2027-01-31", "2027-03-31", "2027-05-31"]


def test_a_leap_day_comes_back_after_four_years() -> None:
    assert on(ruled("2024-02-29", "YEARLY", count=3)) == ["2024-02-29", "2028-02-29", "2032-02-29"]


def test_a_day_that_is_excluded_counts_all_the_same() -> None:
    rule = ruled("2026-12-17", "WEEKLY", count=3, exclude=["2026-12-24"])

    assert on(rule) == ["2026-12-17", "2026-12-31"]


def test_a_rule_reaches_ten_years_and_not_a_day_longer() -> None:
    rule = ruled("2026-03-01", "YEARLY", count=50)

    assert [on(rule)[0], on(rule)[-1], len(on(rule))] == ["2026-03-01", "2036-03-01", 11]
    assert horizon(date(2024, 2, 29)) == date(2034, 2, 28)


def test_of_too_many_days_one_too_many_is_found() -> None:
    assert len(given_days(ruled("2026-03-01", "DAILY", until="2036-03-01"))) == MOST_OCCURRENCES + 1


SPINNING = [
    ("YEARLY", {"by_month": [2], "by_month_day": [30]}),
    ("YEARLY", {"interval": 1000, "by_month": [2], "by_month_day": [29]}),
    ("DAILY", {"interval": 1000, "by_month": [2], "by_month_day": [31]}),
    ("MONTHLY", {"by_day": [day("MONDAY", 5)], "by_month_day": [1]}),
    ("WEEKLY", {"by_month": [1], "by_day": [day(it) for it in WEEKDAYS], "interval": 999}),
    ("YEARLY", {"by_day": [day("SUNDAY", 53), day("SUNDAY", -53)], "by_month_day": [15]}),
]


@pytest.mark.parametrize(("frequency", "parts"), SPINNING)
def test_no_rule_makes_more_than_a_few_steps_a_day(frequency: str, parts: dict[str, Any]) -> None:
    rule = ruled("2026-01-01", frequency, count=1000, **parts)

    steps = calls_of(lambda: given_days(rule))

    assert steps < 10 * 3_654


def calls_of(work: Any) -> int:
    """Count the functions that are called, Python's own as well."""
    count = 0

    def heard(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


FREQUENCIES = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Give rules of every kind that may be said."""
    frequency = draw(st.sampled_from([*FREQUENCIES]))
    months = draw(st.lists(st.integers(1, 12), max_size=3, unique=True))
    most = {"MONTHLY": 5, "YEARLY": 5 if months else 53}.get(frequency)
    nth = st.none() | st.integers(-most, most).filter(bool) if most else st.none()
    days = st.builds(day, st.sampled_from(WEEKDAYS), nth)
    numbers = st.integers(-31, 31).filter(bool)
    ends = draw(st.sampled_from(["rule_count", "rule_until"]))
    start = draw(st.dates(date(1995, 1, 1), date(2040, 12, 31)))
    return ruled(
        start.isoformat(),
        frequency,
        interval=draw(st.integers(1, 40) | st.sampled_from([52, 366, 1000])),
        by_month=months,
        by_day=draw(st.lists(days, max_size=3)),
        by_month_day=[] if frequency == "WEEKLY" else draw(st.lists(numbers, max_size=3)),
        count=draw(st.integers(1, 40)) if ends == "rule_count" else None,
        until=(start + draw(st.integers(0, 3650)) * timedelta(days=1)).isoformat()
        if ends == "rule_until"
        else None,
        exclude=[it.isoformat() for it in draw(st.lists(st.dates(start, horizon(start))))],
    )


def expected(rule: Rule) -> list[date]:
    """Ask dateutil for the days of a rule that ends ten years on, and take out the excluded.

    It takes any Monday and the first Friday at once for neither: it is asked for each alone.
    """
    plain = {it for it in rule.by_day if it[1] is None}
    kinds = [it for it in (plain, rule.by_day - plain) if it] or [frozenset()]
    found = sorted({it for days in kinds for it in _found(rule, days)})
    return [it for it in found[: rule.count or MOST_OCCURRENCES + 1] if it not in rule.exclude]


def _found(rule: Rule, days: Collection[tuple[int, int | None]]) -> list[date]:
    found = rrule.rrule(
        FREQUENCIES[rule.frequency],
        dtstart=datetime.combine(rule.first, datetime.min.time()),
        interval=rule.interval,
        bymonth=sorted(rule.by_month) or None,
        bymonthday=sorted(rule.by_month_day) or None,
        byweekday=[rrule.weekday(*it) for it in days] or None,
        until=datetime.combine(rule.last, datetime.min.time()),
    )
    return [it.date() for it in found]


@settings(
    max_examples=300,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(rule=rules())
def test_any_rule_gives_the_days_that_dateutil_gives(rule: Rule) -> None:
    assume(given_days(rule))

    assert occurrences(rule) == expected(rule)
