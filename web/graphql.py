"""GraphQL at ``/graphql``: what a request goes through between its bytes and those of its answer.

The order in which faults are told: method, type of the answer, another site's page, type of the
body, its size, its JSON, and only then what GraphQL has to say (GraphQL over HTTP).
"""

import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import NamedTuple

from starlette.types import Receive, Scope, Send

from resolvers.answering import Answer, NotReading, Request
from web.attending import Attendance, Patience
from web.etags import NO_CACHE, etag_of, is_known
from web.event_streams import UNKEPT, Telling
from web.headers import Headers, combined
from web.metrics import GONE, OK, OUTCOME, STREAMS, Measures
from web.negotiating import EVENTS, JSON, negotiated
from web.operations import TELL_COST, answered, once, refusal_of
from web.origins import PREFLIGHTED, Origins
from web.rates import tolled
from web.refusing import Gone, Lines, Refusal
from web.request_ids import request_id
from web.requesting import CLOSE, from_address, from_body
from web.streams import Seats, Streams

METHODS = b"GET, HEAD, OPTIONS, POST"
STATUSES = {"UNAUTHENTICATED": 401, "FORBIDDEN": 403}
"""What else than 400 a fault's code stands for, to whoever reads the status."""

CHALLENGE = (b"www-authenticate", b"Bearer")
"""What a 401 has to say (RFC 9110, section 11.6.1): how to tell who asks."""

KNOWN = frozenset((b"authorization", b"cookie"))
"""With these, a request may be somebody's, and its answer is kept nowhere."""

_VARY = b"Accept, Accept-Language, Origin"
_VARIES = {
    "POST": _VARY,
    "OPTIONS": b"Origin, Access-Control-Request-Method",
    "GET": b", ".join((_VARY, b"Sec-Fetch-Site", TELL_COST, *PREFLIGHTED)),
}

log = logging.getLogger(__name__)


class Reply(NamedTuple):
    """What goes out: the status, the body, its type, and header lines of this reply alone.

    Where there are ``answers``, they are told as events instead of a body.
    """

    status: int
    body: bytes
    kind: bytes
    lines: Lines = ()
    outcome: str = OK
    answers: AsyncGenerator[Answer, None] | None = None
    keeping: bytes = b"no-store"


