"""Filters and orders over plain rows: a field is compared with what it tells."""

from collections.abc import Callable
from datetime import datetime
from functools import cmp_to_key
from typing import Any

from tests.oracle import swedish
from tests.oracle.kinds import Has, Pages, Tells
from tests.oracle.nouns import ORDERS, TYPES, key_of
from tests.oracle.rows import Row
from tests.oracle.seen import Seen

Tree = dict[str, Any]

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda told, given: told == given,
    "in": lambda told, given: told in listed(given),
    "lt": lambda told, given: told < given,
    "lte": lambda told, given: told <= given,
    "gt": lambda told, given: told > given,
    "gte": lambda told, given: told >= given,
    "contains": swedish.contains,
    "startsWith": swedish.starts,
}


def listed(given: Any) -> list[Any]:
    """Take a single value for a list of one, as GraphQL does."""
    return given if isinstance(given, list) else [given]


def holds(seen: Seen, noun: str, row: Row, tree: Tree) -> bool:
    """Whether a row is such as a filter asks; nothing, or null, asks for nothing."""
    return all(
        _asked(seen, noun, row, name, value) for name, value in tree.items() if value is not None
    )


def _asked(seen: Seen, noun: str, row: Row, name: str, value: Any) -> bool:
    match name:
        case "and":
            return all(holds(seen, noun, row, it) for it in listed(value))
        case "or":
            return any(holds(seen, noun, row, it) for it in listed(value))
        case "not":
            return not holds(seen, noun, row, value)
        case "when":
            return bool(row["ends_at"] > seen.eyes.moment) is (value == "UPCOMING")
        case "overlaps":
            starts, ends = row["starts_at"], row["ends_at"]
            begin, end = (_read(value[it], starts) for it in ("from", "to"))
            return bool(starts < end and (ends > begin or starts >= begin))
    field = TYPES[noun][name]
    if isinstance(field, Tells):
        told = field.read(seen, row)
        return all(_compared(told, it, what) for it, what in value.items() if what is not None)
    assert isinstance(field, Has | Pages)
    return _related(seen, field, row, value)


def _related(seen: Seen, field: Has | Pages, row: Row, tree: Tree) -> bool:
    rows = field.read(seen, row)
    if not isinstance(rows, list):
        return rows is not None and holds(seen, field.name, rows, tree)
    said = {
        name: [holds(seen, field.name, it, inner) for it in rows]
        for name, inner in tree.items()
        if inner is not None
    }
    some, none, every = (said.get(name) for name in ("some", "none", "every"))
    return (
        (some is None or any(some))
        and (none is None or not any(none))
        and (every is None or all(every))
    )


def _compared(told: Any, operator: str, given: Any) -> bool:
    if operator == "isNull":
        return (told is None) is given
    if operator == "between":
        low, high = _read(given["from"], told), _read(given["to"], told)
        return told is not None and bool(low <= told <= high)
    if operator in ("ne", "notIn"):
        return not _compared(told, {"ne": "eq", "notIn": "in"}[operator], given)
    return told is not None and OPERATORS[operator](told, _read(given, told))


def _read(given: Any, told: Any) -> Any:
    """Read a moment where a moment is told."""
    return datetime.fromisoformat(given.upper()) if isinstance(told, datetime) else given


def ordered(seen: Seen, noun: str, rows: list[Row], asked: Any) -> list[Row]:
    """List rows as asked, or as usual; ties go by id."""
    steps = [
        (_camel(it["field"]), it.get("direction", "ASC") == "DESC") for it in listed(asked or [])
    ]
    steps = steps or [ORDERS[noun]]

    def beside(one: Row, other: Row) -> int:
        for name, descending in steps:
            first, second = (_place(seen, noun, it, name) for it in (one, other))
            if first != second:
                return 1 if (first > second) != descending else -1
        return 1 if one["entry_id"] > other["entry_id"] else -1

    return sorted(rows, key=cmp_to_key(beside))


def _place(seen: Seen, noun: str, row: Row, name: str) -> Any:
    field = TYPES[noun][name]
    assert isinstance(field, Tells)
    told = field.read(seen, row)
    return swedish.ranked(told) if key_of(noun, name, "sv") else told


def _camel(name: str) -> str:
    head, *rest = name.lower().split("_")
    return head + "".join(it.capitalize() for it in rest)
