"""What a change is answered with: the content, what was wrong, and all that can be asked next."""

from typing import Any

from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument

from resolvers.inputs import INPUT
from resolvers.sources import Acts, Everything
from schema.fields import came, changing, told
from schema.query import Query
from schema.told import make_type
from schema.user_errors import UserError


def payload(name: str, description: str, **fields: tuple[Any, Any]) -> type:
    """Make the payload of a mutation: ``fields``, annotation and declaration, and what all have."""
    errors = came("errors", "What is wrong, all of it at once; empty when the change was made.")
    asked = told(Everything(), "All that can be asked, as it is after the change.")
    both = {"errors": (list[UserError], errors), "query": (Query, asked)}
    return make_type(name, fields | both, description)


def change(acts: Acts, input_: type, description: str) -> Any:
    """Declare a mutation that takes one input."""
    field = changing(acts, description)
    annotation = StrawberryAnnotation(input_)
    field.arguments = [
        StrawberryArgument(INPUT, None, annotation, description="What is asked for.")
    ]
    return field
