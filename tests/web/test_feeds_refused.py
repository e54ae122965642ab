"""Feeds that are not told: wrong addresses, wrong options, and who has spent what they may."""

import pytest

from server import create_app
from services.feeds.addresses import question_of
from settings import Settings
from tests.factories import NOW, meeting
from tests.web.conftest import asking
from tests.web.feeding import ALL, Feeds, feeds

__all__ = ["feeds"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/feeds/meetings.exe", 404),
        ("/feeds/meetings/.ics", 404),
        ("/feeds/meetings/aaaa.ics", 404),
        (f"/feeds/meetings/{'a' * 3_000}.ics", 404),
        ("/feeds/meetings/%00.ics", 404),
        (f"/feeds/meetings/{question_of({'nothing': 1})}.ics", 404),
        (f"/feeds/meetings/{question_of({'slug': {'eq': 1}})}.ics", 404),
        (f"/feeds/meetings/{question_of({'slug': {'eq': chr(0)}})}.ics", 404),
        (f"/feeds/meetings/{question_of({'onlineUrl': {'eq': 'x'}})}.ics", 404),
        (f"/feeds/meetings/{question_of({'or': [{'not': {}}] * 201})}.ics", 404),
        ("/feeds/networks.ics", 404),
        ("/meetings/finns-inte.ics", 404),
        ("/meetings/%00.ics", 404),
        ("/meetings/..%2f..%2fetc.ics", 404),
        (f"{ALL}?language=fi", 400),
        (f"{ALL}?canceled=both", 400),
        (f"{ALL}?cancelled=", 400),
        (f"{ALL}?network=1", 400),
        (f"{ALL}?network={'0' * 32}", 400),
    ],
)
async def test_whatever_is_wrong_with_an_address_is_told(
    feeds: Feeds, path: str, status: int
) -> None:
    answer = await feeds.get(path)

    assert answer.status_code == status
    assert "errors" in answer.json()


async def test_feeds_are_asked_and_not_told(feeds: Feeds) -> None:
    assert (await feeds.client.post(ALL)).status_code == 405


async def test_feeds_are_paid_for_like_everything_else(database: str) -> None:
    app = create_app(Settings(database_url=database, visitor_rate=1_000), clock=lambda: NOW)
    async with app.router.lifespan_context(app), asking(app) as client:
        async with app.state.store.writing():
            await meeting("Ramsor")

        answers = [await client.get(ALL) for _ in range(10)]  # 206 to build, then 103 each

    assert [it.status_code for it in answers] == [200] * 8 + [429] * 2
    assert answers[-1].headers["cache-control"] == "no-store"
    assert int(answers[-1].headers["retry-after"]) > 0
