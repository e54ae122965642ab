"""How SQLite and PostgreSQL each say what the compiler means; nothing else knows the difference.

Both build JSON text in the database. PostgreSQL turns whole rows into objects; SQLite joins
texts, since it would parse nested JSON again at every level.
"""

from collections.abc import Sequence
from typing import Protocol

Expression = tuple[str, str]
"""SQL of a value, and its type in a plan; ``json`` is JSON already."""

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}

Named = Sequence[tuple[str, Expression]]


class Dialect(Protocol):
    """What the compiler needs to be told in a database's own words."""

    name: str

    def parameter(self, number: int) -> str:
        """Stand for the value bound in place ``number``, counted from 1."""

    def within(self, column: str, path: Sequence[str]) -> str:
        """Reach the text at ``path`` in a JSON column."""

    def object(self, fields: Named) -> str:
        """Build an object as an expression over the row at hand."""

    def first(self, fields: Named, tail: str) -> str:
        """Build an object of the row that ``tail`` (FROM …) finds, or null."""

    def every(self, fields: Named, tail: str) -> str:
        """Build the list of objects of the rows that ``tail`` finds, in its order."""

    def gather(self, value: str, order: str = "", where: str = "") -> str:
        """Aggregate JSON values into a list: in this order, of rows for which ``where`` holds.

        The rows come in the order asked for already.
        """

    def cursor(self, signature: str, keys: Sequence[Expression]) -> str:
        """Write the JSON array of a signature and keys as hexadecimal digits of its UTF-8."""

    def items(self, column: str, alias: str) -> str:
        """List the elements of a JSON column: ``alias.value``, in order of ``alias.key``."""

    def ids(self, parameter: str, alias: str) -> str:
        """List the bound ids: ``alias.value``, in order of ``alias.key``."""

    def likely(self, column: str, operator: str, parameter: str) -> str:
        """Compare a column with a value that nearly every row passes."""

    def among(self, column: str, parameter: str) -> str:
        """Tell whether the column equals one of a bound list."""

    def contains(self, column: str, parameter: str) -> str:
        """Tell whether the text holds the bound one."""

    def starts(self, column: str, parameter: str) -> str:
        """Tell whether the text begins with the bound one."""


class PostgreSQL:
    name = "postgresql"
    _LONGEST = 63  # bytes of an identifier; what is longer is cut

    def parameter(self, number: int) -> str:
        return f"${number}"

    def within(self, column: str, path: Sequence[str]) -> str:
        *parents, last = [f"'{key}'" for key in path]
        return "->".join([column, *parents]) + f"->>{last}"

    def _row(self, fields: Named) -> str:
        return ", ".join(f'{sql} AS "{name}"' for name, (sql, _) in fields)

    def _fits(self, fields: Named) -> bool:
        return all(len(name) <= self._LONGEST for name, _ in fields)

    def object(self, fields: Named) -> str:
        if self._fits(fields):
            return f"(SELECT row_to_json(x) FROM (SELECT {self._row(fields)}) x)"
        said = " || ',' || ".join(
            f"""'"{name}":' || coalesce(to_json({sql}{'::text' if kind == 'text' else ''})::text, 'null')"""
            for name, (sql, kind) in fields
        )
        return f"('{{' || {said} || '}}')::json"

    def first(self, fields: Named, tail: str) -> str:
        if self._fits(fields):
            return f"(SELECT row_to_json(x) FROM (SELECT {self._row(fields)} {tail}) x)"
        return f"(SELECT {self.object(fields)} {tail})"

    def every(self, fields: Named, tail: str) -> str:
        if self._fits(fields):
            rows, row = f"(SELECT {self._row(fields)} {tail}) x", "x"
        else:
            rows, row = f"(SELECT {self.object(fields)} AS j {tail}) x", "x.j"
        return f"(SELECT coalesce(json_agg({row}), '[]') FROM {rows})"

    def gather(self, value: str, order: str = "", where: str = "") -> str:
        listed = f"{value} ORDER BY {order}" if order else value
        kept = f" FILTER (WHERE {where})" if where else ""
        return f"coalesce(json_agg({listed}){kept}, '[]')"

    def cursor(self, signature: str, keys: Sequence[Expression]) -> str:
        said = ", ".join([f"{signature}::text", *(sql for sql, _ in keys)])
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


class SQLite:
    name = "sqlite"
    _MOST = 25

    def parameter(self, number: int) -> str:
        return f"?{number}"

    def within(self, column: str, path: Sequence[str]) -> str:
        return f"json_extract({column}, '$.{'.'.join(path)}')"

    def _json(self, expression: Expression) -> str:
        sql, kind = expression
        if kind == "flag":
            return f"CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
        return f"coalesce({sql}, 'null')" if kind == "json" else f"json_quote({sql})"

    def object(self, fields: Named) -> str:
        said = [f"""'"{name}":' || {self._json(it)}""" for name, it in fields]
        return f"('{{' || {self._joined(said)} || '}}')" if said else "'{}'"

    def _joined(self, said: Sequence[str]) -> str:
        """Join with commas; in halves, since an expression may be 1,000 deep and each || is one."""
        if len(said) <= self._MOST:
            return " || ',' || ".join(said)
        half = len(said) // 2
        return f"({self._joined(said[:half])}) || ',' || ({self._joined(said[half:])})"

    def first(self, fields: Named, tail: str) -> str:
        return f"(SELECT {self.object(fields)} {tail})"

    def every(self, fields: Named, tail: str) -> str:
        rows = f"(SELECT {self.object(fields)} AS x {tail})"
        return f"(SELECT '[' || coalesce(group_concat(x), '') || ']' FROM {rows})"

    def gather(self, value: str, order: str = "", where: str = "") -> str:
        # Before 3.44 an aggregate has no ORDER BY of its own and takes the rows as they come.
        kept = f" FILTER (WHERE {where})" if where else ""
        return f"('[' || coalesce(group_concat(coalesce({value}, 'null')){kept}, '') || ']')"

    def cursor(self, signature: str, keys: Sequence[Expression]) -> str:
        return f"lower(hex(json_array({', '.join([signature, *(sql for sql, _ in keys)])})))"

    def items(self, column: str, alias: str) -> str:
        return f"json_each({column}) {alias}"

    def ids(self, parameter: str, alias: str) -> str:
        return f"json_each({parameter}) {alias}"

    def likely(self, column: str, operator: str, parameter: str) -> str:
        return f"{column} {operator} {parameter}"

    def among(self, column: str, parameter: str) -> str:
        return f"{column} IN (SELECT value FROM json_each({parameter}))"

    def contains(self, column: str, parameter: str) -> str:
        return f"instr({column}, {parameter}) > 0"

    def starts(self, column: str, parameter: str) -> str:
        return f"substr({column}, 1, length({parameter})) = {parameter}"


DIALECTS: dict[str, Dialect] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}