@dataclass(frozen=True, slots=True)
class GraphqlDoor:
    """The endpoint as an ASGI application: a route of Starlette's takes it as it is.

    ``body_limit`` is in bytes; ``patience`` is how long an operation, and a body, may take.
    """

    origins: Origins
    body_limit: int
    patience: Patience
    measures: Measures
    streams: Streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = combined(scope["headers"])
        try:
            reply = await self._measured(scope, headers, receive)
        except Gone:
            log.debug("Request %s: the client has gone", request_id(scope))
            return
        granted = self.origins.grants(headers.get(b"origin"))
        if reply.answers is None or scope["method"] == "HEAD":
            await _send(send, scope["method"], reply, granted)
            return
        try:
            with self.streams.seats.taken(scope), self.measures.held(STREAMS):
                await _begin(send, scope["method"], reply, granted)
                beat, counted = self.streams.heartbeat, self.measures.messages
                await Telling(receive, send, beat, counted).tell(reply.answers)
        except Refusal as refusal:
            await _send(send, scope["method"], _refused(refusal, JSON), granted)

    async def _measured(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        if scope["method"] == "OPTIONS":  # it asks for no operation
            return await self._reply(scope, headers, receive)
        began, outcome = self.measures.begin(), GONE
        try:
            reply = await self._reply(scope, headers, receive)
            outcome = reply.outcome
        finally:
            scope[OUTCOME] = outcome
            self.measures.end(began, outcome)
        return reply

    async def _reply(self, scope: Scope, headers: Headers, receive: Receive) -> Reply:
        kind = JSON
        try:
            if scope["method"] == "OPTIONS":
                return Reply(204, b"", kind, [_ALLOW, *self.origins.preflight(headers)])
            if scope["method"] not in ("POST", "GET", "HEAD"):
                raise Refusal(405, "Ask with POST or GET.", "BAD_REQUEST", [_ALLOW])
            kind = negotiated(headers.get(b"accept"))
            found = await self._attended(scope, headers, receive)
        except Refusal as refusal:
            return _refused(await tolled(scope, refusal), kind)
        if kind is EVENTS and not found.refused:
            return Reply(200, b"", kind, [*UNKEPT, *found.lines], OK, once(found))
        status = STATUSES.get(found.refused, 400) if found.refused and kind is not JSON else 200
        lines = [CHALLENGE] if status == 401 else found.lines
        kind = JSON if kind is EVENTS else kind
        reply = Reply(status, found.body, kind, lines, found.refused or OK)
        return reply if found.refused or scope["method"] == "POST" else _kept(reply, headers)

    async def _attended(self, scope: Scope, headers: Headers, receive: Receive) -> Answer:
        """Read the request and have it answered, while there is time and somebody waits."""
        attendance = Attendance(receive, self.patience)
        request = None
        try:
            async with attendance:
                request = await self._read(scope, headers, receive)
                attendance.received()
                return await answered(scope, headers, request, attendance.changing)
        except Gone:
            raise
        except NotReading:
            raise Refusal(405, "Send a mutation by POST.", "BAD_REQUEST", [_POST]) from None
        except Exception as error:
            if isinstance(error, TimeoutError) and not attendance.is_received:
                raise Refusal(408, "The body took too long to come.", "TIMEOUT", CLOSE) from None
            raise refusal_of(error, scope, request) from None

    async def _read(self, scope: Scope, headers: Headers, receive: Receive) -> Request:
        if scope["method"] == "POST":
            return await from_body(headers, receive, self.body_limit)
        self.origins.expect_own(headers)
        return from_address(scope["query_string"], self.body_limit)


def graphql_door(
    *,
    cors_origins: str,
    body_limit: int,
    patience: float,
    change_patience: float,
    measures: Measures,
    greeting: float,
    heartbeat: float,
    operations: int,
    seats: int,
) -> GraphqlDoor:
    """Make the endpoint; ``cors_origins`` are those of other sites, with commas between.

    An address may hold ``seats`` streams and sockets open; for the rest, see ``Streams``.
    """
    streams = Streams(Seats(seats), greeting, heartbeat, operations)
    longest = Patience(patience, change_patience)
    return GraphqlDoor(Origins.parse(cors_origins), body_limit, longest, measures, streams)


_ALLOW = (b"allow", METHODS)
_POST = (b"allow", b"POST")


def _refused(refusal: Refusal, kind: bytes) -> Reply:
    """Tell a refusal; there is no stream of it, whatever else is not taken."""
    kind = JSON if kind is EVENTS else kind
    return Reply(refusal.status, refusal.body(), kind, refusal.lines, refusal.code)


def _kept(reply: Reply, headers: Headers) -> Reply:
    """Let a visitor's answer be kept, and send no body to whoever has it."""
    if KNOWN & headers.keys():
        return reply
    etag = etag_of(reply.kind, reply.body)
    known = is_known(headers.get(b"if-none-match", b""), etag)
    status, body = (304, b"") if known else (reply.status, reply.body)
    return reply._replace(status=status, body=body, lines=[(b"etag", etag)], keeping=NO_CACHE)


async def _send(send: Send, method: str, reply: Reply, granted: Lines) -> None:
    length = (b"content-length", str(len(reply.body)).encode())
    await _begin(send, method, reply, [*granted, length] if reply.body else granted)
    body = b"" if method == "HEAD" else reply.body
    await send({"type": "http.response.body", "body": body})


async def _begin(send: Send, method: str, reply: Reply, lines: Lines) -> None:
    headers = [
        (b"cache-control", reply.keeping),
        (b"vary", _VARIES.get(method, _VARIES["GET"])),
        *lines,
        *reply.lines,
    ]
    if reply.body or reply.answers:
        headers.append((b"content-type", reply.kind + b"; charset=utf-8"))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
