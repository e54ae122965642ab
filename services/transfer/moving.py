"""The form of content on the move: a line of JSON a row, the same bytes for the same content.

An export has a header, then the entries by id, then each noun's versions by entry and number, then
the log of events, then an end with a digest. A line is an object with one name, that of its table,
and the columns by their names, sorted. What is computed from other columns is not in it, but for
moments, which follow from rules that may be others elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import orjson
from tortoise.fields import Field
from tortoise.models import Model

from models.content import Content
from models.entry import Entry
from models.event import Event
from models.nouns import NOUNS

FORMAT, FORM = "knutpunkt", 1
"""What the header of an export says: whose it is, and in which form it is written."""

PAGE = 200
"""How many rows are read or written at once."""

WINDOW = frozenset({"live_from", "live_until", "meant_until", "newest"})
"""What changes of a version after it was saved."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is moved, and the columns by which its lines are in order."""

    model: type[Model]
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its lines are called."""
        return str(self.model._meta.db_table)

    @property
    def noun(self) -> type[Content] | None:
        """The kind of content that it holds versions of, if it does."""
        return self.model if issubclass(self.model, Content) else None


TABLES = (
    Table(Entry, ("id",)),
    *(Table(noun, ("entry_id", "version")) for noun in NOUNS),
    Table(Event, ("sequence",)),
)
"""All that is moved, each table after those that it leads to."""


@cache
def columns_of(table: Table) -> Mapping[str, Field[Any]]:
    """Name the columns that a line has: all but the database's own and those that are computed."""
    meta, noun = table.model._meta, table.noun
    ours = {"id", "live", *(noun.computed - noun.zoned)} if noun else set()
    names = sorted(meta.fields_db_projection.keys() - ours)
    return {name: meta.fields_map[name] for name in names}


def encoded(name: str, values: Mapping[str, Any]) -> bytes:
    """Write a line: compact JSON in UTF-8, names sorted, moments in UTC."""
    return orjson.dumps({name: values}, _id_text, option=orjson.OPT_SORT_KEYS) + b"\n"


def _id_text(value: object) -> str:
    """Write the ids that a driver makes, which are not quite UUIDs."""
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"Lines hold no {type(value).__name__}.")
