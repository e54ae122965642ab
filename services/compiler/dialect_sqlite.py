"""SQLite's words."""

from collections.abc import Sequence

from services.compiler.dialects import Expression


class SQLite:
    name = "sqlite"

    def parameter(self, number: int) -> str:
        return f"?{number}"

    def within(self, column: str, path: Sequence[str]) -> str:
        return f"json_extract({column}, '$.{'.'.join(path)}')"

    def inside(self, column: str, path: Sequence[str]) -> str:
        return f"({column} -> '$.{'.'.join(path)}')"

    def told(self, value: Expression) -> str:
        match value.kind:
            case "flag":
                return f"CASE {value.sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
            case "json":
                return f"ifnull({value.sql}, 'null')"
            case _:
                return f"json_quote({value.sql})"

    def handed_over(self, text: str) -> str:
        return f"cast({text} AS BLOB)"

    def listed(self, text: str, order: str = "") -> str:
        # Before 3.44 an aggregate has no ORDER BY of its own and takes the rows as they come.
        return f"ifnull(group_concat({text}), '')"

    def cursor(self, signature: str, keys: Sequence[str]) -> str:
        return f"lower(hex(json_array({', '.join([signature, *keys])})))"

    def json(self, parameter: str) -> str:
        return parameter

    def instant(self, text: str) -> str:
        return text

    def items(self, column: str, alias: str) -> str:
        return f"json_each({column}) {alias}"

    def ids(self, parameter: str, alias: str) -> str:
        return f"(SELECT value, key FROM json_each({parameter}) ORDER BY key) {alias}"

    def likely(self, column: str, operator: str, parameter: str) -> str:
        return f"{column} {operator} {parameter}"

    def among(self, column: str, parameter: str) -> str:
        return f"{column} IN (SELECT value FROM json_each({parameter}))"

    def contains(self, column: str, parameter: str) -> str:
        return f"instr({column}, {parameter}) > 0"

    def starts(self, column: str, parameter: str) -> str:
        return f"substr({column}, 1, length({parameter})) = {parameter}"

    def zoned(self, wall: str, instant: str) -> str:
        apart = f"abs(strftime('%s', {wall}) - strftime('%s', {instant}))"
        sign = f"CASE WHEN julianday({wall}) < julianday({instant}) THEN '-' ELSE '+' END"
        return f"{wall} || {sign} || strftime('%H:%M', {apart}, 'unixepoch')"

    def day(self, wall: str) -> str:
        return f"date({wall})"

    def last_day(self, wall: str, first: str) -> str:
        return f"max(date({wall}, '-1 day'), date({first}))"

    def near_day(self, moment: str, wall: str, instant: str) -> str:
        seconds = f"strftime('%s', {moment}) + strftime('%s', {wall}) - strftime('%s', {instant})"
        return f"date({seconds} + 43200, 'unixepoch')"
