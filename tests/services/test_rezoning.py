"""Meetings whose zones have other rules than when they were saved: what moves, and who hears."""

from datetime import timedelta
from typing import Any

from models import Meeting, MeetingNetwork
from services.clocks.rezoning import PAGE, rezone
from services.clocks.zones import rules
from services.content.publishing import publish, unpublish
from services.content.saving import update
from services.database.storage import Store
from tests import factories
from tests.services.acting import LATER, LATEST, editor, log, stands, writer
from tests.services.announced import END, SOON, START, announced, rows, told
from tests.services.moves import exported

HOUR = timedelta(hours=1)


async def by_other_rules() -> None:
    """Put all moments where they would be if clocks in Sweden were an hour behind."""
    for it in await Meeting.all():
        moments = {"starts_at": it.starts_at + HOUR, "ends_at": it.ends_at + HOUR}
        await Meeting.filter(id=it.id).update(**moments)
        await MeetingNetwork.filter(source_id=it.id).update(**moments)


async def test_nothing_is_written_where_nothing_moves(store: Store, database: str) -> None:
    await announced(store)
    before = await exported(database)

    assert await rezone(store, SOON) == []
    assert await exported(database) == before


async def test_a_public_meeting_moves_and_everybody_hears(store: Store) -> None:
    meeting = await announced(store)
    await by_other_rules()

    [found] = await rezone(store, SOON)

    assert (found.title, found.slug, found.moves) == ("Träff", "traff", True)
    assert found.shift.kept == (START + HOUR, END + HOUR)
    assert found.shift.reckoned == (START, END)
    old, new = await rows(meeting)
    assert (old.starts_at, new.starts_at, new.ends_at) == (START + HOUR, START, END)
    assert (new.live_from, new.changes, new.note, new.saved_by) == (SOON, [], rules(), None)
    links = await MeetingNetwork.filter(source_id=new.id)
    assert [(it.starts_at, it.ends_at, it.live) for it in links] == [(START, END, True)]
    event = (await log())[-1]
    assert (event.name, event.public_change, event.actor) == ("REZONED", "CHANGED", None)
    assert event.detail == {"note": rules(), "versions": [2]}
    assert await rezone(store, LATER) == []


async def test_what_was_public_in_the_past_stays_as_it_was_told(store: Store) -> None:
    meeting = await announced(store)
    await by_other_rules()
    await unpublish(store, editor(SOON), [meeting])
    await publish(store, editor(LATER), [meeting])

    await rezone(store, LATEST)

    assert [await told(store, meeting, it) for it in (SOON, LATER, LATEST)] == [
        None,
        ("CONFIRMED", None, START + HOUR, None),
        ("CONFIRMED", None, START, None),
    ]
    assert [it.starts_at for it in await rows(meeting)] == [START + HOUR] * 2 + [START]


async def test_drafts_and_what_is_to_come_move_where_they_stand(store: Store) -> None:
    meeting = await announced(store)
    await update(store, writer(), Meeting, meeting, 1, {"summary": {"sv": "Sedan."}})
    await publish(store, editor(), [meeting], at=LATEST)
    await update(store, writer(), Meeting, meeting, 2, {"local_start": "2026-10-01T08:00"})
    await by_other_rules()

    assert len(await rezone(store, SOON)) == 3

    moved = [(it.version, it.starts_at, it.live_from, it.newest) for it in await rows(meeting)][3:]
    assert moved == [
        (4, START, SOON, False),
        (5, START, LATEST, False),
        (6, START - HOUR, None, True),
    ]
    assert await stands(store, "meeting", meeting, SOON) == "CHANGED"
    assert [str(it.name) for it in await log()].count("REZONED") == 1


async def test_a_draft_that_does_not_move_stays_the_newest(store: Store) -> None:
    """Whoever is writing it is not told that somebody saved first."""
    meeting = await announced(store)
    await by_other_rules()
    utc = {"time_zone": "UTC", "local_start": "2026-10-01T07:00", "local_end": "2026-10-01T09:00"}
    await update(store, writer(), Meeting, meeting, 1, utc)

    await rezone(store, SOON)

    saved = await update(store, writer(SOON), Meeting, meeting, 2, {"summary": {"sv": "Ny."}})
    assert saved.version == 4
    assert (await told(store, meeting))[2] == START


async def test_what_would_move_is_told_and_nothing_is_written(store: Store, database: str) -> None:
    await announced(store)
    await by_other_rules()
    before = await exported(database)

    assert len(await rezone(store, SOON, dry_run=True)) == 1
    assert await exported(database) == before
    assert {it.starts_at for it in await Meeting.all()} == {START + HOUR}


async def test_times_that_are_none_or_two_by_now_are_told_until_somebody_mends_them(
    store: Store,
) -> None:
    none, two = await announced(store), await announced(store)
    gone = {"local_start": "2026-03-29T02:30:00", "local_end": "2026-03-29T03:10:00"}
    await Meeting.filter(entry_id=none).update(**gone)
    twice = {"local_start": "2026-10-25T02:30:00", "local_end": "2026-10-25T09:00:00"}
    told_of = START.replace(day=25, hour=1, minute=30)  # the second of the two
    moments = {"starts_at": told_of, "ends_at": told_of.replace(hour=8, minute=0)}
    await Meeting.filter(entry_id=two).update(**twice, **moments)

    first, again = [await looked_at(store) for _ in range(2)]

    gap, later = ("2026-03-29T02:30:00", ["SKIPPED"]), ("2026-10-25T02:30:00", ["REPEATED"])
    assert first == [(*gap, True), (*later, True)]
    assert again == [(*gap, False)]
    assert [str(it.start_fold) for it in await rows(two)] == ["None", "LATER"]
    assert [it.starts_at for it in await rows(two)] == [told_of] * 2
    assert (await told(store, none))[2].isoformat() == "2026-03-29T01:00:00+00:00"


async def looked_at(store: Store) -> list[Any]:
    found = await rezone(store, SOON)
    told_of = [
        (it.said["local_start"], [remark.name for _, remark in it.shift.remarks], it.moves)
        for it in found
    ]
    return sorted(told_of)


async def test_more_meetings_than_are_written_at_once_move(store: Store) -> None:
    async with store.writing():
        of = await factories.network()
        for it in range(PAGE + 1):
            await factories.meeting(slug=f"traff-{it}", networks=[of])
    await by_other_rules()

    found = await rezone(store, SOON)

    assert len(found) == await Meeting.filter(version=2, starts_at=START, newest=True).count()
    assert len({it.entry for it in found}) == PAGE + 1
    assert [it.name for it in await log()] == ["REZONED"] * (PAGE + 1)
