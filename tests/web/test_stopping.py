"""SIGTERM under load: whatever a server has taken in is answered, and then it ends."""

import asyncio
import json
import signal
import socket
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from urllib.parse import urlsplit

import pytest

from tests.test_commands import LONG_ENOUGH, running, told_address
from web.serving.listening import listen, queued

CONNECTIONS = 8
BODY = json.dumps({"query": "{ networks { nodes { title contacts { name } } } }"}).encode()
HEAD = (
    b"POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n" % len(BODY)
)
READY = b"GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n"

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Answer = tuple[int, bool, bytes]
"""The status, whether it was the last on its connection, and the body."""


@pytest.fixture(params=["sqlite", "postgresql", "two workers"])
def command(request: pytest.FixtureRequest) -> tuple[dict[str, str], list[str]]:
    """Settings of a server that nobody has started yet, and how it is started."""
    dialect = "sqlite" if request.param == "sqlite" else "postgresql"
    url = str(request.getfixturevalue(f"{dialect}_blank"))
    settings = {"KNUTPUNKT_DATABASE_URL": url, "KNUTPUNKT_PORT": "0"}
    more = ["--workers", "2"] if request.param == "two workers" else []
    return settings, ["commands.py", "serve", *more]


async def test_whoever_has_asked_is_answered(command: tuple[dict[str, str], list[str]]) -> None:
    settings, arguments = command
    with running(settings, *arguments) as process:
        address = await asyncio.to_thread(told_address, process)
        async with connected(address) as silent, connected(address) as slow:
            at_work = [asyncio.create_task(asked_on(address)) for _ in range(CONNECTIONS)]
            slow[1].write(HEAD + BODY[:9])
            await asyncio.sleep(1)
            process.send_signal(signal.SIGTERM)
            began = time.monotonic()
            answers = await asyncio.gather(*at_work)
            await asyncio.sleep(0.3)  # who was silent till now has not heard of the end
            ready = await ask(silent, READY)
            await asyncio.sleep(1.5)
            late = await ask(slow, BODY[9:])
        end = await asyncio.to_thread(process.wait, LONG_ENOUGH)
        took = time.monotonic() - began

    assert (end, took < 10) == (-signal.SIGTERM, True)
    for received in answers:
        assert {status for status, _, _ in received} == {200}
        assert [last for _, last, _ in received] == [False] * (len(received) - 1) + [True]
        assert len({body for _, _, body in received}) == 1
    assert (late[:2], late[2]) == ((200, True), answers[0][0][2])
    assert ready[:2] == (503, True)
    assert json.loads(ready[2])["serving"] == "shutting down"


def test_whoever_the_system_has_let_in_is_taken_along() -> None:
    with listen("127.0.0.1", 0) as door, ExitStack() as later:
        clients = [later.enter_context(socket.create_connection(door.getsockname())) for _ in "abc"]

        taken = [later.enter_context(it) for it in queued(door)]

        assert [it.getpeername() for it in taken] == [it.getsockname() for it in clients]
        assert list(queued(door)) == []


async def asked_on(address: str) -> list[Answer]:
    """Ask on one connection, again and again, until it is said that this was the last answer."""
    answers: list[Answer] = []
    async with connected(address) as streams:
        while not answers or not answers[-1][1]:
            answers.append(await ask(streams, HEAD + BODY))
    return answers


async def ask(streams: Streams, request: bytes) -> Answer:
    """Send a request, or the rest of one, and read a whole answer; anything less raises."""
    reader, writer = streams
    writer.write(request)
    async with asyncio.timeout(LONG_ENOUGH):
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        lines = dict(it.split(b": ", 1) for it in head.split(b"\r\n")[1:-2])
        body = await reader.readexactly(int(lines[b"content-length"]))
    return int(head.split()[1]), lines.get(b"connection") == b"close", body


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Streams]:
    place = urlsplit(address)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    try:
        yield reader, writer
    finally:
        writer.close()
