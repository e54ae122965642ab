"""From filter and order inputs to conditions and orders of a plan.

A field that was left out, or given null, asks for nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any
from uuid import UUID

from graphql import GraphQLInputField, GraphQLInputObjectType, get_named_type

from resolvers.arguments import Tree
from resolvers.sources import (
    SOURCE,
    Filtered,
    FilteredBy,
    FilteredThrough,
    Ordered,
)
from services.clocks.meeting_times import wall_time
from services.compiler.plan import All, Any_, Compare, Condition, Exists, IsNull, Not, Order, Rows
from services.compiler.values import Column
from services.errors import bad_input
from services.text import sort_key

DEEPEST, WITHIN = 5, 8
"""How many filters may stand inside one another, and within so many lists and filters."""

RELATIONS, TOGETHER = 3, 5
"""Through how many relations a filter may go, and with the lists that it stands in together."""

MOST = 200
"""How many comparisons one filter may hold, however they are arranged."""

_BACKREF = "strawberry-definition"

Via = Callable[[Any], Any]
"""What a value is passed through on its way into a statement."""


def source_of(definition: Any) -> Any:
    """Read what a field or an input field of the schema carries as its source, or None."""
    declared = definition.extensions.get(_BACKREF)
    return None if declared is None else declared.metadata.get(SOURCE)


@dataclass(frozen=True, slots=True)
class Room:
    """How much further filters may go: into one another, and through relations."""

    deep: int
    relations: int

    def inside(self) -> "Room":
        """Go into a filter; raises ``Refused`` where there is no room for it."""
        if self.deep == 0:
            raise bad_input(
                f"Filters may stand at most {DEEPEST} deep inside one another, and {WITHIN + 1} "
                "deep with the lists that they stand in."
            )
        return replace(self, deep=self.deep - 1)

    def through(self) -> "Room":
        """Go through a relation into a filter."""
        if self.relations == 0:
            raise bad_input(
                f"Filters may go through {RELATIONS} relations at most, and {TOGETHER} with the "
                "lists that they stand in."
            )
        return replace(self.inside(), relations=self.relations - 1)


def condition(tree: dict[str, Tree], type_: GraphQLInputObjectType, lists: int) -> Condition:
    """Turn a filter that stands in so many lists into a condition: all of it must hold."""
    if _comparisons(tree) > MOST:
        raise bad_input(f"A filter may hold at most {MOST} comparisons.")
    room = Room(min(DEEPEST - 1, WITHIN - lists), min(RELATIONS, TOGETHER - lists))
    return _all(tree, type_, room)


def _all(tree: dict[str, Tree], type_: GraphQLInputObjectType, room: Room) -> Condition:
    said = [
        _field(name, value, type_.fields[name], room)
        for name, value in tree.items()
        if value is not None
    ]
    return said[0] if len(said) == 1 else All(tuple(said))


def _comparisons(tree: Tree) -> int:
    if isinstance(tree, dict):
        return sum(map(_comparisons, tree.values())) or 1
    return sum(map(_comparisons, tree)) if isinstance(tree, list) else 1


def _field(name: str, value: Tree, field: GraphQLInputField, room: Room) -> Condition:
    match source_of(field):
        case Filtered(column, key, via):
            return _compared(value, column, key, via)
        case FilteredThrough(tie, model):
            return _through(value, Rows(model, tie), _input(field), room.through())
        case FilteredBy(meaning):
            return meaning(value)
    if name == "not":
        return Not(_all(value, _input(field), room.inside()))
    parts = tuple(_all(it, _input(field), room.inside()) for it in value)
    return All(parts) if name == "and" else Any_(parts)


def _input(field: GraphQLInputField) -> GraphQLInputObjectType:
    type_ = get_named_type(field.type)
    assert isinstance(type_, GraphQLInputObjectType)
    return type_


def _compared(
    tree: dict[str, Tree], column: Column, key: Column | None, via: Via | None
) -> Condition:
    said = [_operated(name, it, column, key, via) for name, it in tree.items() if it is not None]
    return said[0] if len(said) == 1 else All(tuple(said))


def _operated(
    name: str, given: Tree, column: Column, key: Column | None, via: Via | None
) -> Condition:
    match name:
        case "isNull":
            return IsNull(column) if given.value else Not(IsNull(column))
        case "between":
            low = Compare(column, "gte", given["from"].bound(via))
            return All((low, Compare(column, "lte", given["to"].bound(via))))
        case "contains" | "startsWith" if key is not None:
            return Compare(key, name, given.bound(sort_key))
        case _:
            return Compare(column, name, given.bound(via or _via(name, column)))  # type: ignore[arg-type]


def _via(operator: str, column: Column) -> Via | None:
    if column.type == "uuid":
        return uuids if operator in ("in", "notIn") else uuid
    if operator in ("in", "notIn"):  # numbers apart: one statement may have two empty lists
        return plain_numbers if _is_number(column) else plain_values
    if column.type == "flag":
        return bool  # so that no statement takes true and 1 for one value
    return plain_value if column.type == "text" else None


def _is_number(column: Column) -> bool:
    """Tell whether numbers are kept, be it for words."""
    return column.type == "number" or any(isinstance(kept, int) for kept, _ in column.words)


def _through(
    tree: dict[str, Tree], rows: Rows, type_: GraphQLInputObjectType, room: Room
) -> Condition:
    if "some" not in type_.fields:
        return Exists(replace(rows, where=_all(tree, type_, room)))
    said: list[Condition] = []
    for quantifier, inner in tree.items():
        if inner is None:
            continue
        wanted = _all(inner, _input(type_.fields[quantifier]), room)
        match quantifier:
            case "some":
                said.append(Exists(replace(rows, where=wanted)))
            case "none":
                said.append(Not(Exists(replace(rows, where=wanted))))
            case _:
                said.append(Not(Exists(replace(rows, where=Not(wanted)))))
    return said[0] if len(said) == 1 else All(tuple(said))


def orders(trees: list[dict[str, Tree]], type_: GraphQLInputObjectType) -> tuple[Order, ...]:
    """Turn order inputs into the orders of a plan; the same column twice adds nothing."""
    source = source_of(type_.fields["field"])
    assert isinstance(source, Ordered)
    said: dict[str, Order] = {}
    for tree in trees:
        column = source.columns[tree["field"].value.name]
        said.setdefault(column.name, Order(column, tree["direction"].value.name == "DESC"))
    return tuple(said.values())


def uuid(value: Any) -> UUID:
    """Read an id, or refuse one that no content could have."""
    try:
        return UUID(value)
    except ValueError:
        raise bad_input(
            f"{value!r} is not an id: ids are UUIDs, as the field `id` tells them."
        ) from None


def uuids(values: Sequence[Any]) -> list[UUID]:
    """Read a list of ids."""
    return [uuid(value) for value in values]


def local_time(value: Any) -> str:
    """Take a time on the clocks of the place in the form that is kept, or refuse it."""
    try:
        return wall_time(value).isoformat()
    except ValueError as fault:
        raise bad_input(str(fault)) from None


def several(ids: Any) -> list[UUID]:
    """Take one id, or none, for a list."""
    if ids is None:
        return []
    return list(ids) if isinstance(ids, list | tuple) else [ids]


def plain_value(value: Any) -> Any:
    """Take an enumeration's member for the word that is kept."""
    return value.value if isinstance(value, Enum) else value


def plain_numbers(values: Sequence[Any]) -> list[Any]:
    """Take each of a list for the number that is kept."""
    return plain_values(values)


def plain_values(values: Sequence[Any]) -> list[Any]:
    """Take each of a list for the word that is kept."""
    return [plain_value(value) for value in values]
