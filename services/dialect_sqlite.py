"""SQLite's words: texts are joined with ``printf``, since nested JSON would be parsed again.

SQLite's parser holds 100 symbols at a time. Objects therefore flow into the template of what they
stand in, and a list's templates stand outside of what they are filled with: so a list in a list
takes ten symbols. Rows are cut to the page before anything is nested in them.
"""

from collections.abc import Sequence

from services.dialects import Expression, Named

_MOST = 100  # arguments of a function; SQLite takes 127


class SQLite:
    name = "sqlite"

    def parameter(self, number: int) -> str:
        return f"?{number}"

    def within(self, column: str, path: Sequence[str]) -> str:
        return f"json_extract({column}, '$.{'.'.join(path)}')"

    def object(self, fields: Named) -> Expression:
        parts = [(name, *_placed(it)) for name, it in fields]
        template = ",".join(f'"{name}":{text}' for name, text, _ in parts)
        return _joined(f"{{{template}}}", tuple(it for *_, given in parts for it in given))

    def first(self, fields: Named, tail: str) -> Expression:
        return Expression(f"(SELECT {self.object(fields).sql} {tail})", "json")

    def every(self, fields: Named, columns: Sequence[str], tail: str) -> Expression:
        rows = f"(SELECT {', '.join(columns)} {tail}) {columns[0].partition('.')[0]}"
        built = self.object(fields)
        named = ", ".join(f"{it} AS f{at}" for at, it in enumerate(built.arguments, 1)) or "1"
        names = tuple(f"f{at}" for at in range(1, len(built.arguments) + 1))
        told = f"SELECT group_concat({_printf(built.template, names)})"
        return _joined("[%s]", (f"({told} FROM (SELECT {named} FROM {rows}))",))

    def gather(self, value: Expression, order: str, where: str) -> Expression:
        # Before 3.44 an aggregate has no ORDER BY of its own and takes the rows as they come.
        return _joined("[%s]", (f"group_concat({_told(value)}) FILTER (WHERE {where})",))

    def cursor(self, signature: str, keys: Sequence[str]) -> str:
        return f"lower(hex(json_array({', '.join([signature, *keys])})))"

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


def _placed(value: Expression) -> tuple[str, tuple[str, ...]]:
    """Give a value's place in a template: its own template, or one argument."""
    return (value.template, value.arguments) if value.template else ("%s", (_told(value),))


def _told(value: Expression) -> str:
    """Write a value as JSON text; null is a value as well."""
    if value.template:
        return value.sql
    if value.kind == "flag":
        return f"CASE {value.sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
    return f"ifnull({value.sql}, 'null')" if value.kind == "json" else f"json_quote({value.sql})"


def _joined(template: str, arguments: tuple[str, ...]) -> Expression:
    return Expression(_printf(template, arguments), "json", template, arguments)


def _printf(template: str, arguments: tuple[str, ...]) -> str:
    if len(arguments) <= _MOST:
        quoted = f"'{template}'"
        return f"printf({', '.join([quoted, *arguments])})"
    texts = template.split("%s")
    head, rest = "%s".join(texts[: _MOST + 1]), "%s".join(["", *texts[_MOST + 1 :]])
    return f"{_printf(head, arguments[:_MOST])} || {_printf(rest, arguments[_MOST:])}"
