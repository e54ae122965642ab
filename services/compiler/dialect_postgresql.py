"""PostgreSQL's words."""

from collections.abc import Sequence

from services.compiler.dialects import Expression

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class PostgreSQL:
    name = "postgresql"

    def parameter(self, number: int) -> str:
        return f"${number}"

    def within(self, column: str, path: Sequence[str]) -> str:
        *parents, last = [f"'{key}'" for key in path]
        return "->".join([column, *parents]) + f"->>{last}"

    def inside(self, column: str, path: Sequence[str]) -> str:
        return "->".join([column, *(f"'{key}'" for key in path)])

    def told(self, value: Expression) -> str:
        # json_scalar looks up how a type is written once a statement, to_json once a row.
        plain = value.kind in ("json", "number", "flag")
        text = value.sql if plain else f"json_scalar({value.sql})"
        return f"coalesce(cast({text} AS text), 'null')"

    def handed_over(self, text: str) -> str:
        # Another name for text, which costs nothing; connections that read take it as bytes.
        return f"cast({text} AS bpchar)"

    def listed(self, text: str, order: str = "") -> str:
        by = f" ORDER BY {order}" if order else ""
        return f"coalesce(string_agg({text}, ','{by}), '')"

    def cursor(self, signature: str, keys: Sequence[str]) -> str:
        said = ", ".join([f"{signature}::text", *keys])
        return f"encode(convert_to(json_build_array({said})::text, 'UTF8'), 'hex')"

    def json(self, parameter: str) -> str:
        return f"cast(cast({parameter} AS text) AS jsonb)"

    def instant(self, text: str) -> str:
        return f"cast({text} AS timestamptz)"

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

    def zoned(self, wall: str, instant: str) -> str:
        apart = f"(cast({wall} AS timestamp) - ({instant} AT TIME ZONE 'UTC'))"
        sign = f"CASE WHEN {apart} < interval '0' THEN '-' ELSE '+' END"
        return f"{wall} || {sign} || to_char(greatest({apart}, -{apart}), 'HH24:MI')"

    def day(self, wall: str) -> str:
        return f"cast(cast({wall} AS timestamp) AS date)"

    def last_day(self, wall: str, first: str) -> str:
        return f"greatest({self.day(wall)} - 1, {self.day(first)})"

    def near_day(self, moment: str, wall: str, instant: str) -> str:
        apart = f"cast({wall} AS timestamp) - ({instant} AT TIME ZONE 'UTC')"
        return f"cast(({moment} AT TIME ZONE 'UTC') + ({apart}) + interval '12 hours' AS date)"
