"""Meetings that are cancelled, wherever they stand."""

from uuid import UUID

import pytest

from models import Meeting, MeetingNetwork
from services.content.cancelling import cancel, postpone
from services.content.publishing import delete, publish, unpublish
from services.content.restoring import restore_version
from services.content.saving import update
from services.database.storage import Store
from services.errors import Refused
from services.events.following import follow_clock
from services.view import VISITOR, Actor
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
    writer,
)
from tests.services.announced import END, FULL, ILL, SOON, START, announced, rows, told


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


async def test_what_is_over_may_be_told_otherwise_with_a_remark(store: Store) -> None:
    meeting = await announced(store)

    outlook = await cancel(store, editor(END), meeting, 1, reason=ILL)

    assert (await told(store, meeting, END))[0] == "CANCELLED"
    assert [(it.fault.code, it.blocks) for it in outlook.problems][-1] == ("HAS_ENDED", False)
    assert outlook.problems[-1].fault.message.startswith("”Träff” är redan över.")


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


async def networks_of(row: Meeting) -> list[UUID]:
    return [it.target_id for it in await MeetingNetwork.filter(source_id=row.id)]
