"""What the clock does is in the log, once each and in its order, whoever writes it there."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models import Bookmark, Due, Event, Network
from models.event import EventName, PublicChange
from services.content.publishing import publish, unpublish
from services.content.saving import update
from services.content.windows import GRACE
from services.database.storage import Store, opened
from services.events.following import BATCH, LONGEST_SLEEP, follow, follow_clock, following
from services.events.log import Logged
from tests.factories import DAY, NOW
from tests.services.acting import LATER, LATEST, editor, log, network, versions, writer

BY_CLOCK = """
import asyncio, sys
from datetime import datetime
from services.events.following import follow_clock
from services.database.storage import opened

async def main(url, moment):
    async with opened(url) as store:
        await follow_clock(store, datetime.fromisoformat(moment))

asyncio.run(main(*sys.argv[1:]))
"""


async def told() -> list[tuple[EventName, int | None, datetime, PublicChange | None]]:
    """Read what the clock has done."""
    by_clock = (EventName.BECAME_LIVE, EventName.CEASED_LIVE)
    return [
        (it.name, it.version, it.moment, it.public_change)
        for it in await log()
        if it.name in by_clock
    ]


async def test_what_was_scheduled_is_told_when_its_moment_has_come(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry], at=LATER, until=LATEST)
    assert [it.public_sequence for it in await log()] == [None, None]

    assert await follow_clock(store, NOW) == LONGEST_SLEEP
    assert await follow_clock(store, LATER - timedelta(seconds=2)) == 2
    assert await told() == []

    await follow_clock(store, LATER)
    await follow_clock(store, LATER)
    assert await told() == [(EventName.BECAME_LIVE, 1, LATER, PublicChange.APPEARED)]

    await follow_clock(store, LATEST + DAY)
    assert await told() == [
        (EventName.BECAME_LIVE, 1, LATER, PublicChange.APPEARED),
        (EventName.CEASED_LIVE, 1, LATEST, PublicChange.DISAPPEARED),
    ]
    assert [it.public_sequence for it in await log()] == [None, None, 1, 2]
    assert [it.actor for it in await log()][2:] == [None, None]


async def test_a_version_that_takes_anothers_place_is_one_event(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry])
    await update(store, writer(), Network, entry, 1, {"position": 3})
    await publish(store, editor(), [entry], at=LATER)

    await follow_clock(store, LATER)

    assert await told() == [(EventName.BECAME_LIVE, 2, LATER, PublicChange.CHANGED)]


async def test_all_that_was_missed_is_told_in_order_by_the_next_who_writes(store: Store) -> None:
    one, other = await network(store, "Ett"), await network(store, "Två")
    await publish(store, editor(), [other], at=LATEST)
    await publish(store, editor(), [one], at=LATER)

    await unpublish(store, editor(NOW + DAY), [one])

    assert [(it.name, it.entry_id, it.moment) for it in (await log())[-3:]] == [
        (EventName.BECAME_LIVE, one, LATER),
        (EventName.BECAME_LIVE, other, LATEST),
        (EventName.UNPUBLISHED, one, NOW + DAY),
    ]
    moments = [it.moment for it in await log()]
    assert moments == sorted(moments)


async def test_the_log_does_not_go_back_in_time_with_a_clock_that_lags(store: Store) -> None:
    entry = await network(store, moment=LATER)

    await publish(store, editor(LATER - timedelta(seconds=3)), [entry])
    await update(store, writer(LATER - DAY), Network, entry, 1, {"position": 3})

    assert [it.moment for it in await log()] == [LATER, LATER, LATER - DAY]
    assert [it.live_from for it in await versions(Network, entry)] == [LATER, None]


async def test_what_is_not_going_to_be_is_not_told(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry], at=LATER)
    await unpublish(store, editor(), [entry])

    await follow_clock(store, LATER + DAY)

    assert await told() == []
    assert await Due.all().count() == 0


async def test_what_is_over_is_swept_from_the_way_of_readers(store: Store) -> None:
    entry = await network(store)
    await publish(store, editor(), [entry], until=LATER)

    await follow_clock(store, LATER)
    assert [it.live for it in await versions(Network, entry)] == [True]

    await follow_clock(store, LATER + GRACE)
    assert [it.live for it in await versions(Network, entry)] == [False]
    assert await Due.all().count() == 0


async def test_several_processes_tell_it_once(store: Store, database: str) -> None:
    entries = [await network(store, f"Nätverk {number}") for number in range(20)]
    await publish(store, editor(), entries, at=LATER)

    several = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", BY_CLOCK, database, LATER.isoformat()
        )
        for _ in range(3)
    ]
    await asyncio.gather(follow_clock(store, LATER), *(it.wait() for it in several))

    assert [it.returncode for it in several] == [0, 0, 0]
    became = [it.entry_id for it in await log() if it.name == EventName.BECAME_LIVE]
    assert sorted(became) == sorted(entries)
    numbers = [it.sequence for it in await log()]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_while_nothing_is_due_following_only_reads(store: Store) -> None:
    before = store.statements

    await follow_clock(store, NOW)

    assert store.statements == before + 1


async def test_the_follower_beside_the_requests_tells_it_by_itself(store: Store) -> None:
    entry = await network(store, moment=datetime.now(UTC))
    soon = datetime.now(UTC) + timedelta(seconds=0.3)
    await publish(store, editor(datetime.now(UTC)), [entry], at=soon)

    async with following(store):
        for _ in range(400):
            if await told():
                break
            await asyncio.sleep(0.05)

    assert await told() == [(EventName.BECAME_LIVE, 1, soon, PublicChange.APPEARED)]
    assert [it.get_name() for it in asyncio.all_tasks() if "clock" in it.get_name()] == []


async def test_a_database_that_waits_for_its_migrations_is_left_in_peace(
    blank: str, caplog: pytest.LogCaptureFixture
) -> None:
    _touch(blank)

    async with opened(blank) as store, following(store):
        for _ in range(400):
            if store.statements:
                break
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)

    assert store.statements == 1
    assert caplog.messages == []


async def test_a_follower_goes_on_where_it_was(store: Store) -> None:
    entries = [await network(store, f"Nätverk {number}") for number in range(3)]
    heard: list[UUID] = []

    async def hear(events: Sequence[Logged]) -> None:
        heard.extend(it.entry for it in events)

    assert await follow(store, "ears", hear, NOW) == 3
    assert await follow(store, "ears", hear, NOW) == 0
    entries.append(await network(store, "Till"))
    assert await follow(store, "ears", hear, LATER) == 1

    assert heard == entries
    mark = await Bookmark.get(name="ears")
    assert (mark.sequence, mark.moved_at) == (4, LATER)


async def test_a_follower_that_failed_is_given_the_same_again(store: Store) -> None:
    await network(store)

    async def stumble(events: Sequence[Logged]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await follow(store, "ears", stumble, NOW)

    assert await Bookmark.all().count() == 0


async def test_a_follower_is_given_so_many_events_at_once(store: Store) -> None:
    async with store.writing():
        entry = UUID(int=1)
        await Event.bulk_create(
            Event(sequence=it, name=EventName.SAVED, kind="page", entry_id=entry, moment=NOW)
            for it in range(1, BATCH + 3)
        )
    sizes: list[int] = []

    async def count(events: Sequence[Logged]) -> None:
        sizes.append(len(events))

    while await follow(store, "ears", count, NOW):
        pass

    assert sizes == [BATCH, 2]


def _touch(url: str) -> None:
    """Make the empty file that a SQLite database begins as."""
    if url.startswith("sqlite"):
        Path(url.removeprefix("sqlite://")).touch()
