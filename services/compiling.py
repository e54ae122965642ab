"""From a plan to one statement: correlated subselects that build the answer's JSON.

Values are bound, never written into the text; names come from the models' metadata and from
response names, which GraphQL's grammar keeps to letters, digits and underscores.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.content import Content
from services import policy
from services.dialects import DIALECTS, Expression
from services.paging import connection
from services.plan import (
    ByIds,
    Column,
    Connection,
    Embedded,
    Fields,
    Items,
    Leaf,
    Many,
    Null,
    One,
    Output,
    Text,
    Value,
)
from services.scopes import Scope, Writing, column, condition, seen, table_of, tail
from services.view import Sight


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL that answers with one row, a JSON text a column, and the values to bind to it."""

    sql: str
    values: tuple[Value, ...]


def compile_statement(roots: Sequence[Output], dialect: str, sight: Sight) -> Statement:
    """Compile what the roots of an operation ask for into one statement, a column each."""
    writing = Writing(DIALECTS[dialect], sight)
    columns = [_output(writing, Scope(""), root)[0] for root in roots]
    return Statement("SELECT " + ",\n".join(columns) if columns else "", tuple(writing.values))


def _fields(writing: Writing, scope: Scope, fields: Fields) -> list[tuple[str, Expression]]:
    return [(name, _output(writing, scope, output)) for name, output in fields]


def _output(writing: Writing, scope: Scope, output: Output) -> Expression:
    match output:
        case Leaf(of):
            return _leaf(writing, scope, of)
        case Text(text):
            return f"'{text}'", "text"
        case Null():
            return "NULL", "text"
        case Embedded(fields, present):
            return _embedded(writing, scope, fields, present), "json"
        case Items(of, fields):
            return _items(writing, scope, of, fields), "json"
        case One(rows, fields):
            inner, found = tail(writing, scope, rows)
            return writing.dialect.first(_fields(writing, inner, fields), found), "json"
        case Many(rows, fields):
            inner, found = tail(writing, scope, rows)
            return writing.dialect.every(_fields(writing, inner, fields), found), "json"
        case Connection():
            return connection(writing, scope, output, _fields), "json"
        case ByIds(ids, kinds):
            return _by_ids(writing, ids, kinds), "json"


def _leaf(writing: Writing, scope: Scope, of: Column) -> Expression:
    sql = column(writing, scope, of)
    if of.audience:
        readable = condition(writing, scope, policy.may_read(of.audience))
        sql = f"CASE WHEN {readable} THEN {sql} END"
    return sql, of.type


def _embedded(writing: Writing, scope: Scope, fields: Fields, present: Column | None) -> str:
    built = writing.dialect.object(_fields(writing, scope, fields))
    if present is None:
        return built
    return f"CASE WHEN {column(writing, scope, present)} IS NOT NULL THEN {built} END"


def _items(writing: Writing, scope: Scope, of: Column, fields: Fields) -> str:
    item = Scope(writing.alias())
    listed = writing.dialect.items(column(writing, scope, of), item.alias)
    found = f"FROM {listed} ORDER BY {item.alias}.key"
    return writing.dialect.every(_fields(writing, item, fields), found)


def _by_ids(writing: Writing, ids: Value, kinds: Sequence[tuple[type[Content], Fields]]) -> str:
    bound, asked = writing.bind(ids), writing.alias()
    joined, found = f"FROM {writing.dialect.ids(bound, asked)}", []
    for model, fields in kinds:
        row, kind = Scope(writing.alias()), writing.alias()
        node = writing.dialect.object(_fields(writing, row, fields))
        among = writing.dialect.among(f"{row.alias}.entry_id", bound)
        where = " AND ".join([among, *seen(writing, row)])
        rows = f"SELECT {row.alias}.entry_id AS id, {node} AS node"
        joined += f" LEFT JOIN ({rows} FROM {table_of(model)} {row.alias} WHERE {where}) {kind}"
        joined += f" ON {kind}.id = {asked}.value"
        found.append(f"{kind}.node")
    node = f"coalesce({', '.join(found)}, NULL)" if found else "NULL"
    listed = f"SELECT {node} AS node {joined} ORDER BY {asked}.key"
    return f"(SELECT {writing.dialect.gather('i.node')} FROM ({listed}) i)"
