"""While the API is away or slow: its last answer, marked, and no more than that; then as before."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import Popen

import pytest

from models.content import Audience
from models.network import Network
from services.database.storage import opened
from services.documents.trusting import remove
from tests.test_commands import LONG_ENOUGH, running, told_address
from tests.website.conftest import Clock, website_on
from tests.website.filling import settings

HOME = "/natverk-for-bibliotekspersonal"
NETWORK = "/natverk/tillganglighet"
SINCE = datetime(2026, 11, 28, 13, 32, tzinfo=UTC)
NOTICE = (
    "Just nu kan vi inte hämta nytt innehåll. "
    "Sidan visar innehåll från lördag 28 november 2026 kl. 14.32."
)


@contextmanager
def serving(database: Path, port: str = "0", **more: str) -> Iterator[tuple[Popen[str], str]]:
    """Start an API, and tell its address."""
    said = {**settings(database, port), **more}
    with running(said, "commands.py", "serve") as process:
        yield process, told_address(process)


def stop(process: Popen[str]) -> None:
    """End an API as its operator does."""
    process.terminate()
    process.wait(LONG_ENOUGH)


async def test_the_last_answer_is_shown_and_says_so_until_the_api_is_back(copied: Path) -> None:
    clock = Clock(SINCE)
    with serving(copied) as (process, address):
        async with website_on(address, clock=clock) as website:
            fresh = await website.page(NETWORK)

            stop(process)
            clock.moment += timedelta(hours=3)
            answer = await website.get(NETWORK)
            stale = await website.page(NETWORK)
            never = await website.get("/natverk/spraklust", 503)
            unknown = await website.page("/natverk/nagot-annat", 503)
            sitemap = await website.get("/sitemap.xml", 503)

            with serving(copied, address.rpartition(":")[2]):
                again = await website.page(NETWORK)
                first = await website.page("/natverk/spraklust")

    assert (fresh.notices, stale.notices, again.notices) == ([], [NOTICE], [])
    assert stale.headings == fresh.headings == again.headings
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    assert (never.headers["Retry-After"], never.headers["Cache-Control"]) == ("30", "no-store")
    assert unknown.names(1) == ["Vi kan inte visa sidan just nu"]
    assert sitemap.headers["Retry-After"] == "30"
    assert first.names(1) == ["Språklust"]


async def test_an_api_that_is_slow_keeps_nobody_waiting_who_can_be_shown_something(
    copied: Path,
) -> None:
    clock = Clock(SINCE)
    with serving(copied) as (process, address):
        async with website_on(address, clock=clock, patience=2) as website:
            await website.page(NETWORK)
            os.kill(process.pid, signal.SIGSTOP)
            try:
                stale = await asyncio.gather(*(website.page(NETWORK) for _ in range(3)))
            finally:
                os.kill(process.pid, signal.SIGCONT)
            new = await website.page(f"/en{HOME}")  # it is asked as long as it takes
            again = await website.page(NETWORK)
            asked = website.statuses

    assert [it.notices for it in stale] == [[NOTICE]] * 3
    assert (new.notices, again.notices) == ([], [])
    assert asked == [200, 304, 200, 304]  # those who waited have asked once for all


async def test_what_was_withdrawn_is_forgotten(copied: Path) -> None:
    with serving(copied) as (process, address):
        async with website_on(address) as website:
            await website.get(NETWORK)
            async with opened(f"sqlite://{copied}") as store, store.writing():
                await Network.filter(slug="tillganglighet").update(audience=Audience.STAFF)
            gone = await website.page(NETWORK, 404)

            stop(process)
            away = await website.page(NETWORK, 503)

    assert gone.names(1) == ["Sidan finns inte"]
    assert away.names(1) == ["Vi kan inte visa sidan just nu"]


async def test_what_was_said_long_ago_is_shown_no_more(copied: Path) -> None:
    clock = Clock(SINCE)
    with serving(copied) as (process, address):
        async with website_on(address, clock=clock, kept_hours=24) as website:
            await website.get(NETWORK)
            stop(process)

            clock.moment += timedelta(hours=24)
            await website.get(NETWORK)
            clock.moment += timedelta(seconds=1)
            await website.get(NETWORK, 503)


async def test_who_has_asked_too_much_shows_what_there_was(copied: Path) -> None:
    with serving(copied, KNUTPUNKT_VISITOR_RATE="1000") as (_, address):
        async with website_on(address, clock=Clock(SINCE)) as website:
            pages = [await website.page(NETWORK) for _ in range(20)]

    assert pages[0].notices == []
    assert pages[-1].notices == [NOTICE]
    assert website.statuses[-1] == 429


async def test_an_api_that_does_not_know_the_documents_is_told_to_the_operator(
    copied: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with opened(f"sqlite://{copied}") as store:
        await remove(store, manifest="website", document_id="")

    with serving(copied) as (_, address):
        async with website_on(address) as website:
            await website.get(NETWORK, 503)

    assert "PERSISTED_QUERY_NOT_FOUND" in caplog.text
    assert "load persisted-documents.json with `commands.py documents load`" in caplog.text
