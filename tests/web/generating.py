"""Questions that a program makes up of the schema, with values that are worth asking with.

The rule: what a strategy cannot know, such as that a page has at most a hundred things, is told it
as a scalar of its own, so that most questions are answered from the database and not refused.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from typing import Any, Final

from graphql import (
    REMOVE,
    GraphQLSchema,
    InputValueDefinitionNode,
    NamedTypeNode,
    ValueNode,
    Visitor,
    build_ast_schema,
    parse,
    parse_type,
    print_ast,
    visit,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import Mode, from_schema, nodes

from settings import CHECKOUT

SCHEMA: Final = (CHECKOUT / "schema" / "schema.graphql").read_text("utf-8")

NARROW: Final = {
    "first: Int": "PageSize",
    "last: Int": "PageSize",
    "slug: String!": "Slug!",
    "path: String!": "Path!",
    "year: Int!": "Year!",
    "month: Int!": "Month!",
    "isoYear: Int!": "Year!",
    "isoWeek: Int!": "Week!",
    "from: Date!": "FirstDay!",
    "to: Date!": "DayAfter!",
    "timeZone: TimeZone!": "Zone!",
}
"""Arguments of which the schema says less than is true, and what they are made up as."""

CURSORS: Final = {"after", "before"}

MOMENTS: Final = st.datetimes(timezones=st.just(UTC))
LOCAL: Final = st.datetimes().map(lambda it: nodes.String(it.isoformat(timespec="seconds")))
ZONES: Final = st.sampled_from(["Europe/Stockholm", "Asia/Tokyo"]).map(nodes.String)
SLUGS: Final = ["spraklust", "bibliotekschefer", "lena-jonsson", "aneby-kommun", "nothing"]
WRITTEN: Final = {"DateTime", "LocalDateTime", "Date", "TimeZone"}
"""Scalars that the schema itself has."""

VALUES: Final[Mapping[str, st.SearchStrategy[ValueNode]]] = {
    "DateTime": MOMENTS.map(lambda it: nodes.String(it.isoformat())),
    "LocalDateTime": LOCAL,
    "Date": st.dates().map(lambda it: nodes.String(it.isoformat())),
    "TimeZone": ZONES,
    "Zone": ZONES,
    "FirstDay": st.sampled_from(["2025-09-01", "2025-10-26"]).map(nodes.String),
    "DayAfter": st.sampled_from(["2025-10-27", "2025-12-01"]).map(nodes.String),
    "Month": st.integers(1, 12).map(nodes.Int),
    "Week": st.integers(1, 52).map(nodes.Int),
    "Known": st.uuids().map(lambda it: nodes.String(str(it))),
    "PageSize": st.integers(0, 100).map(nodes.Int),
    "Slug": st.sampled_from(SLUGS).map(nodes.String),
    "Path": st.sampled_from(["/natverk-for-bibliotekspersonal", "/"]).map(nodes.String),
    "Year": st.sampled_from([2023, 1990]).map(nodes.Int),
}


class Narrowing(Visitor):
    """Narrow the types of arguments; pages are then asked for from one side, without cursors."""

    def __init__(self, other_side: str) -> None:
        """Leave out the argument of the other side."""
        super().__init__()
        self.left_out = {*CURSORS, other_side}

    def leave_input_value_definition(self, node: InputValueDefinitionNode, *_: Any) -> Any:
        """Narrow an argument, or leave it out."""
        if node.name.value in self.left_out:
            return REMOVE
        narrow = NARROW.get(f"{node.name.value}: {print_ast(node.type)}")
        return replace(node, type=parse_type(narrow)) if narrow else None

    def enter_named_type(self, node: NamedTypeNode, *_: Any) -> Any:
        """Give ids a type that can be told how they look."""
        return parse_type("Known") if node.name.value == "ID" else None


generated: Final = settings(
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""The same examples each time, as they come: to make a failing one smaller takes minutes."""


def made_up(strategy: st.SearchStrategy[Any], number: int) -> list[str]:
    """Make up a number of questions."""
    found: list[str] = []

    @settings(generated, max_examples=number)
    @given(question=strategy)
    def keep(question: str) -> None:
        found.append(question)

    keep()
    return found


def sensible() -> st.SearchStrategy[Any]:
    """Make up questions of one thing or list each, that are nearly always answered."""
    return st.sampled_from([_narrowed("first"), _narrowed("last")]).flatmap(_one_field)


def mistaken() -> st.SearchStrategy[Any]:
    """Make up questions that have something wrong in them, a value most often."""
    schema = build_ast_schema(parse(SCHEMA))
    return from_schema(schema, custom_scalars=dict(VALUES), mode=Mode.NEGATIVE)


def _one_field(schema: GraphQLSchema) -> st.SearchStrategy[Any]:
    assert schema.query_type is not None
    return st.sampled_from(sorted(schema.query_type.fields)).flatmap(
        lambda name: from_schema(schema, fields=[name], custom_scalars=dict(VALUES))
    )


def _narrowed(other_side: str) -> GraphQLSchema:
    kinds = " ".join(f"scalar {name}" for name in VALUES if name not in WRITTEN)
    document = parse(f"{SCHEMA} {kinds}")
    return build_ast_schema(visit(document, Narrowing(other_side)))
