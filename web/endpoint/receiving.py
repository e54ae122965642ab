"""Receiving a request: the body of a POST, as far as whoever sends it may, or what a GET says.

The rule: a long body is work to read. So it is received of nobody who has spent all, and costs by
its length whatever comes of it.
"""

from starlette.types import Receive, Scope

from resolvers.answering import Request
from web.endpoint.negotiating import expect_json
from web.endpoint.requesting import from_address, from_body
from web.headers import Headers
from web.identity.identifying import identified
from web.origins import Origins
from web.rates import LIGHT, expect_left, weighed
from web.refusing import Gone, Refusal

CLOSE = [(b"connection", b"close")]
"""Who is refused before the body came is not to send the rest of it."""


async def received(
    scope: Scope, headers: Headers, receive: Receive, most: int, origins: Origins
) -> Request:
    """Receive and read a request of ``most`` bytes at most; raises ``Refusal``."""
    if scope["method"] == "POST":
        expect_json(headers)
        body = await _body(scope, headers, receive, most)
        if len(body) > LIGHT:
            weighed(scope, len(body))
        return from_body(body)
    origins.expect_own(headers)
    if len(scope["query_string"]) > LIGHT:
        weighed(scope, len(scope["query_string"]))
    return from_address(scope["query_string"], most)


async def _body(scope: Scope, headers: Headers, receive: Receive, most: int) -> bytes:
    declared = headers.get(b"content-length", b"")
    size = int(declared) if declared.isdigit() else 0
    chunks: list[bytes] = []
    received, more, admitted = 0, True, False
    while more and size <= most:
        if size > LIGHT and not admitted:
            await _admit(scope, headers)
            admitted = True
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        chunks.append(message.get("body", b""))
        received += len(chunks[-1])
        size = max(size, received)
        more = message.get("more_body", False)
    if size > most:
        if not admitted:
            await _admit(scope, headers)
        if more and size <= 2 * most and b"expect" not in headers:
            await _drained(receive, 2 * most - received)
        raise Refusal(413, f"The body may have {most} bytes at most.", "BAD_REQUEST", CLOSE)
    return b"".join(chunks)


async def _drained(receive: Receive, most: int) -> None:
    """Let go of what is left: who is cut off while they send hears no answer (RFC 9112, 9.6)."""
    more = True
    while more and most > 0:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        most -= len(message.get("body", b""))
        more = message.get("more_body", False)


async def _admit(scope: Scope, headers: Headers) -> None:
    """Refuse whoever has spent all; raises ``Refusal`` with 401 or 429."""
    who = await identified(scope, headers)
    try:
        expect_left(scope, who.viewer)
    except Refusal as refusal:
        refusal.lines = [*refusal.lines, *CLOSE]
        raise
