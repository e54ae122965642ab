"""Every way through the schema: from each root, along each relation, three levels deep.

A question asks for everything of the content that it comes to. It follows one relation first and
then all of them, so that no question is larger than a document may be.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLType,
    get_named_type,
)

from schema import built
from schema.nouns import NOUNS
from tests.nouns import type_of
from tests.schema.planting import Planted

PLAIN = (
    "RichText",
    "Link",
    "Registration",
    "Venue",
    "PageInfo",
    "Editor",
    "FieldChange",
    "Holiday",
    "RecurrenceDay",
    "RecurrenceRule",
    *(f"{it.__name__}Locales" for it in NOUNS),
)
"""Objects that are no content: told along with what they belong to."""

LOOKING_BACK = ("atVersion", "history")
"""What leads from content to its own versions: followed alone, or questions were too large."""

CALENDARS = {
    "calendar": ['(from: "2026-09-25", to: "2026-10-05")'],
    "calendarMonth": ["(year: 2026, month: 10)"],
    "calendarWeek": ["(isoYear: 2026, isoWeek: 40)"],
}
"""Days around those on which the tests' meetings are."""

GIVEN = {"atVersion": "(number: 1)"}
"""What fields must be given."""

NODE = "... on Node { id } ... on Content { slug }"


def named(field: GraphQLField) -> GraphQLType:
    return get_named_type(field.type)


def relations(type_: GraphQLObjectType) -> list[str]:
    """Name the fields that lead to other content; a venue's organisation is reached through it."""
    return [
        name
        for name, field in type_.fields.items()
        if isinstance(named(field), GraphQLObjectType) and str(named(field)) not in PLAIN
    ]


def everything(type_: GraphQLType, depth: int, only: str | None = None) -> str:
    """Ask for all that a type tells, ``depth`` levels of content deep."""
    if isinstance(type_, GraphQLInterfaceType):
        return f"{{ __typename {NODE} }}"
    if not isinstance(type_, GraphQLObjectType):
        return ""
    if type_.name == "Feeds":
        return "{ ics }"  # the others differ from it in their last letters
    if type_.name.endswith("Edge"):
        depth = 1  # what lies further is asked for through nodes
    follow = [it for it in relations(type_) if it not in LOOKING_BACK] if only is None else [only]
    listing = type_.name.endswith(("Connection", "Edge", "Version", "Calendar", "Day", "Slice"))
    fields = [
        f"{name}{GIVEN.get(name, '')} {everything(named(field), depth if listing else depth - 1)}"
        for name, field in type_.fields.items()
        if name != "nodes"  # the same as in edges
        if listing or depth > 1 or name not in relations(type_)
        if listing or name in follow or name not in relations(type_)
    ]
    return "{ __typename " + " ".join(fields) + " }"


def content_of(type_: GraphQLType) -> GraphQLObjectType:
    """Find the content that a root, or a relation, comes to."""
    assert isinstance(type_, GraphQLObjectType)
    return content_of(named(type_.fields["nodes"])) if "nodes" in type_.fields else type_


def questions(planted: Planted, slugs: dict[str, list[str]]) -> Iterator[str]:
    """Ask for everything through every root: all addresses of all kinds, all ids."""
    query = built().query_type
    assert query is not None
    for name, field in query.fields.items():
        for arguments in _arguments(name, field, slugs):
            yield from _from(name + arguments, named(field))
    hidden = [(kind, it) for kind, ids in planted.hidden.items() for it in ids]
    yield from _nodes([*planted.visible.items(), *hidden])


def _arguments(name: str, field: GraphQLField, slugs: dict[str, list[str]]) -> list[str]:
    if name in CALENDARS:
        return CALENDARS[name]
    if "where" in field.args:
        return ["", "(last: 100)"]
    if name == "changes":
        return ["", "(types: [NETWORK, CONTACT])"]
    if name == "edition":
        return ["(year: 2026)", "(year: 2027)"]
    argument = next((it for it in ("slug", "path") if it in field.args), None)
    kind = "".join(f"_{it.lower()}" if it.isupper() else it for it in name)
    slash = "/" if argument == "path" else ""
    return [f'({argument}: "{slash}{it}")' for it in slugs[kind]] if argument else []


def _from(root: str, type_: GraphQLType) -> Iterator[str]:
    inner = content_of(type_)
    if inner is type_:
        yield f"{{ {root} {everything(inner, 2)} }}"
        return
    about = "pageInfo { startCursor endCursor hasNextPage hasPreviousPage }"
    for only in [None, *relations(inner)]:
        below = everything(inner, 1 if only is None else 3, only)
        yield f"{{ {root} {{ totalCount {about} edges {{ cursor node {below} }} }} }}"


def _nodes(kinds: Sequence[tuple[str, UUID]]) -> Iterator[str]:
    """Ask for everything by its id, as each type: two may tell one name in two ways."""
    types = [it for it in built().type_map.values() if isinstance(it, GraphQLObjectType)]
    content = [it for it in types if "Content" in {of.name for of in it.interfaces}]
    told = {it.name: f"... on {it.name} {{ {' '.join(leaves(it))} }}" for it in content}
    said = ", ".join(f'"{id_}"' for _, id_ in kinds)
    for part in told.values():
        yield f"{{ nodes(ids: [{said}]) {{ __typename {part} }} }}"
    for kind, id_ in kinds:
        yield f'{{ node(id: "{id_}") {{ __typename {told.get(type_of(kind), NODE)} }} }}'


def leaves(type_: GraphQLObjectType) -> list[str]:
    """Name the scalars of a type."""
    return [
        name
        for name, field in type_.fields.items()
        if not isinstance(named(field), GraphQLObjectType)
    ]
