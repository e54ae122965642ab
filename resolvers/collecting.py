"""Which fields a selection asks for: GraphQL's CollectFields and MergeSelectionSets.

Specification of September 2025, sections 6.3.2 and 6.4.3.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from graphql import (
    BooleanValueNode,
    DirectiveNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLType,
    InlineFragmentNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

from services.errors import bad_input
from services.feeds.addresses import NOWHERE, Site


class Asked(NamedTuple):
    """What a selection is read with: the schema, the document's fragments, the variables.

    ``site`` tells where people find what an answer leads them to.
    """

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    site: Site = NOWHERE


Collected = dict[str, list[FieldNode]]
"""The fields of a selection by response name, in the order of the answer."""


def collect(
    asked: Asked, parent: GraphQLObjectType, selections: Iterable[SelectionSetNode]
) -> Collected:
    """Gather the fields that ``selections`` together ask of ``parent``."""
    fields: Collected = {}
    visited: set[str] = set()
    for selection in selections:
        _gather(asked, parent, selection, fields, visited)
    return fields


def told_by(type_: object) -> GraphQLObjectType:
    """Give the object type that a field's type comes down to."""
    named = get_named_type(cast("GraphQLType", type_))
    assert isinstance(named, GraphQLObjectType), f"{named} is no object type"
    return named


def below(nodes: Sequence[FieldNode]) -> list[SelectionSetNode]:
    """Name the selections under fields that share a response name."""
    return [node.selection_set for node in nodes if node.selection_set]


def _gather(
    asked: Asked,
    parent: GraphQLObjectType,
    selection: SelectionSetNode,
    fields: Collected,
    visited: set[str],
) -> None:
    for node in selection.selections:
        if not _included(asked, node.directives or ()):
            continue
        if isinstance(node, FieldNode):
            name = node.alias.value if node.alias else node.name.value
            fields.setdefault(name, []).append(node)
        elif isinstance(node, FragmentSpreadNode) and node.name.value not in visited:
            visited.add(node.name.value)
            fragment = asked.fragments[node.name.value]
            if _applies(asked, parent, fragment.type_condition.name.value):
                _gather(asked, parent, fragment.selection_set, fields, visited)
        elif isinstance(node, InlineFragmentNode):
            condition = node.type_condition
            if condition is None or _applies(asked, parent, condition.name.value):
                _gather(asked, parent, node.selection_set, fields, visited)


def _applies(asked: Asked, parent: GraphQLObjectType, condition: str) -> bool:
    type_ = asked.schema.type_map[condition]
    if isinstance(type_, GraphQLInterfaceType):
        return asked.schema.is_sub_type(type_, parent)
    return type_ is parent


def _included(asked: Asked, directives: Iterable[DirectiveNode]) -> bool:
    for directive in directives:
        if directive.name.value == "skip" and _condition(asked, directive):
            return False
        if directive.name.value == "include" and not _condition(asked, directive):
            return False
    return True


def _condition(asked: Asked, directive: DirectiveNode) -> bool:
    assert directive.arguments, "validation asks for `if`"
    value = directive.arguments[0].value
    if isinstance(value, VariableNode):
        given = asked.variables[value.name.value]
        if given is None:
            raise bad_input(f"`if` of @{directive.name.value} must not be null.")
        return bool(given)
    return isinstance(value, BooleanValueNode) and value.value
