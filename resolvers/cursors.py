"""Cursors: opaque to clients, checked when they come back.

A cursor is the hexadecimal UTF-8 of a JSON array: the signature of the order that it was made
for, the order's values in the row it stands for, and the row's entry id.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from services.compiler.plan import Order
from services.compiler.values import Kind
from services.errors import bad_input

_VERSION = "1"


def signature(kind: str, order: Sequence[Order]) -> str:
    """Name an order, so that a cursor of another one is recognised."""
    names = [("-" if it.descending else "") + it.column.name for it in order]
    return " ".join([_VERSION, kind, *names])


@dataclass(frozen=True, slots=True)
class Key:
    """Reads one value of a cursor, and refuses a cursor that fits another order."""

    signature: str
    place: int
    count: int
    kind: Kind

    def __call__(self, cursor: Any) -> Any:
        said = _opened(cursor)
        if len(said) != self.count + 1 or said[0] != self.signature:
            raise bad_input(
                "This cursor belongs to another order or another list: start again without it."
            )
        try:
            return _value(said[self.place + 1], self.kind)
        except (OverflowError, TypeError, ValueError):
            raise _unknown() from None


def keys(kind: str, order: Sequence[Order]) -> tuple[Key, ...]:
    """Name the readers of an order's values, one for each of its columns."""
    signed = signature(kind, order)
    return tuple(Key(signed, at, len(order), it.column.type) for at, it in enumerate(order))


def _opened(cursor: Any) -> list[Any]:
    try:
        said = orjson.loads(bytes.fromhex(cursor))
    except ValueError:
        raise _unknown() from None
    if not isinstance(said, list):
        raise _unknown()
    return said


def _value(value: Any, kind: Kind) -> Any:
    match kind:
        case "instant":
            return _instant(value)
        case "uuid":
            if not isinstance(value, str):
                raise TypeError(value)
            return UUID(value)
        case "number":
            if type(value) is not int or abs(value) > 2**31 - 1:
                raise TypeError(value)
            return value
        case _:
            if not isinstance(value, str):
                raise TypeError(value)
            return value


def _instant(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment.astimezone(UTC)


def _unknown() -> Exception:
    return bad_input("This is no cursor of ours: use one that `pageInfo` or an edge told.")
