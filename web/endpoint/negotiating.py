"""Which kind of JSON goes out, and which comes in.

GraphQL over HTTP, "Media Types": ``application/graphql-response+json`` for whoever lists it,
``application/json`` for all others; requests are ``application/json``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from web.headers import Headers
from web.refusing import Refusal

JSON, GRAPHQL = b"application/json", b"application/graphql-response+json"
EVENTS = b"text/event-stream"

EXPECTED = "Send the request with the header Content-Type: application/json, in UTF-8."

_LONGEST_KEPT = 300
"""How long a header may be whose reading is kept: browsers and clients stay far below."""

_QUALITY = re.compile(rb"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
"""RFC 9110, section 12.4.2."""

_ACCEPTABLE = re.compile(
    rb"application/json[ \t]*(?:;[ \t]*(?:charset=(?:utf-8|\"utf-8\")[ \t]*)?)*", re.IGNORECASE
)


def negotiated(accept: bytes | None) -> bytes:
    """Choose the type of the answer (RFC 9110, section 12.5.1); raises ``Refusal`` with 406.

    Events are chosen only when nothing else is taken: clients list them for every request.
    """
    if not accept or accept == b"*/*":
        return JSON
    kind = _kept(accept) if len(accept) <= _LONGEST_KEPT else chosen(accept)
    if kind is None and takes_events(accept):
        return EVENTS
    if kind is None:
        raise Refusal(406, f"Accept {JSON.decode()} or {GRAPHQL.decode()}.")
    return kind


def takes_events(accept: bytes | None) -> bool:
    """Tell whether a client that sent this Accept header wants a stream, if there is one."""
    return accept is not None and EVENTS in accept and dict(_ranges(accept)).get(EVENTS, 0) > 0


def chosen(accept: bytes) -> bytes | None:
    """Read an Accept header; None when neither type fits.

    The most specific range that matches a type tells its quality. GraphQL's own type is not
    taken on the strength of a wildcard while plain JSON fits as well.
    """
    ranges = dict(_ranges(accept))
    wild = ranges.get(b"application/*", ranges.get(b"*/*", 0.0))
    plain, own = ranges.get(JSON, wild), ranges.get(GRAPHQL, wild)
    if own and own >= plain and (GRAPHQL in ranges or not plain):
        return GRAPHQL
    return JSON if plain else None


_kept = lru_cache(500)(chosen)


def expect_json(headers: Headers) -> None:
    """Take plain JSON in UTF-8 only; raises ``Refusal`` with 415 (RFC 9110, section 15.5.16)."""
    kind = headers.get(b"content-type", b"")
    if kind != JSON and not _ACCEPTABLE.fullmatch(kind):
        raise Refusal(415, EXPECTED, "BAD_REQUEST", [(b"accept", JSON)])
    coding = headers.get(b"content-encoding")
    if coding is not None and coding.strip().lower() != b"identity":
        said = "Send the request as it is: no content coding is taken."
        raise Refusal(415, said, "BAD_REQUEST", [(b"accept-encoding", b"identity")])


def _ranges(accept: bytes) -> Iterator[tuple[bytes, float]]:
    """Give each media range that could match, with its quality; the last of two equal ones wins.

    What is not written as it should be matches nothing.
    """
    for part in accept.lower().split(b","):
        name, *parameters = (it.strip(b" \t") for it in part.split(b";"))
        named = dict(_parameter(it) for it in parameters if it)
        quality = _QUALITY.fullmatch(named.pop(b"q", b"1"))
        if quality and named in ({}, {b"charset": b"utf-8"}):
            yield name, float(quality[0])


def _parameter(text: bytes) -> tuple[bytes, bytes]:
    name, _, value = text.partition(b"=")
    return name, value.strip(b'"')
