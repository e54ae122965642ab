"""How costs are declared in the schema: IBM's cost directives for GraphQL.

They tell front-ends how ``services/compiler/pricing.py`` reckons: each object costs 1, times the
size of the list that it is in.
"""

import strawberry
from graphql import GraphQLSchema
from strawberry.schema_directive import Location

from resolvers.connecting import USUAL
from services.compiler.pricing import COUNT


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="listSize",
    description="How many things a list is reckoned to hold, and what tells it in a request.",
)
class ListSize:
    assumed_size: int
    slicing_arguments: list[str] | None = strawberry.UNSET
    sized_fields: list[str] | None = strawberry.UNSET
    require_one_slicing_argument: bool | None = strawberry.UNSET


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="cost",
    description="What a field costs beside the objects that it tells.",
)
class Cost:
    weight: str


PAGED = ListSize(
    assumed_size=USUAL,
    slicing_arguments=["first", "last"],
    sized_fields=["nodes", "edges"],
    require_one_slicing_argument=False,
)
"""What all connections declare: the page's size, or the usual one."""

COUNTED = Cost(weight=str(COUNT))

SAID = {
    "listSize": {
        "assumedSize": "How many, where no argument tells it.",
        "slicingArguments": "The arguments that tell how many.",
        "sizedFields": "The fields inside that hold so many.",
        "requireOneSlicingArgument": "Whether one of the arguments must be given.",
    },
    "cost": {"weight": "How much, as a number."},
}


def describe(schema: GraphQLSchema) -> None:
    """Describe the arguments of the directives, which Strawberry leaves out."""
    for directive in schema.directives:
        for name, said in SAID.get(directive.name, {}).items():
            directive.args[name].description = said
