"""The messages of graphql-transport-ws, the protocol that GraphQL speaks on a WebSocket.

What is said is strict JSON in text frames, one message each. What is no message of a client's
ends the conversation: there is no telling what was meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from resolvers.answering import Request
from web.endpoint.requesting import request_in
from web.endpoint.strict_json import NotStrict, read_json
from web.refusing import Refusal

PROTOCOL = "graphql-transport-ws"
ACK, PING, PONG = '{"type":"connection_ack"}', '{"type":"ping"}', '{"type":"pong"}'

LONGEST_ID = 200
"""How many characters the id of an operation may have; clients count, or take UUIDs."""

LONGEST_REASON = 123
"""How many bytes the reason of a close may have (RFC 6455, section 5.5)."""


class Hangup(Exception):
    """The end of a conversation: the code of the close, and its reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code

    @property
    def reason(self) -> str:
        """Tell why, in as many bytes as a close has room for."""
        return str(self).encode()[:LONGEST_REASON].decode(errors="ignore")


@dataclass(frozen=True, slots=True)
class Init:
    """The first thing that a client says, and what it tells of itself."""

    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ping:
    """Asks whether anybody is there."""


@dataclass(frozen=True, slots=True)
class Pong:
    """Says that somebody is."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    """Asks for an operation, whose messages have this id from then on."""

    id: str
    request: Request


@dataclass(frozen=True, slots=True)
class Complete:
    """Wants to hear no more of an operation."""

    id: str


Message = Init | Ping | Pong | Subscribe | Complete


def read_message(text: str) -> Message:
    """Read what a client says; raises ``Hangup`` with 4400."""
    try:
        said = read_json(text.encode())
    except NotStrict as fault:
        raise _malformed(f"This is no JSON that can be taken: {fault}.") from None
    if not isinstance(said, dict):
        raise _malformed("A message is a JSON object with `type`.")
    match said.get("type"):
        case "connection_init":
            return Init(_payload(said))
        case "ping" | "pong" as kind:
            _payload(said)
            return Ping() if kind == "ping" else Pong()
        case "subscribe":
            return Subscribe(_id(said), _request(said.get("payload")))
        case "complete":
            return Complete(_id(said))
    raise _malformed("`type` is none of connection_init, ping, pong, subscribe, complete.")


def next_of(id_: str, answer: bytes) -> str:
    """Tell an answer, which is JSON."""
    return f'{{"id":{_quoted(id_)},"type":"next","payload":{answer.decode()}}}'


def error_of(id_: str, refusal: bytes) -> str:
    """Tell the errors of a refusal, which is JSON; the operation ends with it."""
    errors = orjson.dumps(orjson.loads(refusal)["errors"]).decode()
    return f'{{"id":{_quoted(id_)},"type":"error","payload":{errors}}}'


def complete_of(id_: str) -> str:
    """Tell that an operation has ended."""
    return f'{{"id":{_quoted(id_)},"type":"complete"}}'


def _quoted(text: str) -> str:
    return orjson.dumps(text).decode()


def _payload(said: Mapping[str, Any]) -> Mapping[str, Any]:
    payload = said.get("payload")
    if not isinstance(payload, dict | None):
        raise _malformed("`payload` is no object.")
    return payload or {}


def _id(said: Mapping[str, Any]) -> str:
    id_ = said.get("id")
    if not isinstance(id_, str) or not 0 < len(id_) <= LONGEST_ID:
        raise _malformed(f"`id` is a text of 1 to {LONGEST_ID} characters.")
    return id_


def _request(payload: Any) -> Request:
    try:
        return request_in(payload, reading=False)
    except Refusal as refusal:
        raise _malformed(f"In `payload`: {refusal}") from None


def _malformed(reason: str) -> Hangup:
    return Hangup(4400, reason)
