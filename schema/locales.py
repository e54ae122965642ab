"""The languages of texts: which there are, and in which one a text is told.

For a type ``X`` with texts per language this makes ``XLocales``, and gives ``X`` the field
``locales``. Running text and links tell their language themselves.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.base import StrawberryOptional
from strawberry.types.field import StrawberryField

from resolvers.sources import SOURCE, Speaks, Stored
from schema.told import camel, fields_of, make_type, source_of
from services.compiler.values import LOCALE, Column


@strawberry.enum(description="A language that content is kept in.")
class Locale(Enum):
    SV = strawberry.enum_value(
        "sv", name="SV", description="Swedish, the language of first choice."
    )
    EN = strawberry.enum_value("en", name="EN", description="English.")


_NAMES = tuple((str(it.value), it.name) for it in Locale)


def locale_of(column: Column, description: str) -> Any:
    """Declare the language that a text per language is told in."""
    source = Stored(replace(column, locales=_NAMES))
    return strawberry.field(description=description, metadata={SOURCE: source})


def tell_locales(types: Iterable[type]) -> None:
    """Give every type with texts per language the field that tells which each of them is in."""
    for type_ in types:
        texts = dict(_texts(fields_of(type_)))
        if texts:
            made = make_type(
                f"{type_.__name__}Locales",
                texts,
                f"The languages that the texts of a type `{type_.__name__}` are told in: the first "
                "of the view, or the next where one is missing in that.",
            )
            type_.__strawberry_definition__.fields.append(_locales(type_, made))  # type: ignore[attr-defined]


def _texts(fields: Iterable[StrawberryField]) -> Iterable[tuple[str, tuple[Any, Any]]]:
    for field in fields:
        match source_of(field):
            case Stored(Column(path=(first, *_)) as column) if first == LOCALE:
                is_optional = isinstance(field.type, StrawberryOptional)
                said = f"The language of `{camel(field.python_name)}`."
                told = locale_of(column, said + " Null where that is." if is_optional else said)
                yield field.python_name, (Locale | None if is_optional else Locale, told)


def _locales(type_: type, made: type) -> StrawberryField:
    field: StrawberryField = strawberry.field(
        description="In which language each of its texts is told: what `lang` says of it in HTML.",
        metadata={SOURCE: Speaks()},
    )
    field.python_name, field.origin = "locales", type_
    field.type_annotation = StrawberryAnnotation(made)
    return field
