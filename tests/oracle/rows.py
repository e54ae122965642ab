"""All rows of a database as plain dicts: texts, numbers, moments, and what JSON says."""

import json
from datetime import datetime
from typing import Any

from tortoise.fields import BooleanField
from tortoise.models import Model

from models import Account, Event
from models.fields import Instant
from models.nouns import NOUNS
from services.database.storage import Store
from tests.nouns import LINKS

Row = dict[str, Any]
Rows = dict[str, list[Row]]

_READ: tuple[type[Model], ...] = (*NOUNS, *LINKS, Event, Account)

TABLES = [str(it._meta.db_table) for it in _READ]

_FIELDS = [(name, of) for it in _READ for name, of in it._meta.fields_map.items()]

MOMENTS = {name for name, of in _FIELDS if isinstance(of, Instant)}
FLAGS = {name for name, of in _FIELDS if isinstance(of, BooleanField)}


async def loaded(store: Store) -> Rows:
    """Read every row of content, of every link, of the log and of accounts."""
    return {table: [_plain(row) for row in await _rows(store, table)] for table in TABLES}


async def _rows(store: Store, table: str) -> list[Row]:
    key = "sequence" if table == "event" else "id"
    if store.dialect == "postgresql":
        found = await store.rows(f"SELECT to_json(t)::text FROM {table} t ORDER BY {key}", [])
        return [json.loads(row) for (row,) in found]
    columns = await store.rows("SELECT name, type FROM pragma_table_info(?1)", [table])
    names = [name for name, _ in columns]
    texts = {name for name, kind in columns if kind == "JSON"}
    found = await store.rows(f"SELECT {', '.join(names)} FROM {table} ORDER BY {key}", [])
    return [
        {
            name: json.loads(value) if name in texts and value else value
            for name, value in zip(names, row, strict=True)
        }
        for row in found
    ]


def _plain(row: Row) -> Row:
    said = dict(row)
    for name in MOMENTS & said.keys():
        said[name] = said[name] and datetime.fromisoformat(said[name])
    for name in FLAGS & said.keys():
        said[name] = bool(said[name])
    return said
