"""Days, and what lies on them: laid out from one bound value, in the one statement of all.

The value of a day is known only when the statement runs, so that a plan serves every month; how
many days there may be is part of the plan, for they are what it costs. The feeds of a calendar are
those of its filter: whoever subscribes asks for what is to come, and not for the days on a page.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    SelectionSetNode,
    get_named_type,
)

from resolvers.arguments import Tree
from resolvers.collecting import below, collect, told_by
from resolvers.feed_links import links
from resolvers.filtering import condition
from resolvers.sources import Dates, Sliced, Totals
from services.clocks.days import Stretch
from services.clocks.days import told as days_told
from services.compiler.plan import All, Embedded, Fields, Laid, Many, Output, Rows, Text, Total
from services.compiler.values import Several
from services.policy import MOMENT

Select = Callable[[Any, GraphQLObjectType, Iterable[SelectionSetNode]], Fields]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells days of what was asked for, the zone and the moment."""

    stretch: Callable[..., Stretch]

    def __call__(self, values: Sequence[Any]) -> str:
        *asked, zone, moment = values
        return days_told(self.stretch(*asked), zone, moment)


def dated(
    planning: Any,
    definition: GraphQLField,
    source: Dates | Sliced | Totals,
    given: Mapping[str, Tree],
    nodes: list[FieldNode],
    select: Select,
) -> Output:
    """Plan days, or what lies on them; ``select`` plans what is asked of each. May refuse."""
    if isinstance(source, Dates):
        return _calendar(planning, definition, source, given, nodes, select)
    return _on_day(planning, definition, source, nodes, select)


def _calendar(
    planning: Any,
    definition: GraphQLField,
    source: Dates,
    given: Mapping[str, Tree],
    nodes: list[FieldNode],
    select: Select,
) -> Embedded:
    type_, where = told_by(definition.type), given.get("where")
    within = planning.inside()
    if where:
        within = replace(within, day=condition(where, _which(definition), within.lists))
    laid = _laid(source, given)

    def part(nodes: list[FieldNode]) -> Output:
        name = nodes[0].name.value
        if name == "__typename":
            return Text(type_.name)
        inner = told_by(type_.fields[name].type)
        if name == "feeds":
            return links(planning.asked, where, None, inner, nodes)
        return replace(laid, fields=select(within, inner, below(nodes)))

    told = collect(planning.asked, type_, below(nodes))
    return Embedded(tuple((name, part(it)) for name, it in told.items()))


def _which(definition: GraphQLField) -> GraphQLInputObjectType:
    type_ = get_named_type(definition.args["where"].type)
    assert isinstance(type_, GraphQLInputObjectType)
    return type_


def _laid(source: Dates, given: Mapping[str, Tree]) -> Laid:
    """Plan the days themselves, before it is known what is asked of each. May refuse."""
    asked = [given[name] for name in source.arguments]
    size = source.size or source.stretch(*(it.value for it in asked)).size
    values = (*(it.bound() for it in asked), given["timeZone"].bound(), MOMENT)
    return Laid(Several(values, Telling(source.stretch)), (), size)


def _on_day(
    planning: Any,
    definition: GraphQLField,
    source: Sliced | Totals,
    nodes: list[FieldNode],
    select: Select,
) -> Output:
    rows: Rows = source.rows
    if planning.day is not None:
        asked = planning.day if rows.where is None else All((rows.where, planning.day))
        rows = replace(rows, where=asked)
    if isinstance(source, Totals):
        return Total(replace(rows, order=(), limit=None))
    return Many(rows, select(planning, told_by(definition.type), below(nodes)))
