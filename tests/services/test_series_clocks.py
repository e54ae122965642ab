"""When the meetings of a series are: in any zone, over any change of its clocks.

What is expected is read by dateutil in the rules of ``tzdata``.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dateutil import tz  # type: ignore[import-untyped]
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from services.clocks.meeting_times import instants
from services.series.checking_rules import bad_rule
from services.series.occurring import said_on
from tests.services.series_model import STEPS
from tests.services.test_recurring import UNSAID
from tests.services.test_zones import CHECKED, SUMMERY, ZONES, changes, dateutils

pytestmark = pytest.mark.usefixtures("sqlite_migrated")
"""The columns that lead to other content are known when a database has been opened."""

COUNT = 8
local = datetime.fromisoformat
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
READ = range(CHECKED.start, 2037)
"""The years that dateutil reads rules for."""


def series(zone: str, start: datetime, minutes: int, every: str) -> dict[str, Any]:
    """Say a series of meetings that take so many minutes on the clocks."""
    return UNSAID | {
        "local_start": start.isoformat(),
        "local_end": (start + minutes * MINUTE).isoformat(),
        "time_zone": zone,
        "all_day": False,
        "rule_frequency": every,
        "rule_count": COUNT,
    }


@st.composite
def many(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a series that comes near an hour at which its zone's clocks are changed."""
    zone, year = (
        draw(st.sampled_from(SUMMERY) | st.sampled_from(ZONES)),
        draw(st.sampled_from(READ)),
    )
    near = changes(zone, year) or (datetime(year, 7, 1, tzinfo=UTC),)
    changed = draw(st.sampled_from(near)).astimezone(dateutils(zone)).replace(tzinfo=None)
    wall = changed.replace(second=0, microsecond=0) + draw(st.integers(-90, 90)) * MINUTE
    every = draw(st.sampled_from([*STEPS]))
    begins = wall - draw(st.integers(0, COUNT)) * STEPS[every] * DAY
    return series(zone, begins, draw(st.integers(0, 24 * 60)), every)


def walls(said: dict[str, Any]) -> Iterator[tuple[date, datetime, datetime]]:
    """Give the days of a series, and what the clocks show when each meeting begins and ends."""
    start, end = (local(said[it]) for it in ("local_start", "local_end"))
    for number in range(COUNT):
        later = number * STEPS[said["rule_frequency"]] * DAY
        yield (start + later).date(), start + later, end + later


@settings(max_examples=600, deadline=None, database=None, derandomize=True)
@given(said=many())
@example(said=series("Europe/Stockholm", local("2026-03-22T02:30"), 60, "DAILY"))
@example(said=series("Europe/Stockholm", local("2026-10-04T02:30"), 60, "WEEKLY"))
@example(said=series("Australia/Lord_Howe", local("2026-10-02T01:00"), 75, "DAILY"))
@example(said=series("Pacific/Apia", local("2011-12-28T09:00"), 60, "DAILY"))
def test_each_meeting_is_at_its_hour_or_its_day_is_named_that_has_no_such_hour(
    said: dict[str, Any],
) -> None:
    zone = dateutils(said["time_zone"])
    days = [*walls(said)]
    assume(all(tz.datetime_exists(it, zone) for it in days[0][1:]))

    faults = bad_rule(said, "en")

    lacking = dict[str, list[str]]()
    for day, *times in days:
        for name, wall in zip(("local_start", "local_end"), times, strict=True):
            if not tz.datetime_exists(wall, zone):
                lacking.setdefault(name, []).append(day.isoformat())
    assert {it.path[0]: it.message.partition(" on ")[2].partition(": ")[0] for it in faults} == {
        name: ", ".join(found) for name, found in lacking.items()
    }
    for day, *times in days:
        if not any(day.isoformat() in found for found in lacking.values()):
            moments = tuple(it.replace(tzinfo=zone).astimezone(UTC) for it in times)
            assert instants(said_on(said, day)) == moments
