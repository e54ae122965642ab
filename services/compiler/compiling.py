"""From a plan to one statement: correlated subselects that build the answer's JSON.

Values are bound, never written into the text; names come from the models' metadata and from
response names, which GraphQL's grammar keeps to letters, digits and underscores.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.account import Account
from models.api_token import ApiToken
from services import policy
from services.compiler.dialect_postgresql import PostgreSQL
from services.compiler.dialect_sqlite import SQLite
from services.compiler.dialects import Dialect, Expression
from services.compiler.json_text import (
    first_of,
    gathered,
    known,
    list_of,
    object_of,
    sparse_object,
    those_of,
    written,
)
from services.compiler.paging import connection
from services.compiler.plan import (
    ByIds,
    Chosen,
    Connection,
    Embedded,
    Fields,
    First,
    Holds,
    Items,
    Known,
    Laid,
    Leaf,
    Many,
    Null,
    One,
    Output,
    Status,
    Text,
    Those,
    Total,
    Written,
)
from services.compiler.scopes import (
    Scope,
    Writing,
    column,
    condition,
    lettered,
    seen,
    table_of,
    tail,
)
from services.compiler.statuses import status
from services.compiler.texts import Day, Joined, LastDay, NearDay, Paragraphs, Zoned
from services.compiler.values import Column, Value
from services.compiler.writing_texts import made
from services.view import Sight

DIALECTS: dict[str, Dialect] = {it.name: it for it in (SQLite(), PostgreSQL())}


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL that answers with one row, a JSON text a column, and the values to bind to it.

    ``unbound`` are values that it does without, such as a cursor where only a count is asked for.
    """

    sql: str
    values: tuple[Value, ...]
    unbound: tuple[Value, ...] = ()


def compile_statement(roots: Sequence[Output], dialect: str, sight: Sight) -> Statement:
    """Compile what the roots of an operation ask for into one statement, a column each."""
    writing = Writing(DIALECTS[dialect], sight)
    texts = [_output(writing, Scope(""), root).sql for root in roots]
    columns = [writing.dialect.handed_over(text) for text in texts]
    unbound = tuple(it for it in writing.cursors if it not in writing.values)
    sql = "SELECT " + ",\n".join(columns) if columns else ""
    return Statement(sql, tuple(writing.values), unbound)


def _fields(writing: Writing, scope: Scope, fields: Fields) -> list[tuple[str, Expression]]:
    return [(name, _output(writing, scope, output)) for name, output in fields]


def _output(writing: Writing, scope: Scope, output: Output) -> Expression:
    match output:
        case Leaf(of):
            return _leaf(writing, scope, of)
        case Status(model):
            return status(writing, scope, model)
        case Joined() | Paragraphs() | Zoned() | Day() | LastDay() | NearDay():
            return made(writing, scope, output)
        case Text() | Null() | Known() | First():
            return _beside(writing, scope, output)
        case Embedded() | Items() | Chosen() | Those() | Written():
            return _of_row(writing, scope, output)
        case One(rows, fields):
            inner, found = tail(writing, scope, rows)
            return first_of(writing.dialect, _fields(writing, inner.alone(), fields), found)
        case Many(rows, fields):
            inner, found = tail(writing, scope, rows)
            row = inner.alone()
            return list_of(writing.dialect, _fields(writing, row, fields), row.columns, found)
        case Connection():
            return connection(writing, scope, output, _fields)
        case ByIds():
            return _by_ids(writing, output)
        case Laid() | Holds() | Total():
            return _of_days(writing, scope, output)


Beside = Text | Null | Known | First


def _beside(writing: Writing, scope: Scope, output: Beside) -> Expression:
    """Write what is no column of the row at hand."""
    match output:
        case Text(text):
            return known(f'"{text}"')
        case Null():
            return known("null")
        case Known(value):
            return Expression(f"cast({writing.bind(value)} AS text)", "json")
        case First(outputs):
            each = [_output(writing, scope, it).sql for it in outputs]
            return Expression(f"coalesce({', '.join([*each, 'NULL'])})", "json")


WHO = (Account, ApiToken)
"""Who changes something: people, and programs by their tokens."""


