"""Documents: parsed and validated once per text, kept with the plans made for them.

Both caches are bounded: documents by number and length, plans by number for each document.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    type_from_ast,
    validate,
    visit,
)

from resolvers.arguments import shape
from resolvers.limits import CHARACTERS, TOKENS, too_large

LONGEST_NAME = 200
"""More than the name of any type has."""

Key = TypeVar("Key")
Kept = TypeVar("Kept")


class Recent(Generic[Key, Kept]):
    """The ``most`` values that were used last."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Key, Kept] = OrderedDict()

    def get(self, key: Key) -> Kept | None:
        value = self._kept.get(key)
        if value is not None:
            self._kept.move_to_end(key)
        return value

    def put(self, key: Key, value: Kept) -> Kept:
        self._kept[key] = value
        if len(self._kept) > self.most:
            self._kept.popitem(last=False)
        return value

    def __len__(self) -> int:
        return len(self._kept)


Reader = Callable[[Mapping[str, Any]], Any]


@dataclass(slots=True)
class Operation:
    """One operation of a document, with what tells its plans apart."""

    node: OperationDefinitionNode
    readers: tuple[Reader, ...]
    plans: Recent[Any, Any] = field(default_factory=lambda: Recent(100))

    def shape(self, variables: Mapping[str, Any]) -> tuple[Any, ...]:
        """Tell what of the variables changes the plan."""
        return tuple(reader(variables) for reader in self.readers)


@dataclass(slots=True)
class Document:
    """A valid document: its operations by name, its fragments."""

    node: DocumentNode
    operations: dict[str | None, Operation]
    fragments: dict[str, FragmentDefinitionNode]


class Documents:
    """The documents that were asked last, each parsed and validated once."""

    def __init__(self, schema: GraphQLSchema, most: int = 1000) -> None:
        self.schema = schema
        self._kept: Recent[str, Document] = Recent(most)

    def get(self, text: str) -> Document | list[GraphQLError]:
        """Give the document of ``text``, or what is wrong with it; faulty ones are not kept."""
        found = self._kept.get(text)
        if found is not None:
            return found
        read = read_document(self.schema, text)
        return read if isinstance(read, list) else self._kept.put(text, read)


def read_document(schema: GraphQLSchema, text: str) -> Document | list[GraphQLError]:
    """Parse and validate a document, or tell its faults."""
    if len(text) > CHARACTERS:
        said = f"A document may be {CHARACTERS} characters long; this one is {len(text)}."
        return [GraphQLError(said)]
    try:
        node = parse(text, max_tokens=TOKENS)
    except GraphQLError as error:
        return [error]
    if faults := too_large(node):
        return faults
    if faults := validate(schema, node, max_errors=20, hide_suggestions=True):
        return faults
    sizes = _sizes(node)
    operations = {
        (it.name.value if it.name else None): Operation(it, _readers(schema, it, sizes))
        for it in node.definitions
        if isinstance(it, OperationDefinitionNode)
    }
    fragments = {
        it.name.value: it for it in node.definitions if isinstance(it, FragmentDefinitionNode)
    }
    return Document(node, operations, fragments)


class _Sizes(Visitor):
    """Finds the variables whose value changes what is kept: a page's size, and a type's name."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        for argument in node.arguments or ():
            sized = argument.name.value in ("first", "last") or node.name.value == "__type"
            if sized and isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)


def _sizes(node: DocumentNode) -> set[str]:
    visitor = _Sizes()
    visit(node, visitor)
    return visitor.names


def _readers(
    schema: GraphQLSchema, operation: OperationDefinitionNode, sizes: set[str]
) -> tuple[Reader, ...]:
    return tuple(
        _reader(it.variable.name.value, type_from_ast(schema, it.type), sizes)
        for it in operation.variable_definitions or ()
    )


def _cut(value: Any) -> Any:
    """Keep no more of a text than tells all names of types apart."""
    return value[:LONGEST_NAME] if isinstance(value, str) else value


def _reader(name: str, type_: Any, sizes: set[str]) -> Reader:
    if name in sizes:
        return lambda variables: (name in variables, _cut(variables.get(name)))
    input_type: GraphQLInputType = type_
    return lambda variables: (name in variables, shape(variables.get(name), input_type))
