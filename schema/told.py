"""What the types tell, for whatever is derived from them: their fields, and whose they are."""

from collections.abc import Mapping
from typing import Any

import strawberry
from strawberry.types.base import StrawberryContainer
from strawberry.types.field import StrawberryField
from strawberry.types.lazy_type import LazyType

from models.content import Content
from resolvers.sources import SOURCE, Kept, Source
from services.compiler.values import Column


def kept_of(type_: type) -> Kept:
    """Tell how a type is kept, or raise: what is derived needs its table."""
    kept: Kept | None = getattr(type_, "kept", None)
    if kept is None:
        raise LookupError(f"{type_.__name__} does not say how it is kept: give it `kept`.")
    return kept


def fields_of(type_: type) -> list[StrawberryField]:
    """Give a type's fields, those of its interfaces with them."""
    definition = type_.__strawberry_definition__  # type: ignore[attr-defined]
    return list(definition.fields)


def source_of(field: StrawberryField) -> Source | None:
    """Tell where what a field tells comes from."""
    return field.metadata.get(SOURCE)


def node_of(type_: Any) -> type:
    """Find the content type that a field's type is about."""
    while isinstance(type_, StrawberryContainer):
        type_ = type_.of_type
    if isinstance(type_, LazyType):
        type_ = type_.resolve_type()
    definition = getattr(type_, "__strawberry_definition__", None)
    held = definition and (definition.type_var_map or definition.specialized_type_var_map)
    if held:
        return node_of(next(iter(held.values())))
    return type_  # type: ignore[no-any-return]


def make_input(made: type, fields: Mapping[str, tuple[Any, Any]], description: str) -> None:
    """Turn the empty class ``made`` into an input: annotations and fields by name."""
    strawberry.input(_filled(made, fields), description=description)


def make_type(name: str, fields: Mapping[str, tuple[Any, Any]], description: str) -> type:
    """Make a type of annotations and fields by name."""
    made = type(name, (), {"__module__": __name__})
    return strawberry.type(_filled(made, fields), description=description)


def _filled(made: type, fields: Mapping[str, tuple[Any, Any]]) -> type:
    made.__annotations__ = {name: annotation for name, (annotation, _) in fields.items()}
    for name, (_, field) in fields.items():
        setattr(made, name, field)
    return made


def key_of(column: Column, model: type[Content]) -> Column | None:
    """Find the column of a text's place in Swedish order, if its model keeps one."""
    name = f"{column.name}_key"
    if name in model._meta.fields_map:
        return Column(name)
    return Column(name, per_locale=True) if f"{name}_sv" in model._meta.fields_map else None


def camel(name: str) -> str:
    """Write a name as GraphQL shows it."""
    head, *rest = name.rstrip("_").split("_")
    return head + "".join(part.capitalize() for part in rest)
