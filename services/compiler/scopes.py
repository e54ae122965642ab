"""Where a statement stands while it is written: the row at hand, its tables, what holds of it.

Every table that comes in is joined with the conditions of ``services/policy.py``: there is no
other way to reach rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tortoise.models import Model

from models.content import Content
from models.event import Event
from services import policy
from services.compiler.dialects import Dialect
from services.compiler.plan import (
    Addressed,
    All,
    Any_,
    AtLeast,
    Compare,
    Condition,
    Exists,
    Flag,
    IsNull,
    Not,
    Order,
    Rows,
)
from services.compiler.ties import Back, Forward, Reference, Referenced
from services.compiler.values import FIRST_LOCALE, LOCALE, Around, Column, Value
from services.view import Sight

_OPERATORS = {"eq": "=", "ne": "<>", "lt": "<", "lte": "<=", "gt": ">", "gte": ">="}


@dataclass(frozen=True, slots=True)
class Scope:
    """The row at hand: its alias, and which of its columns the link that led here repeats.

    ``read`` gathers the columns that were asked for, so that no row is passed on with others;
    ``around`` is the row from which this one is seen.
    """

    alias: str
    link: str = ""
    carries: tuple[tuple[str, str], ...] = ()
    read: set[str] = field(default_factory=set, compare=False)
    around: "Scope | None" = field(default=None, compare=False)

    def alone(self) -> "Scope":
        """Give the row by itself, where the link that led to it is out of reach."""
        return Scope(self.alias, around=self.around)

    @property
    def columns(self) -> list[str]:
        """Name the columns that were read; all of them where that is none, for one is needed."""
        return [f"{self.alias}.{name}" for name in sorted(self.read)] or [f"{self.alias}.*"]

    def column(self, name: str) -> str:
        for own, carried in self.carries:
            if name == own:
                return f"{self.link}.{carried}"
        self.read.add(name)
        return f"{self.alias}.{name}"


@dataclass(slots=True)
class Writing:
    """One statement in the making: the values bound so far, and the aliases given.

    ``cursors`` are all that lists were given, whether they come to be bound or not.
    """

    dialect: Dialect
    sight: Sight
    values: list[Value] = field(default_factory=list)
    cursors: list[Value] = field(default_factory=list)
    aliases: int = 0

    def bind(self, value: Value) -> str:
        if value not in self.values:
            self.values.append(value)
        return self.dialect.parameter(self.values.index(value) + 1)

    def alias(self) -> str:
        self.aliases += 1
        return f"t{self.aliases}"


def table_of(model: type[Model]) -> str:
    """Name the table of a model, from its metadata."""
    return str(model._meta.db_table)


def column(writing: Writing, scope: Scope, column: Column) -> str:
    """Write a column's value as the view's languages have it; inside of JSON, JSON or a text."""
    locales = writing.sight.locales
    sql = scope.column(f"{column.name}_{locales[0]}" if column.per_locale else column.name)
    if LOCALE in column.path:
        return _localised(writing, sql, column)
    if not column.path:
        return sql
    if column.type == "json":
        return writing.dialect.inside(sql, column.path)
    path = [locales[0] if it == FIRST_LOCALE else it for it in column.path]
    within = writing.dialect.within(sql, path)
    if column.type == "instant":
        return writing.dialect.instant(within)
    return f"CAST({within} AS integer)" if column.type == "number" else within


def _localised(writing: Writing, sql: str, column: Column) -> str:
    """Write the text in the first of the view's languages that it is there in, or which that is."""
    there = {
        locale: writing.dialect.within(sql, [locale if it == LOCALE else it for it in column.path])
        for locale in writing.sight.locales
    }
    if not column.locales:
        return f"coalesce({', '.join(there.values())})"
    names = dict(column.locales)
    cases = (f"WHEN {text} IS NOT NULL THEN '{names[it]}'" for it, text in there.items())
    return f"CASE {' '.join(cases)} END"


def lettered(letter: str, number: str) -> str:
    """Write a number behind a letter that says what it counts."""
    return f"('{letter}' || CAST({number} AS text))"


def source(writing: Writing, scope: Scope, rows: Rows) -> tuple[Scope, str, list[str]]:
    """Name the tables of ``rows`` as seen from ``scope``, and all that holds of a row of them."""
    inner, tables, ties = _tied(writing, scope, rows)
    inner = replace(inner, around=scope)
    where = [] if rows.where is None else [condition(writing, inner, rows.where)]
    if rows.remembered:
        eyes = [condition(writing, inner, it) for it in policy.remembered(writing.sight)]
    else:
        eyes = seen(writing, inner, rows.model)
    return inner, tables, [*where, *ties, *eyes] or ["1 = 1"]


def seen(writing: Writing, scope: Scope, model: type[Content] | type[Event]) -> list[str]:
    """Say that the row at hand can be seen."""
    return [condition(writing, scope, it) for it in policy.visible(writing.sight, model)]


def tail(writing: Writing, scope: Scope, rows: Rows) -> tuple[Scope, str]:
    """Write the FROM … LIMIT of rows, seen from the row in ``scope``."""
    inner, tables, conditions = source(writing, scope, rows)
    said = f"FROM {tables} WHERE {' AND '.join(conditions)}"
    if rows.order:
        said += f" ORDER BY {ordered(writing, inner, rows.order)}"
    return inner, said if rows.limit is None else f"{said} LIMIT {rows.limit}"


