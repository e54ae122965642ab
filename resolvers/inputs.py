"""What a mutation's input says, by the names that services use; and the way back for faults.

Services know columns and relations by their Python names. Input fields may say a column of another
name (``Says``), or stand around fields that do (``Spreads``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLID,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    get_named_type,
    get_nullable_type,
)

from resolvers.arguments import Tree
from resolvers.filtering import plain_value, source_of, uuid
from resolvers.sources import Says, Spreads
from services.view import View

INPUT = "input"
"""The one argument of every mutation."""


def python_name(definition: GraphQLField | GraphQLInputField) -> str:
    """Name a field of the schema as Python does."""
    return str(definition.extensions["strawberry-definition"].python_name)


def said(tree: Tree, type_: Any, variables: Mapping[str, Any], view: View) -> Any:
    """Give what an input says as plain values; raises ``Refused`` for an id that is none."""
    if tree is None:
        return None
    wanted = get_nullable_type(type_)
    if isinstance(tree, dict):
        assert isinstance(wanted, GraphQLInputObjectType)
        return _object(tree, wanted, variables, view)
    if isinstance(tree, list):
        assert isinstance(wanted, GraphQLList)
        return [said(it, wanted.of_type, variables, view) for it in tree]
    return _value(tree.source.read(variables, view), wanted)


def _value(value: Any, type_: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_value(it, type_) for it in value]
    return uuid(value) if get_named_type(type_) is GraphQLID else plain_value(value)


def _object(
    tree: dict[str, Tree], type_: GraphQLInputObjectType, variables: Mapping[str, Any], view: View
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, it in tree.items():
        field = type_.fields[name]
        value = said(it, field.type, variables, view)
        if isinstance(source_of(field), Spreads):
            values |= dict.fromkeys(_names(field)) if value is None else value
        else:
            values[_name(field)] = value
    return values


def _name(field: GraphQLInputField) -> str:
    source = source_of(field)
    return source.column if isinstance(source, Says) else python_name(field)


def _names(field: GraphQLInputField) -> Iterator[str]:
    inner = get_named_type(field.type)
    assert isinstance(inner, GraphQLInputObjectType)
    return (_name(it) for it in inner.fields.values())


def input_path(path: Sequence[str], type_: GraphQLInputObjectType) -> list[str]:
    """Turn a fault's path, by names of ours, into that of the input field that it is about."""
    return [INPUT, *(_way(path, type_) or path)]


def _way(path: Sequence[str], type_: object) -> list[str] | None:
    """Find the way to a named value; None if no field of the type says it."""
    if not path:
        return []
    wanted = get_nullable_type(type_)  # type: ignore[call-overload]
    if isinstance(wanted, GraphQLList):
        inner = _way(path[1:], wanted.of_type)
        return None if inner is None else [path[0], *inner]
    if not isinstance(wanted, GraphQLInputObjectType):
        return None
    for name, field in wanted.fields.items():
        spread = isinstance(source_of(field), Spreads)
        if spread and (inner := _way(path, field.type)) is not None:
            return [name, *inner]
        if not spread and _name(field) == path[0]:
            return [name, *(_way(path[1:], field.type) or path[1:])]
    return None
