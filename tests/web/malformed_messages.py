"""Messages that no client should send on a socket, built by rule, each with the close it gets."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from tests.web.malformed import NO_JSON, NO_VALUES, TOO_MUCH, WRONG

PAYLOAD: Final = {"query": "{ __typename }"}
SUBSCRIBE: Final = {"type": "subscribe", "id": "1", "payload": PAYLOAD}
COMPLETE: Final = {"type": "complete", "id": "1"}
FROM_SERVERS: Final = ("connection_ack", "next", "error", "ka", "start", "stop", "connection_error")
"""What only servers say, in this protocol and in the one before it."""

MALFORMED, NO_TEXT = 4400, 1007


class Malformed(NamedTuple):
    """A message as it is sent, in a frame of text unless told otherwise, and the code it gets."""

    sent: bytes
    code: int = MALFORMED
    text: bool = True


def all_messages() -> Iterator[Malformed]:
    """Build every one of them."""
    for said in (*texts(), *(json.dumps(it).encode() for it in values())):
        yield Malformed(said, MALFORMED if readable(said) else NO_TEXT)
    for good in (SUBSCRIBE, COMPLETE, {"type": "ping"}, {"type": "connection_init"}):
        yield Malformed(json.dumps(good).encode(), text=False)


def readable(said: bytes) -> bool:
    """Tell whether a frame may be of text at all."""
    try:
        said.decode()
    except UnicodeDecodeError:
        return False
    return True


def texts() -> Iterator[bytes]:
    """Build texts that are no JSON, or none to rely on."""
    yield from NO_JSON
    for value in (*NO_VALUES, *TOO_MUCH):
        yield b'{"type": "ping", "payload": {"a": %s}}' % value.encode()
        yield (
            b'{"type": "subscribe", "id": "1", "payload": {"query": "{ a }", "variables": %s}}'
            % (value.encode())
        )


def values() -> Iterator[Any]:
    """Build JSON that is no message."""
    yield from WRONG
    yield None
    yield from ({"type": it} for it in (*WRONG, None, "", "PING", "ping ", *FROM_SERVERS))
    for type_ in ("ping", "pong", "connection_init"):
        yield from ({"type": type_, "payload": it} for it in WRONG if not isinstance(it, dict))
    for good in (SUBSCRIBE, COMPLETE):
        yield {name: it for name, it in good.items() if name != "id"}
        yield from ({**good, "id": it} for it in (*WRONG[:3], *WRONG[4:], None, "", "x" * 201))
    yield {name: it for name, it in SUBSCRIBE.items() if name != "payload"}
    yield from ({**SUBSCRIBE, "payload": it} for it in (*WRONG, None))
    for name in ("query", "operationName", "variables", "extensions"):
        right = str if name in ("query", "operationName") else dict
        wrong = [it for it in WRONG if not isinstance(it, right)]
        yield from ({**SUBSCRIBE, "payload": {**PAYLOAD, name: it}} for it in wrong)
