"""The index of what can be followed."""

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.unset import UNSET

from schema.change import Change, ContentType


def _changes() -> object:
    field = strawberry.field(
        description="What happens to content, one change after the other, from now on. Visitors "
        "are told what changes for visitors; those who may read drafts and what is meant for staff "
        "are told everything. Over a WebSocket (graphql-transport-ws) or as server-sent events."
    )
    field.arguments = [
        StrawberryArgument(
            "types",
            None,
            StrawberryAnnotation(list[ContentType] | None),
            description="Content of which types, one at least; of all when left out.",
            default=UNSET,
        ),
        StrawberryArgument(
            "after",
            None,
            StrawberryAnnotation(str | None),
            description="The `cursor` of the last change that you were told: what you missed "
            "since then is told first.",
            default=UNSET,
        ),
    ]
    return field


@strawberry.type(description="Everything that can be followed.")
class Subscription:
    changes: Change = _changes()  # type: ignore[assignment]
