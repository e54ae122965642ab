"""GraphQL at ``/graphql``: reads a request out of HTTP, and sends the answer's bytes as they are.

GraphQL over HTTP: POST with a JSON object, or GET with the same names in the query string.
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import orjson
from starlette.types import Receive, Scope, Send

from resolvers.answering import Answer, Request, answer
from resolvers.gate import Gate
from services.storage import Slow, Unreachable
from services.view import VISITOR
from web.languages import preferred

LARGEST = 1_000_000
"""How many bytes a request's body may have."""

_JSON, _GRAPHQL = b"application/json", b"application/graphql-response+json"

log = logging.getLogger(__name__)


class Malformed(Exception):
    """What came is no GraphQL request; carries the HTTP status, and the reason as message."""

    def __init__(self, status: int, message: str, allow: bytes = b"") -> None:
        super().__init__(message)
        self.status = status
        self.allow = allow


class GraphqlDoor:
    """The endpoint as an ASGI application: a route of Starlette's takes it as it is."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        kind = _GRAPHQL if _GRAPHQL in headers.get(b"accept", b"") else _JSON
        extra: list[tuple[bytes, bytes]] = []
        try:
            request = await _read(scope, headers, receive)
            status, body = await _answered(scope["app"].state.gate, request, headers, kind)
        except Malformed as malformed:
            status, body = malformed.status, _errors(str(malformed), "BAD_REQUEST")
            extra = [(b"allow", malformed.allow)] if malformed.allow else []
        await _send(send, status, body, kind, extra)


async def _answered(
    gate: Gate, request: Request, headers: Mapping[bytes, bytes], kind: bytes
) -> tuple[int, bytes]:
    locale = preferred(headers.get(b"accept-language", b"").decode("latin-1"))
    try:
        found: Answer = await answer(gate, request, VISITOR, datetime.now(UTC), locale)
    except (Unreachable, Slow) as error:
        log.warning("Not answered: %s", error)
        return 503, _errors("The database does not answer now; try again in a moment.", "TIMEOUT")
    except Exception:
        number = uuid4()
        log.exception("Accident %s", number)
        said = f"Something went wrong here; it has been written down as {number}."
        return 500, _errors(said, "INTERNAL_SERVER_ERROR")
    return (400 if found.refused and kind is _GRAPHQL else 200), found.body


async def _read(scope: Scope, headers: Mapping[bytes, bytes], receive: Receive) -> Request:
    if scope["method"] == "GET":
        return _request(_from_query(scope["query_string"]))
    if scope["method"] != "POST":
        raise Malformed(405, "Ask with POST or GET.", b"GET, POST")
    if headers.get(b"content-type", b"").split(b";")[0].strip().lower() != _JSON:
        raise Malformed(415, "Send the request as application/json.")
    try:
        return _request(orjson.loads(await _body(receive)))
    except orjson.JSONDecodeError as error:
        raise Malformed(400, f"The body is no JSON: {error}.") from None


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LARGEST:
            break
    if len(body) > LARGEST:
        raise Malformed(413, f"The body may have {LARGEST} bytes at most.")
    return body


def _from_query(query: bytes) -> dict[str, Any]:
    said: dict[str, Any] = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    try:
        return said | {"variables": orjson.loads(said.get("variables") or b"null")}
    except orjson.JSONDecodeError:
        raise Malformed(400, "`variables` in the address is no JSON.") from None


def _request(said: Any) -> Request:
    if not isinstance(said, dict):
        raise Malformed(400, "Send one JSON object with `query`; lists of requests are not taken.")
    query, name, variables = (said.get(it) for it in ("query", "operationName", "variables"))
    if not isinstance(query, str):
        raise Malformed(400, "`query` is missing, or no text.")
    if not isinstance(name, str | None):
        raise Malformed(400, "`operationName` is no text.")
    if not isinstance(variables, dict | None):
        raise Malformed(400, "`variables` is no object.")
    return Request(query, name or None, variables or {})


def _errors(message: str, code: str) -> bytes:
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})


async def _send(
    send: Send, status: int, body: bytes, kind: bytes, extra: list[tuple[bytes, bytes]]
) -> None:
    headers = [
        (b"content-type", kind + b"; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"vary", b"Accept, Accept-Language"),
        *extra,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
