"""The kinds of fields that the oracle knows, and how it reads what they tell of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.fields import OPEN
from tests.oracle.rows import Row
from tests.oracle.seen import Seen


@dataclass(frozen=True, slots=True)
class Tells:
    """A scalar or an enumeration's member."""

    read: Callable[[Seen, Row], Any]


@dataclass(frozen=True, slots=True)
class Local(Tells):
    """A text of the column ``name``, in the first language that it is there in."""

    name: str


@dataclass(frozen=True, slots=True)
class Has:
    """An object of the type ``name``, or a list of them, or nothing."""

    name: str
    read: Callable[[Seen, Row], Any]


@dataclass(frozen=True, slots=True)
class Pages:
    """A connection to content of the type ``name``."""

    name: str
    read: Callable[[Seen, Row], list[Row]]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A connection to rows of the type ``name`` in the order of a number, that cursors tell."""

    name: str
    read: Callable[[Seen, Row], list[Row]]
    number: Callable[[Seen, Row], int]
    cursor: Callable[[Seen, Row], str]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Picked:
    """The object of the type ``name`` that a number is given for, or nothing."""

    name: str
    read: Callable[[Seen, Row, int], Row | None]


@dataclass(frozen=True, slots=True)
class Whichever:
    """Content of whichever type it is, or nothing."""

    read: Callable[[Seen, Row], tuple[str, Row] | None]


Field = Tells | Has | Pages | Numbered | Picked | Whichever


def column(name: str) -> Tells:
    return Tells(lambda seen, row: row[name])


def local(name: str) -> Local:
    return Local(lambda seen, row: seen.eyes.first(row[name]), name)


def locale_of(name: str) -> Tells:
    return Tells(lambda seen, row: seen.eyes.language(row[name]))


def instant(moment: datetime | None) -> str | None:
    """Write a moment as answers do: RFC 3339, in UTC, no more digits than needed."""
    if moment is None:
        return None
    whole, _, digits = moment.astimezone(UTC).isoformat().removesuffix("+00:00").partition(".")
    return f"{whole}.{digits.rstrip('0')}+00:00" if digits else f"{whole}+00:00"


def until(seen: Seen, row: Row) -> Any:
    """When a version ceases to be public, as editors are told."""
    return row["live_until"] if seen.eyes.history and row["live_until"] < OPEN else None
