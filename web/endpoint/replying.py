"""What goes out of the endpoint, and who may keep it: nobody but visitors, of answers to a GET.

The rule: whatever is somebody's own is private and kept nowhere, and the head says who they are no
longer, when a session is over.
"""

from collections.abc import AsyncGenerator
from typing import NamedTuple

from starlette.types import Message, Scope, Send

from resolvers.answering import Answer
from web.endpoint.event_streams import UNKEPT
from web.endpoint.negotiating import EVENTS, JSON, takes_events
from web.endpoint.operations import TELL_COST, once
from web.etags import NO_CACHE, etag_of, is_known
from web.headers import Headers
from web.identity.identifying import CHALLENGE, lines_for, who_asks
from web.origins import PREFLIGHTED
from web.refusing import Lines, Refusal
from web.watching.metrics import OK

STATUSES = {"UNAUTHENTICATED": 401, "FORBIDDEN": 403}
"""What else than 400 a fault's code stands for, to whoever reads the status."""

_VARY = b"Accept, Accept-Language, Origin"
_VARIES = {
    "POST": _VARY,
    "OPTIONS": b"Origin, Access-Control-Request-Method",
    "GET": b", ".join((_VARY, b"Sec-Fetch-Site", TELL_COST, *PREFLIGHTED)),
}


STREAMED = (
    "A subscription is told as it happens: accept text/event-stream, or open a WebSocket here."
)

Found = Answer | AsyncGenerator[Answer, None]
"""What an operation is answered with: one answer, or one after the other."""


class Reply(NamedTuple):
    """What goes out: the status, the body, its type, and header lines of this reply alone.

    Where there are ``answers``, they are told as events instead of a body. ``language`` is that of
    the readers whom the body is for, if it is for those of one (RFC 9110, section 8.5).
    """

    status: int
    body: bytes
    kind: bytes
    lines: Lines = ()
    outcome: str = OK
    answers: AsyncGenerator[Answer, None] | None = None
    keeping: bytes = b"no-store"
    language: bytes = b""


def replied(found: Found, kind: bytes, accept: bytes | None) -> Reply:
    """Put what was found into a reply of the type that was negotiated, or tell it as events.

    Raises ``Refusal`` with 406 for a stream that ``accept`` does not take.
    """
    if not isinstance(found, Answer):
        if not takes_events(accept):
            raise Refusal(406, STREAMED)
        return Reply(200, b"", EVENTS, UNKEPT, OK, found)
    if kind is EVENTS and not found.refused:
        return Reply(200, b"", kind, [*UNKEPT, *found.lines], OK, once(found))
    status = STATUSES.get(found.refused, 400) if found.refused and kind is not JSON else 200
    lines = [CHALLENGE] if status == 401 else found.lines
    kind = JSON if kind is EVENTS else kind
    language = found.locale.encode()
    return Reply(status, found.body, kind, lines, found.refused or OK, language=language)


def refused(refusal: Refusal, kind: bytes) -> Reply:
    """Tell a refusal; there is no stream of it, whatever else is not taken."""
    kind = JSON if kind is EVENTS else kind
    return Reply(refusal.status, refusal.body(), kind, refusal.lines, refusal.code)


def kept(reply: Reply, scope: Scope, headers: Headers) -> Reply:
    """Let a visitor's answer be kept, and send no body to whoever has it."""
    if who_asks(scope) or lines_for(scope) or b"authorization" in headers:
        return reply
    etag = etag_of(reply.kind, reply.body)
    known = is_known(headers.get(b"if-none-match", b""), etag)
    status, body = (304, b"") if known else (reply.status, reply.body)
    return reply._replace(
        status=status, body=body, lines=[*reply.lines, (b"etag", etag)], keeping=NO_CACHE
    )


async def send_reply(send: Send, scope: Scope, reply: Reply, granted: Lines) -> None:
    """Send a reply whole; ``granted`` are the lines that say which pages may read it."""
    length = (b"content-length", str(len(reply.body)).encode())
    await send(head_of(scope, reply, [*granted, length] if reply.body else granted))
    body = b"" if scope["method"] == "HEAD" else reply.body
    await send({"type": "http.response.body", "body": body})


def head_of(scope: Scope, reply: Reply, lines: Lines) -> Message:
    """Give the head of a reply, with ``lines`` of its own."""
    headers = [
        (b"cache-control", b"private, no-store" if who_asks(scope) else reply.keeping),
        (b"vary", _VARIES.get(scope["method"], _VARIES["GET"])),
        *lines,
        *lines_for(scope),
        *reply.lines,
    ]
    if reply.body or reply.answers:
        headers.append((b"content-type", reply.kind + b"; charset=utf-8"))
    if reply.body and reply.language:
        headers.append((b"content-language", reply.language))
    return {"type": "http.response.start", "status": reply.status, "headers": headers}
