"""What the schema tells of itself: graphql-core knows each value, we walk to those asked for.

The rule: a selection is read once, not anew for each thing that it is told of, and a walk ends
where it becomes too long: a few hundred bytes can ask for millions of values.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import orjson
from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLField,
    GraphQLObjectType,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from resolvers.arguments import arguments
from resolvers.collecting import Asked, below, collect
from services.errors import Fault, Refused

ROOTS = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}

Step = Callable[[Any], Any]
"""From what a field is asked of to its value in the answer."""


def told(walk: "Walk", query: GraphQLObjectType, nodes: list[FieldNode]) -> str:
    """Tell ``__schema``, ``__type`` or ``__typename`` of the root, as JSON; raises ``Refused``."""
    name = nodes[0].name.value
    if name == "__typename":
        return orjson.dumps(query.name).decode()
    return orjson.dumps(_step(walk, ROOTS[name], nodes)(walk.asked.schema)).decode()


@dataclass(slots=True)
class Walk:
    """An operation's walk through the schema, and how many values it was told so far, and may be.

    Explorers and code generators ask for a third of what is usually the most.
    """

    asked: Asked
    most: int
    values: int = 0

    def count(self, values: int) -> None:
        """Count what is told; raises ``Refused`` when it becomes too much."""
        self.values += values
        if self.values > self.most:
            said = f"Introspection may tell {self.most} values; ask for less of it at once."
            raise Refused(Fault("COST_LIMIT_EXCEEDED", said))


def _step(walk: Walk, definition: GraphQLField, nodes: list[FieldNode]) -> Step:
    """Read a field once: where its value comes from, and what is asked of that."""
    given = arguments(nodes[0], definition.args, walk.asked.variables)
    values = {name: None if tree is None else tree.value for name, tree in given.items()}
    assert definition.resolve is not None
    value = partial(_value, walk, partial(definition.resolve, **values))
    named = get_named_type(definition.type)
    if isinstance(named, GraphQLObjectType):
        inner: Step = partial(_told, walk, _steps(walk, named, nodes))
    elif isinstance(named, GraphQLEnumType):
        inner = named.serialize
    else:
        return value
    listed = is_list_type(get_nullable_type(definition.type))
    return partial(_each if listed else _one, value, inner)


def _steps(walk: Walk, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Mapping[str, Step]:
    return {
        name: (lambda _: type_.name)
        if found[0].name.value == "__typename"
        else _step(walk, type_.fields[found[0].name.value], found)
        for name, found in collect(walk.asked, type_, below(nodes)).items()
    }


def _value(walk: Walk, resolve: Callable[..., Any], source: Any) -> Any:
    return resolve(source, walk.asked)  # all that graphql-core looks at is the schema


def _told(walk: Walk, steps: Mapping[str, Step], source: Any) -> dict[str, Any]:
    walk.count(1 + len(steps))
    return {name: step(source) for name, step in steps.items()}


def _one(value: Step, inner: Step, source: Any) -> Any:
    found = value(source)
    return None if found is None else inner(found)


def _each(value: Step, inner: Step, source: Any) -> Any:
    found = value(source)
    return None if found is None else [inner(it) for it in found]
