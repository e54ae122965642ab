"""What happened to content: the versions of one entry, and the log of all that changed.

Who may see none of it gets empty lists: ``services/policy.py`` decides, here it is only asked for.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLObjectType

from models.content import Content
from models.event import Event
from resolvers.arguments import Tree
from resolvers.collecting import below, told_by
from resolvers.connecting import Select, paged
from resolvers.filtering import plain_values
from resolvers.places import letter, place_of
from resolvers.sources import Itself, Kept, Logs, Remembers, Seen
from services.compiler.pages import Window
from services.compiler.plan import Compare, Embedded, First, One, Order, Output, Rows
from services.compiler.ties import Reference
from services.compiler.values import Column, Variable

PLACE = "(place)"
"""Where among the variables the place of a change stands; no variable can be called so."""

_NUMBER = Column("version", "number")
_ANYWHERE = {"after": None, "before": None}
_ITSELF = Reference("entry_id")


def happened(
    planning: Any,
    parent: GraphQLObjectType,
    definition: GraphQLField,
    source: Remembers | Itself | Logs | Seen,
    given: Mapping[str, Tree],
    nodes: list[FieldNode],
    select: Select,
) -> Output:
    """Plan what is told of versions and of events; ``select`` plans what is asked of rows."""
    match source:
        case Remembers(argument):
            rows = _remembered(_model(parent), given[argument] if argument else None)
            planning = replace(planning, noun=parent)
            if argument is None:
                return paged(planning, definition, given, rows, nodes, select)
            return One(rows, select(planning, told_by(definition.type), below(nodes)))
        case Itself():
            return Embedded(select(planning, planning.noun, below(nodes)))
        case Logs(argument):
            rows = _logged(planning, given.get(argument))
            listed = paged(planning, definition, {**given, **_ANYWHERE}, rows, nodes, select)
            return replace(listed, window=_by_place(listed.window, planning.log, given))
        case Seen():
            return First(tuple(_seen(planning, it, nodes, select) for it in _nouns(planning)))


def _remembered(model: type[Content], number: Tree) -> Rows:
    """Ask for the versions of the row's entry, the latest first, or for one by its number."""
    if number is None:
        order = (Order(_NUMBER, descending=True),)
        return Rows(model, _ITSELF, order=order, remembered=True)
    which = Compare(_NUMBER, "eq", number.bound())
    return Rows(model, _ITSELF, which, limit=1, remembered=True)


def _logged(planning: Any, kinds: Tree) -> Rows:
    """Ask for events, of some kinds or of all, in the order in which they can be followed."""
    where = None
    if kinds is not None:
        where = Compare(Column("kind"), "in", kinds.bound(plain_values))
    return Rows(Event, where=where, order=(Order(place(planning.log)),))


def at_place(whole: bool) -> Rows:
    """Ask for the one event at the place that is given among the variables as ``PLACE``."""
    return Rows(Event, where=Compare(place(whole), "eq", Variable((PLACE,))), limit=1)


def place_told(whole: bool) -> Column:
    """Name the column of a change's place in the log, as a cursor tells it."""
    return replace(place(whole), letter=letter(whole))


def place(whole: bool) -> Column:
    """Name the number by which the log is followed."""
    return Column("sequence" if whole else "public_sequence", "number")


def _by_place(window: Window, whole: bool, given: Mapping[str, Tree]) -> Window:
    """Page by the cursors of changes, which are numbers behind a letter."""
    read = partial(place_of, whole=whole)
    after, before = (
        () if given.get(side) is None else (given[side].bound(read),)
        for side in ("after", "before")
    )
    return replace(window, after=after, before=before, letter=letter(whole))


def _nouns(planning: Any) -> list[GraphQLObjectType]:
    return list(planning.types.values())


def _seen(
    planning: Any, type_: GraphQLObjectType, nodes: list[FieldNode], select: Select
) -> Output:
    rows = Rows(_model(type_), _ITSELF, limit=1)
    return One(rows, select(planning, type_, below(nodes)))


def _model(type_: GraphQLObjectType) -> type[Content]:
    kept: Kept = type_.extensions["strawberry-definition"].origin.kept
    return kept.model
