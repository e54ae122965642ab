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
    """One page in the making. When ``numbered`` its rows form a table ``p``, a column a part."""

    said: Connection
    scope: Scope
    inner: Scope
    tables: str
    conditions: list[str]
    numbered: bool
    columns: list[str] = field(default_factory=list)


def connection(writing: Writing, scope: Scope, said: Connection, build: Build) -> str:
    """Write a connection as a JSON object; ``build`` writes the fields of its nodes."""
    listed = any(isinstance(part, Nodes | Edges) for _, part in said.parts)
    numbered = _told_by_rows(said) or (listed and said.window.backward)
    asked = listed or numbered
    inner, tables, conditions = source(writing, scope, said.rows) if asked else (scope, "", [])
    page = Page(said, scope, inner, tables, conditions, numbered)
    parts = [(name, _part(writing, page, part, build)) for name, part in said.parts]
    if not numbered:
        return writing.dialect.object(parts)
    return writing.dialect.first(parts, f"FROM {_numbered(writing, page)} p")


def _told_by_rows(said: Connection) -> bool:
    """Tell whether the page's own rows are needed for what it says of itself."""
    seen = {"startCursor", "endCursor"}
    seen.add("hasPreviousPage" if said.window.backward else "hasNextPage")
    infos = [part for _, part in said.parts if isinstance(part, Info)]
    return any(what in seen for info in infos for _, what in info.fields)


def _part(writing: Writing, page: Page, part: Part, build: Build) -> Expression:
    match part:
        case Nodes(fields):
            return _listed(writing, page, build(writing, page.inner, fields)), "json"
        case Edges(fields):
            edge = [(name, _edge(writing, page, it, build)) for name, it in fields]
            return _listed(writing, page, edge), "json"
        case Info(fields):
            return writing.dialect.object([_info(writing, page, *it) for it in fields]), "json"
        case Count():
            rows = tail(writing, page.scope, replace(page.said.rows, order=()))[1]
            return f"(SELECT count(*) {rows})", "number"
        case Text(text):
            return f"'{text}'", "text"


def _listed(writing: Writing, page: Page, fields: Named) -> str:
    window = page.said.window
    if not page.numbered:
        return writing.dialect.every(fields, f"{_rows(writing, page)} LIMIT {window.size}")
    page.columns.append(writing.dialect.object(fields))
    order = "p.n DESC" if window.backward else "p.n"
    return writing.dialect.gather(f"p.f{len(page.columns)}", order, f"p.n <= {window.size}")


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


def _rows(writing: Writing, page: Page) -> str:
    conditions = [*page.conditions, *_between(writing, page)]
    backward = page.said.window.backward
    by = ordered(writing, page.inner, page.said.rows.order, backward=backward)
    return f"FROM {page.tables} WHERE {' AND '.join(conditions)} ORDER BY {by}"


def _numbered(writing: Writing, page: Page) -> str:
    """Write the table ``p``; its rows come in the order of the answer."""
    columns = [f"{sql} AS f{number}" for number, sql in enumerate(page.columns, 1)]
    columns.append(f"{_cursor(writing, page)} AS c")
    limited = f"SELECT {', '.join(columns)} {_rows(writing, page)} LIMIT {page.said.window.size + 1}"
    counted = f"SELECT q.*, row_number() OVER () AS n, count(*) OVER () AS m FROM ({limited}) q"
    backward = page.said.window.backward
    return f"(SELECT * FROM ({counted}) r ORDER BY n DESC)" if backward else f"({counted})"


def _between(writing: Writing, page: Page) -> list[str]:
    window = page.said.window
    after = [_beyond(writing, page, page.inner, window.after, ">")] if window.after else []
    before = [_beyond(writing, page, page.inner, window.before, "<")] if window.before else []
    return after + before


def _info(writing: Writing, page: Page, name: str, what: str | Text) -> tuple[str, Expression]:
    window = page.said.window
    near = _cursor_at("1" if window.size else "0")
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
