"""The load: a few kept-alive connections that ask in turn, as cheaply as Python can.

Each connection asks its next question when it has the answer to the last (a closed loop), so
latencies are those of a server that is busy but not flooded. An answer of another length than the
checked one, or any status but 200, ends the run.
"""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
OK: Final = b"HTTP/1.1 200"
HEAD: Final = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
    "Accept: application/graphql-response+json, application/json;q=0.9\r\n"
    "Content-Length: {length}\r\n\r\n"
)
MOST: Final = 500_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent, and how many bytes of body the right answer has."""

    sent: bytes
    length: int


@dataclass(slots=True)
class Load:
    """One run of load as it goes: whose turn it is, how long each answer took (nanoseconds)."""

    requests: Sequence[Request]
    until: int
    done: asyncio.Future[None]
    waiting: int = 0
    turn: int = 0
    latencies: list[int] = field(default_factory=list)

    def next(self) -> Request | None:
        """Return what to ask now, or nothing when time is up."""
        if time.perf_counter_ns() >= self.until or self.turn >= MOST:
            return None
        self.turn += 1
        return self.requests[self.turn % len(self.requests)]

    def fail(self, reason: str) -> None:
        """End the run."""
        if not self.done.done():
            self.done.set_exception(RuntimeError(reason))


class Connection(asyncio.Protocol):
    """One connection; ``Connection(load)`` asks until the load's time is up."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.finished = False
        self.expected = self.size = self.got = self.asked = 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self._ask()

    def connection_lost(self, exception: Exception | None) -> None:
        if not self.finished:
            self.load.fail(f"the server hung up: {exception}")

    def data_received(self, data: bytes) -> None:
        """Gather an answer; ask again when it is whole."""
        if self.size == 0:
            body = data.find(b"\r\n\r\n") + 4
            length = LENGTH.search(data, 0, body)
            if length is None or not data.startswith(OK) or int(length[1]) != self.expected:
                self.load.fail(f"wanted 200 and {self.expected} bytes, got {data[:2000]!r}")
                return
            self.size = body + int(length[1])
        self.got += len(data)
        if self.got >= self.size:
            self.load.latencies.append(time.perf_counter_ns() - self.asked)
            self._ask()

    def _ask(self) -> None:
        request = self.load.next()
        if request is None:
            self._finish()
            return
        self.expected, self.size, self.got = request.length, 0, 0
        self.asked = time.perf_counter_ns()
        self.transport.write(request.sent)

    def _finish(self) -> None:
        self.finished = True
        self.transport.close()
        self.load.waiting -= 1
        if self.load.waiting == 0 and not self.load.done.done():
            self.load.done.set_result(None)


def encode(path: str, port: int, document: str, variables: dict[str, str]) -> bytes:
    """Write a whole HTTP request."""
    body = json.dumps({"query": document, "variables": variables}, ensure_ascii=False).encode()
    return HEAD.format(path=path, port=port, length=len(body)).encode() + body


async def ask(port: int, request: bytes) -> tuple[int, bytes]:
    """Ask once, on a connection of its own, and return status and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        length = LENGTH.search(head)
        if length is None:
            raise RuntimeError(f"an answer must tell its length: {head!r}")
        return int(head.split()[1]), await asyncio.wait_for(reader.readexactly(int(length[1])), 60)
    finally:
        writer.close()


async def put_load(
    port: int, requests: Sequence[Request], *, seconds: float, connections: int
) -> Load:
    """Ask these in turn for so many seconds on so many connections; return what was seen."""
    loop = asyncio.get_running_loop()
    until = time.perf_counter_ns() + int(seconds * 1e9)
    load = Load(requests, until, loop.create_future(), waiting=connections)
    for _ in range(connections):
        await loop.create_connection(lambda: Connection(load), "127.0.0.1", port)
    await asyncio.wait_for(load.done, seconds + 60)
    return load
