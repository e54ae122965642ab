"""Meetings that are postponed, and moved: the new time, and the old one that they keep."""

from datetime import UTC, datetime, timedelta

import pytest

from models import Meeting, MeetingNetwork
from services.content.cancelling import cancel, postpone
from services.content.publishing import publish
from services.content.saving import update
from services.database.storage import Store
from services.errors import Refused
from services.events.following import follow_clock
from tests.services.acting import (
    editor,
    log,
    met,
    network,
    refusal,
    writer,
)
from tests.services.announced import FULL, ILL, SOON, START, about, announced, rows, told

NEXT_WEEK = {"local_start": "2026-10-08T13:00", "local_end": "2026-10-08T15:00"}


async def test_a_postponed_meeting_stays_in_its_place_and_says_so(store: Store) -> None:
    meeting = await announced(store)

    await postpone(store, editor(SOON), meeting, 1, reason=ILL)
    await postpone(store, editor(SOON), meeting, 2, reason=ILL)

    assert await told(store, meeting) == ("POSTPONED", ILL, START, START)
    assert len(await rows(meeting)) == 2


async def test_a_moved_meeting_keeps_when_it_was_to_be_last(store: Store) -> None:
    meeting = await announced(store)

    await postpone(store, editor(SOON), meeting, 1, reason=FULL, to=NEXT_WEEK)
    first = await told(store, meeting)
    await postpone(store, editor(SOON), meeting, 2, reason=ILL)
    second = await told(store, meeting)
    later = {"local_start": "2026-10-15T09:00", "local_end": "2026-10-15T11:00"}
    await postpone(store, editor(SOON), meeting, 3, reason=ILL, to=later)

    moved = datetime(2026, 10, 8, 11, tzinfo=UTC)
    assert first == ("CONFIRMED", FULL, moved, START)
    assert second == ("POSTPONED", ILL, moved, moved)
    assert await told(store, meeting) == (
        "CONFIRMED", ILL, datetime(2026, 10, 15, 7, tzinfo=UTC), moved,
    )  # fmt: skip
    [row, *_] = reversed(await rows(meeting))
    assert row.previous_ends_at == moved + timedelta(hours=2)
    assert [it.public_change for it in await log() if it.name == "POSTPONED"] == ["CHANGED"] * 3


async def test_registration_that_closed_where_it_was_moved_to_is_remarked_upon(
    store: Store,
) -> None:
    meeting = await announced(store)
    closes = {"registration_closes_at": START - timedelta(days=20)}
    await update(store, writer(SOON), Meeting, meeting, 1, closes)
    await publish(store, editor(SOON), [meeting])
    sooner, later = (
        {"local_start": f"2026-{day}T09:00", "local_end": f"2026-{day}T11:00"}
        for day in ("09-10", "10-08")
    )

    soon, late = [
        await postpone(store, editor(SOON), meeting, 2, reason=ILL, to=to, dry_run=True)
        for to in (sooner, later)
    ]
    in_place = await postpone(store, editor(SOON), meeting, 2, reason=ILL)

    remarks = [
        [it for it in outlook.problems if it.fault.code == "REGISTRATION_HAS_CLOSED"]
        for outlook in (soon, late, in_place)
    ]
    assert [len(it) for it in remarks] == [1, 0, 0]
    assert soon.problems[-1].blocks is False
    assert soon.problems[-1].fault.message == (
        "Anmälan till ”Träff” har flyttats med och stängde 2026-08-21 09:00. Ange en senare tid, "
        "om man ska kunna anmäla sig."
    )


async def test_moving_to_the_same_time_changes_nothing_but_the_reason(store: Store) -> None:
    meeting = await announced(store)
    await postpone(store, editor(SOON), meeting, 1, reason=FULL, to=NEXT_WEEK)

    await postpone(store, editor(SOON), meeting, 2, reason=FULL, to=NEXT_WEEK)
    await postpone(store, editor(SOON), meeting, 2, reason=ILL, to=NEXT_WEEK)

    moved = datetime(2026, 10, 8, 11, tzinfo=UTC)
    assert await told(store, meeting) == ("CONFIRMED", ILL, moved, START)
    assert len(await rows(meeting)) == 3


async def test_the_same_moment_on_other_clocks_is_no_other_time(store: Store) -> None:
    meeting = await announced(store)
    helsinki = {"local_start": "2026-10-01T10:00", "local_end": "2026-10-01T12:00"}

    to = {**helsinki, "time_zone": "Europe/Helsinki"}
    await postpone(store, editor(SOON), meeting, 1, reason=FULL, to=to)

    assert await told(store, meeting) == ("CONFIRMED", FULL, START, None)
    assert (await rows(meeting))[-1].time_zone == "Europe/Helsinki"


