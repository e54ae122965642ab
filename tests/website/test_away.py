"""While the API is away or slow: its last answer, marked, and no more than that; then as before."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from examples.website import documents
from models.content import Audience
from models.page import Page
from services.database.storage import opened
from tests.test_commands import running, told_address
from tests.website.conftest import Clock, website_on
from tests.website.filling import WITHDRAWN, Filled, settings
from tests.website.gates import Gate

HOME = "/natverk-for-bibliotekspersonal"
NETWORK = "/natverk/tillganglighet"
SINCE = datetime(2026, 11, 28, 13, 32, tzinfo=UTC)
NOTICE = (
    "Just nu kan vi inte hämta nytt innehåll. "
    "Sidan visar innehåll från lördag 28 november 2026 kl. 14.32."
)


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A website whose queries have changed since the API was told of them."""
    queries = shutil.copytree(documents.FOLDER / "queries", tmp_path / "queries")
    with (queries / "NetworkPage.graphql").open("a") as query:
        query.write("# as it is now\n")
    monkeypatch.setattr(documents, "FOLDER", tmp_path)
    forget()
    yield
    forget()


def forget() -> None:
    """Have the queries read anew."""
    documents.document.cache_clear()
    documents.document_id.cache_clear()


async def test_the_last_answer_is_shown_and_says_so_until_the_api_is_back(gate: Gate) -> None:
    clock = Clock(SINCE)
    async with website_on(gate.address, clock=clock) as website:
        fresh = await website.page(NETWORK)

        await gate.shut()
        clock.moment += timedelta(hours=3)
        answer = await website.get(NETWORK)
        stale = await website.page(NETWORK)
        never = await website.get("/natverk/spraklust", 503)
        unknown = await website.page("/natverk/nagot-annat", 503)
        sitemap = await website.get("/sitemap.xml", 503)

        await gate.open()
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
    gate: Gate,
) -> None:
    async with website_on(gate.address, clock=Clock(SINCE), patience=2) as website:
        await website.page(NETWORK)
        gate.hold()
        stale = await asyncio.gather(*(website.page(NETWORK) for _ in range(3)))
        gate.release()
        new = await website.page(f"/en{HOME}")  # it is asked as long as it takes
        again = await website.page(NETWORK)
        asked = website.statuses

    assert [it.notices for it in stale] == [[NOTICE]] * 3
    assert (new.notices, again.notices) == ([], [])
    assert sorted(asked) == [200, 200, 304, 304]  # those who waited have asked once for all


async def test_what_was_withdrawn_is_forgotten(gate: Gate, filled: Filled) -> None:
    async with website_on(gate.address) as website:
        await website.get(WITHDRAWN)
        async with opened(f"sqlite://{filled.database}") as store, store.writing():
            await Page.filter(path=WITHDRAWN).update(audience=Audience.STAFF)
        gone = await website.page(WITHDRAWN, 404)

        await gate.shut()
        away = await website.page(WITHDRAWN, 503)

    assert gone.names(1) == ["Sidan finns inte"]
    assert away.names(1) == ["Vi kan inte visa sidan just nu"]


async def test_what_was_said_long_ago_is_shown_no_more(gate: Gate) -> None:
    clock = Clock(SINCE)
    async with website_on(gate.address, clock=clock, kept_hours=24) as website:
        await website.get(NETWORK)
        await gate.shut()

        clock.moment += timedelta(hours=24)
        await website.get(NETWORK)
        clock.moment += timedelta(seconds=1)
        await website.get(NETWORK, 503)


async def test_who_has_asked_too_much_shows_what_there_was(copied: Path) -> None:
    strict = settings(copied) | {"KNUTPUNKT_VISITOR_RATE": "1000"}
    with running(strict, "commands.py", "serve") as process:
        async with website_on(told_address(process), clock=Clock(SINCE)) as website:
            pages = [await website.page(NETWORK) for _ in range(20)]

    assert pages[0].notices == []
    assert pages[-1].notices == [NOTICE]
    assert website.statuses[-1] == 429


async def test_an_api_that_does_not_know_the_documents_is_told_to_the_operator(
    api: str, changed: None, caplog: pytest.LogCaptureFixture
) -> None:
    async with website_on(api) as website:
        await website.get(NETWORK, 503)

    assert "PERSISTED_QUERY_NOT_FOUND" in caplog.text
    assert "load persisted-documents.json with `commands.py documents load`" in caplog.text
