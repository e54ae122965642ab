"""Plain Python values as JSON: those of their fields that a selection asks for.

For what is in no table, such as who looks, what is wrong with an input, or what a publication would
do. A value has its fields as attributes or by key; one of an interface names its type under
``__typename``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, cast
from uuid import UUID

import orjson
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    is_abstract_type,
)

from models.engines.sqlite import instant_text
from resolvers.collecting import Asked, below, collect
from resolvers.inputs import python_name


@dataclass(frozen=True, eq=False, slots=True)
class Telling:
    """Writes a value of a type, as the places ``nodes`` together ask for it."""

    asked: Asked
    type: GraphQLOutputType
    nodes: Sequence[FieldNode]

    def __call__(self, value: Any) -> str:
        return orjson.dumps(_told(self.asked, self.type, self.nodes, value)).decode()


def _told(asked: Asked, type_: GraphQLOutputType, nodes: Sequence[FieldNode], value: Any) -> object:
    if isinstance(type_, GraphQLNonNull):
        if value is None:
            raise TypeError(f"{nodes[0].name.value} is never null, and has no value")
        return _told(asked, type_.of_type, nodes, value)
    if value is None:
        return None
    if isinstance(type_, GraphQLList):
        return [_told(asked, type_.of_type, nodes, it) for it in value]
    if isinstance(type_, GraphQLScalarType | GraphQLEnumType):
        return _plain(value)
    return _object(asked, _concrete(asked, type_, value), nodes, value)


def _object(
    asked: Asked, type_: GraphQLObjectType, nodes: Sequence[FieldNode], value: Any
) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, inner in collect(asked, type_, below(nodes)).items():
        field = inner[0].name.value
        if field == "__typename":
            told[name] = type_.name
        else:
            definition = type_.fields[field]
            told[name] = _told(asked, definition.type, inner, _of(value, python_name(definition)))
    return told


def _concrete(asked: Asked, type_: object, value: Any) -> GraphQLObjectType:
    if not is_abstract_type(type_):
        return cast("GraphQLObjectType", type_)
    found = asked.schema.type_map[_of(value, "__typename")]
    assert isinstance(found, GraphQLObjectType), f"{found} tells nothing"
    return found


def _of(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name)


def _plain(value: Any) -> object:
    match value:
        case datetime():
            return instant_text(value)
        case Enum():
            return value.name
        case UUID():
            return str(value)
        case _:
            return value