async def test_the_draft_of_a_moved_meeting_knows_what_was_announced(store: Store) -> None:
    """What people know of is the public time, whatever a draft says."""
    meeting = await announced(store)
    draft = {"local_start": "2026-10-02T09:00", "local_end": "2026-10-02T10:00"}
    await update(store, writer(), Meeting, meeting, 1, draft)

    await postpone(store, editor(SOON), meeting, 2, reason=FULL, to=NEXT_WEEK)

    moved = datetime(2026, 10, 8, 11, tzinfo=UTC)
    assert [about(it)[2:] for it in (await rows(meeting))[2:]] == [(moved, START)] * 2


async def test_a_cancelled_meeting_that_gets_a_new_time_is_held(store: Store) -> None:
    meeting = await announced(store)
    await cancel(store, editor(SOON), meeting, 1, reason=ILL)

    await postpone(store, editor(SOON), meeting, 2, reason=FULL, to=NEXT_WEEK)

    assert (await told(store, meeting))[:2] == ("CONFIRMED", FULL)


async def test_a_date_to_save_stays_one_when_it_is_moved(store: Store) -> None:
    meeting = await met(store, await network(store))
    await update(store, writer(), Meeting, meeting, 1, {"state": "SAVE_THE_DATE"})

    await postpone(store, writer(), meeting, 2, reason=FULL, to=NEXT_WEEK)

    assert str((await rows(meeting))[-1].state) == "SAVE_THE_DATE"


async def test_what_would_come_of_it_is_told_and_not_done(store: Store) -> None:
    meeting = await announced(store)
    before = len(await log())

    outlook = await postpone(
        store, editor(SOON), meeting, 1, reason=FULL, to=NEXT_WEEK, dry_run=True
    )

    assert [(it.moment, str(it.change), it.version) for it in outlook.steps] == [
        (SOON, "CHANGED", 2)
    ]
    assert (len(await log()), len(await rows(meeting))) == (before, 1)
    assert await told(store, meeting) == ("CONFIRMED", None, START, None)


@pytest.mark.parametrize(
    ("to", "code", "path"),
    [
        ({**NEXT_WEEK, "local_end": "2026-10-08T12:00"}, "ENDS_BEFORE_IT_STARTS", "local_end"),
        ({**NEXT_WEEK, "time_zone": "Sverige"}, "BAD_TIME_ZONE", "time_zone"),
        ({**NEXT_WEEK, "local_start": "torsdag"}, "BAD_TIME", "local_start"),
        (
            {"local_start": "2026-03-29T02:30", "local_end": "2026-03-29T04:00"},
            "NO_SUCH_TIME",
            "local_start",
        ),
        (
            {"local_start": "2026-10-25T02:30", "local_end": "2026-10-25T04:00"},
            "AMBIGUOUS_TIME",
            "start_fold",
        ),
        (
            {"local_start": "2025-10-08T13:00", "local_end": "2025-10-08T15:00"},
            "MOVED_INTO_THE_PAST",
            "local_start",
        ),
    ],
)
async def test_a_time_that_is_none_moves_nothing(
    store: Store, to: dict[str, str], code: str, path: str
) -> None:
    meeting = await announced(store)

    with pytest.raises(Refused) as refused:
        await postpone(store, editor(SOON), meeting, 1, reason=FULL, to=to)

    assert refusal(refused) == [(code, (path,))]
    assert await told(store, meeting) == ("CONFIRMED", None, START, None)
    assert len(await rows(meeting)) == 1


async def test_a_night_with_two_hours_alike_is_moved_to_by_a_fold_of_its_own(store: Store) -> None:
    meeting = await announced(store)
    night = {"local_start": "2026-10-25T02:30", "local_end": "2026-10-25T04:00"}

    await postpone(
        store, editor(SOON), meeting, 1, reason=FULL, to={**night, "start_fold": "LATER"}
    )
    later = (await told(store, meeting))[2]
    night = {"local_start": "2027-10-31T02:30", "local_end": "2027-10-31T04:00"}
    with pytest.raises(Refused) as refused:  # the fold of the old time is none of the new one's
        await postpone(store, editor(SOON), meeting, 2, reason=FULL, to=night)

    assert later == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert refusal(refused) == [("AMBIGUOUS_TIME", ("start_fold",))]


async def test_links_and_lists_go_over_with_the_meeting(store: Store) -> None:
    """What lists meetings by time finds the moved one at its new time."""
    meeting = await announced(store)

    await postpone(store, editor(SOON), meeting, 1, reason=FULL, to=NEXT_WEEK)

    links = await MeetingNetwork.filter(source_entry_id=meeting).order_by("source_id")
    moved = datetime(2026, 10, 8, 11, tzinfo=UTC)
    assert [it.starts_at for it in links] == [START, moved]
    assert [it.live for it in links] == [True, True]
    await follow_clock(store, SOON + timedelta(minutes=2))
    assert [it.live for it in await rows(meeting)] == [False, True]  # what is over is swept
