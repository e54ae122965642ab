"""A server in this process, and sockets that are opened to it: what both sides hold can be seen."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from web.serving.listening import Serving, address, listen, server_of
from web.sockets.messages import PROTOCOL

LONGEST = 100_000
INIT = {"type": "connection_init"}
NETWORKS = "{ networks { totalCount } }"


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    """Serve ``app`` while the context lasts; its address, for HTTP."""
    with listen("127.0.0.1", 0) as door:
        server = server_of(app, Serving(patience=5, longest_message=LONGEST))
        task = asyncio.create_task(server.serve([door]))
        try:
            yield address(door)
        finally:
            server.should_exit = True
            await task


@asynccontextmanager
async def opened(url: str, **options: Any) -> AsyncIterator[ClientConnection]:
    """Open a socket, which is silent so far."""
    options.setdefault("subprotocols", [Subprotocol(PROTOCOL)])
    async with connect(f"{url.replace('http', 'ws', 1)}/graphql", **options) as socket:
        yield socket


@asynccontextmanager
async def greeted(url: str, **options: Any) -> AsyncIterator[ClientConnection]:
    """Open a socket and say the first thing."""
    async with opened(url, **options) as socket:
        await say(socket, INIT)
        assert await heard(socket) == {"type": "connection_ack"}
        yield socket


async def say(socket: ClientConnection, *messages: Any) -> None:
    """Send messages, as JSON, in text frames."""
    for message in messages:
        await socket.send(json.dumps(message))


async def heard(socket: ClientConnection) -> Any:
    """Hear one message, which must be text."""
    text = await socket.recv()
    assert isinstance(text, str)
    return json.loads(text)


async def end(socket: ClientConnection) -> tuple[int, str]:
    """Wait for the server's close, after whatever it still says."""
    try:
        async for _ in socket:
            pass
    except ConnectionClosed:
        pass
    assert socket.close_code is not None
    return socket.close_code, socket.close_reason or ""


def subscribe(id_: str, query: str, **more: Any) -> dict[str, Any]:
    """Ask for an operation."""
    return {"type": "subscribe", "id": id_, "payload": {"query": query, **more}}
