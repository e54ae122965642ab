"""The schema is whole: everything is described, printed, and has the members that are kept."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_specified_directive,
    is_specified_scalar_type,
)
from tortoise.fields.data import CharEnumFieldInstance

from models.nouns import NOUNS
from resolvers.filtering import source_of
from resolvers.sources import Stored
from schema import PRINTED, built, printed
from services.compiler.values import LOCALE, Column
from services.database.migrating import differences


def test_enumerations_of_the_models_and_of_the_schema_have_the_same_members() -> None:
    kept = {
        it.enum_type.__name__: sorted(str(one.value) for one in it.enum_type)
        for kind in NOUNS
        for it in kind._meta.fields_map.values()
        if isinstance(it, CharEnumFieldInstance)
    }

    told = {
        name: sorted(_word(it.value) for it in type_.values.values())
        for name, type_ in built().type_map.items()
        if isinstance(type_, GraphQLEnumType) and name in kept
    }

    assert told == kept


def _word(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)


def test_every_text_per_language_has_its_language_told() -> None:
    """A text that all languages have, such as the name of a holiday, is always in the first."""
    types = [it for it in built().type_map.values() if isinstance(it, GraphQLObjectType)]

    silent = [
        f"the language of {type_.name}.{name} is not told"
        for type_ in types
        for name, field in type_.fields.items()
        if _is_localised(field) and "locale" not in type_.fields and name not in _spoken(type_)
    ]

    assert silent == ["the language of Holiday.name is not told"]


def _is_localised(field: GraphQLField) -> bool:
    match source_of(field):
        case Stored(Column(path=path, locales=())):
            return LOCALE in path
    return False


def _spoken(type_: GraphQLObjectType) -> set[str]:
    """Name the texts of a type whose language it tells."""
    if "locales" not in type_.fields:
        return set()
    told = get_named_type(type_.fields["locales"].type)
    assert isinstance(told, GraphQLObjectType)
    return set(told.fields)


def test_everything_in_the_schema_is_described() -> None:
    silent = [name for name, description in described() if not (description or "").strip()]

    assert silent == []


def described() -> Iterator[tuple[str, str | None]]:
    """Name everything that can have a description, with what it has."""
    schema = built()
    for name, type_ in schema.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(type_):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field, told in type_.fields.items():
                yield f"{name}.{field}", told.description
                for argument, of in told.args.items():
                    yield f"{name}.{field}({argument}:)", of.description
        elif isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{it}", of.description) for it, of in type_.fields.items())
        elif isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{it}", of.description) for it, of in type_.values.items())
    for directive in schema.directives:
        if not is_specified_directive(directive):
            yield f"@{directive.name}", directive.description
            for argument, of in directive.args.items():
                yield f"@{directive.name}({argument}:)", of.description


def test_what_is_described_is_more_than_a_handful() -> None:
    """The test above must not pass because it finds nothing."""
    assert len(list(described())) > 500


def test_the_printed_schema_is_that_of_the_types() -> None:
    is_printed = PRINTED.read_text("utf-8") == printed()

    assert is_printed, "run `python commands.py schema --write`, and read what came out"


async def test_no_migration_is_pending() -> None:
    found = await differences()

    assert found == [], "run `python commands.py makemigration` with a name, and read the draft"
