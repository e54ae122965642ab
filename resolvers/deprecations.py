"""Which uses of the schema's deprecated parts an operation makes, so that they can be counted.

Found once a document, and in values of variables for each request. They are told by schema
coordinates (``Meeting.venue``, ``Query.meetings(old:)``), of which there are only so many.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLSchema,
    Node,
    ObjectFieldNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    get_nullable_type,
    type_from_ast,
    visit,
)


@dataclass(frozen=True, slots=True)
class Uses:
    """What deprecated parts an operation uses: in its text, and in values of these variables."""

    written: frozenset[str] = frozenset()
    variables: tuple[tuple[str, Any], ...] = ()

    def by(self, values: Mapping[str, Any]) -> Iterable[str]:
        """Give the coordinates of what a request uses, each once; ``values`` are as sent."""
        if not self.variables:
            return self.written
        sent = (it for name, type_ in self.variables for it in _sent(values.get(name), type_))
        return self.written.union(sent)


NOTHING = Uses()


class Deprecations:
    """What is deprecated in a schema: by ``coordinates``, and where values can hold it."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self.coordinates = frozenset(_deprecated(schema))
        self._inputs = _reaching(schema, {it.partition(".")[0] for it in self.coordinates})

    def uses(self, document: DocumentNode) -> dict[str | None, Uses]:
        """Tell what each operation of a valid document uses, by the operation's name."""
        if not self.coordinates:
            return {}
        parts = {_called(it): _Using(self._schema, it) for it in document.definitions}
        return {
            name: Uses(self._written(parts, (kind, name)), self._variables(parts[kind, name].node))
            for kind, name in parts
            if kind is OperationDefinitionNode
        }

    def _written(self, parts: Mapping["Part", "_Using"], operation: "Part") -> frozenset[str]:
        """Tell what an operation uses with all that it spreads."""
        found, seen, waiting = set[str](), set[Part](), [operation]
        while waiting:
            if (part := waiting.pop()) not in seen:
                seen.add(part)
                found |= parts[part].found
                waiting.extend(parts[part].spread)
        return self.coordinates & found

    def _variables(self, operation: Any) -> tuple[tuple[str, Any], ...]:
        typed = [
            (it.variable.name.value, type_from_ast(self._schema, it.type))
            for it in operation.variable_definitions or ()
        ]
        return tuple(it for it in typed if str(get_named_type(it[1])) in self._inputs)


Part = tuple[type[Node], str | None]
"""A definition of a document, by its kind and name."""


def _called(definition: Any) -> Part:
    return type(definition), definition.name.value if definition.name else None


class _Using(Visitor):
    """Finds coordinates of all that is used in a definition, and the fragments that it spreads."""

    def __init__(self, schema: GraphQLSchema, definition: Node) -> None:
        super().__init__()
        self.node = definition
        self.found: set[str] = set()
        self.spread: list[Part] = []
        self._field = ""
        self._info = TypeInfo(schema)
        visit(definition, TypeInfoVisitor(self._info, self))

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        self._field = f"{self._info.get_parent_type()}.{node.name.value}"
        self.found.add(self._field)

    def enter_argument(self, node: ArgumentNode, *_: Any) -> None:
        self.found.add(f"{self._place()}({node.name.value}:)")

    def enter_object_field(self, node: ObjectFieldNode, *_: Any) -> None:
        self.found.add(f"{get_named_type(self._info.get_parent_input_type())}.{node.name.value}")

    def enter_enum_value(self, node: EnumValueNode, *_: Any) -> None:
        self.found.add(f"{get_named_type(self._info.get_input_type())}.{node.value}")

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.spread.append((FragmentDefinitionNode, node.name.value))

    def _place(self) -> str:
        """Tell whose arguments are read."""
        if directive := self._info.get_directive():
            return f"@{directive.name}"
        return self._field  # arguments are visited before what is inside of the field


def _sent(value: Any, type_: Any) -> Iterator[str]:
    """Give the coordinates of what a variable's value holds, as far as it fits its type."""
    wanted = get_nullable_type(type_)
    if isinstance(wanted, GraphQLList):
        for item in value if isinstance(value, list) else (value,):
            yield from _sent(item, wanted.of_type)
    elif isinstance(wanted, GraphQLEnumType) and isinstance(value, str):
        member = wanted.values.get(value)
        if member is not None and member.deprecation_reason is not None:
            yield f"{wanted.name}.{value}"
    elif isinstance(wanted, GraphQLInputObjectType) and isinstance(value, dict):
        for name in value.keys() & wanted.fields.keys():
            field = wanted.fields[name]
            if field.deprecation_reason is not None:
                yield f"{wanted.name}.{name}"
            yield from _sent(value[name], field.type)


def _deprecated(schema: GraphQLSchema) -> Iterator[str]:
    """Give the coordinates of all that is deprecated."""
    for type_ in schema.type_map.values():
        parts: Mapping[str, Any] = getattr(type_, "fields", None) or getattr(type_, "values", {})
        for name, part in parts.items():
            if part.deprecation_reason is not None:
                yield f"{type_.name}.{name}"
            yield from _arguments(f"{type_.name}.{name}", getattr(part, "args", {}))
    for directive in schema.directives:
        yield from _arguments(f"@{directive.name}", directive.args)


def _arguments(place: str, arguments: Mapping[str, GraphQLArgument]) -> Iterator[str]:
    for name, argument in arguments.items():
        if argument.deprecation_reason is not None:
            yield f"{place}({name}:)"


def _reaching(schema: GraphQLSchema, types: Iterable[str]) -> frozenset[str]:
    """Name the types of values that can hold one of ``types``, these included."""
    held = {
        it.name: {get_named_type(field.type).name for field in it.fields.values()}
        for it in schema.type_map.values()
        if isinstance(it, GraphQLInputObjectType)
    }
    found: set[str] = set()
    added = set(types)
    while added:
        found |= added
        added = {name for name, inner in held.items() if inner & added} - found
    return frozenset(found)
