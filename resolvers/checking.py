"""Whether a document can be asked at all, told before anybody asks it.

The rule: it goes the same way as a request does, up to its price, with stand-ins for what only a
request brings: the defaults of its variables, else nothing, or something where null is refused.
A mutation costs what it does beside what is told of it. What follows a subscription is not priced.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLSchema,
    OperationType,
    get_nullable_type,
    is_non_null_type,
    type_from_ast,
)
from graphql.utilities.coerce_input_value import coerce_input_literal

from resolvers.collecting import Asked, collect
from resolvers.connecting import USUAL
from resolvers.documents import Document, Faulty, Operation, read_document
from resolvers.identifying import identified
from resolvers.keeping import kinds_of
from resolvers.planning import Planning, Sorted
from resolvers.preparing import dearest, identified_after, planned_roots, price_of_changes
from services.compiler.pricing import Price
from services.compiler.values import Value
from services.documents.bounds import USUAL_BOUNDS, Bounds
from services.errors import Refused

NOBODYS = Price(0, ())


@dataclass(frozen=True, slots=True)
class Checked:
    """What is wrong with a document, its operations' names, and the price of the dearest."""

    faults: tuple[str, ...]
    operations: tuple[str, ...] = ()
    price: Price = NOBODYS


def checked(schema: GraphQLSchema, text: str, bounds: Bounds = USUAL_BOUNDS) -> Checked:
    """Parse, validate and price a document as if it were asked, and tell what is wrong with it."""
    document = read_document(schema, text, bounds)
    if isinstance(document, Faulty):
        return Checked(tuple(_told(document)))
    faults, prices = [], [NOBODYS]
    for operation in document.operations.values():
        try:
            prices.append(_price(schema, document, operation))
        except Refused as refused:
            faults += [fault.message for fault in refused.faults]
    names = tuple(name for name in document.operations if name)
    return Checked(tuple(faults), names, max(prices, key=lambda it: it.total))


def _told(document: Faulty) -> Iterator[str]:
    for error in orjson.loads(document.body)["errors"]:
        place = next(iter(error.get("locations", ())), None)
        before = f"line {place['line']}, column {place['column']}: " if place else ""
        yield before + error["message"]


def _price(schema: GraphQLSchema, document: Document, operation: Operation) -> Price:
    """Price an operation; where ids are asked for, as if they were all of the dearest kind."""
    query, mutation, kinds = schema.query_type, schema.mutation_type, kinds_of(schema)
    asked = Asked(schema, document.fragments, dict(_variables(schema, operation)))
    selections = [operation.node.selection_set]
    assert query is not None
    assert mutation is not None
    if operation.node.operation is OperationType.QUERY:
        roots = collect(asked, query, selections)
        planning = _planning(asked, kinds, identified(asked, query, selections))
        return dearest(planning, lambda it: planned_roots(it, query, roots))
    if operation.node.operation is OperationType.MUTATION:
        changes = collect(asked, mutation, selections)
        ids = identified_after(asked, query, mutation, changes)
        return price_of_changes(_planning(asked, kinds, ids), mutation, changes)
    return NOBODYS


def _planning(
    asked: Asked, kinds: Mapping[str, GraphQLObjectType], ids: Iterable[tuple[str, Value]]
) -> Planning:
    return Planning(asked, kinds, {name: Sorted((), 1) for name, _ in ids})


def _variables(schema: GraphQLSchema, operation: Operation) -> Iterator[tuple[str, Any]]:
    for it in operation.node.variable_definitions or ():
        type_: Any = type_from_ast(schema, it.type)
        if it.default_value is not None:
            yield it.variable.name.value, coerce_input_literal(it.default_value, type_)
        elif is_non_null_type(type_):
            yield it.variable.name.value, _stand_in(type_)


def _stand_in(type_: Any) -> Any:
    """Give a value of a type that must be there: the least that says anything."""
    wanted = get_nullable_type(type_)
    if isinstance(wanted, GraphQLInputObjectType):
        fields: Mapping[str, Any] = wanted.fields
        needed = {name: it.type for name, it in fields.items() if is_non_null_type(it.type)}
        return {name: _stand_in(it) for name, it in needed.items()}
    if isinstance(wanted, GraphQLEnumType):
        return next(iter(wanted.values.values())).value
    if isinstance(wanted, GraphQLList):
        return []
    return {"Boolean": True, "Int": USUAL}.get(wanted.name, "")
