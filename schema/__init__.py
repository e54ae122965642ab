"""What can be said: one file a noun, the index of questions, and what is derived from them."""

from functools import cache
from pathlib import Path

import strawberry
from graphql import GraphQLInputObjectType, GraphQLSchema
from strawberry.schema.config import StrawberryConfig

from schema.costs import describe
from schema.deriving import complete, derive
from schema.directives import view
from schema.locales import tell_locales
from schema.mutation import Mutation
from schema.nouns import FILTERS, NOUNS
from schema.printing import sorted_text
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.user_errors import ERRORS

PRINTED = Path(__file__).with_name("schema.graphql")
"""Where the schema is committed as front-ends read it."""

RELEASED = Path(__file__).with_name("released.graphql")
"""The schema of the last release, which later ones are compared with."""


@cache
def declared() -> strawberry.Schema:
    """Build the schema, once a process."""
    tell_locales(NOUNS)
    complete((*NOUNS, Query), derive(NOUNS, FILTERS))
    config = StrawberryConfig(scalar_map=SCALARS)
    schema = strawberry.Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        types=(*NOUNS, *ERRORS),
        directives=[view],
        config=config,
    )
    describe(schema._schema)
    _hold_to_one_of(schema._schema)
    return schema


def _hold_to_one_of(schema: GraphQLSchema) -> None:
    """Tell graphql-core which inputs are @oneOf: Strawberry keeps it to itself."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            type_.is_one_of = type_.extensions["strawberry-definition"].is_one_of


def built() -> GraphQLSchema:
    """Give the schema in graphql-core's terms."""
    return declared()._schema


def printed() -> str:
    """Print the schema in the schema definition language, sorted."""
    return sorted_text(declared().as_str())
