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
from strawberry.annotation import StrawberryAnnotation
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.base import StrawberryContainer, StrawberryList, StrawberryOptional
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType
from strawberry.types.unset import UNSET

from models.content import Content
from resolvers.sources import (
    SOURCE,
    Filtered,
    FilteredThrough,
    Ordered,
    Paged,
    Related,
    Source,
    Stored,
)
from schema.filters import (
    BooleanFilter,
    CodeFilter,
    DateTimeFilter,
    IDFilter,
    IntFilter,
    TextFilter,
)
from services.values import Column

_FILTERS: dict[str, type] = {
    "uuid": IDFilter,
    "number": IntFilter,
    "instant": DateTimeFilter,
    "flag": BooleanFilter,
}


@strawberry.enum(description="Which way round a list goes.")
class Direction(Enum):
    ASC = strawberry.enum_value("ASC", description="The least first; Å, Ä, Ö after Z.")
    DESC = strawberry.enum_value("DESC", description="The greatest first.")


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
        _fill_order(made.order, type_)
    return blank


def complete(types: Iterable[type], derived: Mapping[type, Derived]) -> None:
    """Give every connection among the fields of ``types`` its arguments."""
    for type_ in types:
        for field in _fields(type_):
            if isinstance(_source(field), Paged):
                field.arguments = _paging(derived[_node(field.type)])


def _blank(type_: type) -> Derived:
    name = type_.__name__
    made = [
        type(f"{name}{what}", (), {"__module__": __name__})
        for what in ("Filter", "RelationFilter", "Order")
    ]
    return Derived(*made)


def _fields(type_: type) -> list[StrawberryField]:
    definition = type_.__strawberry_definition__  # type: ignore[attr-defined]
    return list(definition.fields)


def _source(field: StrawberryField) -> Source | None:
    return field.metadata.get(SOURCE)


def _node(type_: Any) -> type:
    """Find the content type that a field's type is about."""
    while isinstance(type_, StrawberryContainer):
        type_ = type_.of_type
    if isinstance(type_, LazyType):
        type_ = type_.resolve_type()
    definition = getattr(type_, "__strawberry_definition__", None)
    if definition is not None and definition.type_var_map:
        return _node(next(iter(definition.type_var_map.values())))
    return type_  # type: ignore[no-any-return]


def _input(made: type, fields: Mapping[str, tuple[Any, Any]], description: str) -> None:
    made.__annotations__ = {name: annotation for name, (annotation, _) in fields.items()}
    for name, (_, field) in fields.items():
        setattr(made, name, field)
    strawberry.input(made, description=description)


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
    for field in _fields(type_):
        annotation, source = _comparison(field, type_, derived)
        if annotation is not None:
            said = f"Asks about `{_camel(field.python_name)}`. {field.description}"
            fields[field.python_name] = (annotation | None, _asked(source, said))
    fields |= more
    fields["and_"] = (list[made] | None, _plain("All of these hold.", "and"))  # type: ignore[valid-type]
    fields["or_"] = (list[made] | None, _plain("At least one of these holds.", "or"))  # type: ignore[valid-type]
    fields["not_"] = (made | None, _plain("This does not hold.", "not"))
    _input(
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
    match _source(field):
        case Stored(column):
            return _value_filter(field, column, type_.kept.model)  # type: ignore[attr-defined]
        case Related(tie) | Paged(tie) if tie is not None:
            target = _node(field.type)
            many = isinstance(field.type, StrawberryList) or isinstance(_source(field), Paged)
            made = derived[target].relation if many else derived[target].filter
            return made, FilteredThrough(tie, target.kept.model)  # type: ignore[attr-defined]
    return None, None


def _value_filter(
    field: StrawberryField, column: Column, model: type[Content]
) -> tuple[Any, object]:
    kind = _enumeration(field.type)
    if kind is not None:
        return _enum_filter(kind), Filtered(column)
    if column.type != "text":
        return _FILTERS[column.type], Filtered(column)
    key = key_of(column, model)
    if key is not None:
        return TextFilter, Filtered(column, key)
    return (None, None) if column.path or column.audience else (CodeFilter, Filtered(column))


def key_of(column: Column, model: type[Content]) -> Column | None:
    """Find the column of a text's place in Swedish order, if its model keeps one."""
    name = f"{column.name}_key"
    if name in model._meta.fields_map:
        return Column(name)
    return Column(name, per_locale=True) if f"{name}_sv" in model._meta.fields_map else None


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
    }
    _input(made, fields, f"Compares a `{kind.__name__}`.")
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
    _input(made, fields, f"Asks about the related content of the type `{name}` that can be seen.")


def _fill_order(made: type, type_: type) -> None:
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
    _input(made, fields, f"{of}; ties go by the next, at last by id.")


def _order_fields(type_: type) -> Any:
    values = {
        name.upper(): strawberry.enum_value(
            name.upper(), description=f"By `{_camel(name)}`. {field.description}"
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
    """Find what is never missing and has an order that both databases agree on."""
    for field in _fields(type_):
        source = _source(field)
        if not isinstance(source, Stored) or source.column.nullable:
            continue
        key = key_of(source.column, type_.kept.model)  # type: ignore[attr-defined]
        if key is not None:
            yield field.python_name, (field, key)
        elif source.column.type in ("number", "instant"):
            yield field.python_name, (field, source.column)


def _paging(made: Derived) -> list[StrawberryArgument]:
    order: Any = list[made.order]  # type: ignore[name-defined]
    return [
        _argument("where", made.filter | None, "Which ones; all of them when left out."),
        _argument("order_by", order | None, "In which order; the usual one when left out."),
        _argument(
            "first", int | None, "How many at most from the front: 0 to 100, 20 when left out."
        ),
        _argument("after", str | None, "Only what comes after this cursor."),
        _argument(
            "last", int | None, "How many at most from the back: 0 to 100; not with `first`."
        ),
        _argument("before", str | None, "Only what comes before this cursor."),
    ]


def _argument(name: str, annotation: Any, description: str) -> StrawberryArgument:
    optional = StrawberryAnnotation(annotation)
    return StrawberryArgument(name, None, optional, description=description, default=UNSET)


def _camel(name: str) -> str:
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(part.capitalize() for part in rest)
