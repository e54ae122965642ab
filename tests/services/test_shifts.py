"""What becomes of moments when the rules of a zone are others than when they were reckoned."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from models.meeting import Fold
from services.clocks.meeting_times import instants, settled
from services.clocks.shifts import Remark, Shift, shifted
from services.content.checking_times import bad_times
from tests.services.test_zones import local_times

HOUR = timedelta(hours=1)


def said(start: str, end: str, **more: Any) -> dict[str, Any]:
    """Say when a meeting is, in Stockholm unless said otherwise."""
    usual = {"all_day": False, "time_zone": "Europe/Stockholm", "start_fold": None}
    return usual | {"end_fold": None, "local_start": start, "local_end": end} | more


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_what_is_as_it_was_stays() -> None:
    kept = utc("2026-11-05T08:00"), utc("2026-11-05T10:00")

    shift = shifted(said("2026-11-05T09:00", "2026-11-05T11:00"), kept)

    assert shift == Shift(kept, kept, {"start_fold": None, "end_fold": None})


def test_what_was_reckoned_by_other_rules_moves() -> None:
    kept = utc("2026-11-05T07:00"), utc("2026-11-05T09:00")

    shift = shifted(said("2026-11-05T09:00", "2026-11-05T11:00"), kept)

    assert shift.reckoned == (kept[0] + HOUR, kept[1] + HOUR)
    assert shift.remarks == ()


@given(time=local_times(), fold=st.sampled_from([None, *Fold]), minutes=st.integers(0, 14 * 1380))
@example(time=("America/Havana", utc("2023-11-05T00:30")), fold=Fold.LATER, minutes=10)
def test_what_can_be_saved_in_any_zone_never_moves_by_the_rules_it_was_saved_by(
    time: tuple[str, datetime], fold: Fold | None, minutes: int
) -> None:
    zone, start = time[0], time[1].replace(tzinfo=None)
    end = start + timedelta(minutes=minutes)
    folds: dict[str, Any] = {"start_fold": fold, "end_fold": fold, "time_zone": zone}
    saved = settled(said(start.isoformat(), end.isoformat(), **folds))
    assume(not bad_times(saved, "sv"))

    kept = instants(saved)

    folds = {name: saved[name] for name in ("start_fold", "end_fold")}
    assert shifted(saved, kept) == Shift(kept, kept, folds)


@pytest.mark.parametrize(
    ("kept", "fold", "start"),
    [
        ("2026-10-25T00:30", Fold.EARLIER, "2026-10-25T00:30"),
        ("2026-10-25T01:30", Fold.LATER, "2026-10-25T01:30"),
        ("2026-10-25T07:30", Fold.EARLIER, "2026-10-25T00:30"),
    ],
)
def test_a_time_that_is_there_twice_now_is_the_one_that_was_told(
    kept: str, fold: Fold, start: str
) -> None:
    times = said("2026-10-25T02:30", "2026-10-25T09:00")

    shift = shifted(times, (utc(kept), utc("2026-10-25T08:00")))

    assert shift.folds == {"start_fold": fold, "end_fold": None}
    assert shift.reckoned == (utc(start), utc("2026-10-25T08:00"))
    assert shift.remarks == (("local_start", Remark.REPEATED),)


def test_a_fold_stands_while_its_time_is_there_twice_and_goes_when_it_is_not() -> None:
    kept = utc("2026-10-25T01:30"), utc("2026-10-25T08:00")
    night = said("2026-10-25T02:30", "2026-10-25T09:00", start_fold="LATER", end_fold="LATER")

    shift = shifted(night, kept)

    assert shift == Shift(kept, kept, {"start_fold": Fold.LATER, "end_fold": None})


def test_a_time_that_is_none_now_counts_as_when_clocks_are_put_forward() -> None:
    kept = utc("2026-03-29T01:30"), utc("2026-03-29T02:00")

    shift = shifted(said("2026-03-29T02:30", "2026-03-29T03:10"), kept)

    assert shift.reckoned == (utc("2026-03-29T01:00"), utc("2026-03-29T01:10"))
    assert shift.remarks == (("local_start", Remark.SKIPPED),)


def test_a_whole_day_without_a_midnight_is_no_remark_but_one_that_is_none_is() -> None:
    cairo = said("2023-04-28T00:00", "2023-04-29T00:00", time_zone="Africa/Cairo", all_day=True)
    apia = said("2011-12-30T00:00", "2011-12-31T00:00", time_zone="Pacific/Apia", all_day=True)
    kept = utc("2023-04-27T22:00"), utc("2023-04-28T21:00")

    assert shifted(cairo, kept) == Shift(kept, kept, {"start_fold": None, "end_fold": None})
    assert shifted(apia, kept).remarks == (("local_start", Remark.SKIPPED),)


@pytest.mark.parametrize(
    ("times", "remark"),
    [
        (
            said("2026-10-25T02:50", "2026-10-25T02:10", start_fold="LATER", end_fold="EARLIER"),
            ("local_end", Remark.DISORDERED),
        ),
        (said("2026-10-18T09:00", "2026-11-01T09:00"), ("local_end", Remark.DISORDERED)),
        (
            said("2026-11-05T09:00", "2026-11-05T11:00", time_zone="Europe/Atlantis"),
            ("local_start", Remark.UNKNOWN),
        ),
    ],
)
def test_what_cannot_be_is_left_and_told(times: dict[str, Any], remark: Any) -> None:
    kept = utc("2026-10-25T01:50"), utc("2026-10-25T02:10")

    shift = shifted(times, kept)

    assert (shift.kept, shift.reckoned, shift.remarks) == (kept, kept, (remark,))
    assert shift.folds == {name: times[name] for name in ("start_fold", "end_fold")}
