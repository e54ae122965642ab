"""Meetings that are cancelled, postponed and moved, wherever they stand."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from models import Meeting, MeetingNetwork
from services.cancelling import cancel, postpone
from services.errors import Refused
from services.following import follow_clock
from services.publishing import delete, publish, unpublish
from services.restoring import restore_version
from services.saving import update
from services.standing import standing
from services.storage import Store
from services.view import VISITOR, Actor
from services.windows import public_at
from tests.factories import NOW
from tests.services.acting import (
    LATER,
    LATEST,
    editor,
    log,
    met,
    network,
    refusal,
    stands,
    versions,
    writer,
)

ILL = {"sv": "Föreläsaren är sjuk.", "en": "The speaker is ill."}
FULL = {"sv": "Lokalen är upptagen."}
START, END = datetime(2026, 10, 1, 7, tzinfo=UTC), datetime(2026, 10, 1, 9, tzinfo=UTC)
"""When the meetings of these tests are, at first."""

NEXT_WEEK = {"local_start": "2026-10-08T13:00", "local_end": "2026-10-08T15:00"}
SOON = NOW + timedelta(minutes=1)


async def announced(store: Store) -> UUID:
    """Publish a meeting, with its network."""
    of = await network(store)
    meeting = await met(store, of)
    await publish(store, editor(), [of, meeting])
    return meeting


async def rows(entry: UUID) -> list[Meeting]:
    return cast("list[Meeting]", await versions(Meeting, entry))


async def told(store: Store, entry: UUID, moment: datetime = SOON) -> Any:
    """Give what visitors are told of a meeting: its state, why, and when; None if nothing."""
    windows = (await standing(store, {entry: "meeting"}))["meeting"][entry]
    public = public_at(windows, moment, 0)
    return public and about(await Meeting.get(id=public.id))


def about(row: Meeting) -> tuple[str, Any, datetime, datetime | None]:
    return str(row.state), row.reason, row.starts_at, row.previous_starts_at


async def test_a_public_meeting_is_cancelled_at_once(store: Store) -> None:
    meeting = await announced(store)

    outlook = await cancel(store, editor(SOON), meeting, 1, reason=ILL, note="Ringt runt.")

    assert await told(store, meeting, NOW) == ("CONFIRMED", None, START, None)
    assert await told(store, meeting) == ("CANCELLED", ILL, START, None)
    assert [(str(it.change), it.version) for it in outlook.steps] == [("CHANGED", 2)]
    assert await stands(store, "meeting", meeting, SOON) == "PUBLISHED"
    [_, row] = await rows(meeting)
    assert [(it["field"], it["locale"], it["after"]) for it in row.changes] == [
        ("state", None, "CANCELLED"),
        ("reason", "sv", ILL["sv"]),
        ("reason", "en", ILL["en"]),
    ]
    event = (await log())[-1]
    assert (event.name, event.version, event.public_change) == ("CANCELLED", 2, "CHANGED")
    assert event.detail == {"note": "Ringt runt.", "versions": [2]}
    assert (row.note, row.saved_by) == ("Ringt runt.", event.actor)


async def test_a_draft_is_neither_lost_nor_let_out(store: Store) -> None:
    meeting = await announced(store)
    draft = {"summary": {"sv": "Inte klart än."}}
    await update(store, writer(), Meeting, meeting, 1, draft)

    await cancel(store, editor(SOON), meeting, 2, reason=ILL)

    told_of = [
        (it.version, it.live_from is not None, it.newest, it.summary) for it in await rows(meeting)
    ]
    assert told_of == [
        (1, True, False, None),
        (2, False, False, draft["summary"]),
        (3, True, False, None),
        (4, False, True, draft["summary"]),
    ]
    assert [str(it.state) for it in await rows(meeting)] == ["CONFIRMED"] * 2 + ["CANCELLED"] * 2
    assert await told(store, meeting) == ("CANCELLED", ILL, START, None)
    assert await stands(store, "meeting", meeting, SOON) == "CHANGED"
    assert [it.version for it in await log() if it.name == "CANCELLED"] == [4]


async def test_what_was_to_be_public_later_does_not_take_it_back(store: Store) -> None:
    meeting = await announced(store)
    await update(store, writer(), Meeting, meeting, 1, {"summary": {"sv": "Ny text."}})
    await publish(store, editor(), [meeting], at=LATER, until=LATEST)

    await cancel(store, editor(SOON), meeting, 2, reason=ILL)
    await follow_clock(store, LATEST)

    seen = [await told(store, meeting, it) for it in (NOW, SOON, LATER)]
    assert [it and it[0] for it in seen] == ["CONFIRMED", "CANCELLED", "CANCELLED"]
    assert await told(store, meeting, LATEST) is None
    names = [(str(it.name), str(it.public_change)) for it in (await log())[-3:]]
    assert names == [
        ("CANCELLED", "CHANGED"),
        ("BECAME_LIVE", "CHANGED"),
        ("CEASED_LIVE", "DISAPPEARED"),
    ]


@pytest.mark.parametrize("withdrawn", [False, True])
async def test_what_nobody_sees_is_cancelled_as_a_draft_by_who_may_write(
    store: Store, withdrawn: bool
) -> None:
    meeting = await announced(store) if withdrawn else await met(store, await network(store))
    if withdrawn:
        await unpublish(store, editor(SOON), [meeting])

    await cancel(store, writer(LATER), meeting, 1, reason=ILL)

    assert await told(store, meeting, LATER) is None
    assert [str(it.state) for it in await rows(meeting)] == ["CONFIRMED", "CANCELLED"]
    assert (await log())[-1].public_change is None
    where = "WITHDRAWN" if withdrawn else "DRAFT"
    assert await stands(store, "meeting", meeting, LATER) == where


async def test_cancelling_what_is_cancelled_changes_nothing_but_for_another_reason(
    store: Store,
) -> None:
    meeting = await announced(store)
    await cancel(store, editor(SOON), meeting, 1, reason=ILL)
    before = len(await log())

    again = await cancel(store, editor(SOON), meeting, 2, reason=ILL)
    assert (again.steps, len(await log()), len(await rows(meeting))) == ((), before, 2)
    await cancel(store, editor(SOON), meeting, 2, reason=FULL)

    assert (await told(store, meeting))[:2] == ("CANCELLED", FULL)
    assert len(await log()) == before + 1


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


async def test_there_are_two_ways_back(store: Store) -> None:
    meeting = await announced(store)
    await cancel(store, editor(SOON), meeting, 1, reason=ILL)

    said = {"state": "CONFIRMED", "reason": {"sv": None, "en": None}}
    await update(store, writer(SOON), Meeting, meeting, 2, said)
    await publish(store, editor(SOON), [meeting])
    updated = await told(store, meeting)
    await cancel(store, editor(LATER), meeting, 3, reason=ILL)
    await restore_version(store, writer(LATER), meeting, 1)
    await publish(store, editor(LATER), [meeting])

    assert updated == await told(store, meeting, LATER) == ("CONFIRMED", None, START, None)


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


async def test_what_is_over_may_be_told_otherwise_with_a_remark(store: Store) -> None:
    meeting = await announced(store)

    outlook = await cancel(store, editor(END), meeting, 1, reason=ILL)

    assert (await told(store, meeting, END))[0] == "CANCELLED"
    assert [(it.fault.code, it.blocks) for it in outlook.problems][-1] == ("HAS_ENDED", False)
    assert outlook.problems[-1].fault.message.startswith("Träff är redan över.")


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


@pytest.mark.parametrize("reason", [{}, {"sv": " ", "en": None}])
async def test_a_reason_is_asked_for(store: Store, reason: dict[str, str | None]) -> None:
    meeting = await announced(store)

    for act in (cancel, postpone):
        with pytest.raises(Refused) as refused:
            await act(store, editor(SOON), meeting, 1, reason=reason)
        assert refusal(refused) == [("REQUIRED", ("reason", "sv"))]


async def test_who_may_not_publish_cancels_nothing_that_is_public_or_to_be(store: Store) -> None:
    public, ahead = await announced(store), await met(store, await network(store, "Två"))
    of = (await rows(ahead))[0]
    await publish(store, editor(), [ahead, *await networks_of(of)], at=LATER)

    for meeting in (public, ahead):
        with pytest.raises(Refused) as refused:
            await cancel(store, writer(SOON), meeting, 1, reason=ILL, dry_run=True)
        assert refusal(refused) == [("FORBIDDEN", ())]
        assert "ställa in" in str(refused.value)
    with pytest.raises(Refused) as refused:
        await cancel(store, Actor(VISITOR, SOON, "en"), public, 1, reason=ILL)
    assert refusal(refused) == [("UNAUTHENTICATED", ())]


async def networks_of(row: Meeting) -> list[UUID]:
    return [it.target_id for it in await MeetingNetwork.filter(source_id=row.id)]


async def test_what_is_not_there_cannot_be_cancelled(store: Store) -> None:
    gone, of = await announced(store), await network(store, "Ett nätverk")
    await delete(store, editor(), [gone])

    for unknown in (gone, of, UUID(int=7)):
        with pytest.raises(Refused) as refused:
            await cancel(store, editor(SOON), unknown, 1, reason=ILL)
        assert refusal(refused) == [("NOT_FOUND", ("id",))]


async def test_nobody_cancels_what_they_have_not_seen(store: Store) -> None:
    meeting = await announced(store)
    await update(store, writer(), Meeting, meeting, 1, {"summary": {"sv": "Ny."}})

    with pytest.raises(Refused) as refused:
        await cancel(store, editor(SOON), meeting, 1, reason=ILL)

    [conflict] = refused.value.faults
    assert (conflict.code, conflict.more["current_version"], conflict.more["fields"]) == (
        "CONFLICT", 2, ("summary",),
    )  # fmt: skip
    assert await told(store, meeting) == ("CONFIRMED", None, START, None)


async def test_what_was_saved_under_other_rules_can_be_cancelled_all_the_same(store: Store) -> None:
    meeting = await announced(store)
    await Meeting.filter(entry_id=meeting).update(online_url="http://gammal")

    await cancel(store, editor(SOON), meeting, 1, reason=ILL)

    assert (await told(store, meeting))[0] == "CANCELLED"
    assert (await rows(meeting))[-1].online_url == "http://gammal"


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
