"""PostgreSQL's words: whole rows become objects, which is a third cheaper than building them."""

from collections.abc import Sequence

from services.dialects import Expression, Named

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_LONGEST = 63  # bytes of an identifier; what is longer is cut


class PostgreSQL:
    name = "postgresql"

    def parameter(self, number: int) -> str:
        return f"${number}"

    def within(self, column: str, path: Sequence[str]) -> str:
        *parents, last = [f"'{key}'" for key in path]
        return "->".join([column, *parents]) + f"->>{last}"

    def object(self, fields: Named) -> Expression:
        if _fits(fields):
            return _json(f"(SELECT row_to_json(x) FROM (SELECT {_row(fields)}) x)")
        return _json(_joined(fields))

    def first(self, fields: Named, tail: str) -> Expression:
        if _fits(fields):
            return _json(f"(SELECT row_to_json(x) FROM (SELECT {_row(fields)} {tail}) x)")
        return _json(f"(SELECT {_joined(fields)} {tail})")

    def every(self, fields: Named, columns: Sequence[str], tail: str) -> Expression:
        if _fits(fields):
            rows, row = f"(SELECT {_row(fields)} {tail}) x", "x"
        else:
            rows, row = f"(SELECT {_joined(fields)} AS j {tail}) x", "x.j"
        return _json(f"(SELECT coalesce(json_agg({row}), '[]') FROM {rows})")

    def gather(self, value: Expression, order: str, where: str) -> Expression:
        listed = f"json_agg({value.sql} ORDER BY {order}) FILTER (WHERE {where})"
        return _json(f"coalesce({listed}, '[]')")

    def cursor(self, signature: str, keys: Sequence[str]) -> str:
        said = ", ".join([f"{signature}::text", *keys])
        return f"encode(convert_to(json_build_array({said})::text, 'UTF8'), 'hex')"

    def items(self, column: str, alias: str) -> str:
        return f"jsonb_array_elements({column}) WITH ORDINALITY {alias}(value, key)"

    def ids(self, parameter: str, alias: str) -> str:
        return f"unnest({parameter}::uuid[]) WITH ORDINALITY {alias}(value, key)"

    def likely(self, column: str, operator: str, parameter: str) -> str:
        # Of an unknown value the planner believes that a third of the rows are less; said so,
        # that two thirds are not more, and several of these together still leave it rows enough
        # to walk an index in order.
        return f"({column} {_OPPOSITE[operator]} {parameter}) IS FALSE"

    def among(self, column: str, parameter: str) -> str:
        return f"{column} = ANY({parameter})"

    def contains(self, column: str, parameter: str) -> str:
        return f"strpos({column}, {parameter}) > 0"

    def starts(self, column: str, parameter: str) -> str:
        return f"starts_with({column}, {parameter})"


def _json(sql: str) -> Expression:
    return Expression(sql, "json")


def _row(fields: Named) -> str:
    return ", ".join(f'{it.sql} AS "{name}"' for name, it in fields)


def _fits(fields: Named) -> bool:
    return all(len(name) <= _LONGEST for name, _ in fields)


def _joined(fields: Named) -> str:
    """Build an object whose names are too long for identifiers, as text."""
    said = " || ',' || ".join(f"""'"{name}":' || {_told(it)}""" for name, it in fields)
    return f"('{{' || {said} || '}}')::json"


def _told(value: Expression) -> str:
    typed = f"{value.sql}::text" if value.kind == "text" else value.sql
    return f"coalesce(to_json({typed})::text, 'null')"
