"""GraphQL on a WebSocket, by the protocol graphql-transport-ws."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from websockets.exceptions import InvalidStatus
from websockets.http11 import Response
from websockets.typing import Origin, Subprotocol

from server import create_app
from settings import Settings
from tests.web.sockets import (
    INIT,
    LONGEST,
    NETWORKS,
    end,
    greeted,
    heard,
    opened,
    say,
    serving,
    subscribe,
)

ANSWER = {"data": {"networks": {"totalCount": 0}}}
COUNTED = ("knutpunkt_streams", "knutpunkt_operations_in", 'knutpunkt_readers{state="busy')
IDLE = {
    'knutpunkt_streams{kind="socket"} 0.0',
    'knutpunkt_streams{kind="events"} 0.0',
    "knutpunkt_operations_in_flight 0.0",
    'knutpunkt_readers{state="busy"} 0.0',
}
VARIABLES = "query ($size: Int) { networks(first: $size) { totalCount } }"


@pytest.fixture
async def app(database: str) -> Starlette:
    """The application, not started yet."""
    return create_app(
        Settings(database_url=database, greeting_timeout=0.5, streams_per_address=210)
    )


@pytest.fixture
async def url(app: Starlette) -> AsyncIterator[str]:
    """Where it is served."""
    async with serving(app) as url:
        yield url


async def test_an_operation_is_answered_and_ended(url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("å", NETWORKS))

        assert await heard(socket) == {"id": "å", "type": "next", "payload": ANSWER}
        assert await heard(socket) == {"id": "å", "type": "complete"}
        assert socket.subprotocol == "graphql-transport-ws"


async def test_a_mistake_is_told_under_its_id_and_the_socket_stays_open(url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("1", VARIABLES, variables={"size": 500}))
        refused = await heard(socket)
        await say(socket, subscribe("1", NETWORKS))

        assert (refused["id"], refused["type"]) == ("1", "error")
        assert [it["extensions"]["code"] for it in refused["payload"]] == ["BAD_USER_INPUT"]
        assert (await heard(socket))["payload"] == ANSWER


async def test_whoever_is_there_is_told_so(url: str) -> None:
    async with opened(url) as socket:
        await say(socket, {"type": "ping", "payload": {"a": 1}}, {"type": "pong"}, {"type": "ping"})

        assert [await heard(socket), await heard(socket)] == [{"type": "pong"}] * 2


ENDS: dict[str, tuple[list[Any], int, str]] = {
    "asks before greeting": (
        [subscribe("1", NETWORKS)],
        4401,
        "Say connection_init before you ask.",
    ),
    "greets twice": ([INIT, INIT], 4429, "Say connection_init once."),
    "says nothing": ([], 4408, "Say connection_init sooner."),
    "never greets": ([{"type": "ping"}], 4408, "Say connection_init sooner."),
}


@pytest.mark.parametrize("case", ENDS)
async def test_bad_manners_end_the_conversation(url: str, case: str) -> None:
    messages, code, reason = ENDS[case]

    async with opened(url) as socket:
        await say(socket, *messages)

        assert await end(socket) == (code, reason)


async def test_a_greeted_socket_may_be_silent(url: str) -> None:
    async with greeted(url) as socket:
        await asyncio.sleep(0.7)
        await say(socket, {"type": "ping"})

        assert await heard(socket) == {"type": "pong"}


@pytest.mark.parametrize("offered", [None, ["graphql-ws"], ["soap", "wamp"]])
async def test_another_protocol_is_not_spoken(url: str, offered: list[Subprotocol] | None) -> None:
    async with opened(url, subprotocols=offered) as socket:
        assert await end(socket) == (4406, "Ask for the subprotocol graphql-transport-ws.")


async def test_binary_frames_are_not_read(url: str) -> None:
    async with opened(url) as socket:
        await socket.send(json.dumps(INIT).encode())

        assert await end(socket) == (4400, "Send text frames.")


async def test_what_is_no_utf_8_is_not_read(url: str) -> None:
    async with opened(url) as socket:
        await socket.send(b"\xff\xfe", text=True)

        assert (await end(socket))[0] == 1007


async def test_a_message_may_be_so_long_and_no_longer(url: str) -> None:
    fits = subscribe("1", NETWORKS, variables={"a": ""})
    fits["payload"]["variables"]["a"] = "x" * (LONGEST - len(json.dumps(fits)))

    async with greeted(url) as socket:
        await say(socket, fits)
        assert (await heard(socket))["payload"] == ANSWER
        fits["payload"]["variables"]["a"] += "x"
        await say(socket, fits)
        assert (await end(socket))[0] == 1009


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "http://127.0.0.1:1"])
async def test_a_page_of_an_unknown_origin_opens_nothing(
    app: Starlette, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(app) as url:
        answer = await refused(url, origin)

    assert answer.status_code == 403
    assert json.loads(answer.body)["errors"][0]["extensions"] == {"code": "FORBIDDEN"}
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-request-id"]
    assert [it.getMessage() for it in caplog.records if it.levelno >= logging.WARNING] == []


async def test_where_no_socket_is_it_is_told_where_one_is(url: str) -> None:
    answer = await refused(f"{url}/socket", url)

    assert answer.status_code == 404
    assert json.loads(answer.body) == {
        "errors": [
            {
                "message": "There is no socket here; GraphQL's is at /graphql.",
                "extensions": {"code": "NOT_FOUND"},
            }
        ]
    }


async def refused(url: str, origin: str) -> Response:
    """Be refused a socket, and give the answer."""
    with pytest.raises(InvalidStatus) as refusal:
        async with opened(url, origin=Origin(origin)):
            pass

    return refusal.value.response


async def test_a_page_of_ours_may_open_one(url: str) -> None:
    async with greeted(url, origin=Origin(url)):
        pass


async def test_listed_pages_may_open_one(database: str) -> None:
    origin = "https://www.example.org"
    app = create_app(Settings(database_url=database, cors_origins=origin))

    async with serving(app) as url, greeted(url, origin=Origin(origin)):
        pass


async def test_more_sockets_than_one_may_have_are_refused(database: str) -> None:
    app = create_app(Settings(database_url=database, streams_per_address=1))

    async with serving(app) as url:
        async with greeted(url):
            with pytest.raises(InvalidStatus) as refusal:
                async with opened(url):
                    pass
        async with greeted(url):
            pass

    answer = refusal.value.response
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
    assert json.loads(answer.body)["errors"][0]["extensions"] == {"code": "RATE_LIMITED"}


async def test_sockets_that_come_and_go_leave_nothing_behind(url: str) -> None:
    async with greeted(url):
        pass
    tasks = await left(url, most=100)

    for _ in range(10):  # greetings have half a second: not all 200 at once
        await asyncio.gather(*(asked_and_dropped(url) for _ in range(20)))

    assert await left(url, most=tasks) <= tasks


async def asked_and_dropped(url: str) -> None:
    """Ask for something and go, without waiting for it or saying good-bye."""
    async with greeted(url) as socket:
        await say(socket, subscribe("1", NETWORKS), subscribe("2", NETWORKS))
        socket.transport.abort()


async def left(url: str, most: int) -> int:
    """Wait until nobody is counted as asking, and tell how many tasks there are."""
    lines: set[str] = set()
    for _ in range(100):
        async with httpx.AsyncClient() as client:
            told = await client.get(f"{url}/metrics")
        lines = {it for it in told.text.splitlines() if it.startswith(COUNTED)}
        if lines == IDLE and len(asyncio.all_tasks()) <= most:
            break
        await asyncio.sleep(0.05)
    assert lines == IDLE
    return len(asyncio.all_tasks())
