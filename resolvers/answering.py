"""From a request to the bytes of its answer.

graphql-core parses, validates, coerces variables and tells of the schema itself; what content
is asked for becomes one statement an operation, whose JSON goes into the answer as it is. There
are no half answers: an operation is answered whole or refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeNode,
    execute_sync,
    get_variable_values,
    print_ast,
)

from resolvers.arguments import arguments
from resolvers.collecting import Asked, collect
from resolvers.documents import Document, Documents, Operation
from resolvers.filtering import source_of, uuids
from resolvers.planning import Planning, kinds_of
from resolvers.planning import field as plan_field
from resolvers.sources import Identifies
from resolvers.viewing import view_for
from services.compiling import Statement, compile_statement
from services.errors import Fault, Refused, bad_input
from services.plan import Output
from services.reading import kinds_of_entries, read
from services.storage import Store
from services.values import Value
from services.view import View, Viewer

MOST_IDS = 100
"""How many ids one field may be asked for."""

MOST_ERRORS = 20
"""How many errors an answer tells."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent: a document, which of its operations, and the variables' values."""

    query: str
    operation: str | None
    variables: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON in UTF-8; ``refused`` when the request was not executed."""

    body: bytes
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A plan that is ready to run: the statement, and what is already known of the answer.

    ``before`` holds the JSON that goes before each column of the row, and after the last.
    """

    plan: tuple[tuple[str, Output], ...]
    statement: Statement
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsorted:
    """A plan must wait: the ids that some roots ask for have to be sorted by kind first."""

    ids: tuple[tuple[str, Value], ...]


class Gate:
    """The one way in for a question: the schema, its documents, and the store."""

    def __init__(self, schema: GraphQLSchema, store: Store) -> None:
        self.schema = schema
        self.store = store
        self.documents = Documents(schema)
        self.types = kinds_of(schema)
        assert schema.query_type is not None
        self.query: GraphQLObjectType = schema.query_type


async def answer(
    gate: Gate, request: Request, viewer: Viewer, now: datetime, locale: str
) -> Answer:
    """Answer a request as ``viewer`` sees the content at ``now``, in ``locale`` first."""
    document = gate.documents.get(request.query)
    if isinstance(document, list):
        unparsed = isinstance(document[0], GraphQLSyntaxError)
        return _faulty(
            document, "GRAPHQL_PARSE_FAILED" if unparsed else "GRAPHQL_VALIDATION_FAILED"
        )
    try:
        operation = _chosen(document, request.operation)
        variables = _coerced(gate.schema, operation, request.variables)
        view = view_for(gate.schema, operation.node, variables, viewer, now, locale)
        prepared = await _prepared(gate, document, operation, variables, view)
        row = await read(gate.store, prepared.statement, variables, view)
    except Refused as refused:
        return _refused(refused)
    except _Uncoerced as uncoerced:
        return _faulty(uncoerced.errors, "BAD_USER_INPUT")
    return Answer(_body(prepared, row))


class _Uncoerced(Exception):
    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__()
        self.errors = errors


def _chosen(document: Document, name: str | None) -> Operation:
    operations = document.operations
    if name is None and len(operations) == 1:
        return next(iter(operations.values()))
    if name in operations and (name is not None or len(operations) == 1):
        return operations[name]
    raise unresolvable(name, [it for it in operations if it])


def unresolvable(name: str | None, names: Sequence[str]) -> Refused:
    """Refuse a request that does not say which of the document's operations it means."""
    known = ", ".join(names) or "none"
    said = "Say which operation to run" if name is None else f"There is no operation {name!r}"
    return Refused(Fault("OPERATION_RESOLUTION_FAILURE", f"{said}; the document has: {known}."))


def _coerced(
    schema: GraphQLSchema, operation: Operation, variables: Mapping[str, Any]
) -> Mapping[str, Any]:
    definitions = operation.node.variable_definitions or ()
    values = get_variable_values(schema, definitions, dict(variables), 20, hide_suggestions=True)
    if isinstance(values, list):
        raise _Uncoerced(values)
    return values.coerced


async def _prepared(
    gate: Gate, document: Document, operation: Operation, variables: Mapping[str, Any], view: View
) -> Prepared:
    """Give the operation's plan for requests of this shape; ids are sorted by kind before."""
    key: tuple[Any, ...] = (view.sight, operation.shape(variables))
    found = operation.plans.get(key)
    asked = Asked(gate.schema, document.fragments, variables)
    if found is None:
        unsorted = Unsorted(_identified(asked, gate.query, operation))
        found = operation.plans.put(
            key, unsorted if unsorted.ids else _plan(gate, operation, asked, {}, view)
        )
    if isinstance(found, Prepared):
        return found
    kinds = await _kinds(gate.store, found, variables, view)
    key = (*key, tuple(kinds.items()))
    return operation.plans.get(key) or operation.plans.put(
        key, _plan(gate, operation, asked, kinds, view)
    )


