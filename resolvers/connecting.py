"""Connections: the Relay cursor connection specification's arguments and parts, with ``nodes``."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    SelectionSetNode,
    get_named_type,
)

from resolvers.arguments import Tree
from resolvers.collecting import below, collect, told_by
from resolvers.cursors import keys, signature
from resolvers.feed_links import links as feed_links
from resolvers.filtering import condition, orders
from resolvers.sources import Kept
from services.compiler.pages import Count, Cursor, Window
from services.compiler.plan import (
    Connection,
    Edges,
    Embedded,
    Fields,
    Info,
    Nodes,
    Order,
    Part,
    Rows,
    Text,
)
from services.compiler.ties import Forward, Tie
from services.compiler.values import Column
from services.errors import bad_input

USUAL, MOST = 20, 100
"""How many rows a page has unless told otherwise, and how many it may have."""

HISTORY = "history"
"""What cursors of versions are signed for: ``Content`` has them, of whichever kind it is."""

_ENTRY = Order(Column("entry_id", "uuid"))
_LINKED = Order(Column("position", "number"), link=True)

Select = Callable[[Any, GraphQLObjectType, Iterable[SelectionSetNode]], Fields]


def connection(
    planning: Any,
    definition: GraphQLField,
    given: Mapping[str, Tree],
    tie: Tie | None,
    nodes: list[FieldNode],
    select: Select,
) -> Connection:
    """Plan a connection to content; ``select`` plans what is asked of its nodes."""
    node = told_by(told_by(definition.type).fields["nodes"].type)
    kept: Kept = node.extensions["strawberry-definition"].origin.kept
    order = _order(definition, given, tie, kept)
    where = given.get("where")
    asked = condition(where, _input(definition, "where"), planning.lists) if where else None
    return paged(planning, definition, given, Rows(kept.model, tie, asked, order), nodes, select)


def paged(
    planning: Any,
    definition: GraphQLField,
    given: Mapping[str, Tree],
    rows: Rows,
    nodes: list[FieldNode],
    select: Select,
) -> Connection:
    """Plan a connection to ``rows``, of whatever they are."""
    type_ = told_by(definition.type)
    kind = HISTORY if rows.remembered else str(rows.model._meta.db_table)
    collected = collect(planning.asked, type_, below(nodes))
    links = partial(feed_links, planning.asked, given.get("where"), rows.tie)
    parts = [(name, _part(planning, type_, it, select, links)) for name, it in collected.items()]
    return Connection(rows, _window(given, kind, rows.order), tuple(parts))


def _input(definition: GraphQLField, argument: str) -> GraphQLInputObjectType:
    type_ = get_named_type(definition.args[argument].type)
    assert isinstance(type_, GraphQLInputObjectType)
    return type_


def _order(
    definition: GraphQLField, given: Mapping[str, Tree], tie: Tie | None, kept: Kept
) -> tuple[Order, ...]:
    if asked := given.get("orderBy"):
        return (*orders(asked, _input(definition, "orderBy")), _ENTRY)
    return (_LINKED, _ENTRY) if isinstance(tie, Forward) else (*kept.order, _ENTRY)


def _window(given: Mapping[str, Tree], kind: str, order: tuple[Order, ...]) -> Window:
    first, last = given.get("first"), given.get("last")
    if first is not None and last is not None:
        raise bad_input("Ask for `first` or `last`, not for both.")
    name, size = ("first", first) if last is None else ("last", last)
    rows = USUAL if size is None else size.value
    if not 0 <= rows <= MOST:
        raise bad_input(
            f"`{name}` is {rows}: ask for 0 to {MOST} at a time, and page on from there."
        )
    edges = {side: given.get(side) for side in ("after", "before")}
    reads = {
        side: tuple(edge.bound(key) for key in keys(kind, order)) if edge is not None else ()
        for side, edge in edges.items()
    }
    return Window(rows, last is not None, reads["after"], reads["before"], signature(kind, order))


def _part(
    planning: Any,
    type_: GraphQLObjectType,
    nodes: list[FieldNode],
    select: Select,
    links: Callable[[GraphQLObjectType, list[FieldNode]], Embedded],
) -> Part:
    match nodes[0].name.value:
        case "nodes":
            return Nodes(select(planning, told_by(type_.fields["nodes"].type), below(nodes)))
        case "edges":
            return _edges(planning, told_by(type_.fields["edges"].type), nodes, select)
        case "pageInfo":
            return _info(planning, told_by(type_.fields["pageInfo"].type), nodes)
        case "totalCount":
            return Count()
        case "feeds":
            return links(told_by(type_.fields["feeds"].type), nodes)
        case _:
            return Text(type_.name)


def _edges(
    planning: Any, type_: GraphQLObjectType, nodes: list[FieldNode], select: Select
) -> Edges:
    parts: list[tuple[str, Nodes | Cursor | Text]] = []
    for name, inner in collect(planning.asked, type_, below(nodes)).items():
        match inner[0].name.value:
            case "node":
                node = told_by(type_.fields["node"].type)
                parts.append((name, Nodes(select(planning, node, below(inner)))))
            case "cursor":
                parts.append((name, Cursor()))
            case _:
                parts.append((name, Text(type_.name)))
    return Edges(tuple(parts))


def _info(planning: Any, type_: GraphQLObjectType, nodes: list[FieldNode]) -> Info:
    collected = collect(planning.asked, type_, below(nodes))
    asked = {name: inner[0].name.value for name, inner in collected.items()}
    return Info(
        tuple(
            (name, Text(type_.name) if field == "__typename" else field)
            for name, field in asked.items()
        )
    )
