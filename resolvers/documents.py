"""Documents: parsed and validated once per text, kept with the plans made for them.

All that is kept is bounded: documents by number and length, plans by number for each operation.
Faulty documents are kept apart, so that they never push out good ones.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    parse,
    type_from_ast,
    validate,
    visit,
)

from resolvers.arguments import shape
from resolvers.deprecations import NOTHING, Deprecations, Uses
from resolvers.faults import faults_of
from resolvers.limits import long_numbers, too_large, too_long
from resolvers.recent import Recent, Tally
from services.documents.bounds import USUAL_BOUNDS, Bounds

DOCUMENTS, FAULTY, PLANS = 1_000, 200, 16
"""How many documents are kept, how many faulty ones, and how many plans of an operation."""

CHARACTERS_KEPT = 4_000_000
"""How long all documents that are kept may be together; the faulty ones an eighth of it."""

UNPARSED, INVALID = "GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"

LONGEST_NAME = 200
"""More than the name of any type has."""

Reader = Callable[[Mapping[str, Any]], Any]


@dataclass(slots=True)
class Operation:
    """One operation of a document, with what tells its plans apart."""

    node: OperationDefinitionNode
    readers: tuple[Reader, ...]
    plans: Recent[Any, Any] = field(default_factory=lambda: Recent(PLANS))
    uses: Uses = NOTHING

    def shape(self, variables: Mapping[str, Any]) -> tuple[Any, ...]:
        """Tell what of the variables changes the plan."""
        return tuple([reader(variables) for reader in self.readers])


@dataclass(slots=True)
class Document:
    """A valid document: its operations by name, its fragments."""

    node: DocumentNode
    operations: dict[str | None, Operation]
    fragments: dict[str, FragmentDefinitionNode]


@dataclass(frozen=True, slots=True)
class Faulty:
    """A document that cannot be used: the code of its faults, and the answer that tells them.

    ``mutations`` are the names by which a mutation of it is asked for.
    """

    code: str
    body: bytes
    mutations: frozenset[str | None] = frozenset()


class Documents:
    """The documents that were asked last, each parsed and validated once."""

    def __init__(
        self, schema: GraphQLSchema, most: int = DOCUMENTS, bounds: Bounds = USUAL_BOUNDS
    ) -> None:
        self.schema = schema
        self.deprecations = Deprecations(schema)
        self._bounds = bounds
        self._kept: Recent[str, Document] = Recent(most, CHARACTERS_KEPT)
        self._faulty: Recent[str, Faulty] = Recent(FAULTY, CHARACTERS_KEPT // 8)
        self.tally = Tally()

    def get(self, text: str) -> Document | Faulty:
        """Give the document of ``text``, or what is wrong with it."""
        self.tally.asked += 1
        found = self._kept.get(text) or self._faulty.get(text)
        if found is not None:
            return found
        self.tally.made += 1
        read = self.read(text)
        if isinstance(read, Document):
            return self._kept.put(text, read, len(text))
        return self._faulty.put(text, read, len(text) + len(read.body))

    def read(self, text: str) -> Document | Faulty:
        """Read a text that somebody else keeps, with what it uses of the deprecated."""
        read = read_document(self.schema, text, self._bounds)
        if isinstance(read, Document):
            for name, uses in self.deprecations.uses(read.node).items():
                read.operations[name].uses = uses
        return read

    def __len__(self) -> int:
        return len(self._kept) + len(self._faulty)

    def plans(self) -> int:
        """Count the plans that are kept with the documents."""
        return sum(map(plans_of, self._kept))


def plans_of(document: Document) -> int:
    """Count the plans that are kept with a document."""
    return sum(len(it.plans) for it in document.operations.values())


def read_document(
    schema: GraphQLSchema, text: str, bounds: Bounds = USUAL_BOUNDS
) -> Document | Faulty:
    """Parse and validate a document, or tell its faults."""
    if said := too_long(text, bounds):
        return _invalid([GraphQLError(said)], bounds)
    try:
        node = parse(text, max_tokens=bounds.tokens)
    except GraphQLError as error:
        return Faulty(UNPARSED, faults_of([error], UNPARSED, 1))
    if faults := too_large(node, bounds) or long_numbers(text, node):
        return _invalid(faults, bounds, node)
    if faults := validate(schema, node, max_errors=bounds.errors, hide_suggestions=True):
        return _invalid(faults, bounds, node)
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


def _invalid(
    faults: list[GraphQLError], bounds: Bounds, node: DocumentNode | None = None
) -> Faulty:
    told = faults_of(faults, INVALID, bounds.errors)
    return Faulty(INVALID, told, _mutations(node) if node else frozenset())


def _mutations(document: DocumentNode) -> frozenset[str | None]:
    """Give the names by which a mutation is asked for; None where no name is needed."""
    found = [it for it in document.definitions if isinstance(it, OperationDefinitionNode)]
    mutations = [it for it in found if it.operation is OperationType.MUTATION]
    nameless = {None} if len(found) == len(mutations) == 1 else set()
    return frozenset({it.name.value for it in mutations if it.name} | nameless)


class _Sizes(Visitor):
    """Finds the variables whose value changes what is kept: a page's size, days, a type's name.

    Of two that say from which day up to which, it is only how far they are apart.
    """

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.stretches: set[tuple[str, str]] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        varied = {
            it.name.value: it.value.name.value
            for it in node.arguments or ()
            if isinstance(it.value, VariableNode)
        }
        if {"from", "to"} <= set(varied):
            self.stretches.add((varied.pop("from"), varied.pop("to")))
        sized = ("first", "last", "from", "to")
        self.names |= {
            variable
            for argument, variable in varied.items()
            if argument in sized or node.name.value == "__type"
        }


def _sizes(node: DocumentNode) -> _Sizes:
    visitor = _Sizes()
    visit(node, visitor)
    return visitor


def _readers(
    schema: GraphQLSchema, operation: OperationDefinitionNode, sizes: _Sizes
) -> tuple[Reader, ...]:
    types = {
        it.variable.name.value: type_from_ast(schema, it.type)
        for it in operation.variable_definitions or ()
    }
    each = [_reader(name, type_, sizes.names) for name, type_ in types.items()]
    return (*each, *(_apart(*it) for it in sorted(sizes.stretches) if set(it) <= set(types)))


def _apart(begins: str, ends: str) -> Reader:
    """Tell how far two days are apart."""

    def read(variables: Mapping[str, Any]) -> Any:
        first, last = variables.get(begins), variables.get(ends)
        return (last - first).days if isinstance(first, date) and isinstance(last, date) else None

    return read


def _cut(value: Any) -> Any:
    """Keep no more of a text than tells all names of types apart."""
    return value[:LONGEST_NAME] if isinstance(value, str) else value


def _reader(name: str, type_: Any, sizes: set[str]) -> Reader:
    if name in sizes:
        return lambda variables: (name in variables, _cut(variables.get(name)))
    input_type: GraphQLInputType = type_
    return lambda variables: (name in variables, shape(variables.get(name), input_type))
