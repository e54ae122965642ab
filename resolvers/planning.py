"""From a selection to a plan: what each field asks for, by response name.

The planner reads what the schema's fields carry as their source; it decides nothing of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from graphql import (
    FieldNode,
    GraphQLField,
    GraphQLObjectType,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from resolvers.arguments import Given, Tree, arguments
from resolvers.collecting import Asked, below, collect, told_by
from resolvers.connecting import connection
from resolvers.dating import dated
from resolvers.faults import placed
from resolvers.filtering import several, source_of, uuid, uuids
from resolvers.happening import happened, place, place_told
from resolvers.keeping import kept
from resolvers.sources import (
    Addresses,
    Came,
    Dates,
    Describes,
    Embeds,
    Everything,
    Holding,
    Identifies,
    Itself,
    Knows,
    Lists,
    Logs,
    Paged,
    Picks,
    Placed,
    Related,
    Remembers,
    Seen,
    Sliced,
    Source,
    Speaks,
    Stands,
    Stored,
    Totals,
    Touched,
)
from resolvers.telling import Telling
from services.compiler.plan import (
    USUALLY,
    Addressed,
    ByIds,
    Compare,
    Condition,
    Embedded,
    Fields,
    Holds,
    Items,
    Known,
    Leaf,
    Many,
    Null,
    One,
    Order,
    Output,
    Rows,
    Status,
    Text,
)
from services.compiler.ties import Forward
from services.compiler.values import Column, Variable, Viewed
from services.errors import Refused, bad_input

DEEPEST = 5
"""How many lists may go into one another; SQLite's parser holds no more."""

ENTRY = Column("entry_id", "uuid")
OUTCOME = "(outcome)"
"""Where among the variables an act's outcome stands; no variable can be called so."""

