"""Arguments of fields whose declaration has no function to take them from."""

from typing import Any

from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.unset import UNSET


def required(name: str, annotation: Any, description: str) -> StrawberryArgument:
    """Declare an argument that must be given."""
    return StrawberryArgument(name, None, StrawberryAnnotation(annotation), description=description)


def optional(name: str, annotation: Any, description: str) -> StrawberryArgument:
    """Declare an argument that may be left out; null is as good as that."""
    kept = StrawberryAnnotation(annotation | None)
    return StrawberryArgument(name, None, kept, description=description, default=UNSET)


def forward() -> list[StrawberryArgument]:
    """Declare the arguments of a connection's page from the front."""
    return [
        optional("first", int, "How many at most from the front: 0 to 100, 20 when left out."),
        optional("after", str, "Only what comes after this cursor."),
    ]


def backward() -> list[StrawberryArgument]:
    """Declare the arguments of a connection's page from the back."""
    return [
        optional("last", int, "How many at most from the back: 0 to 100; not with `first`."),
        optional("before", str, "Only what comes before this cursor."),
    ]


def taking(field: Any, *arguments: StrawberryArgument) -> Any:
    """Give a field its arguments."""
    field.arguments = list(arguments)
    return field
