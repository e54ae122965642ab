"""The socket that requests come in by, and the server that stands behind it until told to stop.

The socket is opened before anything slow is done: a port that is taken is told at once, and who
asks while the database is being prepared waits instead of being turned away. When the end is
near, what was asked is answered: a connection is closed only when its client knows, or is silent.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_network
from types import FrameType
from typing import cast

import uvicorn
from starlette.applications import Starlette

from web.serving.framing import Frames
from web.serving.parsing import Requests
from web.serving.working import orphaned

KEEP_ALIVE = 30
"""Seconds that an idle connection is kept for the next request."""

LINGER = 1
"""Seconds after a signal in which clients are told that the end is near, by each answer."""

TICK = 0.02
"""Seconds after which it is looked again whether anybody is still connected."""


class CannotListen(Exception):
    """No socket could be opened there; the message says why."""


def listen(host: str, port: int) -> socket.socket:
    """Open a socket for requests; port 0 takes a free one. Raises ``CannotListen``.

    ``::`` is all addresses of the machine, those of IPv4 as well where the system can do that.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    both = host == "::" and socket.has_dualstack_ipv6()
    try:
        return socket.create_server((host, port), family=family, backlog=2048, dualstack_ipv6=both)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0].lower()
        raise CannotListen(f"Cannot listen on {host} port {port}: {reason}.") from None


def address(door: socket.socket) -> str:
    """Where a browser on this machine finds ``door``."""
    host, port = door.getsockname()[:2]
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{near}:{port}"


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: requests get ``patience`` seconds in all to finish when the end has come.

    ``proxies`` are those who may say whom they ask for (X-Forwarded-For and -Proto). A message on
    a WebSocket may have ``longest_message`` bytes.
    """

    patience: int
    longest_message: int
    proxies: str = "127.0.0.1"
    access_log: bool = False


def serve_on(door: socket.socket, app: Starlette, serving: Serving) -> None:
    """Serve ``app`` until a signal ends it."""
    with contextlib.suppress(KeyboardInterrupt):
        server_of(app, serving).run([door])


def server_of(app: Starlette, serving: Serving) -> uvicorn.Server:
    """Make the server of ``app``."""
    linger = min(LINGER, serving.patience)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=serving.access_log,
        server_header=False,
        forwarded_allow_ips=both_ways(serving.proxies),
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=serving.patience - linger,
        http=Requests,
        ws=Frames,
        ws_max_size=serving.longest_message,
        ws_per_message_deflate=False,  # it costs memory for each connection, and a bomb is small
    )
    return _Server(config, app.state.closing, linger)


def both_ways(proxies: str) -> str:
    """Name those of IPv4 a second time, as they appear on a socket of both families (RFC 4291)."""
    known = [ip_network(it) for it in proxies.split(",") if it != "*"]
    mapped = [f"::ffff:{it.network_address}/{96 + it.prefixlen}" for it in known if it.version == 4]
    return ",".join([proxies, *mapped])


def queued(door: socket.socket) -> Iterator[socket.socket]:
    """Take the connections that the system has made, and nobody has taken from it yet."""
    door.setblocking(False)
    with contextlib.suppress(OSError):
        while True:
            yield door.accept()[0]


class _Server(uvicorn.Server):
    """Tells the application that the end is near before it waits for requests to finish."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event, linger: float) -> None:
        super().__init__(config)
        self._closing = closing
        self._linger = linger

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing.set()
        super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or orphaned()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let those hear of the end who ask meanwhile; then let none in, and finish."""
        self._closing.set()
        await self._emptied(self._linger / 2)
        inside = [it for door in sockets or () for it in queued(door)]
        for listening in (*self.servers, *(sockets or ())):
            listening.close()  # with nothing awaited in between: nobody comes who is not heard
        for connection in inside:
            await self._welcome(connection)
        await self._emptied(self._linger / 2)
        await super().shutdown(sockets)

    async def _welcome(self, connection: socket.socket) -> None:
        """Serve a connection as if it had been taken by the loop itself."""
        protocol = partial(
            cast(Callable[..., asyncio.Protocol], self.config.http_protocol_class),
            config=self.config,
            server_state=self.server_state,
            app_state=self.lifespan.state,
        )
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):  # its client has gone meanwhile
            await loop.connect_accepted_socket(protocol, connection)

    async def _emptied(self, seconds: float) -> None:
        """Wait until all connections are closed, and not for longer."""
        for _ in range(round(seconds / TICK)):
            if not self.server_state.connections or self.force_exit:
                return
            await asyncio.sleep(TICK)
