"""What changes is told over sockets and as events, as it happens and until somebody has enough."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from server import create_app
from settings import Settings
from tests.resolvers.streams import happened
from tests.web.conftest import asking, one_error
from tests.web.javascript import Clients
from tests.web.sockets import end, greeted, heard, say, serving, subscribe

CHANGES = "subscription { changes { type content { slug } } }"
EARLIER = 'subscription { changes(after: "p0") { content { slug } } }'
EVENTS = {"Accept": "text/event-stream"}
EVERYTHING = {"Accept": "application/json, text/event-stream;q=0.5"}
LONG_ENOUGH = 10


@pytest.fixture
async def app(database: str) -> Starlette:
    """The application, not started yet, whose streams say often that they are alive."""
    return create_app(Settings(database_url=database, heartbeat=0.2))


@pytest.fixture
async def url(app: Starlette) -> AsyncIterator[str]:
    """Where it is served."""
    async with serving(app) as url, httpx.AsyncClient(base_url=url) as client:
        await client.get("/livez")  # it has started
        yield url


def told(slug: str) -> dict[str, Any]:
    """What is told of a network."""
    return {"data": {"changes": {"type": "NETWORK", "content": {"slug": slug}}}}


async def test_a_socket_tells_changes_until_there_are_enough(app: Starlette, url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("1", CHANGES))
        await following(app, 1)
        await happened(app.state.store, "Ett")
        assert await heard(socket) == {"id": "1", "type": "next", "payload": told("ett")}
        await happened(app.state.store, "Två")
        assert await heard(socket) == {"id": "1", "type": "next", "payload": told("tva")}
        await say(socket, {"type": "complete", "id": "1"})
        await following(app, 0)
        await happened(app.state.store, "Tre")
        await say(socket, {"type": "ping"})
        assert await heard(socket) == {"type": "pong"}


async def test_a_stream_is_no_operation_that_is_worked_on(app: Starlette, url: str) -> None:
    async with greeted(url) as socket, httpx.AsyncClient(base_url=url) as client:
        await say(socket, subscribe("1", CHANGES))
        await following(app, 1)
        said = (await client.get("/metrics")).text.splitlines()

    assert "knutpunkt_operations_in_flight 0.0" in said
    assert 'knutpunkt_operations_total{outcome="ok"} 1.0' in said
    assert 'knutpunkt_streams{kind="socket"} 1.0' in said


async def test_a_socket_that_is_dropped_follows_no_more(app: Starlette, url: str) -> None:
    async with greeted(url) as socket:
        await say(socket, *(subscribe(str(it), CHANGES) for it in range(5)))
        await following(app, 5)
        socket.transport.abort()
        await following(app, 0)


async def test_a_socket_with_streams_is_closed_when_the_server_ends(
    app: Starlette, url: str
) -> None:
    async with greeted(url) as socket:
        await say(socket, subscribe("1", CHANGES))
        await following(app, 1)
        app.state.closing.set()

        assert [json.loads(it) async for it in rest(socket)] == []
        assert await end(socket) == (1012, "The server is about to end; connect again.")


async def rest(socket: Any) -> AsyncIterator[str]:
    """Give all messages until the socket is closed."""
    try:
        while True:
            yield await socket.recv()
    except Exception:
        return


async def test_events_tell_changes_as_they_happen(app: Starlette, url: str) -> None:
    async with streamed(url, "POST", json={"query": CHANGES}) as (answer, lines):
        await following(app, 1)
        await happened(app.state.store, "Ett")
        first = await event(lines)
        await happened(app.state.store, "Två")
        second = await event(lines)

    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert (first, second) == (["next", told("ett")], ["next", told("tva")])
    await following(app, 0)


async def test_a_page_may_follow_by_get_and_with_what_it_takes_besides(
    app: Starlette, url: str
) -> None:
    await happened(app.state.store, "Ett")
    asked = {"params": {"query": EARLIER}}

    async with streamed(url, "GET", headers=EVERYTHING, **asked) as (_, lines):
        found = await event(lines)

    assert found == ["next", {"data": {"changes": {"content": {"slug": "ett"}}}}]


async def test_silence_is_broken_by_signs_of_life(url: str) -> None:
    async with streamed(url, "POST", json={"query": CHANGES}) as (_, lines):
        async with asyncio.timeout(LONG_ENOUGH):
            said = [await anext(lines) for _ in range(6)]

    assert said == [":", ""] * 3


async def test_a_stream_is_cut_short_when_the_server_ends(app: Starlette, url: str) -> None:
    async with streamed(url, "POST", json={"query": CHANGES}) as (_, lines):
        await following(app, 1)
        app.state.closing.set()
        async with asyncio.timeout(LONG_ENOUGH):
            said = {it async for it in lines}

    assert said == {":", ""}  # no word of being complete: it is to be taken up again


async def test_who_takes_json_alone_is_told_how_to_follow(app: Starlette) -> None:
    async with app.router.lifespan_context(app), asking(app) as client:
        answers = [
            await client.post("/graphql", json={"query": CHANGES}, headers=headers)
            for headers in ({}, {"Accept": "application/json"}, {"Accept": "*/*"})
        ]

    for answer in answers:
        assert answer.status_code == 406
        assert one_error(answer.content) == {
            "message": "A subscription is told as it happens: accept text/event-stream, or open "
            "a WebSocket here.",
            "extensions": {"code": "BAD_REQUEST"},
        }


async def test_what_cannot_be_followed_is_refused_before_there_is_a_stream(
    app: Starlette,
) -> None:
    query = 'subscription { changes(after: "?") { contentId } }'

    async with app.router.lifespan_context(app), asking(app) as client:
        answer = await client.post("/graphql", json={"query": query}, headers=EVENTS)

    assert answer.status_code == 400
    assert one_error(answer.content)["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_more_streams_than_one_may_have_are_refused(database: str) -> None:
    app = create_app(Settings(database_url=database, streams_per_address=1))
    asked: dict[str, Any] = {"json": {"query": CHANGES}}

    async with (
        serving(app) as url,
        streamed(url, "POST", **asked),
        httpx.AsyncClient(base_url=url) as client,
    ):
        answer = await client.post("/graphql", headers=EVENTS, **asked)

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "30")
    assert one_error(answer.content)["extensions"] == {"code": "RATE_LIMITED"}


async def test_changes_are_paid_for_until_nothing_is_left(database: str) -> None:
    app = create_app(Settings(database_url=database, visitor_rate=1_000))
    fields = "content { ... on Network { meetings(first: 100) { nodes { title } } } }"
    query = f'subscription {{ changes(after: "p0") {{ {fields} }} }}'

    async with serving(app) as url, greeted(url) as socket:
        for number in range(20):
            await happened(app.state.store, f"Nätverk {number}")
        await say(socket, subscribe("1", query))
        messages = [await heard(socket)]
        while messages[-1]["type"] == "next":
            messages.append(await heard(socket))

    assert 5 < len(messages) < 15
    assert messages[-1]["type"] == "error"
    assert messages[-1]["payload"][0]["extensions"]["code"] == "RATE_LIMITED"


@pytest.mark.parametrize("kind", ["graphql-ws", "graphql-sse", "apollo", "urql"])
async def test_other_peoples_clients_follow(
    app: Starlette, url: str, clients: Clients, kind: str
) -> None:
    for title in ("Ett", "Två"):
        await happened(app.state.store, title)

    found = await asyncio.to_thread(clients.run, "following.mjs", f"{url}/graphql", kind, EARLIER)

    assert found == ["ett", "tva"]


@asynccontextmanager
async def streamed(
    url: str, method: str, **asked: Any
) -> AsyncIterator[tuple[httpx.Response, AsyncIterator[str]]]:
    """Ask for events; the answer, and its lines as they come."""
    asked = {"headers": EVENTS, **asked}
    async with (
        httpx.AsyncClient(base_url=url, timeout=LONG_ENOUGH) as client,
        client.stream(method, "/graphql", **asked) as answer,
    ):
        assert answer.status_code == 200
        yield answer, answer.aiter_lines()


async def event(lines: AsyncIterator[str]) -> list[Any]:
    """Read the next event: its name, and its data as JSON."""
    async for line in lines:
        if line.startswith("event: "):
            data = await anext(lines)
            return [line.removeprefix("event: "), json.loads(data.removeprefix("data: "))]
    raise AssertionError("the stream has ended")


async def following(app: Starlette, number: int) -> None:
    """Wait until so many follow."""
    for _ in range(1_000):
        if app.state.gate.pulse.followers == number:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{app.state.gate.pulse.followers} follow")
