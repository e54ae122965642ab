"""What moment a local time is: in every zone there is, beside another reader of the same rules."""

import os
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz  # type: ignore[import-untyped]
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.meeting import Fold
from services.clocks.zones import (
    first_moment,
    gap,
    is_repeated,
    is_skipped,
    moment,
    offsets,
    skipped_days,
    zone_of,
)
from services.errors import Refused
from settings import CHECKOUT

local = datetime.fromisoformat
CHECKED = range(1990, 2041)
STEP = 10 * 86_400
"""Seconds between two looks at a zone's clocks."""

STOCKHOLM, LORD_HOWE, APIA = map(
    zone_of, ("Europe/Stockholm", "Australia/Lord_Howe", "Pacific/Apia")
)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ZONES = sorted(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())
SUMMERY = [it for it in ZONES if it.startswith(("America/", "Australia/", "Europe/"))]
"""Zones most of which have had summer time."""


@cache
def dateutils(name: str) -> Any:
    """Read a zone's rules by dateutil."""
    return tz.tzfile(str(resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))))


@cache
def changes(name: str, year: int) -> tuple[datetime, ...]:
    """Find by dateutil when clocks are changed in a year: by looking now and then, and halving."""
    zone, begin = dateutils(name), datetime(year, 1, 1, tzinfo=UTC)

    def ahead(second: int) -> timedelta:
        told = (begin + timedelta(seconds=second)).astimezone(zone).utcoffset()
        return told or timedelta()

    return tuple(
        begin + timedelta(seconds=at + bisect_left(range(STEP), True, key=_differs(ahead, at)))
        for at in range(0, 365 * 86_400, STEP)
        if ahead(at) != ahead(at + STEP)
    )


def _differs(ahead: Callable[[int], timedelta], at: int) -> Callable[[int], bool]:
    return lambda it: ahead(at + it) != ahead(at)


