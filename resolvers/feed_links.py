"""The addresses of a question's feeds: what a request asked for, written into an address.

A plan is shared by requests of one shape, so an address is written when the statement runs, of the
values that this request brought. In a list that belongs to something, the database puts that
thing's id at the end.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import orjson
from graphql import FieldNode, GraphQLObjectType

import models
from resolvers.arguments import Given, Tree
from resolvers.collecting import Asked, below, collect
from services.compiler.plan import (
    Compare,
    Condition,
    Embedded,
    Exists,
    Known,
    Leaf,
    Output,
    Rows,
    Text,
)
from services.compiler.ties import Back, Forward, Reference, Referenced, Tie
from services.compiler.values import Column, Constant, Several, Value, Viewed
from services.feeds.addresses import Feed, Form, question_of

ENTRY = Column("entry_id", "uuid")

BELONGING: dict[Tie, str] = {
    Back(models.MeetingNetwork): "network",
    Back(models.MeetingContact): "contact",
    Referenced("venue_organisation_id"): "organisation",
    Referenced("series_id"): "series",
}
"""By which option an address says whose meetings it tells."""

_OWNERS: dict[str, tuple[Any, Tie]] = {
    "network": (models.Network, Forward(models.MeetingNetwork)),
    "contact": (models.Contact, Forward(models.MeetingContact)),
    "organisation": (models.Organisation, Reference("venue_organisation_id")),
    "series": (models.MeetingSeries, Reference("series_id")),
}


@dataclass(frozen=True, slots=True)
class Hole:
    """Where in a filter the value of this number goes."""

    number: int


def belonging(owner: str, id_: Any) -> Condition:
    """Hold for meetings that belong to what has this id, as ``BELONGING`` names it."""
    model, tie = _OWNERS[owner]
    return Exists(Rows(model, tie, where=Compare(ENTRY, "eq", Constant(id_))))


def links(
    asked: Asked,
    where: Tree,
    tie: Tie | None,
    type_: GraphQLObjectType,
    nodes: list[FieldNode],
) -> Embedded:
    """Plan the addresses of the feeds of meetings that ``where`` asks for, on this server.

    ``tie`` leads to them from what they belong to.
    """
    sources: list[Value] = []
    holed = _holed(where, sources)
    owner, home = BELONGING[tie] if tie else "", asked.site.home

    def link(name: str) -> Output:
        if name == "__typename":
            return Text(type_.name)
        form: Form = "ics" if name == "webcal" else name  # type: ignore[assignment]
        start = home.replace("http", "webcal", 1) if name == "webcal" else home
        start = start.replace("webcals:", "webcal:")
        address = Several((Viewed("locale"), *sources), Addressing(start, form, holed, owner))
        return Leaf(Column("entry_id", "uuid", before=address)) if owner else Known(address)

    told = collect(asked, type_, below(nodes))
    return Embedded(tuple((name, link(it[0].name.value)) for name, it in told.items()))


def _holed(tree: Tree, sources: list[Value]) -> Any:
    """Take the values out of a filter, and leave holes."""
    if isinstance(tree, Given):
        sources.append(tree.source)
        return Hole(len(sources))
    if isinstance(tree, dict):
        return {name: _holed(it, sources) for name, it in tree.items() if it is not None}
    return [_holed(it, sources) for it in tree] if isinstance(tree, list) else {}


@dataclass(frozen=True, slots=True)
class Addressing:
    """Writes an address of the locale and the values that a filter's holes are for."""

    home: str
    form: Form
    holed: Any
    owner: str

    def __call__(self, values: list[Any]) -> str:
        """Give an address as JSON; or the beginning of one, which the owner's id is put behind."""
        path = Feed(question_of(_filled(self.holed, values)), self.form, values[0]).path
        if not self.owner:
            return orjson.dumps(self.home + path).decode()
        return f"{self.home}{path}{'&' if '?' in path else '?'}{self.owner}="


def _filled(holed: Any, values: list[Any]) -> Any:
    match holed:
        case Hole(number):
            return _plain(values[number])
        case dict():
            return {name: _filled(it, values) for name, it in holed.items()}
        case _:
            return [_filled(it, values) for it in holed]


def _plain(value: Any) -> Any:
    """Write a value as a variable in JSON would have it."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case Enum():
            return value.name
        case list() | tuple():
            return [_plain(it) for it in value]
        case _:
            return value
