"""From texts that are made of columns to SQL."""

from collections.abc import Sequence

from services.compiler.dialects import Expression
from services.compiler.scopes import Scope, Writing, column
from services.compiler.texts import BETWEEN, Day, Joined, LastDay, Made, NearDay, Paragraphs, Zoned
from services.compiler.values import Column, Value


def made(writing: Writing, scope: Scope, text: Made) -> Expression:
    """Write a text that is made of the columns of the row at hand."""
    match text:
        case Joined(parts):
            sql = " || ".join(_part(writing, scope, it) for it in parts)
        case Paragraphs(columns):
            sql = _paragraphs(writing, scope, columns)
        case Zoned(wall, instant):
            told = column(writing, scope, wall), column(writing, scope, instant)
            sql = writing.dialect.zoned(*told)
        case Day(wall):
            sql = writing.dialect.day(column(writing, scope, wall))
        case LastDay(wall, first):
            told = column(writing, scope, wall), column(writing, scope, first)
            sql = writing.dialect.last_day(*told)
        case NearDay(moment, wall, instant):
            days = [column(writing, scope, it) for it in (moment, wall, instant)]
            sql = writing.dialect.near_day(*days)
    return Expression(sql, "text")


def _part(writing: Writing, scope: Scope, part: Column | Value) -> str:
    sql = column(writing, scope, part) if isinstance(part, Column) else writing.bind(part)
    return f"cast({sql} AS text)"


def _paragraphs(writing: Writing, scope: Scope, columns: Sequence[Column]) -> str:
    between = f"cast({writing.bind(BETWEEN)} AS text)"
    told = [f"coalesce({between} || {column(writing, scope, it)}, '')" for it in columns]
    return f"nullif(substr({' || '.join(told)}, {len(BETWEEN.value) + 1}), '')"
