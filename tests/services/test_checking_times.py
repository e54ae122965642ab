"""What is told of a meeting whose times cannot be kept as they are."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models import Meeting
from services.content.checking import check
from services.content.saying import merged
from tests.services.test_checking import MEETING, told


def test_a_time_that_the_clocks_skip_is_told_with_the_nearest_that_are() -> None:
    said = {**MEETING, "local_start": "2026-03-29T02:30", "local_end": "2026-03-29T04:00"}

    [fault] = check(Meeting, merged(Meeting, {}, said), "en")

    assert fault.message == (
        "2026-03-29T02:30 does not exist in Europe/Stockholm: the clocks are put forward then. "
        "The nearest before it is 2026-03-29T01:59, the nearest after it 2026-03-29T03:00. "
        "Use one of them, or another time."
    )


NIGHT = {"local_start": "2026-10-25T02:30", "local_end": "2026-10-25T02:45"}
"""When clocks are put back in Sweden."""


def test_a_time_that_is_there_twice_is_told_with_the_choice() -> None:
    faults = check(Meeting, merged(Meeting, {}, {**MEETING, **NIGHT}), "sv")

    assert [(it.code, it.path) for it in faults] == [
        ("AMBIGUOUS_TIME", ("start_fold",)),
        ("AMBIGUOUS_TIME", ("end_fold",)),
    ]
    assert faults[0].message == (
        "2026-10-25T02:30 finns två gånger i Europe/Stockholm: klockan ställs tillbaka då. Välj "
        "den första (EARLIER, UTC+02:00) eller den andra (LATER, UTC+01:00)."
    )


@pytest.mark.parametrize(
    ("start", "end", "faults"),
    [
        ("EARLIER", "EARLIER", []),
        ("EARLIER", "LATER", []),
        ("LATER", "LATER", []),
        ("LATER", "EARLIER", [("ENDS_BEFORE_IT_STARTS", ("local_end",))]),
        ("LATER", None, [("AMBIGUOUS_TIME", ("end_fold",))]),
        ("TWICE", "LATER", [("UNKNOWN_VALUE", ("start_fold",))]),
    ],
)
def test_a_meeting_at_night_says_which_hour(start: str, end: str | None, faults: Any) -> None:
    assert told(Meeting, {**NIGHT, "start_fold": start, "end_fold": end}) == faults


def test_a_fold_is_kept_only_where_it_tells_something() -> None:
    said = {**MEETING, **NIGHT, "start_fold": "LATER", "end_fold": "LATER"}
    at_night = merged(Meeting, {}, said)

    moved = merged(Meeting, at_night, {"local_end": "2026-10-25T09:00"})
    elsewhere = merged(Meeting, at_night, {"time_zone": "UTC"})
    whole = {"all_day": True, "local_start": "2023-11-05T00:00", "time_zone": "America/Havana"}
    days = merged(Meeting, at_night, whole)  # there are two such midnights

    assert [(it["start_fold"], it["end_fold"]) for it in (at_night, moved, elsewhere, days)] == [
        ("LATER", "LATER"),
        ("LATER", None),
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("zone", "start", "before", "after"),
    [
        ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T01:59", "2026-10-04T02:30"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-29T23:59", "2011-12-31T00:00"),
    ],
)
def test_the_nearest_times_are_near_wherever_clocks_are_changed_otherwise(
    zone: str, start: str, before: str, after: str
) -> None:
    said = {**MEETING, "local_start": start, "local_end": start, "time_zone": zone}

    first, last = check(Meeting, merged(Meeting, {}, said), "en")

    assert (first.path, last.path) == (("local_start",), ("local_end",))
    assert f"before it is {before}, the nearest after it {after}." in first.message


APIA = {"all_day": True, "time_zone": "Pacific/Apia"}
"""Whole days where the 30th of December 2011 was left out."""


@pytest.mark.parametrize(
    ("first", "ends", "faults"),
    [
        ("29", "30", []),
        ("29", "31", [("NO_SUCH_TIME", ("local_end",))]),
        ("30", "31", [("NO_SUCH_TIME", ("local_start",)), ("NO_SUCH_TIME", ("local_end",))]),
        ("30", "30", [("NO_SUCH_TIME", ("local_start",)), ("NO_SUCH_TIME", ("local_end",))]),
    ],
)
def test_whole_days_are_days_that_there_are(first: str, ends: str, faults: Any) -> None:
    said = {"local_start": f"2011-12-{first}T00:00", "local_end": f"2011-12-{ends}T00:00"}

    assert told(Meeting, {**APIA, **said}) == faults


def test_whole_days_around_a_day_that_is_none_are_told_as_days() -> None:
    said = {"local_start": "2011-12-30T00:00", "local_end": "2011-12-31T00:00"}

    first, last = check(Meeting, merged(Meeting, {}, {**MEETING, **APIA, **said}), "en")

    assert "before it is 2011-12-29T00:00, the nearest after it 2011-12-31T00:00." in first.message
    assert "before it is 2011-12-30T00:00, the nearest after it 2012-01-01T00:00." in last.message


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Asia/Beirut", "America/Havana"])
def test_a_whole_day_needs_no_midnight(zone: str) -> None:
    """Where clocks are put forward at midnight, the day begins at one; where back, with two."""
    days = [
        ("2023-04-28", "2023-04-29"),
        ("2023-03-26", "2023-03-27"),
        ("2023-11-05", "2023-11-06"),
    ]

    for first, ends in days:
        times = {"local_start": f"{first}T00:00", "local_end": f"{ends}T00:00", "time_zone": zone}
        assert told(Meeting, {"all_day": True, **times}) == []


@pytest.mark.parametrize(
    ("starts", "ends", "faults"),
    [
        (7, 8, []),
        (8, 7, [("ENDS_BEFORE_IT_STARTS", ("previous_ends_at",))]),
        (7, None, [("REQUIRED", ("previous_ends_at",))]),
        (None, 7, [("REQUIRED", ("previous_starts_at",))]),
    ],
)
def test_when_a_meeting_was_to_be_is_a_time_as_well(
    starts: int | None, ends: int | None, faults: Any
) -> None:
    hours = {"previous_starts_at": starts, "previous_ends_at": ends}
    said = {name: it and datetime(2026, 9, 1, it, tzinfo=UTC) for name, it in hours.items()}

    assert told(Meeting, said) == faults


def test_a_time_that_is_none_is_told_beside_a_zone_that_is_none() -> None:
    said = {"local_start": "i morgon", "local_end": "2026-13-01T09:00", "time_zone": "Sverige"}

    assert told(Meeting, said) == [
        ("BAD_TIME_ZONE", ("time_zone",)),
        ("BAD_TIME", ("local_start",)),
        ("BAD_TIME", ("local_end",)),
    ]


def test_whole_days_are_from_midnight_to_midnight() -> None:
    assert told(Meeting, {"all_day": True}) == [
        ("NOT_WHOLE_DAYS", ("local_start",)),
        ("NOT_WHOLE_DAYS", ("local_end",)),
    ]
    whole = {"local_start": "2026-10-01T00:00", "local_end": "2026-10-03T00:00"}
    assert told(Meeting, {"all_day": True, **whole}) == []


def test_a_single_whole_day_ends_at_the_next_midnight() -> None:
    one = {"all_day": True, "local_start": "2026-10-25T00:00", "local_end": "2026-10-25T00:00"}

    [fault] = check(Meeting, merged(Meeting, {}, {**MEETING, **one}), "sv")

    assert (fault.code, fault.path) == ("NO_WHOLE_DAY", ("local_end",))
    assert "Skriv 2026-10-26T00:00 som slut" in fault.message
    assert told(Meeting, {**one, "local_end": "2026-10-26T00:00"}) == []