def _leaf(writing: Writing, scope: Scope, of: Column) -> Expression:
    sql = column(writing, scope, of)
    if of.type == "account":
        names = (f"(SELECT w.name FROM {table_of(it)} w WHERE w.id = {sql})" for it in WHO)
        sql = f"coalesce({', '.join(names)})"
    if of.words:
        sql = _worded(sql, of.words)
    if of.letter:
        return Expression(lettered(of.letter, sql), "text")
    if of.before:
        return Expression(f"cast({writing.bind(of.before)} AS text) || cast({sql} AS text)", "text")
    if of.nothing:
        sql = f"nullif({sql}, {writing.bind(of.nothing)})"
    readable = policy.may_read(of, writing.sight)
    if readable is not None:
        sql = f"CASE WHEN {condition(writing, scope, readable)} THEN {sql} END"
    return Expression(sql, "text" if of.type == "account" or of.words else of.type)


def _worded(sql: str, words: Sequence[tuple[str | int, str]]) -> str:
    said = " ".join(f"WHEN {_literal(kept)} THEN '{word}'" for kept, word in words)
    rest = f" ELSE {sql}" if isinstance(words[0][0], str) else ""
    return f"CASE {sql} {said}{rest} END"


def _literal(kept: str | int) -> str:
    return f"'{kept}'" if isinstance(kept, str) else str(kept)


OfRow = Embedded | Items | Chosen | Those | Written


def _of_row(writing: Writing, scope: Scope, said: OfRow) -> Expression:
    """Write what is made of the row at hand."""
    match said:
        case Embedded():
            return _embedded(writing, scope, said)
        case Items():
            return _items(writing, scope, said)
        case Chosen(cases, otherwise):
            told = [(condition(writing, scope, it), _told(writing, scope, of)) for it, of in cases]
            steps = " ".join(f"WHEN {holds} THEN {text}" for holds, text in told)
            rest = _told(writing, scope, otherwise)
            return Expression(f"CASE {steps} ELSE {rest} END", "json")
        case Those(outputs):
            return those_of(writing.dialect, [_output(writing, scope, it) for it in outputs])
        case Written(inner):
            return written(_embedded(writing, scope, inner))


def _embedded(writing: Writing, scope: Scope, said: Embedded) -> Expression:
    build = sparse_object if said.sparse else object_of
    built = build(writing.dialect, _fields(writing, scope, said.fields))
    if not said.present:
        return built
    there = " OR ".join(f"{_leaf(writing, scope, it).sql} IS NOT NULL" for it in said.present)
    return Expression(f"CASE WHEN {there} THEN {built.sql} END", "json")


def _told(writing: Writing, scope: Scope, output: Output) -> str:
    return writing.dialect.told(_output(writing, scope, output))


def _items(writing: Writing, scope: Scope, said: Items) -> Expression:
    item = Scope(writing.alias())
    listed = writing.dialect.items(column(writing, scope, said.column), item.alias)
    where = ""
    if said.audience:
        where = f" WHERE {column(writing, item, said.audience)} <= {writing.bind(policy.AUDIENCE)}"
    found = f"FROM {listed}{where} ORDER BY {item.alias}.key"
    built = _fields(writing, item, said.fields)
    return list_of(writing.dialect, built, [f"{item.alias}.value"], found)


def _of_days(writing: Writing, scope: Scope, said: Laid | Holds | Total) -> Expression:
    match said:
        case Holds(asked):
            return Expression(f"({condition(writing, scope, asked)})", "flag")
        case Total(rows):
            return Expression(f"(SELECT count(*) {tail(writing, scope, rows)[1]})", "number")
        case Laid(value, fields):
            item = Scope(writing.alias())
            listed = writing.dialect.items(writing.dialect.json(writing.bind(value)), item.alias)
            found = f"FROM {listed} ORDER BY {item.alias}.key"
            built = _fields(writing, item, fields)
            return list_of(writing.dialect, built, [f"{item.alias}.value"], found)


def _by_ids(writing: Writing, said: ByIds) -> Expression:
    asked, joined, found = writing.alias(), "", []
    for model, fields in said.kinds:
        row = Scope(writing.alias())
        built = object_of(writing.dialect, _fields(writing, row, fields))
        found.append(f"CASE WHEN {row.alias}.id IS NOT NULL THEN {built.sql} END")
        tie = " AND ".join([f"{row.alias}.entry_id = {asked}.value", *seen(writing, row, model)])
        joined += f" LEFT JOIN {table_of(model)} {row.alias} ON {tie}"
    nothing = "cast(NULL AS text)"  # with a type, or PostgreSQL makes no list of it
    node = Expression(f"coalesce({', '.join(found)}, NULL)" if found else nothing, "json")
    told = node if said.alone else gathered(writing.dialect, node, f"{asked}.key")
    table = writing.dialect.ids(writing.bind(said.ids), asked)
    return Expression(f"(SELECT {told.sql} FROM {table}{joined})", "json")
