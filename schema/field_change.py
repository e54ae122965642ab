"""What a version says otherwise than the one before it, field by field.

The store has the names of columns; they are told as inputs have them.
"""

from collections.abc import Iterator, Mapping

import strawberry
from strawberry.scalars import JSON

from resolvers.sources import Embeds, Lists, Related, Stored
from schema.fields import told
from schema.nouns import INPUTS, NOUNS
from schema.told import camel, fields_of, node_of, source_of
from services.compiler.ties import Reference
from services.compiler.values import LOCALE, Column


def _named(type_: type, before: str = "") -> Iterator[tuple[str, str]]:
    """Name what a type tells of its own row: by column or relation, and as inputs do."""
    for field in fields_of(type_):
        name = before + camel(field.python_name)
        match source_of(field):
            case Embeds((Column(name=column, path=path),)) if LOCALE in path:
                yield column, name
            case Embeds(within=""):
                yield from _named(node_of(field.type), f"{name}.")
            case Stored(Column(name=column)) | Lists(Column(name=column)):
                yield column, name
            case Related(Reference(column)):
                yield column, name
            case Related():
                yield field.python_name, name


WORDS: Mapping[str, str] = dict(
    sorted(
        {(kept, said) for noun in NOUNS for kept, said in _named(noun) if kept != said}
        | {(kept, camel(kept)) for more in INPUTS.values() for kept in more}
    )
)
"""What inputs call the columns and relations that have another name."""


@strawberry.type(description="One thing that a version says otherwise than the one before it.")
class FieldChange:
    field: str = told(
        Stored(Column("value", path=("field",), words=tuple(WORDS.items()))),
        "Which field, by the names of inputs, such as `followUp` or `venue.name`.",
    )
    locale: str | None = told(
        Stored(Column("value", path=("locale",))), "In which language; null for both alike."
    )
    before: JSON | None = told(
        Stored(Column("value", "json", ("before",))), "What it said before, as inputs say it."
    )
    after: JSON | None = told(
        Stored(Column("value", "json", ("after",))), "What it says, as inputs say it."
    )