def _identified(
    asked: Asked, query: GraphQLObjectType, operation: Operation
) -> tuple[tuple[str, Value], ...]:
    found = []
    for name, nodes in collect(asked, query, [operation.node.selection_set]).items():
        definition = query.fields.get(nodes[0].name.value)
        source = definition and source_of(definition)
        if definition and isinstance(source, Identifies):
            given = arguments(nodes[0], definition.args, asked.variables)[source.argument]
            found.append((name, given.bound(_ids)))
    return tuple(found)


def _ids(value: Any) -> list[UUID]:
    ids = uuids([value] if isinstance(value, str) else value)
    if len(ids) > MOST_IDS:
        raise bad_input(f"These are {len(ids)} ids: ask for at most {MOST_IDS} at a time.")
    return ids


async def _kinds(
    store: Store, unsorted: Unsorted, variables: Mapping[str, Any], view: View
) -> dict[str, tuple[str, ...]]:
    asked = {name: value.read(variables, view) for name, value in unsorted.ids}
    kinds = await kinds_of_entries(store, [it for ids in asked.values() for it in ids])
    return {
        name: tuple(sorted({kinds[it] for it in ids if it in kinds})) for name, ids in asked.items()
    }


def _plan(
    gate: Gate, operation: Operation, asked: Asked, kinds: Mapping[str, tuple[str, ...]], view: View
) -> Prepared:
    planning = Planning(asked, gate.types, kinds)
    outputs: list[tuple[str, Output]] = []
    before = ['{"data":{']
    for name, nodes in collect(asked, gate.query, [operation.node.selection_set]).items():
        before[-1] += f'{"" if before[-1].endswith("{") else ","}"{name}":'
        if nodes[0].name.value.startswith("__"):
            before[-1] += told(gate.schema, operation, asked, nodes)
        else:
            outputs.append((name, plan_field(planning, gate.query, name, nodes)))
            before.append("")
    before[-1] += "}}"
    statement = compile_statement([it for _, it in outputs], gate.store.dialect, view.sight)
    return Prepared(tuple(outputs), statement, tuple(before))


def told(schema: GraphQLSchema, operation: Operation, asked: Asked, nodes: list[FieldNode]) -> str:
    """Let graphql-core answer ``__schema``, ``__type`` or ``__typename`` of the root."""
    name = nodes[0].alias.value if nodes[0].alias else nodes[0].name.value
    plain = [it for it in operation.node.variable_definitions or () if _plain(it.type)]
    alone = OperationDefinitionNode(
        operation=OperationType.QUERY,
        variable_definitions=tuple(plain),
        directives=(),
        selection_set=SelectionSetNode(selections=tuple(nodes)),
    )
    document = DocumentNode(definitions=(alone, *asked.fragments.values()))
    names = {it.variable.name.value for it in plain} & asked.variables.keys()
    values = {name: asked.variables[name] for name in names}
    result = execute_sync(schema, document, variable_values=values)
    if result.errors or result.data is None:
        raise RuntimeError(f"introspection failed: {result.errors}")
    return orjson.dumps(result.data[name]).decode()


def _plain(type_: TypeNode) -> bool:
    """Tell whether introspection may use a variable: all that it takes is texts and yes or no."""
    return print_ast(type_).strip("[]!") in ("String", "Boolean")


def _body(prepared: Prepared, row: Sequence[str | None]) -> bytes:
    pieces = [prepared.before[0]]
    for text, after in zip(row, prepared.before[1:], strict=True):
        pieces.append("null" if text is None else text)
        pieces.append(after)
    return "".join(pieces).encode()


def _refused(refused: Refused) -> Answer:
    errors = [
        {"message": fault.message, "extensions": {"code": fault.code}} for fault in refused.faults
    ]
    return Answer(orjson.dumps({"errors": errors}), refused=True)


def _faulty(errors: Sequence[GraphQLError], code: str) -> Answer:
    formatted = [
        dict(error.formatted) | {"extensions": {"code": code}} for error in errors[:MOST_ERRORS]
    ]
    return Answer(orjson.dumps({"errors": formatted}), refused=True)