_LINKED = (Order(Column("position", "number"), link=True),)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What the ids that a root asks for turned out to be: of which kinds, and how many ids."""

    kinds: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Planning:
    """What a plan is made with: a selection, and what asked ids turned out to be.

    ``identified`` has the roots that ask by id, by the path of their response names. ``log``
    tells that all that happened can be seen; ``noun`` is what the versions at hand are of, ``day``
    is asked of what lies on the days at hand.
    """

    asked: Asked
    types: Mapping[str, GraphQLObjectType]
    identified: Mapping[str, Sorted]
    lists: int = 0
    within: str = ""
    log: bool = False
    noun: GraphQLObjectType | None = None
    day: Condition | None = None

    def inside(self) -> "Planning":
        """Go into a list; raises ``Refused`` where they go too deep for a statement."""
        if self.lists == DEEPEST:
            raise bad_input(f"Lists may go at most {DEEPEST} deep into one another.")
        return replace(self, lists=self.lists + 1)


def fields(
    planning: Planning, parent: GraphQLObjectType, selections: Iterable[SelectionSetNode]
) -> Fields:
    """Plan what ``selections`` ask of a row that ``parent`` tells."""
    collected = collect(planning.asked, parent, selections)
    return tuple((name, field(planning, parent, name, nodes)) for name, nodes in collected.items())


def field(
    planning: Planning, parent: GraphQLObjectType, name: str, nodes: list[FieldNode]
) -> Output:
    """Plan one field; ``nodes`` are all places that ask for it under the response name ``name``.

    Raises ``Refused``, which says where in the document it is.
    """
    try:
        return _field(planning, parent, name, nodes)
    except Refused as refused:
        raise placed(refused, nodes) from None


def _field(
    planning: Planning, parent: GraphQLObjectType, name: str, nodes: list[FieldNode]
) -> Output:
    if nodes[0].name.value == "__typename":
        return Text(parent.name)
    definition = _defined(parent, nodes[0].name.value)
    source = source_of(definition)
    match source:
        case Stored(column):
            return Leaf(column)
        case Stands():
            return Status(kept(parent).model)
        case Holding(condition):
            return Holds(condition)
        case Describes(plan):
            return plan(planning.inside().inside().asked.site)  # a list in a text
        case Placed() | Knows() | Came() | Touched() | Everything():
            return _beside(planning, definition, source, name, nodes)
    listing = isinstance(source, Paged | Remembers | Logs)
    if listing or is_list_type(get_nullable_type(definition.type)):
        planning = planning.inside()
    return _with(planning, parent, definition, source, nodes, name)


def _with(
    planning: Planning,
    parent: GraphQLObjectType,
    definition: GraphQLField,
    source: Source,
    nodes: list[FieldNode],
    name: str,
) -> Output:
    given = arguments(nodes[0], definition.args, planning.asked.variables)
    match source:
        case Identifies(argument):
            return _identified(planning, definition, name, nodes, given[argument])
        case Dates() | Sliced() | Totals():
            return dated(planning, definition, source, given, nodes, fields)
        case Paged(tie):
            return connection(planning, definition, given, tie, nodes, fields)
        case Remembers() | Itself() | Logs() | Seen():
            return happened(planning, parent, definition, source, given, nodes, fields)
    return _nested(planning, definition, source, given, nodes)


def _defined(parent: GraphQLObjectType, name: str) -> GraphQLField:
    if name.startswith("__"):
        raise bad_input(f"Ask for `{name}` in a query of its own.")
    found: GraphQLField = parent.fields[name]
    return found


def _beside(
    planning: Planning,
    definition: GraphQLField,
    source: Placed | Knows | Came | Touched | Everything,
    name: str,
    nodes: list[FieldNode],
) -> Output:
    """Plan what is no content, and the content that is told beside it."""
    telling = Telling(planning.asked, definition.type, nodes)
    match source:
        case Placed(opaque):
            return Leaf(place_told(planning.log) if opaque else place(planning.log))
        case Knows(value):
            return Known(Viewed("viewer", lambda viewer: telling(value(viewer))))
        case Came(key):
            return Known(Variable((OUTCOME, key), telling))
        case Touched(key):
            return _touched(planning, definition, (OUTCOME, key), nodes)
        case Everything():
            planning = replace(planning, within=f"{planning.within}{name}.")
            return Embedded(fields(planning, told_by(definition.type), below(nodes)))


def _touched(
    planning: Planning, definition: GraphQLField, place: tuple[str, str], nodes: list[FieldNode]
) -> Output:
    """Plan the content that an act touched; of which kind it is may be known only then."""
    named = get_named_type(definition.type)
    if isinstance(named, GraphQLObjectType):
        where = Compare(ENTRY, "eq", Variable(place))
        fields_ = fields(planning, named, below(nodes))
        return One(Rows(kept(named).model, where=where, limit=1), fields_)
    types = planning.types.values()
    kinds = [(kept(it).model, fields(planning, it, below(nodes))) for it in types]
    alone = not is_list_type(get_nullable_type(definition.type))
    return ByIds(Variable(place, several), tuple(kinds), 1 if alone else USUALLY, alone)


def _nested(
    planning: Planning,
    definition: GraphQLField,
    source: Source,
    given: Mapping[str, Tree],
    nodes: list[FieldNode],
) -> Output:
    type_ = told_by(definition.type)
    selected = fields(planning, type_, below(nodes))
    match source:
        case Embeds(present, within):
            return Embedded(tuple(_placed(it, within) for it in selected), present)
        case Speaks():
            return Embedded(selected)
        case Lists(column, usually, audience):
            return Items(column, selected, usually, audience)
        case Related():
            return _related(definition, source, type_, selected)
        case Addresses(argument):
            model = kept(type_).model
            return _one(type_, Addressed(model, argument, given[argument].bound()), selected)
        case Picks(argument, column):
            return _one(type_, Compare(column, "eq", given[argument].bound()), selected)
    raise NotImplementedError(f"{source} is no source of an object")


def _placed(named: tuple[str, Output], within: str) -> tuple[str, Output]:
    name, output = named
    if isinstance(output, Leaf) and not output.column.name:
        return name, Leaf(replace(output.column, name=within))
    return named


def _one(type_: object, where: Condition, selected: Fields) -> One:
    declared = kept(type_)
    order = (*declared.order, Order(ENTRY))
    return One(Rows(declared.model, where=where, order=order, limit=1), selected)


def _related(definition: GraphQLField, source: Related, type_: object, selected: Fields) -> Output:
    declared, tie = kept(type_), source.tie
    order = _LINKED if isinstance(tie, Forward) else (*declared.order, Order(ENTRY))
    if is_list_type(get_nullable_type(definition.type)):
        rows = Rows(declared.model, tie, order=order, usually=source.usually)
        return Many(rows, selected)
    return One(Rows(declared.model, tie, limit=1), selected)


def _identified(
    planning: Planning, definition: GraphQLField, name: str, nodes: list[FieldNode], ids: Given
) -> Output:
    asked = planning.identified[planning.within + name]
    kinds = [planning.types[kind] for kind in asked.kinds]
    found = [(kept(it).model, fields(planning, it, below(nodes))) for it in kinds]
    if is_list_type(get_nullable_type(definition.type)):
        return ByIds(ids.bound(uuids), tuple(found), asked.count)
    if not found:
        return Null()
    model, selected = found[0]
    return One(Rows(model, where=Compare(ENTRY, "eq", ids.bound(uuid)), limit=1), selected)
