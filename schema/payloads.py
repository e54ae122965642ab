"""What a change is answered with: the content, what was wrong, and all that can be asked next."""

from typing import Any

from resolvers.inputs import INPUT
from resolvers.sources import Acts, Everything
from schema.arguments import required, taking
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
    return taking(changing(acts, description), required(INPUT, input_, "What is asked for."))
