"""Folds, old times and times that there are not by now go along when content is moved."""

from datetime import UTC, datetime

from models import Meeting
from services.database.storage import Store
from tests.services.moves import changed, empty, file, imported, refused, target

__all__ = ["empty", "file", "target"]

NIGHT = {"local_start": "2026-10-25T02:30:00", "local_end": "2026-10-25T09:00:00"}


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
    gone = {"local_start": "2026-03-29T02:30:00", "local_end": "2026-03-29T04:00:00"}

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
