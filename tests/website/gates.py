"""A way to an API, over TCP, that can be shut or held: the API is away, or slow, at once.

The rule: an API that is started and ended for a test takes seconds; a gate before the one that all
tests have takes none, and whoever asks cannot tell them apart.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass(slots=True)
class Gate:
    """What comes to ``port`` goes on to ``beyond``, as long as it is open and nobody holds it."""

    beyond: int
    port: int = 0
    server: asyncio.Server | None = None
    free: asyncio.Event = field(default_factory=asyncio.Event)
    through: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def address(self) -> str:
        """Where the API is for whoever comes by this way."""
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> None:
        """Let everybody through; the port stays the same."""
        self.free.set()
        self.server = await asyncio.start_server(self._met, "127.0.0.1", self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Refuse who comes, and cut off who is there, as a process that ends does."""
        assert self.server is not None
        self.server.close()
        for writer in list(self.through):
            writer.transport.abort()
        await self.server.wait_closed()

    def hold(self) -> None:
        """Take what is sent, and pass nothing on, as a process that is stopped does."""
        self.free.clear()

    def release(self) -> None:
        """Pass on what was held."""
        self.free.set()

    async def _met(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, on = await asyncio.open_connection("127.0.0.1", self.beyond)
        await asyncio.gather(self._passed(reader, on), self._passed(back, writer))

    async def _passed(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.through.add(writer)
        with suppress(ConnectionError):
            while told := await reader.read(65_536):
                await self.free.wait()
                writer.write(told)
                await writer.drain()
        writer.close()
        self.through.discard(writer)


@asynccontextmanager
async def gate_before(api: str) -> AsyncIterator[Gate]:
    """Open a gate before an API, and shut it in the end."""
    gate = Gate(urlsplit(api).port or 80)
    await gate.open()
    try:
        yield gate
    finally:
        gate.release()
        await gate.shut()
