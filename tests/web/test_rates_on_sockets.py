"""What is no operation costs something on a socket as well: opening one, and each message."""

from collections.abc import AsyncIterator

import pytest
from websockets.exceptions import InvalidStatus

from server import create_app
from settings import Settings
from tests.web.conftest import LONGEST_WAIT
from tests.web.sockets import end, greeted, opened, say, serving

MOST = 50
"""A budget of 1,000 is spent by then, even if some of it comes back meanwhile."""


@pytest.fixture
async def url(database: str) -> AsyncIterator[str]:
    """Where an application is served that lets nobody spend much."""
    async with serving(create_app(Settings(database_url=database, visitor_rate=1_000))) as url:
        yield url


async def test_who_opens_sockets_only_to_say_what_is_no_message_is_told_to_wait(url: str) -> None:
    with pytest.raises(InvalidStatus) as refusal:
        await chattered(url)

    answer = refusal.value.response
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= LONGEST_WAIT


async def test_who_says_too_much_on_one_is_told_to_come_back_later(url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, *[{"type": "ping"}] * 1_000)
        code, reason = await end(socket)

    assert code == 1013
    assert reason.startswith("You may spend 1000 in 60 seconds, and 0 is left; this is more.")


async def chattered(url: str) -> None:
    """Open one socket after the other, each to say something that closes it."""
    for _ in range(MOST):
        async with opened(url) as socket:
            await socket.send("no JSON")
            assert (await end(socket))[0] == 4400
