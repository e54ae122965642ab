"""Directives of our own: ``@view``, the eyes that an operation reads with."""

from typing import Annotated

import strawberry
from graphql import DirectiveLocation

from schema.locales import Locale
from schema.scalars import DateTime


@strawberry.directive(
    locations=[
        DirectiveLocation.QUERY,
        DirectiveLocation.MUTATION,
        DirectiveLocation.SUBSCRIPTION,
    ],
    description="The eyes that the whole operation reads with: its language, its moment, and "
    "whether drafts are seen. Visitors choose the language only. What is not there in the language "
    "comes in the next one. Without `locale`, the header Accept-Language decides.",
)
def view(
    locale: Annotated[
        Locale | None, strawberry.argument(description="Which language comes first.")
    ] = strawberry.UNSET,
    drafts: Annotated[
        bool | None,
        strawberry.argument(
            description="See the newest versions, published or not. When left out, questions are "
            "answered without drafts, and changes, by those who may see them, with drafts."
        ),
    ] = strawberry.UNSET,
    at: Annotated[
        DateTime | None, strawberry.argument(description="See what is public at this moment.")
    ] = strawberry.UNSET,
) -> None:
    """Carry the declaration; the operation's view is read in ``resolvers/viewing.py``."""
