"""GraphQL on a WebSocket: graphql-transport-ws, at the same address as everything else.

The rule: whatever a client sends, it is answered with a message or with a close that says why.
A mistake in an operation is told under its id and leaves the socket open. Nothing is kept for who
does not read: an operation waits until its last message is on its way.
"""

import logging
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from services.compiler.pricing import TROUBLE
from web.endpoint.graphql import GraphqlDoor
from web.headers import LINES, Headers, combined
from web.rates import charged
from web.refusing import Gone, Refusal
from web.request_ids import HEADER, answering, request_id
from web.sockets.conversing import Conversation
from web.sockets.messages import PROTOCOL, Hangup
from web.watching.accidents import write_down
from web.watching.metrics import SOCKETS

ACCIDENT = "Something went wrong here; it has been written down as {}."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NoSocket:
    """What answers sockets at all other addresses, as an ASGI application."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()  # says that somebody wants to connect
        said = "There is no socket here; GraphQL's is at /graphql."
        await denied(scope, send, Refusal(404, said, "NOT_FOUND"))


@dataclass(frozen=True, slots=True)
class GraphqlSocket:
    """The endpoint as an ASGI application, for ``WebSocketRoute``."""

    door: GraphqlDoor

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answering(scope)
        headers = combined(scope["headers"])
        await receive()  # says that somebody wants to connect
        try:
            self._expect_welcome(scope, headers)
            await charged(scope, TROUBLE)  # what closes it again cannot be had for nothing then
            with self.door.streams.seats.taken(scope), self.door.measures.held(SOCKETS):
                await self._held(scope, headers, receive, send)
        except Refusal as refusal:
            await denied(scope, send, refusal)
        except (Gone, OSError):
            log.debug("Socket %s: the client has gone", request_id(scope))

    def _expect_welcome(self, scope: Scope, headers: Headers) -> None:
        self.door.origins.expect_known(headers)
        if scope["app"].state.closing.is_set():
            raise Refusal(503, "The server is about to end; try again in a moment.", "TIMEOUT")

    async def _held(self, scope: Scope, headers: Headers, receive: Receive, send: Send) -> None:
        fits = PROTOCOL in scope["subprotocols"]
        lines = [*LINES, (HEADER, request_id(scope).encode())]
        accepted = {"subprotocol": PROTOCOL if fits else None, "headers": lines}
        await send({"type": "websocket.accept", **accepted})
        try:
            if not fits:
                raise Hangup(4406, f"Ask for the subprotocol {PROTOCOL}.")
            await Conversation(self.door, scope, headers, receive, send).held()
        except Hangup as end:
            reason = end
        except (Gone, OSError):
            raise
        except Exception as error:
            write_down(log, error, request_id(scope), None)
            reason = Hangup(1011, ACCIDENT.format(request_id(scope)))
        await send({"type": "websocket.close", "code": reason.code, "reason": reason.reason})


async def denied(scope: Scope, send: Send, refusal: Refusal) -> None:
    """Answer the handshake with a status, where the server can, and with 403 where it cannot."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (HEADER, request_id(scope).encode()),
        *LINES,
        *refusal.lines,
    ]
    start = {"type": "websocket.http.response.start", "status": refusal.status}
    await send({**start, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": refusal.body()})
