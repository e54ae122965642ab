"""One page of a connection: keyset paging, so that a page costs the same wherever it lies.

Each part of a connection reads the page for itself, within the one statement and so from the same
state. What a page says of itself is read from keys alone, at most one more than the page has rows:
the extra one only tells that there is more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.compiler.dialects import Expression, Named
from services.compiler.json_text import first_of, known, list_of, object_of
from services.compiler.pages import Count, Cursor, Window
from services.compiler.plan import (
    Connection,
    Edges,
    Embedded,
    Fields,
    Info,
    Nodes,
    Part,
    Text,
)
from services.compiler.scopes import Scope, Writing, lettered, order_column, ordered, source, tail
from services.compiler.values import Constant, Value

Build = Callable[[Writing, Scope, Fields], Named]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the making: from where it is seen, and how its rows are found."""

    said: Connection
    scope: Scope
    inner: Scope
    tables: str
    conditions: tuple[str, ...]


def connection(writing: Writing, scope: Scope, said: Connection, build: Build) -> Expression:
    """Write a connection as a JSON object; ``build`` writes the fields of its nodes."""
    writing.cursors += (*said.window.after, *said.window.before)
    parts = [(name, _part(writing, scope, said, part, build)) for name, part in said.parts]
    return object_of(writing.dialect, parts)


def _part(writing: Writing, scope: Scope, said: Connection, part: Part, build: Build) -> Expression:
    match part:
        case Text(text):
            return known(f'"{text}"')
        case Embedded(beside):
            return object_of(writing.dialect, build(writing, scope, beside))
        case Count():
            rows = tail(writing, scope, replace(said.rows, order=()))[1]
            return Expression(f"(SELECT count(*) {rows})", "number")
        case Info(told) if not _told_by_rows(said.window, told):
            page = Page(said, scope, scope, "", ())
            return object_of(writing.dialect, [(it, _told(writing, page, at)) for it, at in told])
    inner, tables, conditions = source(writing, scope, said.rows)
    page = Page(said, scope, inner, tables, tuple(conditions))
    if isinstance(part, Info):
        return _info(writing, page, part)
    row = inner.alone()
    if isinstance(part, Nodes):
        fields = build(writing, row, part.fields)
    else:
        fields = _edges(writing, page, row, part, build)
    return _listed(writing, page, row, fields)


def _told_by_rows(window: Window, told: Sequence[tuple[str, str | Text]]) -> bool:
    """Tell whether any of this is an aggregate of the page's rows; else there were one a row."""
    cut = "hasPreviousPage" if window.backward else "hasNextPage"
    return any(what in ("startCursor", "endCursor", cut) for _, what in told)


def _edges(writing: Writing, page: Page, row: Scope, part: Edges, build: Build) -> Named:
    fields = []
    for name, it in part.fields:
        match it:
            case Nodes(asked):
                said = object_of(writing.dialect, build(writing, row, asked))
            case Cursor():
                keys = [order_column(writing, row, one) for one in page.said.rows.order]
                said = Expression(_cursor(writing, page, keys), "text")
            case Text(text):
                said = known(f'"{text}"')
        fields.append((name, said))
    return fields


def _cursor(writing: Writing, page: Page, keys: Sequence[str]) -> str:
    window = page.said.window
    if window.letter:
        return lettered(window.letter, keys[0])
    return writing.dialect.cursor(writing.bind(Constant(window.signature)), keys)


def _listed(writing: Writing, page: Page, row: Scope, fields: Named) -> Expression:
    """Write the page's rows as a list; a page read from the back is turned round."""
    window, order = page.said.window, page.said.rows.order
    rows = f"{_rows(writing, page)} LIMIT {window.size}"
    if window.backward:
        again = ordered(writing, row, order)
        rows = f"FROM (SELECT {', '.join(row.columns)} {rows}) {row.alias} ORDER BY {again}"
    return list_of(writing.dialect, fields, row.columns, rows)


def _rows(writing: Writing, page: Page) -> str:
    window = page.said.window
    after = [_beyond(writing, page, page.inner, window.after, ">")] if window.after else []
    before = [_beyond(writing, page, page.inner, window.before, "<")] if window.before else []
    conditions = " AND ".join([*page.conditions, *after, *before])
    by = ordered(writing, page.inner, page.said.rows.order, backward=window.backward)
    return f"FROM {page.tables} WHERE {conditions} ORDER BY {by}"


def _info(writing: Writing, page: Page, part: Info) -> Expression:
    """Write what the page says of itself, over its keys: ``n`` their number, ``m`` how many."""
    keys = [order_column(writing, page.inner, it) for it in page.said.rows.order]
    columns = ", ".join(f"{key} AS k{at}" for at, key in enumerate(keys, 1))
    rows = f"SELECT {columns} {_rows(writing, page)} LIMIT {page.said.window.size + 1}"
    places = "row_number() OVER () AS n, count(*) OVER () AS m"
    fields = [(name, _told(writing, page, what)) for name, what in part.fields]
    return first_of(writing.dialect, fields, f"FROM (SELECT q.*, {places} FROM ({rows}) q) p")


def _told(writing: Writing, page: Page, what: str | Text) -> Expression:
    window = page.said.window
    more = f"count(p.n) > {window.size}"  # of a column: else it were another SELECT's aggregate
    ahead, behind = ("", more) if window.backward else (more, "")
    match what:
        case Text(text):
            return known(f'"{text}"')
        case "hasNextPage":
            return Expression(_more(writing, page, ahead, window.before, ">="), "flag")
        case "hasPreviousPage":
            return Expression(_more(writing, page, behind, window.after, "<="), "flag")
        case _:
            count = len(page.said.rows.order)
            cursor = _cursor(writing, page, [f"p.k{at}" for at in range(1, count + 1)])
            begins = (what == "startCursor") != window.backward
            last = f"CASE WHEN p.m < {window.size} THEN p.m ELSE {window.size} END"
            place = f"p.n = {1 if begins else last} AND p.n <= {window.size}"
            return Expression(f"max({cursor}) FILTER (WHERE {place})", "text")


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
