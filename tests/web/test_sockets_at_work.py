"""Operations on a socket that take their time: many at once, given up, and in the server's end."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection

from server import create_app
from settings import Settings
from tests.web.sockets import NETWORKS, end, greeted, heard, say, serving, subscribe
from tests.web.test_away import expect_nobody_waits, expect_waiting, locked

SIMPLE = "{ __typename }"


@pytest.fixture
async def app(postgresql: str) -> Starlette:
    """The application, not started yet."""
    return create_app(Settings(database_url=postgresql, socket_operations=3))


@pytest.fixture
async def url(app: Starlette) -> AsyncIterator[str]:
    """Where it is served."""
    async with serving(app) as url:
        yield url


@pytest.fixture
async def lock(postgresql: str) -> AsyncIterator[asyncpg.Connection]:
    """Networks cannot be read meanwhile."""
    async with locked(postgresql) as connection:
        yield connection


async def test_one_that_waits_does_not_hold_up_another(lock: asyncpg.Connection, url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("slow", NETWORKS), subscribe("quick", SIMPLE))

        assert (await heard(socket))["id"] == "quick"


async def test_an_id_is_that_of_one_operation_at_a_time(lock: asyncpg.Connection, url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("å" * 100, NETWORKS), subscribe("å" * 100, SIMPLE))
        code, reason = await end(socket)

    assert (code, len(reason.encode())) == (4409, 122)  # a letter of two bytes would be the 123rd
    assert reason.startswith("There is an operation åå")
    await expect_nobody_waits(lock)


async def test_more_than_may_run_at_once_are_refused(lock: asyncpg.Connection, url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, *(subscribe(str(it), NETWORKS) for it in range(3)))
        await say(socket, subscribe("3", SIMPLE))
        refused = await heard(socket)
        await say(socket, {"type": "complete", "id": "1"}, subscribe("1", SIMPLE))

        assert (refused["id"], refused["type"]) == ("3", "error")
        assert refused["payload"][0]["extensions"] == {"code": "RATE_LIMITED"}
        assert (await heard(socket))["id"] == "1"


async def test_what_is_given_up_ends_in_the_database_too(
    lock: asyncpg.Connection, url: str
) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("1", NETWORKS))
        await expect_waiting(lock, 1)
        await say(socket, {"type": "complete", "id": "1"})
        await expect_nobody_waits(lock)


async def test_what_a_dropped_socket_asked_ends_in_the_database_too(
    lock: asyncpg.Connection, url: str
) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("1", NETWORKS))
        await expect_waiting(lock, 1)
        socket.transport.abort()
        await expect_nobody_waits(lock)


async def test_it_takes_only_so_long(lock: asyncpg.Connection, postgresql: str) -> None:
    app = create_app(Settings(database_url=postgresql, operation_timeout=0.2))

    async with serving(app) as url, greeted(url, additional_headers={"X-Request-Id": "one"}) as it:
        await say(it, subscribe("0", SIMPLE), subscribe("1", NETWORKS))
        answers = [await heard(it) for _ in range(3)]

    assert answers[2]["payload"] == [
        {
            "message": "The operation took longer than it may; ask for less at a time, or later.",
            "extensions": {"code": "TIMEOUT", "requestId": "one.2"},
        }
    ]


async def test_what_was_asked_is_answered_before_the_server_ends(
    app: Starlette, postgresql: str
) -> None:
    async with serving(app) as url, greeted(url) as socket, greeted(url) as silent:
        async with locked(postgresql) as lock:
            await say(socket, subscribe("1", NETWORKS))
            await expect_waiting(lock, 1)
            app.state.closing.set()
            assert await end(silent) == (1012, "The server is about to end; connect again.")
            await say(socket, subscribe("2", SIMPLE), {"type": "ping"})
            assert await heard(socket) == {"type": "pong"}

        told = await heard(socket)
        assert (told["id"], told["type"], list(told["payload"])) == ("1", "next", ["data"])
        assert await heard(socket) == {"id": "1", "type": "complete"}
        assert (await end(socket))[0] == 1012


async def test_who_does_not_read_costs_no_memory(url: str) -> None:
    """An answer waits for whoever asked, and what more they ask waits in their own system."""
    async with greeted(url, max_queue=1) as socket:
        writing = asyncio.create_task(flooded(socket))
        done, _ = await asyncio.wait([writing], timeout=2)
        assert not done
        writing.cancel()


async def flooded(socket: ClientConnection) -> None:
    """Ask for much, again and again, and read nothing."""
    query = "{ " + " ".join(f"a{it}: __schema {{ description }}" for it in range(40)) + " }"
    for number in range(100_000):
        await say(socket, subscribe(str(number), query))
