"""Headers, both ways: those of a request are read once, and some are on every answer.

A browser may not guess at an answer's type, nor tell others where it was; whoever asks can name
the request by its id, and is told when to ask no more on this connection.
"""

from collections.abc import Awaitable, Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.request_ids import HEADER, answering, request_id

SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
CLOSE = {"Connection": "close"}
LINES = [(name.lower().encode(), value.encode()) for name, value in SAFE.items()]
LAST = (b"connection", b"close")

Headers = Mapping[bytes, bytes]
"""A request's headers by their names in lower case."""


def combined(lines: list[tuple[bytes, bytes]]) -> Headers:
    """Give each header's value; lines of one name are one list (RFC 9110, section 5.3)."""
    headers = dict(lines)
    if len(headers) == len(lines):
        return headers
    several: dict[bytes, list[bytes]] = {}
    for name, value in lines:
        several.setdefault(name, []).append(value)
    return {name: b", ".join(values) for name, values in several.items()}


class SafeHeaders:
    """Adds the headers to each answer of ``app``, whoever wrote it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        def safely(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start":
                own = [(HEADER, request_id(scope).encode())]
                if scope["app"].state.closing.is_set():
                    own.append(LAST)  # or the client would ask when nobody hears it any more
                message["headers"] = [*message.get("headers", ()), *LINES, *own]
            return send(message)

        if scope["type"] == "http":
            answering(scope)
        return self.app(scope, receive, safely)


class Shortcut:
    """Leads requests for one address straight to ``door``, past the search among the routes."""

    def __init__(self, app: ASGIApp, path: str, door: ASGIApp) -> None:
        self.app = app
        self.path = path
        self.door = door

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        direct = scope["type"] == "http" and scope["path"] == self.path
        return (self.door if direct else self.app)(scope, receive, send)
