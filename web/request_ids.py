"""The id of a request: what joins an answer to what the log says of it.

A client, or a proxy before us, may bring its own in ``X-Request-Id``; one that could not stand
in a log line as a word is replaced by a new one.
"""

import re
from contextvars import ContextVar
from random import getrandbits

from starlette.types import Scope

HEADER = b"x-request-id"
USABLE = re.compile(rb"[\x21-\x7e]{1,100}")
"""Visible ASCII without spaces: nothing that could break a header or a line of the log."""

_KEPT = "knutpunkt.request_id"
_OPERATION = "knutpunkt.operation"
_ANSWERED: ContextVar[Scope] = ContextVar("_ANSWERED")


def request_id(scope: Scope) -> str:
    """Give the id of the request, the same each time."""
    found: str | None = scope.get(_KEPT)
    if found is None:
        found = scope[_KEPT] = _given(scope) or f"{getrandbits(128):032x}"
    return found


def part_of(scope: Scope, number: int) -> Scope:
    """Give the scope of one request among the several of a connection: its id has a number."""
    return {**scope, _KEPT: f"{request_id(scope)}.{number}"}


def answering(scope: Scope) -> None:
    """Say that from here on, what is done in this task is done for this request."""
    _ANSWERED.set(scope)


def current_request() -> Scope | None:
    """Give the request for which something is done here, if it is for one."""
    return _ANSWERED.get(None)


def named(operation: str) -> None:
    """Say which operation it is that the request turned out to ask for."""
    scope = _ANSWERED.get(None)
    if scope is not None:
        scope[_OPERATION] = operation


def current_operation() -> str | None:
    """Give the name of the operation for which something is done here, once it is known."""
    scope = _ANSWERED.get(None)
    return None if scope is None else scope.get(_OPERATION)


def current_request_id() -> str | None:
    """Give the id of the request for which something is done here, if it is for one."""
    scope = _ANSWERED.get(None)
    return request_id(scope) if scope is not None else None


def _given(scope: Scope) -> str | None:
    given = [value for name, value in scope["headers"] if name == HEADER]
    if len(given) != 1 or not USABLE.fullmatch(given[0]):
        return None
    return str(given[0], "ascii")
