"""GraphQL at ``/graphql``: what a request goes through between its bytes and those of its answer.

The order in which faults are told: method, type of the answer, another site's page, type of the
body, its size, its JSON, and only then what GraphQL has to say (GraphQL over HTTP).
"""

import logging
from dataclasses import dataclass

from starlette.types import Receive, Scope, Send

from resolvers.answering import Answer, NotReading
from web.endpoint.attending import Attendance, Patience
from web.endpoint.event_streams import Telling
from web.endpoint.negotiating import JSON, negotiated
from web.endpoint.operations import answered, refusal_of, told
from web.endpoint.receiving import CLOSE, received
from web.endpoint.replying import Found, Reply, head_of, kept, refused, replied, send_reply
from web.endpoint.streams import Seats, Streams
from web.headers import Headers, combined
from web.origins import Origins
from web.rates import tolled
from web.refusing import Gone, Refusal
from web.request_ids import request_id
from web.watching.metrics import GONE, OK, OUTCOME, STREAMS, Measures

METHODS = b"GET, HEAD, OPTIONS, POST"
log = logging.getLogger(__name__)


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
            await send_reply(send, scope, reply, granted)
            return
        try:
            with self.streams.seats.taken(scope), self.measures.held(STREAMS):
                await send(head_of(scope, reply, granted))
                beat, counted = self.streams.heartbeat, self.measures.messages
                await Telling(receive, send, beat, counted).tell(reply.answers)
        except Refusal as refusal:
            await send_reply(send, scope, refused(refusal, JSON), granted)

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
            reply = replied(found, kind, headers.get(b"accept"))
        except Refusal as refusal:
            return refused(await tolled(scope, refusal), kind)
        whole = reply.answers is None and reply.outcome == OK
        return kept(reply, scope, headers) if whole and scope["method"] != "POST" else reply

    async def _attended(self, scope: Scope, headers: Headers, receive: Receive) -> Found:
        """Read the request and have it answered, while there is time and somebody waits."""
        attendance = Attendance(receive, self.patience)
        request = None
        try:
            with attendance:
                request = await received(scope, headers, receive, self.body_limit, self.origins)
                attendance.received()
                found = await answered(scope, headers, request, attendance.changing)
                return found if isinstance(found, Answer) else told(scope, headers, request, found)
        except Gone:
            raise
        except NotReading:
            raise Refusal(405, "Send a mutation by POST.", "BAD_REQUEST", [_POST]) from None
        except Exception as error:
            if isinstance(error, TimeoutError) and not attendance.is_received:
                raise Refusal(408, "The body took too long to come.", "TIMEOUT", CLOSE) from None
            raise refusal_of(error, scope, request) from None


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
