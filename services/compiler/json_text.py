"""The answer's JSON, as SQL: texts joined with ``||``, the same on both databases.

Functions that build JSON look up the kind of each value anew for each row, or parse what is nested
in it again. The rule: every value is quoted by its kind, which the plan knows, and only once; what
is JSON already is joined as it is.

SQLite's parser holds 100 symbols at a time, so a list's texts stand outside of what they are
filled with: a list in a list takes ten symbols. Rows are cut to the page before anything is nested
in them.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest

from services.compiler.dialects import Dialect, Expression, Named

_MOST = 100
"""How many texts are joined in a row: each is a step deeper, and SQLite goes a thousand deep."""


def known(text: str) -> Expression:
    """Write JSON that is known beforehand."""
    return _filled(text, ())


def object_of(dialect: Dialect, fields: Named) -> Expression:
    """Build an object over the row at hand, or over an aggregate."""
    parts = [(name, *_placed(dialect, it)) for name, it in fields]
    template = ",".join(f'"{name}":{text}' for name, text, _ in parts)
    return _filled(f"{{{template}}}", tuple(it for *_, given in parts for it in given))


def sparse_object(dialect: Dialect, fields: Named) -> Expression:
    """Build an object that leaves out what is null or an empty list; the first field is there."""
    (first, value), *others = fields
    place, arguments = _placed(dialect, value)
    template = f'"{first}":{place}'
    for name, value in others:
        key = f',"{name}":'
        if value.template and not value.arguments:
            template += key + value.template
        else:
            template += "%s"
            nothing = "[]" if value.template else "null"
            there = f"nullif({_told(dialect, value)}, '{nothing}')"
            arguments += (f"coalesce('{key}' || {there}, '')",)
    return _filled(f"{{{template}}}", arguments)


def those_of(dialect: Dialect, values: Sequence[Expression]) -> Expression:
    """Build a list of those values that are not null."""
    each = [f"coalesce(',' || nullif({_told(dialect, it)}, 'null'), '')" for it in values]
    return _filled("[%s]", (f"substr({_joined(each)}, 2)",))


def written(value: Expression) -> Expression:
    """Tell JSON as a text; in JSON a ``<`` stands in texts alone, where it can be escaped."""
    return Expression(f"replace({value.sql}, '<', '\\u003c')", "text")


def first_of(dialect: Dialect, fields: Named, tail: str) -> Expression:
    """Build an object of the row that ``tail`` (FROM …) finds, or null."""
    return Expression(f"(SELECT {object_of(dialect, fields).sql} {tail})", "json")


def list_of(dialect: Dialect, fields: Named, columns: Sequence[str], tail: str) -> Expression:
    """Build the list of objects of the rows that ``tail`` finds, in its order.

    ``columns``, all of one table, are those that ``fields`` read.
    """
    rows = f"(SELECT {', '.join(columns)} {tail}) {columns[0].partition('.')[0]}"
    row = object_of(dialect, fields)
    named = ", ".join(f"{it} AS f{at}" for at, it in enumerate(row.arguments, 1)) or "1"
    names = tuple(f"f{at}" for at in range(1, len(row.arguments) + 1))
    listed = dialect.listed(_filled(row.template, names).sql)
    return _filled("[%s]", (f"(SELECT {listed} FROM (SELECT {named} FROM {rows}) x)",))


def gathered(dialect: Dialect, value: Expression, order: str) -> Expression:
    """Aggregate values into a list. The rows come in the order that is asked for already."""
    return _filled("[%s]", (dialect.listed(_told(dialect, value), order),))


def _placed(dialect: Dialect, value: Expression) -> tuple[str, tuple[str, ...]]:
    """Give a value's place in a template: its own template, or one argument."""
    return (value.template, value.arguments) if value.template else ("%s", (_told(dialect, value),))


def _told(dialect: Dialect, value: Expression) -> str:
    return value.sql if value.template else dialect.told(value)


def _filled(template: str, arguments: tuple[str, ...]) -> Expression:
    texts = [f"'{text}'" if text else "" for text in template.split("%s")]
    parts = [it for it in chain(*zip_longest(texts, arguments, fillvalue="")) if it]
    return Expression(_joined(parts), "json", template, arguments)


def _joined(parts: Sequence[str]) -> str:
    if len(parts) <= _MOST:
        return " || ".join(parts)
    rows = [parts[at : at + _MOST] for at in range(0, len(parts), _MOST)]
    return _joined([f"({' || '.join(row)})" for row in rows])