@st.composite
def local_times(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone and a local time in it, most of them near where clocks are changed."""
    name, year = draw(st.sampled_from(ZONES)), draw(st.sampled_from(CHECKED))
    near = changes(name, year) or [datetime(year, 1, 1, tzinfo=UTC)]
    most = draw(st.sampled_from([16 * 60] * 4 + [365 * 24 * 60]))
    around = draw(st.integers(-16 * 60, most)) * MINUTE
    return name, draw(st.sampled_from(near)).replace(tzinfo=None) + around


@st.composite
def skipped_times(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone and a local time that its clocks skip."""
    name, year = draw(st.sampled_from(SUMMERY)), draw(st.sampled_from(CHECKED))
    for it in changes(name, year):
        before, after = (
            (it + timedelta(seconds=seconds)).astimezone(dateutils(name)).replace(tzinfo=None)
            for seconds in (-1, 0)
        )
        if (lost := (after - before) // MINUTE) > 0:
            return name, after - draw(st.integers(1, lost)) * MINUTE
    assume(False)
    raise AssertionError


@given(time=local_times())
@example(time=("Europe/Stockholm", local("2026-10-25T02:30")))
@example(time=("Europe/Stockholm", local("2026-03-29T02:30")))
@example(time=("Australia/Lord_Howe", local("2026-10-04T02:15")))
@example(time=("Pacific/Apia", local("2011-12-30T12:00")))
@example(time=("America/Havana", local("2023-11-05T00:30")))
def test_local_times_are_the_moments_that_dateutil_says(time: tuple[str, datetime]) -> None:
    (name, wall), zone, theirs = time, zone_of(time[0]), dateutils(time[0])
    there, twice = (
        tz.datetime_exists(wall, theirs),
        tz.datetime_ambiguous(wall, theirs),
    )

    assert (is_skipped(wall, zone), is_repeated(wall, zone)) == (not there, twice), name
    if there:
        told = [moment(wall, zone, fold) for fold in (Fold.EARLIER, Fold.LATER)]
        assert told == [
            wall.replace(tzinfo=theirs, fold=fold).astimezone(UTC) for fold in (0, twice)
        ]
        assert moment(wall, zone) == told[0]


@given(time=skipped_times())
@example(time=("Australia/Lord_Howe", local("2026-10-04T02:15")))
@example(time=("Pacific/Apia", local("2011-12-30T12:00")))
@example(time=("America/Toronto", local("1919-03-30T23:45")))
def test_around_a_gap_are_the_nearest_times_that_there_are(time: tuple[str, datetime]) -> None:
    wall, zone, theirs = time[1], zone_of(time[0]), dateutils(time[0])

    found = gap(wall, zone)

    before, after = found.nearest
    assert found.begins <= wall < found.ends
    assert [tz.datetime_exists(it, theirs) for it in (before, after)] == [True, True]
    lost = [before + it * MINUTE for it in range(1, int((after - before) / MINUTE))]
    assert not any(tz.datetime_exists(it, theirs) for it in lost)
    assert found.moment.astimezone(theirs).replace(tzinfo=None) == after
    assert moment(wall, zone) == found.moment


@given(time=local_times(), minutes=st.integers(0, 60 * 48))
def test_what_is_later_on_the_clocks_is_never_earlier(
    time: tuple[str, datetime], minutes: int
) -> None:
    (name, wall), zone = time, zone_of(time[0])

    assert moment(wall, zone) <= moment(wall + minutes * MINUTE, zone), name


@given(time=local_times())
@example(time=("Pacific/Apia", local("2011-12-30T00:00")))
@example(time=("America/Havana", local("2023-11-05T00:00")))
@example(time=("America/Sao_Paulo", local("2018-11-04T00:00")))
def test_days_are_made_of_the_moments_whose_clocks_show_them(time: tuple[str, datetime]) -> None:
    day, zone, theirs = time[1].date(), zone_of(time[0]), dateutils(time[0])
    begins, ends = first_moment(day, zone), first_moment(day + DAY, zone)

    assert (begins == ends) is (skipped_days(day, zone) is not None)
    assert begins.astimezone(theirs).date() >= day
    before = [begins - timedelta(seconds=1) - it * 5 * MINUTE for it in range(24 * 12)]
    assert {it.astimezone(theirs).date() < day for it in before} == {True}


@pytest.mark.parametrize("year", CHECKED)
def test_swedish_clocks_are_changed_when_the_law_says(year: int) -> None:
    """Directive 2000/84/EC, and those before it: at 01:00 UTC on a month's last Sunday."""
    march, autumn = (
        last_sunday(year, month) + timedelta(hours=1) for month in (3, 10 if year > 1995 else 9)
    )

    assert changes("Europe/Stockholm", year) == (march, autumn)
    forward, back = (it.replace(tzinfo=None) + timedelta(hours=1) for it in (march, autumn))
    assert [is_skipped(forward + it * MINUTE, STOCKHOLM) for it in (-1, 0, 59, 60)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert [is_repeated(back + it * MINUTE, STOCKHOLM) for it in (-1, 0, 59, 60)] == [
        False, True, True, False,
    ]  # fmt: skip
    assert moment(forward, STOCKHOLM) == march
    assert moment(back, STOCKHOLM, Fold.LATER) == autumn


def last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31 if month != 9 else 30, tzinfo=UTC)
    return last - timedelta(days=last.isoweekday() % 7)


@pytest.mark.parametrize(
    ("zone", "wall", "before", "after"),
    [
        (STOCKHOLM, "2026-03-29T02:30", "2026-03-29T01:59", "2026-03-29T03:00"),
        (LORD_HOWE, "2026-10-04T02:15", "2026-10-04T01:59", "2026-10-04T02:30"),
        (APIA, "2011-12-30T12:00", "2011-12-29T23:59", "2011-12-31T00:00"),
        (zone_of("Africa/Bissau"), "1911-12-31T23:58", "1911-12-31T23:57", "1912-01-01T00:00"),
    ],
)
def test_gaps_of_an_hour_of_half_of_one_and_of_a_day(
    zone: ZoneInfo, wall: str, before: str, after: str
) -> None:
    assert gap(local(wall), zone).nearest == (local(before), local(after))


def test_an_hour_that_is_there_twice_is_two_moments() -> None:
    wall = local("2026-10-25T02:30")

    assert offsets(wall, STOCKHOLM) == (timedelta(hours=2), timedelta(hours=1))
    assert [moment(wall, STOCKHOLM, it) for it in (None, *Fold)] == [
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    ]


@pytest.mark.parametrize(
    ("day", "hour"), [("2026-03-26", 8), ("2026-04-02", 7), ("2026-10-22", 7), ("2026-10-29", 8)]
)
def test_thursdays_at_nine(day: str, hour: int) -> None:
    told = moment(local(f"{day}T09:00"), STOCKHOLM)

    assert told == local(f"{day}T{hour:02}:00+00:00")


def test_a_day_that_was_left_out_is_none() -> None:
    found = skipped_days(date(2011, 12, 30), APIA)

    assert found is not None
    assert found.moment == datetime(2011, 12, 30, 10, tzinfo=UTC)
    assert [skipped_days(date(2011, 12, it), APIA) for it in (29, 31)] == [None, None]


@pytest.mark.parametrize(
    "name", ["Sverige", "", "Europe", "../tzdata/zones", "europe/stockholm", "a" * 300, "zone.tab"]
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        zone_of(name)


def test_every_zone_there_is_can_be_had() -> None:
    assert [zone_of(it).key for it in ZONES] == ZONES


def test_rules_are_those_of_the_package_whatever_the_system_has(tmp_path: Path) -> None:
    """A process whose system says that Sweden keeps New York's time reckons as any other."""
    (tmp_path / "Europe").mkdir()
    wrong = resources.files("tzdata").joinpath("zoneinfo", "America", "New_York").read_bytes()
    (tmp_path / "Europe" / "Stockholm").write_bytes(wrong)
    code = (
        "from zoneinfo import ZoneInfo; from datetime import datetime;"
        "from services.clocks.zones import moment, zone_of;"
        "at = datetime(2026, 7, 1, 12);"
        "print(at.replace(tzinfo=ZoneInfo('Europe/Stockholm')).utcoffset());"
        "print(moment(at, zone_of('Europe/Stockholm')).time())"
    )

    told = in_a_process(code, {"PYTHONTZPATH": str(tmp_path)})

    assert told == ["-1 day, 20:00:00", "10:00:00"]


def in_a_process(code: str, settings: dict[str, str]) -> list[str]:
    """Run some code in a process of its own, and give the lines that it writes."""
    command = [sys.executable, "-c", code]
    told = subprocess.run(
        command, cwd=CHECKOUT, env=os.environ | settings, check=True, capture_output=True, text=True
    )
    return told.stdout.splitlines()


def test_nobody_else_asks_for_zones() -> None:
    """What is asked of ``ZoneInfo`` itself, or of a library, is answered by the system's rules."""
    asking = [
        str(path.relative_to(CHECKOUT))
        for floor in ("models", "services", "resolvers", "schema", "web")
        for path in sorted((CHECKOUT / floor).rglob("*.py"))
        if any(it in path.read_text("utf-8") for it in ("ZoneInfo(", "from_tzid", "tz.gettz"))
    ]

    assert asking == []
