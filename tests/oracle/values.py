"""Arguments by chance: every value as a literal, a variable, a default, a null, or left out.

A value is drawn twice, for two requests of one document, since plans are kept by shape: what is
right the first time must not be told again the second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    get_nullable_type,
    is_required_input_field,
)
from hypothesis import strategies as st

from tests.oracle.nouns import TABLES
from tests.oracle.pools import Pools, literal

ABSENT = object()
"""Stands for what was left out."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value as it stands in the document, and what it comes to in either request."""

    text: str
    values: tuple[Any, Any]


NOTHING = Said("", (ABSENT, ABSENT))


@dataclass(slots=True)
class Variables:
    """The variables of a document in the making: how they are declared, and their two values."""

    declared: list[str] = field(default_factory=list)
    values: tuple[dict[str, Any], dict[str, Any]] = field(default_factory=lambda: ({}, {}))

    def declare(self, type_: str, values: tuple[Any, Any], default: str = "") -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {type_}" + (f" = {default}" if default else ""))
        for kept, value in zip(self.values, values, strict=True):
            if value is not ABSENT:
                kept[name] = value
        return f"${name}"


@dataclass(slots=True)
class Values:
    """Draws values for input types."""

    draw: Any
    pools: Pools
    variables: Variables
    turn: int = field(init=False)
    """No stretch of time begins after this one of the times, or ends before it."""

    def __post_init__(self) -> None:
        self.turn = self.one(range(1, len(self.pools.times) + 1))

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)

    def one(self, among: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(among))

    def said(self, type_: GraphQLInputType, place: tuple[str, str], depth: int = 3) -> Said:
        """Say a value for ``type_``; ``place`` names the input and the field that it is for."""
        required = isinstance(type_, GraphQLNonNull)
        if not required and self.chance(4):
            return Said("null", (None, None))
        if self.chance(30):
            return self._variable(type_, place, depth, required)
        bare: Any = get_nullable_type(type_)
        if isinstance(bare, GraphQLInputObjectType):
            return self._object(bare, depth)
        if isinstance(bare, GraphQLList):
            return self._list(bare, place, depth)
        value = self.plain(bare, place, depth)
        return Said(self.written(value, bare), (value, value))

    def _variable(
        self, type_: GraphQLInputType, place: tuple[str, str], depth: int, required: bool
    ) -> Said:
        bare: Any = get_nullable_type(type_)
        values = [self.plain(bare, place, depth) for _ in range(2)]
        default, name = "", str(type_)
        if not required and self.chance(30):
            values[self.one([0, 1])] = self.one([None, ABSENT])
        elif not required and self.chance(30):
            name = f"{bare}!"
        told = list(values)
        if (bare is type_ or required) and self.chance(15):
            fallback = self.plain(bare, place, depth)
            default, name = self.written(fallback, bare), str(bare)
            at = self.one([0, 1])
            values[at], told[at] = ABSENT, fallback
            told = [fallback if it is ABSENT else it for it in told]
        text = self.variables.declare(name, (values[0], values[1]), default)
        return Said(text, (told[0], told[1]))

    def _object(self, type_: GraphQLInputObjectType, depth: int) -> Said:
        parts, values = [], ({}, {})  # type: tuple[list[str], tuple[dict[str, Any], dict[str, Any]]]
        for name in self._names(type_, depth):
            said = self.said(type_.fields[name].type, (type_.name, name), depth - 1)
            parts.append(f"{name}: {said.text}")
            for kept, value in zip(values, said.values, strict=True):
                if value is not ABSENT:
                    kept[name] = value
        return Said("{" + ", ".join(parts) + "}", values)

    def _list(self, type_: GraphQLList[Any], place: tuple[str, str], depth: int) -> Said:
        items = [self.said(type_.of_type, place, depth) for _ in range(self.one([0, 1, 1, 2, 3]))]
        values = ([it.values[0] for it in items], [it.values[1] for it in items])
        if len(items) == 1 and not items[0].text.startswith("$") and self.chance(20):
            return Said(items[0].text, values)  # a literal may stand for a list of one
        return Said("[" + ", ".join(it.text for it in items) + "]", values)

    def _names(self, type_: GraphQLInputObjectType, depth: int) -> list[str]:
        """Choose fields: what is required, and some of the others, no sort of them neglected."""
        needed = [it for it, of in type_.fields.items() if is_required_input_field(of)]
        sorts: dict[str, list[str]] = {}
        for name, of in type_.fields.items():
            sort = _sort(get_named_type(of.type).name)
            if depth > 0 or sort not in ("Filter", "RelationFilter"):
                sorts.setdefault(sort, []).append(name)
        if not sorts:
            return needed
        often = [it for it in ("RelationFilter", "other") if it in sorts] * 2
        least = self.one([1, 1, 1, 1, 0])
        some = st.lists(st.sampled_from([*sorted(sorts), *often]), min_size=least, max_size=2)
        chosen = self.draw(some)
        return list(dict.fromkeys([*needed, *(self.one(sorts[it]) for it in chosen)]))

    def plain(self, type_: Any, place: tuple[str, str], depth: int) -> Any:
        """Draw a value as JSON holds it."""
        type_ = get_nullable_type(type_)
        if isinstance(type_, GraphQLInputObjectType):
            return {
                name: self.plain(type_.fields[name].type, (type_.name, name), depth - 1)
                for name in self._names(type_, depth)
            }
        if isinstance(type_, GraphQLList):
            return [self.plain(type_.of_type, place, depth) for _ in range(self.one([0, 1, 2]))]
        if isinstance(type_, GraphQLEnumType):
            return self.one(list(type_.values))
        return self._scalar(type_.name, *place)

    def _scalar(self, name: str, input_: str, field_: str) -> Any:
        match name:
            case "Boolean":
                return self.chance(50)
            case "Int" if field_ in ("first", "last"):
                return self.one([0, 1, 1, 2, 3, 5, 100])
            case "Int" if field_ == "number":
                return self.one([0, 0, 1, 2, 3, 4])
            case "Int":
                return self.one([0, 1, 2, 3, 4, 2024, 2025, 2026])
            case "ID":
                return self.one(self.pools.ids)
            case "DateTime" if input_ == "TimeRange":
                times = self.pools.times
                return self.one(times[: self.turn] if field_ == "from" else times[self.turn - 1 :])
            case "DateTime":
                return self.one(self.pools.moments)
            case "LocalDateTime":
                return self.one(self.pools.walls)
        return self.one(self.pools.texts(input_, field_))

    def written(self, value: Any, type_: Any) -> str:
        """Write a JSON value as a literal of ``type_``."""
        type_ = get_nullable_type(type_)
        if value is None:
            return "null"
        if isinstance(value, dict):
            parts = (
                f"{name}: {self.written(it, type_.fields[name].type)}" for name, it in value.items()
            )
            return "{" + ", ".join(parts) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.written(it, type_.of_type) for it in value) + "]"
        if isinstance(value, bool):
            return str(value).lower()
        return (
            str(value)
            if isinstance(type_, GraphQLEnumType | int) or isinstance(value, int)
            else literal(value)
        )


def _sort(name: str) -> str:
    """Tell sorts of input fields apart: relations, and/or/not, each comparison, and all others."""
    if name.endswith("RelationFilter"):
        return "RelationFilter"
    if name.removesuffix("Filter") in TABLES:
        return "Filter"
    return name if name.endswith("Filter") else "other"
