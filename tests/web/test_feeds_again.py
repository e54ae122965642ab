"""Who asks for a feed again: whether they have what there is, by its tag or by its time."""

from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from models.meeting import Meeting
from server import create_app
from settings import Settings
from tests.factories import NOW, Standing, meeting, network
from tests.web.conftest import asking
from tests.web.feeding import ALL, Feeds, feeds

__all__ = ["feeds"]

HOUR = timedelta(hours=1)
SHORT: dict[str, Any] = {"local_start": "2026-09-01T10:30:00", "local_end": "2026-09-01T11:00:00"}
"""An hour after ``NOW`` it is over."""

UPCOMING = (
    "{when: UPCOMING}",
    "{not: {when: PAST}}",
    '{or: [{slug: {eq: "ramsor"}, networks: {some: {meetings: {some: {when: UPCOMING}}}}}]}',
)


@pytest.mark.parametrize("where", UPCOMING)
async def test_what_turns_with_the_clock_is_known_by_its_tag_alone(
    feeds: Feeds, where: str
) -> None:
    async with feeds.store.writing():
        await meeting("Ramsor", networks=[await network()], **SHORT)
    asked = f"{{ meetings(where: {where}) {{ feeds {{ ics }} }} }}"
    path = (await feeds.ask(asked))["meetings"]["feeds"]["ics"]

    first = await feeds.get(path)
    same = await feeds.get(path, if_none_match=first.headers["etag"])
    feeds.at(NOW + HOUR)
    tagged = await feeds.get(path, if_none_match=first.headers["etag"])
    timed = await feeds.get(path, if_modified_since=format_datetime(NOW, usegmt=True))

    assert "last-modified" not in first.headers
    assert [it.status_code for it in (first, same, tagged, timed)] == [200, 304, 200, 200]
    assert b"SUMMARY;LANGUAGE=sv:Ramsor" in first.content
    assert b"SUMMARY" not in tagged.content + timed.content


async def test_what_was_taken_back_and_is_public_again_has_changed(feeds: Feeds) -> None:
    """Its version is the same, and says the same, but it moves LAST-MODIFIED and SEQUENCE."""
    async with feeds.store.writing():
        ramsor = await meeting("Ramsor", Standing(NOW - 9 * HOUR))
    first = await feeds.get()

    async with feeds.store.writing():
        await Meeting.filter(entry_id=ramsor).update(live_from=NOW - HOUR)
    again = await feeds.get(ALL, if_none_match=first.headers["etag"])

    assert again.status_code == 200
    assert b"LAST-MODIFIED:20260901T070000Z" in again.content


@pytest.mark.parametrize(
    ("origin", "granted"), [("https://www.example.org", True), ("https://other.example.org", False)]
)
async def test_pages_of_listed_origins_may_read_feeds(
    database: str, origin: str, granted: bool
) -> None:
    settings = Settings(database_url=database, cors_origins="https://www.example.org")
    app = create_app(settings, clock=lambda: NOW)
    async with app.router.lifespan_context(app), asking(app) as client:
        told = [await client.get(it, headers={"Origin": origin}) for it in (ALL, f"{ALL}?x=1")]
        tag = told[0].headers["etag"]
        told.append(await client.get(ALL, headers={"Origin": origin, "If-None-Match": tag}))

    name = "access-control-allow-origin"
    assert [it.status_code for it in told] == [200, 400, 304]
    assert [it.headers.get(name) for it in told] == [origin if granted else None] * 3
    assert [it.headers["vary"] for it in told] == ["Origin"] * 3


async def test_tags_may_stand_on_several_lines(feeds: Feeds) -> None:
    tag = (await feeds.get()).headers["etag"]

    lines = [("If-None-Match", '"other"'), ("If-None-Match", f'W/"another", W/{tag}')]
    answer = await feeds.client.get(ALL, headers=lines)

    assert answer.status_code == 304
