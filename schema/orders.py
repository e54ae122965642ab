"""How lists are ordered: ``XOrderField`` and ``XOrder``, derived from what the type ``X`` tells."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from resolvers.sources import SOURCE, Ordered, Stored
from schema.told import camel, fields_of, kept_of, key_of, make_input, source_of
from services.compiler.values import Column


@strawberry.enum(description="Which way round a list goes.")
class Direction(Enum):
    ASC = strawberry.enum_value("ASC", description="The least first; Å, Ä, Ö after Z.")
    DESC = strawberry.enum_value("DESC", description="The greatest first.")


def fill_order(made: type, type_: type) -> None:
    """Turn the empty class ``made`` into the order input of a type."""
    columns = dict(_orderable(type_))
    source = Ordered({name.upper(): column for name, (_, column) in columns.items()})
    said = "What to list by."
    fields = {
        "field": (
            _order_fields(type_),
            strawberry.field(description=said, metadata={SOURCE: source}),
        ),
        "direction": (
            Direction,
            strawberry.field(description="Which way round.", default=Direction.ASC),
        ),
    }
    of = f"One step of an order of the type `{type_.__name__}`"
    make_input(made, fields, f"{of}; ties go by the next, at last by id.")


def _order_fields(type_: type) -> Any:
    values = {
        name.upper(): strawberry.enum_value(
            name.upper(), description=f"By `{camel(name)}`. {field.description}"
        )
        for name, (field, _) in _orderable(type_)
    }
    return strawberry.enum(
        _enum(f"{type_.__name__}OrderField", values),
        description=f"What content of the type `{type_.__name__}` can be listed by.",
    )


def _enum(name: str, values: Mapping[str, Any]) -> Any:
    return Enum(name, values, module=__name__)


def _orderable(type_: type) -> Iterable[tuple[str, tuple[StrawberryField, Column]]]:
    """Find what is never missing and has an order that both databases agree on.

    Whatever a type is listed by as usual can be asked for, too: the other way round, for one.
    """
    usual = {it.column for it in kept_of(type_).order}
    for field in fields_of(type_):
        source = source_of(field)
        if not isinstance(source, Stored) or source.column.nullable:
            continue
        key = key_of(source.column, kept_of(type_).model)
        if key is not None:
            yield field.python_name, (field, key)
        elif source.column.type in ("number", "instant") or source.column in usual:
            yield field.python_name, (field, source.column)
