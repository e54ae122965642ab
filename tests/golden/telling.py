"""Plans and statements as people read them: a part a line, indented by what it is part of."""

import re
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|\(|\)|\s+|[^\s()'\"]+")
BEFORE = {"FROM", "WHERE", "ORDER", "LIMIT", "LEFT", "JOIN", "AND", "UNION"}
"""Words that begin a line of a SELECT."""


def plan_text(value: Any) -> str:
    """Write a plan; what is as usual is left out."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Any) -> list[str]:
    if is_dataclass(value) and not isinstance(value, type):
        said = [(it.name, getattr(value, it.name)) for it in fields(value)]
        usual = {it.name: it.default for it in fields(value) if it.default is not MISSING}
        kept = [(name, it) for name, it in said if name not in usual or usual[name] != it]
        return _block(type(value).__name__, [_named(name, it) for name, it in kept])
    if isinstance(value, tuple):
        return _block("", [_lines(it) for it in value])
    return [_plain(value)]


def _named(name: str, value: Any) -> list[str]:
    first, *rest = _lines(value)
    return [f"{name}: {first}", *rest]


def _block(name: str, parts: list[list[str]]) -> list[str]:
    """Put what is short on one line."""
    short = f"{name}({', '.join(part[0] for part in parts)})"
    if all(len(part) == 1 for part in parts) and len(short) <= 88:
        return [short]
    return [f"{name}(", *(f"  {line}" for part in parts for line in part), ")"]


def _plain(value: Any) -> str:
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    return str(value.__qualname__) if callable(value) else repr(value)


def sql_text(sql: str) -> str:
    """Break a statement into lines: only white space is changed."""
    lines, depth, line = [], [0], ""
    tokens = TOKEN.findall(sql)
    for at, token in enumerate(tokens):
        if token.isspace():
            line += " "
            continue
        starts_select = token == "(" and tokens[at + 1 : at + 2] == ["SELECT"]
        if token.upper() in BEFORE and depth[-1] and not line.isspace():
            lines.append(line)
            line = "  " * depth[-1]
        line += token
        if token == "(":
            depth.append(max(depth) + 1 if starts_select else 0)
            if starts_select:
                lines.append(line)
                line = "  " * depth[-1]
        elif token == ")":
            depth.pop()
    return "\n".join(it.rstrip() for it in [*lines, line] if it.strip()) + "\n"
