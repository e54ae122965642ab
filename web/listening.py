"""The socket that requests come in by, and the server that stands behind it until told to stop.

The socket is opened before anything slow is done: a port that is taken is told at once, and who
asks while the database is being prepared waits instead of being turned away.
"""

import asyncio
import contextlib
import socket
from types import FrameType

import uvicorn
from starlette.applications import Starlette

KEEP_ALIVE = 30
"""Seconds that an idle connection is kept for the next request."""


class CannotListen(Exception):
    """No socket could be opened there; the message says why."""


def listen(host: str, port: int) -> socket.socket:
    """Open a socket for requests; port 0 takes a free one. Raises ``CannotListen``."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0].lower()
        raise CannotListen(f"Cannot listen on {host} port {port}: {reason}.") from None


def address(door: socket.socket) -> str:
    """Where a browser on this machine finds ``door``."""
    host, port = door.getsockname()[:2]
    near = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{near}:{port}"


def serve_on(
    door: socket.socket, app: Starlette, *, patience: int, proxies: str, access_log: bool
) -> None:
    """Serve ``app`` until a signal ends it; requests get ``patience`` seconds to finish.

    ``proxies`` are those who may say whom they ask for (X-Forwarded-For and -Proto).
    """
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=access_log,
        server_header=False,
        forwarded_allow_ips=proxies,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=patience,
    )
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, app.state.closing).run([door])


class _Server(uvicorn.Server):
    """Tells the application that the end is near before it waits for requests to finish."""

    def __init__(self, config: uvicorn.Config, closing: asyncio.Event) -> None:
        super().__init__(config)
        self._closing = closing

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._closing.set()
        super().handle_exit(sig, frame)
