"""Whoever subscribes hears at once of meetings that are called off, moved, or reckoned anew."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from models import Meeting
from services.clocks.rezoning import rezone
from services.content.cancelling import cancel, postpone
from services.database.storage import Store
from tests.factories import LIVE, NOW, meeting, network
from tests.services.acting import editor
from tests.services.announced import ILL
from tests.web.feeding import ALL, Feeds, feeds

__all__ = ["feeds"]

HOUR = timedelta(hours=1)
SOON = NOW + timedelta(minutes=5)
PATHS = (ALL, "/feeds/meetings.atom", "/feeds/meetings.json", "/meetings/ramsor.ics")
TO = {"local_start": "2026-10-08T13:00", "local_end": "2026-10-08T15:00"}

Act = Callable[[Store, UUID], Awaitable[Any]]


async def called_off(store: Store, entry: UUID) -> None:
    await cancel(store, editor(SOON), entry, 1, reason=ILL)


async def moved(store: Store, entry: UUID, to: dict[str, str] | None) -> None:
    await postpone(store, editor(SOON), entry, 1, reason=ILL, to=to)


async def reckoned(store: Store, _: UUID) -> None:
    await rezone(store, SOON)


@pytest.mark.parametrize(
    ("act", "title", "status", "start"),
    [
        (called_off, "INSTÄLLD: Ramsor", "CANCELLED", "2026-10-01T07:00"),
        (partial(moved, to=TO), "Ramsor", "CONFIRMED", "2026-10-08T11:00"),
        (partial(moved, to=None), "UPPSKJUTEN: Ramsor", "TENTATIVE", "2026-10-01T07:00"),
        (reckoned, "Ramsor", "CONFIRMED", "2026-10-01T07:00"),
    ],
    ids=["cancelled", "moved", "postponed", "rezoned"],
)
async def test_subscribers_hear_once_and_of_nothing_else(
    feeds: Feeds, act: Act, title: str, status: str, start: str
) -> None:
    async with feeds.store.writing():
        ramsor = await meeting("Ramsor", networks=[await network("Språklust")])
        kept = await Meeting.get(entry_id=ramsor)
        if act is reckoned:  # as if saved when clocks in Sweden were an hour behind
            await Meeting.all().update(starts_at=kept.starts_at + HOUR, ends_at=kept.ends_at + HOUR)
    before = [await feeds.get(it) for it in PATHS]
    first = (await feeds.events())[str(ramsor)]

    await act(feeds.store, ramsor)
    feeds.at(SOON + timedelta(seconds=1))
    after = [
        await feeds.get(path, if_none_match=it.headers["etag"])
        for path, it in zip(PATHS, before, strict=True)
    ]

    assert [it.status_code for it in after] == [200] * 4
    [(uid, event)] = (await feeds.events()).items()
    assert (uid, str(event["summary"]), str(event["status"])) == (str(ramsor), title, status)
    assert f"{event['dtstart'].dt.astimezone(NOW.tzinfo):%Y-%m-%dT%H:%M}" == start
    assert event["last-modified"].dt == SOON
    assert int(event["sequence"]) - int(first["sequence"]) == (SOON - _since()).total_seconds()
    again = [
        await feeds.get(path, if_none_match=it.headers["etag"])
        for path, it in zip(PATHS, after, strict=True)
    ]
    assert [it.status_code for it in again] == [304] * 4


def _since() -> Any:
    return LIVE.since
