"""Indexes that hold only the rows that a question can be about.

History must not lie on the hot path: what visitors read is found through indexes of the
rows that are live, what editors read through indexes of the newest versions.
"""

from typing import Any

from tortoise.indexes import Index

from models.engines.rules import HASH, UNIQUE
from models.fields import OPEN

IS_OPEN = f"live_from IS NOT NULL AND live_until = '{OPEN.isoformat()}'"
"""The condition of a window without an end, as both databases read it."""


class Partial(Index):
    """An index of the rows for which ``where`` holds, a condition in SQL; a rule if ``unique``.

    ``hashed`` suits an index that is only ever asked for what equals a value: PostgreSQL finds that
    through a hash with fewer steps. SQLite has no such index and takes a plain one.
    """

    def __init__(
        self,
        *,
        fields: list[str],
        name: str,
        where: str = "",
        unique: bool = False,
        hashed: bool = False,
    ):
        super().__init__(fields=fields, name=name)
        self.where = where
        self.unique = unique
        self.hashed = hashed
        self.extra = f" WHERE {where}" if where else ""
        self.INDEX_TYPE = UNIQUE if unique else HASH if hashed else ""  # a migration compares it

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how a migration writes the index."""
        path, args, kwargs = super().deconstruct()
        said = {"where": self.where, "unique": self.unique, "hashed": self.hashed}
        return path, args, kwargs | {name: value for name, value in said.items() if value}


def version_indexes(table: str, *order: str, cover: tuple[str, ...] = ()) -> list[Index]:
    """The indexes of a content table, listed by the columns of ``order`` unless told otherwise.

    ``cover`` names columns that the order's index holds as well, so that counting stays in it.
    """
    return [
        Partial(fields=["entry_id", "version"], name=f"{table}_version", unique=True),
        Partial(fields=["entry_id"], name=f"{table}_newest", where="newest", unique=True),
        Partial(fields=["entry_id"], name=f"{table}_open", where=IS_OPEN, unique=True),
        Partial(fields=["entry_id"], name=f"{table}_live", where="live", hashed=True),
        Partial(fields=["id"], name=f"{table}_live_id", where="live", hashed=True),
        Partial(fields=["slug"], name=f"{table}_slug_newest", where="newest", unique=True),
        Partial(fields=["slug"], name=f"{table}_slug_open", where=IS_OPEN, unique=True),
        Partial(fields=["slug"], name=f"{table}_slug_live", where="live"),
        Partial(fields=["slug", "live_from"], name=f"{table}_slug_ever"),
        Partial(fields=[*order, "entry_id", *cover], name=f"{table}_order", where="live"),
        Partial(fields=[*order, "entry_id"], name=f"{table}_draft_order", where="newest"),
    ]


def link_indexes(table: str, *order: str) -> list[Index]:
    """The indexes of a link table, whose sources are listed by ``order`` under their target."""
    return [
        Partial(fields=["source_id", "target_id"], name=f"{table}_once", unique=True),
        Partial(fields=["source_id", "position"], name=f"{table}_forth", unique=True),
        Partial(
            fields=["target_id", *order, "source_entry_id", "source_id"],
            name=f"{table}_back",
            where="live",
        ),
        Partial(fields=["target_id", "source_id"], name=f"{table}_target"),
        Partial(fields=["source_entry_id"], name=f"{table}_source_entry"),
    ]
