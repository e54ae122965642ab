"""From an operation to a plan that is ready to run, kept with the document for its like.

Requests of one shape share a plan. Where ids are asked for, their kinds are part of it: they are
looked up first, in one statement for all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeNode,
    execute_sync,
    print_ast,
)

from resolvers.arguments import arguments
from resolvers.collecting import Asked, collect
from resolvers.documents import Document, Operation
from resolvers.filtering import source_of, uuids
from resolvers.gate import Gate
from resolvers.planning import Planning
from resolvers.planning import field as plan_field
from resolvers.sources import Identifies
from services.compiling import Statement, compile_statement
from services.errors import bad_input
from services.plan import Output
from services.reading import kinds_of_entries
from services.storage import Store
from services.values import Value
from services.view import View

MOST_IDS = 100
"""How many ids one field may be asked for."""


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


async def prepared(
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
    sorted_key = (*key, tuple(kinds.items()))
    plan: Prepared | None = operation.plans.get(sorted_key)
    return plan or operation.plans.put(sorted_key, _plan(gate, operation, asked, kinds, view))


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
            before[-1] += _told(gate.schema, operation, asked, nodes)
        else:
            outputs.append((name, plan_field(planning, gate.query, name, nodes)))
            before.append("")
    before[-1] += "}}"
    statement = compile_statement([it for _, it in outputs], gate.store.dialect, view.sight)
    return Prepared(tuple(outputs), statement, tuple(before))


def _told(schema: GraphQLSchema, operation: Operation, asked: Asked, nodes: list[FieldNode]) -> str:
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
