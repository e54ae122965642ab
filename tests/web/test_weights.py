"""A long body is work to read, so it costs by its length, and who has spent all is not read."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from starlette.applications import Starlette

from server import create_app
from settings import Settings
from tests.web.sockets import end, greeted, heard, say, serving
from tests.web.test_rates import GRAPHQL, RATE, app, at, client, dialect, until_refused

__all__ = ["app", "client", "dialect"]

HEAVY = b'{"query": "{ __typename }", "variables": {"a": "' + b"a" * 60_000 + b'"}}'
"""It costs 500 for its length."""


@pytest.mark.parametrize(("body", "status"), [(HEAVY, 200), (HEAVY[:-1], 400)])
async def test_a_long_body_costs_by_its_length(
    client: AsyncClient, body: bytes, status: int
) -> None:
    sent = {**GRAPHQL, "Content-Type": "application/json"}

    told = [
        (await client.post("/graphql", content=it, headers=sent)).status_code
        for it in (body, body, body[: len(body) // 10])
    ]

    assert told == [status, 429, 400]


@pytest.mark.parametrize("chunked", [False, True])
async def test_no_long_body_is_read_for_who_has_spent_all(app: Starlette, chunked: bool) -> None:
    async with at(app, "192.0.2.1") as client:
        await until_refused(client, "{")
        sent = {**GRAPHQL, "Content-Type": "application/json"}
        read = list[int]()

        async def chunks() -> AsyncIterator[bytes]:
            for at_ in range(0, len(HEAVY), 6_000):
                read.append(at_)
                yield HEAVY[at_ : at_ + 6_000]

        length = {} if chunked else {"Content-Length": str(len(HEAVY))}
        answer = await client.post("/graphql", content=chunks(), headers={**sent, **length})

    assert (answer.status_code, answer.headers["connection"]) == (429, "close")
    assert answer.headers["retry-after"]
    assert read == ([0, 6_000] if chunked else [])


async def test_a_long_message_on_a_socket_costs_before_it_is_read(database: str) -> None:
    app = create_app(Settings(database_url=database, visitor_rate=RATE))
    async with serving(app) as url, greeted(url) as socket:
        await say(socket, {"type": "ping", "payload": {"a": "a" * 60_000}})
        told = await heard(socket)
        await socket.send("[" * 60_000)

        code, reason = await end(socket)

    assert told == {"type": "pong"}
    assert (code, reason[:12]) == (1013, "You may spen")
