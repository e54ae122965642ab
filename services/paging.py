"""One page of a connection: keyset paging, so that a page costs the same wherever it lies.

A page is read in one pass: at most one row more than asked for, numbered in the order of the
pass; the extra row only tells that there is more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from services.dialects import Expression, Named
from services.plan import Connection, Count, Cursor, Edges, Fields, Info, Nodes, Part, Text
from services.scopes import Scope, Writing, order_column, ordered, source, tail
from services.values import Constant, Value

Build = Callable[[Writing, Scope, Fields], Named]


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the making, and where it stands.

    When ``numbered``, its rows carry ``n_``, their number in the pass, ``m_``, how many there
    are, and ``k1_`` …, the values of the order; else they are just rows.
    """

    said: Connection
    scope: Scope
    inner: Scope
    row: Scope
    tables: str
    conditions: tuple[str, ...]
    numbered: bool


def connection(writing: Writing, scope: Scope, said: Connection, build: Build) -> Expression:
    """Write a connection as a JSON object; ``build`` writes the fields of its nodes."""
    placed = _placed(said)
    asked = placed or _listing(said)  # else nothing that is bound for the rows would be used
    inner, tables, conditions = source(writing, scope, said.rows) if asked else (scope, "", [])
    page = Page(said, scope, inner, inner.alone(), tables, tuple(conditions), placed)
    parts = [(name, _part(writing, page, part, build)) for name, part in said.parts]
    if not page.numbered:
        return writing.dialect.object(parts)
    return writing.dialect.first(parts, f"FROM {_numbered(writing, page)} {inner.alias}")


def _listing(said: Connection) -> bool:
    """Tell whether any rows are asked for."""
    return any(isinstance(part, Nodes | Edges) for _, part in said.parts)


def _placed(said: Connection) -> bool:
    """Tell whether anything is asked that depends on the rows' places in the list."""
    parts = [part for _, part in said.parts]
    placed = {"startCursor", "endCursor"}
    placed.add("hasPreviousPage" if said.window.backward else "hasNextPage")
    told = [what for part in parts if isinstance(part, Info) for _, what in part.fields]
    edges = [it for part in parts if isinstance(part, Edges) for _, it in part.fields]
    return (
        any(what in placed for what in told)
        or any(isinstance(it, Cursor) for it in edges)
        or (said.window.backward and _listing(said))
    )


def _part(writing: Writing, page: Page, part: Part, build: Build) -> Expression:
    match part:
        case Nodes(fields):
            return _listed(writing, page, build(writing, page.row, fields))
        case Edges(fields):
            return _listed(
                writing, page, [(it, _edge(writing, page, at, build)) for it, at in fields]
            )
        case Info(fields):
            return writing.dialect.object([(it, _info(writing, page, at)) for it, at in fields])
        case Count():
            rows = tail(writing, page.scope, replace(page.said.rows, order=()))[1]
            return Expression(f"(SELECT count(*) {rows})", "number")
        case Text(text):
            return Expression(f"'{text}'", "text")


def _listed(writing: Writing, page: Page, fields: Named) -> Expression:
    window, alias = page.said.window, page.row.alias
    if not page.numbered:
        rows = f"FROM {page.tables} WHERE {_kept(writing, page)} LIMIT {window.size}"
        return writing.dialect.every(fields, page.row.columns, rows)
    order = f"{alias}.n_ DESC" if window.backward else f"{alias}.n_"
    node = writing.dialect.object(fields)
    return writing.dialect.gather(node, order, f"{alias}.n_ <= {window.size}")


def _edge(writing: Writing, page: Page, part: Nodes | Cursor | Text, build: Build) -> Expression:
    match part:
        case Nodes(fields):
            return writing.dialect.object(build(writing, page.row, fields))
        case Cursor():
            return Expression(_cursor(writing, page), "text")
        case Text(text):
            return Expression(f"'{text}'", "text")


def _cursor(writing: Writing, page: Page) -> str:
    count = len(page.said.rows.order)
    keys = [f"{page.row.alias}.k{number}_" for number in range(1, count + 1)]
    return writing.dialect.cursor(writing.bind(Constant(page.said.window.signature)), keys)


def _kept(writing: Writing, page: Page) -> str:
    """Write which rows lie on the page, and their order."""
    backward = page.said.window.backward
    by = ordered(writing, page.inner, page.said.rows.order, backward=backward)
    return " AND ".join([*page.conditions, *_between(writing, page)]) + f" ORDER BY {by}"


def _numbered(writing: Writing, page: Page) -> str:
    """Write the page's rows as a table, in the order of the answer."""
    window = page.said.window
    keys = [order_column(writing, page.inner, it) for it in page.said.rows.order]
    named = [f"{it} AS k{at}_" for at, it in enumerate(keys, 1)]
    columns = ", ".join([*page.row.columns, *named])
    rows = f"FROM {page.tables} WHERE {_kept(writing, page)} LIMIT {window.size + 1}"
    places = "row_number() OVER () AS n_, count(*) OVER () AS m_"
    numbered = f"(SELECT q.*, {places} FROM (SELECT {columns} {rows}) q)"
    return f"(SELECT * FROM {numbered} q ORDER BY n_ DESC)" if window.backward else numbered


def _between(writing: Writing, page: Page) -> list[str]:
    window = page.said.window
    after = [_beyond(writing, page, page.inner, window.after, ">")] if window.after else []
    before = [_beyond(writing, page, page.inner, window.before, "<")] if window.before else []
    return after + before


def _info(writing: Writing, page: Page, what: str | Text) -> Expression:
    window, alias = page.said.window, page.row.alias
    more = f"count({alias}.n_) > {window.size}"  # of a column: else it were another SELECT's
    ahead, behind = ("", more) if window.backward else (more, "")
    match what:
        case Text(text):
            return Expression(f"'{text}'", "text")
        case "hasNextPage":
            return Expression(_more(writing, page, ahead, window.before, ">="), "flag")
        case "hasPreviousPage":
            return Expression(_more(writing, page, behind, window.after, "<="), "flag")
        case _:
            near = (what == "startCursor") != window.backward
            return Expression(_cursor_at(writing, page, near=near), "text")


def _cursor_at(writing: Writing, page: Page, *, near: bool) -> str:
    """Write the cursor of the row where the pass began, or where the page ends."""
    size, alias = page.said.window.size, page.row.alias
    last = f"CASE WHEN {alias}.m_ < {size} THEN {alias}.m_ ELSE {size} END"
    place = f"{alias}.n_ = {1 if near else last} AND {alias}.n_ <= {size}"
    return f"max(CASE WHEN {place} THEN {_cursor(writing, page)} END)"


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
