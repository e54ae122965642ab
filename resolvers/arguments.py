"""What a request gave to an argument: literals and variables alike, as one tree.

A tree's leaves keep where their value comes from, so that a plan made for one request binds the
values of the next. What changes a plan itself is part of ``shape``: which values are there, and
the members of enumerations, booleans, and sizes of pages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    DirectiveNode,
    FieldNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_non_null_type,
)
from graphql.utilities.coerce_input_value import coerce_default_value, coerce_input_literal

from services.compiler.values import Constant, Several, Value, Variable
from services.errors import bad_input


@dataclass(frozen=True, slots=True)
class Given:
    """A scalar, an enumeration's member or a list of them, and where it comes from."""

    value: Any
    source: Value

    def bound(self, via: Callable[[Any], Any] | None = None) -> Value:
        """Name the place to read the value from, passing it through ``via``."""
        return self.source if via is None else replace(self.source, via=via)


Tree = Any
"""``Given``, ``None``, a dict of trees by input field, or a list of trees."""


def arguments(
    node: FieldNode | DirectiveNode,
    defined: Mapping[str, GraphQLArgument],
    variables: Mapping[str, Any],
) -> dict[str, Tree]:
    """Read arguments; one that was left out and has no default is not there."""
    said = {argument.name.value: argument.value for argument in node.arguments or ()}
    return _filled(said, defined, variables)


def _filled(
    said: Mapping[str, ValueNode],
    defined: Mapping[str, GraphQLArgument] | Mapping[str, GraphQLInputField],
    variables: Mapping[str, Any],
) -> dict[str, Tree]:
    read: dict[str, Tree] = {}
    for name, definition in defined.items():
        node = said.get(name)
        if node is None or (isinstance(node, VariableNode) and node.name.value not in variables):
            default = coerce_default_value(definition)
            if default is not Undefined:
                read[name] = None if default is None else Given(default, Constant(default))
            continue
        read[name] = _there(name, _tree(node, definition.type, variables), definition.type)
    return read


def _there(name: str, tree: Tree, type_: GraphQLInputType) -> Tree:
    """Refuse the null that a variable brought where its default would have stood."""
    if tree is None and is_non_null_type(type_):
        raise bad_input(f"`{name}` must not be null.")
    return tree


def _tree(node: ValueNode, type_: GraphQLInputType, variables: Mapping[str, Any]) -> Tree:
    if isinstance(node, VariableNode):
        return _grown(variables[node.name.value], type_, (node.name.value,))
    if isinstance(node, NullValueNode):
        return None
    wanted = get_nullable_type(type_)
    if isinstance(wanted, GraphQLList):
        return _listed(node, wanted, variables)
    if isinstance(wanted, GraphQLInputObjectType) and isinstance(node, ObjectValueNode):
        said = {field.name.value: field.value for field in node.fields}
        return _filled(said, wanted.fields, variables)
    return _literal(node, wanted)


def _literal(node: ValueNode, type_: Any) -> Given:
    value = coerce_input_literal(node, type_)
    return Given(value, Constant(value))


def _listed(node: ValueNode, type_: GraphQLList[Any], variables: Mapping[str, Any]) -> Tree:
    nodes = node.values if isinstance(node, ListValueNode) else (node,)
    item = type_.of_type
    trees = [_there("an item", _tree(it, item, variables), item) for it in nodes]
    if _holds_objects(type_):
        return trees
    if all(isinstance(tree, Given) and isinstance(tree.source, Constant) for tree in trees):
        values = tuple(tree.value for tree in trees)
        return Given(values, Constant(values))
    return Given(None, Several(tuple(tree.source for tree in trees)))


def _grown(value: Any, type_: GraphQLInputType, path: tuple[str | int, ...]) -> Tree:
    """Grow a tree from a variable's coerced value."""
    if value is None:
        return None
    wanted = get_nullable_type(type_)
    if isinstance(wanted, GraphQLList) and _holds_objects(wanted):
        return [_grown(it, wanted.of_type, (*path, at)) for at, it in enumerate(value)]
    if isinstance(wanted, GraphQLInputObjectType):
        fields = wanted.fields
        return {name: _grown(it, fields[name].type, (*path, name)) for name, it in value.items()}
    return Given(value, Variable(path))


def shape(value: Any, type_: GraphQLInputType) -> Any:
    """Tell what of a variable's value changes a plan; hashable."""
    if value is None:
        return None
    wanted = get_nullable_type(type_)
    if isinstance(wanted, GraphQLInputObjectType):
        return tuple((name, shape(it, wanted.fields[name].type)) for name, it in value.items())
    if isinstance(wanted, GraphQLList) and _holds_objects(wanted):
        return tuple(shape(it, wanted.of_type) for it in value)
    tells_apart = isinstance(wanted, GraphQLEnumType) or isinstance(value, bool)
    return value if tells_apart else True


def _holds_objects(type_: GraphQLList[Any]) -> bool:
    return isinstance(get_named_type(type_), GraphQLInputObjectType)
