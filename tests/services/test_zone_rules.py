"""Time zones as calendars have them: other readers come to our moments by what is told of them."""

import io
import itertools
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from dateutil.tz import tzical  # type: ignore[import-untyped]

from services.clocks.zone_rules import FIRST, LAST, vtimezone
from services.clocks.zones import zone_of

ZONES = (
    "Europe/Stockholm", "America/New_York", "Asia/Kolkata", "UTC", "Pacific/Auckland",
    "Australia/Lord_Howe", "America/Havana", "Pacific/Apia", "America/Sao_Paulo",
    "Africa/Casablanca", "Asia/Jerusalem", "Africa/Cairo",
)  # fmt: skip


@pytest.mark.parametrize("zone", ZONES)
def test_the_rules_of_a_zone_begin_on_the_clocks_as_they_were(zone: str) -> None:
    """Each onset is the moment at which the clocks are changed, told as they stood before."""
    rules: Any = vtimezone(zone)

    onsets = 0
    for observance in rules.subcomponents:
        before, after = (observance[it].td for it in ("tzoffsetfrom", "tzoffsetto"))
        for wall in onsets_of(observance):
            moment = (wall - before).replace(tzinfo=UTC)
            at = moment.astimezone(zone_of(zone))
            assert at.utcoffset() == after
            assert at.tzname() == str(observance["tzname"])
            earlier = (moment - timedelta(seconds=1)).astimezone(zone_of(zone)).utcoffset()
            assert earlier == before
            onsets += 1
    assert onsets == 1 if zone in ("UTC", "Asia/Kolkata") else onsets > 20


def written(zone: str) -> list[str]:
    """Give the lines of a zone's rules."""
    lines: list[str] = vtimezone(zone).to_ical().decode().splitlines()
    return lines


def onsets_of(observance: Any) -> list[datetime]:
    """Read all onsets of an observance, those of its rule by dateutil."""
    first, rule = observance["dtstart"].dt, observance.get("rrule")
    if rule:
        until = LAST.replace(tzinfo=None)
        found = rrulestr(rule.to_ical().decode(), dtstart=first).between(first, until, inc=True)
        return list(found)
    dates = observance.get("rdate", [])
    dates = dates if isinstance(dates, list) else [dates]
    return [first, *(it.dt for listed in dates for it in listed.dts)]


@pytest.mark.parametrize("zone", ZONES)
def test_dateutil_reads_of_the_rules_the_moment_of_any_local_time(zone: str) -> None:
    """It knows the zone from nothing but the calendar; what is told in UTC needs no rules."""
    read = tzical(io.StringIO("\r\n".join(written(zone)))).get(zone)

    wrong = [
        wall
        for wall in clocks_near_changes(zone)
        if len({wall.replace(tzinfo=zone_of(zone), fold=it).astimezone(UTC) for it in (0, 1)}) == 1
        and wall.replace(tzinfo=read).astimezone(UTC)
        != wall.replace(tzinfo=zone_of(zone)).astimezone(UTC)
    ]

    assert wrong == []


def clocks_near_changes(zone: str) -> list[datetime]:
    """Give local times of every week, and those of every hour and a half near changes of clocks."""
    last = LAST.astimezone(zone_of(zone)).replace(tzinfo=None)
    first = FIRST.astimezone(zone_of(zone)).replace(tzinfo=None)
    weekly = [first + timedelta(days=7 * it, hours=9) for it in range((last - first).days // 7)]
    moved = [
        one + timedelta(days=day)
        for one, other in itertools.pairwise(weekly)
        for day in range(8)
        if len({it.replace(tzinfo=zone_of(zone)).utcoffset() for it in (one, other)}) > 1
    ]
    near = [it + timedelta(minutes=90 * step) for it in moved for step in range(16)]
    return [*weekly, *(it for it in near if first < it < last)]


def test_the_rules_of_sweden_are_as_short_as_they_are() -> None:
    assert written("Europe/Stockholm")[8:] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20000326T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20001029T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
    ]


@pytest.mark.parametrize(
    ("zone", "rules"),
    [
        ("America/Sao_Paulo", []),
        ("Africa/Casablanca", []),
        ("Asia/Jerusalem", ["RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"]),
        ("Africa/Cairo", ["RRULE:FREQ=YEARLY;BYDAY=-1FR;BYMONTH=4"]),
        (
            "America/New_York",
            ["RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"],
        ),
    ],
)
def test_only_what_follows_a_rule_from_some_year_on_is_told_by_one(
    zone: str, rules: list[str]
) -> None:
    """The Friday before a last Sunday is the last Friday in most years, and not in all."""
    told = written(zone)

    assert [it for it in told if it.startswith("RRULE")] == rules
