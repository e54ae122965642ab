"""What repeats from noun to noun, derived from what each type tells: filters, orders, arguments.

For a type ``X`` with the fields of ``schema/fields.py`` this makes ``XFilter``,
``XRelationFilter``, ``XOrderField`` and ``XOrder``, and gives every connection its arguments.
What comes out is printed in ``schema/schema.graphql``, to be read like handwriting.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

import strawberry
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryList, StrawberryOptional
from strawberry.types.field import StrawberryField

from models.content import Content
from resolvers.filtering import local_time
from resolvers.sources import (
    SOURCE,
    Dates,
    Filtered,
    FilteredThrough,
    Paged,
    Related,
    Stored,
)
from schema.arguments import backward, forward, optional
from schema.filters import (
    BooleanFilter,
    CodeFilter,
    DateTimeFilter,
    IDFilter,
    IntFilter,
    LocalDateTimeFilter,
    TextFilter,
)
from schema.orders import fill_order
from schema.scalars import LocalDateTime
from schema.told import camel, fields_of, kept_of, key_of, make_input, node_of, source_of
from services.compiler.values import Column

_FILTERS: dict[str, type] = {
    "uuid": IDFilter,
    "number": IntFilter,
    "instant": DateTimeFilter,
    "flag": BooleanFilter,
}


@dataclass(frozen=True, slots=True)
class Derived:
    """What was made for one type."""

    filter: type
    relation: type
    order: type


def derive(
    types: Iterable[type], more: Mapping[type, Mapping[str, tuple[Any, Any]]]
) -> dict[type, Derived]:
    """Make the inputs of ``types``; ``more`` holds the filters that are an exception of one."""
    types = list(types)
    blank = {it: _blank(it) for it in types}  # all at once: they point at each other
    for type_, made in blank.items():
        _fill_filter(made.filter, type_, blank, more.get(type_, {}))
        _fill_relation(made.relation, made.filter, type_)
        fill_order(made.order, type_)
    return blank


def complete(types: Iterable[type], derived: Mapping[type, Derived]) -> None:
    """Give every connection among the fields of ``types`` its arguments."""
    for type_ in types:
        for field in fields_of(type_):
            if isinstance(source_of(field), Paged):
                field.arguments = _paging(_made_for(field, derived))
            if isinstance(source := source_of(field), Dates):
                [made] = [
                    it for type_, it in derived.items() if kept_of(type_).model is source.model
                ]
                field.arguments = [*field.arguments, _which(made)]


def _made_for(field: StrawberryField, derived: Mapping[type, Derived]) -> Derived:
    target = node_of(field.type)
    if target not in derived:
        raise LookupError(f"{target.__name__} is no noun yet: tell it in schema/nouns.py.")
    return derived[target]


def _blank(type_: type) -> Derived:
    name = type_.__name__
    made = [
        type(f"{name}{what}", (), {"__module__": __name__})
        for what in ("Filter", "RelationFilter", "Order")
    ]
    return Derived(*made)


def _asked(source: object, description: str, name: str | None = None) -> Any:
    return strawberry.field(
        description=description, metadata={SOURCE: source}, default=strawberry.UNSET, name=name
    )


def _fill_filter(
    made: type,
    type_: type,
    derived: Mapping[type, Derived],
    more: Mapping[str, tuple[Any, Any]],
) -> None:
    fields: dict[str, tuple[Any, Any]] = {}
    for field in fields_of(type_):
        annotation, source = _comparison(field, type_, derived)
        if annotation is not None:
            said = f"Asks about `{camel(field.python_name)}`. {field.description}"
            fields[field.python_name] = (annotation | None, _asked(source, said))
    fields |= more
    fields["and_"] = (list[made] | None, _plain("All of these hold.", "and"))  # type: ignore[valid-type]
    fields["or_"] = (list[made] | None, _plain("At least one of these holds.", "or"))  # type: ignore[valid-type]
    fields["not_"] = (made | None, _plain("This does not hold.", "not"))
    make_input(
        made,
        fields,
        f"Which of the content of the type `{type_.__name__}`: all that is said must hold.",
    )


def _plain(description: str, name: str) -> Any:
    return strawberry.field(description=description, default=strawberry.UNSET, name=name)


def _comparison(
    field: StrawberryField, type_: type, derived: Mapping[type, Derived]
) -> tuple[Any, object]:
    """Tell which input compares a field, and what the input's answer is compared with."""
    match source_of(field):
        case Stored(column):
            return _value_filter(field, column, kept_of(type_).model)
        case Related(tie) | Paged(tie) if tie is not None:
            target = node_of(field.type)
            many = isinstance(field.type, StrawberryList) or isinstance(source_of(field), Paged)
            made = _made_for(field, derived)
            asked = made.relation if many else made.filter
            return asked, FilteredThrough(tie, kept_of(target).model)
    return None, None


def _value_filter(
    field: StrawberryField, column: Column, model: type[Content]
) -> tuple[Any, object]:
    if column.audience or column.history:
        return None, None  # who may not read it may not ask about it either
    kind = _enumeration(field.type)
    if kind is not None:
        return _enum_filter(kind), Filtered(column)
    if field.type is LocalDateTime:
        return LocalDateTimeFilter, Filtered(column, via=local_time)
    if column.type != "text":
        return _FILTERS[column.type], Filtered(column)
    key = key_of(column, model)
    if key is not None:
        return TextFilter, Filtered(column, key)
    return (None, None) if column.path else (CodeFilter, Filtered(column))


def _enumeration(type_: Any) -> type[Enum] | None:
    if isinstance(type_, StrawberryOptional):
        type_ = type_.of_type
    found: type[Enum] | None = getattr(type_, "wrapped_cls", None)
    return found


@cache
def _enum_filter(kind: type[Enum]) -> type:
    made = type(f"{kind.__name__}Filter", (), {"__module__": __name__})
    fields = {
        "eq": (kind | None, _plain("It is this.", "eq")),
        "ne": (kind | None, _plain("It is something else.", "ne")),
        "in_": (list[kind] | None, _plain("It is one of these.", "in")),  # type: ignore[valid-type]
        "not_in": (list[kind] | None, _plain("It is none of these.", "notIn")),  # type: ignore[valid-type]
        "is_null": (bool | None, _plain("Whether it is missing.", "isNull")),
    }
    make_input(made, fields, f"Compares a value of `{kind.__name__}`.")
    return made


def _fill_relation(made: type, filter_: type, type_: type) -> None:
    name = type_.__name__
    fields = {
        "some": (filter_ | None, _plain(f"At least one `{name}` is such.", "some")),
        "none": (filter_ | None, _plain(f"No `{name}` is such.", "none")),
        "every": (
            filter_ | None,
            _plain(f"Every `{name}` is such; so when there is none.", "every"),
        ),
    }
    make_input(
        made, fields, f"Asks about the related content of the type `{name}` that can be seen."
    )


def _which(made: Derived) -> StrawberryArgument:
    return optional("where", made.filter, "Which ones; all of them when left out.")


def _paging(made: Derived) -> list[StrawberryArgument]:
    order: Any = list[made.order]  # type: ignore[name-defined]
    return [
        _which(made),
        optional("order_by", order, "In which order; the usual one when left out."),
        *forward(),
        *backward(),
    ]
