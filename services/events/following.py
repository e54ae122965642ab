"""Followers: what runs beside the requests, and does something about what has happened.

The clock's follower writes ``BECAME_LIVE`` and ``CEASED_LIVE`` when a moment has come that was
set beforehand. Others follow the log: each has a bookmark, moved when it has dealt with events,
so that after being down it goes on where it was. Several processes may run the same ones.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from models.bookmark import Bookmark
from models.content import Audience
from services.compiler.compiling import DIALECTS
from services.content.turns import catch_up
from services.database.migrating import pending
from services.database.storage import Store, Unreachable, moment_of
from services.events.log import Logged, events_after
from services.view import Actor, Viewer

LONGEST_SLEEP = 5.0
"""How many seconds the clock's follower sleeps at most: other processes may set moments, too."""

BATCH = 100
"""How many events a follower is given at once."""

CLOCK = Viewer(Audience.STAFF, name="clock")

log = logging.getLogger(__name__)


Follower = Callable[[Sequence[Logged]], Awaitable[None]]
"""What deals with events, in their order. After an accident it may be given some once more."""


Clock = Callable[[], datetime]
"""Tells the time, with its offset."""


def now() -> datetime:
    """Tell the time of this machine, in UTC."""
    return datetime.now(UTC)


async def follow_clock(store: Store, moment: datetime) -> float:
    """Write what the clock has done up to a moment; give the seconds until there is more.

    While nothing is due it only reads. Of several that do so at once, the first writes it.
    """
    due = await _next_due(store)
    if due is not None and due <= moment:
        await catch_up(store, Actor(CLOCK, moment, "en"))
        due = await _next_due(store)
    if due is None:
        return LONGEST_SLEEP
    return min(max((due - moment).total_seconds(), 0.0), LONGEST_SLEEP)


async def _next_due(store: Store) -> datetime | None:
    row = await store.read("SELECT min(moment) FROM due", [])
    return moment_of(row[0]) if row and row[0] is not None else None


async def follow(store: Store, name: str, follower: Follower, moment: datetime) -> int:
    """Give a follower the next events behind its bookmark, and move that; tell how many.

    The bookmark moves when the follower is done, never backward. If that fails, or if the process
    ends meanwhile, the same events are given again: each at least once.
    """
    events = await events_after(store, await _mark_of(store, name), BATCH)
    if not events:
        return 0
    await follower(events)
    async with store.writing():
        mark, _ = await Bookmark.get_or_create({"moved_at": moment}, name=name)
        if mark.sequence < events[-1].place:
            mark.sequence, mark.moved_at = events[-1].place, moment
            await mark.save()
    return len(events)


async def _mark_of(store: Store, name: str) -> int:
    mark = DIALECTS[store.dialect].parameter(1)
    row = await store.read(f"SELECT sequence FROM bookmark WHERE name = {mark}", [name])
    return int(row[0]) if row else 0


@asynccontextmanager
async def following(store: Store, clock: Clock = now) -> AsyncIterator[None]:
    """Follow the clock as long as this is open, in one task that has ended afterwards."""
    task = asyncio.create_task(_keep_following(store, clock), name="follower of the clock")
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _keep_following(store: Store, clock: Clock) -> None:
    ready = troubled = False
    while True:
        pause = LONGEST_SLEEP
        try:
            ready = ready or not await pending(store)  # until it is migrated, nothing is due
            pause = await follow_clock(store, clock()) if ready else LONGEST_SLEEP
            troubled = False
        except Unreachable as problem:
            if not troubled:
                log.warning("The clock is not followed for now: %s", problem)
            troubled = True
        except Exception:  # an accident in one round must not end all others
            if not troubled:
                log.exception("The clock is not followed for now.")
            troubled = True
        await asyncio.sleep(pause)
