"""One page of a connection: keyset paging, so that a page costs the same wherever it lies.

A page is read in one pass: at most one row more than asked for, numbered in the order of the
pass; the extra row only tells that there is more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from services.dialects import Expression, Named
from services.plan import (
    Connection,
    Constant,
    Count,
    Cursor,
    Edges,
    Fields,
    Info,
    Nodes,
    Part,
    Text,
    Value,
)
from services.scopes import Scope, Writing, order_column, ordered, source, tail

Build = Callable[[Writing, Scope, Fields], Named]


@dataclass(slots=True)
class Page:
    """The rows of one page in the making: a table ``p`` with a column of JSON for each part."""

    said: Connection
    scope: Scope
    inner: Scope
    tables: str
    conditions: list[str]
    numbered: bool
    columns: list[str] = field(default_factory=list)


def connection(writing: Writing, scope: Scope, said: Connection, build: Build) -> str:
    """Write a connection as a JSON object; ``build`` writes the fields of its nodes."""
    inner, tables, conditions = source(writing, scope, said.rows)
    told = any(isinstance(part, Info) for _, part in said.parts)
    page = Page(said, scope, inner, tables, conditions, told or said.window.backward)
    parts = [(name, _part(writing, page, part, build)) for name, part in said.parts]
    if not (page.columns or told):
        return writing.dialect.object(parts)
    return writing.dialect.first(parts, f"FROM {_rows(writing, page)} p")


def _part(writing: Writing, page: Page, part: Part, build: Build) -> Expression:
    match part:
        case Nodes(fields):
            node = writing.dialect.object(build(writing, page.inner, fields))
            return _gathered(writing, page, node), "json"
        case Edges(fields):
            edge = [(name, _edge(writing, page, it, build)) for name, it in fields]
            return _gathered(writing, page, writing.dialect.object(edge)), "json"
        case Info(fields):
            return writing.dialect.object([_info(writing, page, *it) for it in fields]), "json"
        case Count():
            rows = tail(writing, page.scope, replace(page.said.rows, order=()))[1]
            return f"(SELECT count(*) {rows})", "number"
        case Text(text):
            return f"'{text}'", "text"


def _edge(writing: Writing, page: Page, part: Nodes | Cursor | Text, build: Build) -> Expression:
    match part:
        case Nodes(fields):
            return writing.dialect.object(build(writing, page.inner, fields)), "json"
        case Cursor():
            return _cursor(writing, page), "text"
        case Text(text):
            return f"'{text}'", "text"


def _cursor(writing: Writing, page: Page) -> str:
    keys: list[Expression] = [
        (order_column(writing, page.inner, it), it.column.type) for it in page.said.rows.order
    ]
    signature = writing.bind(Constant(page.said.window.signature))
    return writing.dialect.cursor(signature, keys)


def _gathered(writing: Writing, page: Page, value: str) -> str:
    page.columns.append(value)
    name = f"p.f{len(page.columns)}"
    if not page.numbered:
        return writing.dialect.gather(name)
    order = "p.n DESC" if page.said.window.backward else "p.n"
    return writing.dialect.gather(name, order, f"p.n <= {page.said.window.size}")


def _rows(writing: Writing, page: Page) -> str:
    """Write the table ``p``; its rows come in the order of the answer."""
    window, order = page.said.window, page.said.rows.order
    columns = [f"{sql} AS f{number}" for number, sql in enumerate(page.columns, 1)]
    conditions = [*page.conditions, *_between(writing, page)]
    by = ordered(writing, page.inner, order, backward=window.backward)
    rows = f"FROM {page.tables} WHERE {' AND '.join(conditions)} ORDER BY {by}"
    if not page.numbered:
        return f"(SELECT {', '.join(columns)} {rows} LIMIT {window.size})"
    columns.append(f"{_cursor(writing, page)} AS c")
    limited = f"SELECT {', '.join(columns)} {rows} LIMIT {window.size + 1}"
    counted = f"SELECT q.*, row_number() OVER () AS n, count(*) OVER () AS m FROM ({limited}) q"
    return f"(SELECT * FROM ({counted}) r ORDER BY n DESC)" if window.backward else f"({counted})"


def _between(writing: Writing, page: Page) -> list[str]:
    window = page.said.window
    after = [_beyond(writing, page, page.inner, window.after, ">")] if window.after else []
    before = [_beyond(writing, page, page.inner, window.before, "<")] if window.before else []
    return after + before


def _info(writing: Writing, page: Page, name: str, what: str | Text) -> tuple[str, Expression]:
    window = page.said.window
    near = "NULL" if window.size == 0 else _cursor_at("1")
    far = _cursor_at(f"CASE WHEN p.m < {window.size} THEN p.m ELSE {window.size} END")
    more = f"count(p.n) > {window.size}"  # of p: the aggregate belongs to its SELECT
    ahead, behind = ("", more) if window.backward else (more, "")
    match what:
        case Text(text):
            return name, (f"'{text}'", "text")
        case "startCursor":
            return name, (far if window.backward else near, "text")
        case "endCursor":
            return name, (near if window.backward else far, "text")
        case "hasNextPage":
            return name, (_more(writing, page, ahead, window.before, ">="), "flag")
        case _:
            return name, (_more(writing, page, behind, window.after, "<="), "flag")


def _cursor_at(number: str) -> str:
    return f"max(CASE WHEN p.n = {number} THEN p.c END)"


def _more(writing: Writing, page: Page, cut: str, edge: tuple[Value, ...], side: str) -> str:
    """Say that the page was cut off here, or that rows lie on the far side of its edge."""
    if not edge:
        return f"({cut})" if cut else "(1 = 0)"
    inner, tables, conditions = source(writing, page.scope, page.said.rows)
    conditions.append(_beyond(writing, page, inner, edge, side))
    lies = f"EXISTS (SELECT 1 FROM {tables} WHERE {' AND '.join(conditions)})"
    return f"({cut} OR {lies})" if cut else f"({lies})"


def _beyond(writing: Writing, page: Page, scope: Scope, edge: Sequence[Value], side: str) -> str:
    """Say that a row lies on one side of an edge: ``>`` after it, ``<=`` before it or on it."""
    order = page.said.rows.order
    columns = [order_column(writing, scope, it) for it in order]
    bounds = [writing.bind(value) for value in edge]
    turned = [it.descending for it in order]
    if len(set(turned)) == 1:
        return f"({', '.join(columns)}) {_turned(side, turned[0])} ({', '.join(bounds)})"
    steps = []
    for last, descending in enumerate(turned):
        same = [f"{columns[i]} = {bounds[i]}" for i in range(last)]
        step = side if last == len(turned) - 1 else side[0]
        same.append(f"{columns[last]} {_turned(step, descending)} {bounds[last]}")
        steps.append(f"({' AND '.join(same)})")
    return f"({' OR '.join(steps)})"


def _turned(side: str, descending: bool) -> str:
    return side.translate(str.maketrans("<>", "><")) if descending else side
