"""Whatever a list can be asked about and listed by, as arguments: the schema itself tells it.

So a new filter, or a new order, is asked about what is hidden without anybody thinking of it.
"""

from collections.abc import Sequence

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedInputType,
    get_named_type,
)

from schema import built

PROBES: dict[str, Sequence[str]] = {
    "BooleanFilter": ("{eq: true}",),
    "CodeFilter": ('{ne: "canary-over"}', "{isNull: false}"),
    "DateTimeFilter": ('{lt: "2026-09-01T08:00Z"}',),
    "IntFilter": ("{gte: 2}",),
    "TextFilter": ('{contains: "canary"}', '{startsWith: "l"}'),
}
"""What is asked about a value: most of it holds of what is hidden alone, or not of it."""


def filters(root: str) -> list[str]:
    """Ask about everything that the content of a list can be asked about."""
    type_ = _argument(root, "where")
    assert isinstance(type_, GraphQLInputObjectType)
    return [
        f"{{{name}: {probe}}}"
        for name, field in type_.fields.items()
        for probe in _probes(get_named_type(field.type))
    ]


def _probes(type_: GraphQLNamedInputType) -> Sequence[str]:
    if type_.name in PROBES:
        return PROBES[type_.name]
    if isinstance(type_, GraphQLEnumType):
        return [*type_.values]
    if not isinstance(type_, GraphQLInputObjectType):
        return ()
    if "some" in type_.fields:
        [some, *_] = _probes(get_named_type(type_.fields["some"].type))
        return [f"{{{which}: {some}}}" for which in ("some", "none", "every")]
    if "slug" in type_.fields:
        called = "name" if "name" in type_.fields else "title"
        return [f'{{{called}: {{contains: "canary"}}}}', '{slug: {ne: "canary-draft"}}']
    kind = get_named_type(type_.fields["eq"].type) if "eq" in type_.fields else None
    return [f"{{eq: {it}}}" for it in kind.values] if isinstance(kind, GraphQLEnumType) else ()


def orders(root: str) -> list[str]:
    """List by everything that the content of a list can be listed by, the greatest first."""
    type_ = _argument(root, "orderBy")
    assert isinstance(type_, GraphQLInputObjectType)
    field = get_named_type(type_.fields["field"].type)
    assert isinstance(field, GraphQLEnumType)
    return [f"[{{field: {it}, direction: DESC}}]" for it in field.values]


def _argument(root: str, name: str) -> GraphQLNamedInputType:
    query = built().query_type
    assert query is not None
    type_: GraphQLNamedInputType = get_named_type(query.fields[root].args[name].type)
    return type_
