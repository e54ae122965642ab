"""Cursors made by hand for rows that may, or may not, be on the list that they are given to."""

import json
from typing import Any

from tests.oracle.filtering import listed
from tests.oracle.kinds import instant
from tests.oracle.nouns import ORDERS, TABLES, key_of
from tests.oracle.rows import Row
from tests.oracle.seen import Seen


def cursor(seen: Seen, noun: str, order: Any, entry: str) -> str:
    """Write the cursor of an entry in an order."""
    row = seen.entry(TABLES[noun], entry)
    assert row is not None
    steps = [
        (it["field"].lower(), it.get("direction", "ASC") == "DESC") for it in listed(order or [])
    ]
    steps = steps or [(_snake(ORDERS[noun][0]), ORDERS[noun][1])]
    known: dict[str, bool] = {}
    for name, descending in steps:
        known.setdefault(f"{name}_key" if key_of(noun, name, "sv") else name, descending)
    marks = [f"{'-' if descending else ''}{name}" for name, descending in known.items()]
    signature = " ".join(["1", TABLES[noun], *marks, "entry_id"])
    values = [_value(seen, noun, row, name) for name in known]
    return json.dumps([signature, *values, entry], ensure_ascii=False).encode().hex()


def version_cursor(number: int) -> str:
    """Write the cursor of a version."""
    return json.dumps(["1 history -version", number]).encode().hex()


def _value(seen: Seen, noun: str, row: Row, name: str) -> Any:
    value = row[key_of(noun, name.removesuffix("_key"), seen.eyes.locale) or name]
    return instant(value) if hasattr(value, "isoformat") else value


def _snake(name: str) -> str:
    return "".join(f"_{it.lower()}" if it.isupper() else it for it in name)