def _tied(writing: Writing, scope: Scope, rows: Rows) -> tuple[Scope, str, list[str]]:
    row, table = writing.alias(), table_of(rows.model)
    match rows.tie:
        case None:
            return Scope(row), f"{table} {row}", []
        case Reference(name):
            return Scope(row), f"{table} {row}", [f"{row}.entry_id = {scope.column(name)}"]
        case Referenced(name):
            return Scope(row), f"{table} {row}", [f"{row}.{name} = {scope.column('entry_id')}"]
        case Forward(link):
            via = writing.alias()
            joined = (
                f"{table_of(link)} {via} JOIN {table} {row} ON {row}.entry_id = {via}.target_id"
            )
            return Scope(row, via), joined, [f"{via}.source_id = {scope.column('id')}"]
        case Back(link):
            via = writing.alias()
            joined = f"{table_of(link)} {via} JOIN {table} {row} ON {row}.id = {via}.source_id"
            carries = (*link.carries.items(), ("entry_id", "source_entry_id"))
            tie = f"{via}.target_id = {scope.column('entry_id')}"
            leads = [
                condition(writing, Scope(via), it) for it in policy.link_visible(writing.sight)
            ]
            return Scope(row, via, carries), joined, [tie, *leads]


def ordered(
    writing: Writing, scope: Scope, order: Iterable[Order], *, backward: bool = False
) -> str:
    """Write an ORDER BY list, turned round if ``backward``."""
    return ", ".join(
        order_column(writing, scope, it) + (" DESC" if it.descending != backward else "")
        for it in order
    )


def order_column(writing: Writing, scope: Scope, order: Order) -> str:
    """Write the column that an order lists by."""
    if order.link:
        return f"{scope.link}.{order.column.name}"
    return column(writing, scope, order.column)


def condition(writing: Writing, scope: Scope, said: Condition) -> str:
    """Write what must hold of the row at hand; true or false, never unknown."""
    match said:
        case Compare():
            return _compare(writing, scope, said)
        case IsNull(of):
            return f"{column(writing, scope, of)} IS NULL"
        case Flag(name):
            return scope.column(name)
        case AtLeast(value, least):
            return f"{writing.bind(value)} >= {least}"
        case All(parts):
            return _joined(writing, scope, parts, " AND ", "1 = 1")
        case Any_(parts):
            return _joined(writing, scope, parts, " OR ", "1 = 0")
        case Not(Exists() as inner):
            return f"NOT {condition(writing, scope, inner)}"
        case Not(inner):
            return f"NOT ({condition(writing, scope, inner)})"
        case Exists(rows):
            return f"EXISTS (SELECT 1 {tail(writing, scope, rows)[1]})"
        case Addressed():
            return _addressed(writing, scope, said)


def _joined(writing: Writing, scope: Scope, parts: Sequence[Condition], by: str, empty: str) -> str:
    said = [condition(writing, scope, part) for part in parts]
    return f"({by.join(said)})" if said else empty


def _other(writing: Writing, scope: Scope, value: Value | Around) -> str:
    """Write what a column is compared with."""
    if not isinstance(value, Around):
        return writing.bind(value)
    assert scope.around is not None, "no row leads here"
    return column(writing, scope.around, value.column)


def _compare(writing: Writing, scope: Scope, compare: Compare) -> str:
    value, bound = column(writing, scope, compare.column), _other(writing, scope, compare.value)
    match compare.operator:
        case "in":
            said = writing.dialect.among(value, bound)
        case "notIn":
            said = f"NOT {writing.dialect.among(value, bound)}"
        case "contains":
            said = writing.dialect.contains(value, bound)
        case "startsWith":
            said = writing.dialect.starts(value, bound)
        case operator if compare.likely:
            return writing.dialect.likely(value, _OPERATORS[operator], bound)
        case operator:
            said = f"{value} {_OPERATORS[operator]} {bound}"
    if not compare.column.nullable:
        return said
    if compare.operator in ("ne", "notIn"):
        return f"({value} IS NULL OR {said})"
    return f"({value} IS NOT NULL AND {said})"


def _addressed(writing: Writing, scope: Scope, said: Addressed) -> str:
    now, then, still = (Scope(writing.alias()) for _ in range(3))
    table, bound = table_of(said.model), writing.bind(said.value)
    once = [condition(writing, then, it) for it in policy.once_visible(writing.sight)]
    known = seen(writing, now, said.model)
    present = " AND ".join([f"{now.alias}.{said.column} = {bound}", *known])
    latest = f"{then.alias}.live_from DESC"
    if writing.sight.drafts:  # which may never have been public, and had their address first
        latest += f" NULLS LAST, {then.alias}.entry_id"
    public = [*once, *seen(writing, still, said.model)]
    past = " AND ".join([f"{then.alias}.{said.column} = {bound}", *public])
    return (
        f"{scope.alias}.entry_id = coalesce("
        f"(SELECT {now.alias}.entry_id FROM {table} {now.alias} WHERE {present}"
        f" ORDER BY {now.alias}.live_from DESC LIMIT 1), "
        f"(SELECT {then.alias}.entry_id FROM {table} {then.alias} JOIN {table} {still.alias}"
        f" ON {still.alias}.entry_id = {then.alias}.entry_id WHERE {past}"
        f" ORDER BY {latest} LIMIT 1))"
    )
