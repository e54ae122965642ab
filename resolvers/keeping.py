"""How the types of the schema are kept: of content, each says its own table."""

from graphql import GraphQLObjectType, GraphQLSchema

from resolvers.sources import Kept


def kept_as(type_: object) -> Kept | None:
    """Tell how a type of the schema is kept, or None if it is no content."""
    declared = getattr(type_, "extensions", {}).get("strawberry-definition")
    kept: Kept | None = getattr(getattr(declared, "origin", None), "kept", None)
    return kept


def kinds_of(schema: GraphQLSchema) -> dict[str, GraphQLObjectType]:
    """Name the schema's content types by their kind."""
    types = [it for it in schema.type_map.values() if isinstance(it, GraphQLObjectType)]
    return {kept.kind: it for it in types if (kept := kept_as(it)) is not None}


def kept(type_: object) -> Kept:
    """Tell how a type that is content is kept."""
    declared = kept_as(type_)
    assert declared is not None, f"{type_} is no content"
    return declared
