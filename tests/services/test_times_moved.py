"""Times that are moved: folds, old times, moments, and local times that are none by now."""

from datetime import UTC, datetime, timedelta

import pytest

from models import Event, Meeting, MeetingNetwork
from services.clocks.rezoning import rezone
from services.database.storage import Store
from tests.services.acting import LATER
from tests.services.moves import (
    Empty,
    changed,
    empty,
    faults_of,
    file,
    imported,
    moved,
    refused,
    rows_of,
    sealed,
    target,
    world,
)

__all__ = ["empty", "file", "target", "world"]

UNTOLD = {"starts_at": None, "ends_at": None}
NIGHT = {"local_start": "2026-10-25T02:30:00", "local_end": "2026-10-25T09:00:00", **UNTOLD}

TOLD = {"starts_at": "2026-10-01T06:00:00+00:00", "ends_at": "2026-10-01T08:00:00+00:00"}
"""When the meeting of the small world was, by rules with an hour more of summer."""

REAL = datetime(2026, 10, 1, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)


async def test_a_fold_and_an_old_time_come_along_and_the_moment_follows(
    target: Store, file: bytes, dialect: str
) -> None:
    before = {
        "previous_starts_at": "2026-10-01T07:00:00+00:00",
        "previous_ends_at": "2026-10-01T09:00:00+00:00",
    }
    moved = changed(file, "meeting", **NIGHT, **before, start_fold="LATER")

    told = await imported(target, moved)

    row = await Meeting.get()
    assert told.remarks == ()
    assert row.starts_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert row.previous_starts_at == datetime(2026, 10, 1, 7, tzinfo=UTC)
    assert b'"start_fold":"LATER"' in moved


async def test_times_that_are_none_or_two_by_newer_rules_come_along_with_a_remark(
    target: Store, file: bytes
) -> None:
    """They were right when they were saved; the moment is as ``rezone`` reckons it."""
    gone = {"local_start": "2026-03-29T02:30:00", "local_end": "2026-03-29T04:00:00", **UNTOLD}

    told = await imported(target, changed(file, "meeting", **gone))

    assert [it.code for it in told.remarks] == ["NO_SUCH_TIME"]
    assert (await Meeting.get()).starts_at == datetime(2026, 3, 29, 1, tzinfo=UTC)


async def test_an_unsaid_fold_comes_along_as_the_earlier(target: Store, file: bytes) -> None:
    told = await imported(target, changed(file, "meeting", **NIGHT))

    assert [it.code for it in told.remarks] == ["AMBIGUOUS_TIME"]
    assert (await Meeting.get()).starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


async def test_what_is_no_fold_is_refused(target: Store, file: bytes) -> None:
    [told] = await refused(target, changed(file, "meeting", **NIGHT, start_fold="TWICE"))

    assert "meeting.start_fold" in told


async def test_moments_come_as_they_were_told_and_it_is_told_which_are_others_here(
    target: Store, file: bytes, dialect: str
) -> None:
    older = changed(file, "meeting", **TOLD)

    dry = await imported(target, older, dry_run=True)
    told = await imported(target, older)

    [shifted] = told.shifted
    assert [it.shift for it in dry.shifted] == [shifted.shift]
    assert (shifted.title, shifted.slug) == ("Träff", "traff")
    assert shifted.shift.kept == (REAL - HOUR, REAL + HOUR)
    assert shifted.shift.reckoned == (REAL, REAL + 2 * HOUR)
    row, link = await Meeting.get(), await MeetingNetwork.get()
    assert (row.starts_at, link.starts_at) == (REAL - HOUR,) * 2
    assert await Event.filter(name="REZONED").count() == 0


async def test_what_came_at_other_moments_is_moved_by_rezoning_as_any_change(
    target: Store, file: bytes
) -> None:
    await imported(target, changed(file, "meeting", **TOLD))

    await rezone(target, LATER)

    rows = await Meeting.all().order_by("version")
    assert [it.starts_at for it in rows] == [REAL - HOUR, REAL]
    [event] = await Event.filter(name="REZONED")
    assert (event.public_change, event.detail["versions"]) == ("CHANGED", [2])


async def test_a_file_with_moments_of_other_rules_comes_out_as_it_went_in(
    dialect: str, empty: Empty, file: bytes
) -> None:
    older = changed(file, "meeting", **TOLD)

    again = await moved(await empty(dialect), older)

    assert rows_of(again) == rows_of(older)


async def test_moments_that_a_file_does_not_tell_are_reckoned(target: Store, file: bytes) -> None:
    rows = [
        (name, {key: it for key, it in values.items() if key not in UNTOLD})
        for name, values in rows_of(file)
    ]

    told = await imported(target, sealed(rows))

    assert told.shifted == ()
    assert (await Meeting.get()).starts_at == REAL


@pytest.mark.parametrize(
    ("moments", "fault"),
    [
        (("2026-10-01T09:00", "2026-10-01T08:59"), "ends_at: it must be at most 14 days after"),
        (("2026-10-01T07:00", "2026-10-15T07:01"), "ends_at: it must be at most 14 days after"),
        (("2026-09-30T04:59", "2026-10-01T09:00"), "starts_at: no rules of its time zone"),
        (("2026-10-01T07:00", "2026-10-02T11:01"), "ends_at: no rules of its time zone"),
    ],
)
def test_moments_that_no_rules_give_are_refused(
    world: bytes, moments: tuple[str, str], fault: str
) -> None:
    starts, ends = (f"{it}:00+00:00" for it in moments)

    told = faults_of(changed(world, "meeting", starts_at=starts, ends_at=ends))

    assert f"meeting.{fault}" in told[0]
